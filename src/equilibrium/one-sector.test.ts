import { describe, expect, it } from "vitest";
import type { Baseline } from "../contracts/baseline.js";
import { DataError, InputError } from "../contracts/errors.js";
import { OutcomeJson } from "../contracts/outcome.js";
import type { Shock, ShockCell } from "../contracts/shock.js";
import { compileShock, outcomeToJson, prepareOneSector, solveOneSector } from "./index.js";

/** Three economies; A taxes what B sells it. */
const world: Baseline = {
  id: "three",
  title: "Three economies",
  year: 2000,
  economies: ["AAA", "BBB", "CCC"],
  sectors: ["goods"],
  flows: Float64Array.of(100, 10, 5, 20, 300, 15, 8, 12, 60),
  tariffs: Float64Array.of(0, 0, 0, 0.2, 0, 0, 0.05, 0, 0),
  origin: new Uint8Array(9),
  moved: new Float64Array(9).fill(1),
  gdp: Float64Array.of(200, Number.NaN, 90),
  sources: [],
  notes: [],
};
const shockOf = (...cells: ShockCell[]): Shock => ({ title: "test", cells, assumptions: [], notCosted: [] });
const cut: ShockCell = { exporter: "BBB", importer: "AAA", kind: "tariff", before: 0.2, after: 0 };
const ice: ShockCell = { exporter: "BBB", importer: "AAA", kind: "iceberg", before: 1, after: 0.9 };
const solve = (cells: ShockCell[], baseline = world) =>
  solveOneSector(baseline, shockOf(...cells), { theta: 5 });

describe("solveOneSector", () => {
  it("reports the effect of a tariff cut where theory puts it", () => {
    const outcome = solve([cut]);
    expect(outcome.converged).toBe(true);
    expect(outcome.flows[3]).toBeGreaterThan(20 * 1.5);
    expect(outcome.tariffs[3]).toBe(0);
    // The partner that gets the preference gains, the one that loses its place loses.
    expect(outcome.realIncome[1]).toBeGreaterThan(1);
    expect(outcome.realIncome[2]).toBeLessThan(1);
    expect(outcome.tariffRevenue[0]).toBeLessThan(0.2 * 20 + 0.05 * 8);
  });

  it("combines cells of a pair: kinds cross, shares of one kind add", () => {
    const both = solve([cut, ice]).flows;
    expect(both[3]).toBeGreaterThan(solve([cut]).flows[3]!);
    const halves = solve([
      { ...ice, share: 0.5 },
      { ...ice, share: 0.5, before: 2, after: 1.8 },
    ]);
    expect(Math.abs(halves.flows[3]! / solve([ice]).flows[3]! - 1)).toBeLessThan(1e-11);
    const third = solve([{ ...cut, share: 0.3, after: 0.5 }]);
    // The tariff that is paid on average lies between the two rates, nearer the old one as goods shift.
    expect(third.tariffs[3]).toBeGreaterThan(0.2);
    expect(third.tariffs[3]).toBeLessThan(0.29);
  });

  it("shuts a flow exactly, and opens one from a named prior only", () => {
    const shut = solve([{ ...ice, kind: "ban", before: 0, after: 1 }]);
    expect(shut.flows[3]).toBe(0);
    const closed = { ...world, flows: world.flows.map((x, k) => (k === 3 ? 0 : x)) };
    const idle = solve([ice], closed);
    expect(idle.flows[3]).toBe(0);
    expect(idle.warnings).toEqual([
      "BBB sells nothing to AAA in the base: the change of its trade cost does nothing.",
    ]);
    const open = solve([{ ...ice, kind: "unban", before: 1, after: 0, priorFlow: 20 }], closed);
    expect(open.flows[3]).toBeGreaterThan(10);
    expect(open.warnings).toEqual([]);
  });

  it("keeps the numeraire's wage at one", () => {
    const outcome = solveOneSector(world, shockOf(cut), { theta: 5, numeraire: "BBB" });
    expect(outcome.wage[1]).toBe(1);
  });

  it("takes a start without changing the answer or the start", () => {
    const start = Float64Array.of(1.3, 0.8, 1.1);
    const one = solve([cut]);
    const other = solveOneSector(world, shockOf(cut), { theta: 5, start });
    expect([...start]).toEqual([1.3, 0.8, 1.1]);
    one.wage.forEach((w, i) => {
      expect(Math.abs(other.wage[i]! / w - 1)).toBeLessThan(1e-11);
    });
  });

  it("changes nothing that it was given", () => {
    const before = [...world.flows, ...world.tariffs];
    solveOneSector(world, shockOf(cut, ice), { theta: 5, deficits: "removed" });
    expect([...world.flows, ...world.tariffs]).toEqual(before);
  });

  it("starts from the balanced world when deficits are removed, and says so", () => {
    const outcome = solveOneSector(world, shockOf(), { theta: 5, deficits: "removed" });
    const { flows, notes } = outcome.baseline;
    for (let i = 0; i < 3; i++) {
      const sold = [0, 1, 2].reduce((sum, j) => sum + flows[i * 3 + j]!, 0);
      const bought = [0, 1, 2].reduce((sum, j) => sum + flows[j * 3 + i]!, 0);
      expect(Math.abs(sold / bought - 1)).toBeLessThan(1e-11);
    }
    expect(notes.at(-1)).toMatch(/Deficits were removed first/);
  });

  it("does not answer what has no answer", () => {
    const noHome = { ...world, flows: world.flows.map((x, k) => (k === 0 ? 0 : x)) };
    const ban = (exporter: string, importer: string): ShockCell => ({
      exporter,
      importer,
      kind: "ban",
      before: 0,
      after: 1,
    });
    const starved = solve([ban("BBB", "AAA"), ban("CCC", "AAA")], noHome);
    expect(starved).toMatchObject({
      converged: false,
      because: "AAA is left without supply: nobody sells to it.",
    });
    expect(starved.flows.length).toBe(0);
    const unsold = solve([ban("AAA", "BBB"), ban("AAA", "CCC")], noHome);
    expect(unsold.because).toBe("AAA is left without a market: nobody buys what it produces.");
    const alone = solve([ban("AAA", "BBB"), ban("AAA", "CCC"), ban("BBB", "AAA"), ban("CCC", "AAA")]);
    expect(alone.because).toMatch(
      /AAA without trade with the rest of the world, and with a deficit or surplus/,
    );
    const surplus = { ...world, flows: Float64Array.of(1, 90, 5, 2, 300, 15, 1, 12, 60) };
    const poor = solve([{ exporter: "AAA", importer: "BBB", kind: "iceberg", before: 1, after: 3 }], surplus);
    expect(poor.because).toMatch(/additive closure is infeasible: the surplus of AAA/);
    const short = solveOneSector(world, shockOf(cut), { theta: 5, maxIterations: 2 });
    expect(short.because).toMatch(/No convergence.*after 2 iterations/);
    expect(solve([{ ...ice, after: 1e-100 }]).because).toMatch(/too deep to compute/);
  });

  it("handles economies that are empty, or alone", () => {
    const four = (flow: (i: number, j: number) => number): Baseline => ({
      ...world,
      economies: [...world.economies, "DDD"],
      flows: Float64Array.from({ length: 16 }, (_, k) => {
        const [i, j] = [Math.floor(k / 4), k % 4];
        return i < 3 && j < 3 ? world.flows[i * 3 + j]! : flow(i, j);
      }),
      tariffs: new Float64Array(16),
    });
    const balanced = { theta: 5, deficits: "additive" } as const;
    const empty = solveOneSector(
      four(() => 0),
      shockOf(ice),
      balanced,
    );
    expect([empty.wage[3], empty.priceIndex[3], empty.realIncome[3]]).toEqual([1, 1, 1]);
    expect(empty.warnings[0]).toMatch(/DDD neither produces nor spends/);
    const alone = solveOneSector(
      four((i, j) => (i === j ? 50 : 0)),
      shockOf(ice),
      balanced,
    );
    expect(alone.converged).toBe(true);
    expect(alone.realIncome[3]).toBeCloseTo(1, 12);
    const buyer = solveOneSector(
      four((i, j) => (i < 3 && j === 3 ? 4 : 0)),
      shockOf(ice),
      balanced,
    );
    expect(buyer.converged).toBe(true);
    expect(buyer.warnings[0]).toMatch(/DDD produces nothing/);
  });
});

describe("user errors", () => {
  it.each([
    ["unknown-economy", { ...cut, exporter: "ZZZ" }],
    ["same-economy", { ...cut, exporter: "AAA" }],
    ["shock-range", { ...cut, after: -1 }],
    ["shock-range", { ...cut, after: Number.NaN }],
    ["shock-range", { ...ice, after: 0 }],
    ["shock-range", { ...ice, share: 1.5 }],
    ["shock-range", { ...ice, kind: "ban", before: 0, after: 2 }],
    ["shock-range", { ...ice, kind: "unban", before: 1, after: 0 }],
    ["tariff-before", { ...cut, before: 0.1 }],
    ["unknown-sector", { ...cut, sector: "wine" }],
  ] as [string, ShockCell][])("%s", (code, cell) => {
    expect(() => solve([cell])).toThrow(expect.objectContaining({ code, hint: expect.any(String) }));
    expect(() => solve([cell])).toThrow(InputError);
  });

  it("a cell twice, theta, tolerance, numeraire, start", () => {
    const code = (name: string) => expect.objectContaining({ code: name });
    expect(() => solve([cut, cut])).toThrow(code("duplicate-cell"));
    const withOptions = (options: object) => () =>
      solveOneSector(world, shockOf(cut), { theta: 5, ...options });
    expect(withOptions({ theta: -1 })).toThrow(code("theta-range"));
    expect(withOptions({ theta: 0 })).toThrow(code("theta-range"));
    expect(withOptions({ tolerance: 2 })).toThrow(code("tolerance-range"));
    expect(withOptions({ maxIterations: 0 })).toThrow(code("iterations-range"));
    expect(withOptions({ numeraire: "ZZZ" })).toThrow(code("numeraire"));
    expect(withOptions({ start: Float64Array.of(1) })).toThrow(code("start-range"));
  });

  it("a baseline that is none", () => {
    const bad = (change: Partial<Baseline>) => () => solve([], { ...world, ...change });
    expect(bad({ flows: world.flows.map((x) => -x) })).toThrow(DataError);
    expect(bad({ tariffs: world.tariffs.map(() => -1) })).toThrow(DataError);
    expect(bad({ flows: new Float64Array(4) })).toThrow(DataError);
    expect(bad({ sectors: ["a", "b"] })).toThrow(InputError);
  });
});

describe("prepareOneSector", () => {
  it("gives the same numbers on the tenth solve as on the first, whatever came between", () => {
    const prepared = prepareOneSector(world);
    const draw = { theta: 5, deficits: "additive" } as const;
    const first = [...prepared.solve(compileShock(world, shockOf(cut)), draw).realIncome];
    prepared.solve(compileShock(world, shockOf(ice, cut)), { theta: 2, deficits: "multiplicative" });
    prepared.solve(compileShock(world, shockOf()), { ...draw, domestic: Float64Array.of(50, 900, 1) });
    expect([...prepared.solve(compileShock(world, shockOf(cut)), draw).realIncome]).toEqual(first);
  });

  it("solves with other domestic sales as if the baseline had them", () => {
    const domestic = Float64Array.of(150, 200, 90);
    const flows = world.flows.map((x, k) => (k % 4 === 0 ? domestic[k / 4]! : x));
    const fresh = solve([cut], { ...world, flows });
    const drawn = prepareOneSector(world).solve(compileShock(world, shockOf(cut)), {
      theta: 5,
      deficits: "additive",
      domestic,
    });
    expect([...drawn.realIncome]).toEqual([...fresh.realIncome]);
    expect(drawn.flow(1, 0)).toBe(fresh.flows[3]);
    expect(drawn.flowBefore(0, 0)).toBe(150);
  });
});

describe("one solve and many", () => {
  it("give the same bits for a world large enough for SIMD", () => {
    const n = 41;
    const flows = Float64Array.from({ length: n * n }, (_, k) =>
      k % (n + 1) === 0 ? 400 : 1 + ((k * 7919) % 23),
    );
    const economies = Array.from(
      { length: n },
      (_, k) => `A${String.fromCharCode(65 + (k % 26), 65 + Math.floor(k / 26))}`,
    );
    const large = {
      ...world,
      economies,
      flows,
      tariffs: flows.map((_, k) => (k % (n + 1) === 0 ? 0 : (k % 5) / 50)),
    };
    const cell: ShockCell = {
      exporter: economies[3]!,
      importer: economies[8]!,
      kind: "iceberg",
      before: 1,
      after: 0.7,
    };
    const one = solveOneSector(large, shockOf(cell), { theta: 5 });
    const many = prepareOneSector(large);
    const solution = many.solve(many.compile(shockOf(cell)), { theta: 5, deficits: "additive" });
    expect([...solution.realIncome]).toEqual([...one.realIncome]);
    expect([...solution.revenue]).toEqual([...one.tariffRevenue]);
  });
});

describe("outcomeToJson", () => {
  it("is what the contract says, with figures before, after and in per cent", () => {
    const outcome = solve([cut]);
    const json = OutcomeJson.parse(outcomeToJson(outcome, { flows: "all" }));
    const [a, b] = json.economies;
    expect(b!.exports.before).toBe(35);
    expect(b!.exports.after).toBeCloseTo(outcome.flows[3]! + outcome.flows[5]!, 10);
    expect(a!.tariffRevenue.before).toBeCloseTo(4.4, 12);
    expect(a!.welfare.percentOfGdp).toBeCloseTo(a!.welfare.usdMillion / 2, 12);
    expect(b!.welfare.percentOfGdp).toBeNull();
    expect(json.economies[2]!.tariffRevenue.percent).toBeNull();
    expect(json.flows.length).toBe(9);
    expect(outcomeToJson(outcome, { flows: "none" }).flows).toEqual([]);
  });

  it("has no figures when the model has none", () => {
    const json = OutcomeJson.parse(
      outcomeToJson(solveOneSector(world, shockOf(cut), { theta: 5, maxIterations: 1 })),
    );
    expect(json).toMatchObject({ converged: false, economies: [], flows: [] });
    expect(JSON.stringify(json)).not.toMatch(/NaN|null/);
  });
});
