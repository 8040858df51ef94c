/**
 * A Baseline and a Shock in, an Outcome out; one file a model.
 * @module
 */
export { type CompiledShock, compileShock } from "./compile-shock.js";
export { type GainsInputs, gainsFromTrade } from "./gains-from-trade.js";
export { type EconomyGains, gainsInputs } from "./gains-inputs.js";
export { type GainsAlternative, gainsReport } from "./gains-report.js";
export { gravityMargins } from "./gravity-margins.js";
export { type GravityTerms, gravityTerms } from "./gravity-terms.js";
export { type GsimOptions, solveGsim } from "./gsim.js";
export { type MarketSelection, marketOf } from "./market-of.js";
export * from "./multi-sector/index.js";
export {
  type GravityMargins,
  type MultilateralResistance,
  multilateralResistance,
  type ResistanceOptions,
} from "./multilateral-resistance.js";
export { type OneSectorOptions, solveOneSector } from "./one-sector.js";
export { type OutcomeJsonOptions, outcomeToJson } from "./outcome-json.js";
export type { Elasticity } from "./partial-elasticities.js";
export { type PartialJsonOptions, partialToJson } from "./partial-json.js";
export {
  type Experiment,
  type OneSectorDraw,
  type OneSectorSolution,
  type PreparedOneSector,
  prepareOneSector,
} from "./prepare-one-sector.js";
export { removeDeficits } from "./remove-deficits.js";
export { type SmartOptions, solveSmart } from "./smart.js";
export {
  type QuotaDemand,
  type QuotaProblem,
  type QuotaSolution,
  solveTariffRateQuota,
} from "./tariff-rate-quota.js";
