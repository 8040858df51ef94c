/**
 * One weighted least-squares fit on regressors and absorbed effects together.
 * @module
 */
import { type AbsorbWeights, applyInto, scatterGroup } from "./absorb-passes.js";
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
  /** X'WMX (k × k). */
  readonly gram: Float64Array;
  /** D'WMX, one array of nUnknowns a regressor. */
  readonly cross: readonly Float64Array[];
  readonly scratch: Float64Array;
  /** M x of one group, column by column (largestGroup × k). */
  readonly centred: Float64Array;
  /** Called before each pass over the rows; may throw, to cancel. */
  readonly onPass: (() => void) | undefined;
}

export function jointWork(plan: AbsorbPlan, k: number, onPass?: () => void): JointWork {
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
    gram: new Float64Array(k * k),
    cross: Array.from({ length: k }, () => new Float64Array(m)),
    scratch: new Float64Array(plan.largestGroup),
    centred: new Float64Array(plan.largestGroup * k),
    onPass,
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
 * Method: conjugate gradients on the normal equations with P eliminated, preconditioned by a forest for a and by the
 * exact k × k block for b; works best where x is nearly orthogonal to the effects already. X'WMX and D'WMX are formed
 * once, so that a pass reads no regressor and costs one column however many there are.
 *
 * @param x         row-major (nObs × k), sorted
 * @param z         length nObs, sorted
 * @param tolerance end where the residual has fallen to this share of its start
 * @param floor     or to this, in the same norm
 */
export function fitJoint(
  plan: AbsorbPlan,
  weights: AbsorbWeights,
  x: Float64Array,
  z: Float64Array,
  work: JointWork,
  tolerance: number,
  floor = 0,
  maxPasses = 2000,
): JointFit {
  const { b, a, rB, rA, pB, pA, qB, qA, gram, scratch } = work;
  const { forest } = weights;
  const search = [pA];
  const image = [qA];
  const k = b.length;
  momentsInto(plan, weights, x, z, work);
  const block = choleskyInOrder(gram, k, 1e-14);
  b.fill(0);
  a.fill(0);
  let rho = precondition(block, forest, rB, rA, qB, pA);
  pB.set(qB);
  const startNorm = Math.sqrt(rho);
  const target = Math.max(tolerance * startNorm, floor) ** 2;
  let passes = 1;
  while (rho > target && passes < maxPasses) {
    work.onPass?.();
    applyInto(plan, weights, search, image, scratch);
    const curvature = addCrossInto(work);
    passes++;
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

/** Completes q = H p from D'WMD pA in qA: adds the blocks with X; returns p'q. */
function addCrossInto({ pB, pA, qB, qA, gram, cross }: JointWork): number {
  const k = pB.length;
  for (let j = 0; j < k; j++) {
    qB[j] = 0;
    for (let i = 0; i < k; i++) qB[j] += gram[j * k + i] * pB[i];
  }
  for (let j = 0; j < k; j++) {
    const column = cross[j];
    const share = pB[j];
    let sum = 0;
    for (let u = 0; u < pA.length; u++) {
      qA[u] += column[u] * share;
      sum += column[u] * pA[u];
    }
    qB[j] += sum;
  }
  let curvature = 0;
  for (let u = 0; u < pA.length; u++) curvature += pA[u] * qA[u];
  for (let j = 0; j < k; j++) curvature += pB[j] * qB[j];
  return curvature;
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
  solveForest(forest, rA, zA);
  for (let u = 0; u < rA.length; u++) rho += zA[u] * rA[u];
  return rho;
}

/** One pass for all that a joint fit needs: gram = X'WMX, cross = D'WMX, rB = X'WM z, rA = D'WM z. */
function momentsInto(
  plan: AbsorbPlan,
  { w, groupInverse }: AbsorbWeights,
  x: Float64Array,
  z: Float64Array,
  { gram, cross, rA, rB, scratch, centred }: JointWork,
): void {
  const { starts } = plan;
  const k = rB.length;
  gram.fill(0);
  rA.fill(0);
  rB.fill(0);
  for (const column of cross) column.fill(0);
  for (let g = 0; g + 1 < starts.length; g++) {
    const first = starts[g];
    const size = starts[g + 1] - first;
    const inverse = groupInverse[g];
    let mean = 0;
    for (let s = 0; s < size; s++) mean += w[first + s] * z[first + s];
    mean *= inverse;
    for (let s = 0; s < size; s++) scratch[s] = w[first + s] * (z[first + s] - mean);
    scatterGroup(plan, g, scratch, rA);
    for (let j = 0; j < k; j++) {
      const at = j * size;
      mean = 0;
      for (let s = 0, cell = first * k + j; s < size; s++, cell += k) {
        centred[at + s] = x[cell];
        mean += w[first + s] * x[cell];
      }
      mean *= inverse;
      let sum = 0;
      for (let s = 0; s < size; s++) {
        centred[at + s] -= mean;
        sum += scratch[s] * centred[at + s];
      }
      rB[j] += sum;
    }
    for (let j = 0; j < k; j++) {
      const at = j * size;
      for (let s = 0; s < size; s++) scratch[s] = w[first + s] * centred[at + s];
      scatterGroup(plan, g, scratch, cross[j]);
      for (let i = 0; i <= j; i++) {
        let sum = 0;
        for (let s = 0; s < size; s++) sum += scratch[s] * centred[i * size + s];
        gram[j * k + i] += sum;
      }
    }
  }
  for (let j = 0; j < k; j++) for (let i = 0; i < j; i++) gram[i * k + j] = gram[j * k + i];
}
