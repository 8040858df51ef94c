/**
 * Wages, prices and spending that clear all markets of a world of linked sectors.
 * @module
 */
import { anderson } from "../../kernel/anderson.js";
import { easeInto } from "./ease-of-wages.js";
import {
  isSolved,
  normaliseState,
  type SectorPoint,
  type SectorSystem,
  sectorPoint,
  sweepSectors,
  wageSteps,
} from "./sector-equations.js";
import { type WageNewton, wageNewton } from "./wage-newton.js";

export interface SectorSolverOptions {
  readonly tolerance: number;
  readonly maxIterations: number;
  /** State of another solution to start from; null: the base. */
  readonly start: Float64Array | null;
  /** Sets the system to a part of the way from the base (0) to the shock (1). */
  readonly deform: (part: number) => void;
}

export interface SectorSolver {
  /** The last point reached, at a price of 1 for the numeraire; overwritten by the next solve. */
  readonly point: SectorPoint;
  /** Sweeps of the last solve. */
  readonly iterations: number;
  /** Whether the tolerance was met with every budget positive. */
  solve(system: SectorSystem, options: SectorSolverOptions): boolean;
}

const memory = 10;
/** Steps without a new best point after which the accelerated iteration is given up. */
const patience = 25;
/** Growth of the longest step over the least so far at which the iteration goes back to its best point. */
const growth = 10;
/** Sweeps after which the shock is no longer put on part by part. */
const partsBudget = 4000;
/** Economies up to which Newton's method is tried: a step costs as many inner solves. */
const newtonSize = 60;
/** Shortest part of the way to the shock. */
const shortest = 1 / 512;

/**
 * Buffers for worlds of n economies and S sectors; solve() may be called any number of times and allocates next to nothing.
 *
 * Method: one fixed point of all unknowns at once (log wages, prices and spending), Anderson acceleration over ten steps:
 * prices and spending contract by themselves at the rate of input shares, wages move by what would balance each economy's
 * payments. Where that does not settle, the shock is put on part by part, each part from the last solution and the next
 * from their line; then Newton's method on wages alone, prices and spending solved within.
 * Converged is decided by the residual, and by the steps of wages where an economy hardly trades.
 * Time: a sweep is two or three passes over all flows and two over all input shares; 30 to 50 sweeps from a cold start.
 * Source: Walker and Ni (2011) for the acceleration; Alvarez and Lucas (2007) for wages that rise with excess demand.
 */
export function sectorSolver(n: number, sectors: number): SectorSolver {
  const point = sectorPoint(n, sectors);
  const { state, step } = point;
  const size = state.length;
  const ease = new Float64Array(n);
  const best = new Float64Array(size);
  const bestStep = new Float64Array(size);
  const last = new Float64Array(size);
  const move = new Float64Array(size);
  const mixer = anderson(size, memory);
  let newton: WageNewton | null = null;
  let iterations = 0;

  /** The accelerated iteration from the point's state, at most `budget` sweeps; `relax` shortens every step. */
  const accelerate = (system: SectorSystem, tolerance: number, budget: number, relax: number): boolean => {
    let least = Number.POSITIVE_INFINITY;
    let sinceBest = 0;
    mixer.reset();
    for (let k = 0; k < budget; k++) {
      normaliseState(system, point);
      sweepSectors(system, point);
      wageSteps(system, point, ease);
      iterations++;
      if (isSolved(point, tolerance)) return true;
      if (point.worst < least) {
        least = point.worst;
        best.set(state);
        bestStep.set(step);
        sinceBest = 0;
      } else if (++sinceBest > patience || !Number.isFinite(point.worst)) break;
      if (point.worst > growth * least) {
        for (let c = 0; c < size; c++) state[c] = best[c] + 0.3 * relax * bestStep[c];
        mixer.reset();
        continue;
      }
      if (relax !== 1) for (let c = 0; c < size; c++) step[c] *= relax;
      mixer.nextInto(state, step, state);
    }
    state.set(best);
    return false;
  };

  /** The shock part by part, from the solution of the base. */
  const byParts = (
    system: SectorSystem,
    { tolerance, maxIterations, deform }: SectorSolverOptions,
  ): boolean => {
    state.fill(0);
    let [done, part] = [0, 0.25];
    last.set(state);
    move.fill(0);
    while (part >= shortest && iterations < Math.min(maxIterations, partsBudget)) {
      const goal = Math.min(1, done + part);
      deform(goal);
      easeInto(system, point, ease);
      for (let c = 0; c < size; c++) state[c] = last[c] + move[c] * (goal - done);
      const loose = goal < 1 ? 1e-6 : tolerance;
      if (accelerate(system, loose, 80, 1) && (goal === 1 || point.overspent < 0)) {
        if (goal === 1) return true;
        for (let c = 0; c < size; c++) {
          move[c] = (state[c] - last[c]) / (goal - done);
          last[c] = state[c];
        }
        done = goal;
        part *= 2;
      } else part /= 4;
    }
    deform(1);
    return false;
  };

  const solve = (system: SectorSystem, options: SectorSolverOptions): boolean => {
    if (options.start) state.set(options.start);
    else state.fill(0);
    iterations = 0;
    const { tolerance, maxIterations } = options;
    easeInto(system, point, ease);
    if (accelerate(system, tolerance, Math.min(200, maxIterations), 1)) return point.overspent < 0;
    if (iterations < maxIterations && byParts(system, options)) return point.overspent < 0;
    if (iterations >= maxIterations || n > newtonSize) return false;
    newton ??= wageNewton(n, sectors);
    iterations += newton.solve(system, point, tolerance, maxIterations - iterations);
    return isSolved(point, tolerance) && point.overspent < 0;
  };
  return {
    point,
    get iterations() {
      return iterations;
    },
    solve,
  };
}
