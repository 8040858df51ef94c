import { describe, expect } from "vitest";
import { solveOneSector } from "../../src/equilibrium/index.js";
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

/** The independent solver's residual is 2e-14, its files have 15 digits; ours is 1e-12, magnified a little by flows. */
const tolerance = 1e-11;

describe("independent full-endowment solutions, 30 economies of 2006", () => {
  const theta = 4;
  for (const name of ["CAN_JPN_PTA_s5_DEU", "NAFTA_removed_s5_DEU"]) {
    conformance(`${name}: prices, real output and every flow`, () => {
      const exact = bilateralCase(geFile("exact", `${name}_bilateral_exact.csv`));
      const costs = bilateralCase(geFile("gegravity_py", `${name}_bilateral_costs.csv`));
      expect(costs.economies).toEqual(exact.economies);
      // Cost columns are t^(1 − σ), so their ratio is the factor on the flow.
      const before = costs.column("baseline trade cost");
      const factor = costs.column("experiment trade cost").map((cost, k) => cost / before[k]!);
      const outcome = solveOneSector(
        baselineOf(exact.economies, exact.column("base")),
        shockOf(icebergCells(exact.economies, factor, theta)),
        { theta, deficits: "multiplicative-rescaled" },
      );
      const rows = readTable(geFile("exact", `${name}_exact.csv`));
      const column = (key: string) => economyColumn(rows, "country", exact.economies, key);
      const price = column("price_ratio");
      // Their numeraire is the reference importer's price index.
      const scale = price[0]! / outcome.wage[0]!;
      const realWage = outcome.wage.map((w, i) => w / outcome.priceIndex[i]!);
      expect(outcome.converged).toBe(true);
      expect(
        largestGap(
          outcome.wage.map((w) => w * scale),
          price,
        ),
      ).toBeLessThan(tolerance);
      expect(
        largestGap(
          outcome.priceIndex.map((p) => p * scale),
          column("imr_ratio_full"),
        ),
      ).toBeLessThan(tolerance);
      expect(largestGap(realWage, column("rgdp_ratio"))).toBeLessThan(tolerance);
      // In their sample the sums of output, of expenditure and of trade differ, so the level of flows is their own.
      const full = exact.column("full");
      const level = full[0]! / outcome.flows[0]!;
      expect(
        largestGap(
          outcome.flows.map((f) => f * level),
          full,
        ),
      ).toBeLessThan(tolerance);
    });
  }
});

describe("trade without borders, 69 economies: every border removed", () => {
  const theta = 6;
  for (const [name, deficits] of [
    ["add", "additive"],
    ["mult", "multiplicative-rescaled"],
  ] as const) {
    conformance(`${deficits}: prices, price indexes, real output, welfare, exports`, () => {
      const base = bilateralCase(geFile("chapter2", "app1_trade_without_borders_bilateral.csv.gz"));
      const before = base.column("t_BLN");
      const factor = base.column("t_CFL").map((cost, k) => cost / before[k]!);
      const outcome = solveOneSector(
        baselineOf(base.economies, base.column("trade_BLN")),
        shockOf(icebergCells(base.economies, factor, theta)),
        { theta, deficits },
      );
      const rows = readTable(geFile("chapter2", `app1_trade_without_borders_exactGE_${name}.csv`));
      const column = (key: string) => economyColumn(rows, "country", base.economies, key);
      const n = base.economies.length;
      const scale = column("price_ratio")[0]! / outcome.wage[0]!;
      const exports = outcome.output.map((y, i) => (y - outcome.flows[i * n + i]!) * scale);
      expect(outcome.converged).toBe(true);
      expect(
        largestGap(
          outcome.wage.map((w) => w * scale),
          column("price_ratio"),
        ),
      ).toBeLessThan(tolerance);
      expect(
        largestGap(
          outcome.priceIndex.map((p) => p * scale),
          column("imr_ratio"),
        ),
      ).toBeLessThan(tolerance);
      expect(
        largestGap(
          outcome.wage.map((w, i) => w / outcome.priceIndex[i]!),
          column("rgdp_ratio"),
        ),
      ).toBeLessThan(tolerance);
      expect(
        largestGap(
          outcome.output.map((y) => y * scale),
          column("Y_new"),
        ),
      ).toBeLessThan(tolerance);
      expect(
        largestGap(
          outcome.expenditure.map((e) => e * scale),
          column("E_new"),
        ),
      ).toBeLessThan(tolerance);
      expect(largestGap(exports, column("exports_new"))).toBeLessThan(tolerance);
    });
  }
});
