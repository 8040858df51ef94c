/**
 * A partial outcome as a CSV file: one row an economy.
 * @module
 */
import type { PartialOutcomeJson } from "../contracts/outcome.js";
import { economyName } from "../economies/index.js";
import { csvCell } from "./escape.js";

type Economy = PartialOutcomeJson["economies"][number];

/** Column prefix of each figure, in the order of the file. */
const FIGURES = [
  ["exports", "exports"],
  ["imports", "imports"],
  ["producerPrice", "producer_price"],
  ["priceIndex", "price_index"],
  ["tariffRevenue", "tariff_revenue"],
  ["quotaRent", "quota_rent"],
] as const satisfies readonly (readonly [keyof Economy, string])[];

const CHANGES = [
  ["creation", "creation"],
  ["diversion", "diversion"],
  ["consumerSurplus", "consumer_surplus"],
  ["producerSurplus", "producer_surplus"],
] as const satisfies readonly (readonly [keyof Economy, string])[];

const PARTS = ["before", "after", "percent"] as const;

const HEADER: readonly string[] = [
  "economy",
  "name",
  ...FIGURES.flatMap(([, prefix]) => PARTS.map((part) => `${prefix}_${part}`)),
  ...CHANGES.map(([, column]) => column),
  "welfare_usd_million",
  "welfare_on_creation",
];

/**
 * The economies of a partial outcome as CSV (RFC 4180, CRLF, ASCII minus, full precision). Money in million dollars; an
 * empty cell where the model has no such figure.
 */
export function partialToCsv(outcome: PartialOutcomeJson): string {
  const rows = outcome.economies.map((economy) => [
    economy.economy,
    economyName(economy.economy),
    ...FIGURES.flatMap(([figure]) => PARTS.map((part) => economy[figure]?.[part])),
    ...CHANGES.map(([change]) => economy[change]),
    economy.welfare.usdMillion,
    economy.welfare.onCreation,
  ]);
  return [HEADER, ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}
