import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Baseline } from "../../src/contracts/baseline.js";
import {
  gainsFromTrade,
  gainsInputs,
  gainsReport,
  removeDeficits,
  solveMultiSector,
  solveOneSector,
} from "../../src/equilibrium/index.js";
import { shockOf, worldOf, worldSpec } from "./economies.js";
import { sectorSpec, sectorWorld } from "./sector-worlds.js";

const runs = { numRuns: 50, seed: 20141218 };
const bans = ({ economies }: Baseline) =>
  shockOf(
    economies.flatMap((exporter) =>
      economies
        .filter((importer) => importer !== exporter)
        .map((importer) => ({ exporter, importer, kind: "ban" as const, before: 0, after: 1 })),
    ),
  );

describe("the gains from trade by the formula", () => {
  it("are what the one-sector solver finds when all trade is banned", () => {
    fc.assert(
      fc.property(worldSpec, fc.double({ min: 1, max: 12, noNaN: true }), (spec, theta) => {
        const base = removeDeficits(worldOf({ ...spec, zeros: 0 }), { theta }).baseline!;
        const shut = solveOneSector(base, bans(base), { theta });
        expect(shut.because).toBeNull();
        base.economies.forEach((code, j) => {
          const gains = gainsFromTrade(gainsInputs(base, code, { theta }));
          expect(Math.abs(1 - shut.realIncome[j]! - gains)).toBeLessThan(1e-10);
        });
      }),
      runs,
    );
  });

  it("are what the multi-sector solver finds, with inputs and tariff revenue", () => {
    fc.assert(
      fc.property(sectorSpec, (spec) => {
        const world = sectorWorld({ ...spec, zeros: 0 });
        const shut = solveMultiSector(world, bans(world), { deficits: "removed" });
        expect(shut.because).toBeNull();
        world.economies.forEach((code, j) => {
          const gains = gainsFromTrade(gainsInputs(shut.baseline, code));
          expect(Math.abs(1 - shut.realIncome[j]! - gains)).toBeLessThan(1e-8);
        });
      }),
      runs,
    );
  });

  it("fall with θ and with the share of own goods; are the published sizes", () => {
    const at = (ownShare: number, theta: number) => gainsFromTrade({ ownShare: [ownShare], theta });
    expect(at(0.8, 4)).toBeGreaterThan(at(0.8, 5));
    expect(at(0.8, 5)).toBeGreaterThan(at(0.9, 5));
    expect(at(1, 5)).toBe(0);
    expect(at(0, 5)).toBe(1);
    // An import share of about 8 %, as in the United States, is worth some 1.7 % (Costinot and Rodríguez-Clare 2018).
    expect(100 * at(0.92, 5)).toBeCloseTo(1.65, 2);
  });

  it("a good without own producer, needed by all, is worth everything; one that nobody uses, nothing", () => {
    const shared = { ownShare: [0, 0.5], theta: 5, valueAddedShare: [0.5, 0.5] };
    const needed = gainsFromTrade({ ...shared, finalShare: [0, 1], inputShare: [1, 0, 0.1, 0.9] });
    const unused = gainsFromTrade({ ...shared, finalShare: [0, 1], inputShare: [1, 0, 0, 1] });
    expect(needed).toBe(1);
    expect(unused).toBeCloseTo(1 - 0.5 ** (1 / 5 / 0.5), 12);
  });

  it("refuses what it cannot use", () => {
    expect(() => gainsFromTrade({ ownShare: [1.2], theta: 5 })).toThrow(/from 0 to 1; received 1.2/);
    expect(() => gainsFromTrade({ ownShare: [0.5], theta: -1 })).toThrow(/positive; received -1/);
    expect(() => gainsFromTrade({ ownShare: [0.5, 0.5], theta: 5 })).toThrow(/finalShare needs 2 entries/);
    expect(() => gainsFromTrade({ ownShare: [0.5], theta: 5, valueAddedShare: [0.5] })).toThrow(/add to 1/);
    const world = worldOf({ n: 3, seed: 1, spread: 0.5, zeros: 0, tariffs: false });
    expect(() => gainsInputs(world, "QQ", { theta: 5 })).toThrow(/no economy QQ/);
    expect(() => gainsInputs(world, world.economies[0]!)).toThrow(/trade elasticity/);
  });

  it("a report's range is the formula at the ends of θ", () => {
    const world = worldOf({ n: 3, seed: 1, spread: 0.5, zeros: 0, tariffs: true });
    const code = world.economies[0]!;
    const report = gainsReport(world, code, { theta: { median: 5.03, sdLog: 0.4 } });
    const at = (theta: number) =>
      100 * gainsFromTrade({ ...gainsInputs(world, code, { theta }), revenue: 0 });
    expect(report.low).toBeCloseTo(at(5.03 * Math.exp(1.6448536269514722 * 0.4)), 10);
    expect(report.high).toBeCloseTo(at(5.03 * Math.exp(-1.6448536269514722 * 0.4)), 10);
    expect(report.withRevenuePercent).toBeGreaterThan(report.gainsPercent);
  });
});
