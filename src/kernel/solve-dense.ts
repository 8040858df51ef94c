/**
 * Small dense linear systems.
 * @module
 */

/**
 * Factors a square matrix in place as P A = L U with partial pivoting.
 *
 * @param a      row-major (n × n); replaced by L (unit diagonal, below) and U
 * @param pivots Int32Array (n); filled with the row taken at each step
 * @returns false where a pivot is zero or not finite: the matrix is singular to working precision
 * Method: Doolittle, row oriented, n³/3 multiplications.
 */
export function factorDense(a: Float64Array, pivots: Int32Array): boolean {
  const n = pivots.length;
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(a[i * n + k]) > Math.abs(a[best * n + k])) best = i;
    pivots[k] = best;
    if (best !== k) {
      for (let j = 0; j < n; j++) {
        const t = a[k * n + j];
        a[k * n + j] = a[best * n + j];
        a[best * n + j] = t;
      }
    }
    const pivot = a[k * n + k];
    if (pivot === 0 || !Number.isFinite(pivot)) return false;
    for (let i = k + 1; i < n; i++) {
      const factor = a[i * n + k] / pivot;
      a[i * n + k] = factor;
      if (factor === 0) continue;
      const row = i * n;
      const top = k * n;
      for (let j = k + 1; j < n; j++) a[row + j] -= factor * a[top + j];
    }
  }
  return true;
}

/**
 * Solves A x = b with the factors of factorDense.
 *
 * @param b right-hand side (n); replaced by the solution
 */
export function solveFactored(a: Float64Array, pivots: Int32Array, b: Float64Array): void {
  const n = pivots.length;
  for (let k = 0; k < n; k++) {
    const t = b[pivots[k]];
    b[pivots[k]] = b[k];
    b[k] = t;
  }
  for (let i = 1; i < n; i++) {
    let sum = b[i];
    for (let j = 0; j < i; j++) sum -= a[i * n + j] * b[j];
    b[i] = sum;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i];
    for (let j = i + 1; j < n; j++) sum -= a[i * n + j] * b[j];
    b[i] = sum / a[i * n + i];
  }
}
