/**
 * Quantiles of a sorted sample.
 * @module
 */

/**
 * The p-quantile by linear interpolation between order statistics (type 7, the default of R and NumPy).
 *
 * @param sorted ascending, at least one value, no NaN
 * @param p      0 to 1
 * Source: Hyndman and Fan (1996), The American Statistician 50(4), definition 7.
 */
export function quantile(sorted: Float64Array, p: number): number {
  const at = p * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  // Equal neighbours are returned as they are: interpolating infinities would give NaN.
  if (sorted[below] === sorted[above]) return sorted[below];
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}
