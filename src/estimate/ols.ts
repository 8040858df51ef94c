/**
 * Least squares with absorbed effects.
 * @module
 */
import { absorbColumns, choleskyInOrder, prepareWeights } from "../kernel/index.js";
import { arrange } from "./arrange.js";
import { cancellation } from "./cancellation.js";
import { checkDesign } from "./check-design.js";
import { collinearNotes } from "./collinear-notes.js";
import type { Design, Fit, FitOptions } from "./design.js";
import { findCollinear, gramOf, keepColumns } from "./find-collinear.js";
import { finishFit } from "./finish-fit.js";
import { keepRows } from "./keep-rows.js";
import { nothingLeft } from "./nothing-left.js";
import { stopwatch } from "./stopwatch.js";

/**
 * Fits y = x β + effects + offset + error by (weighted) least squares.
 *
 * Method: singletons out, effects taken out of y and x by conjugate gradients to the true residual of the normal
 * equations (default 1e-9 relative, here used squared-safe at a tenth), then normal equations of the few regressors
 * (Frisch, Waugh and Lovell).
 * Deviance is the sum of squared residuals; `pseudoR2` is R² about the mean.
 * @throws {InputError|DataError} see checkDesign
 * Checked against: fixest 0.12.2 (feols), coefficients 1e-8, standard errors 1e-7 relative.
 */
export function ols(design: Design, options: FitOptions): Fit {
  checkDesign(design, options, "ols");
  const watch = stopwatch(options.clock);
  const excluded = new Uint8Array(design.nObs);
  keepRows(design, excluded, false);
  const all = arrange(
    design,
    excluded,
    design.x.map((_, j) => j),
  );
  if (all.row.length === 0) nothingLeft(design);
  const independence = findCollinear(all, cancellation(options));
  const dropped = new Set(independence.collinear.map((c) => c.column));
  const columns = design.x.map((_, j) => j).filter((j) => !dropped.has(j));
  const arranged = dropped.size === 0 ? all : arrange(design, excluded, columns);
  watch.lap("planSeconds");
  const { plan, y, weights, offset } = arranged;
  const k = columns.length;
  const n = plan.nObs;
  const w = prepareWeights(plan, weights ?? new Float64Array(n).fill(1));
  const c = k + 1;
  const v = new Float64Array(n * c);
  const outcome = new Float64Array(n);
  for (let r = 0; r < n; r++) {
    outcome[r] = y[r] - (offset ? offset[r] : 0);
    for (let j = 0; j < k; j++) v[r * c + j] = arranged.x[r * k + j];
    v[r * c + k] = outcome[r];
  }
  const absorbed = absorbColumns(plan, w, v, c, {
    tolerance: 0.01 * (options.tolerance ?? 1e-9),
    onPass: cancellation(options),
  });
  const gram = gramOf(v, w.w, c);
  const square = new Float64Array(k * k);
  const b = new Float64Array(k);
  for (let i = 0; i < k; i++) {
    b[i] = gram[k * c + i];
    for (let j = 0; j < k; j++) square[i * k + j] = gram[i * c + j];
  }
  choleskyInOrder(square, k, 1e-14).solve(b);
  const reduced = keepColumns(
    v,
    c,
    columns.map((_, j) => j),
  );
  const linear = new Float64Array(n);
  let ssr = 0;
  let logWeights = 0;
  for (let r = 0; r < n; r++) {
    let residual = v[r * c + k];
    for (let j = 0; j < k; j++) residual -= v[r * c + j] * b[j];
    linear[r] = y[r] - residual;
    ssr += w.w[r] * residual * residual;
    if (weights) logWeights += Math.log(weights[r]);
  }
  const total = spread(outcome, w.w);
  watch.lap("fitSeconds");
  const fit = finishFit({
    family: "ols",
    design,
    options,
    arranged,
    excluded,
    columns,
    collinear: collinearNotes(design, independence.collinear, undefined, 0),
    reduced,
    work: w.w,
    b,
    linear,
    fitted: linear,
    deviance: ssr,
    logLikelihood: -0.5 * n * (Math.log(2 * Math.PI) + Math.log(ssr / n) + 1) + 0.5 * logWeights,
    pseudoR2: 1 - ssr / total,
    iterations: 1,
    converged: absorbed.converged,
    ...(absorbed.converged
      ? {}
      : { because: `the effects were taken out only to ${Math.max(...absorbed.residual).toExponential(1)}` }),
    score: absorbed.residual.length > 0 ? Math.max(...absorbed.residual) : 0,
    warnings: [],
  });
  return watch.into(fit, "vcovSeconds");
}

/** Σ w (v − mean)². */
function spread(values: Float64Array, w: Float64Array): number {
  let total = 0;
  let mean = 0;
  for (let n = 0; n < values.length; n++) {
    total += w[n];
    mean += w[n] * values[n];
  }
  mean /= total;
  let sum = 0;
  for (let n = 0; n < values.length; n++) sum += w[n] * (values[n] - mean) ** 2;
  return sum;
}
