import { describe, expect, it } from "vitest";
import { type Baseline, CellOrigin } from "../contracts/baseline.js";
import { Scenario } from "../contracts/scenario.js";
import { compileScenario } from "./compile-scenario.js";

/** Four economies, two of them in the EU; the tariff of RUS on DEU is 10 %. */
function world(): Baseline {
  const economies = ["DEU", "FRA", "GEO", "RUS"];
  const n = economies.length;
  const flows = new Float64Array(n * n).fill(5);
  const tariffs = new Float64Array(n * n);
  tariffs[0 * n + 3] = 0.1;
  return {
    id: "test",
    title: "test",
    year: 2014,
    economies,
    sectors: ["goods"],
    flows,
    tariffs,
    origin: new Uint8Array(n * n).fill(CellOrigin.observed),
    moved: new Float64Array(n * n).fill(1),
    gdp: new Float64Array(n).fill(100),
    sources: [],
    notes: [],
  };
}

const scenario = (shock: object, more: object = {}): Scenario =>
  Scenario.parse({ title: "T", base: "world-2014", shocks: [shock], ...more });
const cells = (shock: object, values = { theta: 5, "tau.0": 0.9 }) =>
  compileScenario(scenario(shock), world()).shockAt(values).cells;

describe("compileScenario", () => {
  it("spells out a bloc and everybody", () => {
    const toEu = cells({ importer: "EUU", exporter: "GEO", tariff: 0 });
    expect(toEu.map((c) => c.importer)).toEqual(["DEU", "FRA"]);
    const fromAll = cells({ importer: "RUS", exporter: "all", ban: true });
    expect(fromAll.map((c) => c.exporter)).toEqual(["DEU", "FRA", "GEO"]);
    expect(fromAll.every((c) => c.kind === "ban" && c.after === 1)).toBe(true);
  });

  it("takes the tariff before from the base", () => {
    expect(cells({ importer: "RUS", exporter: "DEU", tariff: 0.25 })[0]).toMatchObject({
      before: 0.1,
      after: 0.25,
    });
  });

  it("turns ad valorem equivalents into cost factors", () => {
    expect(cells({ importer: "RUS", exporter: "GEO", ave: [0.27, 0.17] })[0]).toMatchObject({
      kind: "iceberg",
      before: 1.27,
      after: 1.17,
    });
  });

  it("draws the size of a cut and lists it as an assumption", () => {
    const compiled = compileScenario(
      scenario({ importer: "RUS", exporter: "GEO", tau: { uniform: [0.8, 1] } }),
      world(),
    );
    expect(compiled.parameters["tau.0"]).toEqual({ uniform: [0.8, 1] });
    expect(compiled.shockAt({ theta: 5, "tau.0": 0.83 }).cells[0]!.after).toBe(0.83);
    expect(compiled.assumptions[0]!.says).toContain("0.9");
  });

  it("asks for the share of some goods in the flow, and names it", () => {
    const wine = { importer: "RUS", exporter: "GEO", goods: ["2204"], tariff: 0.2 };
    expect(() => cells(wine)).toThrow(/needs the share of .*2204/);
    const compiled = compileScenario(
      scenario({ ...wine, share: { value: 0.4, source: "customs" } }),
      world(),
    );
    expect(compiled.shockAt({ theta: 5 }).cells[0]!.share).toBe(0.4);
    expect(compiled.assumptions[0]).toMatchObject({ source: "customs" });
  });

  it("reads a column of effects as partial: τ̂^(−θ) = exp(β)", () => {
    const beta = new Float64Array(16);
    beta[2 * 4 + 3] = 0.4;
    const compiled = compileScenario(
      scenario({ column: "b", as: "partial", times: 0.5 }),
      world(),
      () => beta,
    );
    const [cell] = compiled.shockAt({ theta: 4 }).cells;
    expect(cell!.after ** -4).toBeCloseTo(Math.exp(0.2), 12);
    expect(() => compileScenario(scenario({ column: "b", as: "partial" }), world())).toThrow(/file of flows/);
  });

  it.each([
    ["an economy that the base lacks", { importer: "RUS", exporter: "KEN", tariff: 0 }, /KEN/],
    ["the same economy twice", { importer: "RUS", exporter: "RUS", tariff: 0 }, /same/],
    ["a cost factor of zero", { importer: "RUS", exporter: "GEO", tau: 0 }, /positive/],
  ])("refuses %s", (_, shock, message) => expect(() => cells(shock)).toThrow(message));

  it("refuses an elasticity that is not positive", () => {
    const wrong = scenario({ importer: "RUS", exporter: "GEO", tariff: 0 }, { parameters: { theta: 0 } });
    expect(() => compileScenario(wrong, world())).toThrow(/theta must be positive/);
  });
});
