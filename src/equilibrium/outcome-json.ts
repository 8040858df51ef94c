/**
 * An outcome as JSON.
 * @module
 */
import type { Figure, GeneralOutcome, OutcomeJson } from "../contracts/outcome.js";

export interface OutcomeJsonOptions {
  /** Default "changed": flows that move by at least 0.01 %, or from or to zero. */
  readonly flows?: "all" | "changed" | "none";
}

/** Relative change from which a flow counts as changed. */
const changedFrom = 1e-4;

/**
 * Figures before and after, economy by economy and flow by flow, in million dollars at numeraire prices.
 *
 * Real income is expenditure at base prices: before E, after E · Ê/P̂. Wage and price index are 1 before. Exports and
 * imports leave sales to oneself out. An outcome that did not converge has no figures.
 */
export function outcomeToJson(outcome: GeneralOutcome, options: OutcomeJsonOptions = {}): OutcomeJson {
  const { baseline, closure } = outcome;
  return {
    kind: "general",
    model: outcome.model,
    ...(outcome.experiment === undefined ? {} : { experiment: outcome.experiment }),
    base: baseline.id,
    parameters: { ...outcome.parameters },
    closure,
    numeraire: closure.numeraire,
    residual: outcome.residual,
    iterations: outcome.iterations,
    converged: outcome.converged,
    ...(outcome.because === null ? {} : { because: outcome.because }),
    economies: outcome.converged ? economies(outcome) : [],
    flows: outcome.converged ? flows(outcome, options.flows ?? "changed") : [],
    budgetGap: outcome.budgetGap,
    assumptions: [...outcome.assumptions],
    warnings: [...outcome.warnings],
  };
}

function economies(outcome: GeneralOutcome): OutcomeJson["economies"] {
  const { baseline } = outcome;
  const before = totals(baseline.flows, baseline.tariffs, baseline.economies.length);
  const after = totals(outcome.flows, outcome.tariffs, baseline.economies.length);
  return baseline.economies.map((economy, k) => {
    const spent = before.spent[k];
    const gdp = baseline.gdp[k];
    const variation = spent * (outcome.realIncome[k] - 1);
    return {
      economy,
      realIncome: figure(spent, spent * outcome.realIncome[k]),
      exports: figure(before.exports[k], after.exports[k]),
      imports: figure(before.imports[k], after.imports[k]),
      output: figure(before.output[k], outcome.output[k]),
      expenditure: figure(spent, outcome.expenditure[k]),
      wage: figure(1, outcome.wage[k]),
      priceIndex: figure(1, outcome.priceIndex[k]),
      ...(outcome.experiment === undefined || !outcome.outward
        ? {}
        : { outwardResistance: figure(1, outcome.outward[k]) }),
      tariffRevenue: figure(before.revenue[k], outcome.tariffRevenue[k]),
      welfare: {
        usdMillion: variation,
        percentOfGdp: gdp > 0 ? (100 * variation) / gdp : null,
      },
    };
  });
}

function figure(before: number, after: number): Figure {
  return { before, after, percent: before === 0 ? null : 100 * (after / before - 1) };
}

/** Row and column sums, sales to oneself in output and spending only. */
function totals(flows: Float64Array, tariffs: Float64Array, n: number) {
  const array = () => new Float64Array(n);
  const [output, spent, exports, imports, revenue] = [array(), array(), array(), array(), array()];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const value = flows[i * n + j];
      const duty = value * tariffs[i * n + j];
      output[i] += value;
      spent[j] += value + duty;
      revenue[j] += duty;
      if (i === j) continue;
      exports[i] += value;
      imports[j] += value;
    }
  }
  return { output, spent, exports, imports, revenue };
}

function flows(outcome: GeneralOutcome, which: "all" | "changed" | "none"): OutcomeJson["flows"] {
  const { baseline } = outcome;
  const n = baseline.economies.length;
  const out: OutcomeJson["flows"] = [];
  if (which === "none") return out;
  for (let k = 0; k < n * n; k++) {
    const before = baseline.flows[k];
    const after = outcome.flows[k];
    if (which === "changed" && !(Math.abs(after - before) > changedFrom * Math.min(before, after))) continue;
    if (before === 0 && after === 0) continue;
    out.push({
      exporter: baseline.economies[Math.floor(k / n)],
      importer: baseline.economies[k % n],
      before,
      after,
    });
  }
  return out;
}
