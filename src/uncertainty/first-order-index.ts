/**
 * How much of a figure's variance one parameter accounts for by itself.
 * @module
 */

/**
 * The first-order Sobol index Var E[y | x] / Var y, read off draws that were made anyway: sorted by x, neighbours differ
 * in everything but x, so half their mean squared difference is the variance that x leaves.
 *
 * @param x, y (n) draws of a parameter and of a figure; random, antithetic or Sobol points
 * @returns 0 to 1, clipped (its sampling error is about 1/√n); null where either does not vary or there are fewer than
 *   20 draws
 * Source: Gamboa, Gremaud, Klein and Lagnoux (2022), Bernoulli 28(4), section 2, for the use of neighbours in x; the
 *   ratio of squared differences is von Neumann's (1941), which needs no pairing of the last draw with the first.
 */
export function firstOrderIndex(x: Float64Array, y: Float64Array): number | null {
  const n = x.length;
  if (n < 20) return null;
  const order = Uint32Array.from({ length: n }, (_, k) => k).sort((a, b) => x[a] - x[b] || a - b);
  if (x[order[0]] === x[order[n - 1]]) return null;
  let mean = 0;
  for (let k = 0; k < n; k++) mean += y[k] / n;
  let variance = 0;
  let left = 0;
  for (let k = 0; k < n; k++) {
    variance += (y[order[k]] - mean) ** 2;
    if (k > 0) left += (y[order[k]] - y[order[k - 1]]) ** 2;
  }
  if (!(variance > 0)) return null;
  return Math.min(1, Math.max(0, 1 - (left * n) / (2 * (n - 1) * variance)));
}
