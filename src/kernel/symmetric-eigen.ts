/**
 * Eigenvalues and eigenvectors of small symmetric matrices.
 * @module
 */

export interface SymmetricEigen {
  /** Length n, in no particular order. */
  readonly values: Float64Array;
  /** n × n, row-major; column m belongs to values[m]. */
  readonly vectors: Float64Array;
}

/**
 * A = V diag(values) V' for a symmetric A.
 *
 * Method: cyclic Jacobi rotations until the off-diagonal is at rounding; about 10 n³ a sweep, 6 to 10 sweeps.
 * Source: Golub and Van Loan (2013), section 8.5.
 * @param matrix row-major (n × n), not changed
 */
export function symmetricEigen(matrix: Float64Array, n: number): SymmetricEigen {
  const a = matrix.slice();
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  let total = 0;
  for (const x of a) total += x * x;
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) off += a[i * n + j] ** 2;
    if (off <= 1e-32 * total) break;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, v, n, p, q);
  }
  return { values: Float64Array.from({ length: n }, (_, i) => a[i * n + i]), vectors: v };
}

function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q];
  if (apq === 0) return;
  const theta = (a[q * n + q] - a[p * n + p]) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (let i = 0; i < n; i++) {
    const ip = a[i * n + p];
    const iq = a[i * n + q];
    a[i * n + p] = c * ip - s * iq;
    a[i * n + q] = s * ip + c * iq;
  }
  for (let i = 0; i < n; i++) {
    const pi = a[p * n + i];
    const qi = a[q * n + i];
    a[p * n + i] = c * pi - s * qi;
    a[q * n + i] = s * pi + c * qi;
  }
  for (let i = 0; i < n; i++) {
    const ip = v[i * n + p];
    const iq = v[i * n + q];
    v[i * n + p] = c * ip - s * iq;
    v[i * n + q] = s * ip + c * iq;
  }
}
