/**
 * Names of the figures that draws give, and where an outcome keeps them.
 * @module
 */
import type { Figure, OutcomeJson, PartialOutcomeJson } from "../contracts/outcome.js";

/** What an outcome says of one economy, whatever the model. */
export type EconomyReading = OutcomeJson["economies"][number] | PartialOutcomeJson["economies"][number];

/** Figures with a level before and after, and the names that draws give them. */
const levels = {
  exports: "exports",
  imports: "imports",
  output: "output",
  expenditure: "expenditure",
  wage: "wage",
  priceIndex: "priceIndex",
  tariffRevenue: "revenue",
  quotaRent: "quotaRent",
  producerPrice: "producerPrice",
} as const;

/** Changes in million dollars. */
const changes = ["creation", "diversion", "consumerSurplus", "producerSurplus"] as const;

/** The same by field, whichever the model has. */
export type OwnFigures = {
  readonly [K in keyof typeof levels | "realIncome"]?: Figure | undefined;
} & { readonly [K in (typeof changes)[number]]?: number | undefined };

export const levelFields = Object.keys(levels) as (keyof typeof levels)[];
export const changeFields = changes;

/** `exports.GEO`. */
export const levelName = (field: keyof typeof levels, economy: string): string =>
  `${levels[field]}.${economy}`;

/** `flow.GEO.RUS`, with the sector at the end where there are several. */
export const flowName = (exporter: string, importer: string, sector?: string): string =>
  `flow.${exporter}.${importer}${sector === undefined ? "" : `.${sector}`}`;

/** A figure by its name: what it is after the shock and, of a level, before; a change has no before (0). */
export type NamedFigure = readonly [name: string, value: number, before: number];

/**
 * The figures of an economy by name: levels, real income in per cent (`realIncomePercent.GEO`), changes and welfare in
 * million dollars (`welfare.GEO`).
 */
export function economyFigures(reading: EconomyReading): NamedFigure[] {
  const { economy, welfare } = reading;
  const own: OwnFigures = reading;
  const out: NamedFigure[] = [];
  const real = own.realIncome;
  if (real !== undefined) out.push([`realIncomePercent.${economy}`, real.percent ?? 0, 0]);
  for (const field of levelFields) {
    const figure = own[field];
    if (figure !== undefined) out.push([levelName(field, economy), figure.after, figure.before]);
  }
  for (const field of changes) {
    const value = own[field];
    if (value !== undefined) out.push([`${field}.${economy}`, value, 0]);
  }
  out.push([`welfare.${economy}`, welfare.usdMillion, 0]);
  return out;
}
