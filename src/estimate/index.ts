/**
 * Gravity regressions: PPML and least squares with any number of absorbed effects.
 * @module
 */
export type { BiasCorrection, CorrectedTerm } from "./bias-correction.js";
export * from "./design.js";
export { ols } from "./ols.js";
export { ppml } from "./ppml.js";
