/**
 * The one place where numbers become words. A true minus (U+2212), a plus where a change is meant, two or three
 * significant digits, and never "NaN", "Infinity" or a signed zero.
 * @module
 */
import type { Ranged } from "../contracts/brief.js";

export const MINUS = "\u2212";
/** Shown where there is no number. */
export const NOT_AVAILABLE = "n/a";
/** Below this a figure of that unit cannot be told from nothing. */
const NOTHING = { percent: 5e-5, million: 5e-7 };
/** Shown for what is not zero and too small to matter. */
const NEARLY = "≈0";
/** Texts that take no unit of money. */
const BARE = new Set(["0", NEARLY, NOT_AVAILABLE]);

/** Decimals that leave about `digits` significant ones, none lost before the point. */
function decimals(x: number, digits: number): number {
  if (x === 0) return 0;
  return Math.min(8, Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(x)) + 1e-12)));
}

function grouped(fixed: string): string {
  const [whole, part] = fixed.split(".") as [string, string?];
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return part === undefined ? spaced : `${spaced}.${part}`;
}

/** Plain number with a true minus: `digits` significant ones; `sign` puts a plus before gains. */
export function formatNumber(x: number, options: { digits?: number; sign?: boolean } = {}): string {
  const { digits = 3, sign = false } = options;
  if (!Number.isFinite(x)) return NOT_AVAILABLE;
  const size = Math.abs(x);
  const text = grouped(size.toFixed(decimals(size, size < 0.1 ? Math.min(2, digits) : digits)));
  if (!/[1-9]/.test(text)) return "0";
  return `${x < 0 ? MINUS : sign ? "+" : ""}${text}`;
}

/** A change in per cent, without its unit: "+12.3", "−0.0042", "0". */
function percentNumber(x: number): string {
  return x !== 0 && Math.abs(x) < NOTHING.percent ? NEARLY : formatNumber(x, { sign: true });
}

/** "+12.3 %", "−0.0042 %", "0 %". */
export function formatPercent(x: number): string {
  const text = percentNumber(x);
  return text === NOT_AVAILABLE ? text : `${text}\u00a0%`;
}

/** A parameter or count as it was given, at most four significant digits: "5.03", "0.9". */
export function formatPlain(x: number): string {
  const rounded = Number(Math.abs(x).toPrecision(4));
  if (!Number.isFinite(rounded)) return NOT_AVAILABLE;
  const [whole = "0", part] = String(rounded).replace("-", MINUS).split(".");
  const size = part === undefined ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : `${whole}.${part}`;
  return x < 0 && size !== "0" ? `${MINUS}${size}` : size;
}

/** A level that is a fraction, as per cent without a sign: 0.1625 is "16.25 %". */
export function formatRate(fraction: number): string {
  if (!Number.isFinite(fraction * 100)) return NOT_AVAILABLE;
  const percent = Number((fraction * 100).toFixed(2));
  return `${percent < 0 ? MINUS : ""}${Math.abs(percent)}\u00a0%`;
}

interface MoneyScale {
  readonly unit: string;
  readonly per: number;
}

/** The unit that suits the largest of the figures shown together (million dollars in). */
function moneyScale(...millions: readonly number[]): MoneyScale {
  const size = Math.max(0, ...millions.filter(Number.isFinite).map(Math.abs));
  if (size >= 999_500) return { unit: "trillion", per: 1e6 };
  if (size >= 999.5) return { unit: "billion", per: 1e3 };
  if (size > 0 && size < 0.01) return { unit: "thousand", per: 1e-3 };
  return { unit: "million", per: 1 };
}

function money(million: number, scale: MoneyScale, sign: boolean): string {
  if (million !== 0 && Math.abs(million) < NOTHING.million) return NEARLY;
  return formatNumber(million / scale.per, { sign });
}

/** A level as a source gives it, to four digits: "274.7 million", "431 million". */
export function formatUsdExact(million: number): string {
  const scale = moneyScale(million);
  if (!Number.isFinite(million)) return NOT_AVAILABLE;
  return `${formatPlain(million / scale.per)}\u00a0${scale.unit}`;
}

/** A level in dollars from million dollars: "431 million", "12.3 billion". */
export function formatUsd(million: number): string {
  const scale = moneyScale(million);
  const text = money(million, scale, false);
  return BARE.has(text) ? text : `${text}\u00a0${scale.unit}`;
}

/** A change in dollars: "+1.2 million", "−340 million", "0". */
export function formatUsdChange(million: number): string {
  const scale = moneyScale(million);
  const text = money(million, scale, true);
  return BARE.has(text) ? text : `${text}\u00a0${scale.unit}`;
}

/** A central figure and its interval as two texts, so that a layout may set them side by side or stacked. */
export interface FigureText {
  readonly central: string;
  /** "[+38 to +112]", or null where no draws were made or they do not differ. */
  readonly interval: string | null;
}

function interval(low: string, high: string): string {
  return low === high ? `[${low}]` : `[${low}\u00a0to\u00a0${high}]`;
}

/** Per cent with its 90 % interval. */
export function percentText(r: Ranged): FigureText {
  if (r.low === null || r.high === null || isFlat(r))
    return { central: formatPercent(r.central), interval: null };
  return {
    central: formatPercent(r.central),
    interval: interval(percentNumber(r.low), percentNumber(r.high)),
  };
}

/** Million dollars with the 90 % interval, all three in the unit that suits them. */
export function usdText(r: Ranged): FigureText {
  if (r.low === null || r.high === null || isFlat(r)) {
    return { central: formatUsdChange(r.central), interval: null };
  }
  const scale = moneyScale(r.central);
  const central = money(r.central, scale, true);
  return {
    central: BARE.has(central) ? central : `${central}\u00a0${scale.unit}`,
    interval: interval(money(r.low, scale, true), money(r.high, scale, true)),
  };
}

/** Whether a figure is nothing, with certainty. */
export function isFlat(r: Ranged): boolean {
  return r.central === 0 && (r.low ?? 0) === 0 && (r.high ?? 0) === 0;
}

/** "+12.3 % [+8 to +17]" on one line. */
export function joined(text: FigureText): string {
  return text.interval === null ? text.central : `${text.central} ${text.interval}`;
}

/** A residual or tolerance: "3e−13", "0". */
export function formatTiny(x: number): string {
  if (!Number.isFinite(x)) return NOT_AVAILABLE;
  return x === 0 ? "0" : x.toExponential(0).replace("-", MINUS).replace("+", "");
}

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);

/** "18 December 2014", "June 2013", "2006" from a date known to the day, the month or the year. */
export function formatDate(date: string): string {
  const [year, month, day] = date.split("-");
  const name = month === undefined ? undefined : MONTHS[Number(month) - 1];
  if (name === undefined) return year ?? date;
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}

/** ASCII digits and minus for files that machines read; empty where there is no number. */
export function machineNumber(x: number | null | undefined): number | null {
  return x === null || x === undefined || !Number.isFinite(x) ? null : x;
}
