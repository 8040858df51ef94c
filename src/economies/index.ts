/**
 * Who exists: codes, names, aliases, demonyms, groups and their members over time, territories and who says what.
 * @module
 */
export { blocs, economies, territories } from "./economies.js";
export type { Bloc, Economy, EconomyKind, TerritoryView } from "./economy.js";
export { economyName, economyOf, findEconomy, nearestEconomies } from "./find-economy.js";
export { inSentence } from "./in-sentence.js";
export { findBloc, membersOf } from "./members-of.js";
export { requireEconomy } from "./require-economy.js";
export { type StatisticalArea, statisticalArea, statisticalNumber } from "./statistical-areas.js";
