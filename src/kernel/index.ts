/**
 * Typed-array numerics that know nothing of trade.
 * @module
 */
export { type Anderson, anderson } from "./anderson.js";
export { bracketedRoot } from "./bracketed-root.js";
export { type MatrixPasses, matrixPasses } from "./matrix-passes.js";
export { normalCdf } from "./normal-cdf.js";
export { normalQuantile } from "./normal-quantile.js";
export { quantile } from "./quantile.js";
export { type SeededRandom, seededRandom } from "./seeded-random.js";
export { factorDense, solveFactored } from "./solve-dense.js";
