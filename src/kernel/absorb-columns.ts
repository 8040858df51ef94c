/**
 * Absorption of effects from several columns at once by preconditioned conjugate gradients.
 * @module
 */
import { type AbsorbWeights, applyInto, gatherInto, residualInto } from "./absorb-passes.js";
import type { AbsorbPlan } from "./absorb-plan.js";
import { solveForest } from "./forest-preconditioner.js";

export interface AbsorbOptions {
  /** Residual of the normal equations, relative to the column's weighted norm within groups. */
  readonly tolerance: number;
  readonly maxPasses?: number;
  /** What residuals are relative to, one a column; default the weighted norm within groups of V as it comes. */
  readonly norm?: Float64Array;
  /** Coefficients of the effects taken out are added here (nUnknowns × c). */
  readonly coefficients?: Float64Array;
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
 * Method: the eliminated effect in closed form, conjugate gradients preconditioned by a forest on the rest, all columns in
 * one pass; the true residual is computed at the end, and the iteration taken up again (from V as it then is) where
 * the recursion had promised too much. Singular but consistent systems, which gravity's effects always are, are no
 * obstacle. Time: 2 · nObs · c · blocks a pass; memory: 5 vectors of unknowns.
 * Source: Hestenes and Stiefel (1952); the elimination is the Frisch–Waugh–Lovell theorem.
 *
 * @param v row-major (nObs × c), sorted; may have had some of the effects taken out before, which saves passes
 */
export function absorbColumns(
  plan: AbsorbPlan,
  weights: AbsorbWeights,
  v: Float64Array,
  c: number,
  options: AbsorbOptions,
): Absorbed {
  const { tolerance, maxPasses = 2000, coefficients } = options;
  const size = plan.nUnknowns * c;
  const norm = options.norm ?? groupNorms(plan, weights, v, c);
  const residual = new Float64Array(c);
  const a = new Float64Array(size);
  if (size === 0) {
    residualInto(plan, weights, a, c, v);
    return { passes: 0, residual, converged: true };
  }
  const r = new Float64Array(size);
  const scaled = new Float64Array(size);
  let passes = 0;
  for (let round = 0; ; round++) {
    gatherInto(plan, weights, v, c, r);
    passes++;
    solveForest(weights.forest, r, scaled, c);
    const done = relative(r, scaled, norm, c, residual);
    if (done <= tolerance || passes >= maxPasses || round > 4) {
      return { passes, residual, converged: done <= tolerance };
    }
    a.fill(0);
    // A margin, so that one round is nearly always enough.
    passes += conjugate(plan, weights, r, c, a, norm, 0.5 * tolerance, maxPasses - passes);
    residualInto(plan, weights, a, c, v);
    if (coefficients) for (let u = 0; u < size; u++) coefficients[u] += a[u];
  }
}

/** √Σ w (v − group mean)², one a column. */
export function groupNorms(
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

/** √(r' C⁻¹ r) over the column's norm; the largest is returned. */
function relative(
  r: Float64Array,
  scaled: Float64Array,
  norm: Float64Array,
  c: number,
  out: Float64Array,
): number {
  productsInto(r, scaled, c, out);
  let largest = 0;
  for (let j = 0; j < c; j++) {
    out[j] = norm[j] > 0 ? Math.sqrt(Math.max(0, out[j])) / norm[j] : 0;
    largest = Math.max(largest, out[j]);
  }
  return largest;
}

/** out[j] = Σ_u a[u, j] b[u, j]. */
function productsInto(a: Float64Array, b: Float64Array, c: number, out: Float64Array): void {
  out.fill(0);
  for (let at = 0; at < a.length; at += c) for (let j = 0; j < c; j++) out[j] += a[at + j] * b[at + j];
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
  const size = r.length;
  const p = new Float64Array(size);
  const q = new Float64Array(size);
  const scratch = new Float64Array(plan.largestGroup * c);
  const rho = new Float64Array(c);
  const next = new Float64Array(c);
  const step = new Float64Array(c);
  solveForest(weights.forest, r, p, c);
  productsInto(p, r, c, rho);
  let passes = 0;
  while (passes < maxPasses) {
    let active = false;
    for (let j = 0; j < c; j++) active ||= Math.sqrt(rho[j]) > tolerance * norm[j];
    if (!active) break;
    applyInto(plan, weights, p, c, q, scratch);
    passes++;
    productsInto(p, q, c, step);
    for (let j = 0; j < c; j++) step[j] = step[j] > 0 ? rho[j] / step[j] : 0;
    for (let at = 0; at < size; at += c) {
      for (let j = 0; j < c; j++) {
        a[at + j] += step[j] * p[at + j];
        r[at + j] -= step[j] * q[at + j];
      }
    }
    solveForest(weights.forest, r, q, c);
    productsInto(q, r, c, next);
    for (let j = 0; j < c; j++) {
      step[j] = rho[j] > 0 ? next[j] / rho[j] : 0;
      rho[j] = next[j];
    }
    for (let at = 0; at < size; at += c)
      for (let j = 0; j < c; j++) p[at + j] = q[at + j] + step[j] * p[at + j];
  }
  return passes;
}
