/**
 * Rows that no finite estimate can fit, found by the iterative rectifier.
 * @module
 */
import { type AbsorbPlan, fitJoint, jointFittedInto, jointWork, prepareWeights } from "../kernel/index.js";

export interface RectifierProblem {
  readonly plan: AbsorbPlan;
  readonly y: Float64Array;
  /** Row-major (nObs × k). */
  readonly x: Float64Array;
  readonly k: number;
  /** Called often; may throw, to cancel. */
  readonly onPass?: (() => void) | undefined;
}

export interface Rectified {
  /** 1 on separated rows (visiting order). */
  readonly separated: Uint8Array;
  readonly count: number;
  /** True: z was found with z = 0 where y > 0, z >= 0 where y = 0; or that none exists was proved. */
  readonly certified: boolean;
  readonly iterations: number;
}

const heavy = 1e5;
const positiveShare = 1e-3;
const zeroShare = 1e-5;
const positiveZero = 1e-7;

/**
 * Looks for a combination z of regressors and effects with z = 0 on rows with y > 0 and z >= 0, not all 0, where
 * y = 0: along −z the likelihood rises without end, and rows with z > 0 are separated.
 *
 * Method: alternate between the fit of u on all columns, with weights so heavy on y > 0 that it vanishes there
 * (tightened once by the method of multipliers), and u = max(fit, 0) on y = 0; stop when the fit is nowhere negative:
 * the fit is then the certificate. Where the first fit of u = 1 is below 1 throughout, its residual is positive on
 * every zero and orthogonal to every column: by Stiemke's lemma nothing is separated.
 * @param start u to begin from (nObs, >= 0), such as the negative of a Newton step; default 1 on y = 0
 * Source: Correia, Guimarães and Zylkin (2019), arXiv:1903.01633, algorithm 1.
 */
export function rectify(problem: RectifierProblem, start?: Float64Array, maxIterations = 200): Rectified {
  const { plan, y, k } = problem;
  const n = y.length;
  const w = Float64Array.from(y, (v) => (v > 0 ? heavy : 1));
  const weights = prepareWeights(plan, w);
  const work = jointWork(plan, k, problem.onPass);
  const u = new Float64Array(n);
  for (let r = 0; r < n; r++) u[r] = y[r] > 0 ? 0 : start ? Math.max(0, start[r]) : 1;
  const separated = new Uint8Array(n);
  const z = new Float64Array(n);
  const target = new Float64Array(n);
  const part = new Float64Array(n);
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    // z is fitted from where it is: what is left of u, and twice the violation where y > 0.
    for (let round = 0; round < 3; round++) {
      for (let r = 0; r < n; r++) target[r] = y[r] > 0 ? -(round === 0 ? 1 : 2) * z[r] : u[r] - z[r];
      fitJoint(plan, weights, problem.x, target, work, 1e-9);
      jointFittedInto(plan, weights, problem.x, target, work, part);
      for (let r = 0; r < n; r++) z[r] += part[r];
    }
    let highest = 0;
    let lowest = 0;
    let above = false;
    let violation = 0;
    for (let r = 0; r < n; r++) {
      if (y[r] > 0) {
        violation = Math.max(violation, Math.abs(z[r]));
        continue;
      }
      highest = Math.max(highest, z[r]);
      lowest = Math.min(lowest, z[r]);
      above ||= z[r] >= 1 - 1e-6;
    }
    if (iteration === 1 && !start && !above)
      return { separated, count: 0, certified: true, iterations: iteration };
    if (highest < positiveShare) return { separated, count: 0, certified: false, iterations: iteration };
    if (lowest > -zeroShare * highest) {
      // A direction along which rows with y > 0 hardly move is none: only 0 is.
      if (violation > positiveZero * highest)
        return { separated, count: 0, certified: false, iterations: iteration };
      let count = 0;
      for (let r = 0; r < n; r++) {
        if (y[r] > 0 || z[r] <= positiveShare * Math.min(1, highest)) continue;
        separated[r] = 1;
        count++;
      }
      return { separated, count, certified: true, iterations: iteration };
    }
    for (let r = 0; r < n; r++) u[r] = y[r] > 0 ? 0 : Math.max(0, z[r]);
  }
  return { separated, count: 0, certified: false, iterations: maxIterations };
}
