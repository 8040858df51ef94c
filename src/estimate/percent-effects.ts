/**
 * What coefficients say in per cent.
 * @module
 */
import type { Fit } from "./design.js";

export interface PercentEffect {
  readonly name: string;
  /** 100 (exp(b) − 1): the change of trade for one unit more. */
  readonly percent: number;
  /** 100 (exp(b − var/2) − 1): the same, less biased upward in small samples. */
  readonly kennedy: number;
  /** Ends of the 95 % interval of b, transformed. */
  readonly low: number;
  readonly high: number;
}

/**
 * Semi-elasticities of a log-linear model in per cent, for each term.
 *
 * Source: Halvorsen and Palmquist (1980); Kennedy (1981), American Economic Review 71(4).
 */
export function percentEffects({ estimate }: Fit): PercentEffect[] {
  return estimate.terms.map(({ name, estimate: b, se, low, high }) => ({
    name,
    percent: 100 * Math.expm1(b),
    kennedy: 100 * Math.expm1(b - (se * se) / 2),
    low: 100 * Math.expm1(low),
    high: 100 * Math.expm1(high),
  }));
}
