/**
 * Reciprocity of a change of tariffs, as Bagwell and Staiger measure it.
 * @module
 */
import type { TariffWorld } from "./tariff-world.js";

/** Trade of a solved world, for comparing two situations. */
export interface Snapshot {
  /** [sector][exporter][importer] Value before tariff, million dollars. */
  readonly flows: Float64Array;
  /** [sector][exporter] Export price over the base's. */
  readonly prices: Float64Array;
  /** (n) ln of real income over the base's. */
  readonly realIncome: Float64Array;
}

export function snapshot(world: TariffWorld): Snapshot {
  const { n, sectors } = world;
  const flows = new Float64Array(sectors * n * n);
  const prices = new Float64Array(sectors * n);
  for (let s = 0; s < sectors; s++) {
    for (let i = 0; i < n; i++) {
      prices[s * n + i] = world.price(s, i);
      for (let j = 0; j < n; j++) flows[(s * n + i) * n + j] = world.flow(s, i, j);
    }
  }
  return { flows, prices, realIncome: world.realIncome.slice() };
}

export interface Reciprocity {
  /** Change of imports and of exports at the old world prices, million dollars. */
  readonly imports: number;
  readonly exports: number;
  /** imports − exports: 0 is reciprocity; negative, more was got than given. */
  readonly gap: number;
  /** ln change of export prices less that of import prices, weighted by the new quantities at old prices. */
  readonly termsOfTrade: number;
}

/**
 * How far one economy's change of trade with a partner (or with all) is reciprocal:
 *   ΔM = Σ p⁰ (m¹ − m⁰),  ΔX = Σ p⁰ (x¹ − x⁰),  quantities from values and export prices.
 * With two goods ΔM = ΔX leaves the terms of trade as they were; with more goods than economies it does not imply that,
 * which is why both are given.
 *
 * @param partner place of the partner; null: all others
 * Source: Bagwell and Staiger (1999), Am. Econ. Rev. 89(1); Raimondos-Møller and Woodland (2008) for more goods than
 *   countries.
 */
export function reciprocity(
  { n, sectors }: Pick<TariffWorld, "n" | "sectors">,
  before: Snapshot,
  after: Snapshot,
  economy: number,
  partner: number | null = null,
): Reciprocity {
  const sum = { imports: 0, exports: 0, bought: 0, paid: 0, sold: 0, got: 0 };
  for (let s = 0; s < sectors; s++) {
    for (let k = 0; k < n; k++) {
      if (k === economy || (partner !== null && k !== partner)) continue;
      const inflow = (s * n + k) * n + economy;
      const outflow = (s * n + economy) * n + k;
      const foreign = before.prices[s * n + k] / after.prices[s * n + k];
      const home = before.prices[s * n + economy] / after.prices[s * n + economy];
      sum.imports += after.flows[inflow] * foreign - before.flows[inflow];
      sum.exports += after.flows[outflow] * home - before.flows[outflow];
      sum.bought += after.flows[inflow] * foreign;
      sum.paid += after.flows[inflow];
      sum.sold += after.flows[outflow] * home;
      sum.got += after.flows[outflow];
    }
  }
  const rise = (now: number, then: number): number => (then > 0 ? Math.log(now / then) : 0);
  return {
    imports: sum.imports,
    exports: sum.exports,
    gap: sum.imports - sum.exports,
    termsOfTrade: rise(sum.got, sum.sold) - rise(sum.paid, sum.bought),
  };
}
