/**
 * Typed-array numerics that know nothing of trade.
 * @module
 */
export { type Absorbed, type AbsorbOptions, absorbColumns, groupNorms } from "./absorb-columns.js";
export { fitJoint, type JointFit, type JointWork, jointFittedInto, jointWork } from "./absorb-joint.js";
export { type AbsorbWeights, gatherInto, prepareWeights, residualInto } from "./absorb-passes.js";
export {
  type AbsorbBlock,
  type AbsorbPlan,
  planAbsorption,
  sortColumn,
  unsortColumn,
} from "./absorb-plan.js";
export { type Anderson, anderson } from "./anderson.js";
export { bracketedRoot } from "./bracketed-root.js";
export { cholesky } from "./cholesky.js";
export { type CholeskyInOrder, choleskyInOrder } from "./cholesky-in-order.js";
export { chiSquareTail, gammaTail } from "./gamma-tail.js";
export { invertSemidefinite } from "./invert-semidefinite.js";
export { logGamma } from "./log-gamma.js";
export { type MatrixPasses, matrixPasses } from "./matrix-passes.js";
export { type NearestResidual, nearestResidual } from "./nearest-residual.js";
export { normalCdf } from "./normal-cdf.js";
export { normalQuantile } from "./normal-quantile.js";
export { quantile } from "./quantile.js";
export { type SeededRandom, seededRandom } from "./seeded-random.js";
export { sobol, sobolDimensions } from "./sobol.js";
export { factorDense, solveFactored } from "./solve-dense.js";
export { studentCritical, studentTwoSided } from "./student-tail.js";
export { type SymmetricEigen, symmetricEigen } from "./symmetric-eigen.js";
