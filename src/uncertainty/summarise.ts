/**
 * What draws say of a figure.
 * @module
 */
import { quantile } from "../kernel/index.js";

/** A number and how far chance may have moved it: its standard error. Null: it cannot be told from so few draws. */
export interface Sampled {
  readonly value: number;
  readonly error: number | null;
}

export interface Summary {
  readonly mean: number;
  readonly median: number;
  /** 5 % and 95 % quantiles. */
  readonly low: number;
  readonly high: number;
  /** Sampling errors of the four. */
  readonly errors: Readonly<Record<"mean" | "median" | "low" | "high", number | null>>;
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

/** Independent groups of draws, see drawGroups; null: every draw is independent. */
export type Groups = { readonly of: Uint16Array; readonly count: number } | null;

/** Fewer draws in a group than this tell nothing of its quantiles. */
const leastInGroup = 5;

/**
 * Mean, median and 90 % interval of every figure over the draws that gave one, with the sampling error of each.
 *
 * @returns by name; null for a figure without a single draw
 * Source: see quantilesOf.
 */
export function summarise(draws: DrawColumns, groups: Groups = null): ReadonlyMap<string, Summary | null> {
  return new Map(
    draws.names.map((name, k) => {
      const found = quantilesOf(draws, draws.columns[k], [0.05, 0.5, 0.95], groups);
      if (!found) return [name, null];
      const [low, median, high] = found.quantiles;
      return [
        name,
        {
          mean: found.mean.value,
          median: median.value,
          low: low.value,
          high: high.value,
          errors: { mean: found.mean.error, median: median.error, low: low.error, high: high.error },
        },
      ];
    }),
  );
}

/**
 * Mean and any quantiles of a column of draws, each with its sampling error.
 *
 * Independent draws: the standard error of a p-quantile is half the distance of the quantiles at p ± √(p(1 − p)/n), of a
 * mean s/√n. Groups (shifts of Sobol points, batches of antithetic pairs): the standard deviation of the figure over
 * groups by the root of their number, the value itself from all draws together.
 * @param column (draws); entries of failed draws are left out
 * @returns null without a single draw
 * Source: type-7 quantiles, see quantile; David and Nagaraja (2003), Order Statistics, section 2.5, for the error of a
 *   quantile; Owen, Monte Carlo theory, methods and examples, section 17.5, for that of shifted points.
 */
export function quantilesOf(
  { draws, failed }: Pick<DrawColumns, "draws" | "failed">,
  column: Float64Array,
  probabilities: readonly number[],
  groups: Groups = null,
): { readonly mean: Sampled; readonly quantiles: readonly Sampled[] } | null {
  const kept: number[] = [];
  for (let d = 0; d < draws; d++) if (!failed[d]) kept.push(d);
  if (kept.length === 0) return null;
  const sorted = sortedOf(column, kept);
  const mean = meanOf(column, kept);
  if (groups === null) {
    const n = kept.length;
    const spread = kept.reduce((sum, d) => sum + (column[d] - mean) ** 2, 0);
    return {
      mean: { value: mean, error: n > 1 ? Math.sqrt(spread / (n - 1) / n) : null },
      quantiles: probabilities.map((p) => ({ value: quantile(sorted, p), error: orderError(sorted, p) })),
    };
  }
  const members = Array.from({ length: groups.count }, () => [] as number[]);
  for (const d of kept) members[groups.of[d]].push(d);
  const enough = members.every((group) => group.length >= leastInGroup);
  const perGroup = enough ? members.map((group) => sortedOf(column, group)) : [];
  const error = (figures: readonly number[]): number | null => (enough ? errorOfMean(figures) : null);
  return {
    mean: { value: mean, error: error(members.map((group) => meanOf(column, group))) },
    quantiles: probabilities.map((p) => ({
      value: quantile(sorted, p),
      error: error(perGroup.map((group) => quantile(group, p))),
    })),
  };
}

function sortedOf(column: Float64Array, at: readonly number[]): Float64Array {
  const out = new Float64Array(at.length);
  for (let k = 0; k < at.length; k++) out[k] = column[at[k]];
  return out.sort();
}

function meanOf(column: Float64Array, at: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k < at.length; k++) sum += column[at[k]];
  return sum / at.length;
}

function errorOfMean(figures: readonly number[]): number {
  const n = figures.length;
  const mean = figures.reduce((sum, x) => sum + x, 0) / n;
  return Math.sqrt(figures.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1) / n);
}

/** Null where the interval would leave the sample: the quantile is at its edge. */
function orderError(sorted: Float64Array, p: number): number | null {
  const by = Math.sqrt((p * (1 - p)) / sorted.length);
  if (p - by < 0 || p + by > 1 || sorted.length < leastInGroup) return null;
  return (quantile(sorted, p + by) - quantile(sorted, p - by)) / 2;
}
