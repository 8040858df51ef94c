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
  /** Coefficients of the effects taken out are added here (one array of nUnknowns a column). */
  readonly coefficients?: readonly Float64Array[];
  /** Called before each pass over the rows; may throw, to cancel. */
  readonly onPass?: (() => void) | undefined;
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
  const size = plan.nUnknowns;
  const norm = options.norm ?? groupNorms(plan, weights, v, c);
  const residual = new Float64Array(c);
  const columns = (): Float64Array[] => Array.from({ length: c }, () => new Float64Array(size));
  const a = columns();
  if (size === 0 || c === 0) {
    residualInto(plan, weights, a, v);
    return { passes: 0, residual, converged: true };
  }
  const r = columns();
  const scaled = new Float64Array(size);
  let passes = 0;
  for (let round = 0; ; round++) {
    gatherInto(plan, weights, v, r);
    passes++;
    let worst = 0;
    for (let j = 0; j < c; j++) {
      solveForest(weights.forest, r[j], scaled);
      residual[j] = norm[j] > 0 ? Math.sqrt(Math.max(0, product(r[j], scaled))) / norm[j] : 0;
      worst = Math.max(worst, residual[j]);
    }
    if (worst <= tolerance || passes >= maxPasses || round > 4) {
      return { passes, residual, converged: worst <= tolerance };
    }
    for (const column of a) column.fill(0);
    // A margin, so that one round is nearly always enough.
    passes += conjugate(plan, weights, r, a, norm, 0.5 * tolerance, maxPasses - passes, options.onPass);
    residualInto(plan, weights, a, v);
    coefficients?.forEach((column, j) => {
      for (let u = 0; u < size; u++) column[u] += a[j][u];
    });
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

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let u = 0; u < a.length; u++) sum += a[u] * b[u];
  return sum;
}

/** Solves (D'WMD) a = r from a = 0, column by column done when its own residual is small. Returns the passes made. */
function conjugate(
  plan: AbsorbPlan,
  weights: AbsorbWeights,
  r: readonly Float64Array[],
  a: readonly Float64Array[],
  norm: Float64Array,
  tolerance: number,
  maxPasses: number,
  onPass: (() => void) | undefined,
): number {
  const size = plan.nUnknowns;
  const scratch = new Float64Array(plan.largestGroup);
  const p = r.map((column) => {
    const out = new Float64Array(size);
    solveForest(weights.forest, column, out);
    return out;
  });
  const q = r.map(() => new Float64Array(size));
  const rho = r.map((column, j) => product(column, p[j]));
  let passes = 0;
  while (passes < maxPasses) {
    const active = [...r.keys()].filter((j) => Math.sqrt(rho[j]) > tolerance * norm[j]);
    if (active.length === 0) break;
    onPass?.();
    const pick = (columns: readonly Float64Array[]): Float64Array[] => active.map((j) => columns[j]);
    applyInto(plan, weights, pick(p), pick(q), scratch);
    passes++;
    for (const j of active) {
      const curvature = product(p[j], q[j]);
      const step = curvature > 0 ? rho[j] / curvature : 0;
      for (let u = 0; u < size; u++) {
        a[j][u] += step * p[j][u];
        r[j][u] -= step * q[j][u];
      }
      solveForest(weights.forest, r[j], q[j]);
      const next = product(r[j], q[j]);
      const keep = curvature > 0 ? next / rho[j] : 0;
      rho[j] = curvature > 0 ? next : 0;
      for (let u = 0; u < size; u++) p[j][u] = q[j][u] + keep * p[j][u];
    }
  }
  return passes;
}
