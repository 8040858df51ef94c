/**
 * Least squares with signs: the point nearest to the origin that vectors with weights of one or more can reach.
 * @module
 */

export interface NearestResidual {
  /** Σ (1 + w) d, as short as it can be (length q): d·residual >= 0 for every d, = 0 where w > 0. */
  readonly residual: Float64Array;
  /** Length of `d`; w >= 0. */
  readonly w: Float64Array;
  /** False where the steps ran out. */
  readonly settled: boolean;
}

/**
 * Minimises ‖Σ_r (1 + w_r) d_r‖ over w >= 0.
 *
 * Method: the active set method for non-negative least squares, finite: at most q weights are positive at once, their
 * least-squares problem solved afresh by Householder reflections in each step.
 * @param d row-major (n × q); rows of about unit length
 * Source: Lawson and Hanson (1974), Solving Least Squares Problems, chapter 23.
 */
export function nearestResidual(d: Float64Array, n: number, q: number): NearestResidual {
  const w = new Float64Array(n);
  const passive: number[] = [];
  const inside = new Uint8Array(n);
  const refused = new Uint8Array(n);
  const start = new Float64Array(q);
  for (let r = 0; r < n; r++) for (let m = 0; m < q; m++) start[m] += d[r * q + m];
  const size = Math.sqrt(dot(start, 0, start, 0, q)) + 1;
  const residual = start.slice();
  for (let step = 0; step < 20 * (n + q) + 100; step++) {
    let best = -1;
    let lowest = -1e-11 * size;
    for (let r = 0; r < n; r++) {
      if (inside[r] || refused[r]) continue;
      const slope = dot(d, r * q, residual, 0, q);
      if (slope < lowest) {
        lowest = slope;
        best = r;
      }
    }
    if (best < 0 || passive.length >= q) return { residual, w, settled: best < 0 };
    passive.push(best);
    inside[best] = 1;
    if (!descend(d, q, passive, inside, start, w, best)) refused[best] = 1;
    else refused.fill(0);
    residual.set(start);
    for (const r of passive) for (let m = 0; m < q; m++) residual[m] += w[r] * d[r * q + m];
  }
  return { residual, w, settled: false };
}

/** Moves to the optimum on the passive set, leaving out what would turn negative; false where the newcomer must go. */
function descend(
  d: Float64Array,
  q: number,
  passive: number[],
  inside: Uint8Array,
  start: Float64Array,
  w: Float64Array,
  newcomer: number,
): boolean {
  let first = true;
  while (passive.length > 0) {
    const solved = leastSquares(d, q, passive, start);
    if (first && !(solved[passive.indexOf(newcomer)] > 0)) {
      passive.splice(passive.indexOf(newcomer), 1);
      inside[newcomer] = 0;
      return false;
    }
    first = false;
    let share = 1;
    passive.forEach((r, k) => {
      if (solved[k] <= 0) share = Math.min(share, w[r] / (w[r] - solved[k]));
    });
    passive.forEach((r, k) => {
      w[r] += share * (solved[k] - w[r]);
    });
    if (share === 1) return true;
    for (let k = passive.length - 1; k >= 0; k--) {
      const r = passive[k];
      if (solved[k] > 0 || w[r] > 1e-14) continue;
      w[r] = 0;
      inside[r] = 0;
      passive.splice(k, 1);
    }
  }
  return true;
}

/** s that minimises ‖start + Σ s_k d_k‖ over the passive rows, by Householder QR. */
function leastSquares(
  d: Float64Array,
  q: number,
  passive: readonly number[],
  start: Float64Array,
): Float64Array {
  const k = passive.length;
  // Columns one after another.
  const a = new Float64Array(k * q);
  passive.forEach((r, c) => {
    a.set(d.subarray(r * q, (r + 1) * q), c * q);
  });
  const b = start.map((v) => -v);
  const diagonal = new Float64Array(k);
  for (let c = 0; c < k; c++) {
    const at = c * q;
    const length = Math.sqrt(dot(a, at + c, a, at + c, q - c));
    const alpha = a[at + c] > 0 ? -length : length;
    diagonal[c] = alpha;
    a[at + c] -= alpha;
    const norm = dot(a, at + c, a, at + c, q - c);
    if (!(norm > 0)) continue;
    for (let e = c + 1; e < k; e++) reflect(a, at + c, a, e * q + c, q - c, norm);
    reflect(a, at + c, b, c, q - c, norm);
  }
  const s = new Float64Array(k);
  for (let c = k - 1; c >= 0; c--) {
    let value = b[c];
    for (let e = c + 1; e < k; e++) value -= a[e * q + c] * s[e];
    s[c] = Math.abs(diagonal[c]) > 1e-12 ? value / diagonal[c] : 0;
  }
  return s;
}

function reflect(
  v: Float64Array,
  vAt: number,
  x: Float64Array,
  xAt: number,
  length: number,
  norm: number,
): void {
  const factor = (2 * dot(v, vAt, x, xAt, length)) / norm;
  for (let m = 0; m < length; m++) x[xAt + m] -= factor * v[vAt + m];
}

function dot(a: Float64Array, aAt: number, b: Float64Array, bAt: number, length: number): number {
  let sum = 0;
  for (let m = 0; m < length; m++) sum += a[aAt + m] * b[bAt + m];
  return sum;
}
