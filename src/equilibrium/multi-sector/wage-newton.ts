/**
 * Newton's method on wages alone: the slow, sure way.
 * @module
 */
import { factorDense, solveFactored } from "../../kernel/solve-dense.js";
import {
  isSolved,
  normaliseState,
  type SectorPoint,
  type SectorSystem,
  sweepSectors,
  wageSteps,
} from "./sector-equations.js";

export interface WageNewton {
  /** Goes on from the point's state, which it leaves at the best point reached; returns the sweeps spent. */
  solve(system: SectorSystem, point: SectorPoint, tolerance: number, maxSweeps: number): number;
}

const maxSteps = 60;
const halvings = 12;
/** Move of one log wage by which a column of the Jacobian is measured. */
const probe = 1e-6;

/**
 * Prices and spending contract at given wages whatever θ is, so that payments are a smooth function of n wages; Newton's
 * method on the log of receipts over payments, Jacobian by differences, steps halved until the largest imbalance falls.
 * Memory n² + the state twice; time n inner solves a step.
 */
export function wageNewton(n: number, sectors: number): WageNewton {
  const size = n * (1 + 2 * sectors);
  const jacobian = new Float64Array(n * n);
  const pivots = new Int32Array(n);
  const here = new Float64Array(size);
  const imbalance = new Float64Array(n);
  const toward = new Float64Array(n);
  const unit = new Float64Array(n).fill(1);
  let sweeps = 0;

  /** Prices and spending at the point's wages. */
  const settle = (system: SectorSystem, point: SectorPoint, accuracy: number, limit: number): void => {
    for (let k = 0; k < limit; k++) {
      sweepSectors(system, point);
      sweeps++;
      let far = 0;
      for (let c = n; c < size; c++) far = Math.max(far, Math.abs(point.step[c]));
      if (far <= accuracy || !Number.isFinite(far)) break;
      for (let c = n; c < size; c++) point.state[c] += point.step[c];
    }
    wageSteps(system, point, unit);
  };

  const largest = (step: Float64Array): number => {
    let most = 0;
    for (let i = 0; i < n; i++) if (!(Math.abs(step[i]) <= most)) most = Math.abs(step[i]);
    return most;
  };

  const fillJacobian = (system: SectorSystem, point: SectorPoint): void => {
    for (let k = 0; k < n; k++) {
      point.state.set(here);
      point.logWage[k] += probe;
      settle(system, point, 1e-13, 400);
      for (let i = 0; i < n; i++) jacobian[i * n + k] = (point.step[i] - imbalance[i]) / probe;
    }
    // The level of wages is free, and Walras' law spares one equation: pin the average.
    for (let i = 0; i < n; i++) {
      const idle = system.valueAdded[i] === 0 || jacobian[i * n + i] === 0;
      for (let k = 0; k < n; k++) jacobian[i * n + k] -= idle ? (i === k ? 1 : 0) : 1 / n;
    }
  };

  const solve = (system: SectorSystem, point: SectorPoint, tolerance: number, maxSweeps: number): number => {
    sweeps = 0;
    normaliseState(system, point);
    settle(system, point, 1e-13, 1000);
    for (let k = 0; k < maxSteps && sweeps < maxSweeps && !isSolved(point, tolerance); k++) {
      here.set(point.state);
      for (let i = 0; i < n; i++) imbalance[i] = point.step[i];
      const before = largest(imbalance);
      if (!Number.isFinite(before)) break;
      fillJacobian(system, point);
      for (let i = 0; i < n; i++) toward[i] = -imbalance[i];
      if (!factorDense(jacobian, pivots)) break;
      solveFactored(jacobian, pivots, toward);
      const reach = Math.min(1, 2 / Math.max(largest(toward), 1e-300));
      for (let half = 0; half <= halvings; half++) {
        point.state.set(here);
        for (let i = 0; i < n; i++) point.logWage[i] += reach * 0.5 ** half * toward[i];
        settle(system, point, 1e-13, 1000);
        if (isSolved(point, tolerance) || largest(point.step) < (1 - 0.1 * 0.5 ** half) * before) break;
      }
      normaliseState(system, point);
      settle(system, point, 1e-13, 1000);
    }
    return sweeps;
  };
  return { solve };
}
