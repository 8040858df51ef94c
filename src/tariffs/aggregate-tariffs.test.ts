import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../contracts/errors.js";
import { AGGREGATIONS, type AggregateOptions, aggregateTariffs, type TariffLine } from "./index.js";

const rate = (lines: readonly TariffLine[], options: AggregateOptions) =>
  aggregateTariffs(lines, options).rate;
const two = (a: number, b: number, ma = 1, mb = 1): TariffLine[] => [
  { goods: "2203", rate: a, imports: ma },
  { goods: "2204", rate: b, imports: mb },
];
const line = fc.record({
  goods: fc.constant("2204"),
  rate: fc.double({ min: 0, max: 3, noNaN: true }),
  imports: fc.double({ min: 0.01, max: 1e4, noNaN: true }),
});
const lines = fc.array(line, { minLength: 1, maxLength: 8 });
const sigmas = fc.double({ min: 0.05, max: 30, noNaN: true });
const demands = fc.double({ min: 0.1, max: 5, noNaN: true });

describe("aggregating tariffs", () => {
  it("by hand: simple, weighted, and the CES price", () => {
    expect(rate(two(0.1, 0.3), { method: "simple" })).toBeCloseTo(0.2, 14);
    // (30 × 0.1 + 10 × 0.3)/40
    expect(rate(two(0.1, 0.3, 30, 10), { method: "trade-weighted" })).toBeCloseTo(0.15, 14);
    // Spending 33 and 13: at sigma 3, (33/46 × 1.1² + 13/46 × 1.3²)^(1/2) − 1
    const price = Math.sqrt((33 * 1.21 + 13 * 1.69) / 46) - 1;
    expect(rate(two(0.1, 0.3, 30, 10), { method: "ces-price", sigma: 3 })).toBeCloseTo(price, 14);
    // With demand as elastic as substitution the weights are imports: ((30 × 1.1³ + 10 × 1.3³)/40)^(1/3) − 1
    const bought = Math.cbrt((30 * 1.331 + 10 * 2.197) / 40) - 1;
    expect(rate(two(0.1, 0.3, 30, 10), { method: "ces-imports", sigma: 3, demand: 3 })).toBeCloseTo(
      bought,
      14,
    );
  });

  it("the welfare index by hand: two goods that nobody substitutes but with money", () => {
    // sigma = demand = 2: each good has demand p^−2 of its own; a loss of t²/(1+t)² each, from surplus −t/(1+t) and
    // revenue t/(1+t)². Free-trade shares equal: imports ∝ (1+t)^−2.
    const made = two(0.2, 0.5, 1.2 ** -2, 1.5 ** -2);
    const loss = ((0.2 / 1.2) ** 2 + (0.5 / 1.5) ** 2) / 2;
    const x = Math.sqrt(loss);
    expect(rate(made, { method: "ces-welfare", sigma: 2, demand: 2 })).toBeCloseTo(x / (1 - x), 10);
  });

  it("equal tariffs give that tariff, whatever the method", () => {
    fc.assert(
      fc.property(
        lines,
        fc.double({ min: 0, max: 2, noNaN: true }),
        sigmas,
        demands,
        (some, t, sigma, demand) => {
          const same = some.map((one) => ({ ...one, rate: t }));
          for (const method of AGGREGATIONS) expect(rate(same, { method, sigma, demand })).toBeCloseTo(t, 9);
        },
      ),
    );
  });

  it("every mean lies between the lowest and the highest rate; the CES price is not below the weighted mean and rises with sigma", () => {
    fc.assert(
      fc.property(lines, sigmas, (some, sigma) => {
        const rates = some.map((one) => one.rate);
        const weighted = rate(some, { method: "trade-weighted" });
        const price = rate(some, { method: "ces-price", sigma });
        for (const one of [weighted, price, rate(some, { method: "simple" })]) {
          expect(one).toBeGreaterThanOrEqual(Math.min(...rates) - 1e-12);
          expect(one).toBeLessThanOrEqual(Math.max(...rates) + 1e-12);
        }
        expect(price).toBeGreaterThanOrEqual(weighted - 1e-9);
        expect(rate(some, { method: "ces-price", sigma: sigma * 1.5 })).toBeGreaterThanOrEqual(price - 1e-9);
      }),
    );
  });

  it("with equal shares in spending the CES price is the simple mean at sigma 2, the geometric one towards 1; the weighted mean towards 0", () => {
    fc.assert(
      fc.property(lines, (some) => {
        const equal = some.map((one) => ({ ...one, imports: 1 / (1 + one.rate) }));
        const simple = rate(equal, { method: "simple" });
        expect(rate(equal, { method: "ces-price", sigma: 2 })).toBeCloseTo(simple, 10);
        const log = equal.reduce((sum, one) => sum + Math.log(1 + one.rate), 0) / equal.length;
        for (const sigma of [1, 1 + 1e-7])
          expect(rate(equal, { method: "ces-price", sigma })).toBeCloseTo(Math.expm1(log), 5);
        const weighted = rate(some, { method: "trade-weighted" });
        expect(rate(some, { method: "ces-price", sigma: 1e-9 })).toBeCloseTo(weighted, 7);
      }),
    );
  });

  it("imports at a demand of 1 are the weighted mean, whatever sigma: spending stays", () => {
    fc.assert(
      fc.property(lines, sigmas, (some, sigma) => {
        const weighted = rate(some, { method: "trade-weighted" });
        expect(rate(some, { method: "ces-imports", sigma, demand: 1 })).toBeCloseTo(weighted, 9);
      }),
    );
  });

  it("peaks: the welfare index is above the import one, which is above the weighted mean", () => {
    const peaks = two(0, 1, 9, 1);
    const welfare = rate(peaks, { method: "ces-welfare", sigma: 3, demand: 2 });
    const bought = rate(peaks, { method: "ces-imports", sigma: 3, demand: 2 });
    expect(welfare).toBeGreaterThan(bought);
    expect(bought).toBeGreaterThan(rate(peaks, { method: "trade-weighted" }));
  });

  it("scale and order of imports do not matter", () => {
    fc.assert(
      fc.property(lines, sigmas, demands, (some, sigma, demand) => {
        for (const method of AGGREGATIONS) {
          const here = rate(some, { method, sigma, demand });
          const there = rate(
            some.toReversed().map((one) => ({ ...one, imports: one.imports * 1e3 })),
            { method, sigma, demand },
          );
          expect(there).toBeCloseTo(here, 6);
        }
      }),
    );
  });

  it("refuses what it cannot use", () => {
    expect(() => rate([], { method: "simple" })).toThrow(/needs a line/);
    expect(() => rate([{ goods: "22", rate: 0.1 }], { method: "trade-weighted" })).toThrow(InputError);
    expect(() => rate(two(0.1, 0.2, 0, 0), { method: "trade-weighted" })).toThrow(/above 0 on some line/);
    expect(() => rate(two(-1, 0.2), { method: "simple" })).toThrow(/above -1/);
    expect(() => rate(two(0.1, 0.2), { method: "ces-price" })).toThrow(/needs sigma/);
    expect(() => rate(two(0.1, 0.2), { method: "ces-imports", sigma: 3 })).toThrow(/needs demand/);
    expect(() => rate(two(0.1, 0.2), { method: "median" as never })).toThrow(/received median/);
  });
});
