/**
 * The varieties of a market after a shock: each flow, cut into pieces that every cell hits as a whole.
 * @module
 */
import type { Market } from "../contracts/market.js";
import type { ShockCell } from "../contracts/shock.js";
import type { CellsByKind } from "./cells-by-kind.js";

/** What buyers choose between: goods of one exporter on which one change of cost falls. */
export interface Source {
  readonly line: number;
  readonly exporter: number;
  readonly importer: number;
  /**
   * open: traded before and after. shut: traded before only (a ban). reopened: traded after only; its value is what it
   * would be at base costs.
   */
  readonly state: "open" | "shut" | "reopened";
  /** Million dollars at the exporter's price, > 0. */
  readonly value: number;
  /** Cost factor τ̂ > 0: units shipped for a unit that arrives, after over before. */
  readonly iceberg: number;
  readonly tariffBefore: number;
  readonly tariffAfter: number;
}

/**
 * Cuts every flow of a line into sources; unshocked flows are one source, zero flows none.
 *
 * Pieces are one choice of a part from every kind of cell; kinds are taken as independent, so a piece's weight is a
 * product of shares (as in the one-sector model: docs/models.md, *Pieces*).
 */
export function sourcesOf(market: Market, byFlow: ReadonlyMap<number, CellsByKind>, line: number): Source[] {
  const [I, J] = [market.exporters.length, market.importers.length];
  const sources: Source[] = [];
  let at = line * I * J;
  for (let exporter = 0; exporter < I; exporter++) {
    for (let importer = 0; importer < J; importer++, at++) {
      const shocked = byFlow.get(at);
      const value = market.flows[at];
      const tariff = market.tariffs[at];
      if (shocked) cutInto(sources, line, exporter, importer, shocked, value, tariff);
      else if (value > 0) sources.push(source(line, exporter, importer, "open", value, 1, tariff, tariff));
    }
  }
  return sources;
}

/** One object shape for all: there are tens of thousands. */
function source(
  line: number,
  exporter: number,
  importer: number,
  state: Source["state"],
  value: number,
  iceberg: number,
  tariffBefore: number,
  tariffAfter: number,
): Source {
  return { line, exporter, importer, state, value, iceberg, tariffBefore, tariffAfter };
}

function cutInto(
  out: Source[],
  line: number,
  exporter: number,
  importer: number,
  shocked: CellsByKind,
  flow: number,
  tariff: number,
): void {
  let open = 1;
  for (const { share = 1, before, after } of shocked.bans) open -= (share * (after - before)) / (1 - before);
  // Shares that add to all of the flow leave rounding, not trade.
  if (open < 1e-12) open = 0;
  let reopened = 0;
  for (const { share = 1, before, after, priorFlow = 0 } of shocked.unbans)
    reopened += priorFlow * share * (before - after);
  for (const [iceberg, weightOfIce] of parts(shocked.icebergs, (cell) => cell.after / cell.before, 1)) {
    for (const [tariffAfter, weightOfRate] of parts(shocked.tariffs, (cell) => cell.after, tariff)) {
      const weight = weightOfIce * weightOfRate;
      const push = (state: Source["state"], value: number) => {
        if (value > 0) out.push(source(line, exporter, importer, state, value, iceberg, tariff, tariffAfter));
      };
      push("open", flow * open * weight);
      push("shut", flow * (1 - open) * weight);
      push("reopened", reopened * weight);
    }
  }
}

/** The parts of a flow by one kind of cell: what applies, and its share; the rest is as before. */
function parts(
  cells: readonly ShockCell[],
  value: (cell: ShockCell) => number,
  unshocked: number,
): [number, number][] {
  const out: [number, number][] = cells.map((cell) => [value(cell), cell.share ?? 1]);
  const rest = 1 - out.reduce((sum, [, share]) => sum + share, 0);
  if (rest > 1e-12) out.push([unshocked, rest]);
  return out;
}
