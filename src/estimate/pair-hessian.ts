/**
 * Small matrices of the three-way Poisson model.
 * @module
 */
import { symmetricEigen } from "../kernel/index.js";

/** H̄ of a pair over its own rows (m × m). */
export function pairHessian(mu: Float64Array, rows: readonly number[]): Float64Array {
  const m = rows.length;
  let sum = 0;
  for (const n of rows) sum += mu[n];
  const h = new Float64Array(m * m);
  for (let a = 0; a < m; a++) {
    for (let b = 0; b < m; b++)
      h[a * m + b] = (a === b ? mu[rows[a]] : 0) - (mu[rows[a]] * mu[rows[b]]) / sum;
  }
  return h;
}

/** Of a symmetric positive semi-definite matrix (n × n). */
export function pseudoInverse(matrix: Float64Array, n: number): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, n);
  const least = 1e-10 * values.reduce((a, b) => Math.max(a, b), 0);
  const out = new Float64Array(n * n);
  for (let m = 0; m < n; m++) {
    if (!(values[m] > least)) continue;
    for (let i = 0; i < n; i++) {
      const t = vectors[i * n + m] / values[m];
      for (let j = 0; j < n; j++) out[i * n + j] += t * vectors[j * n + m];
    }
  }
  return out;
}
