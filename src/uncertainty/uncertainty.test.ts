import { describe, expect, it } from "vitest";
import type { Baseline } from "../contracts/baseline.js";
import { InputError } from "../contracts/errors.js";
import type { Distribution } from "../contracts/scenario.js";
import { compileShock, prepareOneSector } from "../equilibrium/index.js";
import { normalCdf, quantile } from "../kernel/index.js";
import {
  type DrawJob,
  distributionQuantile,
  drawParameters,
  type Executor,
  solveDraws,
  summarise,
} from "./index.js";

const sorted = (d: Distribution, draws = 20_000) => drawParameters({ x: d }, { draws, seed: 5 }).x!.sort();

describe("drawParameters", () => {
  it("has the quantiles of each distribution", () => {
    // The 5 %, 50 % and 95 % quantiles of 20,000 draws lie within five standard errors of the exact ones.
    const check = (d: Distribution, exact: readonly number[]) => {
      const at = sorted(d);
      [0.05, 0.5, 0.95].forEach((p, k) => {
        const [low, high] = [-1, 1].map((s) =>
          quantile(at, p + 5 * s * Math.sqrt((p * (1 - p)) / at.length)),
        );
        expect(low).toBeLessThan(exact[k]!);
        expect(high).toBeGreaterThan(exact[k]!);
      });
    };
    check(
      { lognormal: { median: 5.03, sdLog: 0.4 } },
      [-1.6448536, 0, 1.6448536].map((z) => 5.03 * Math.exp(0.4 * z)),
    );
    check({ uniform: [2, 4] }, [2.1, 3, 3.9]);
    check({ triangular: [0, 1, 4] }, [Math.sqrt(0.2), 4 - Math.sqrt(6), 4 - Math.sqrt(0.6)]);
    check({ normal: { mean: 2, sd: 0.5 } }, [2 - 0.8224268, 2, 2 + 0.8224268]);
  });

  it("keeps a bounded normal in its bounds, with the shape of the normal between them", () => {
    const at = sorted({ normal: { mean: 2.74, sd: 0.35, min: 2.3, max: 3.2 } });
    expect(at[0]).toBeGreaterThanOrEqual(2.3);
    expect(at.at(-1)).toBeLessThanOrEqual(3.2);
    const [a, b, m] = [(2.3 - 2.74) / 0.35, (3.2 - 2.74) / 0.35, (2.9 - 2.74) / 0.35].map(normalCdf) as [
      number,
      number,
      number,
    ];
    const below = at.filter((x) => x < 2.9).length / at.length;
    expect(Math.abs(below - (m - a) / (b - a))).toBeLessThan(0.02);
    const far = sorted({ normal: { mean: 0, sd: 1, min: 12 } }, 200);
    expect(far[0]).toBeGreaterThanOrEqual(12);
    expect(far.at(-1)).toBeLessThan(13);
  });

  it("gives a parameter the same draws whatever else is drawn, and however many", () => {
    const theta: Distribution = { lognormal: { median: 5, sdLog: 0.4 } };
    const alone = drawParameters({ theta }, { draws: 10, seed: 1 });
    const among = drawParameters({ tau: { uniform: [0.8, 1] }, theta, kappa: 2 }, { draws: 50, seed: 1 });
    expect([...among.theta!.subarray(0, 10)]).toEqual([...alone.theta!]);
    expect(new Set(among.kappa)).toEqual(new Set([2]));
    expect([...drawParameters({ theta }, { draws: 10, seed: 2 }).theta!]).not.toEqual([...alone.theta!]);
  });

  it("refuses bounds out of order, draws and seeds that are none", () => {
    expect(() => distributionQuantile({ uniform: [2, 1] }, "theta")).toThrow(InputError);
    expect(() => distributionQuantile({ triangular: [1, 3, 2] }, "theta")).toThrow(/ascend/);
    expect(() => distributionQuantile({ normal: { mean: 0, sd: 1, min: 60, max: 70 } }, "theta")).toThrow(
      /reach/,
    );
    expect(() => drawParameters({}, { draws: -1, seed: 1 })).toThrow(/draws/);
    expect(() => drawParameters({}, { draws: 1, seed: 0.5 })).toThrow(/seed/);
  });
});

const world: Baseline = {
  id: "three",
  title: "Three economies",
  year: 2000,
  economies: ["AAA", "BBB", "CCC"],
  sectors: ["goods"],
  flows: Float64Array.of(100, 10, 5, 20, 300, 15, 8, 12, 60),
  tariffs: new Float64Array(9),
  origin: new Uint8Array(9),
  moved: new Float64Array(9).fill(1),
  gdp: new Float64Array(3),
  sources: [],
  notes: [],
};
const shockAt = ({ tau }: Readonly<Record<string, number>>) => ({
  title: "cut",
  cells: [{ exporter: "BBB", importer: "AAA", kind: "iceberg" as const, before: 1, after: tau! }],
  assumptions: [],
  notCosted: [],
});
const question = () => ({
  prepared: prepareOneSector(world),
  shockAt,
  parameters: drawParameters(
    {
      theta: { lognormal: { median: 5, sdLog: 0.4 } },
      tau: { uniform: [0.8, 1] },
      kappa: { uniform: [0.9, 1.1] },
    },
    { draws: 60, seed: 3 },
  ),
  centre: { theta: 5, tau: 0.9, kappa: 1 },
  domesticAt: ({ kappa }: Readonly<Record<string, number>>) =>
    Float64Array.of(100 * kappa!, 300 * kappa!, 60 * kappa!),
  figures: [
    { of: "flow", exporter: "BBB", importer: "AAA" },
    { of: "realIncomePercent" },
    { of: "welfare", economy: "AAA" },
  ] as const,
});

describe("solveDraws", () => {
  it("solves each draw as if alone", async () => {
    const asked = question();
    const { names, columns, failures } = await solveDraws(asked);
    expect(failures).toBe(0);
    expect(names).toEqual([
      "flow.BBB.AAA",
      "realIncomePercent.AAA",
      "realIncomePercent.BBB",
      "realIncomePercent.CCC",
      "welfare.AAA",
    ]);
    for (let d = 0; d < 60; d++) {
      const values = Object.fromEntries(Object.entries(asked.parameters).map(([name, c]) => [name, c[d]!]));
      const alone = prepareOneSector(world).solve(compileShock(world, shockAt(values)), {
        theta: values.theta!,
        deficits: "additive",
        domestic: asked.domesticAt(values),
      });
      expect(Math.abs(columns[0]![d]! / alone.flow(1, 0) - 1)).toBeLessThan(1e-7);
      expect(Math.abs(columns[1]![d]! - 100 * (alone.realIncome[0]! - 1))).toBeLessThan(1e-6);
    }
  });

  it("gives the same bits however the draws are cut", async () => {
    const cutBy = (size: number): Executor => ({
      run: async (job: DrawJob) => {
        const from = Array.from({ length: Math.ceil(job.draws / size) }, (_, k) => k * size);
        // Last chunk first: order must not matter either.
        return from
          .reverse()
          .map((start) => job.run(start, Math.min(start + size, job.draws)))
          .reverse();
      },
    });
    const whole = await solveDraws(question());
    for (const size of [1, 7, 59])
      expect(await solveDraws({ ...question(), executor: cutBy(size) })).toEqual(whole);
  });

  it("counts draws that fail, with the reason, and keeps them out of the summary", async () => {
    const asked = question();
    const tau = asked.parameters.tau!.slice();
    tau[4] = -1;
    tau[9] = Number.NaN;
    const draws = await solveDraws({ ...asked, parameters: { ...asked.parameters, tau } });
    expect(draws.failures).toBe(2);
    expect([draws.failed[4], draws.failed[9], draws.failed[5]]).toEqual([1, 1, 0]);
    expect(draws.reasons[0]).toMatch(/positive cost factor; received -1/);
    const summary = summarise(draws).get("flow.BBB.AAA")!;
    const kept = draws.columns[0]!.filter((_, d) => !draws.failed[d]).sort();
    expect(kept.length).toBe(58);
    expect(summary.low).toBe(quantile(kept, 0.05));
    expect(summary.median).toBe(quantile(kept, 0.5));
    expect(summary.mean).toBeCloseTo(kept.reduce((a, b) => a + b, 0) / 58, 10);
  });

  it("says null where no draw gave a figure, and makes no draws when none are asked for", async () => {
    const asked = question();
    const tau = asked.parameters.tau!.map(() => -1);
    expect(
      summarise(await solveDraws({ ...asked, parameters: { ...asked.parameters, tau } })).get("welfare.AAA"),
    ).toBeNull();
    const none = await solveDraws({ ...asked, parameters: { theta: new Float64Array(0) } });
    expect([none.draws, none.failures]).toEqual([0, 0]);
  });

  it("refuses draws without theta, and figures of unknown economies", async () => {
    const asked = question();
    await expect(solveDraws({ ...asked, parameters: { tau: new Float64Array(3) } })).rejects.toThrow(/theta/);
    await expect(solveDraws({ ...asked, figures: [{ of: "exports", economy: "ZZZ" }] })).rejects.toThrow(
      /ZZZ/,
    );
    await expect(solveDraws({ ...asked, centre: { theta: -1, tau: 1, kappa: 1 } })).rejects.toThrow(/theta/);
  });
});
