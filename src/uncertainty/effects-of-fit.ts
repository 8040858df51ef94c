/**
 * From a fitted regression to effects that draws are taken of.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { JointNormal } from "../contracts/scenario.js";

/**
 * Chosen terms of a fit as a normal vector with the covariance of the estimates: what `parameters.effects` of a scenario
 * takes.
 *
 * @param fit names (k), coefficients (k) and vcov (k × k, row-major) as the estimators return them
 * @param chosen names of the terms, in the order wanted; default all
 * @throws {InputError} a name that is no term of the fit
 */
export function effectsOfFit(
  fit: {
    readonly names: readonly string[];
    readonly coefficients: Float64Array;
    readonly vcov: Float64Array;
  },
  chosen: readonly string[] = fit.names,
): JointNormal {
  const k = fit.names.length;
  const places = chosen.map((name) => {
    const at = fit.names.indexOf(name);
    if (at >= 0) return at;
    throw new InputError("unknown-term", `${name} is not a term of the fit.`, {
      place: { field: "chosen" },
      received: name,
      hint: `Its terms: ${fit.names.join(", ")}.`,
    });
  });
  return {
    names: [...chosen],
    mean: places.map((at) => fit.coefficients[at]),
    covariance: places.map((row) => places.map((column) => fit.vcov[row * k + column])),
  };
}
