import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TariffRateQuota } from "../../src/contracts/market.js";
import {
  type QuotaDemand,
  type QuotaSolution,
  type SmartOptions,
  solveSmart,
  solveTariffRateQuota,
} from "../../src/equilibrium/index.js";
import { importMarket } from "./partial-markets.js";

const runs = { numRuns: 150, seed: 20141218 };
const demand = fc.oneof(
  fc.record({
    form: fc.constant("linear" as const),
    intercept: fc.double({ min: 1, max: 200, noNaN: true }),
    slope: fc.double({ min: 0.1, max: 100, noNaN: true }),
  }),
  fc.record({
    form: fc.constant("constant-elasticity" as const),
    imports: fc.double({ min: 1, max: 200, noNaN: true }),
    at: fc.double({ min: 0.5, max: 2, noNaN: true }),
    elasticity: fc.double({ min: 0, max: 5, noNaN: true }),
  }),
);
const terms = fc.record({
  inQuota: fc.double({ min: -0.2, max: 0.3, noNaN: true }),
  band: fc.double({ min: 0, max: 2, noNaN: true }),
  volume: fc.double({ min: 0, max: 150, noNaN: true }),
  worldPrice: fc.double({ min: 0.3, max: 3, noNaN: true }),
});

function bought(d: QuotaDemand, price: number): number {
  return d.form === "linear"
    ? Math.max(d.intercept - d.slope * price, 0)
    : d.imports * (price / d.at) ** -d.elasticity;
}

describe("a tariff-rate quota on one good", () => {
  const solve = (d: QuotaDemand, t: { inQuota: number; band: number; volume: number; worldPrice: number }) =>
    solveTariffRateQuota({
      demand: d,
      volume: t.volume,
      inQuota: t.inQuota,
      overQuota: t.inQuota + t.band,
      worldPrice: t.worldPrice,
    });

  it("is on demand, and its premium complements what is left of the quota", () => {
    fc.assert(
      fc.property(demand, terms, (d, t) => {
        const got = solve(d, t);
        const band = t.worldPrice * (t.inQuota + t.band - t.inQuota);
        const close = 1e-11 * (1 + t.volume + got.imports);
        expect(got.premium).toBeGreaterThanOrEqual(0);
        expect(got.premium).toBeLessThanOrEqual(band + 1e-12);
        expect(got.rent).toBeGreaterThanOrEqual(0);
        expect(Math.abs(bought(d, got.price) - got.imports)).toBeLessThan(1e-9 * (1 + got.imports));
        if (got.imports < t.volume - close) expect(got.premium).toBe(0);
        if (got.imports > t.volume + close) expect(got.premium).toBeCloseTo(band, 12);
        if (got.premium > 1e-12 && got.premium < band - 1e-12) expect(got.imports).toBe(t.volume);
        const spent = got.price * got.imports;
        const parts = t.worldPrice * got.imports + got.revenue + got.rent;
        expect(Math.abs(spent - parts)).toBeLessThan(1e-11 * (1 + Math.abs(spent)));
      }),
      runs,
    );
  });

  it("more quota never raises the price, and a little more moves it a little", () => {
    fc.assert(
      fc.property(demand, terms, fc.double({ min: 0, max: 50, noNaN: true }), (d, t, more) => {
        const [one, two] = [solve(d, t), solve(d, { ...t, volume: t.volume + more })] as [
          QuotaSolution,
          QuotaSolution,
        ];
        expect(two.price).toBeLessThanOrEqual(one.price + 1e-12);
        expect(two.imports).toBeGreaterThanOrEqual(one.imports - 1e-10);
        const steep = d.form === "linear" ? 1 / d.slope : Number.POSITIVE_INFINITY;
        if (Number.isFinite(steep)) expect(one.price - two.price).toBeLessThanOrEqual(more * steep + 1e-12);
      }),
      runs,
    );
  });
});

describe("quotas in smart", () => {
  const options = fc.record({
    importDemand: fc.double({ min: 0.1, max: 2, noNaN: true }),
    substitution: fc.double({ min: 0, max: 6, noNaN: true }),
    exportSupply: fc.constantFrom(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 3),
    diversion: fc.constantFrom("capped" as const, "bounded" as const),
    demand: fc.constantFrom("linear" as const, "constant-elasticity" as const),
    supply: fc.constantFrom("creation" as const, "joint" as const),
  });
  const shock = { title: "test", cells: [], assumptions: [], notCosted: [] };
  const spec = fc.record({ exporters: fc.integer({ min: 3, max: 6 }), seed: fc.nat(1e5) });
  const factor = fc.double({ min: 0.2, max: 2.5, noNaN: true });
  const band = fc.double({ min: 0.01, max: 1, noNaN: true });

  const market = ({ exporters, seed }: { exporters: number; seed: number }) =>
    importMarket({ exporters, seed, lines: 1, zeros: 0 });
  const solve = (m: ReturnType<typeof market>, o: SmartOptions, quotas: readonly TariffRateQuota[]) =>
    solveSmart(m, shock, { ...o, quotas });

  it("premiums complement quotas, one or two of them on a line", () => {
    fc.assert(
      fc.property(spec, options, factor, factor, band, band, (s, o, f, g, b, c) => {
        const m = market(s);
        const [one, two, three] = m.exporters as [string, string, string];
        const first = { exporters: [one, two], volume: f * (m.flows[0]! + m.flows[1]!), inQuota: 0.05 };
        const second = { exporters: [three], volume: g * m.flows[2]!, inQuota: 0 };
        const quotas = [
          { ...first, overQuota: 0.05 + b },
          { ...second, overQuota: c },
        ];
        const outcome = solve(m, o, quotas);
        expect(outcome.because).toBeNull();
        expect(outcome.residual).toBeLessThan(1e-10);
        outcome.quotas.forEach((quota, q) => {
          const { volume, overQuota, inQuota } = quotas[q]!;
          const width = overQuota - inQuota;
          expect(quota.premium).toBeGreaterThanOrEqual(0);
          expect(quota.premium).toBeLessThanOrEqual(width);
          expect(quota.rent).toBeGreaterThanOrEqual(0);
          if (quota.premium === 0) expect(quota.imports).toBeLessThanOrEqual(volume * (1 + 1e-9));
          else expect(quota.imports).toBeGreaterThanOrEqual(volume * (1 - 1e-9));
          if (quota.premium < width) expect(quota.imports).toBeLessThanOrEqual(volume * (1 + 1e-9));
          expect(quota.regime === "binding").toBe(quota.premium > 0 && quota.premium < width);
          const shared = quota.rentByExporter.reduce((x, y) => x + y, 0);
          expect(Math.abs(shared - quota.rent)).toBeLessThan(1e-10 * (1 + quota.rent));
        });
        const rents = outcome.quotas.reduce((x, q) => x + q.rent, 0);
        expect(outcome.rentAtHome[0]).toBeCloseTo(rents, 8);
      }),
      runs,
    );
  });

  it("more quota never raises the premium, and a little more moves it a little", () => {
    fc.assert(
      fc.property(spec, options, factor, band, (s, o, f, b) => {
        const m = market(s);
        const base = m.flows[0]! + m.flows[1]!;
        const at = (volume: number) =>
          solve(m, o, [{ exporters: m.exporters.slice(0, 2), volume, inQuota: 0, overQuota: b }]).quotas[0]!;
        const [tight, near, loose] = [at(f * base), at(f * base * (1 + 1e-9)), at(f * base * 1.1)];
        expect(near.premium).toBeLessThanOrEqual(tight.premium + 1e-10);
        expect(loose.premium).toBeLessThanOrEqual(near.premium + 1e-10);
        expect(tight.premium - near.premium).toBeLessThan(1e-6);
      }),
      runs,
    );
  });

  it("says who earns the rent", () => {
    const m = market({ exporters: 3, seed: 5 });
    const [one, two] = m.exporters as [string, string, string];
    const quota = {
      exporters: [one, two],
      volume: 0.8 * (m.flows[0]! + m.flows[1]!),
      inQuota: 0,
      overQuota: 2,
    };
    const o = { importDemand: 1, substitution: 2 };
    const history = solve(m, o, [{ ...quota, allocation: "history", rentAtHome: 0 }]);
    const [shown] = history.quotas;
    expect(shown?.regime).toBe("binding");
    expect(shown!.rentByExporter[0]! / shown!.rent).toBeCloseTo(
      m.flows[0]! / (m.flows[0]! + m.flows[1]!),
      12,
    );
    expect(history.rentAtHome[0]).toBe(0);
    expect(history.rentAbroad[1]).toBeCloseTo(shown!.rentByExporter[1]!, 12);
    const named = solve(m, o, [{ ...quota, allocation: { [two]: 1 } }]);
    expect(named.quotas[0]!.rentByExporter).toEqual([0, named.quotas[0]!.rent]);
    // Licences trade: who holds them moves rent and nothing else.
    expect(named.flows).toEqual(history.flows);
  });

  it("a quota already in force: unchanged terms change nothing, more of it releases rent", () => {
    const m = market({ exporters: 3, seed: 9 });
    const volume = m.flows[0]!;
    const tariffs = m.tariffs.slice();
    tariffs[0] = 0.3;
    const base = { ...m, tariffs };
    const before = { volume, inQuota: 0.1, overQuota: 0.6, premium: 0.2 };
    const quota = { exporters: [m.exporters[0]!], ...before, before };
    const o = { importDemand: 1, substitution: 2 };
    const same = solve(base, o, [quota]);
    expect(Math.max(...same.creation.map(Math.abs), ...same.diversion.map(Math.abs))).toBeLessThan(
      1e-12 * volume,
    );
    expect(same.rentAtHome[0]).toBeCloseTo(0.2 * volume, 10);
    expect(same.rentAtHomeBefore[0]).toBeCloseTo(0.2 * volume, 10);
    expect(same.tariffRevenue[0]).toBeCloseTo(same.tariffRevenueBefore[0]!, 10);
    const more = solve(base, o, [{ ...quota, volume: 1.1 * volume }]);
    expect(more.quotas[0]!.premium).toBeLessThan(0.2);
    expect(more.flows[0]).toBeCloseTo(1.1 * volume, 9);
    const loose = () => solve(base, o, [{ ...quota, before: { ...before, premium: 0.1 } }]);
    expect(loose).toThrow(/quota in force before must agree/);
  });
});
