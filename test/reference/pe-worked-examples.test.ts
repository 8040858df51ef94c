import { describe, expect } from "vitest";
import { solveGsim, solveSmart, solveTariffRateQuota } from "../../src/equilibrium/index.js";
import { marketFrom, numbersAfter, shockFrom, tariffCell, workedExample } from "./pe-cases.js";

const gap = (got: number | undefined, want: number | undefined) =>
  Math.abs((got ?? Number.NaN) - (want ?? Number.NaN));

describe("smart against the constructed example", () => {
  const market = marketFrom(["GEO", "EUU", "MDA"], ["RUS"], [10, 300, 40], [0.2, 0.2, 0]);
  const cut = shockFrom(tariffCell("GEO", "RUS", 0.2, 0));
  const solve = (diversion: "capped" | "bounded") =>
    solveSmart(market, cut, { importDemand: 1, substitution: 1.5, diversion });

  workedExample("creation, diversion, imports, revenue and surplus on creation", (text) => {
    const stated = numbersAfter(text, /-> TC [\s\S]*?creation welfare 0\.\d+/);
    const [tc, bounded, capped, geoBounded, geoCapped, revenueBounded, revenueCapped, welfare] = stated;
    const cases = [
      [solve("bounded"), bounded, geoBounded, revenueBounded],
      [solve("capped"), capped, geoCapped, revenueCapped],
    ] as const;
    for (const [outcome, diverted, imports, revenue] of cases) {
      expect(outcome.converged).toBe(true);
      expect(outcome.warnings).toEqual([]);
      expect(gap(outcome.creation[0], tc)).toBeLessThan(5e-5);
      expect(gap(outcome.diversion[0], diverted)).toBeLessThan(5e-5);
      expect(gap(outcome.flows[0], imports)).toBeLessThan(5e-5);
      expect(gap(outcome.tariffRevenue[0]! - outcome.tariffRevenueBefore[0]!, revenue)).toBeLessThan(5e-5);
      expect(gap(outcome.creationWelfare[0], welfare)).toBeLessThan(5e-5);
    }
  });

  workedExample("the same to the last digits, by hand", () => {
    const capped = solve("capped");
    const all = 340 / 350;
    expect(gap(capped.creation[0], (10 * 0.2) / 1.2)).toBeLessThan(1e-14);
    expect(gap(capped.diversion[0], (10 * all * 1.5) / 6)).toBeLessThan(1e-14);
    expect(gap(solve("bounded").diversion[0], (10 * 340 * 0.25) / (350 + 2.5))).toBeLessThan(1e-14);
    const share = (capped.diversion[1] ?? 0) / 300;
    expect(gap((capped.diversion[2] ?? 0) / 40, share)).toBeLessThan(1e-15);
  });

  workedExample("finite supply divides creation by 1 + E_m/E_x", () => {
    const finite = solveSmart(market, cut, { importDemand: 1, exportSupply: 3 });
    expect(gap(finite.creation[0], 10 / 6 / (1 + 1 / 3))).toBeLessThan(1e-14);
    expect(gap(finite.price[0], 1 + finite.creation[0]! / (3 * 10))).toBeLessThan(1e-14);
    const wits = solveSmart(market, cut, { importDemand: 1, exportSupply: 99 });
    expect(wits.creation).toEqual(solve("capped").creation);
    expect(wits.warnings).toHaveLength(1);
  });
});

describe("tariff-rate quotas against the constructed cases", () => {
  const demand = { form: "linear", intercept: 100, slope: 50 } as const;
  const cases = [
    [30, "binding", { price: 1.4, imports: 30, premium: 0.3, rent: 9, revenue: 3 }],
    [10, "over-quota", { price: 1.6, imports: 20, premium: 0.5, rent: 5, revenue: 7 }],
    [50, "in-quota", { price: 1.1, imports: 45, premium: 0, rent: 0, revenue: 4.5 }],
  ] as const;
  for (const [volume, regime, want] of cases) {
    workedExample(`volume ${volume}: ${regime}`, (text) => {
      expect(text).toContain(`Q = ${volume} =>`);
      const got = solveTariffRateQuota({ demand, volume, inQuota: 0.1, overQuota: 0.6 });
      expect(got.regime).toBe(regime);
      for (const key of ["price", "imports", "premium", "rent", "revenue"] as const)
        expect(gap(got[key], want[key])).toBeLessThan(1e-12);
    });
    workedExample(`volume ${volume}: ${regime}, as a line of smart`, () => {
      // The same demand through its point at P = 1: 50 bought, elasticity 1; nobody else to divert from.
      const market = marketFrom(["AAA"], ["BBB"], [50], [0]);
      const quota = { exporters: "all", volume, inQuota: 0.1, overQuota: 0.6 } as const;
      const got = solveSmart(market, shockFrom(), { importDemand: 1, quotas: [quota] });
      const [shown] = got.quotas;
      expect(shown?.regime).toBe(regime);
      expect(gap(1 + got.tariffs[0]!, want.price)).toBeLessThan(1e-12);
      expect(gap(shown?.imports, want.imports)).toBeLessThan(1e-12);
      expect(gap(shown?.premium, want.premium)).toBeLessThan(1e-12);
      expect(gap(got.rentAtHome[0], want.rent)).toBeLessThan(1e-12);
      expect(gap(got.tariffRevenue[0], want.revenue)).toBeLessThan(1e-12);
    });
  }
});

describe("gsim against the published 4 x 4 example", () => {
  const regions = ["USA", "JPN", "EUU", "ROW"];
  const flows = [0, 50, 200, 300, 500, 0, 150, 200, 300, 100, 200, 200, 50, 100, 110, 20];
  const powers = [1, 1.21, 1.41, 1.22, 1.37, 1, 1.31, 1.23, 1.32, 1.36, 1, 1.18, 1.57, 1.41, 1.25, 1.15];
  const market = marketFrom(
    regions,
    regions,
    flows,
    powers.map((t) => t - 1),
  );
  const free = shockFrom(
    tariffCell("USA", "EUU", market.tariffs[2]!, 0),
    tariffCell("EUU", "USA", market.tariffs[8]!, 0),
  );
  const options = { importDemand: 1.25, substitution: 5, exportSupply: 1.5, method: "linear" } as const;
  const linear = solveGsim(market, free, options);

  workedExample("prices as published", (text) => {
    const published = numbersAfter(text, /prices: US \+[\s\S]*?RW -0\.\d+/);
    expect(published).toHaveLength(4);
    published.forEach((want, i) => {
      expect(gap(linear.price[i]! - 1, want)).toBeLessThan(5e-5);
    });
    expect(linear.residual).toBeLessThan(1e-12);
  });

  workedExample("surpluses, revenue and flows as computed by others from the equations", (text) => {
    const line = (pattern: RegExp) => numbersAfter(text, pattern);
    const ps = line(/PS 46[^;]*/);
    const cs = line(/CS 110[^;]*/);
    const revenue = line(/revenue -138[^;]*/);
    const net = line(/net 18\.2[^,]*/);
    for (let k = 0; k < 4; k++) {
      const got = linear.tariffRevenue[k]! - linear.tariffRevenueBefore[k]!;
      expect(gap(linear.producerSurplus[k], ps[k])).toBeLessThan(0.05);
      expect(gap(linear.consumerSurplus[k], cs[k])).toBeLessThan(0.05);
      expect(gap(got, revenue[k])).toBeLessThan(0.05);
      expect(gap(linear.producerSurplus[k]! + linear.consumerSurplus[k]! + got, net[k])).toBeLessThan(0.06);
    }
    const exports = line(/exports to EU \+[\d.]+, EU to US \+[\d.]+/);
    expect(gap(linear.flows[2]! - 200, exports[0])).toBeLessThan(0.05);
    expect(gap(linear.flows[8]! - 300, exports[1])).toBeLessThan(0.05);
  });

  workedExample("the exact form clears the same markets", () => {
    const exact = solveGsim(market, free, { ...options, method: "exact" });
    expect(exact.converged).toBe(true);
    expect(exact.residual).toBeLessThanOrEqual(1e-12);
    // The cut is large: exact and linear differ in size, not in sign.
    for (let i = 0; i < 4; i++) expect(Math.sign(exact.price[i]! - 1)).toBe(Math.sign(linear.price[i]! - 1));
  });
});
