/**
 * Ramsey's test of the functional form.
 * @module
 */
import type { Design, Fit, FitOptions } from "./design.js";
import { usedRows } from "./keep-rows.js";
import { ols } from "./ols.js";
import { ppml } from "./ppml.js";
import { subsetDesign } from "./subset-design.js";
import { type WaldTest, wald } from "./wald.js";

/** Name of the added regressor. */
export const squaredIndex = "(linear index)^2";

/**
 * RESET: the square of the fitted linear index (effects included) is added to the regressors; where its coefficient
 * differs from zero, the form is wrong somewhere.
 *
 * @param fit of the design, whose used rows are taken
 * @returns a chi-square test with one degree of freedom, with the standard errors that `options` asks for
 * Source: Ramsey (1969); for PPML Santos Silva and Tenreyro (2006), section V.
 */
export function resetTest(design: Design, fit: Fit, options: FitOptions): WaldTest {
  const rows = usedRows(fit.excluded);
  const used = rows ? subsetDesign(design, rows) : design;
  const index = rows ? Float64Array.from(rows, (r) => fit.linear[r]) : fit.linear;
  const { biasCorrection: _, ...rest } = options;
  const withSquare: Design = {
    ...used,
    x: [
      ...used.x.filter((c) => fit.names.includes(c.name)),
      { name: squaredIndex, values: index.map((v) => v * v) },
    ],
  };
  const again = fit.estimate.estimator === "ppml" ? ppml(withSquare, rest) : ols(withSquare, rest);
  return wald(again, [{ weights: { [squaredIndex]: 1 } }]);
}
