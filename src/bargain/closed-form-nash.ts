/**
 * Nash tariffs by formula.
 * @module
 */
import type { TariffWorld } from "./tariff-world.js";

export interface ClosedForm {
  readonly converged: boolean;
  /** (n) One tariff an importer, on everything it imports; 0 for those that do not play. */
  readonly tariffs: Float64Array;
  readonly rounds: number;
}

/**
 * The uniform tariff that each importer would choose if only its own wage moved, all others doing likewise:
 *   1/t_i = Σ_{j≠i} Σ_k χ_ij,k θ_k [1 − (1 − δ_j,k) λ_ij,k],  δ_j,k = t̄_j,k λ_jj,k e_j,k / (1 + t̄_j,k λ_jj,k),
 * χ the share of i's sales of k to j in its exports, λ the share of i in what j spends on k (tariffs included), e that of k
 * in all it spends, t̄ its mean tariff on k. Solved with the equilibrium at those tariffs; players that are not named keep theirs.
 *
 * A start for solveGame and a check on it: it leaves out that other wages move too. With links between sectors it also
 * leaves out inputs. The world is left at its tariffs.
 * Source: Lashkaripour (2021), J. Int. Econ. 131, the simplified formula of the Ricardian case; δ is written there with a
 * uniform tariff.
 */
export function closedFormNash(world: TariffWorld, players: readonly number[]): ClosedForm {
  const { n, sectors, baseline, tariffs } = world;
  const found = new Float64Array(n);
  let rounds = 0;
  for (; rounds < 100; rounds++) {
    if (!world.solve()) return { converged: false, tariffs: found, rounds };
    const spends = grossSpending(world);
    const next = players.map((i) => formula(world, i, spends));
    let far = 0;
    for (const [p, i] of players.entries()) {
      far = Math.max(far, Math.abs(next[p]! - found[i]));
      found[i] = next[p]!;
      for (let s = 0; s < sectors; s++) {
        for (let k = 0; k < n; k++) {
          const cell = (s * n + k) * n + i;
          if (k !== i && baseline.flows[cell] > 0) tariffs[cell] = found[i];
        }
      }
    }
    if (far < 1e-10) return { converged: world.solve(), tariffs: found, rounds };
  }
  return { converged: false, tariffs: found, rounds };
}

function formula(world: TariffWorld, i: number, spends: Float64Array): number {
  const { n, sectors, theta, tariffs } = world;
  let exports = 0;
  let sum = 0;
  for (let s = 0; s < sectors; s++) {
    for (let j = 0; j < n; j++) {
      const sold = world.flow(s, i, j);
      if (j === i || !(sold > 0)) continue;
      let [gross, paid, abroad] = [0, 0, 0];
      for (let k = 0; k < n; k++) {
        const value = world.flow(s, k, j);
        const rate = tariffs[(s * n + k) * n + j];
        gross += value * (1 + rate);
        if (k === j) continue;
        paid += value * rate;
        abroad += value;
      }
      const mean = abroad > 0 ? paid / abroad : 0;
      const home = world.flow(s, j, j) / gross;
      const delta = (mean * home * (gross / spends[j])) / (1 + mean * home);
      const lambda = (sold * (1 + tariffs[(s * n + i) * n + j])) / gross;
      exports += sold;
      sum += sold * theta[s] * (1 - (1 - delta) * lambda);
    }
  }
  return sum > 0 ? exports / sum : 0;
}

/** (n) Spending on all sectors, tariffs included. */
function grossSpending(world: TariffWorld): Float64Array {
  const { n, sectors, tariffs } = world;
  const spends = new Float64Array(n);
  for (let s = 0; s < sectors; s++) {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) spends[j] += world.flow(s, i, j) * (1 + tariffs[(s * n + i) * n + j]);
    }
  }
  return spends;
}
