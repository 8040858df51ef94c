/**
 * Gravity regressions: PPML and least squares with any number of absorbed effects.
 * @module
 */
export type { BiasCorrection, CorrectedTerm } from "./bias-correction.js";
export { type BuiltDesign, buildDesign, buildDesigns, type DesignOptions } from "./build-design.js";
export * from "./design.js";
export { estimatePanel, ols, type PanelFit, type PanelSpec, ppml } from "./estimate-panel.js";
export { parseFormula } from "./formula/parse-formula.js";
export { printFormula } from "./formula/print-formula.js";
