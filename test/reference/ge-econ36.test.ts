import { readFileSync } from "node:fs";
import { describe, expect } from "vitest";
import { compileShock, prepareOneSector, removeDeficits } from "../../src/equilibrium/index.js";
import {
  baselineOf,
  conformance,
  economyColumn,
  geFile,
  largestGap,
  readTable,
  shockOf,
} from "./ge-cases.js";

const theta = 2.059;
/** The reference's balanced base stops at 1e-9 (its row sums miss its incomes by 7e-11). */
const balancedTolerance = 2e-9;
/** The counterfactual is solved to machine precision. */
const tolerance = 1e-11;

function inputs() {
  const trade = readTable(geFile("econ36", "input_xtr2001.csv"));
  const rates = readTable(geFile("econ36", "input_tariff2001.csv"));
  const economies = trade.map((row) => row.iso_o!);
  const cells = (rows: Record<string, string>[], prefix: string) =>
    Float64Array.from(rows.flatMap((row) => economies.map((code) => Number(row[prefix + code]))));
  const tariffs = cells(rates, "tariff");
  // Trade is stated with the importer's tariff in it.
  const flows = cells(trade, "xtr2001").map((gross, k) => gross / (1 + tariffs[k]!));
  const removed = removeDeficits(baselineOf(economies, flows, tariffs), { theta });
  return { economies, tariffs, removed };
}

const plainRows = (name: string) =>
  readFileSync(geFile("econ36", name), "utf8")
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(",").map(Number));

describe("36 economies of 2001 with tariffs and their revenue", () => {
  conformance("removing deficits gives the reference's balanced world, every share and budget", () => {
    const { economies, tariffs, removed } = inputs();
    const n = economies.length;
    const { flows } = removed.baseline!;
    const shares = plainRows("balanced_lambda_verbatim.csv");
    const budgets = plainRows("balanced_X_wL_verbatim.csv");
    const gross = flows.map((flow, k) => flow * (1 + tariffs[k]!));
    const spent = economies.map((_, j) => gross.reduce((sum, x, k) => (k % n === j ? sum + x : sum), 0));
    const made = economies.map((_, i) => flows.subarray(i * n, i * n + n).reduce((sum, x) => sum + x, 0));
    const scale = budgets[0]![1]! / made[0]!;
    expect(
      largestGap(
        gross.map((x, k) => x / spent[k % n]!),
        shares.flat(),
      ),
    ).toBeLessThan(balancedTolerance);
    expect(
      largestGap(
        spent.map((e) => e * scale),
        budgets.map((row) => row[0]!),
      ),
    ).toBeLessThan(balancedTolerance);
    expect(
      largestGap(
        made.map((y) => y * scale),
        budgets.map((row) => row[1]!),
      ),
    ).toBeLessThan(balancedTolerance);
  });

  conformance("China's tariffs to zero: wages, expenditure, prices, real income, real wages", () => {
    const { economies, tariffs, removed } = inputs();
    const base = removed.baseline!;
    const n = economies.length;
    const china = economies.indexOf("CHN");
    const cells = economies
      .map((exporter, i) => ({
        exporter,
        importer: "CHN",
        kind: "tariff" as const,
        before: tariffs[i * n + china]!,
        after: 0,
      }))
      .filter(({ before }) => before !== 0);
    const own = cells.filter(({ exporter }) => exporter === "CHN");
    const compiled = compileShock(base, shockOf(cells.filter((cell) => !own.includes(cell))));
    // The data tax China's own goods at 4 %, and the counterfactual ends that too: no user may, so it is put in here.
    const onItself = { at: china * n + china, tariffs: own, icebergs: [], bans: [], unbans: [] };
    const solution = prepareOneSector(base).solve(
      { pairs: [...compiled.pairs, onItself], warnings: [] },
      { theta, deficits: "additive" },
    );
    const rows = readTable(geFile("econ36", "cf_CHN_zero_import_tariff.csv"));
    const column = (key: string) => economyColumn(rows, "country", economies, key);
    expect(own.length).toBe(1);
    expect(solution.converged).toBe(true);
    expect(largestGap(solution.wage, column("w_hat"))).toBeLessThan(tolerance);
    expect(largestGap(solution.priceIndex, column("P_hat"))).toBeLessThan(tolerance);
    expect(largestGap(solution.realIncome, column("welfare_hat"))).toBeLessThan(tolerance);
    expect(
      largestGap(
        solution.wage.map((w, i) => w / solution.priceIndex[i]!),
        column("real_wage_hat"),
      ),
    ).toBeLessThan(tolerance);
    const spending = solution.expenditure.map((e, i) => e / solution.expenditureBefore[i]!);
    expect(largestGap(spending, column("X_hat"))).toBeLessThan(tolerance);
  });
});
