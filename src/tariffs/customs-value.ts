import { InputError } from "../contracts/errors.js";

/** With or without freight and insurance to the importer's border. */
export type ValueBasis = "cif" | "fob";

/** The gap between the two, as a fraction of the fob value. */
export interface CifMargin {
  readonly margin: number;
  readonly source: string;
}

/** 6 %, 4 to 10 as the spread. */
export const CIF_MARGIN: CifMargin & { readonly low: number; readonly high: number } = {
  margin: 0.06,
  low: 0.04,
  high: 0.1,
  source:
    "trade-weighted mean of all economies, 1995 to 2014: OECD ITIC (Miao and Fortanier 2017), https://oecdinsights.org/2016/11/02/",
};

/**
 * A value of goods on another basis: cif = fob (1 + margin).
 *
 * @throws {InputError} `cif-margin` a margin below 0
 */
export function customsValue(value: number, change: ValueChange): number {
  const { from, to, margin = CIF_MARGIN } = change;
  checkMargin(margin);
  if (from === to) return value;
  return to === "cif" ? value * (1 + margin.margin) : value / (1 + margin.margin);
}

/**
 * A rate on one base as the rate that takes the same money on another: a duty of t on the cif value is t (1 + margin) of
 * the fob value. Models whose flows are fob and whose tariffs fall on them need the latter.
 *
 * @throws {InputError} `cif-margin` a margin below 0
 */
export function rateOnBasis(rate: number, change: ValueChange): number {
  const { from, to, margin = CIF_MARGIN } = change;
  checkMargin(margin);
  if (from === to) return rate;
  return to === "fob" ? rate * (1 + margin.margin) : rate / (1 + margin.margin);
}

export interface ValueChange {
  readonly from: ValueBasis;
  readonly to: ValueBasis;
  /** Default CIF_MARGIN. */
  readonly margin?: CifMargin;
}

function checkMargin({ margin }: CifMargin): void {
  if (margin >= 0 && Number.isFinite(margin)) return;
  throw new InputError("cif-margin", `A cif/fob margin must be 0 or more; received ${margin}.`, {
    place: { field: "margin" },
    received: margin,
    hint: "0.06 is 6 %.",
  });
}
