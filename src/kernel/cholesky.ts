/**
 * The square root of a covariance.
 * @module
 */

/**
 * Lower triangle L of a symmetric positive semidefinite matrix, A = L Lᵀ.
 *
 * A pivot within 1e-12 of zero, relative to its diagonal, counts as zero and its column of L is zero: a variance that
 * the entries before it explain in full.
 * @param a row-major (n × n); the lower triangle is read
 * @returns row-major (n × n), or null where the matrix is not positive semidefinite
 * Source: Golub and Van Loan, Matrix Computations, section 4.2.
 */
export function cholesky(a: Float64Array, n: number): Float64Array | null {
  const out = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    let pivot = a[j * n + j];
    for (let k = 0; k < j; k++) pivot -= out[j * n + k] ** 2;
    const least = 1e-12 * Math.abs(a[j * n + j]);
    if (!(pivot >= -least)) return null;
    const root = pivot > least ? Math.sqrt(pivot) : 0;
    out[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let sum = a[i * n + j];
      for (let k = 0; k < j; k++) sum -= out[i * n + k] * out[j * n + k];
      if (root > 0) out[i * n + j] = sum / root;
      // Without a pivot there must be nothing left to explain.
      else if (Math.abs(sum) > 1e-6 * Math.sqrt(Math.abs(a[i * n + i] * a[j * n + j]))) return null;
    }
  }
  return out;
}
