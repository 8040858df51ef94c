/**
 * Numbers of the study as words.
 * @module
 */

/** "62.7"; "63" with no places. */
export const digits = (value: number, places = 1): string => String(Number(value.toFixed(places)));

/** A fraction as per cent, without its sign or unit: "75". */
export const points = (fraction: number): string => digits(100 * fraction, 0);

/** A fraction as per cent: "6.7 %". */
export const percent = (fraction: number, places = 1): string => `${digits(100 * fraction, places)} %`;

/** With a sign: "−19 %", "+18 %". */
export const signed = (fraction: number): string =>
  `${fraction < 0 ? "−" : "+"}${percent(Math.abs(fraction), 0)}`;

/** The lowest and highest: "92 to 166 %". */
export const ranged = (fractions: readonly number[], places = 1): string =>
  `${digits(100 * Math.min(...fractions), places)} to ${percent(Math.max(...fractions), places)}`;
