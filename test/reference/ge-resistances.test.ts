import { describe, expect } from "vitest";
import { gravityTerms, multilateralResistance, solveOneSector } from "../../src/equilibrium/index.js";
import {
  baselineOf,
  bilateralCase,
  conformance,
  economyColumn,
  geFile,
  icebergCells,
  largestGap,
  readTable,
  shockOf,
} from "./ge-cases.js";

/** The peer's root finder leaves 2e-13 in its own equations. */
const tolerance = 1e-10;
const theta = 4;

describe("multilateral resistances of gegravity, 30 economies of 2006", () => {
  for (const name of ["CAN_JPN_PTA_s5_DEU", "NAFTA_removed_s5_DEU"]) {
    const inputs = () => {
      const costs = bilateralCase(geFile("gegravity_py", `${name}_bilateral_costs.csv`));
      const sample = readTable(geFile("gegravity_py", "input_sample_data_set.csv"));
      const of = (key: "exporter" | "importer", column: string) =>
        Float64Array.from(costs.economies, (code) =>
          Number(sample.find((row) => row.year === "2006" && row[key] === code)?.[column] ?? "missing"),
        );
      const table = readTable(geFile("gegravity_py", `${name}_mr_terms.csv`));
      const column = (key: string) => economyColumn(table, "country", costs.economies, key);
      return { costs, column, output: of("exporter", "Y"), expenditure: of("importer", "E") };
    };

    conformance(`${name}: baseline and conditional, inward and outward, in levels`, () => {
      const { costs, column, output, expenditure } = inputs();
      const reference = costs.economies.indexOf("DEU");
      for (const [which, label] of [
        ["baseline", "baseline"],
        ["experiment", "conditional"],
      ] as const) {
        const found = multilateralResistance(
          { costs: costs.column(`${which} trade cost`), output, expenditure },
          { theta, reference },
        );
        expect(found.because).toBeNull();
        expect(found.inward[reference]).toBe(1);
        expect(largestGap(found.inward, column(`${label} imr`))).toBeLessThan(tolerance);
        expect(largestGap(found.outward, column(`${label} omr`))).toBeLessThan(tolerance);
      }
    });

    conformance(`${name}: the conditional experiment moves them alike, from flows alone`, () => {
      const { costs, column } = inputs();
      // Of the same flows, in a file whose sums of trade are consistent.
      const base = bilateralCase(geFile("exact", `${name}_bilateral_exact.csv`));
      expect(base.economies).toEqual(costs.economies);
      const before = costs.column("baseline trade cost");
      const factor = costs.column("experiment trade cost").map((cost, k) => cost / before[k]!);
      const outcome = solveOneSector(
        baselineOf(base.economies, base.column("base")),
        shockOf(icebergCells(base.economies, factor, theta)),
        { theta, experiment: "conditional" },
      );
      const { inward, outward, factoryGate } = gravityTerms(outcome, { reference: "DEU" });
      const ratio = (side: string) =>
        column(`conditional ${side}`).map((x, k) => x / column(`baseline ${side}`)[k]!);
      expect(largestGap(inward, ratio("imr"))).toBeLessThan(tolerance);
      expect(largestGap(outward, ratio("omr"))).toBeLessThan(tolerance);
      expect([...factoryGate]).toEqual(base.economies.map(() => 1));
    });

    conformance(`${name}: full resistances in levels, by an independent solver`, () => {
      const { costs, column } = inputs();
      const base = bilateralCase(geFile("exact", `${name}_bilateral_exact.csv`));
      const before = costs.column("baseline trade cost");
      const factor = costs.column("experiment trade cost").map((cost, k) => cost / before[k]!);
      const outcome = solveOneSector(
        baselineOf(base.economies, base.column("base")),
        shockOf(icebergCells(base.economies, factor, theta)),
        { theta, deficits: "multiplicative-rescaled" },
      );
      const { inward, outward, factoryGate } = gravityTerms(outcome, { reference: "DEU" });
      const rows = readTable(geFile("exact", `${name}_exact.csv`));
      const exact = (key: string) => economyColumn(rows, "country", base.economies, key);
      const inLevels = inward.map((p, k) => p * column("baseline imr")[k]!);
      const outLevels = outward.map((p, k) => p * column("baseline omr")[k]!);
      expect(largestGap(inLevels, exact("imr_full_levels"))).toBeLessThan(1e-9);
      expect(largestGap(outLevels, exact("omr_full_levels"))).toBeLessThan(1e-9);
      expect(largestGap(factoryGate, exact("price_ratio"))).toBeLessThan(1e-9);
    });
  }
});
