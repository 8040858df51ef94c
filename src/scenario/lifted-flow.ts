/**
 * What a flow would be without its ban.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import { InputError } from "../contracts/errors.js";
import type { Unban } from "../contracts/scenario.js";
import type { Assumption } from "../contracts/shock.js";

/** What gravity makes of a flow, given all others of the base, and how, in a sentence. Null: it cannot tell. */
export type GravityFlow = (
  exporter: string,
  importer: string,
) => { readonly usdMillion: number; readonly says: string } | null;

interface Pair {
  readonly exporter: string;
  readonly importer: string;
}

/**
 * The prior of each flow that a lifted ban opens, in million dollars at base prices and costs, and the assumption that it
 * is.
 *
 * A share s of the importer's imports before the ban is turned into s/(1 − s) of what it imports in the base, so that at
 * base prices the flow has that share again. Gravity's figure is for the whole flow: what the base already has is
 * taken off it.
 * @param field where the shock stands, for messages
 * @throws {InputError} gravity asked of a base that has no prior for it, or that says no more than the base has; a share
 *   of an importer that imports nothing
 */
export function liftedFlow(
  unban: Unban,
  pair: Pair,
  baseline: Baseline,
  field: string,
  gravityFlow?: GravityFlow,
): { readonly priorFlow: number; readonly assumption: Assumption } {
  const { exporter, importer } = pair;
  const id = `${field}.unban.${exporter}.${importer}`;
  const { priorFlow: given, source = "stated in the scenario", prior } = unban;
  if (given !== undefined) {
    const says = `Without the ban the flow would be ${given} million dollars.`;
    return { priorFlow: given, assumption: { id: `${field}.unban`, says, source } };
  }
  if (prior?.share !== undefined) {
    const { share } = prior;
    const priorFlow = (share / (1 - share)) * importsOf(baseline, importer);
    if (!(priorFlow > 0))
      throw refused(field, `${importer} imports nothing in ${baseline.id}: a share of it`);
    const says = `Without the ban the flow would be ${percent(share)} of ${importer}'s imports, as before it: ${million(priorFlow)} million dollars beside what is imported now.`;
    return { priorFlow, assumption: { id, says, source: prior.source ?? source } };
  }
  const found = gravityFlow?.(exporter, importer) ?? null;
  if (found === null) throw refused(field, `${baseline.id} has no gravity prior: it`);
  const there = baseline.flows[placeOf(baseline, pair)];
  const priorFlow = found.usdMillion - there;
  if (!(priorFlow > leastAdded * there)) {
    throw refused(
      field,
      `${exporter} already sells ${million(there)} million dollars to ${importer} in ${baseline.id}, and gravity makes it ${million(found.usdMillion)}: gravity`,
    );
  }
  const beside = there > 0 ? `, ${million(there)} of which the base has` : "";
  return {
    priorFlow,
    assumption: {
      id,
      says: `Without the ban the flow from ${exporter} to ${importer} would be ${million(found.usdMillion)} million dollars${beside}.`,
      source: found.says,
    },
  };
}

function refused(field: string, sentence: string): InputError {
  return new InputError("unban-prior", `${sentence} gives no prior for the flow.`, {
    place: { field: `${field}.unban` },
    hint: "Name the flow: { priorFlow, source }, or { prior: { share, source } }.",
  });
}

/** Gravity that adds less than this part of what is there says nothing of a ban. */
const leastAdded = 0.01;
const million = (x: number): string => String(+x.toPrecision(4));
const percent = (fraction: number): string => `${+(100 * fraction).toPrecision(4)} %`;

function placeOf({ economies }: Baseline, { exporter, importer }: Pair): number {
  return economies.indexOf(exporter) * economies.length + economies.indexOf(importer);
}

function importsOf({ economies, flows }: Baseline, importer: string): number {
  const n = economies.length;
  const j = economies.indexOf(importer);
  let sum = 0;
  for (let i = 0; i < n; i++) if (i !== j) sum += flows[i * n + j];
  return sum;
}
