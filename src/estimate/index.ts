/**
 * Gravity regressions: PPML and least squares with any number of absorbed effects.
 * @module
 */
export type { FitQuestions } from "./ask-fit.js";
export type { BiasCorrection, CorrectedTerm } from "./bias-correction.js";
export { type BuiltDesign, buildDesign, buildDesigns, type DesignOptions } from "./build-design.js";
export * from "./design.js";
export { effectsTable } from "./effects-table.js";
export { estimatePanel, ols, type PanelFit, type PanelSpec, ppml } from "./estimate-panel.js";
export { fittedRowsTable } from "./fitted-rows-table.js";
export { type FittedTableOptions, fittedTable } from "./fitted-table.js";
export {
  type FittedGravity,
  type FittedWorld,
  type FittedWorldOptions,
  fittedWorld,
} from "./fitted-world.js";
export { parseFormula } from "./formula/parse-formula.js";
export { printFormula } from "./formula/print-formula.js";
export { type BootstrapOptions, type BootstrapTerm, pairBootstrap } from "./pair-bootstrap.js";
export { parseTest } from "./parse-test.js";
export { type PercentEffect, percentEffects } from "./percent-effects.js";
export { predict } from "./predict.js";
export { type PanelPrediction, PredictionGap, predictPanel } from "./predict-panel.js";
export { predictionsTable } from "./predictions-table.js";
export { resetTest } from "./reset-test.js";
export { subsetDesign } from "./subset-design.js";
export { type ThetaFromTariff, thetaFromTariff } from "./theta-from-tariff.js";
export { type LinearRestriction, type WaldTest, wald } from "./wald.js";
