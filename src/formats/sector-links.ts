/**
 * A long input–output table becomes the links between the sectors of a Baseline.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import { DataError } from "../contracts/errors.js";
import type { Panel } from "../contracts/panel.js";
import type { InputOutputFile } from "../contracts/scenario.js";
import type { SectorLinks } from "../contracts/sector-baseline.js";
import { addTable, type TableSums } from "./input-output-sums.js";

/** How far printed shares may be from adding to 1; they are divided by their sum. */
const addingUp = 1e-3;

/**
 * Reads what each sector of each economy buys from each sector, per unit of its output.
 *
 * With Z_ks bought by k from s, V_k value added and Y_k output: B_k = V_k / (Σ_s Z_ks + V_k), γ_ks = Z_ks / Σ_s Z_ks. Where
 * the table has no value added, V_k = Y_k − Σ_s Z_ks (in shares: 1 − Σ_s Z_ks); where it has no final use, that is what the
 * flows leave, E_s − Σ_k Z_ks of the same economy, and what comes out negative is set to zero and said in the notes.
 *
 * @param panel one row a supplier, user and economy (and economy of origin)
 * @param baseline its sectors and economies are those of the table; output and spending come from its flows
 * @throws {InputError} unknown columns, a filter that keeps no row
 * @throws {DataError} a label that is no sector or economy of the base, a row twice or not a number, a sector that sells but
 *   has no rows, inputs that leave no value added, shares that do not add to 1, negative entries
 */
export function sectorLinks(panel: Panel, spec: InputOutputFile, baseline: Baseline): SectorLinks {
  const sums = addTable(panel, spec, baseline);
  const n = baseline.economies.length;
  const S = baseline.sectors.length;
  const made = outputOf(baseline);
  const valueAddedShare = new Float64Array(S * n).fill(1);
  const inputShare = new Float64Array(S * S * n);
  for (let k = 0; k < S; k++) {
    for (let j = 0; j < n; j++) {
      const c = k * n + j;
      if (sums.rows[c] === 0) {
        if (made[c] > 0) throw missing(panel, baseline, k, j);
        continue;
      }
      const at = `${baseline.sectors[k]} in ${baseline.economies[j]}`;
      let bought = 0;
      for (let s = 0; s < S; s++) bought += sums.inputs[(k * S + s) * n + j];
      valueAddedShare[c] = valueAdded(bought, sums.valueAdded?.[c], made[c], at, panel, spec);
      for (let s = 0; s < S && bought > 0; s++)
        inputShare[(k * S + s) * n + j] = sums.inputs[(k * S + s) * n + j] / bought;
    }
  }
  const { finalShare, notes } = finalUse(baseline, sums, { valueAddedShare, inputShare, made }, panel, spec);
  return { valueAddedShare, inputShare, finalShare, source: panel.source, notes };
}

/** B of one sector, from what it buys and what is left or stated. */
function valueAdded(
  bought: number,
  stated: number | undefined,
  made: number,
  at: string,
  panel: Panel,
  spec: InputOutputFile,
): number {
  const shares = spec.share !== undefined;
  const total = stated === undefined ? (shares ? 1 : made) : bought + stated;
  if (total === 0) return 1;
  if (shares && stated !== undefined && !(Math.abs(total - 1) <= addingUp)) {
    throw bad(
      panel,
      "share-sum",
      `Inputs and value added of ${at} add to ${+total.toPrecision(6)}, not to 1.`,
      {
        hint:
          Math.abs(bought - 1) <= addingUp
            ? "The inputs alone add to 1: multiply them by 1 less the share of value added, so that all are shares of output."
            : "Shares are of the user's output; with money name the column as value.",
      },
    );
  }
  const share = (total - bought) / total;
  if (share > 0 && share <= 1) return share;
  const what = shares
    ? `${+bought.toPrecision(6)} of output`
    : `${+bought.toPrecision(6)} of an output of ${+made.toPrecision(6)}`;
  throw bad(
    panel,
    "no-value-added",
    stated === undefined
      ? `Inputs leave no value added in ${at}: they are ${what}.`
      : `Value added must be above 0; ${at} has ${stated}.`,
    {
      hint: shares
        ? "Shares are of the user's output, not of its inputs; name rows of value added under valueAdded."
        : "Flows and table need one unit; or name the table's rows of value added under valueAdded.",
    },
  );
}

interface Production {
  readonly valueAddedShare: Float64Array;
  readonly inputShare: Float64Array;
  readonly made: Float64Array;
}

function finalUse(
  baseline: Baseline,
  sums: TableSums,
  production: Production,
  panel: Panel,
  spec: InputOutputFile,
): { finalShare: Float64Array; notes: string[] } {
  const { economies, sectors } = baseline;
  const n = economies.length;
  const use = sums.final ?? leftOver(baseline, production);
  const finalShare = new Float64Array(use.length);
  let negatives = 0;
  let largest = 0;
  for (let j = 0; j < n; j++) {
    let total = 0;
    let below = 0;
    for (let s = 0; s < sectors.length; s++) {
      const x = use[s * n + j];
      total += Math.max(x, 0);
      below += Math.min(x, 0);
      if (x < 0) negatives++;
    }
    if (!(total > 0))
      throw bad(panel, "no-final-use", `Nothing is left for final use in ${economies[j]}.`, {
        hint: sums.final
          ? "Its rows of final use are zero or missing."
          : "Name the table's final users under final.",
      });
    if (sums.final && spec.share !== undefined && !(Math.abs(total + below - 1) <= addingUp))
      throw bad(
        panel,
        "share-sum",
        `Shares of final use in ${economies[j]} add to ${+(total + below).toPrecision(6)}, not to 1.`,
        { hint: "With money name the column as value." },
      );
    largest = Math.max(largest, -below / total);
    for (let s = 0; s < sectors.length; s++) finalShare[s * n + j] = Math.max(use[s * n + j], 0) / total;
  }
  const notes = sums.final ? [] : ["Final use is what the flows leave after inputs."];
  if (negatives > 0)
    notes.push(
      `${negatives} of ${use.length} cells of final use came out negative and were set to zero, up to ${(100 * largest).toPrecision(2)} % of an economy's final use.`,
    );
  return { finalShare, notes };
}

/** Spending less inputs, [sector][economy]. */
function leftOver({ flows, tariffs, economies, sectors }: Baseline, production: Production): Float64Array {
  const n = economies.length;
  const S = sectors.length;
  const left = new Float64Array(S * n);
  for (let k = 0; k < flows.length; k++)
    left[Math.floor(k / (n * n)) * n + (k % n)] += flows[k] * (1 + tariffs[k]);
  const spent = left.slice();
  for (let k = 0; k < S; k++) {
    for (let j = 0; j < n; j++) {
      const inputs = (1 - production.valueAddedShare[k * n + j]) * production.made[k * n + j];
      for (let s = 0; s < S; s++) left[s * n + j] -= production.inputShare[(k * S + s) * n + j] * inputs;
    }
  }
  // A sector of inputs only leaves nothing but rounding.
  return left.map((x, c) => (Math.abs(x) <= 1e-12 * spent[c] ? 0 : x));
}

function outputOf({ flows, economies }: Baseline): Float64Array {
  const n = economies.length;
  const made = new Float64Array(flows.length / n);
  for (let k = 0; k < flows.length; k++) made[Math.floor(k / n)] += flows[k];
  return made;
}

function missing(panel: Panel, { sectors, economies, id }: Baseline, k: number, j: number): DataError {
  return bad(
    panel,
    "table-missing",
    `${sectors[k]} in ${economies[j]} sells in ${id} but buys nothing and adds no value in ${panel.source}.`,
    { hint: "Every using sector of every economy needs rows; one that buys nothing needs its value added." },
  );
}

function bad(panel: Panel, code: string, says: string, more: { hint: string }): DataError {
  return new DataError(code, says, { place: { file: panel.source, field: "base.inputOutput" }, ...more });
}
