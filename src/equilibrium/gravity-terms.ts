/**
 * An outcome in the terms of structural gravity.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { GeneralOutcome } from "../contracts/outcome.js";

/** After over before, per economy, in units of the reference importer's price index. */
export interface GravityTerms {
  /** P̂, 1 for the reference. */
  readonly inward: Float64Array;
  /** Π̂. */
  readonly outward: Float64Array;
  /** p̂: 1 throughout where output is held, in units in which base prices are 1. */
  readonly factoryGate: Float64Array;
}

/**
 * Multilateral resistances and factory-gate prices after over before, with the reference importer's P held at 1: the
 * numeraire of gravity software. Base levels of factory-gate prices are 1 by choice of units, so changes are levels.
 *
 * @throws {InputError} an outcome without resistances (not one-sector, not converged), an unknown reference
 */
export function gravityTerms(outcome: GeneralOutcome, options: { readonly reference: string }): GravityTerms {
  const { economies } = outcome.baseline;
  const at = economies.indexOf(options.reference);
  if (at < 0) {
    throw new InputError(
      "unknown-economy",
      `The reference must be an economy of the baseline; received ${options.reference}.`,
      { received: options.reference, hint: "Its price index is the unit of the others." },
    );
  }
  if (!outcome.converged || !outcome.outward) {
    throw new InputError("no-resistances", "Only a solved one-sector outcome has multilateral resistances.", {
      received: outcome.model,
      hint: "Check `converged` first.",
    });
  }
  const unit = outcome.priceIndex[at];
  const held = outcome.experiment === "partial" || outcome.experiment === "conditional";
  return {
    inward: outcome.priceIndex.map((p) => p / unit),
    outward: outcome.outward.map((o) => o * unit),
    factoryGate: held ? outcome.wage.slice() : outcome.wage.map((w) => w / unit),
  };
}
