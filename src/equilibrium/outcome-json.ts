/**
 * An outcome as JSON.
 * @module
 */
import type { Figure, GeneralOutcome, OutcomeJson } from "../contracts/outcome.js";

export interface OutcomeJsonOptions {
  /**
   * 90 % intervals by name, as summarise gives them: `realIncomePercent.GEO` (per cent), `welfare.GEO`, `exports.GEO`,
   * `imports.GEO`, `revenue.GEO`, `flow.GEO.RUS` (million dollars).
   */
  readonly intervals?: ReadonlyMap<string, Interval | null>;
  /** Default "changed": flows that move by at least 0.01 %, or from or to zero. */
  readonly flows?: "all" | "changed" | "none";
}

/** Ends and, where they are known, their sampling errors. */
interface Interval {
  readonly low: number;
  readonly high: number;
  readonly errors?: { readonly low: number | null; readonly high: number | null };
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
    economies: outcome.converged ? economies(outcome, options.intervals ?? new Map()) : [],
    flows: outcome.converged
      ? flows(outcome, options.flows ?? "changed", options.intervals ?? new Map())
      : [],
    budgetGap: outcome.budgetGap,
    assumptions: [...outcome.assumptions],
    warnings: [...outcome.warnings],
  };
}

function economies(
  outcome: GeneralOutcome,
  intervals: NonNullable<OutcomeJsonOptions["intervals"]>,
): OutcomeJson["economies"] {
  const { baseline } = outcome;
  const before = totals(baseline.flows, baseline.tariffs, baseline.economies.length);
  const after = totals(outcome.flows, outcome.tariffs, baseline.economies.length);
  return baseline.economies.map((economy, k) => {
    const interval = (name: string): Interval | null => intervals.get(`${name}.${economy}`) ?? null;
    const spent = before.spent[k];
    const real = figure(spent, spent * outcome.realIncome[k]);
    const percent = interval("realIncomePercent");
    const dollars = interval("welfare");
    const gdp = baseline.gdp[k];
    const variation = spent * (outcome.realIncome[k] - 1);
    return {
      economy,
      realIncome: percent === null ? real : { ...real, ...bounds(percent) },
      exports: figure(before.exports[k], after.exports[k], interval("exports")),
      imports: figure(before.imports[k], after.imports[k], interval("imports")),
      output: figure(before.output[k], outcome.output[k]),
      expenditure: figure(spent, outcome.expenditure[k]),
      wage: figure(1, outcome.wage[k]),
      priceIndex: figure(1, outcome.priceIndex[k]),
      ...(outcome.experiment === undefined || !outcome.outward
        ? {}
        : { outwardResistance: figure(1, outcome.outward[k]) }),
      tariffRevenue: figure(before.revenue[k], outcome.tariffRevenue[k], interval("revenue")),
      welfare: {
        usdMillion: variation,
        ...(dollars === null ? {} : bounds(dollars)),
        percentOfGdp: gdp > 0 ? (100 * variation) / gdp : null,
      },
    };
  });
}

type Bounds = { low: number; high: number; lowError?: number; highError?: number };

/** The interval as fields, its unit turned by `to` and its errors scaled. */
function bounds({ low, high, errors }: Interval, to = (x: number): number => x, scale = 1): Bounds {
  return {
    low: to(low),
    high: to(high),
    ...(typeof errors?.low === "number" ? { lowError: errors.low * scale } : {}),
    ...(typeof errors?.high === "number" ? { highError: errors.high * scale } : {}),
  };
}

/** A figure; an interval of levels becomes one of changes in per cent. */
function figure(before: number, after: number, levels: Interval | null = null): Figure {
  if (before === 0) return { before, after, percent: null };
  const percent = (level: number) => 100 * (level / before - 1);
  const ends = levels === null ? {} : bounds(levels, percent, 100 / before);
  return { before, after, percent: percent(after), ...ends };
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

function flows(
  outcome: GeneralOutcome,
  which: "all" | "changed" | "none",
  intervals: NonNullable<OutcomeJsonOptions["intervals"]>,
): OutcomeJson["flows"] {
  const { baseline } = outcome;
  const n = baseline.economies.length;
  const out: OutcomeJson["flows"] = [];
  if (which === "none") return out;
  for (let k = 0; k < n * n; k++) {
    const before = baseline.flows[k];
    const after = outcome.flows[k];
    if (which === "changed" && !(Math.abs(after - before) > changedFrom * Math.min(before, after))) continue;
    if (before === 0 && after === 0) continue;
    const [exporter, importer] = [baseline.economies[Math.floor(k / n)], baseline.economies[k % n]];
    const interval = before > 0 ? intervals.get(`flow.${exporter}.${importer}`) : null;
    const percent = (level: number) => 100 * (level / before - 1);
    out.push({
      exporter,
      importer,
      before,
      after,
      ...(interval ? bounds(interval, percent, 100 / before) : {}),
    });
  }
  return out;
}
