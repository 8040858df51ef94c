import { readFileSync } from "node:fs";
import { describe, expect } from "vitest";
import { MultiSectorOutcomeJson } from "../../src/contracts/sector-outcome.js";
import {
  firstOrderSplit,
  multiSectorToJson,
  restGap,
  solveMultiSector,
} from "../../src/equilibrium/index.js";
import { cp2015World, naftaCells } from "./cp2015-world.js";
import { conformance, economyColumn, geFile, largestGap, readTable, shockOf } from "./ge-cases.js";

/**
 * Input shares in the files add to 1 ± 4e-7. The reference uses them as they are, so that its markets cannot all clear
 * (with them, our residual stops at 9e-8 and its wages are met to 9e-12); we divide by the sum. That moves levels by 1.4e-8,
 * changes of economies by 1e-9 and the unit costs of the sectors concerned, Mexico's, by up to 2e-8.
 */
const onLevels = 3e-8;
const onChanges = 3e-9;
const onCosts = 4e-8;
/** Per cent: published figures have two digits, the reference's table has fifteen. */
const onPerCent = 2e-7;

interface Published {
  readonly welfare_paper_formula_pct: number;
  readonly tot_pct: number;
  readonly vot_pct: number;
  readonly real_wage_pct: number;
  readonly welfare_exact_real_income_pct: number;
  readonly imports_from_NAFTA_pct: number;
  readonly tariff_revenue_share_base: number;
  readonly tariff_revenue_share_new: number;
}

function solve() {
  const { world, tariffs2005, negatives } = cp2015World();
  const outcome = solveMultiSector(world, shockOf(naftaCells(world, tariffs2005)), { deficits: "removed" });
  expect(outcome.converged).toBe(true);
  expect(outcome.residual).toBeLessThanOrEqual(1e-12);
  return { world, negatives, outcome };
}

const table = () =>
  (
    JSON.parse(readFileSync(geFile("cp2015", "table2_nafta.json"), "utf8")) as {
      computed: Record<string, Published>;
    }
  ).computed;

describe("Caliendo and Parro (2015): NAFTA, 31 economies, 40 sectors", () => {
  conformance(
    "their recipe: 185 negative final shares; value added of 1993; wages when deficits are removed",
    () => {
      const { world, negatives, outcome } = solve();
      expect(negatives).toBe(185);
      expect(restGap(world)).toBeGreaterThan(0.01);
      expect(restGap(outcome.baseline)).toBeLessThan(1e-11);
      const rows = readTable(geFile("cp2015", "va_sn.csv"));
      const column = (key: string) => economyColumn(rows, "country", world.economies, key);
      // Ours in dollars, theirs in hundred thousands.
      const balanced = Array.from(outcome.valueAddedBefore, (va) => va / 1e5);
      expect(largestGap(balanced, column("VA_balanced"))).toBeLessThan(onLevels);
    },
  );

  conformance("every economy: wages, prices, real income, incomes; every unit cost and sector price", () => {
    const { world, outcome } = solve();
    const rows = readTable(geFile("cp2015", "nafta_only_country.csv"));
    const column = (key: string) => economyColumn(rows, "country", world.economies, key);
    expect(largestGap(outcome.wage, column("wage_hat"))).toBeLessThan(onChanges);
    expect(largestGap(outcome.priceIndex, column("price_hat"))).toBeLessThan(onChanges);
    const factor = (key: string) => column(key).map((percent) => 1 + percent / 100);
    expect(largestGap(outcome.realIncome, factor("welfare_exact_pct"))).toBeLessThan(onChanges);
    const realWage = outcome.wage.map((w, j) => w / outcome.priceIndex[j]!);
    expect(largestGap(realWage, factor("real_wage_pct"))).toBeLessThan(onChanges);
    const hundredThousands = (levels: Float64Array) => levels.map((x) => x / 1e5);
    expect(largestGap(hundredThousands(outcome.expenditureBefore), column("I0"))).toBeLessThan(onLevels);
    expect(largestGap(hundredThousands(outcome.expenditure), column("I1"))).toBeLessThan(onLevels);
    const cells = (name: string) =>
      readTable(geFile("cp2015", name)).flatMap((row) => world.economies.map((code) => Number(row[code])));
    expect(largestGap(outcome.unitCost, cells("nafta_only_unitcost_hat.csv"))).toBeLessThan(onCosts);
    // A sector that an economy neither buys nor sells has no price: ours is shown as unchanged.
    const prices = cells("nafta_only_sector_price_hat.csv").map((price, c) =>
      outcome.sectorSpendingBefore[c]! > 0 ? price : 1,
    );
    expect(largestGap(outcome.sectorPrice, prices)).toBeLessThan(onCosts);
  });

  conformance(
    "the published table: imports from the bloc, first-order welfare and its split, exact welfare",
    () => {
      const { world, outcome } = solve();
      const { economies, sectors } = world;
      const n = economies.length;
      const bloc = ["MEX", "CAN", "USA"];
      const computed = table();
      for (const code of bloc) {
        const want = computed[code]!;
        const j = economies.indexOf(code);
        const split = firstOrderSplit(outcome, code)!;
        const imports = (flows: Float64Array) =>
          bloc
            .filter((partner) => partner !== code)
            .flatMap((partner) => sectors.map((_, s) => flows[(s * n + economies.indexOf(partner)) * n + j]!))
            .reduce((sum, x) => sum + x, 0);
        const rise = 100 * (imports(outcome.flows) / imports(outcome.baseline.flows) - 1);
        expect(Math.abs(rise / want.imports_from_NAFTA_pct - 1)).toBeLessThan(1e-7);
        const gap = (got: number, percent: number) => expect(Math.abs(got - percent)).toBeLessThan(onPerCent);
        gap(split.firstOrder, want.welfare_paper_formula_pct);
        gap(split.termsOfTrade, want.tot_pct);
        gap(split.volumeOfTrade, want.vot_pct);
        gap(split.realWage, want.real_wage_pct);
        gap(split.exact, want.welfare_exact_real_income_pct);
        const share = (revenue: Float64Array, income: Float64Array) => revenue[j]! / income[j]!;
        gap(share(outcome.tariffRevenueBefore, outcome.expenditureBefore), want.tariff_revenue_share_base);
        gap(share(outcome.tariffRevenue, outcome.expenditure), want.tariff_revenue_share_new);
        const sum = (rows: readonly { termsOfTrade: number; volumeOfTrade: number }[]) =>
          rows.reduce((total, row) => total + row.termsOfTrade + row.volumeOfTrade, 0);
        expect(Math.abs(sum(split.bySector) - split.firstOrder)).toBeLessThan(1e-13);
        expect(Math.abs(sum(split.byPartner) - split.firstOrder)).toBeLessThan(1e-13);
      }
      const [mexico, canada, usa] = bloc.map((code) => firstOrderSplit(outcome, code)!);
      expect([mexico, canada, usa].map((x) => x!.firstOrder.toFixed(2))).toEqual(["1.31", "-0.06", "0.08"]);
      expect([mexico, canada, usa].map((x) => x!.exact.toFixed(5))).toEqual([
        "0.00732",
        "-0.11010",
        "0.07415",
      ]);
    },
  );

  conformance("the split of every economy is the reference's", () => {
    const { world, outcome } = solve();
    const rows = readTable(geFile("cp2015", "nafta_only_decomposition_variants.csv"));
    const column = (key: string) => economyColumn(rows, "country", world.economies, key);
    const [terms, volume] = [column("tot_arith"), column("vot_arith_diff")];
    world.economies.forEach((code, j) => {
      const split = firstOrderSplit(outcome, code)!;
      expect(Math.abs(split.termsOfTrade - terms[j]!)).toBeLessThan(onPerCent);
      expect(Math.abs(split.volumeOfTrade - volume[j]!)).toBeLessThan(onPerCent);
    });
  });

  conformance("as JSON it meets its schema, with sectors on flows", () => {
    const { outcome } = solve();
    const json = MultiSectorOutcomeJson.parse(multiSectorToJson(outcome));
    expect(json.economies.length).toBe(31);
    expect(json["multi-sector"].sectors.length).toBe(31 * 40);
    expect(json.flows.every(({ sector }) => sector !== undefined)).toBe(true);
    const mexico = json.economies.find(({ economy }) => economy === "MEX")!;
    expect(mexico.realIncome.percent!.toFixed(5)).toBe("0.00732");
  });
});
