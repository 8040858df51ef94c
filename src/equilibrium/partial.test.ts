import { describe, expect, it } from "vitest";
import type { Baseline } from "../contracts/baseline.js";
import { DataError, InputError } from "../contracts/errors.js";
import type { Market } from "../contracts/market.js";
import { PartialOutcomeJson } from "../contracts/outcome.js";
import type { Shock, ShockCell } from "../contracts/shock.js";
import {
  type GsimOptions,
  marketOf,
  partialToJson,
  type SmartOptions,
  solveGsim,
  solveSmart,
  solveTariffRateQuota,
} from "./index.js";

/** Three economies, two sectors; A taxes what B sells it. */
const world: Baseline = {
  id: "three",
  title: "Three economies",
  year: 2000,
  economies: ["AAA", "BBB", "CCC"],
  sectors: ["wine", "water"],
  flows: Float64Array.of(100, 10, 5, 20, 300, 15, 8, 12, 60, 50, 1, 2, 3, 40, 4, 5, 6, 30),
  tariffs: Float64Array.of(0, 0, 0, 0.2, 0, 0, 0.05, 0, 0, 0, 0, 0, 0.1, 0, 0, 0.1, 0, 0),
  origin: new Uint8Array(18),
  moved: new Float64Array(18).fill(1),
  gdp: Float64Array.of(200, Number.NaN, 90),
  sources: [],
  notes: [],
};
const shockOf = (...cells: ShockCell[]): Shock => ({ title: "test", cells, assumptions: [], notCosted: [] });
const cut: ShockCell = {
  exporter: "BBB",
  importer: "AAA",
  sector: "wine",
  kind: "tariff",
  before: 0.2,
  after: 0,
};
const ban: ShockCell = { exporter: "BBB", importer: "AAA", sector: "wine", kind: "ban", before: 0, after: 1 };
const inA = marketOf(world, { importer: "AAA" });
const everywhere = marketOf(world, { all: true, sector: "wine" });
const smart = (cells: ShockCell[], options: Partial<SmartOptions> = {}, market: Market = inA) =>
  solveSmart(market, shockOf(...cells), { importDemand: 1, substitution: 2, ...options });
const gsim = (cells: ShockCell[], options: Partial<GsimOptions> = {}, market: Market = everywhere) =>
  solveGsim(market, shockOf(...cells), {
    importDemand: 1.25,
    substitution: 4,
    exportSupply: 1.5,
    ...options,
  });

describe("marketOf", () => {
  it("takes an importer's column, its own sales left out, every sector a line", () => {
    expect(inA.exporters).toEqual(["BBB", "CCC"]);
    expect(inA.lines).toEqual(["wine", "water"]);
    expect([...inA.flows]).toEqual([20, 8, 3, 5]);
    expect([...inA.tariffs]).toEqual([0.2, 0.05, 0.1, 0.1]);
  });

  it("takes everybody's flows, with sales to oneself or without", () => {
    expect([...everywhere.flows]).toEqual([100, 10, 5, 20, 300, 15, 8, 12, 60]);
    const abroad = marketOf(world, { all: true, sector: "water", domestic: false });
    expect([...abroad.flows]).toEqual([0, 1, 2, 3, 0, 4, 5, 6, 0]);
    expect(world.flows[9]).toBe(50);
  });

  it("refuses what the baseline does not have", () => {
    expect(() => marketOf(world, { importer: "XXX" })).toThrow(/economy of the baseline; received XXX/);
    expect(() => marketOf(world, { importer: "AAA", sector: "tea" })).toThrow(/sector of the baseline/);
    expect(() => marketOf({ ...world, flows: new Float64Array(3) }, { importer: "AAA" })).toThrow(DataError);
  });
});

describe("solveSmart", () => {
  it("moves the line that the shock names and no other", () => {
    const outcome = smart([cut]);
    expect(outcome.flows[0]).toBeGreaterThan(20);
    expect(outcome.flows[1]).toBeLessThan(8);
    expect([...outcome.flows.subarray(2)]).toEqual([3, 5]);
    expect(outcome.tariffs[0]).toBe(0);
  });

  it("shares diversion among several preferred, whatever their order", () => {
    const cells: ShockCell[] = [cut, { ...cut, exporter: "CCC", before: 0.05, after: 0 }];
    const [one, other] = [smart(cells), smart([...cells].reverse())];
    expect(one.flows).toEqual(other.flows);
    // Both prices fall, BBB's by more: trade moves from CCC to BBB.
    expect(one.diversion[0]).toBeGreaterThan(0);
    expect(Math.abs(one.diversion[0]! + one.diversion[1]!)).toBeLessThan(1e-14);
  });

  it("warns of a quota that nobody uses", () => {
    const closed = { ...inA, flows: Float64Array.of(0, 8, 3, 5) };
    const quota = { line: "wine", exporters: ["BBB"], volume: 1, inQuota: 0, overQuota: 1 };
    const outcome = smart([], { quotas: [quota] }, closed);
    expect(outcome.warnings).toEqual(["The quota on wine does nothing: BBB sells none of it in the base."]);
    expect(outcome.quotas[0]?.regime).toBe("in-quota");
  });

  it("puts several rates on parts of a flow", () => {
    const outcome = smart([{ ...cut, share: 0.4 }]);
    expect(outcome.flows[0]).toBeGreaterThan(20);
    expect(outcome.flows[0]).toBeLessThan(smart([cut]).flows[0]!);
    expect(outcome.tariffs[0]).toBeGreaterThan(0);
    expect(outcome.tariffs[0]).toBeLessThan(0.2);
  });

  it("shuts a flow exactly: part goes to others, the rest is not bought", () => {
    const outcome = smart([ban]);
    expect(outcome.flows[0]).toBe(0);
    expect(outcome.flows[1]).toBeCloseTo(8 + 20 * Math.min(1, (2 * 8) / 28), 12);
    expect(outcome.creation[0]! + outcome.diversion[0]!).toBe(-20);
    expect(outcome.consumerSurplus[0]).toBeLessThan(0);
    expect(() => smart([ban], { importDemand: 0 })).toThrow(/demand that ends at some price/);
  });

  it("says what it leaves out and what stands still", () => {
    expect(smart([{ ...cut, importer: "CCC", before: 0 }]).warnings).toEqual([
      "What the shock does in CCC is left out: this is the market of AAA.",
    ]);
    const closed = { ...inA, flows: Float64Array.of(0, 8, 3, 5) };
    expect(smart([cut], {}, closed).warnings).toEqual([
      "BBB sells nothing of wine to AAA in the base: the change of its trade cost does nothing.",
    ]);
  });

  it.each<[string, () => unknown, RegExp]>([
    [
      "an unknown exporter",
      () => smart([{ ...cut, exporter: "XXX" }]),
      /economies of the market; received XXX/,
    ],
    ["an unknown line", () => smart([{ ...cut, sector: "tea" }]), /line of the market; received tea/],
    ["a tariff of -100 %", () => smart([{ ...cut, after: -1 }]), /above -1 \(-100 %\); received -1/],
    ["another tariff before", () => smart([{ ...cut, before: 0.3 }]), /must be the market's, 0\.2/],
    ["itself", () => smart([{ ...cut, exporter: "AAA" }]), /must differ; received AAA twice/],
    ["a good named twice", () => smart([cut, cut]), /name each good once/],
    ["a negative elasticity", () => smart([], { importDemand: -1.25 }), /at least 0; received -1\.25/],
    ["no supply", () => smart([], { exportSupply: 0 }), /above 0, or Infinity; received 0/],
    [
      "an elasticity left out",
      () => smart([], { importDemand: { wine: 1 } }),
      /received undefined for water/,
    ],
    ["an elasticity of a stranger", () => smart([], { substitution: { tea: 1 } }), /received tea/],
    [
      "a ban lifted without its line",
      () => smart([{ exporter: "BBB", importer: "AAA", kind: "unban", before: 1, after: 0, priorFlow: 3 }]),
      /must name its line/,
    ],
    [
      "a ban lifted without a prior flow",
      () => smart([{ ...ban, kind: "unban", before: 1, after: 0 }]),
      /priorFlow must be a positive flow/,
    ],
    [
      "an option misspelt",
      () => smart([], { diversion: "cap" as "capped" }),
      /capped or bounded; received cap/,
    ],
    ["several importers", () => smart([], {}, everywhere), /market of one importer/],
    [
      "a quota and a tariff on one exporter",
      () =>
        smart([cut], { quotas: [{ line: "wine", exporters: ["BBB"], volume: 9, inQuota: 0, overQuota: 1 }] }),
      /a quota or a tariff cell, not both/,
    ],
    [
      "a quota without its line",
      () => smart([], { quotas: [{ exporters: ["BBB"], volume: 9, inQuota: 0, overQuota: 1 }] }),
      /quota must name what the market has/,
    ],
    [
      "rates the wrong way round",
      () =>
        smart([], { quotas: [{ line: "wine", exporters: "all", volume: 9, inQuota: 0.5, overQuota: 0.1 }] }),
      /over-quota rate not below/,
    ],
    [
      "licences that do not add up",
      () =>
        smart([], {
          quotas: [
            { line: "wine", exporters: "all", volume: 9, inQuota: 0, overQuota: 1, allocation: { BBB: 0.5 } },
          ],
        }),
      /add to 1; they add to 0\.5/,
    ],
  ])("refuses %s in a sentence", (_, run, says) => {
    expect(run).toThrow(InputError);
    expect(run).toThrow(says);
  });

  it("refuses data that cannot be", () => {
    const at =
      (flows: Float64Array, tariffs = inA.tariffs) =>
      () =>
        smart([], {}, { ...inA, flows, tariffs });
    expect(at(Float64Array.of(20, -1, 3, 5))).toThrow(
      /flow must be a number of at least 0; received -1, CCC to AAA, wine/,
    );
    expect(at(Float64Array.of(20, Number.NaN, 3, 5))).toThrow(DataError);
    expect(at(inA.flows, Float64Array.of(-1, 0, 0, 0))).toThrow(/above -1 \(-100 %\)/);
    expect(at(new Float64Array(3))).toThrow(/1 × 2|2 × 2/);
  });

  it("writes JSON that the schema takes, economies with what is known of them", () => {
    const quota = { line: "water", exporters: "all", volume: 7, inQuota: 0.1, overQuota: 0.5 } as const;
    const outcome = smart([cut], {
      quotas: [quota],
      exportSupply: { BBB: 2, CCC: Number.POSITIVE_INFINITY },
    });
    const json = PartialOutcomeJson.parse(JSON.parse(JSON.stringify(partialToJson(outcome))));
    expect(json.economies.map((e) => e.economy)).toEqual(["AAA", "BBB", "CCC"]);
    const [importer, exporter] = json.economies;
    expect(importer?.exports).toBeUndefined();
    expect(importer?.quotaRent?.after).toBeGreaterThan(0);
    expect(exporter?.exports?.before).toBe(23);
    expect(exporter?.imports).toBeUndefined();
    expect(json.parameters.exportSupply).toEqual({ BBB: 2, CCC: "infinite" });
    expect(json.flows[0]).toMatchObject({ exporter: "BBB", importer: "AAA", sector: "wine", before: 20 });
    expect(json.quotas[0]?.regime).toBe("binding");
    const surpluses =
      importer!.consumerSurplus! +
      importer!.tariffRevenue!.after -
      importer!.tariffRevenue!.before +
      importer!.quotaRent!.after;
    expect(importer?.welfare.usdMillion).toBeCloseTo(surpluses, 12);
  });

  it("changes nothing that it is given", () => {
    const before = JSON.stringify(inA);
    smart([cut, ban].slice(0, 1), { exportSupply: 2, supply: "joint" });
    expect(JSON.stringify(inA)).toBe(before);
  });
});

describe("solveGsim", () => {
  it("raises the price of who is preferred and lowers that of who is not", () => {
    for (const method of ["linear", "exact"] as const) {
      const outcome = gsim([cut], { method });
      expect(outcome.because).toBeNull();
      expect(outcome.price[1]).toBeGreaterThan(1);
      expect(outcome.price[2]).toBeLessThan(1);
      expect(outcome.tariffs[3]).toBe(0);
    }
  });

  it("takes elasticities by economy; with infinite supply a price stays", () => {
    const outcome = gsim([cut], {
      exportSupply: { AAA: 1, BBB: Number.POSITIVE_INFINITY, CCC: 0 },
      substitution: { AAA: 4, BBB: 1, CCC: 3 },
      importDemand: { AAA: 1, BBB: 0.5, CCC: 2 },
    });
    expect(outcome.price[1]).toBe(1);
    expect(outcome.producerSurplus[1]).toBe(0);
    const sold = [6, 7, 8].reduce((sum, k) => sum + outcome.quantities[k]!, 0);
    expect(sold).toBeCloseTo(80, 9);
  });

  it("lets consumers lose less by the area than by the formula as published, and win the same", () => {
    const published = gsim([cut], { method: "linear" });
    const area = gsim([cut], { method: "linear", surplus: "area" });
    const rises = [...published.priceIndex].map((p) => p > 1);
    expect(rises).toContain(true);
    rises.forEach((rise, j) => {
      const gap = area.consumerSurplus[j]! - published.consumerSurplus[j]!;
      if (rise) expect(gap).toBeGreaterThan(0);
      else expect(gap).toBe(0);
    });
  });

  it("gives reasons where there is no answer", () => {
    const large: ShockCell = { ...cut, after: 9 };
    const linear = gsim([large], { method: "linear" });
    expect(linear.converged).toBe(false);
    expect(linear.because).toMatch(/too large for the linear form: trade from \w+ to \w+ would be negative/);
    expect(linear.flows).toHaveLength(0);
    const lonely: Market = {
      ...everywhere,
      flows: Float64Array.of(100, 10, 5, 20, 0, 0, 8, 12, 60),
    };
    const shut = gsim([ban], {}, lonely);
    expect(shut.because).toMatch(/BBB is left without a market/);
    const json = PartialOutcomeJson.parse(JSON.parse(JSON.stringify(partialToJson(shut))));
    expect(json.economies).toEqual([]);
    const hungry: Market = { ...everywhere, flows: Float64Array.of(0, 10, 5, 20, 300, 15, 0, 12, 60) };
    expect(gsim([ban], {}, hungry).because).toMatch(/AAA is left without supply/);
    const stopped = gsim([large], { maxIterations: 1, tolerance: 1e-15 });
    expect(stopped.converged).toBe(false);
    expect(stopped.because).toMatch(/No convergence: the largest relative excess demand is/);
  });

  it.each<[string, () => unknown, RegExp]>([
    ["a ban in the linear form", () => gsim([ban], { method: "linear" }), /small changes of cost only/],
    ["a ban where varieties are essential", () => gsim([ban], { substitution: 0.9 }), /substitution above 1/],
    ["no substitution", () => gsim([], { substitution: 0 }), /substitution must be above 0/],
    ["a negative elasticity", () => gsim([], { importDemand: -1.25 }), /received -1\.25/],
    ["a tolerance of nothing", () => gsim([], { tolerance: 0 }), /tolerance must be in \(0, 1\)/],
  ])("refuses %s in a sentence", (_, run, says) => {
    expect(run).toThrow(InputError);
    expect(run).toThrow(says);
  });
});

describe("solveTariffRateQuota", () => {
  it("shares the rent among holders of licences", () => {
    const solution = solveTariffRateQuota({
      demand: { form: "constant-elasticity", imports: 100, at: 1.1, elasticity: 2 },
      volume: 80,
      inQuota: 0.1,
      overQuota: 0.6,
      licences: { GEO: 0.25, MDA: 0.75 },
    });
    expect(solution.regime).toBe("binding");
    expect(solution.price).toBeCloseTo(1.1 * (100 / 80) ** 0.5, 12);
    expect(solution.rentBy.GEO).toBeCloseTo(0.25 * solution.rent, 12);
  });

  it("refuses terms and demand that cannot be", () => {
    const demand = { form: "linear", intercept: 100, slope: 50 } as const;
    const terms = { volume: 30, inQuota: 0.1, overQuota: 0.6 };
    expect(() => solveTariffRateQuota({ demand, ...terms, volume: -1 })).toThrow(/volume must be/);
    expect(() => solveTariffRateQuota({ demand, ...terms, inQuota: -1 })).toThrow(/fractions above -1/);
    expect(() => solveTariffRateQuota({ demand: { ...demand, slope: -50 }, ...terms })).toThrow(
      /must fall in the price/,
    );
    expect(() => solveTariffRateQuota({ demand, ...terms, worldPrice: 0 })).toThrow(/above 0/);
  });
});
