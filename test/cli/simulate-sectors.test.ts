import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MultiSectorOutcomeJson } from "../../src/contracts/sector-outcome.js";
import { SimulationJson } from "../../src/contracts/simulation.js";
import { gravitas } from "./gravitas.js";

const economies = ["AAA", "BBB", "CCC"];

/** Two sectors with tariffs of their own, deficits, and an estimated effect on one pair of food. */
function flowsFile(): string {
  const rows = ["food", "cars"].flatMap((sector, s) =>
    economies.flatMap((exporter, i) =>
      economies.map((importer, j) => {
        const trade = (1 + 1.5 * s) * (i === j ? 100 * (1 + i) : 5 + 3 * i + 2 * j + s);
        const tariff = i === j ? 0 : 0.05 * (1 + s) + 0.01 * j;
        return [sector, exporter, importer, trade, tariff, s === 0 && i === 0 && j === 1 ? 0.2 : 0].join();
      }),
    ),
  );
  return `sector,exporter,importer,trade,tariff,effect\n${rows.join("\n")}\n`;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gravitas-sectors-"));
  writeFileSync(join(folder, "flows.csv"), flowsFile());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const columns = "flows: flows.csv, exporter: exporter, importer: importer, value: trade, tariff: tariff";
const twoSectors = `{ ${columns}, sector: sector }`;
const food = `{ ${columns}, where: "sector = 'food'" }`;
const cut = "{ importer: BBB, exporter: AAA, tariff: 0 }";

function simulate(args: readonly string[], base: string, parameters: string, shocks: string, more = "") {
  const file = join(folder, "scenario.yaml");
  writeFileSync(file, `title: T\nbase: ${base}\nparameters: ${parameters}\nshocks: [${shocks}]\n${more}\n`);
  return gravitas(["simulate", file, ...args]);
}

function json(...args: Parameters<typeof simulate>): unknown {
  const ran = simulate([...args[0], "--json"], args[1], args[2], args[3], args[4]);
  expect(ran.code, ran.stderr).toBe(0);
  return JSON.parse(ran.stdout);
}

const sum = <T>(rows: readonly T[], of: (row: T) => number): number =>
  rows.reduce((total, row) => total + of(row), 0);

describe("gravitas simulate --model multi-sector", () => {
  it("solves a file of two sectors: the world adds up, and only what is named is shocked", () => {
    const outcome = MultiSectorOutcomeJson.parse(
      json(
        ["--model", "multi-sector"],
        twoSectors,
        "{ theta: { bySector: { food: 4, cars: 8 } }, valueAdded: 0.6 }",
        "{ importer: BBB, exporter: AAA, sector: food, tariff: 0 }, { column: effect, as: partial }",
        "uncertainty: { draws: 10, seed: 1 }",
      ),
    );
    expect(outcome).toMatchObject({ converged: true, parameters: { valueAdded: 0.6 } });
    expect(outcome["multi-sector"].theta).toEqual([
      { sector: "cars", theta: 8 },
      { sector: "food", theta: 4 },
    ]);
    // The world sells what it buys, its spending is its income, and its value added is the numeraire.
    const world = outcome.economies;
    expect(sum(world, (e) => e.exports.after)).toBeCloseTo(
      sum(world, (e) => e.imports.after),
      9,
    );
    const income = sum(world, (e) => 0.6 * e.output.after + e.tariffRevenue.after);
    expect(sum(world, (e) => e.expenditure.after)).toBeCloseTo(income, 8);
    expect(sum(world, (e) => e.output.after)).toBeCloseTo(
      sum(world, (e) => e.output.before),
      8,
    );
    const flow = (sector: string) => {
      const own = outcome.flows.find(
        (f) => f.sector === sector && f.exporter === "AAA" && f.importer === "BBB",
      )!;
      return own.after / own.before;
    };
    expect(flow("food")).toBeGreaterThan(1.2);
    expect(Math.abs(flow("cars") - 1)).toBeLessThan(0.1);
    expect(outcome.assumptions.map(({ id }) => id)).toEqual([
      "multi-sector.valueAdded",
      "multi-sector.finalShare",
    ]);
    // Nothing varies: ten draws are one.
    const real = world.find(({ economy }) => economy === "AAA")!.realIncome;
    expect(real.low).toBeCloseTo(real.percent!, 9);
    expect(real.high).toBeCloseTo(real.percent!, 9);
    expect(outcome.uncertainty).toMatchObject({ draws: 10, failures: 0, tornado: [] });
  });

  it.each([
    ["additive", food],
    ["removed", food],
    ["additive", "world-2014"],
  ])("is one-sector on one sector without inputs: deficits %s, base %s", (deficits, base) => {
    const shock = base === food ? cut : "{ importer: RUS, exporter: GEO, tau: 0.9 }";
    const found = SimulationJson.parse(
      json(["--model", "one-sector,multi-sector"], base, `{ theta: 4, deficits: ${deficits} }`, shock),
    );
    expect(found.outcomes.map(({ model }) => model)).toEqual(["one-sector", "multi-sector"]);
    const [one, many] = found.outcomes.map((outcome) => {
      if (outcome.kind !== "general") throw new Error("general models only");
      return outcome;
    });
    const realIncome = ({ before, after }: { before: number; after: number }) => after / before;
    for (const [k, economy] of one!.economies.entries()) {
      const other = many!.economies[k]!;
      expect(other.economy).toBe(economy.economy);
      expect(Math.abs(realIncome(other.realIncome) - realIncome(economy.realIncome))).toBeLessThan(1e-9);
    }
    expect(many!.assumptions.at(-1)!.says).toMatch(/With one sector this is the one-sector model/);
    expect(found.sideBySide.map(({ of }) => of)).toEqual(
      expect.arrayContaining(["flow", "exports", "imports", "realIncome", "welfare"]),
    );
    for (const { values } of found.sideBySide) expect(values[1]).toBeCloseTo(values[0]!, 5);
    expect(found.notes!.join()).toMatch(/multi-sector are of final spending/);
  });

  it("inputs raise what is at stake, and the page says which share was stated", () => {
    const gain = (valueAdded: number) =>
      MultiSectorOutcomeJson.parse(
        json(["--model", "multi-sector"], food, `{ theta: 4, valueAdded: ${valueAdded} }`, cut),
      ).economies.find(({ economy }) => economy === "AAA")!.realIncome.percent!;
    expect(gain(0.5)).toBeGreaterThan(gain(1));
    const text = simulate(["--model", "multi-sector"], food, "{ theta: 4, valueAdded: 0.5 }", cut).stdout;
    expect(text).toContain("θ of goods 4; share of value added 0.5");
    expect(text).toMatch(/Value added is 50 % of output/);
  });

  it("gsim takes each sector as a line; one-sector is listed as refused", () => {
    const found = SimulationJson.parse(
      json(["--model", "one-sector,multi-sector,gsim,smart"], twoSectors, "{ theta: 4 }", cut),
    );
    expect(found.outcomes.map(({ model }) => model)).toEqual(["multi-sector", "gsim", "smart"]);
    expect(found.refused).toMatchObject([{ model: "one-sector" }]);
  });

  it.each<[string, string, string, string, string, RegExp]>([
    [
      "one-sector on two sectors",
      "one-sector",
      twoSectors,
      "{ theta: 4 }",
      cut,
      /chosen with where.*cars, food/,
    ],
    [
      "an unknown sector",
      "multi-sector",
      twoSectors,
      "{ theta: 4 }",
      "{ importer: BBB, exporter: AAA, sector: wine, tau: 0.9 }",
      /wine is not a sector of flows\.csv\. Sectors: cars, food/,
    ],
    [
      "a sector without theta",
      "multi-sector",
      twoSectors,
      "{ theta: { bySector: { food: 4 } } }",
      cut,
      /every sector of flows\.csv; cars has none/,
    ],
    [
      "theta by sector for one-sector",
      "one-sector",
      food,
      "{ theta: { bySector: { goods: 4 } } }",
      cut,
      /one-sector takes one theta/,
    ],
    [
      "the multiplicative closure",
      "multi-sector",
      food,
      "{ deficits: multiplicative }",
      cut,
      /budgets that close.*multiplicative-rescaled/,
    ],
    [
      "an experiment",
      "multi-sector",
      food,
      "{ experiment: partial }",
      cut,
      /asks for the partial experiment/,
    ],
    ["a share above 1", "multi-sector", food, "{ valueAdded: 1.2 }", cut, /parameters\.valueAdded/],
  ])("refuses %s with a sentence", (_, model, base, parameters, shocks, sentence) => {
    const ran = simulate(["--model", model], base, parameters, shocks);
    expect(ran.code).toBe(2);
    expect(ran.stdout).toBe("");
    expect(ran.stderr).toMatch(sentence);
  });
});
