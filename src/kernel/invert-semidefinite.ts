/**
 * Generalised inverse of a large positive semi-definite matrix.
 * @module
 */

/**
 * A becomes a generalised inverse of itself, in place: the inverse over columns that do not depend on those before
 * them, 0 in the rows and columns of the others.
 *
 * @param a         row-major (n × n), symmetric
 * @param tolerance a pivot below this share of `scale` counts as zero
 * @param scale     what each pivot is compared with (n)
 * @param onRow     called now and then with the rows done, of 3 n in all; may throw, to cancel
 * Method: A = L L' by rows, L⁻¹, L⁻ᵀ L⁻¹, four rows at a time so that each number loaded serves four times.
 * Time: n³/2 multiplications; memory: another n × n.
 */
export function invertSemidefinite(
  a: Float64Array,
  n: number,
  tolerance: number,
  scale: Float64Array,
  onRow?: (done: number) => void,
): void {
  factorRows(a, n, tolerance, scale, onRow);
  const inverse = new Float64Array(n * n);
  invertRows(a, inverse, n, onRow);
  a.fill(0);
  for (let m = 0; m < n; m += 4) {
    onRow?.(2 * n + m);
    multiplyRows(inverse, a, n, m);
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) a[j * n + i] = a[i * n + j];
}

/** The lower triangle becomes L; rows and columns of dependent columns become 0. */
function factorRows(
  a: Float64Array,
  n: number,
  tolerance: number,
  scale: Float64Array,
  onRow?: (done: number) => void,
): void {
  for (let i = 0; i < n; i++) {
    if (i % 16 === 0) onRow?.(i);
    const row = i * n;
    let j = 0;
    for (; j + 4 <= i; j += 4) {
      const [r0, r1, r2, r3] = [j * n, (j + 1) * n, (j + 2) * n, (j + 3) * n];
      let s0 = a[row + j];
      let s1 = a[row + j + 1];
      let s2 = a[row + j + 2];
      let s3 = a[row + j + 3];
      for (let m = 0; m < j; m++) {
        const t = a[row + m];
        s0 -= t * a[r0 + m];
        s1 -= t * a[r1 + m];
        s2 -= t * a[r2 + m];
        s3 -= t * a[r3 + m];
      }
      const l0 = over(s0, a[r0 + j]);
      const l1 = over(s1 - l0 * a[r1 + j], a[r1 + j + 1]);
      const l2 = over(s2 - l0 * a[r2 + j] - l1 * a[r2 + j + 1], a[r2 + j + 2]);
      const l3 = over(s3 - l0 * a[r3 + j] - l1 * a[r3 + j + 1] - l2 * a[r3 + j + 2], a[r3 + j + 3]);
      a[row + j] = l0;
      a[row + j + 1] = l1;
      a[row + j + 2] = l2;
      a[row + j + 3] = l3;
    }
    for (; j < i; j++) {
      let sum = a[row + j];
      for (let m = 0; m < j; m++) sum -= a[row + m] * a[j * n + m];
      a[row + j] = over(sum, a[j * n + j]);
    }
    let pivot = a[row + i];
    for (let m = 0; m < i; m++) pivot -= a[row + m] ** 2;
    if (pivot > tolerance * scale[i] && pivot > 0) a[row + i] = Math.sqrt(pivot);
    else a.fill(0, row, row + i + 1);
  }
}

const over = (value: number, pivot: number): number => (pivot === 0 ? 0 : value / pivot);

/** out = L⁻¹ over the columns kept. */
function invertRows(l: Float64Array, out: Float64Array, n: number, onRow?: (done: number) => void): void {
  for (let i = 0; i < n; i++) {
    if (i % 16 === 0) onRow?.(n + i);
    const row = i * n;
    const pivot = l[row + i];
    if (pivot === 0) continue;
    let m = 0;
    for (; m + 4 <= i; m += 4) {
      const [c0, c1, c2, c3] = [l[row + m], l[row + m + 1], l[row + m + 2], l[row + m + 3]];
      const [r0, r1, r2, r3] = [m * n, (m + 1) * n, (m + 2) * n, (m + 3) * n];
      // Above the diagonal the rows hold zeros.
      for (let v = 0; v < m + 4; v++)
        out[row + v] -= c0 * out[r0 + v] + c1 * out[r1 + v] + c2 * out[r2 + v] + c3 * out[r3 + v];
    }
    for (; m < i; m++) {
      const c = l[row + m];
      for (let v = 0; v <= m; v++) out[row + v] -= c * out[m * n + v];
    }
    for (let v = 0; v < i; v++) out[row + v] /= pivot;
    out[row + i] = 1 / pivot;
  }
}

/** Adds w_m w_m' for the rows from m on, four at most, into the lower triangle of out. */
function multiplyRows(w: Float64Array, out: Float64Array, n: number, m: number): void {
  const last = Math.min(n, m + 4) - 1;
  const [r0, r1, r2, r3] = [m, m + 1, m + 2, m + 3].map((r) => Math.min(r, last) * n);
  const [k1, k2, k3] = [1, 2, 3].map((more) => (m + more <= last ? 1 : 0));
  for (let u = 0; u <= last; u++) {
    const c0 = w[r0 + u];
    const c1 = k1 * w[r1 + u];
    const c2 = k2 * w[r2 + u];
    const c3 = k3 * w[r3 + u];
    if (c0 === 0 && c1 === 0 && c2 === 0 && c3 === 0) continue;
    const row = u * n;
    for (let v = 0; v <= u; v++)
      out[row + v] += c0 * w[r0 + v] + c1 * w[r1 + v] + c2 * w[r2 + v] + c3 * w[r3 + v];
  }
}
