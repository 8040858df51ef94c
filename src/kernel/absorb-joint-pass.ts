/**
 * One pass of the joint normal equations of k regressors and the absorbed effects, for a single right-hand side.
 * @module
 */
import type { AbsorbWeights } from "./absorb-passes.js";
import type { AbsorbPlan } from "./absorb-plan.js";

/**
 * With v = M (X b + D a): outB = X'W v and outA = D'W v. Solving for one right-hand side with the regressors inside
 * costs one column a pass instead of k + 1.
 *
 * @param x       row-major (nObs × k), sorted
 * @param scratch at least largestGroup
 */
export function applyJointInto(
  plan: AbsorbPlan,
  weights: AbsorbWeights,
  x: Float64Array,
  b: Float64Array,
  a: Float64Array,
  outB: Float64Array,
  outA: Float64Array,
  scratch: Float64Array,
): void {
  if (plan.rest.length === 2 && !plan.multipliers) jointPair(plan, weights, x, b, a, outB, outA, scratch);
  else jointAny(plan, weights, x, b, a, outB, outA, scratch);
}

function jointPair(
  { starts, unknowns }: AbsorbPlan,
  { w, groupInverse }: AbsorbWeights,
  x: Float64Array,
  b: Float64Array,
  a: Float64Array,
  outB: Float64Array,
  outA: Float64Array,
  scratch: Float64Array,
): void {
  const k = b.length;
  outB.fill(0);
  outA.fill(0);
  for (let g = 0; g + 1 < starts.length; g++) {
    const first = starts[g];
    const last = starts[g + 1];
    let mean = 0;
    for (let n = first, s = 0; n < last; n++, s++) {
      let value = a[unknowns[2 * n]] + a[unknowns[2 * n + 1]];
      for (let j = 0, at = n * k; j < k; j++, at++) value += x[at] * b[j];
      scratch[s] = value;
      mean += w[n] * value;
    }
    mean *= groupInverse[g];
    for (let n = first, s = 0; n < last; n++, s++) {
      const t = w[n] * (scratch[s] - mean);
      outA[unknowns[2 * n]] += t;
      outA[unknowns[2 * n + 1]] += t;
      for (let j = 0, at = n * k; j < k; j++, at++) outB[j] += t * x[at];
    }
  }
}

function jointAny(
  { starts, unknowns, multipliers, rest }: AbsorbPlan,
  { w, groupInverse }: AbsorbWeights,
  x: Float64Array,
  b: Float64Array,
  a: Float64Array,
  outB: Float64Array,
  outA: Float64Array,
  scratch: Float64Array,
): void {
  const k = b.length;
  const width = rest.length;
  outB.fill(0);
  outA.fill(0);
  for (let g = 0; g + 1 < starts.length; g++) {
    const first = starts[g];
    const last = starts[g + 1];
    let mean = 0;
    for (let n = first, s = 0; n < last; n++, s++) {
      let value = 0;
      for (let q = n * width; q < (n + 1) * width; q++) {
        value += multipliers ? multipliers[q] * a[unknowns[q]] : a[unknowns[q]];
      }
      for (let j = 0, at = n * k; j < k; j++, at++) value += x[at] * b[j];
      scratch[s] = value;
      mean += w[n] * value;
    }
    mean *= groupInverse[g];
    for (let n = first, s = 0; n < last; n++, s++) {
      const t = w[n] * (scratch[s] - mean);
      for (let q = n * width; q < (n + 1) * width; q++) {
        outA[unknowns[q]] += multipliers ? t * multipliers[q] : t;
      }
      for (let j = 0, at = n * k; j < k; j++, at++) outB[j] += t * x[at];
    }
  }
}
