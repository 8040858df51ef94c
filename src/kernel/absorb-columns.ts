/**
 * Absorption of effects from several columns at once by preconditioned conjugate gradients.
 * @module
 */
import { type AbsorbWeights, applyInto, gatherInto, residualInto } from "./absorb-passes.js";
import type { AbsorbPlan } from "./absorb-plan.js";

export interface AbsorbOptions {
  /** Residual of the normal equations, relative to the column's weighted norm within groups. */
  readonly tolerance: number;
  readonly maxPasses?: number;
  /** Coefficients to start from (nUnknowns × c); replaced by the solution. */
  readonly start: Float64Array;
}

export interface Absorbed {
  /** Passes over the rows. */
  readonly passes: number;
  /** True relative residual of each column (c), from the columns themselves and not from the recursion. */
  readonly residual: Float64Array;
  readonly converged: boolean;
}

/**
 * V becomes V − D a − P p, in place, with D'W V = 0 and P'W V = 0 to the tolerance.
 *
 * Method: the eliminated effect in closed form, Jacobi-preconditioned conjugate gradients on the rest, all columns in
 * one pass; the true residual is computed at the end, and the iteration taken up again (from V as it then is) where
 * the recursion had promised too much. Singular but consistent systems, which gravity's effects always are, are no
 * obstacle. Time: 2 · nObs · c · blocks a pass; memory: 5 vectors of unknowns.
 * Source: Hestenes and Stiefel (1952); the elimination is the Frisch–Waugh–Lovell theorem.
 *
 * @param v row-major (nObs × c), sorted
 */
export function absorbColumns(
  plan: AbsorbPlan,
  weights: AbsorbWeights,
  v: Float64Array,
  c: number,
  options: AbsorbOptions,
): Absorbed {
  const { tolerance, maxPasses = 2000, start } = options;
  const size = plan.nUnknowns * c;
  const norm = groupNorms(plan, weights, v, c);
  residualInto(plan, weights, start, c, v);
  const residual = new Float64Array(c);
  if (size === 0) return { passes: 0, residual, converged: true };
  const a = new Float64Array(size);
  const r = new Float64Array(size);
  let passes = 0;
  for (let round = 0; ; round++) {
    gatherInto(plan, weights, v, c, r);
    passes++;
    const done = relative(r, weights.diagonalInverse, norm, c, residual);
    if (done <= tolerance || passes >= maxPasses || round > 4) {
      return { passes, residual, converged: done <= tolerance };
    }
    a.fill(0);
    // A margin, so that one round is nearly always enough.
    passes += conjugate(plan, weights, r, c, a, norm, 0.5 * tolerance, maxPasses - passes);
    residualInto(plan, weights, a, c, v);
    for (let u = 0; u < size; u++) start[u] += a[u];
  }
}

/** √Σ w (v − group mean)², one a column. */
function groupNorms(
  plan: AbsorbPlan,
  { w, groupInverse }: AbsorbWeights,
  v: Float64Array,
  c: number,
): Float64Array {
  const { starts } = plan;
  const out = new Float64Array(c);
  for (let g = 0; g + 1 < starts.length; g++) {
    for (let j = 0; j < c; j++) {
      let mean = 0;
      for (let n = starts[g]; n < starts[g + 1]; n++) mean += w[n] * v[n * c + j];
      mean *= groupInverse[g];
      for (let n = starts[g]; n < starts[g + 1]; n++) out[j] += w[n] * (v[n * c + j] - mean) ** 2;
    }
  }
  return out.map(Math.sqrt);
}

/** √(r' diag⁻¹ r) over the column's norm; the largest is returned. */
function relative(
  r: Float64Array,
  inverse: Float64Array,
  norm: Float64Array,
  c: number,
  out: Float64Array,
): number {
  out.fill(0);
  for (let u = 0, at = 0; u < inverse.length; u++) {
    for (let j = 0; j < c; j++, at++) out[j] += r[at] * r[at] * inverse[u];
  }
  let largest = 0;
  for (let j = 0; j < c; j++) {
    out[j] = norm[j] > 0 ? Math.sqrt(out[j]) / norm[j] : 0;
    largest = Math.max(largest, out[j]);
  }
  return largest;
}

/** Solves (D'WMD) a = r from a = 0; r is replaced by the residual. Returns the passes made. */
function conjugate(
  plan: AbsorbPlan,
  weights: AbsorbWeights,
  r: Float64Array,
  c: number,
  a: Float64Array,
  norm: Float64Array,
  tolerance: number,
  maxPasses: number,
): number {
  const inverse = weights.diagonalInverse;
  const size = r.length;
  const p = new Float64Array(size);
  const q = new Float64Array(size);
  const scratch = new Float64Array(plan.largestGroup * c);
  const rho = new Float64Array(c);
  const step = new Float64Array(c);
  for (let u = 0, at = 0; u < inverse.length; u++) {
    for (let j = 0; j < c; j++, at++) {
      p[at] = inverse[u] * r[at];
      rho[j] += p[at] * r[at];
    }
  }
  let passes = 0;
  while (passes < maxPasses) {
    let active = false;
    for (let j = 0; j < c; j++) active ||= Math.sqrt(rho[j]) > tolerance * norm[j];
    if (!active) break;
    applyInto(plan, weights, p, c, q, scratch);
    passes++;
    step.fill(0);
    for (let u = 0; u < size; u += c) for (let j = 0; j < c; j++) step[j] += p[u + j] * q[u + j];
    for (let j = 0; j < c; j++) step[j] = step[j] > 0 ? rho[j] / step[j] : 0;
    const next = new Float64Array(c);
    for (let u = 0, at = 0; u < inverse.length; u++) {
      for (let j = 0; j < c; j++, at++) {
        a[at] += step[j] * p[at];
        r[at] -= step[j] * q[at];
        next[j] += r[at] * r[at] * inverse[u];
      }
    }
    for (let j = 0; j < c; j++) {
      step[j] = rho[j] > 0 ? next[j] / rho[j] : 0;
      rho[j] = next[j];
    }
    for (let u = 0, at = 0; u < inverse.length; u++) {
      for (let j = 0; j < c; j++, at++) p[at] = inverse[u] * r[at] + step[j] * p[at];
    }
  }
  return passes;
}
