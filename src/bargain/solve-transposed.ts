/**
 * The transposed system from the factors of a matrix.
 * @module
 */

/**
 * Solves Aᵀ x = b with the factors that factorDense made of A (P A = L U): Uᵀ y = b, Lᵀ z = y, x = Pᵀ z.
 *
 * @param b right-hand side (n); replaced by the solution
 */
export function solveTransposed(a: Float64Array, pivots: Int32Array, b: Float64Array): void {
  const n = pivots.length;
  // Row oriented: as soon as an unknown is known, it is taken out of all that come after.
  for (let i = 0; i < n; i++) {
    b[i] /= a[i * n + i];
    const x = b[i];
    for (let j = i + 1; j < n; j++) b[j] -= a[i * n + j] * x;
  }
  for (let i = n - 1; i > 0; i--) {
    const x = b[i];
    for (let j = 0; j < i; j++) b[j] -= a[i * n + j] * x;
  }
  for (let k = n - 1; k >= 0; k--) {
    const t = b[pivots[k]];
    b[pivots[k]] = b[k];
    b[k] = t;
  }
}
