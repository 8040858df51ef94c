import { describe, expect, it } from "vitest";
import type { Baseline } from "../contracts/baseline.js";
import { compileScenario, type GravityFlow } from "./index.js";
import { parseScenario } from "./parse-scenario.js";

const world: Baseline = {
  id: "three",
  title: "Three economies",
  year: 2000,
  economies: ["AAA", "BBB", "CCC"],
  sectors: ["goods"],
  // BBB sells nothing to AAA, CCC sells 8 to it.
  flows: Float64Array.of(100, 10, 5, 0, 300, 15, 8, 12, 60),
  tariffs: new Float64Array(9),
  origin: new Uint8Array(9),
  moved: new Float64Array(9).fill(1),
  gdp: new Float64Array(3),
  sources: [],
  notes: [],
};

const scenario = (shock: string, parameters = "{}") =>
  parseScenario(
    `title: T\nbase: { flows: f.csv, exporter: e, importer: i, value: v }\nparameters: ${parameters}\nshocks: [${shock}]\n`,
    "s.yaml",
  );
const gravity: GravityFlow = () => ({ usdMillion: 9, says: "gravity" });
const shockOf = (
  shock: string,
  given?: GravityFlow,
  parameters?: string,
  column = new Float64Array(9),
  values?: Record<string, number>,
) => {
  const compiled = compileScenario(scenario(shock, parameters), world, () => column, given);
  return { compiled, ...compiled.shockAt(values ?? compiled.centre) };
};

describe("lifting a ban", () => {
  it("takes the flow as given, and says so", () => {
    const { cells, assumptions } = shockOf(
      "{ importer: AAA, exporter: BBB, unban: { priorFlow: 7, source: customs of 1999 } }",
    );
    expect(cells).toEqual([
      { exporter: "BBB", importer: "AAA", kind: "unban", before: 1, after: 0, priorFlow: 7 },
    ]);
    expect(assumptions).toMatchObject([{ source: "customs of 1999" }]);
    expect(assumptions[0]!.says).toMatch(/7 million/);
  });

  it("turns a share of imports before the ban into a flow that has that share again", () => {
    const { cells, assumptions } = shockOf(
      "{ importer: AAA, exporter: BBB, unban: { prior: { share: 0.2, source: yearbook } } }",
    );
    const { priorFlow } = cells[0]!;
    expect(priorFlow! / (priorFlow! + 8)).toBeCloseTo(0.2, 14);
    expect(assumptions[0]).toMatchObject({ source: "yearbook" });
    expect(assumptions[0]!.says).toMatch(/20 % of AAA's imports/);
  });

  it("takes gravity's word for the whole flow where the base has one, less what is there", () => {
    const ask = (exporter: string, given?: GravityFlow) =>
      shockOf(`{ importer: AAA, exporter: ${exporter}, unban: { prior: { gravity: true } } }`, given);
    expect(ask("BBB", gravity).cells[0]!.priorFlow).toBe(9);
    expect(ask("CCC", gravity).cells[0]!.priorFlow).toBe(1);
    expect(ask("BBB", gravity).assumptions[0]).toMatchObject({ source: "gravity" });
    expect(() => ask("CCC", () => ({ usdMillion: 5, says: "gravity" }))).toThrow(/already sells 8/);
    expect(() => ask("BBB")).toThrow(/no gravity prior/);
  });

  it("without a prior is refused with the three forms that there are", () => {
    for (const unban of [
      "{}",
      "{ priorFlow: 3 }",
      "{ prior: { share: 0.2 } }",
      "{ prior: { gravity: true, share: 0.2, source: x } }",
      "{ priorFlow: 3, source: x, prior: { gravity: true } }",
    ])
      expect(() => scenario(`{ importer: AAA, exporter: BBB, unban: ${unban} }`)).toThrow(
        /priorFlow.*share.*gravity/,
      );
  });
});

describe("ad valorem equivalents", () => {
  it("may vary, before and after, as parameters of their own", () => {
    const shock = "{ importer: AAA, exporter: CCC, ave: [0.3, { uniform: [0.1, 0.2] }] }";
    const { compiled, cells } = shockOf(shock);
    expect(compiled.parameters).toMatchObject({ "ave.0.1": { uniform: [0.1, 0.2] } });
    expect(cells[0]).toMatchObject({ kind: "iceberg", before: 1.3, after: expect.closeTo(1.15, 14) });
    const drawn = compiled.shockAt({ theta: 5, "ave.0.1": 0.18 });
    expect(drawn.cells[0]).toMatchObject({ before: 1.3, after: 1.18 });
    expect(() => scenario("{ importer: AAA, exporter: CCC, ave: [-1.2, 0] }")).toThrow(/above -1/);
  });
});

describe("estimated effects", () => {
  const effects =
    "{ theta: 4, effects: { names: [rta, wto], mean: [0.4, 0.1], covariance: [[0.01, 0], [0, 0.04]] } }";
  const column = Float64Array.of(0, 1, 0, 1, 0, 0, 0, 0, 0);

  it("multiply a column of the file: τ̂^(−θ) = exp(effect × column), at every draw", () => {
    const shock = "{ column: rta, as: partial, times: rta }";
    const { compiled, cells } = shockOf(shock, undefined, effects, column);
    expect(compiled.joint?.names).toEqual(["rta", "wto"]);
    expect(compiled.centre).toEqual({ theta: 4, rta: 0.4, wto: 0.1 });
    expect(cells.map(({ after }) => after ** -4)).toEqual([
      expect.closeTo(Math.exp(0.4), 13),
      expect.closeTo(Math.exp(0.4), 13),
    ]);
    const drawn = shockOf(shock, undefined, effects, column, { theta: 2, rta: -0.3, wto: 0 });
    expect(drawn.cells[0]!.after ** -2).toBeCloseTo(Math.exp(-0.3), 13);
  });

  it("are refused under names that there are not, or without a mean each", () => {
    expect(() => shockOf("{ column: rta, as: partial, times: nafta }", undefined, effects)).toThrow(
      /nafta.*effects/,
    );
    expect(() =>
      shockOf(
        "{ column: rta, as: partial, times: a }",
        undefined,
        "{ effects: { names: [a, b], mean: [1], covariance: [[1]] } }",
      ),
    ).toThrow(/one mean each/);
  });
});

describe("a base of several sectors", () => {
  const linked: Baseline = {
    ...world,
    sectors: ["food", "cars"],
    flows: Float64Array.of(...world.flows, ...world.flows.map((x) => 2 * x)),
    tariffs: Float64Array.from({ length: 18 }, (_, k) => k / 100),
    origin: new Uint8Array(18),
    moved: new Float64Array(18).fill(1),
  };
  const compiled = (shock: string, parameters?: string, column = new Float64Array(18)) =>
    compileScenario(scenario(shock, parameters), linked, () => column);
  const cellsOf = (made: ReturnType<typeof compiled>) => made.shockAt(made.centre).cells;

  it("takes the tariff before of each sector, one cell a sector where none is named", () => {
    const all = cellsOf(compiled("{ importer: BBB, exporter: AAA, tariff: 0 }"));
    expect(all.map(({ sector, before }) => [sector, before])).toEqual([
      ["food", 0.01],
      ["cars", 0.1],
    ]);
    const one = cellsOf(compiled("{ importer: BBB, exporter: AAA, sector: cars, tariff: 0 }"));
    expect(one).toEqual([all[1]]);
  });

  it("turns a column into costs by each sector's own theta", () => {
    const column = new Float64Array(18);
    column[1] = 0.4;
    column[10] = 0.4;
    const made = compiled(
      "{ column: b, as: partial }",
      "{ theta: { bySector: { food: 4, cars: 8 } } }",
      column,
    );
    expect(made.centre).toEqual({ "theta.food": 4, "theta.cars": 8 });
    expect(cellsOf(made).map(({ sector, after }) => [sector, after])).toEqual([
      ["food", Math.exp(-0.1)],
      ["cars", Math.exp(-0.05)],
    ]);
  });

  it("takes a share of the imports of the sector whose ban is lifted", () => {
    const lifted = "importer: AAA, exporter: BBB, unban: { prior: { share: 0.2, source: yearbook } }";
    // CCC sells 16 of cars.
    expect(cellsOf(compiled(`{ sector: cars, ${lifted} }`))).toMatchObject([
      { sector: "cars", priorFlow: 4 },
    ]);
    expect(() => compiled(`{ ${lifted} }`)).toThrow(/2 sectors: lifting a ban needs the sector/);
  });

  it.each([
    ["{ importer: BBB, exporter: AAA, sector: wine, tau: 0.9 }", "{}", /wine is not a sector of three/],
    ["", "{ theta: { bySector: { food: 4 } } }", /must name every sector of three; cars has none/],
    ["", "{ theta: { bySector: { food: 4, cars: 8, wine: 5 } } }", /sectors of three; received wine/],
  ])("refuses %s %s", (shock, parameters, sentence) => {
    expect(() => compiled(shock, parameters)).toThrow(sentence);
  });
});
