/**
 * Predictions of a fit for rows of its own panel or others with the same keys.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { Design, Fit } from "./design.js";

/**
 * x b + effects + offset for each row; `mean` is its exponential for PPML.
 *
 * @param design rows whose factor codes mean the same levels as in the fit's design; y is not read
 * @returns length nObs each; NaN where an effect has no estimate (a level that no used row had)
 * @throws {InputError} `predict-column` where a term's column or an effect is missing
 */
export function predict(fit: Fit, design: Design): { linear: Float64Array; mean: Float64Array } {
  const { effects } = fit.fixedEffects();
  const linear = design.offset ? design.offset.slice() : new Float64Array(design.nObs);
  fit.names.forEach((name, j) => {
    const column = design.x.find((c) => c.name === name);
    if (!column) missing(name);
    for (let n = 0; n < design.nObs; n++) linear[n] += fit.coefficients[j] * column.values[n];
  });
  for (const { name, values, slopes } of effects) {
    const own = design.effects.find((e) => e.name === name);
    if (!own) missing(name);
    if (!own.slopesOnly) for (let n = 0; n < design.nObs; n++) linear[n] += levelOf(values, own.codes[n]);
    for (const slope of slopes) {
      const column = own.slopes?.find((s) => s.name === slope.name);
      if (!column) missing(slope.name);
      for (let n = 0; n < design.nObs; n++)
        linear[n] += levelOf(slope.values, own.codes[n]) * column.values[n];
    }
  }
  const mean = fit.estimate.estimator === "ppml" ? linear.map(Math.exp) : linear.slice();
  return { linear, mean };
}

function levelOf(values: Float64Array, code: number): number {
  return code >= 0 && code < values.length ? values[code] : Number.NaN;
}

function missing(name: string): never {
  throw new InputError(
    "predict-column",
    `Prediction needs every term and effect of the fit; "${name}" is missing.`,
    {
      received: name,
      hint: "Build the rows with the formula of the fit.",
    },
  );
}
