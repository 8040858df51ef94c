/**
 * The wages that clear all goods markets of a one-sector world.
 * @module
 */
import { anderson } from "../kernel/anderson.js";
import { factorDense, solveFactored } from "../kernel/solve-dense.js";
import {
  evaluateWages,
  monotoneStepInto,
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

/** Longest step in a log wage, in units of 1/(1 + θ): trade moves by at most that many factors of e. */
const longestStep = 4;
const memory = 6;
/** Evaluations of the fixed point before Newton's method takes over. */
const patience = 50;
/** Halvings of a Newton step before it is taken as it is, and how often that is done before Newton's method is left. */
const halvings = 8;
const blindSteps = 4;

/**
 * Buffers for worlds of n economies; solve() may be called any number of times and allocates nothing (but for the
 * Jacobian, the first time that it is needed).
 *
 * Method: Anderson acceleration (six steps) of the fixed point that balances each economy's trade by its own wage. When
 * imbalances grow fourfold, back to the best point and on by half a plain step. After 50 evaluations Newton's method from
 * the best point, steps halved until imbalances fall; should that fail, the monotone map of Alvarez and Lucas, accelerated.
 * Converged is decided by the residual alone.
 * Time: two passes over the kernel an evaluation; about 10 to 20 evaluations; n³ each Newton step.
 * Source: Alvarez and Lucas (2007), J. Monetary Econ. 54(6), for wages that rise with excess demand; Walker and Ni (2011)
 * for the acceleration.
 */
export function wageSolver(n: number): WageSolver {
  const point = wagePoint(n);
  const { logWage } = point;
  const step = new Float64Array(n);
  const next = new Float64Array(n);
  const best = new Float64Array(n);
  const bestStep = new Float64Array(n);
  const mixer = anderson(n, memory);
  const pivots = new Int32Array(n);
  let jacobian: Float64Array | null = null;
  let iterations = 0;

  /** Evaluates at logWage; true when done, be it only that a budget must stay at its floor. */
  const arrived = (system: WageSystem, options: WageOptions): boolean => {
    evaluateWages(system, point);
    iterations++;
    return point.residual <= options.tolerance;
  };

  const advance = (system: WageSystem, by: Float64Array, factor: number): void => {
    const longest = longestStep / (1 + system.theta);
    for (let i = 0; i < n; i++) logWage[i] += Math.max(-longest, Math.min(longest, by[i] * factor));
  };

  const accelerate = (system: WageSystem, options: WageOptions): boolean => {
    mixer.reset();
    let least = Number.POSITIVE_INFINITY;
    let damping = 0.5;
    while (iterations < Math.min(patience, options.maxIterations)) {
      if (arrived(system, options)) return true;
      ownStepInto(system, point, step);
      if (point.worst < least) {
        least = point.worst;
        best.set(logWage);
        bestStep.set(step);
      }
      if (point.worst <= 4 * least) {
        mixer.nextInto(logWage, step, next);
        for (let i = 0; i < n; i++) next[i] -= logWage[i];
        advance(system, next, 1);
      } else {
        logWage.set(best);
        advance(system, bestStep, damping);
        damping /= 2;
        mixer.reset();
      }
    }
    return false;
  };

  const newton = (system: WageSystem, options: WageOptions): boolean => {
    jacobian ??= new Float64Array(n * n);
    logWage.set(best);
    let blind = 0;
    if (iterations >= options.maxIterations) return false;
    if (arrived(system, options)) return true;
    while (iterations < options.maxIterations && Number.isFinite(point.worst)) {
      wageJacobianInto(system, point, jacobian);
      for (let i = 0; i < n; i++) step[i] = -point.imbalance[i];
      if (!factorDense(jacobian, pivots)) return false;
      solveFactored(jacobian, pivots, step);
      if (!step.every(Number.isFinite)) return false;
      const before = point.worst;
      best.set(logWage);
      for (let k = 0; ; k++) {
        logWage.set(best);
        advance(system, step, 0.5 ** k);
        if (arrived(system, options)) return true;
        if (iterations >= options.maxIterations) return false;
        if (point.worst < (1 - 0.1 * 0.5 ** k) * before) break;
        if (k < halvings) continue;
        if (++blind > blindSteps) return false;
        break;
      }
    }
    return false;
  };

  const monotone = (system: WageSystem, options: WageOptions): boolean => {
    logWage.fill(0);
    mixer.reset();
    let spread = Number.POSITIVE_INFINITY;
    while (iterations < options.maxIterations) {
      if (arrived(system, options)) return true;
      monotoneStepInto(system, point, step);
      const now = Math.max(...step) - Math.min(...step);
      if (now > spread) {
        // The plain map never widens the spread: acceleration did. Back, and one plain step.
        logWage.set(best);
        advance(system, bestStep, 1);
        mixer.reset();
        spread = Number.POSITIVE_INFINITY;
        continue;
      }
      spread = now;
      best.set(logWage);
      bestStep.set(step);
      mixer.nextInto(logWage, step, next);
      for (let i = 0; i < n; i++) next[i] -= logWage[i];
      advance(system, next, 1);
    }
    return false;
  };

  const solve = (system: WageSystem, options: WageOptions): boolean => {
    for (let i = 0; i < n; i++) {
      logWage[i] = options.start && system.output[i] > 0 ? Math.log(options.start[i]) : 0;
    }
    iterations = 0;
    const converged = accelerate(system, options) || newton(system, options) || monotone(system, options);
    normalise(system, point);
    return converged && point.overspent < 0 && point.wage.every((w) => w > 1e-30 && w < 1e30);
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
    point.foreignSum[i] *= power;
    point.exports[i] /= unit;
    point.imports[i] /= unit;
    point.spending[i] /= unit;
    point.ratio[i] /= unit * power;
    point.demand[i] /= unit * power;
  }
}
