/**
 * One row of a product of two square matrices.
 * @module
 */

/**
 * Row of A Bᵀ, four columns at once: out_k = Σ_j a_j b_kj. The dearest loop of a one-sector world.
 *
 * @param a   (n × n) by rows
 * @param b   (n × n) by rows
 * @param row place of the row's first cell, in `a` and in `out`
 */
export function productRowInto(
  a: Float64Array,
  b: Float64Array,
  row: number,
  n: number,
  out: Float64Array,
): void {
  let k = 0;
  for (; k + 3 < n; k += 4) {
    const [p, q, r, s] = [k * n, (k + 1) * n, (k + 2) * n, (k + 3) * n];
    let [w, x, y, z] = [0, 0, 0, 0];
    for (let j = 0; j < n; j++) {
      const v = a[row + j];
      w += v * b[p + j];
      x += v * b[q + j];
      y += v * b[r + j];
      z += v * b[s + j];
    }
    out[row + k] = w;
    out[row + k + 1] = x;
    out[row + k + 2] = y;
    out[row + k + 3] = z;
  }
  for (; k < n; k++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += a[row + j] * b[k * n + j];
    out[row + k] = sum;
  }
}
