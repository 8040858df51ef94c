/**
 * Wages, prices and spending that clear all markets of a world of linked sectors.
 * @module
 */
import { anderson } from "../../kernel/anderson.js";
import {
  normaliseState,
  type SectorPoint,
  type SectorSystem,
  sectorPoint,
  sweepSectors,
  wageSteps,
} from "./sector-equations.js";

export interface SectorSolverOptions {
  readonly tolerance: number;
  readonly maxIterations: number;
  /** State of another solution to start from; null: the base. */
  readonly start: Float64Array | null;
}

export interface SectorSolver {
  /** The last point reached, at a price of 1 for the numeraire; overwritten by the next solve. */
  readonly point: SectorPoint;
  /** Sweeps of the last solve. */
  readonly iterations: number;
  solve(system: SectorSystem, options: SectorSolverOptions): boolean;
}

const memory = 10;

export function sectorSolver(n: number, sectors: number): SectorSolver {
  const point = sectorPoint(n, sectors);
  const size = point.state.length;
  const ease = new Float64Array(n);
  const best = new Float64Array(size);
  const bestStep = new Float64Array(size);
  const mixer = anderson(size, memory);
  let iterations = 0;

  const solve = (system: SectorSystem, options: SectorSolverOptions): boolean => {
    const { state, step } = point;
    if (options.start) state.set(options.start);
    else state.fill(0);
    iterations = 0;
    mixer.reset();
    easeInto(system, ease);
    let least = Number.POSITIVE_INFINITY;
    let damping = 0.5;
    while (iterations < options.maxIterations) {
      normaliseState(system, point);
      sweepSectors(system, point);
      wageSteps(system, point, ease);
      iterations++;
      if (process.env.TRACE)
        console.log(iterations, point.residual, point.worst, Math.max(...step.subarray(0, n).map(Math.abs)));
      if (point.residual <= options.tolerance) return point.overspent < 0;
      if (point.worst < least) {
        least = point.worst;
        best.set(state);
        bestStep.set(step);
      }
      if (point.worst <= 4 * least) mixer.nextInto(state, step, state);
      else {
        for (let k = 0; k < size; k++) state[k] = best[k] + damping * bestStep[k];
        damping /= 2;
        mixer.reset();
      }
    }
    return false;
  };
  return {
    point,
    get iterations() {
      return iterations;
    },
    solve,
  };
}

/**
 * By how much each economy's log of receipts over payments falls per unit of its log wage, the rest standing still: the
 * part of its own wage in its sectors' costs, directly and through domestic inputs, times θ and the shares of trade.
 */
function easeInto(system: SectorSystem, ease: Float64Array): void {
  const { n, sectors, own, ownDuty, spentBefore, labour, inputs, theta, net, matrixOf, valueAdded, deficit } =
    system;
  const home = own.map((x, c) => (spentBefore[c] > 0 ? Math.min(1, (x + ownDuty[c]) / spentBefore[c]) : 0));
  let exposed = Float64Array.from(labour);
  for (let round = 0; round < 8; round++) {
    const next = Float64Array.from(labour);
    for (let k = 0; k < sectors; k++) {
      for (let s = 0; s < sectors; s++) {
        const block = (k * sectors + s) * n;
        for (let i = 0; i < n; i++)
          next[k * n + i] += inputs[block + i] * home[s * n + i] * exposed[s * n + i];
      }
    }
    exposed = next;
  }
  const exports = new Float64Array(n);
  const imports = new Float64Array(n);
  const pull = new Float64Array(n);
  const draw = new Float64Array(n);
  for (let s = 0; s < sectors; s++) {
    const at = matrixOf[s] * n * n;
    if (at < 0) continue;
    for (let i = 0; i < n; i++) {
      const c = s * n + i;
      for (let j = 0; j < n; j++) {
        const flow = net[at + i * n + j];
        exports[i] += flow;
        imports[j] += flow;
        pull[i] += flow * theta[s] * exposed[c];
        draw[j] += flow * theta[s] * exposed[s * n + j] * home[s * n + j];
      }
    }
  }
  for (let i = 0; i < n; i++) {
    const receipts = exports[i] + Math.max(deficit[i], 0);
    const payments = imports[i] + Math.max(-deficit[i], 0);
    ease[i] =
      (receipts > 0 ? pull[i] / receipts : 0) + (payments > 0 ? (imports[i] + draw[i]) / payments : 0);
    if (!(ease[i] > 0.1) || valueAdded[i] === 0) ease[i] = 1;
  }
}
