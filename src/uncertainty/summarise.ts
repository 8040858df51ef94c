/**
 * What draws say of a figure.
 * @module
 */
import { quantile } from "../kernel/index.js";

export interface Summary {
  readonly mean: number;
  readonly median: number;
  /** 5 % and 95 % quantiles. */
  readonly low: number;
  readonly high: number;
}

/** Draws of several figures: column k holds figure `names[k]`. */
export interface DrawColumns {
  readonly draws: number;
  readonly names: readonly string[];
  /** One array (draws) a name; a failed draw holds 0, which counts nowhere. */
  readonly columns: readonly Float64Array[];
  /** (draws); 1 where the draw gave no figures. */
  readonly failed: Uint8Array;
  /** How many draws failed, and each reason once. */
  readonly failures: number;
  readonly reasons: readonly string[];
}

/**
 * Mean, median and 90 % interval of every figure over the draws that gave one.
 *
 * @returns by name; null for a figure without a single draw
 * Source: type-7 quantiles, see quantile.
 */
export function summarise(draws: DrawColumns): ReadonlyMap<string, Summary | null> {
  const kept = draws.draws - draws.failures;
  const sorted = new Float64Array(kept);
  return new Map(
    draws.names.map((name, k) => {
      if (kept === 0) return [name, null];
      const column = draws.columns[k];
      let sum = 0;
      let at = 0;
      for (let d = 0; d < draws.draws; d++) {
        if (draws.failed[d]) continue;
        sum += column[d];
        sorted[at++] = column[d];
      }
      sorted.sort();
      const [low, median, high] = [0.05, 0.5, 0.95].map((p) => quantile(sorted, p));
      return [name, { mean: sum / kept, median, low, high }];
    }),
  );
}
