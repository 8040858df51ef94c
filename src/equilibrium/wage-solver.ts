/**
 * The wages that clear all goods markets of a one-sector world.
 * @module
 */
import { anderson } from "../kernel/anderson.js";
import { factorDense, solveFactored } from "../kernel/solve-dense.js";
import {
  evaluateWages,
  ownStepInto,
  type WagePoint,
  type WageSystem,
  wageJacobianInto,
  wagePoint,
} from "./wage-equations.js";

export interface WageOptions {
  readonly tolerance: number;
  readonly maxIterations: number;
  /** Wages over base wages (n), positive; null: all 1. */
  readonly start: Float64Array | null;
}

export interface WageSolver {
  /** The last point reached, normalised by the numeraire; overwritten by the next solve. */
  readonly point: WagePoint;
  /** Evaluations of the system in the last solve. */
  readonly iterations: number;
  /** Whether the tolerance was met, with every budget positive. */
  solve(system: WageSystem, options: WageOptions): boolean;
}

/** Longest step in a log wage: a factor of e. */
const longestStep = 1;
const memory = 6;
/** Evaluations without success before Newton's method is tried, and between two such steps. */
const patience = 60;
const newtonEvery = 4;

/**
 * Buffers for worlds of n economies; solve() may be called any number of times and allocates nothing (but for the
 * Jacobian, the first time that it is needed).
 *
 * Method: Anderson acceleration (six steps) of the fixed point that clears each market by its own wage. When the spread
 * of log excess demands grows fourfold, back to the best point and on by the plain map ŵ ← (Q/Y)^(1/(1+θ)), which is
 * monotone and homogeneous and so never increases that spread. After 60 evaluations, Newton steps between the others.
 * Time: two passes over the kernel an evaluation; about 10 to 40 evaluations.
 * Source: Alvarez and Lucas (2007), J. Monetary Econ. 54(6), for the map; Walker and Ni (2011) for the acceleration.
 */
export function wageSolver(n: number): WageSolver {
  const point = wagePoint(n);
  const step = new Float64Array(n);
  const next = new Float64Array(n);
  const best = new Float64Array(n);
  const bestExcess = new Float64Array(n);
  const mixer = anderson(n, memory);
  let jacobian: Float64Array | null = null;
  const pivots = new Int32Array(n);
  let iterations = 0;

  const newtonInto = (system: WageSystem, out: Float64Array): boolean => {
    jacobian ??= new Float64Array(n * n);
    wageJacobianInto(system, point, jacobian);
    if (!factorDense(jacobian, pivots)) return false;
    for (let i = 0; i < n; i++) out[i] = -point.excess[i];
    solveFactored(jacobian, pivots, out);
    return out.every(Number.isFinite);
  };

  const advance = (by: Float64Array, factor: number): void => {
    const { logWage } = point;
    for (let i = 0; i < n; i++) {
      logWage[i] += Math.max(-longestStep, Math.min(longestStep, by[i] * factor));
    }
  };

  const solve = (system: WageSystem, options: WageOptions): boolean => {
    const { logWage, excess } = point;
    for (let i = 0; i < n; i++) {
      logWage[i] = options.start && system.output[i] > 0 ? Math.log(options.start[i]) : 0;
    }
    mixer.reset();
    let bestSpread = Number.POSITIVE_INFINITY;
    let converged = false;
    for (iterations = 1; ; iterations++) {
      evaluateWages(system, point);
      converged = point.residual <= options.tolerance && point.overspent < 0;
      if (converged || iterations >= options.maxIterations) break;
      if (point.spread < bestSpread) {
        bestSpread = point.spread;
        best.set(logWage);
        bestExcess.set(excess);
      }
      if (iterations % newtonEvery === 0 && iterations > patience && newtonInto(system, next)) {
        advance(next, 1);
        mixer.reset();
      } else if (!(point.spread < 4 * bestSpread)) {
        logWage.set(best);
        advance(bestExcess, 1 / (1 + system.theta));
        bestSpread = Number.POSITIVE_INFINITY;
        mixer.reset();
      } else {
        ownStepInto(system, point, step);
        mixer.nextInto(logWage, step, next);
        for (let i = 0; i < n; i++) next[i] -= logWage[i];
        advance(next, 1);
      }
    }
    normalise(system, point);
    return converged;
  };
  return {
    point,
    get iterations() {
      return iterations;
    },
    solve,
  };
}

/** Scales the point so that the numeraire holds; the equations are homogeneous, so nothing else moves. */
function normalise(system: WageSystem, point: WagePoint): void {
  const { n, output, theta, numeraire } = system;
  let world = 0;
  let base = 0;
  for (let i = 0; i < n; i++) {
    world += point.wage[i] * output[i];
    base += output[i];
  }
  const unit = numeraire < 0 ? world / base : point.wage[numeraire];
  if (!(unit > 0 && Number.isFinite(unit))) return;
  const power = unit ** theta;
  for (let i = 0; i < n; i++) {
    // An economy without output keeps a wage of 1: it sells nothing, so its price is in no sum.
    point.wage[i] = output[i] > 0 ? point.wage[i] / unit : 1;
    point.power[i] = output[i] > 0 ? point.power[i] * power : 1;
    point.logWage[i] = output[i] > 0 ? point.logWage[i] - Math.log(unit) : 0;
    point.priceSum[i] *= power;
    point.spending[i] /= unit;
    point.ratio[i] /= unit * power;
    point.demand[i] /= unit * power;
  }
}
