/**
 * The trade elasticity that a tariff coefficient implies.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { Fit } from "./design.js";
import { nearestNames } from "./formula/nearest-names.js";

export interface ThetaFromTariff {
  readonly term: string;
  readonly theta: number;
  readonly se: number;
  /** 95 %, normal. */
  readonly low: number;
  readonly high: number;
}

/**
 * θ from the coefficient b of log(1 + tariff).
 *
 * A tariff falls on top of the exporter's price. Flows valued before it, as customs values are, carry (1 + t)^(−σ):
 * θ = σ − 1 = −b − 1. Flows valued with it carry (1 + t)^(1−σ): θ = −b.
 *
 * @param options.values whether the outcome is valued before or after the tariff; default before
 * @throws {InputError} `unknown-term` with the terms that have an estimate
 * Source: Yotov, Piermartini, Monteiro and Larch (2016), An Advanced Guide to Trade Policy Analysis, ch. 1.
 */
export function thetaFromTariff(
  fit: Pick<Fit, "estimate">,
  term: string,
  options: { readonly values?: "beforeTariff" | "afterTariff" } = {},
): ThetaFromTariff {
  const plain = (name: string): string => name.replace(/\s+/g, "");
  const names = fit.estimate.terms.map((t) => t.name);
  const found = fit.estimate.terms.find((t) => plain(t.name) === plain(term));
  if (!found) {
    const near = nearestNames(term, names);
    throw new InputError("unknown-term", `There is no estimate of ${JSON.stringify(term)}.`, {
      received: term,
      hint: near.length ? `Nearest: ${near.join(", ")}.` : `Terms: ${names.join(", ")}.`,
    });
  }
  const shift = options.values === "afterTariff" ? 0 : 1;
  const theta = -found.estimate - shift;
  return { term: found.name, theta, se: found.se, low: -found.high - shift, high: -found.low - shift };
}
