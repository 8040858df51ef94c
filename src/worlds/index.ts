/**
 * Embedded baselines: made when the package is built, only decoded at run time.
 * @module
 */
export { type BalanceProblem, type BalanceResult, balance, type Multipliers } from "./balance.js";
export {
  type BuildOptions,
  type BuiltWorld,
  buildWorld,
  type OwnEconomy,
  type YearOfTrade,
} from "./build-world.js";
export { checkOwnWorld } from "./check-own-world.js";
export { checkWorld } from "./check-world.js";
export {
  customsExplanations,
  customsFigure,
  customsFigures,
  customsShare,
  customsTotals,
} from "./customs.js";
export {
  defaultGoodsParameters,
  domesticSales,
  type GoodsParameters,
  leastHomeShare,
} from "./domestic-sales.js";
export { economySheet } from "./economy-sheet.js";
export { gravityFlows } from "./gravity-flows.js";
export { type ReplacedCell, replaceCells } from "./replace-cells.js";
export { reportedCells } from "./reported-cells.js";
export { worldSources } from "./sources.js";
export { tariffBasis } from "./tariff-basis.js";
export { world2014 } from "./world-2014.js";
export { isInWorld, worldIndex } from "./world-index.js";
export { worldSummary } from "./world-summary.js";
