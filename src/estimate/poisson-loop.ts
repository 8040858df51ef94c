/**
 * The Poisson likelihood climbed by Newton steps on absorbed effects.
 * @module
 */
import {
  type AbsorbPlan,
  type AbsorbWeights,
  absorbColumns,
  fitJoint,
  jointFittedInto,
  jointWork,
  prepareWeights,
} from "../kernel/index.js";

/** Columns in the visiting order of the plan. */
export interface PoissonProblem {
  readonly plan: AbsorbPlan;
  readonly y: Float64Array;
  /** log y; 0 where y is 0. */
  readonly logY: Float64Array;
  readonly weights: Float64Array | null;
  readonly offset: Float64Array | null;
  /** Row-major (nObs × k), scaled to about unit size. */
  readonly x: Float64Array;
  readonly k: number;
}

export interface PoissonState {
  /** Linear index, offset included. */
  readonly eta: Float64Array;
  readonly mu: Float64Array;
  /** Coefficients on x. */
  readonly b: Float64Array;
  /** Regressors with the effects partly taken out. */
  readonly reduced: Float64Array;
  deviance: number;
  iterations: number;
  passes: number;
  /** √(g' C⁻¹ g / Σ w μ): the root mean square of what a Newton step would still add to the index. */
  score: number;
  /** The last full step of the index (nObs). */
  readonly step: Float64Array;
  /** Largest change of any row's index in the last full step. */
  lastStep: number;
  /** Smallest change of the index in a full step over rows with y = 0: above −1 it proves that nothing is separated. */
  lowestZeroStep: number;
  certified: boolean;
}

export type PoissonEnd = "converged" | "suspect" | "limit" | "diverged" | "stuck";

export interface PoissonOptions {
  readonly tolerance: number;
  readonly maxIterations: number;
  /** Ends with "suspect" where zeros still fall once the deviance changes by less than this; null: not looked at. */
  readonly suspectBelow: number | null;
  /** Called before each pass over the rows; may throw, to cancel. */
  readonly onPass?: (() => void) | undefined;
  readonly onIteration?: (iteration: number, deviance: number, change: number) => void;
}

/** A full step above this, negated, on every zero row is clear of the −1 that separated rows fall by. */
const certificateMargin = 0.9;
const lowestIndex = -700;
/** Residuals are not lowered below this share of √Σ w μ. */
const rounding = 1e-14;
/** Cautious steps go on while each still takes this share off the deviance. */
const steadyShare = 0.05;

/** A state before the first step: η is the offset; `reduced` is taken over and changed in place. */
export function poissonStart({ k, y, offset }: PoissonProblem, reduced: Float64Array): PoissonState {
  return {
    eta: offset ? offset.slice() : new Float64Array(y.length),
    mu: new Float64Array(y.length),
    b: new Float64Array(k),
    reduced,
    step: new Float64Array(y.length),
    deviance: Number.POSITIVE_INFINITY,
    iterations: 0,
    passes: 0,
    score: Number.POSITIVE_INFINITY,
    lastStep: Number.POSITIVE_INFINITY,
    lowestZeroStep: Number.NEGATIVE_INFINITY,
    certified: false,
  };
}

/**
 * Runs Newton steps until the score and the last step are small.
 *
 * Method: each step is one weighted least-squares fit on regressors and effects jointly (a single right-hand side,
 * see fitJoint), solved only as far as the distance to the solution warrants (Eisenstat and Walker 1996); after it the
 * eliminated effect is set to its exact maximum, so that the steps climb the concentrated likelihood. Steps that
 * raise the deviance are halved, then taken again with more curvature.
 *
 * Separation: with ω = μ − y and a Newton step δ of the index, ω + μ δ is orthogonal to every column; where it is
 * positive on all rows with y = 0, that is where δ > −1 there, no direction can separate (Stiemke's lemma). So an
 * ordinary fit carries its own proof, and only fits without one are sent to the rectifier.
 */
export function climbPoisson(
  problem: PoissonProblem,
  state: PoissonState,
  options: PoissonOptions,
): PoissonEnd {
  const { plan, y, k } = problem;
  const { suspectBelow } = options;
  const n = y.length;
  const work = jointWork(plan, k, options.onPass);
  const z = new Float64Array(n);
  const w = new Float64Array(n);
  const delta = state.step;
  const previous = new Float64Array(n);
  let weights: AbsorbWeights | undefined;
  let change = 1;
  let cautious = false;
  let idle = 0;
  while (state.iterations < options.maxIterations) {
    const first = state.iterations === 0;
    const total = first ? startInto(problem, z, w) : workingInto(problem, state, cautious, z, w);
    weights = prepareWeights(plan, w, weights, state.iterations <= 1);
    if (state.iterations === 2) {
      state.passes +=
        absorbColumns(plan, weights, state.reduced, k, {
          tolerance: 1e-2,
          maxPasses: 100,
          onPass: options.onPass,
        }).passes * k;
    }
    const forcing = first ? 1e-2 : Math.min(0.1, Math.max(1e-4, 0.5 * Math.sqrt(change)));
    // Where the start is good enough already, nothing is solved.
    const enough =
      state.lastStep <= 1e-4 ? options.tolerance * Math.sqrt(total) : rounding * Math.sqrt(total);
    const fit = fitJoint(plan, weights, state.reduced, z, work, forcing, enough);
    state.passes += fit.passes;
    if (!first) {
      state.score = fit.startNorm / Math.sqrt(total);
      const settled = state.lastStep <= 1e-4 || (suspectBelow === null && change < 1e-13);
      if (state.score <= options.tolerance && settled) {
        if (state.certified || suspectBelow === null) return "converged";
        // The proof may want a step more exact than the climb did.
        const proof = fitJoint(plan, weights, state.reduced, z, work, 1e-8, rounding * Math.sqrt(total));
        state.passes += proof.passes;
        jointFittedInto(plan, weights, state.reduced, z, work, delta);
        noteStep(y, w, delta, state, proof.endNorm, total);
        return state.certified ? "converged" : "suspect";
      }
    }
    jointFittedInto(plan, weights, state.reduced, z, work, delta);
    noteStep(y, w, delta, state, fit.endNorm, total);
    previous.set(state.eta);
    const before = state.deviance;
    let scale = 1;
    let failed = false;
    for (let halving = 0; ; halving++) {
      moveInto(problem, state, previous, scale);
      if (first || state.deviance <= before + 1e-10 * Math.abs(before) + 1e-13 * total) break;
      failed = halving === (cautious ? 40 : 3);
      if (failed) break;
      scale /= 2;
    }
    if (failed) {
      moveInto(problem, state, previous, 0);
      if (cautious) return suspectBelow === null || state.certified ? "stuck" : "suspect";
      cautious = true;
      state.iterations++;
      continue;
    }
    cautious &&= before - state.deviance > steadyShare * before;
    if (!Number.isFinite(state.deviance)) return "diverged";
    for (let j = 0; j < k; j++) state.b[j] += scale * work.b[j];
    state.iterations++;
    if (!first) change = Math.abs(before - state.deviance) / (0.1 * total + Math.abs(state.deviance));
    options.onIteration?.(state.iterations, state.deviance, change);
    idle = change < 1e-15 ? idle + 1 : 0;
    if (idle === 12) return suspectBelow === null || state.certified ? "stuck" : "suspect";
    const falling = !state.certified && state.lowestZeroStep <= -certificateMargin;
    if (suspectBelow !== null && falling && state.iterations >= 5 && change < suspectBelow) return "suspect";
  }
  return "limit";
}

/** μ₀ = y + c with c a thousandth of the mean outcome: z = log μ₀ + (y − μ₀)/μ₀ − offset, w = weight · μ₀; returns Σ w. */
function startInto({ y, weights, offset }: PoissonProblem, z: Float64Array, w: Float64Array): number {
  let mean = 0;
  for (let r = 0; r < y.length; r++) mean += y[r] / y.length;
  const c = 0.001 * mean;
  let total = 0;
  for (let r = 0; r < y.length; r++) {
    const mu = y[r] + c;
    z[r] = Math.log(mu) - c / mu - (offset ? offset[r] : 0);
    w[r] = weights ? weights[r] * mu : mu;
    total += w[r];
  }
  return total;
}

/**
 * Working values: w = weight · μ and z = (y − μ)/μ. Cautious: where y > 0, w is the logarithmic mean of y and μ, so that
 * z = log y/μ leads each row straight to its own optimum and rows fitted far too low do not throw the step; the
 * gradient is the same. Returns Σ w.
 */
function workingInto(
  { y, logY, weights }: PoissonProblem,
  { mu, eta }: PoissonState,
  cautious: boolean,
  z: Float64Array,
  w: Float64Array,
): number {
  let total = 0;
  for (let r = 0; r < y.length; r++) {
    const curvature = cautious && y[r] > 0 ? logarithmicMean(y[r], mu[r], logY[r] - eta[r]) : mu[r];
    z[r] = (y[r] - mu[r]) / curvature;
    w[r] = weights ? weights[r] * curvature : curvature;
    total += w[r];
  }
  return total;
}

/** (y − μ)/(log y − log μ), by the arithmetic mean where they are close. */
function logarithmicMean(y: number, mu: number, difference: number): number {
  return Math.abs(difference) < 1e-4 ? (y + mu) / 2 : (y - mu) / difference;
}

/** Notes the largest step of the index, the lowest where y = 0, and whether it proves that nothing is separated. */
function noteStep(
  y: Float64Array,
  w: Float64Array,
  delta: Float64Array,
  state: PoissonState,
  end: number,
  total: number,
): void {
  let largest = 0;
  let lowest = 0;
  let slack = Number.POSITIVE_INFINITY;
  for (let n = 0; n < y.length; n++) {
    largest = Math.max(largest, Math.abs(delta[n]));
    if (y[n] > 0) continue;
    lowest = Math.min(lowest, delta[n]);
    slack = Math.min(slack, w[n] * (1 + delta[n]));
  }
  state.lastStep = largest;
  state.lowestZeroStep = lowest;
  // What the solver left undone could still move row n by √(E/w), E its residual energy. The direction that matters
  // may be as flat as w beside the whole, so that E is up to `end`² Σw/w; a factor of 10 for the preconditioner.
  const proved = slack > end * Math.sqrt(10 * total);
  if (state.iterations > 0 && lowest > -certificateMargin && proved) state.certified = true;
}

/**
 * η = previous + scale · step, μ and the deviance, once the eliminated effect has been set to its exact maximum (which
 * moves η).
 */
function moveInto(
  { plan, y, logY, weights }: PoissonProblem,
  state: PoissonState,
  previous: Float64Array,
  scale: number,
): void {
  const { starts, eliminated } = plan;
  const { eta, mu, step } = state;
  let deviance = 0;
  for (let g = 0; g + 1 < starts.length; g++) {
    const last = starts[g + 1];
    let sumY = 0;
    let sumMu = 0;
    for (let n = starts[g]; n < last; n++) {
      const index = Math.max(lowestIndex, previous[n] + scale * step[n]);
      const value = Math.exp(index);
      eta[n] = index;
      mu[n] = value;
      const weight = weights ? weights[n] : 1;
      sumY += weight * y[n];
      sumMu += weight * value;
    }
    const ratio = eliminated >= 0 && sumMu > 0 && sumY > 0 ? sumY / sumMu : 1;
    const shift = Math.log(ratio);
    for (let n = starts[g]; n < last; n++) {
      eta[n] += shift;
      mu[n] *= ratio;
      const part = y[n] === 0 ? mu[n] : y[n] * (logY[n] - eta[n]) - (y[n] - mu[n]);
      deviance += 2 * (weights ? weights[n] : 1) * part;
    }
  }
  state.deviance = deviance;
}
