import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../contracts/errors.js";
import {
  costFactor,
  customsValue,
  measureEquivalent,
  measureEquivalents,
  preferenceMargins,
  rateOnBasis,
} from "./index.js";

const origin = { name: "certificate of origin", rate: 0.03, source: "assumed" };

describe("preference margins", () => {
  it("by hand: three partners of one market", () => {
    const [geo, mda, fra] = preferenceMargins([
      { exporter: "GEO", mfn: 0.2, preference: 0, use: 0.75, originCost: origin, imports: 10 },
      { exporter: "MDA", mfn: 0.2, preference: 0.05, imports: 30 },
      { exporter: "FRA", mfn: 0.2, preference: null, imports: 60 },
    ]);
    expect(geo).toMatchObject({ margin: 0.2, paid: 0.05 });
    expect(geo!.relative).toBeCloseTo(0.2, 14);
    // 0.75 × 0.03 + 0.25 × 0.2
    expect(geo!.cost).toBeCloseTo(0.0725, 14);
    expect(geo!.net).toBeCloseTo(0.17, 14);
    // (30 × 0.05 + 60 × 0.2)/90 − 0.0725
    expect(geo!.againstOthers).toBeCloseTo(0.15 - 0.0725, 14);
    expect(mda!.relative).toBeCloseTo(1.2 / 1.05 - 1, 14);
    expect(fra).toMatchObject({ margin: 0, relative: 0, paid: 0.2, cost: 0.2, net: 0 });
    // (10 × 0.0725 + 30 × 0.05)/40 − 0.2
    expect(fra!.againstOthers).toBeCloseTo(0.055625 - 0.2, 14);
  });

  it("margins are never below 0 where the preference is the lower rate; the adjusted ones balance", () => {
    const partner = fc.record({
      exporter: fc.constant("GEO"),
      mfn: fc.double({ min: 0, max: 2, noNaN: true }),
      down: fc.double({ min: 0, max: 1, noNaN: true }),
      use: fc.double({ min: 0, max: 1, noNaN: true }),
      imports: fc.double({ min: 0.1, max: 100, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(partner, { minLength: 2, maxLength: 6 }), (some) => {
        const partners = some.map(({ down, ...one }) => ({ ...one, preference: one.mfn * down }));
        const margins = preferenceMargins(partners);
        const all = partners.reduce((sum, one) => sum + one.imports, 0);
        let balance = 0;
        margins.forEach((one, n) => {
          expect(one.margin).toBeGreaterThanOrEqual(0);
          expect(one.relative).toBeGreaterThanOrEqual(0);
          expect(one.paid).toBeLessThanOrEqual(partners[n]!.mfn + 1e-12);
          expect(one.paid).toBeGreaterThanOrEqual(partners[n]!.preference - 1e-12);
          // Imports times the others' share times the adjusted margin sum to zero.
          balance += partners[n]!.imports * (all - partners[n]!.imports) * one.againstOthers!;
        });
        expect(Math.abs(balance) / all ** 2).toBeLessThan(1e-10);
      }),
    );
  });

  it("a margin smaller than the cost of origin is worth nothing", () => {
    const [geo] = preferenceMargins([{ exporter: "GEO", mfn: 0.02, preference: 0, originCost: origin }]);
    expect(geo!.net).toBeCloseTo(-0.01, 14);
    expect(geo!.againstOthers).toBeNull();
  });

  it("refuses what is out of range", () => {
    const one = { exporter: "GEO", mfn: 0.1, preference: 0 };
    for (const wrong of [
      { mfn: -1 },
      { preference: Number.NaN },
      { use: 1.2 },
      { originCost: { ...origin, rate: -1 } },
      { imports: -1 },
    ])
      expect(() => preferenceMargins([{ ...one, ...wrong }])).toThrow(InputError);
  });
});

describe("the base of a duty", () => {
  it("cif and fob, there and back", () => {
    const margin = { margin: 0.1, source: "assumed" };
    expect(customsValue(100, { from: "fob", to: "cif", margin })).toBeCloseTo(110, 12);
    expect(rateOnBasis(0.2, { from: "cif", to: "fob", margin })).toBeCloseTo(0.22, 14);
    // The money is the same: 0.2 of 110 is 0.22 of 100.
    const back = rateOnBasis(rateOnBasis(0.2, { from: "cif", to: "fob" }), { from: "fob", to: "cif" });
    expect(back).toBeCloseTo(0.2, 14);
    expect(customsValue(100, { from: "cif", to: "cif" })).toBe(100);
    expect(() => customsValue(1, { from: "fob", to: "cif", margin: { ...margin, margin: -1 } })).toThrow(
      InputError,
    );
  });
});

describe("measures as equivalents", () => {
  it("each has a source, and its confidence", () => {
    for (const one of measureEquivalents) expect(one.source.length).toBeGreaterThan(20);
    expect(new Set(measureEquivalents.map(({ id }) => id)).size).toBe(measureEquivalents.length);
    expect(measureEquivalent("ntb-farm").ave).toBe(0.27);
    expect(() => measureEquivalent("ntb")).toThrow(/no equivalent/);
    expect(costFactor(0.27, 0.17)).toBeCloseTo(1.17 / 1.27, 14);
    expect(() => costFactor(-1, 0)).toThrow(InputError);
  });
});
