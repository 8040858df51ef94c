/**
 * An outcome as a CSV file: one row an economy.
 * @module
 */
import type { Figure, OutcomeJson } from "../contracts/outcome.js";
import { economyName } from "../economies/index.js";
import { csvCell } from "./escape.js";

type Economy = OutcomeJson["economies"][number];
type FigureName = Exclude<keyof Economy, "economy" | "welfare" | "outwardResistance">;

/** Column prefix of each figure, in the order of the file. */
const FIGURES: readonly (readonly [FigureName, string])[] = [
  ["realIncome", "real_income"],
  ["exports", "exports"],
  ["imports", "imports"],
  ["output", "output"],
  ["expenditure", "expenditure"],
  ["wage", "wage"],
  ["priceIndex", "price_index"],
  ["tariffRevenue", "tariff_revenue"],
];

const PARTS: readonly (keyof Figure)[] = ["before", "after", "percent", "low", "high"];
const WELFARE = ["usdMillion", "low", "high", "percentOfGdp"] as const;

const HEADER: readonly string[] = [
  "economy",
  "name",
  ...FIGURES.flatMap(([, prefix]) => PARTS.map((part) => `${prefix}_${part}`)),
  "welfare_usd_million",
  "welfare_low",
  "welfare_high",
  "welfare_percent_of_gdp",
];

/**
 * The economies of an outcome as CSV (RFC 4180, CRLF, ASCII minus, full precision). Each figure has the columns
 * before, after, percent, low and high (low and high bound the per cent); money in million dollars; an empty cell
 * where there is no number.
 */
export function outcomeToCsv(outcome: OutcomeJson): string {
  const rows = outcome.economies.map((economy) => [
    economy.economy,
    economyName(economy.economy),
    ...FIGURES.flatMap(([figure]) => PARTS.map((part) => economy[figure][part])),
    ...WELFARE.map((part) => economy.welfare[part]),
  ]);
  return [HEADER, ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}
