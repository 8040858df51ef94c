/**
 * The multilateral resistances of a one-sector world whose output and expenditure are held.
 * @module
 */
import { anderson } from "../kernel/anderson.js";
import { factorDense, solveFactored } from "../kernel/solve-dense.js";
import { measureTrade, type WagePoint, type WageSystem } from "./wage-equations.js";
import type { WageOptions } from "./wage-solver.js";

export interface ResistanceSolver {
  /** Evaluations of the system in the last solve. */
  readonly iterations: number;
  /** Whether the tolerance was met. */
  solve(system: WageSystem, options: WageOptions): boolean;
}

/** Longest step in a log of Π^θ: trade moves by at most that many factors of e. */
const longestStep = 4;
const memory = 6;
/** Evaluations of the fixed point before Newton's method takes over. */
const patience = 50;
const halvings = 20;

/**
 * Finds x_i = Π̂_i^θ such that the flows X'_ij = K_ij x_i V_j / N_j, N_j = Σ_i K_ij x_i, add up to the base output Y_i:
 * the kernel of the price sums rescaled to given row and column sums, of which the columns hold by construction.
 *
 * The point is filled as for wages, with every wage at 1 and V_j = Y_j + D_j; `power` holds x. Only ratios of x are
 * determined: the mean of x^(−1/θ), weighted by output, is 1, or the numeraire's x is.
 * @param point shared with the wage solver; overwritten
 * Method: Anderson acceleration of the fixed point that balances each economy's trade by its own x; after 50 evaluations
 *   Newton's method on the convex function Σ V ln N − Σ Y ln x, whose gradient is excess supply; then plain rescaling of
 *   rows and columns in turn. Converged is decided by the residual alone.
 * Time: two passes over the kernel an evaluation; n³ each Newton step.
 * Source: Anderson and van Wincoop (2003), Am. Econ. Rev. 93(1), for the system; Deming and Stephan (1940) for rescaling.
 */
export function resistanceSolver(n: number, point: WagePoint): ResistanceSolver {
  const { logWage: logX, wage, power, foreignSum, priceSum, spending, ratio, demand } = point;
  const step = new Float64Array(n);
  const next = new Float64Array(n);
  const best = new Float64Array(n);
  const mixer = anderson(n, memory);
  const pivots = new Int32Array(n);
  let hessian: Float64Array | null = null;
  let iterations = 0;

  const arrived = (system: WageSystem, options: WageOptions): boolean => {
    const { passes, own } = system;
    for (let i = 0; i < n; i++) power[i] = Math.exp(logX[i]);
    passes.columnSumsInto(power, foreignSum);
    for (let j = 0; j < n; j++) {
      priceSum[j] = foreignSum[j] + own[j] * power[j];
      ratio[j] = priceSum[j] > 0 ? spending[j] / priceSum[j] : 0;
    }
    passes.rowSumsInto(ratio, demand);
    measureTrade(system, point);
    iterations++;
    return point.residual <= options.tolerance;
  };

  const advance = (by: Float64Array, factor: number): void => {
    for (let i = 0; i < n; i++) logX[i] += Math.max(-longestStep, Math.min(longestStep, by[i] * factor));
  };

  /** The step of each log that would balance its own trade if the others stood still. */
  const ownStep = ({ own, output }: WageSystem): void => {
    const { exports, imports, imbalance } = point;
    for (let i = 0; i < n; i++) {
      step[i] = 0;
      if (output[i] === 0 || imbalance[i] === 0) continue;
      const borrowed = spending[i] - output[i];
      const atHome = (own[i] * power[i]) / priceSum[i];
      const slope =
        exports[i] / (exports[i] + Math.max(borrowed, 0)) +
        (atHome * imports[i]) / (imports[i] + Math.max(-borrowed, 0));
      step[i] = -imbalance[i] / (slope > 1e-3 ? slope : 1);
    }
  };

  const accelerate = (system: WageSystem, options: WageOptions): boolean => {
    mixer.reset();
    let least = Number.POSITIVE_INFINITY;
    let damping = 0.5;
    while (iterations < Math.min(patience, options.maxIterations)) {
      if (arrived(system, options)) return true;
      ownStep(system);
      if (point.worst < least) {
        least = point.worst;
        best.set(logX);
      }
      if (point.worst <= 4 * least) mixer.nextInto(logX, step, next);
      else {
        logX.set(best);
        if (arrived(system, options)) return true;
        ownStep(system);
        for (let i = 0; i < n; i++) next[i] = logX[i] + damping * step[i];
        damping /= 2;
        mixer.reset();
      }
      for (let i = 0; i < n; i++) next[i] -= logX[i];
      advance(next, 1);
    }
    return false;
  };

  /** Σ V ln N − Σ Y ln x: falls along every Newton step that is short enough. */
  const potential = ({ output }: WageSystem): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      if (spending[i] > 0) sum += spending[i] * Math.log(priceSum[i]);
      sum -= output[i] * logX[i];
    }
    return sum;
  };

  /** Derivatives of sales by log x, over output, made regular by a rank-one term; excess demand into `step`. */
  const newtonStep = ({ kernel, own, output }: WageSystem): boolean => {
    hessian ??= new Float64Array(n * n);
    hessian.fill(0);
    const flow = (i: number, j: number): number =>
      (i === j ? own[i] : kernel[i * n + j]) * power[i] * ratio[j];
    for (let i = 0; i < n; i++) {
      if (output[i] === 0) {
        hessian[i * n + i] = 1;
        step[i] = 0;
        continue;
      }
      let sales = 0;
      for (let j = 0; j < n; j++) {
        const x = flow(i, j);
        if (x === 0) continue;
        sales += x;
        const share = x / (priceSum[j] * output[i]);
        for (let k = 0; k < n; k++) {
          if (k !== j) hessian[i * n + k] -= share * kernel[k * n + j] * power[k];
        }
        hessian[i * n + j] -= share * own[j] * power[j];
      }
      hessian[i * n + i] += sales / output[i];
      for (let k = 0; k < n; k++) if (output[k] > 0) hessian[i * n + k] += 1 / n;
      step[i] = 1 - sales / output[i];
    }
    if (!factorDense(hessian, pivots)) return false;
    solveFactored(hessian, pivots, step);
    return step.every(Number.isFinite);
  };

  const newton = (system: WageSystem, options: WageOptions): boolean => {
    logX.set(best);
    if (iterations >= options.maxIterations) return false;
    if (arrived(system, options)) return true;
    while (iterations < options.maxIterations && Number.isFinite(point.worst)) {
      const before = potential(system);
      const residual = point.residual;
      if (!newtonStep(system)) return false;
      best.set(logX);
      for (let k = 0; ; k++) {
        logX.set(best);
        advance(step, 0.5 ** k);
        if (arrived(system, options)) return true;
        if (point.residual < residual || potential(system) < before) break;
        if (k >= halvings || iterations >= options.maxIterations) return false;
      }
    }
    return false;
  };

  const rescale = (system: WageSystem, options: WageOptions): boolean => {
    const { own, output } = system;
    logX.fill(0);
    while (iterations < options.maxIterations) {
      if (arrived(system, options)) return true;
      for (let i = 0; i < n; i++) {
        const sales = point.exports[i] + own[i] * power[i] * ratio[i];
        step[i] = output[i] > 0 ? Math.log(output[i] / sales) : 0;
      }
      if (!step.every(Number.isFinite)) return false;
      advance(step, 1);
    }
    return false;
  };

  const solve = (system: WageSystem, options: WageOptions): boolean => {
    const { output, deficit, theta } = system;
    for (let i = 0; i < n; i++) {
      wage[i] = 1;
      spending[i] = output[i] + deficit[i];
      // A start is in shadow factory-gate prices, as `outward` gives them: 1/Π̂.
      logX[i] = options.start && output[i] > 0 ? -theta * Math.log(options.start[i]) : 0;
    }
    point.closing = 1;
    point.overspent = -1;
    iterations = 0;
    const converged = accelerate(system, options) || newton(system, options) || rescale(system, options);
    normalise(system, point);
    return converged && power.every((x) => x > 0 && Number.isFinite(x));
  };
  return {
    get iterations() {
      return iterations;
    },
    solve,
  };
}

/** Scales x so that the numeraire holds; the equations are homogeneous, so no flow moves. */
function normalise({ n, output, theta, numeraire }: WageSystem, point: WagePoint): void {
  let shadow = 0;
  let base = 0;
  for (let i = 0; i < n; i++) {
    if (output[i] === 0) continue;
    shadow += output[i] * point.power[i] ** (-1 / theta);
    base += output[i];
  }
  const unit = numeraire < 0 ? (shadow / base) ** -theta : point.power[numeraire];
  if (!(unit > 0 && Number.isFinite(unit))) return;
  for (let i = 0; i < n; i++) {
    point.power[i] = output[i] > 0 ? point.power[i] / unit : 1;
    point.priceSum[i] /= unit;
    point.foreignSum[i] /= unit;
    point.ratio[i] *= unit;
    point.demand[i] *= unit;
    point.logWage[i] = 0;
  }
}
