/**
 * One line of a world market as columns over its sources, for both forms of the global simulation model.
 * @module
 */
import type { Market } from "../contracts/market.js";
import type { Source } from "./partial-sources.js";

export interface GsimSystem {
  /** Counts: sources, exporters, importers. */
  readonly K: number;
  readonly I: number;
  readonly J: number;
  /** By source (K): who, value at the exporter's price in the base, tariffs, cost factor, log change of delivered cost. */
  readonly exporter: Int32Array;
  readonly importer: Int32Array;
  readonly value: Float64Array;
  readonly tariffBefore: Float64Array;
  readonly tariffAfter: Float64Array;
  readonly iceberg: Float64Array;
  readonly cost: Float64Array;
  /** By source: 1 where it trades before (open, shut), where it trades after (open, reopened). */
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** By source: value with tariff over its importer's spending, in the base (of a reopened one: at base costs). */
  readonly theta: Float64Array;
  /** By importer: spending with tariffs in the base; by exporter: sales in the base. */
  readonly spending: Float64Array;
  readonly sales: Float64Array;
  /** E_m and E_s by importer (absolute values), E_x by exporter (Infinity allowed). */
  readonly demand: Float64Array;
  readonly substitution: Float64Array;
  readonly supply: Float64Array;
}

/** What a solution gives, either form. */
export interface GsimSolution {
  /** By exporter: price after over before less 1. */
  readonly price: Float64Array;
  /** By source: what arrives after, over before (of a reopened one: over its value), less 1; shut: −1. */
  readonly quantity: Float64Array;
  /** By importer: price of the composite after over before less 1. */
  readonly composite: Float64Array;
  readonly residual: number;
  readonly iterations: number;
  readonly because: string | null;
}

/** Lays one line's sources out. */
export function gsimSystem(
  market: Market,
  sources: readonly Source[],
  elasticities: Pick<GsimSystem, "demand" | "substitution" | "supply">,
): GsimSystem {
  const [K, I, J] = [sources.length, market.exporters.length, market.importers.length];
  const column = (of: (source: Source) => number) => Float64Array.from(sources, of);
  const spending = new Float64Array(J);
  const sales = new Float64Array(I);
  for (const { state, exporter, importer, value, tariffBefore } of sources) {
    if (state === "reopened") continue;
    spending[importer] += value * (1 + tariffBefore);
    sales[exporter] += value;
  }
  return {
    K,
    I,
    J,
    exporter: Int32Array.from(sources, (s) => s.exporter),
    importer: Int32Array.from(sources, (s) => s.importer),
    value: column((s) => s.value),
    tariffBefore: column((s) => s.tariffBefore),
    tariffAfter: column((s) => s.tariffAfter),
    iceberg: column((s) => s.iceberg),
    cost: column((s) => Math.log(s.iceberg) + Math.log1p(s.tariffAfter) - Math.log1p(s.tariffBefore)),
    before: Uint8Array.from(sources, (s) => (s.state === "reopened" ? 0 : 1)),
    after: Uint8Array.from(sources, (s) => (s.state === "shut" ? 0 : 1)),
    theta: column((s) => (s.value * (1 + s.tariffBefore)) / spending[s.importer]),
    spending,
    sales,
    ...elasticities,
  };
}
