/**
 * Sums over the pairs of one sector: the inner loops.
 * @module
 */

/**
 * out_j += Σ_i M_ij x_i for the n × n matrix that starts at `at` (row-major) and the vector that starts at `from`.
 * Four rows at a time: a quarter of the traffic on `out`.
 */
export function addColumnSums(
  m: Float64Array,
  at: number,
  n: number,
  x: Float64Array,
  from: number,
  out: Float64Array,
): void {
  let i = 0;
  for (; i + 3 < n; i += 4) {
    const x0 = x[from + i];
    const x1 = x[from + i + 1];
    const x2 = x[from + i + 2];
    const x3 = x[from + i + 3];
    const a = at + i * n;
    const b = a + n;
    const c = b + n;
    const d = c + n;
    for (let j = 0; j < n; j++) out[j] += m[a + j] * x0 + m[b + j] * x1 + (m[c + j] * x2 + m[d + j] * x3);
  }
  for (; i < n; i++) {
    const xi = x[from + i];
    const a = at + i * n;
    for (let j = 0; j < n; j++) out[j] += m[a + j] * xi;
  }
}

/** Σ_j M_ij x_j for the row that starts at `at` and the vector that starts at `from`. */
export function rowSum(m: Float64Array, at: number, n: number, x: Float64Array, from: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let j = 0;
  for (; j + 3 < n; j += 4) {
    s0 += m[at + j] * x[from + j];
    s1 += m[at + j + 1] * x[from + j + 1];
    s2 += m[at + j + 2] * x[from + j + 2];
    s3 += m[at + j + 3] * x[from + j + 3];
  }
  for (; j < n; j++) s0 += m[at + j] * x[from + j];
  return s0 + s1 + (s2 + s3);
}
