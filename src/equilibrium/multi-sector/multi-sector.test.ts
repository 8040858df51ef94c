import { describe, expect, it } from "vitest";
import type { SectorBaseline } from "../../contracts/sector-baseline.js";
import { MultiSectorOutcomeJson } from "../../contracts/sector-outcome.js";
import type { Shock, ShockCell } from "../../contracts/shock.js";
import { solveOneSector } from "../one-sector.js";
import { firstOrderSplit } from "./first-order-split.js";
import { linkedWorld } from "./linked-world.js";
import { solveMultiSector } from "./multi-sector.js";
import { multiSectorToJson } from "./multi-sector-to-json.js";
import { prepareMultiSector } from "./prepare-multi-sector.js";
import { restGap } from "./settle-sectors.js";

const economies = ["AAA", "BBB", "CCC"];
const sectors = ["food", "steel", "hair"];

/** Three economies, two traded sectors and one that is not, tariffs of a tenth on food. */
function world(change: Partial<SectorBaseline> = {}): SectorBaseline {
  const flows = Float64Array.from(
    [
      [90, 10, 5, 8, 70, 6, 4, 9, 60],
      [80, 12, 7, 10, 60, 5, 6, 5, 50],
      [100, 0, 0, 0, 90, 0, 0, 0, 80],
    ].flat(),
  );
  const tariffs = flows.map((_, k) => (k < 9 && k % 4 !== 0 ? 0.1 : 0));
  const base = {
    id: "three",
    title: "Three",
    year: 2000,
    economies,
    sectors,
    flows,
    tariffs,
    origin: new Uint8Array(27).fill(6),
    moved: new Float64Array(27).fill(1),
    gdp: Float64Array.of(300, 250, 200),
    sources: [],
    notes: [],
  };
  return { ...linkedWorld(base, { theta: [4, 6, 5], valueAddedShare: 0.5 }), ...change };
}

const shock = (...cells: ShockCell[]): Shock => ({ title: "test", cells, assumptions: [], notCosted: [] });
const cut: ShockCell = {
  exporter: "AAA",
  importer: "BBB",
  sector: "food",
  kind: "tariff",
  before: 0.1,
  after: 0,
};
const changed = (array: Float64Array, at: number, value: number) => {
  const copy = array.slice();
  copy[at] = value;
  return copy;
};

describe("linkedWorld", () => {
  it("is at rest, and knows which sectors are traded", () => {
    expect(world().traded).toEqual([true, true, false]);
    expect(restGap(world())).toBeLessThan(1e-14);
    expect(world().notes.join()).toMatch(/0\.5 of output/);
  });

  it("with one sector and no inputs is the one-sector model", () => {
    const { flows, tariffs, ...rest } = world();
    const one = { ...rest, sectors: ["food"], flows: flows.slice(0, 9), tariffs: tariffs.slice(0, 9) };
    const { sector: _, ...everywhere } = cut;
    const theOne = shock(everywhere);
    const single = solveOneSector(one, theOne, { theta: 4 });
    const linked = solveMultiSector(linkedWorld(one, { theta: 4 }), theOne);
    linked.realIncome.forEach((x, j) => {
      expect(x).toBeCloseTo(single.realIncome[j], 11);
    });
  });

  it("refuses shares and elasticities that make no sense", () => {
    expect(() => linkedWorld(world(), { theta: 4, valueAddedShare: 0 })).toThrow(
      /above 0 and at most 1; received 0/,
    );
    expect(() => linkedWorld(world(), { theta: [4] })).toThrow(/3 sectors need 3 elasticities; received 1/);
  });
});

describe("solveMultiSector", () => {
  it("a tariff cut in one sector: more of that flow, revenue as reported, figures in JSON", () => {
    const outcome = solveMultiSector(world(), shock(cut));
    expect(outcome.because).toBeNull();
    expect(outcome.flows[1]).toBeGreaterThan(10);
    expect(outcome.tariffs[1]).toBe(0);
    const json = MultiSectorOutcomeJson.parse(multiSectorToJson(outcome, { flows: "all" }));
    expect(json.parameters).toEqual({ "theta.food": 4, "theta.steel": 6, "theta.hair": 5 });
    expect(json.flows.length).toBe(21);
    expect(json.flows[1]).toMatchObject({ exporter: "AAA", importer: "BBB", sector: "food", before: 10 });
    const importer = json.economies[1]!;
    expect(importer.tariffRevenue.after).toBeCloseTo(0.1 * outcome.flows[7]!, 10);
    expect(importer.welfare.percentOfGdp).toBeCloseTo((100 * importer.welfare.usdMillion) / 250, 10);
    const split = firstOrderSplit(outcome, "BBB")!;
    expect(split.termsOfTrade + split.volumeOfTrade).toBeCloseTo(split.firstOrder, 12);
    expect(split.byPartner.map(({ partner }) => partner)).toEqual(["AAA", "CCC"]);
    expect(firstOrderSplit(outcome, "ZZZ")).toBeNull();
  });

  it("a cell without sector falls on all traded sectors", () => {
    const everywhere = solveMultiSector(
      world(),
      shock({ exporter: "AAA", importer: "BBB", kind: "iceberg", before: 1, after: 0.9 }),
    );
    const each = ["food", "steel"].map(
      (sector): ShockCell => ({
        exporter: "AAA",
        importer: "BBB",
        sector,
        kind: "iceberg",
        before: 1,
        after: 0.9,
      }),
    );
    expect(everywhere.flows).toEqual(solveMultiSector(world(), shock(...each)).flows);
  });

  it("a ban is exact; lifting one takes a prior flow and a sector", () => {
    const banned = solveMultiSector(world(), shock({ ...cut, kind: "ban", before: 0, after: 1 }));
    expect(banned.flows[1]).toBe(0);
    const closed = world({ flows: changed(world().flows, 1, 0) });
    const opened = solveMultiSector(
      closed,
      shock({ ...cut, kind: "unban", before: 1, after: 0, priorFlow: 10 }),
    );
    expect(opened.flows[1]).toBeGreaterThan(1);
    const { sector: _, ...without } = cut;
    expect(() =>
      solveMultiSector(closed, shock({ ...without, kind: "unban", before: 1, after: 0, priorFlow: 1 })),
    ).toThrow(/needs its sector/);
  });

  it("starts from another solution, and leaves what it was given alone", () => {
    const given = world();
    const copy = given.flows.slice();
    const prepared = prepareMultiSector(given);
    const compiled = prepared.compile(shock(cut));
    const cold = prepared.solve(compiled, { deficits: "additive" });
    const [state, wage, sweeps] = [cold.state.slice(), cold.wage.slice(), cold.iterations];
    const warm = prepared.solve(compiled, { deficits: "additive", start: state });
    expect(warm.iterations).toBeLessThan(sweeps / 4);
    warm.wage.forEach((w, j) => {
      expect(w).toBeCloseTo(wage[j]!, 11);
    });
    expect(() => prepared.solve(compiled, { deficits: "additive", start: wage })).toThrow(
      /21 finite numbers; received 3/,
    );
    const back = prepared.solve({ cells: [], warnings: [] }, { deficits: "additive" });
    expect(back.realIncome.every((x) => Math.abs(x - 1) < 1e-12)).toBe(true);
    expect(given.flows).toEqual(copy);
  });

  it("warns of cells that do nothing", () => {
    const closed = world({ flows: changed(world().flows, 1, 0) });
    const outcome = solveMultiSector(closed, shock(cut));
    expect(outcome.warnings.join()).toMatch(/AAA sells nothing to BBB in food/);
  });

  it("says why there is no answer", () => {
    const bans = economies
      .filter((exporter) => exporter !== "BBB")
      .map(
        (exporter): ShockCell => ({
          exporter,
          importer: "BBB",
          sector: "food",
          kind: "ban",
          before: 0,
          after: 1,
        }),
      );
    const noFood = world({ flows: changed(world().flows, 4, 0) });
    expect(solveMultiSector(noFood, shock(...bans), { deficits: "removed" }).because).toMatch(
      /BBB is left without supply of food/,
    );
    const cutOff = ["food", "steel"].flatMap((sector) =>
      ["BBB", "CCC"].map(
        (importer): ShockCell => ({ ...cut, importer, sector, kind: "ban", before: 0, after: 1 }),
      ),
    );
    const outcome = solveMultiSector(world(), shock(...cutOff), { deficits: "removed" });
    expect(outcome.because).toMatch(/one way.*AAA buys from others but sells nothing/);
    expect(outcome.converged).toBe(false);
    expect(outcome.flows.length).toBe(0);
    expect(MultiSectorOutcomeJson.parse(multiSectorToJson(outcome)).economies).toEqual([]);
    const deep = solveMultiSector(world(), shock({ ...cut, kind: "iceberg", before: 1, after: 1e-99 }));
    expect(deep.because).toMatch(/too deep to compute/);
  });
});

describe("what it refuses", () => {
  const flows = world().flows;
  it.each<[string, Partial<SectorBaseline>, RegExp]>([
    ["a negative flow", { flows: changed(flows, 1, -1) }, /at least 0; received -1, food, AAA to BBB/],
    ["a flow that is no number", { flows: changed(flows, 1, Number.NaN) }, /received NaN, food/],
    ["a tariff of −100 %", { tariffs: changed(world().tariffs, 10, -1) }, /above -1; received -1, steel/],
    ["trade in what is not traded", { flows: changed(flows, 19, 1) }, /hair is said not to be traded/],
    ["too few shares", { finalShare: new Float64Array(3) }, /finalShare must have 9 cells.*has 3/],
    [
      "final shares that miss 1",
      { finalShare: changed(world().finalShare, 0, 0.9) },
      /add to 1; received .*AAA/,
    ],
    [
      "input shares that miss 1",
      { inputShare: changed(world().inputShare, 0, 0.9) },
      /input shares.*add to 1.*food in AAA/,
    ],
    [
      "value added of nothing",
      { valueAddedShare: changed(world().valueAddedShare, 0, 0) },
      /above 0.*received 0, food in AAA/,
    ],
    ["a theta of zero", { theta: Float64Array.of(4, 0, 5) }, /positive; received 0 for steel/],
    ["a sector twice", { sectors: ["food", "food", "hair"] }, /name of its own/],
  ])("%s", (_, change, says) => {
    expect(() => solveMultiSector(world(change), shock())).toThrow(says);
  });

  it.each<[string, ShockCell, RegExp]>([
    ["an unknown sector", { ...cut, sector: "milk" }, /sectors of the baseline; received milk/],
    ["an unknown economy", { ...cut, exporter: "ZZZ" }, /received ZZZ/],
    [
      "a ban lifted where nothing is traded",
      { ...cut, sector: "hair", kind: "unban", before: 1, after: 0, priorFlow: 1 },
      /hair is not traded in three/,
    ],
    ["the same economy twice", { ...cut, exporter: "BBB" }, /must differ/],
    ["a wrong tariff before", { ...cut, before: 0.2 }, /must be the baseline's, 0.1.*in food/],
  ])("%s in a shock", (_, cell, says) => {
    expect(() => solveMultiSector(world(), shock(cell))).toThrow(says);
  });

  it("closures and options", () => {
    expect(() => solveMultiSector(world(), shock(), { deficits: "multiplicative" })).toThrow(
      /budgets that close/,
    );
    expect(() => solveMultiSector(world(), shock(), { theta: -1 })).toThrow(/positive; received -1/);
    expect(() => solveMultiSector(world(), shock(), { theta: Float64Array.of(4) })).toThrow(
      /3 are needed; received 1/,
    );
    expect(() => solveMultiSector(world(), shock(), { tolerance: 2 })).toThrow(/in \(0, 1\); received 2/);
    expect(() => solveMultiSector(world(), shock(), { maxIterations: 0 })).toThrow(/positive integer/);
    expect(() => solveMultiSector(world(), shock(), { numeraire: "ZZZ" })).toThrow(/numeraire/);
  });
});
