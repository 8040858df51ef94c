import { describe, expect, it } from "vitest";
import type { Baseline } from "../contracts/baseline.js";
import type { OutcomeJson, PartialOutcomeJson } from "../contracts/outcome.js";
import type { ModelName } from "../contracts/scenario.js";
import { parseScenario } from "../scenario/index.js";
import { simulateModels } from "./simulate.js";

const codes = ["AAA", "BBB", "CCC"];
const flows = [900, 40, 60, 30, 700, 50, 80, 20, 500];

function world(sectors: readonly string[]): Baseline {
  return {
    id: "three",
    title: "three",
    year: 2014,
    economies: codes,
    sectors,
    flows: Float64Array.from(sectors.flatMap((_, s) => flows.map((x) => x * (1 + s)))),
    tariffs: new Float64Array(9 * sectors.length),
    gdp: new Float64Array(3).fill(1000),
    provenance: new Uint8Array(0),
    moved: new Float64Array(0),
    notes: [],
  } as unknown as Baseline;
}

async function run<T = OutcomeJson>(model: ModelName, yaml: string, sectors = ["goods"]): Promise<T> {
  const scenario = parseScenario(
    `title: t\nbase: { flows: three.csv, exporter: o, importer: d, value: v }\nmodel: ${model}\n${yaml}`,
    "three.yaml",
  );
  const base = { baseline: world(sectors), columnOf: () => new Float64Array(9 * sectors.length) };
  const { outcomes } = await simulateModels(scenario, () => base);
  return outcomes[0] as T;
}

const cut = "{ importer: BBB, exporter: AAA, tau: { triangular: [0.8, 0.9, 0.95] } }";

describe("draws of every model", () => {
  it.each([
    ["additive", ""],
    ["removed", ""],
    ["multiplicative-rescaled", ", method: antithetic"],
  ])("multi-sector on one sector gives the intervals of one-sector: %s", async (deficits, method) => {
    const yaml = `parameters: { theta: { uniform: [3, 6] }, deficits: ${deficits} }
shocks: [${cut}]
uncertainty: { draws: 40, seed: 3${method} }`;
    const one = await run("one-sector", yaml);
    const many = await run("multi-sector", yaml);
    for (const [k, { economy, realIncome, exports, welfare }] of one.economies.entries()) {
      const other = many.economies[k]!;
      expect(other.economy).toBe(economy);
      expect(realIncome.low).toBeLessThan(realIncome.high!);
      for (const end of ["low", "high", "lowError", "highError"] as const) {
        // Too few draws to a group tell no error, in either.
        expect(other.realIncome[end] === undefined).toBe(realIncome[end] === undefined);
        if (realIncome[end] === undefined) continue;
        expect(other.realIncome[end]).toBeCloseTo(realIncome[end]!, 6);
        expect(other.exports[end]).toBeCloseTo(exports[end]!, 6);
        expect(other.welfare[end]).toBeCloseTo(welfare[end]!, 4);
      }
    }
    expect(many.uncertainty!.tornado.map(({ figure }) => figure)).toEqual(
      one.uncertainty!.tornado.map(({ figure }) => figure),
    );
    const bars = (outcome: OutcomeJson) => outcome.uncertainty!.tornado.flatMap((t) => t.bars);
    for (const [k, bar] of bars(one).entries()) {
      const other = bars(many)[k]!;
      expect(other.parameter).toBe(bar.parameter);
      expect(other.swing).toBeCloseTo(bar.swing!, 6);
      expect(other.firstOrder).toBeCloseTo(bar.firstOrder!, 6);
    }
  });

  it.each(["one-sector", "multi-sector"] as const)(
    "a base that differs from draw to draw is no change of its own: %s",
    async (model) => {
      // Deficits are removed first, so each θ has a base of its own; without a shock nothing changes in any.
      const still = await run(
        model,
        `parameters: { theta: { uniform: [2, 9] }, deficits: removed }
shocks: [{ importer: BBB, exporter: AAA, tau: 1 }]
uncertainty: { draws: 16, seed: 3 }`,
      );
      for (const { exports, imports, realIncome } of still.economies) {
        for (const { low, high } of [exports, imports, realIncome]) {
          expect(Math.abs(low!)).toBeLessThan(1e-6);
          expect(Math.abs(high!)).toBeLessThan(1e-6);
        }
      }
      const flow = still.flows.find((f) => f.exporter === "AAA" && f.importer === "BBB")!;
      expect(Math.abs(flow.low!) + Math.abs(flow.high!)).toBeLessThan(1e-6);
    },
  );

  it("theta by sector varies sector by sector, and a shock to one sector hears its own only", async () => {
    const yaml = (food: string) => `parameters: { theta: { bySector: { food: ${food}, cars: 4 } } }
shocks: [{ importer: BBB, exporter: AAA, sector: food, tau: 0.9 }]
uncertainty: { draws: 25, seed: 3 }`;
    const drawn = await run("multi-sector", yaml("{ uniform: [3, 6] }"), ["food", "cars"]);
    const food = drawn.flows.find(
      (f) => f.sector === "food" && f.exporter === "AAA" && f.importer === "BBB",
    )!;
    expect(food.low).toBeLessThan(food.high! - 5);
    expect(drawn.uncertainty!.tornado[0]).toMatchObject({ figure: "flow.AAA.BBB.food" });
    expect(drawn.uncertainty!.tornado[0]!.bars.map(({ parameter }) => parameter)).toEqual(["theta.food"]);
    const cars = drawn.flows.find(
      (f) => f.sector === "cars" && f.exporter === "AAA" && f.importer === "BBB",
    )!;
    expect(cars.low).toBeUndefined();
    await expect(run("multi-sector", yaml("{ uniform: [-1, 6] }"), ["food", "cars"])).rejects.toThrow(
      /theta must be positive/,
    );
  });

  it("smart: creation is E_m M (1 − τ̂), so its interval is that of E_m", async () => {
    const outcome = await run<PartialOutcomeJson>(
      "smart",
      `parameters: { partial: { importDemand: { uniform: [1, 2] }, substitution: 0 } }
shocks: [{ importer: BBB, exporter: AAA, tau: 0.9 }]
uncertainty: { draws: 4096, seed: 5, method: sobol }`,
    );
    const buyer = outcome.economies.find(({ economy }) => economy === "BBB")!;
    expect(buyer.creation).toBeCloseTo(1.5 * 40 * 0.1, 10);
    expect(buyer.ranges!.creation!.low).toBeCloseTo(1.05 * 40 * 0.1, 2);
    expect(buyer.ranges!.creation!.high).toBeCloseTo(1.95 * 40 * 0.1, 2);
    expect(outcome.uncertainty!.tornado[0]!.bars).toHaveLength(1);
    expect(outcome.uncertainty!.tornado[0]!.bars[0]).toMatchObject({ parameter: "importDemand" });
    const flow = outcome.flows.find((f) => f.exporter === "AAA")!;
    // What is shipped is a tenth less than without the cut for the same arrivals.
    expect(flow.high).toBeCloseTo(100 * ((1 + 1.95 * 0.1) * 0.9 - 1), 1);
  });

  it("gsim: elasticities by name, and draws that do not vary are one solve", async () => {
    const outcome = await run<PartialOutcomeJson>(
      "gsim",
      `parameters:
  partial:
    importDemand: { uniform: [1.25, 1.25] }
    exportSupply: { by: { AAA: 2 }, other: infinite }
shocks: [{ importer: BBB, exporter: AAA, tau: 0.9 }]
uncertainty: { draws: 8, seed: 5 }`,
    );
    const [a, b, c] = outcome.economies;
    expect(a!.producerPrice!.after).toBeGreaterThan(1);
    expect(b!.producerPrice!.after).toBe(1);
    expect(c!.producerSurplus).toBe(0);
    expect(a!.welfare.low).toBeCloseTo(a!.welfare.usdMillion, 10);
    expect(a!.ranges!.producerSurplus!.high).toBeCloseTo(a!.producerSurplus!, 10);
    expect(outcome.assumptions.find(({ id }) => id === "gsim.exportSupply")!.says).toBe(
      "Elasticity of export supply: 2 for AAA, infinite for all others.",
    );
    await expect(
      run("gsim", "parameters: { partial: { exportSupply: { by: { AAA: 2 } } } }\nshocks: []"),
    ).rejects.toThrow(/exportSupply must be a number of at least 0, or Infinity; received undefined for BBB/);
  });

  it("a draw that the model refuses is counted and said", async () => {
    const outcome = await run<PartialOutcomeJson>(
      "smart",
      `parameters: { partial: { importDemand: { normal: { mean: 1, sd: 2 } } } }
shocks: [{ importer: BBB, exporter: AAA, tau: 0.9 }]
uncertainty: { draws: 60, seed: 5 }`,
    );
    expect(outcome.uncertainty!.failures).toBeGreaterThan(5);
    expect(outcome.uncertainty!.failures).toBeLessThan(40);
    expect(outcome.warnings.join()).toMatch(
      /of 60 draws have no solution and are left out: importDemand must be/,
    );
  });
});

describe("quotas of a scenario", () => {
  // Linear demand M = 100 − 50 P at a world price of 1: base tariff 0.6 gives M = 20, and E_m at that point is 50 · 1.6 / 20.
  const quotas = (volume: number) => `parameters: { partial: { importDemand: 4, substitution: 0 } }
shocks: []
quotas: [{ importer: BBB, exporters: [AAA], volume: ${volume}, inQuota: 0.1, overQuota: 0.6 }]`;

  async function market(volume: number, more = ""): Promise<PartialOutcomeJson> {
    const base = world(["goods"]);
    const flowsAt = Float64Array.from([900, 20, 0, 0, 700, 0, 0, 0, 500]);
    const tariffs = new Float64Array(9);
    tariffs[1] = 0.6;
    const scenario = parseScenario(
      `title: t\nbase: { flows: three.csv, exporter: o, importer: d, value: v }\nmodel: smart\n${quotas(volume)}\n${more}`,
      "three.yaml",
    );
    const ready = { baseline: { ...base, flows: flowsAt, tariffs }, columnOf: () => new Float64Array(9) };
    return (await simulateModels(scenario, () => ready)).outcomes[0] as PartialOutcomeJson;
  }

  it.each([
    [30, "binding", 30, 0.3, 9],
    [10, "over-quota", 20, 0.5, 5],
    [50, "in-quota", 45, 0, 0],
  ] as const)("a volume of %d is %s", async (volume, regime, imports, premium, rent) => {
    const [quota] = (await market(volume)).quotas;
    expect(quota!.regime).toBe(regime);
    expect(quota!.imports).toBeCloseTo(imports, 9);
    expect(quota!.premium).toBeCloseTo(premium, 9);
    expect(quota!.rent).toBeCloseTo(rent, 8);
  });

  it("have intervals on the flows that they bind", async () => {
    const bound = (await market(30, "uncertainty: { draws: 12, seed: 1 }")).flows.find(
      (f) => f.exporter === "AAA",
    )!;
    expect(bound.low).toBeCloseTo(50, 8);
    expect(bound.high).toBeCloseTo(50, 8);
  });

  it("belong to smart, and name one importer", async () => {
    await expect(run("gsim", quotas(10))).rejects.toThrow(/gsim has no tariff-rate quotas/);
    await expect(
      run(
        "smart",
        `${quotas(10)}`.replace("shocks: []", "shocks: [{ importer: CCC, exporter: AAA, tau: 0.9 }]"),
      ),
    ).rejects.toThrow(/smart looks at one importer's market/);
  });
});
