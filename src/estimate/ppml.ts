/**
 * Poisson pseudo-maximum likelihood with absorbed effects.
 * @module
 */
import { absorbColumns, choleskyInOrder, logGamma, prepareWeights } from "../kernel/index.js";
import { type Arranged, arrange } from "./arrange.js";
import { cancellation } from "./cancellation.js";
import { checkDesign } from "./check-design.js";
import { collinearNotes } from "./collinear-notes.js";
import { type Design, ExcludedRow, type Fit, type FitOptions } from "./design.js";
import { exactSeparation } from "./exact-separation.js";
import { type CollinearColumn, findCollinear, gramOf, keepColumns } from "./find-collinear.js";
import { finishFit } from "./finish-fit.js";
import { keepRows } from "./keep-rows.js";
import { nothingLeft } from "./nothing-left.js";
import {
  climbPoisson,
  type PoissonEnd,
  type PoissonOptions,
  type PoissonProblem,
  type PoissonState,
  poissonStart,
} from "./poisson-loop.js";
import { type Rectified, rectify } from "./rectifier.js";
import { type Stopwatch, stopwatch } from "./stopwatch.js";

/**
 * Fits E[y] = exp(x β + effects + offset), which is right for trade with zeros and any variance.
 *
 * @param design  rows with y >= 0; PPML needs no logarithm and keeps zeros
 * @param options tolerance (default 1e-9): what a Newton step would still add to the index, root mean square with
 * weights μ; each step is ten to a thousand times nearer, so tighter costs one step
 * @returns a Fit; a regressor that separation leaves without an estimate is in `collinear` with the reason
 * @throws {InputError|DataError} see checkDesign; `cancelled` where the signal is set
 * Method: docs/estimate-methods.md. Newton steps on the concentrated likelihood, each a conjugate-gradient solve;
 * separation by levels, then proved absent by a step or found by the rectifier.
 * Source: Santos Silva and Tenreyro (2006); Correia, Guimarães and Zylkin (2019, 2020).
 * Checked against: fixest 0.12.2 (fepois) at tight tolerance, coefficients 1e-8, standard errors 1e-7 relative.
 */
export function ppml(design: Design, options: FitOptions): Fit {
  checkDesign(design, options, "ppml");
  const watch = stopwatch(options.clock);
  const checks = options.separation ?? ["effects", "rectifier"];
  const excluded = new Uint8Array(design.nObs);
  const watching = checks.includes("rectifier");
  let before: Set<number> | undefined;
  let separated = 0;
  const warnings: string[] = [];
  for (;;) {
    keepRows(design, excluded, checks.includes("effects"));
    const sample = sampleOf(design, excluded, options);
    if (sample.arranged.row.length === 0) nothingLeft(design);
    watch.lap("planSeconds");
    const { problem, state } = problemOf(sample);
    const { end, found } = climbAndLook({ problem, state, options, watching, watch });
    if (!found) {
      if (watching && !state.certified && state.lowestZeroStep < -0.9) warnings.push(undecided);
      return finish({ design, options, excluded, sample, before, separated, end, state, watch, warnings });
    }
    before ??= new Set(sample.collinear.map((c) => c.column));
    separated += found.count;
    for (let r = 0; r < found.separated.length; r++) {
      if (found.separated[r]) excluded[sample.arranged.row[r]] = ExcludedRow.separatedRectifier;
    }
  }
}

const undecided = "Separation could be neither proved nor excluded: the rectifier did not settle.";

interface Sample {
  readonly arranged: Arranged;
  readonly columns: readonly number[];
  readonly collinear: readonly CollinearColumn[];
  readonly reduced: Float64Array;
}

/** The rows in use, with the regressors that are not collinear among them. */
function sampleOf(design: Design, excluded: Uint8Array, options: FitOptions): Sample {
  const all = design.x.map((_, j) => j);
  const arranged = arrange(design, excluded, all);
  const { collinear, reduced } = findCollinear(arranged, cancellation(options));
  const dropped = new Set(collinear.map((c) => c.column));
  const columns = all.filter((j) => !dropped.has(j));
  return {
    arranged: {
      ...arranged,
      k: columns.length,
      x: keepColumns(arranged.x, all.length, columns),
      centre: arranged.centre.filter((_, j) => !dropped.has(j)),
      scale: arranged.scale.filter((_, j) => !dropped.has(j)),
    },
    columns,
    collinear,
    reduced: keepColumns(reduced, all.length, columns),
  };
}

function problemOf({ arranged, reduced }: Sample): {
  problem: PoissonProblem;
  state: PoissonState;
} {
  const { plan, y, weights, offset, x, k } = arranged;
  const logY = new Float64Array(y.length);
  for (let r = 0; r < y.length; r++) logY[r] = y[r] > 0 ? Math.log(y[r]) : 0;
  const problem: PoissonProblem = { plan, y, logY, weights, offset, x, k };
  return { problem, state: poissonStart(problem, reduced) };
}

function loopOptions(options: FitOptions, suspectBelow: number | null): PoissonOptions {
  const onPass = cancellation(options);
  return {
    tolerance: options.tolerance ?? 1e-9,
    maxIterations: options.maxIterations ?? 200,
    suspectBelow,
    onPass,
    onIteration: (iteration, deviance, change) => {
      options.onProgress?.({ stage: "fit", iteration, deviance, change });
      onPass?.();
    },
  };
}

interface Look {
  readonly problem: PoissonProblem;
  readonly state: PoissonState;
  readonly options: FitOptions;
  readonly watching: boolean;
  readonly watch: Stopwatch;
}

/**
 * Climbs until the fit proves itself free of separation or separated rows are found: after a climb that ends without
 * a proof they are looked for, up to three times.
 */
function climbAndLook({ problem, state, options, watching, watch }: Look): {
  end: PoissonEnd;
  found?: Rectified;
} {
  for (const suspectBelow of watching ? [1e-3, 1e-5, 1e-9, null] : [null]) {
    const end = climbPoisson(problem, state, loopOptions(options, suspectBelow));
    watch.lap("fitSeconds");
    const open = end !== "converged" && !state.certified;
    if (suspectBelow === null || !open) return { end };
    const found = lookForSeparation({ problem, state, options }, suspectBelow);
    watch.lap("separationSeconds");
    if (found.count > 0) return { end, found };
    if (found.certified) state.certified = true;
  }
  throw new RangeError("unreachable: the last round looks for nothing");
}

/** Multiplications that an exact decision may cost at once, and where nothing else has settled it. */
const littleWork = 2e7;
const mostWork = 1e9;

/** Exactly where that costs little; else by the rectifier from the last step, later from scratch, then exactly. */
function lookForSeparation(
  { problem, state, options }: Pick<Look, "problem" | "state" | "options">,
  suspectBelow: number,
): Rectified {
  const { plan, y, k } = problem;
  const { iterations: iteration, deviance } = state;
  options.onProgress?.({ stage: "separation", iteration, deviance, change: 0 });
  const shape = { plan, y, k, x: state.reduced, onPass: cancellation(options) };
  const exact = exactSeparation(shape, littleWork);
  if (exact) return exact;
  const from = (most: number): Float64Array => state.step.map((d) => (d < -0.5 ? Math.min(-d, most) : 0));
  let found = rectify(shape, from(Number.POSITIVE_INFINITY), 60);
  if (found.count === 0 && state.lowestZeroStep < -3) found = rectify(shape, from(3), 60);
  if (found.count > 0 || suspectBelow >= 1e-3) return found;
  // Small panels can afford the patience that degenerate ones need.
  found = rectify(shape, undefined, Math.min(4000, Math.max(200, Math.floor(2e6 / problem.y.length))));
  return found.certified ? found : (exactSeparation(shape, mostWork) ?? found);
}

interface Finish {
  readonly end: PoissonEnd;
  readonly state: PoissonState;
  readonly design: Design;
  readonly options: FitOptions;
  readonly excluded: Uint8Array;
  readonly sample: Sample;
  readonly before: ReadonlySet<number> | undefined;
  readonly separated: number;
  readonly watch: Stopwatch;
  readonly warnings: readonly string[];
}

/** Effects out of the regressors at the final weights, one exact Newton step for β, and the table. */
function finish(given: Finish): Fit {
  const { design, options, excluded, sample, end, state, watch, before } = given;
  const { arranged, columns } = sample;
  const { plan, y, weights, offset } = arranged;
  const k = columns.length;
  const n = y.length;
  const work = weights ? state.mu.map((m, r) => m * weights[r]) : state.mu;
  const w = prepareWeights(plan, work);
  options.onProgress?.({ stage: "vcov", iteration: state.iterations, deviance: state.deviance, change: 0 });
  const onPass = cancellation(options);
  const absorbed = absorbColumns(plan, w, state.reduced, k, { tolerance: 1e-9, onPass });
  const gram = gramOf(state.reduced, work, k);
  const right = new Float64Array(k);
  for (let r = 0; r < n; r++) {
    const s = (weights ? weights[r] : 1) * (y[r] - state.mu[r]);
    for (let j = 0; j < k; j++) right[j] += s * state.reduced[r * k + j];
  }
  choleskyInOrder(gram, k, 1e-14).solve(right);
  const b = state.b.map((v, j) => v + right[j]);
  const warnings = [...given.warnings];
  if (!absorbed.converged) {
    warnings.push(
      "The effects could not be taken out of the regressors to 1e-9: standard errors are less exact.",
    );
  }
  const fit = finishFit({
    family: "ppml",
    design,
    options,
    arranged,
    excluded,
    columns,
    collinear: collinearNotes(design, sample.collinear, before, given.separated),
    reduced: state.reduced,
    work,
    b,
    linear: state.eta,
    fitted: state.mu,
    deviance: Math.max(0, state.deviance),
    ...likelihoods(y, state, weights, offset),
    iterations: state.iterations,
    converged: end === "converged",
    ...(end === "converged" ? {} : { because: reasonOf(end, state) }),
    score: state.score,
    warnings,
  });
  return watch.into(fit, "vcovSeconds");
}

function reasonOf(end: PoissonEnd, state: PoissonState): string {
  if (end === "diverged") return "the deviance stopped being a number";
  if (end === "stuck") return "no step lowers the deviance any more";
  return `after ${state.iterations} steps the score is ${state.score.toExponential(1)} and the last step ${state.lastStep.toExponential(1)}`;
}

/** ln L = Σ w (y η − μ − ln Γ(y + 1)), and McFadden's 1 − ln L / ln L₀ with a constant (and the offset) only. */
function likelihoods(
  y: Float64Array,
  { eta, mu }: PoissonState,
  weights: Float64Array | null,
  offset: Float64Array | null,
): { logLikelihood: number; pseudoR2: number } {
  let sumY = 0;
  let sumOffset = 0;
  for (let n = 0; n < y.length; n++) {
    const weight = weights ? weights[n] : 1;
    sumY += weight * y[n];
    sumOffset += weight * (offset ? Math.exp(offset[n]) : 1);
  }
  const constant = Math.log(sumY / sumOffset);
  let full = 0;
  let none = 0;
  for (let n = 0; n < y.length; n++) {
    const weight = weights ? weights[n] : 1;
    const gamma = y[n] === 0 ? 0 : logGamma(y[n] + 1);
    const index = constant + (offset ? offset[n] : 0);
    full += weight * (y[n] * eta[n] - mu[n] - gamma);
    none += weight * (y[n] * index - Math.exp(index) - gamma);
  }
  return { logLikelihood: full, pseudoR2: 1 - full / none };
}
