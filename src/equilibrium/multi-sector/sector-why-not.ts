/**
 * Why a world of linked sectors has no solution, or none was found, in sentences.
 * @module
 */
import type { SectorBaseline } from "../../contracts/sector-baseline.js";
import { isConnected, oneWayTrade } from "../check-one-sector.js";
import { type WageSystem, wageSystem } from "../wage-equations.js";
import type { SectorPoint, SectorSystem } from "./sector-equations.js";

/** A market that has no solution whatever the prices: nothing to buy, nobody to sell to. Null: none. */
export function brokenSector(system: SectorSystem, world: SectorBaseline): string | null {
  const { n, sectors, matrixOf, net, own, spentBefore, valueAdded } = system;
  const sold = new Float64Array(n);
  for (let s = 0; s < sectors; s++) {
    const at = matrixOf[s] * n * n;
    for (let j = 0; j < n; j++) {
      let bought = own[s * n + j];
      sold[j] += own[s * n + j];
      if (at >= 0) {
        for (let i = 0; i < n; i++) {
          bought += net[at + i * n + j];
          sold[j] += net[at + j * n + i];
        }
      }
      if (bought === 0 && spentBefore[s * n + j] > 0)
        return `${world.economies[j]} is left without supply of ${world.sectors[s]}: nobody sells it there, and nothing replaces it.`;
    }
  }
  for (let j = 0; j < n; j++) {
    if (valueAdded[j] > 0 && sold[j] === 0)
      return `${world.economies[j]} is left without a market: nobody buys what it produces.`;
    if (valueAdded[j] === 0 && sold[j] > 0)
      return `${world.economies[j]} would sell again, but produces nothing in the base.`;
  }
  return null;
}

/**
 * Payments that no wages can balance: all sectors together, a group of economies only sells to the rest or only buys from
 * it, and no deficit held makes up for it. Null: none.
 */
export function brokenPayments(system: SectorSystem, world: SectorBaseline): string | null {
  if (!system.additive) return null;
  const trade = allTrade(system);
  return isConnected(trade) ? null : oneWayTrade(trade, world.economies, false);
}

/** The flows of all sectors at base prices, as a one-sector system. */
function allTrade({ n, sectors, matrixOf, net, valueAdded, deficit }: SectorSystem): WageSystem {
  const trade = wageSystem(n, { simd: false });
  for (let s = 0; s < sectors; s++) {
    const at = matrixOf[s] * n * n;
    if (at < 0) continue;
    for (let k = 0; k < n * n; k++) trade.kernel[k] += net[at + k];
  }
  trade.output.set(valueAdded);
  return Object.assign(trade, { deficit });
}

/**
 * An economy that spends nothing on final use in the base, or less: what it spends does not cover the inputs of what it
 * makes. Its surplus can neither be held nor scaled. Null: none.
 *
 * @param income (n) final spending in the base
 */
export function brokenBudget(
  system: SectorSystem,
  world: SectorBaseline,
  income: Float64Array,
): string | null {
  const j = system.valueAdded.findIndex((pay, k) => pay > 0 && income[k] <= 1e-12 * pay);
  if (j < 0) return null;
  return `${world.economies[j]} has nothing left for final use in the base: what it spends does not cover the inputs of what it makes. Remove the deficits first, or correct its shares of value added.`;
}

/** Why the iteration stopped short. */
export function sectorWhyNot(
  system: SectorSystem,
  world: SectorBaseline,
  point: SectorPoint,
  iterations: number,
): string {
  const short = point.overspent;
  if (short >= 0 && !system.additive) {
    return `The surplus of ${world.economies[short]}, scaled with its value added, leaves it nothing to spend when its tariff revenue falls. Remove the deficits.`;
  }
  if (short >= 0) {
    return `The additive closure is infeasible: the surplus of ${world.economies[short]}, held fixed, leaves it nothing to spend. Take multiplicative-rescaled or remove the deficits.`;
  }
  const { n, spentBefore } = system;
  const c = point.nextSpent.findIndex((demand, k) => demand > 0 && spentBefore[k] === 0);
  if (c >= 0) {
    return `${world.economies[c % n]} would need ${world.sectors[Math.floor(c / n)]}, which nobody sells to it in the base.`;
  }
  const apart = oneWayTrade(allTrade(system), world.economies, true);
  if (apart !== null && !system.additive) return apart;
  return `No convergence: the largest relative gap of any equation is ${point.residual.toExponential(1)} after ${iterations} sweeps.`;
}
