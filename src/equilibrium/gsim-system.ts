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
  const column = () => new Float64Array(K);
  const [value, tariffBefore, tariffAfter] = [column(), column(), column()];
  const [iceberg, cost, theta] = [column(), column(), column()];
  const [exporter, importer] = [new Int32Array(K), new Int32Array(K)];
  const [before, after] = [new Uint8Array(K), new Uint8Array(K)];
  const spending = new Float64Array(J);
  const sales = new Float64Array(I);
  for (let k = 0; k < K; k++) {
    const source = sources[k];
    exporter[k] = source.exporter;
    importer[k] = source.importer;
    value[k] = source.value;
    tariffBefore[k] = source.tariffBefore;
    tariffAfter[k] = source.tariffAfter;
    iceberg[k] = source.iceberg;
    // Most costs do not change: spare them three logarithms.
    if (source.iceberg !== 1 || source.tariffAfter !== source.tariffBefore)
      cost[k] = Math.log(source.iceberg) + Math.log1p(source.tariffAfter) - Math.log1p(source.tariffBefore);
    before[k] = source.state === "reopened" ? 0 : 1;
    after[k] = source.state === "shut" ? 0 : 1;
    if (!before[k]) continue;
    spending[source.importer] += source.value * (1 + source.tariffBefore);
    sales[source.exporter] += source.value;
  }
  for (let k = 0; k < K; k++) theta[k] = (value[k] * (1 + tariffBefore[k])) / spending[importer[k]];
  return {
    K,
    I,
    J,
    exporter,
    importer,
    value,
    tariffBefore,
    tariffAfter,
    iceberg,
    cost,
    before,
    after,
    theta,
    spending,
    sales,
    ...elasticities,
  };
}
