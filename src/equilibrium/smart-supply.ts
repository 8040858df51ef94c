/**
 * World prices where export supply is finite.
 * @module
 */
import { anderson, bracketedRoot } from "../kernel/index.js";
import type { DemandForm } from "./smart-response.js";

/** What is supplied at a price (1 in the base) per dollar of base sales: 1 + E_x (p − 1), or p^E_x. */
export function offered(price: number, supply: number, form: DemandForm): number {
  return form === "linear" ? Math.max(1 + supply * (price - 1), 0) : price ** supply;
}

/** The lowest price that solvers try: nothing, or next to nothing, is supplied there. */
function lowest(supply: number, form: DemandForm): number {
  return form === "linear" ? Math.max(1 - 1 / supply, 0) : 1e-13 ** (1 / supply);
}

/**
 * The world price of a source when creation alone meets supply, as in Laird and Yeats (1986): with ρ − 1 = −cut,
 * linear p = 1 + E_m cut / (E_x + E_m), so that creation is divided by 1 + E_m/E_x; else (τ̂ ρ^(−E_m))^(1/(E_x + E_m)).
 *
 * @param wedge ρ, consumer price after over before at an unchanged world price
 */
export function publishedPrice(
  wedge: number,
  iceberg: number,
  importDemand: number,
  supply: number,
  form: DemandForm,
): number {
  const answers = supply + importDemand;
  if (form === "constant-elasticity") return (iceberg * wedge ** -importDemand) ** (1 / answers);
  return Math.max(1 + (iceberg - 1 - importDemand * (wedge - 1)) / answers, lowest(supply, form));
}

interface JointSupply {
  /** By source; those in `free` are moved in place. */
  readonly price: Float64Array;
  readonly free: readonly number[];
  readonly supply: Float64Array;
  readonly form: DemandForm;
  /** Brings quantities up to date with prices. */
  readonly respond: () => void;
  /** Demand less supply of a source, relative to its base sales, after respond. */
  readonly excessOf: (k: number) => number;
}

const fastSteps = 200;
const slowSweeps = 300;

/**
 * World prices at which all that is shipped is supplied.
 *
 * @param stop tolerance: largest excess relative to supply (or to base sales where supply has shrunk); answers: E_m + E_s
 * Method: accelerated fixed point; where kinks or exits defeat it, source by source with bracketed roots (own excess
 *   demand falls in the own price and others' does not, so this moves one way).
 */
export function jointPrices(
  problem: JointSupply,
  stop: { readonly tolerance: number; readonly answers: number },
): { readonly residual: number; readonly iterations: number } {
  const { price, free, supply, form, respond, excessOf } = problem;
  const accelerate = anderson(free.length, 5);
  const logs = new Float64Array(free.length);
  const step = new Float64Array(free.length);
  const residualNow = (): number => {
    respond();
    let most = 0;
    free.forEach((k, f) => {
      const supplied = offered(price[k], supply[k], form);
      const excess = excessOf(k);
      most = Math.max(most, Math.abs(excess) / Math.max(supplied, 1));
      const size = Math.max(supplied, 1e-3) * (supply[k] + stop.answers);
      step[f] = Math.max(Math.min(excess / size, 0.5), -0.5);
    });
    return Number.isNaN(most) ? Number.POSITIVE_INFINITY : most;
  };
  const start = price.slice();
  let residual = residualNow();
  let iterations = 1;
  for (; iterations < fastSteps && residual > stop.tolerance && Number.isFinite(residual); iterations++) {
    free.forEach((k, f) => {
      logs[f] = Math.log(Math.max(price[k], 1e-100));
    });
    accelerate.nextInto(logs, step, logs);
    free.forEach((k, f) => {
      price[k] = Math.max(Math.exp(Math.min(logs[f], 100)), lowest(supply[k], form));
    });
    residual = residualNow();
  }
  if (residual <= stop.tolerance) return { residual, iterations };
  price.set(start);
  for (let sweep = 0; sweep < slowSweeps && residual > stop.tolerance; sweep++) {
    for (const k of free) iterations += clearSource(problem, k);
    residual = residualNow();
  }
  return { residual, iterations };
}

/** Moves one price to where its own market clears; the number of evaluations. */
function clearSource({ price, supply, form, respond, excessOf }: JointSupply, k: number): number {
  let evaluations = 0;
  const excess = (p: number): number => {
    price[k] = p;
    respond();
    evaluations++;
    return excessOf(k);
  };
  const floor = lowest(supply[k], form);
  const from = Math.max(price[k], floor);
  if (excess(from) > 0) {
    let high = Math.max(2 * from, floor + 1e-6);
    while (excess(high) > 0 && high < 1e100) high *= 2;
    price[k] = bracketedRoot(excess, from, high);
  } else if (excess(floor) <= 0) price[k] = floor;
  else price[k] = bracketedRoot(excess, floor, from);
  return evaluations;
}
