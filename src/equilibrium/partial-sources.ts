/**
 * The varieties of a market after a shock: each flow, cut into pieces that every cell hits as a whole.
 * @module
 */
import type { Market } from "../contracts/market.js";
import type { ShockCell } from "../contracts/shock.js";
import type { ShockedFlow } from "./partial-cells.js";

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
 * Cuts every flow of a market into sources; unshocked flows are one source, zero flows none.
 *
 * Pieces are one choice of a part from every kind of cell; kinds are taken as independent, so a piece's weight is a
 * product of shares (as in the one-sector model: docs/models.md, *Pieces*).
 */
export function sourcesOf(market: Market, byFlow: ReadonlyMap<number, ShockedFlow>): Source[] {
  const { exporters, importers, lines, flows, tariffs } = market;
  const sources: Source[] = [];
  let at = 0;
  for (let line = 0; line < lines.length; line++) {
    for (let exporter = 0; exporter < exporters.length; exporter++) {
      for (let importer = 0; importer < importers.length; importer++, at++) {
        const where = { line, exporter, importer };
        const shocked = byFlow.get(at);
        const [value, tariff] = [flows[at], tariffs[at]];
        if (shocked) cutInto(sources, where, shocked, value, tariff);
        else if (value > 0) {
          const rates = { iceberg: 1, tariffBefore: tariff, tariffAfter: tariff };
          sources.push({ ...where, state: "open", value, ...rates });
        }
      }
    }
  }
  return sources;
}

type Where = Pick<Source, "line" | "exporter" | "importer">;

function cutInto(out: Source[], where: Where, shocked: ShockedFlow, flow: number, tariff: number): void {
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
        if (value > 0) out.push({ ...where, state, value, iceberg, tariffBefore: tariff, tariffAfter });
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
