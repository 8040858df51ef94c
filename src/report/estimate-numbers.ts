/**
 * Numbers of a regression table: as many decimals as the standard error deserves.
 * @module
 */
import { MINUS, NOT_AVAILABLE } from "./numbers.js";

/** Decimals that show four significant digits of the standard error; −1 where only powers of ten help. */
export function decimalsFor(se: number, estimate = 0): number {
  const known = Number.isFinite(se) && se > 0;
  const scale = known ? se : Math.abs(estimate) / 100;
  if (!(scale > 0)) return 5;
  const decimals = 3 - Math.floor(Math.log10(scale));
  if (decimals > 10 && Math.abs(estimate) > 1e-6) return 10;
  return decimals > 10 || decimals < -6 ? -1 : Math.max(0, decimals);
}

export function fixed(x: number, decimals: number): string {
  if (!Number.isFinite(x)) return NOT_AVAILABLE;
  const text = decimals < 0 ? x.toExponential(4) : x.toFixed(decimals);
  return (/[1-9]/.test(text) ? text : text.replace("-", "")).replaceAll("-", MINUS);
}

/** A test statistic: two decimals while that says something. */
export function testStatistic(z: number): string {
  return fixed(z, Math.abs(z) < 1e6 ? 2 : -1);
}

export function pValue(p: number): string {
  if (!Number.isFinite(p)) return NOT_AVAILABLE;
  return p < 0.00005 ? "<0.0001" : p.toFixed(4);
}

/** A large number with its groups, to about eight significant digits. */
export function statistic(x: number): string {
  if (!Number.isFinite(x)) return NOT_AVAILABLE;
  const size = Math.abs(x);
  if (size !== 0 && (size < 1e-4 || size >= 1e15)) return x.toExponential(6).replaceAll("-", MINUS);
  const decimals = size === 0 ? 0 : Math.max(0, Math.min(8, 7 - Math.floor(Math.log10(size))));
  const [whole, part] = size.toFixed(decimals).split(".") as [string, string?];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${x < 0 ? MINUS : ""}${grouped}${part === undefined ? "" : `.${part}`}`;
}

export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}
