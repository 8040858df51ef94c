/**
 * Cholesky of a small positive semi-definite matrix, columns taken in order.
 * @module
 */

export interface CholeskyInOrder {
  /** 1 where the column depends on the ones before it. */
  readonly dependent: Uint8Array;
  /** Coefficients on the kept columns before it, one array a dependent column (length n, 0 on others); else null. */
  combination(column: number): Float64Array;
  /** b becomes the solution; entries of dependent columns become 0. */
  solve(b: Float64Array): void;
  /** Inverse over the kept columns (n × n, 0 in dependent rows and columns). */
  inverse(): Float64Array;
}

/**
 * Factors A = L L'; a column whose pivot falls below `tolerance` times its scale is a linear combination of earlier
 * ones, is marked and left out: the later of two collinear columns goes.
 *
 * @param gram  row-major (n × n), not changed
 * @param scale what each pivot is compared with (n); default the diagonal of A
 */
export function choleskyInOrder(
  gram: Float64Array,
  n: number,
  tolerance: number,
  scale?: Float64Array,
): CholeskyInOrder {
  const l = new Float64Array(n * n);
  const dependent = new Uint8Array(n);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < j; i++) {
      if (dependent[i]) continue;
      let sum = gram[j * n + i];
      for (let m = 0; m < i; m++) sum -= l[j * n + m] * l[i * n + m];
      l[j * n + i] = sum / l[i * n + i];
    }
    let pivot = gram[j * n + j];
    for (let m = 0; m < j; m++) pivot -= l[j * n + m] ** 2;
    if (pivot > tolerance * (scale ? scale[j] : gram[j * n + j]) && pivot > 0)
      l[j * n + j] = Math.sqrt(pivot);
    else dependent[j] = 1;
  }
  const back = (b: Float64Array, from: number): void => {
    for (let i = from; i >= 0; i--) {
      if (dependent[i]) continue;
      for (let m = i + 1; m <= from; m++) if (!dependent[m]) b[i] -= l[m * n + i] * b[m];
      b[i] /= l[i * n + i];
    }
  };
  const solve = (b: Float64Array): void => {
    for (let i = 0; i < n; i++) {
      if (dependent[i]) {
        b[i] = 0;
        continue;
      }
      for (let m = 0; m < i; m++) if (!dependent[m]) b[i] -= l[i * n + m] * b[m];
      b[i] /= l[i * n + i];
    }
    back(b, n - 1);
  };
  return {
    dependent,
    solve,
    combination: (column) => {
      const out = new Float64Array(n);
      for (let m = 0; m < column; m++) out[m] = dependent[m] ? 0 : l[column * n + m];
      back(out, column - 1);
      return out;
    },
    inverse: () => {
      const out = new Float64Array(n * n);
      for (let j = 0; j < n; j++) {
        const e = new Float64Array(n);
        if (!dependent[j]) e[j] = 1;
        solve(e);
        if (!dependent[j]) for (let i = 0; i < n; i++) out[i * n + j] = e[i];
      }
      return out;
    },
  };
}
