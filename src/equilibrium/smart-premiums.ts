/**
 * Premiums of tariff-rate quotas on one line.
 * @module
 */
import { bracketedRoot } from "../kernel/index.js";

/** A quota of the line: which sources share it, and its terms. */
export interface LineQuota {
  readonly members: readonly number[];
  readonly volume: number;
  readonly inQuota: number;
  readonly overQuota: number;
}

export interface Premiums {
  /** By quota, 0 to its band. */
  readonly premiums: Float64Array;
  readonly rounds: number;
  /** How much the last round moved a premium; above the tolerance: not settled. */
  readonly change: number;
}

const maxRounds = 1000;

/**
 * Premiums that complement what is left of every quota, without smoothing.
 *
 * For one quota, given the others': imports fall in the premium λ, so λ = 0 where they do not exceed the volume at 0, the
 * whole band where they exceed it even there, else the root in between. Several are settled in turn from zero up; a
 * premium never lowers imports under another quota, so they only rise until none moves.
 *
 * @param importsAt sets a quota's premium, solves the line, and gives what its members sell
 * @param tolerance of a premium, per unit of value
 */
export function settlePremiums(
  quotas: readonly LineQuota[],
  importsAt: (q: number, premium: number) => number,
  tolerance: number,
): Premiums {
  const premiums = new Float64Array(quotas.length);
  const settle = (q: number): number => {
    const { volume, inQuota, overQuota } = quotas[q];
    const excess = (premium: number) => importsAt(q, premium) - volume;
    const band = overQuota - inQuota;
    if (excess(0) <= 0) return 0;
    return excess(band) >= 0 ? band : bracketedRoot(excess, 0, band);
  };
  let rounds = 0;
  let change = quotas.length > 0 ? Number.POSITIVE_INFINITY : 0;
  while (change > tolerance && rounds < maxRounds) {
    change = 0;
    rounds++;
    for (let q = 0; q < quotas.length; q++) {
      const premium = settle(q);
      importsAt(q, premium);
      if (quotas.length > 1) change = Math.max(change, Math.abs(premium - premiums[q]));
      premiums[q] = premium;
    }
  }
  return { premiums, rounds, change };
}

/** The largest relative distance of imports from a quota that binds. */
export function bindingGap(
  quotas: readonly LineQuota[],
  premiums: Float64Array,
  quantity: Float64Array,
): number {
  let gap = 0;
  quotas.forEach(({ members, volume, inQuota, overQuota }, q) => {
    if (!(premiums[q] > 0 && premiums[q] < overQuota - inQuota)) return;
    const imports = members.reduce((sum, k) => sum + quantity[k], 0);
    gap = Math.max(gap, Math.abs(imports - volume) / volume);
  });
  return gap;
}
