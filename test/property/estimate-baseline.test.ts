import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Baseline } from "../../src/contracts/baseline.js";
import type { Panel } from "../../src/contracts/panel.js";
import type { Shock } from "../../src/contracts/shock.js";
import { multilateralResistance, solveOneSector } from "../../src/equilibrium/index.js";
import {
  type FittedWorld,
  fittedTable,
  fittedWorld,
  type PanelFit,
  ppml,
  thetaFromTariff,
} from "../../src/estimate/index.js";
import {
  findColumn,
  flowsBaseline,
  flowTableToCsv,
  flowTableToJson,
  readCsv,
  readFlowTable,
} from "../../src/formats/index.js";

const example = readFileSync(join(import.meta.dirname, "../../examples/gravity-panel.csv"), "utf8");
const theta = 3.5;
let panel: Panel;
let fit: PanelFit;
let world: FittedWorld;
let baseline: Baseline;
beforeAll(() => {
  panel = readCsv(example, "panel.csv");
  fit = ppml(panel, {
    formula: "trade ~ log(dist) + home + rta + log(1 + tariff) | exporter^year + importer^year",
    tolerance: 1e-13,
  });
  world = fittedWorld(fit, { where: "year = 2012" });
  const table = readFlowTable(flowTableToJson(fittedTable(fit, world)), "b.json");
  baseline = flowsBaseline(table, {
    flows: "b.json",
    exporter: "exporter",
    importer: "importer",
    value: "fitted",
  }).baseline;
});

const largest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.max(...Array.from(a, (x, k) => Math.abs(x / b[k]! - 1)));
const coefficient = (name: string): number => fit.estimate.terms.find((t) => t.name === name)!.estimate;

describe("the fitted world", () => {
  it("is a baseline whose margins are the observed ones", () => {
    expect(baseline.economies).toEqual(world.economies);
    const n = world.economies.length;
    for (let i = 0; i < n; i++) {
      let [made, fitted] = [0, 0];
      for (let j = 0; j < n; j++) {
        made += world.observed[i * n + j]!;
        fitted += baseline.flows[i * n + j]!;
      }
      expect(Math.abs(fitted / made - 1)).toBeLessThan(1e-10);
    }
  });

  it("has trade costs exp(x b), and resistances that solve the structural system at them", () => {
    const { costs, inward, outward, reference } = world.gravity!;
    const n = world.economies.length;
    const table = fittedTable(fit, world).columns;
    const terms = ["log(dist)", "home", "rta", "log(1 + tariff)"];
    const index = Array.from({ length: n * n }, (_, cell) =>
      terms.reduce(
        (s, name) => s + coefficient(name) * Number(table.find((c) => c.name === name)!.values[cell]),
        0,
      ),
    );
    expect(largest(costs, index.map(Math.exp))).toBeLessThan(1e-10);
    const solved = multilateralResistance(
      { costs, output: world.output, expenditure: world.expenditure },
      { theta, reference: world.economies.indexOf(reference) },
    );
    expect(
      largest(
        inward,
        solved.inward.map((p) => p ** -theta),
      ),
    ).toBeLessThan(1e-9);
    expect(
      largest(
        outward,
        solved.outward.map((p) => p ** -theta),
      ),
    ).toBeLessThan(1e-9);
  });

  it("its hat algebra is the structural solution: trade conditional on output", () => {
    const n = world.economies.length;
    const rta = fittedTable(fit, world).columns.find((c) => c.name === "rta")!.values;
    const after = world.gravity!.costs.map(
      (t, cell) => t * Math.exp(-coefficient("rta") * Number(rta[cell])),
    );
    const solved = multilateralResistance(
      { costs: after, output: world.output, expenditure: world.expenditure },
      { theta },
    );
    const total = world.output.reduce((s, y) => s + y, 0);
    const structural = after.map(
      (t, cell) =>
        ((world.output[Math.floor(cell / n)]! * world.expenditure[cell % n]!) / total) *
        t *
        (solved.outward[Math.floor(cell / n)]! * solved.inward[cell % n]!) ** theta,
    );
    const outcome = solveOneSector(baseline, noAgreements(rta), { theta, experiment: "conditional" });
    expect(outcome.converged).toBe(true);
    expect(largest(outcome.flows, structural)).toBeLessThan(1e-8);
  });

  it("its hat algebra is the structural solution: full endowment, by a plain fixed point in levels", () => {
    const n = world.economies.length;
    const rta = fittedTable(fit, world).columns.find((c) => c.name === "rta")!.values;
    const { outward } = world.gravity!;
    const after = world.gravity!.costs.map(
      (t, cell) => t * Math.exp(-coefficient("rta") * Number(rta[cell])),
    );
    // Supply of preferences and quantities: X_ij = a_i p_i^(−θ) t_ij E_j / Σ, with p = 1 before.
    const total = world.output.reduce((s, y) => s + y, 0);
    const taste = world.output.map((y, i) => y / total / outward[i]!);
    const price = new Float64Array(n).fill(1);
    for (let step = 0; step < 20_000; step++) {
      const sales = new Float64Array(n);
      for (let j = 0; j < n; j++) {
        const spent = price[j]! * world.output[j]! + (world.expenditure[j]! - world.output[j]!);
        let sum = 0;
        for (let i = 0; i < n; i++) sum += taste[i]! * price[i]! ** -theta * after[i * n + j]!;
        for (let i = 0; i < n; i++)
          sales[i]! += (taste[i]! * price[i]! ** -theta * after[i * n + j]! * spent) / sum;
      }
      for (let i = 0; i < n; i++)
        price[i]! *= (sales[i]! / (price[i]! * world.output[i]!)) ** (0.5 / (1 + theta));
      const income = price.reduce((s, p, i) => s + p * world.output[i]!, 0);
      for (let i = 0; i < n; i++) price[i]! *= total / income;
    }
    const outcome = solveOneSector(baseline, noAgreements(rta), { theta });
    expect(outcome.converged).toBe(true);
    expect(largest(outcome.wage, price)).toBeLessThan(1e-9);
  });

  it("is the same through CSV", () => {
    const table = fittedTable(fit, world);
    const [csv, json] = [readCsv(flowTableToCsv(table), "b"), readFlowTable(flowTableToJson(table), "b")];
    expect(csv.columns.map((c) => c.name)).toEqual(json.columns.map((c) => c.name));
    for (const { name } of csv.columns)
      expect(findColumn(csv, name, "t")).toEqual(findColumn(json, name, "t"));
  });

  it("refuses a pair with several rows, a family without fitted flows, keys that do not show", () => {
    expect(() => fittedWorld(fit)).toThrow(/one row a pair/);
    expect(() => fittedWorld(fit, { where: "year = 1900" })).toThrow(/keeps no row/);
    expect(() => fittedWorld(fit, { where: "year = 2012", reference: "XXX" })).toThrow(/reference "XXX"/);
    const plain = ppml(panel, { formula: "trade ~ rta | year" });
    expect(() => fittedWorld(plain, { where: "year = 2012" })).toThrow(/do not show exporter and importer/);
    expect(
      fittedWorld(plain, { where: "year = 2012", exporter: "exporter", importer: "importer" }).gravity,
    ).toBeNull();
  });

  it("gives the trade elasticity of a tariff coefficient, by how flows are valued", () => {
    const b = coefficient("log(1 + tariff)");
    expect(thetaFromTariff(fit, "log(1+tariff)").theta).toBeCloseTo(-b - 1, 12);
    expect(thetaFromTariff(fit, "log(1 + tariff)", { values: "afterTariff" }).theta).toBeCloseTo(-b, 12);
    expect(() => thetaFromTariff(fit, "log(1 + tarif)")).toThrow(/no estimate/);
  });
});

/** Takes every agreement away: τ̂ = exp(b/θ) where there was one. */
function noAgreements(rta: readonly (string | number | null)[]): Shock {
  const n = world.economies.length;
  const cells = Array.from({ length: n * n }, (_, cell) => cell)
    .filter((cell) => Number(rta[cell]) === 1)
    .map((cell) => ({
      exporter: world.economies[Math.floor(cell / n)]!,
      importer: world.economies[cell % n]!,
      kind: "iceberg" as const,
      before: 1,
      after: Math.exp(coefficient("rta") / theta),
    }));
  return { title: "no agreements", cells, assumptions: [], notCosted: [] };
}
