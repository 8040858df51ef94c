/**
 * A multi-sector outcome as JSON.
 * @module
 */
import type { Figure, OutcomeJson } from "../../contracts/outcome.js";
import type { MultiSectorOutcome, MultiSectorOutcomeJson } from "../../contracts/sector-outcome.js";
import type { OutcomeJsonOptions } from "../outcome-json.js";
import { firstOrderSplit } from "./first-order-split.js";

/** Relative change from which a flow counts as changed. */
const changedFrom = 1e-4;

/**
 * Figures before and after in million dollars at numeraire prices: by economy and flow as every general outcome has them,
 * by sector and with the first-order split under "multi-sector".
 *
 * Real income is final spending at base prices: before I, after I · Î/P̂; `expenditure` is final spending. Exports and
 * imports leave sales to oneself out. An outcome that did not converge has no
 * figures.
 */
export function multiSectorToJson(
  outcome: MultiSectorOutcome,
  options: OutcomeJsonOptions & {
    /** Whether to work out the first-order split of every economy; default true. */
    readonly split?: boolean;
  } = {},
): MultiSectorOutcomeJson {
  const { baseline, closure, converged } = outcome;
  const trade = tradeBySector(outcome);
  return {
    kind: "general",
    model: outcome.model,
    base: baseline.id,
    parameters: { ...outcome.parameters },
    closure,
    numeraire: closure.numeraire,
    residual: outcome.residual,
    iterations: outcome.iterations,
    converged,
    ...(outcome.because === null ? {} : { because: outcome.because }),
    economies: converged ? economies(outcome, trade) : [],
    flows: converged ? flows(outcome, options.flows ?? "changed") : [],
    budgetGap: outcome.budgetGap,
    assumptions: [...outcome.assumptions],
    warnings: [...outcome.warnings],
    "multi-sector": {
      theta: baseline.sectors.map((sector, s) => ({ sector, theta: outcome.theta[s] })),
      realWage: converged
        ? baseline.economies.map((economy, j) => ({
            economy,
            realWage: figure(1, outcome.wage[j] / outcome.priceIndex[j]),
          }))
        : [],
      sectors: converged ? sectors(outcome, trade) : [],
      firstOrderSplit:
        options.split === false
          ? []
          : baseline.economies.flatMap((economy) => firstOrderSplit(outcome, economy) ?? []),
    },
  };
}

function figure(before: number, after: number): Figure {
  return { before, after, percent: before === 0 ? null : 100 * (after / before - 1) };
}

/** Exports and imports, [sector][economy], before tariff, before and after. */
function tradeBySector(outcome: MultiSectorOutcome) {
  const { baseline, converged } = outcome;
  const n = baseline.economies.length;
  const column = () => new Float64Array(baseline.sectors.length * n);
  const sums = (cells: Float64Array) => {
    const [exports, imports] = [column(), column()];
    for (let k = 0; k < cells.length; k++) {
      const s = Math.floor(k / (n * n));
      const [i, j] = [Math.floor(k / n) % n, k % n];
      if (i === j) continue;
      exports[s * n + i] += cells[k];
      imports[s * n + j] += cells[k];
    }
    return { exports, imports };
  };
  const before = sums(baseline.flows);
  return { before, after: converged ? sums(outcome.flows) : before };
}

type Trade = ReturnType<typeof tradeBySector>;

function economies(outcome: MultiSectorOutcome, trade: Trade): OutcomeJson["economies"] {
  const { baseline } = outcome;
  const n = baseline.economies.length;
  const total = (column: Float64Array, j: number) => {
    let sum = 0;
    for (let c = j; c < column.length; c += n) sum += column[c];
    return sum;
  };
  return baseline.economies.map((economy, j) => {
    const before = outcome.expenditureBefore[j];
    const gdp = baseline.gdp[j];
    const variation = before * (outcome.realIncome[j] - 1);
    const traded = (way: "exports" | "imports") =>
      figure(total(trade.before[way], j), total(trade.after[way], j));
    return {
      economy,
      realIncome: figure(before, before * outcome.realIncome[j]),
      exports: traded("exports"),
      imports: traded("imports"),
      output: figure(total(outcome.sectorOutputBefore, j), outcome.output[j]),
      expenditure: figure(before, outcome.expenditure[j]),
      wage: figure(1, outcome.wage[j]),
      priceIndex: figure(1, outcome.priceIndex[j]),
      tariffRevenue: figure(outcome.tariffRevenueBefore[j], outcome.tariffRevenue[j]),
      welfare: {
        usdMillion: variation,
        percentOfGdp: gdp > 0 ? (100 * variation) / gdp : null,
      },
    };
  });
}

function flows(outcome: MultiSectorOutcome, which: "all" | "changed" | "none"): OutcomeJson["flows"] {
  const { baseline } = outcome;
  const n = baseline.economies.length;
  const out: OutcomeJson["flows"] = [];
  if (which === "none") return out;
  for (let k = 0; k < baseline.flows.length; k++) {
    const before = baseline.flows[k];
    const after = outcome.flows[k];
    if (before === 0 && after === 0) continue;
    if (which === "changed" && !(Math.abs(after - before) > changedFrom * Math.min(before, after))) continue;
    out.push({
      exporter: baseline.economies[Math.floor(k / n) % n],
      importer: baseline.economies[k % n],
      sector: baseline.sectors[Math.floor(k / (n * n))],
      before,
      after,
    });
  }
  return out;
}

function sectors(
  outcome: MultiSectorOutcome,
  { before, after }: Trade,
): MultiSectorOutcomeJson["multi-sector"]["sectors"] {
  const { baseline } = outcome;
  const n = baseline.economies.length;
  return baseline.sectors.flatMap((sector, s) =>
    baseline.economies.map((economy, j) => {
      const c = s * n + j;
      return {
        economy,
        sector,
        output: figure(outcome.sectorOutputBefore[c], outcome.sectorOutput[c]),
        spending: figure(outcome.sectorSpendingBefore[c], outcome.sectorSpending[c]),
        price: figure(1, outcome.sectorPrice[c]),
        unitCost: figure(1, outcome.unitCost[c]),
        exports: figure(before.exports[c], after.exports[c]),
        imports: figure(before.imports[c], after.imports[c]),
      };
    }),
  );
}
