/**
 * A tariff as law writes it in; ad valorem equivalents, preference margins and sector averages out.
 * @module
 */
export { type AdValoremEquivalent, adValoremEquivalent, type DutyFacts } from "./ad-valorem-equivalent.js";
export {
  AGGREGATIONS,
  type AggregateOptions,
  type AggregateTariff,
  type Aggregation,
  aggregateTariffs,
  type TariffLine,
} from "./aggregate-tariffs.js";
export { CIF_MARGIN, type CifMargin, customsValue, rateOnBasis, type ValueBasis } from "./customs-value.js";
export { formatDuty, formatPer } from "./format-duty.js";
export {
  costFactor,
  type MeasureEquivalent,
  measureEquivalent,
  measureEquivalents,
} from "./measure-equivalents.js";
export { parseAmount, parseDuty, parsePer } from "./parse-duty.js";
export { parseExchange } from "./parse-exchange.js";
export {
  type OriginCost,
  type PartnerAccess,
  type PreferenceMargin,
  preferenceMargins,
} from "./preference-margins.js";
export { quotaTerms } from "./quota-terms.js";
export { sectorTariffs, type TariffColumns } from "./sector-tariffs.js";
