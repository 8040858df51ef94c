import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OutcomeJson } from "../../src/contracts/outcome.js";
import { SimulationJson } from "../../src/contracts/simulation.js";
import { gravitas } from "./gravitas.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gravitas-simulate-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const scenario = (extra: string, shocks = "{ importer: RUS, exporter: GEO, tau: 0.9 }"): string => {
  const path = join(folder, `${Math.abs(hash(extra + shocks))}.yaml`);
  writeFileSync(path, `title: T\nbase: world-2014\nshocks: [${shocks}]\n${extra}\n`);
  return path;
};
const hash = (text: string): number => [...text].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) | 0, 7);
const json = (args: readonly string[]) => {
  const ran = gravitas(["simulate", ...args, "--json"]);
  expect(ran.code, ran.stderr).toBe(0);
  return JSON.parse(ran.stdout);
};

describe("gravitas simulate", () => {
  it("prints the same bytes on one thread and on two, with the fields that the contract has", () => {
    const file = scenario(
      "parameters: { kappa: { uniform: [2.4, 3.1] } }\nuncertainty: { draws: 80, seed: 5, method: sobol }",
    );
    const [one, two] = ["1", "2"].map((threads) =>
      gravitas(["simulate", file, "--json", "--threads", threads]),
    );
    expect(one!.code, one!.stderr).toBe(0);
    expect(two!.stdout).toBe(one!.stdout);
    const outcome = OutcomeJson.parse(JSON.parse(one!.stdout));
    expect(outcome.uncertainty).toMatchObject({ method: "sobol", shifts: 8, draws: 80, failures: 0 });
    expect(outcome.uncertainty!.tornado.map(({ figure }) => figure)).toEqual([
      "flow.GEO.RUS",
      "realIncomePercent.GEO",
    ]);
    for (const { bars } of outcome.uncertainty!.tornado) {
      expect(bars.map(({ parameter }) => parameter).sort()).toEqual(["kappa", "theta"]);
      expect(bars[0]!.swing).toBeGreaterThanOrEqual(bars[1]!.swing!);
    }
    const flow = outcome.flows.find((f) => f.exporter === "GEO" && f.importer === "RUS")!;
    expect(flow.lowError).toBeGreaterThan(0);
    expect(flow.low).toBeLessThan(flow.high!);
    const text = gravitas(["simulate", file]).stdout;
    expect(text).toContain("80 Sobol points under 8 independent shifts; seed 5");
    expect(text).toContain("Russia, sales at home");
    expect(text).toMatch(/What moves Georgia → Russia most/);
    expect(text).not.toMatch(/[{}]|NaN|Infinity/);
  });

  it("one model prints its Outcome alone, several side by side on what they share", () => {
    const file = scenario("");
    const alone = OutcomeJson.parse(json([file]));
    expect(alone).not.toHaveProperty("experiment");
    expect(alone).not.toHaveProperty("uncertainty");
    const found = SimulationJson.parse(json([file, "--model", "one-sector,smart,gsim,multi-sector"]));
    const models = ["one-sector", "smart", "gsim", "multi-sector"];
    expect(found.outcomes.map(({ model }) => model)).toEqual(models);
    expect(found.outcomes[0]).toEqual(alone);
    expect(found.refused).toEqual([]);
    const flow = found.sideBySide.find(({ of }) => of === "flow")!;
    expect(flow).toMatchObject({ exporter: "GEO", importer: "RUS", unit: "per cent" });
    // A cheaper good is bought more in every model.
    for (const value of flow.values) expect(value).toBeGreaterThan(0);
    expect(found.sideBySide.find(({ of }) => of === "exports")!.values[1]).toBeNull();
    for (const outcome of found.outcomes.slice(1, 3))
      expect(outcome.assumptions.filter(({ source }) => source.startsWith("assumed"))).toHaveLength(3);
    const text = gravitas(["simulate", file, "--model", "one-sector,smart"]).stdout;
    expect(text).toMatch(/Change +one-sector +smart/);
    const csv = gravitas(["simulate", file, "--model", "one-sector,smart", "--csv"]).stdout;
    expect(csv.split("\r\n")[0]).toBe("figure,exporter,importer,economy,unit,one-sector,smart");
  });

  it("runs the three experiments: more follows, and none is mistaken for another", () => {
    const flows = ["partial", "conditional", "full"].map((experiment) => {
      const outcome = OutcomeJson.parse(
        json([scenario(`parameters: { theta: 5, experiment: ${experiment} }`)]),
      );
      expect(outcome.experiment).toBe(experiment);
      return outcome.flows.find((f) => f.exporter === "GEO" && f.importer === "RUS")!.after;
    });
    // Resistances, and wages too, take back part of what the trade cost alone would do.
    expect(flows[0]).toBeGreaterThan(Math.max(flows[1]!, flows[2]!));
    expect(flows[1]).not.toBe(flows[2]);
  });

  it.each<[string, string[], RegExp]>([
    ["an unknown model", ["--model", "one-sector,cge"], /--model must be one or more of one-sector/],
    ["no threads", ["--threads", "0"], /--threads must be a whole number from 1 to 64/],
  ])("refuses %s with a sentence", (_, args, sentence) => {
    const ran = gravitas(["simulate", scenario(""), ...args]);
    expect(ran.code).toBe(2);
    expect(ran.stdout).toBe("");
    expect(ran.stderr).toMatch(sentence);
  });

  it("smart refuses several importers, and a lifted ban without a prior is refused", () => {
    const many = scenario("model: smart", "{ importer: [RUS, TUR], exporter: GEO, tau: 0.9 }");
    expect(gravitas(["simulate", many])).toMatchObject({ code: 2 });
    expect(gravitas(["simulate", many]).stderr).toMatch(/one importer's market/);
    const lifted = scenario("", "{ importer: RUS, exporter: GEO, unban: {} }");
    expect(gravitas(["simulate", lifted]).stderr).toMatch(/priorFlow.*share.*gravity/);
  });
});
