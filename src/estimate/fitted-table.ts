/**
 * A fitted world as a table that a scenario takes as its base.
 * @module
 */
import type { FlowTable } from "../formats/flow-table.js";
import type { PanelFit } from "./estimate-panel.js";
import type { FittedWorld } from "./fitted-world.js";
import type { ThetaFromTariff } from "./theta-from-tariff.js";

export interface FittedTableOptions {
  readonly where?: string | undefined;
  readonly theta?: ThetaFromTariff | undefined;
}

/**
 * One row a pair: `exporter`, `importer`, `fitted`, `observed`, `tradeCost` (t^(1−σ), where the model has exporter and
 * importer effects) and the regressors under their names, so that a scenario may write
 * `base: { flows: FILE, exporter: exporter, importer: importer, value: fitted }` and
 * `{ column: rta, as: partial, times: −0.35 }`. `about` has the resistances.
 */
export function fittedTable(fit: PanelFit, world: FittedWorld, options: FittedTableOptions = {}): FlowTable {
  const { economies, designRow, gravity } = world;
  const n = economies.length;
  const cells = Array.from({ length: n * n }, (_, cell) => cell).filter((cell) => designRow[cell]! >= 0);
  const take = (values: Float64Array): (number | null)[] => cells.map((cell) => finite(values[cell]!));
  const reserved = new Set(["exporter", "importer", "fitted", "observed", "tradeCost"]);
  return {
    about: {
      kind: "fitted flows",
      source: fit.built.panel.source,
      formula: fit.estimate.formula,
      ...(options.where === undefined ? {} : { where: options.where }),
      base: { exporter: "exporter", importer: "importer", value: "fitted" },
      terms: fit.estimate.terms.map(({ name, estimate, se }) => ({ name, estimate, se: finite(se) })),
      ...(options.theta ? { theta: options.theta } : {}),
      ...(gravity
        ? {
            resistances: {
              says: "inward is P^(1-sigma), outward Pi^(1-sigma); inward is 1 for the reference",
              reference: gravity.reference,
              economies: economies.map((economy, k) => ({
                economy,
                output: world.output[k]!,
                expenditure: world.expenditure[k]!,
                inward: finite(gravity.inward[k]!),
                outward: finite(gravity.outward[k]!),
              })),
            },
          }
        : {}),
    },
    columns: [
      { name: "exporter", values: cells.map((cell) => economies[Math.floor(cell / n)]!) },
      { name: "importer", values: cells.map((cell) => economies[cell % n]!) },
      { name: "fitted", values: take(world.fitted) },
      { name: "observed", values: take(world.observed) },
      ...(gravity ? [{ name: "tradeCost", values: take(gravity.costs) }] : []),
      ...fit.built.design.x
        .filter(({ name }) => !reserved.has(name))
        .map(({ name, values }) => ({ name, values: cells.map((cell) => values[designRow[cell]!]!) })),
    ],
  };
}

const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);
