/**
 * The words that laws use for money, units and days of the year.
 * @module
 */
import type { DutyUnit } from "../contracts/duty.js";

/** A unit as a power of ten of one that a Duty knows. */
export interface UnitWord {
  readonly unit: DutyUnit;
  /** 10 to the power of this many. */
  readonly tens: number;
}

const units: readonly (readonly [words: string, unit: DutyUnit, tens: number])[] = [
  ["kg kilogram kilograms kilogramme kilogrammes kilo kilos", "kg", 0],
  ["g gram grams", "kg", -3],
  ["t tonne tonnes ton tons", "kg", 3],
  ["l litre litres liter liters ltr", "l", 0],
  ["hl hectolitre hectolitres hectoliter hectoliters", "l", 2],
  ["l-alcohol", "l-alcohol", 0],
  ["piece pieces pc pcs item items unit units head bottle bottles", "piece", 0],
  ["pair pairs", "pair", 0],
  ["m2", "m2", 0],
  ["m3", "m3", 0],
];

export const unitWords: ReadonlyMap<string, UnitWord> = new Map(
  units.flatMap(([words, unit, tens]) => words.split(" ").map((word) => [word, { unit, tens }] as const)),
);

/** Hundredths are two places down. */
export interface MoneyWord {
  readonly currency: string;
  readonly tens: number;
}

const monies: readonly (readonly [words: string, currency: string, tens: number])[] = [
  ["€ euro euros", "EUR", 0],
  ["euro-cent euro-cents eurocent eurocents", "EUR", -2],
  ["$ dollar dollars us-dollar us-dollars", "USD", 0],
  ["¢ cent cents us-cent us-cents", "USD", -2],
  ["£ pound-sterling pounds-sterling", "GBP", 0],
  ["¥ yen", "JPY", 0],
  ["rouble roubles ruble rubles", "RUB", 0],
  ["lari", "GEL", 0],
];

export const moneyWords: ReadonlyMap<string, MoneyWord> = new Map(
  monies.flatMap(([words, currency, tens]) =>
    words.split(" ").map((word) => [word, { currency, tens }] as const),
  ),
);

export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** Days of each month, of a leap year. */
export const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** The day of a leap year, 0 to 365. */
export function dayNumber(dayOfYear: string): number {
  const [month, day] = dayOfYear.split("-").map(Number) as [number, number];
  return MONTH_DAYS.slice(0, month - 1).reduce((sum, days) => sum + days, 0) + day - 1;
}
