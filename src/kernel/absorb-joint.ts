/**
 * One weighted least-squares fit on regressors and absorbed effects together.
 * @module
 */
import { applyJointInto } from "./absorb-joint-pass.js";
import { type AbsorbWeights, gatherInto } from "./absorb-passes.js";
import type { AbsorbPlan } from "./absorb-plan.js";
import { type CholeskyInOrder, choleskyInOrder } from "./cholesky-in-order.js";
import { type Forest, solveForest } from "./forest-preconditioner.js";

/** Buffers for repeated joint fits of one plan and k regressors. */
export interface JointWork {
  readonly b: Float64Array;
  readonly a: Float64Array;
  readonly rB: Float64Array;
  readonly rA: Float64Array;
  readonly pB: Float64Array;
  readonly pA: Float64Array;
  readonly qB: Float64Array;
  readonly qA: Float64Array;
  readonly scratch: Float64Array;
}

export function jointWork(plan: AbsorbPlan, k: number): JointWork {
  const m = plan.nUnknowns;
  return {
    b: new Float64Array(k),
    a: new Float64Array(m),
    rB: new Float64Array(k),
    rA: new Float64Array(m),
    pB: new Float64Array(k),
    pA: new Float64Array(m),
    qB: new Float64Array(k),
    qA: new Float64Array(m),
    scratch: new Float64Array(plan.largestGroup),
  };
}

export interface JointFit {
  readonly passes: number;
  /** Residual at the start in the preconditioned norm: √(r' C⁻¹ r), which bounds the fit's own norm loosely. */
  readonly startNorm: number;
  readonly endNorm: number;
}

/**
 * Minimises Σ w (z − x b − D a − P p)² over b, a and p from zero; b and a are left in `work`.
 *
 * Method: conjugate gradients on the normal equations with P eliminated, preconditioned by a forest for a and by
 * the exact k × k block for b; works best where x is nearly orthogonal to the effects already.
 *
 * @param x         row-major (nObs × k), sorted
 * @param z         length nObs, sorted
 * @param tolerance end where the residual has fallen to this share of its start
 */
export function fitJoint(
  plan: AbsorbPlan,
  weights: AbsorbWeights,
  x: Float64Array,
  z: Float64Array,
  work: JointWork,
  tolerance: number,
  maxPasses = 2000,
): JointFit {
  const { b, a, rB, rA, pB, pA, qB, qA, scratch } = work;
  const { forest } = weights;
  const k = b.length;
  const gram = new Float64Array(k * k);
  gatherInto(plan, weights, z, 1, rA);
  momentsInto(plan, weights, x, z, gram, rB);
  const block = choleskyInOrder(gram, k, 1e-14);
  b.fill(0);
  a.fill(0);
  let rho = precondition(block, forest, rB, rA, qB, pA);
  pB.set(qB);
  const startNorm = Math.sqrt(rho);
  const target = (tolerance * startNorm) ** 2;
  let passes = 1;
  while (rho > target && passes < maxPasses) {
    applyJointInto(plan, weights, x, pB, pA, qB, qA, scratch);
    passes++;
    let curvature = 0;
    for (let j = 0; j < k; j++) curvature += pB[j] * qB[j];
    for (let u = 0; u < pA.length; u++) curvature += pA[u] * qA[u];
    if (!(curvature > 0)) break;
    const step = rho / curvature;
    for (let j = 0; j < k; j++) {
      b[j] += step * pB[j];
      rB[j] -= step * qB[j];
    }
    for (let u = 0; u < pA.length; u++) {
      a[u] += step * pA[u];
      rA[u] -= step * qA[u];
    }
    const next = precondition(block, forest, rB, rA, qB, qA);
    const keep = next / rho;
    rho = next;
    for (let j = 0; j < k; j++) pB[j] = qB[j] + keep * pB[j];
    for (let u = 0; u < pA.length; u++) pA[u] = qA[u] + keep * pA[u];
  }
  return { passes, startNorm, endNorm: Math.sqrt(rho) };
}

/** Fitted values of the joint fit in `work`: x b + D a + P p, the eliminated effect p at its best for z. */
export function jointFittedInto(
  { starts, unknowns, multipliers, rest }: AbsorbPlan,
  { w, groupInverse }: AbsorbWeights,
  x: Float64Array,
  z: Float64Array,
  { a, b }: JointWork,
  out: Float64Array,
): void {
  const k = b.length;
  const width = rest.length;
  for (let g = 0; g + 1 < starts.length; g++) {
    const last = starts[g + 1];
    let mean = 0;
    for (let n = starts[g]; n < last; n++) {
      let value = 0;
      for (let q = n * width; q < (n + 1) * width; q++) {
        value += multipliers ? multipliers[q] * a[unknowns[q]] : a[unknowns[q]];
      }
      for (let j = 0, at = n * k; j < k; j++, at++) value += x[at] * b[j];
      out[n] = value;
      mean += w[n] * (z[n] - value);
    }
    mean *= groupInverse[g];
    for (let n = starts[g]; n < last; n++) out[n] += mean;
  }
}

/** (zB, zA) = C⁻¹ (rB, rA); returns r'z. */
function precondition(
  block: CholeskyInOrder,
  forest: Forest,
  rB: Float64Array,
  rA: Float64Array,
  zB: Float64Array,
  zA: Float64Array,
): number {
  zB.set(rB);
  block.solve(zB);
  let rho = 0;
  for (let j = 0; j < rB.length; j++) rho += rB[j] * zB[j];
  solveForest(forest, rA, zA, 1);
  for (let u = 0; u < rA.length; u++) rho += zA[u] * rA[u];
  return rho;
}

/** gram = X'WMX, right = X'WM z. */
function momentsInto(
  { starts }: AbsorbPlan,
  { w, groupInverse }: AbsorbWeights,
  x: Float64Array,
  z: Float64Array,
  gram: Float64Array,
  right: Float64Array,
): void {
  const k = right.length;
  const mean = new Float64Array(k);
  const d = new Float64Array(k);
  gram.fill(0);
  right.fill(0);
  if (k === 0) return;
  for (let g = 0; g + 1 < starts.length; g++) {
    const first = starts[g];
    const last = starts[g + 1];
    mean.fill(0);
    for (let n = first; n < last; n++) for (let j = 0; j < k; j++) mean[j] += w[n] * x[n * k + j];
    for (let j = 0; j < k; j++) mean[j] *= groupInverse[g];
    for (let n = first; n < last; n++) {
      const t = w[n] * z[n];
      for (let j = 0; j < k; j++) {
        d[j] = x[n * k + j] - mean[j];
        right[j] += t * d[j];
        const scaled = w[n] * d[j];
        for (let i = 0; i <= j; i++) gram[j * k + i] += scaled * d[i];
      }
    }
  }
  for (let j = 0; j < k; j++) for (let i = 0; i < j; i++) gram[i * k + j] = gram[j * k + i];
}
