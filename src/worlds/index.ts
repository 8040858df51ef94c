/**
 * Embedded baselines: made when the package is built, only decoded at run time.
 * @module
 */
export { type BalanceProblem, type BalanceResult, balance, type Multipliers } from "./balance.js";
export { checkWorld, type WorldCheck } from "./check-world.js";
export { customsExplanations, customsFigure, customsFigures, customsTotals } from "./customs.js";
export {
  defaultGoodsParameters,
  domesticSales,
  type GoodsParameters,
  leastHomeShare,
} from "./domestic-sales.js";
export { type EconomySheet, economySheet, type OriginWord, type PartnerLine } from "./economy-sheet.js";
export type { FoldResult } from "./hold-out.js";
export type { CustomsExplanation, CustomsFigure, CustomsTotal } from "./packed-world.js";
export { type ReplacedCell, replaceCells } from "./replace-cells.js";
export { type MoveReason, type ReportedCell, reportedCells } from "./reported-cells.js";
export { type TariffBasis, tariffBasis } from "./tariff-basis.js";
export { world2014 } from "./world-2014.js";
export { worldIndex } from "./world-index.js";
export { type WorldSummary, worldSummary } from "./world-summary.js";
