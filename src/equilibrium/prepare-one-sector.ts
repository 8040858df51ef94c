/**
 * A one-sector world made ready for many solves.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import { InputError } from "../contracts/errors.js";
import { brokenMarket, checkBaseline, checkOptions, numeraireIndex, whyNot } from "./check-one-sector.js";
import { type CompiledShock, pairKernelInto } from "./compile-shock.js";
import { columnSumsInto, type WageSystem } from "./wage-equations.js";
import { wageSolver } from "./wage-solver.js";

export interface OneSectorDraw {
  /** Trade elasticity, > 0. */
  readonly theta: number;
  /** "none" shuts all deficits along with the shock; the closure "removed" does so before it, see removeDeficits. */
  readonly deficits: "additive" | "multiplicative" | "multiplicative-rescaled" | "none";
  /** "world-output" or a code of the baseline. */
  readonly numeraire?: string;
  /** Domestic sales to use in place of the baseline's (n); deficits do not change by it. */
  readonly domestic?: Float64Array | undefined;
  readonly tolerance?: number;
  readonly maxIterations?: number;
  /** Wages over base wages (n) to start from. */
  readonly start?: Float64Array | undefined;
}

/**
 * What a solve found. The arrays (n, million dollars at numeraire prices unless said) belong to the prepared world and
 * are overwritten by its next solve: copy what must last.
 */
export interface OneSectorSolution {
  readonly converged: boolean;
  readonly because: string | null;
  readonly residual: number;
  readonly iterations: number;
  /** After over before. */
  readonly wage: Float64Array;
  readonly priceIndex: Float64Array;
  readonly realIncome: Float64Array;
  readonly outputBefore: Float64Array;
  readonly output: Float64Array;
  readonly expenditureBefore: Float64Array;
  readonly expenditure: Float64Array;
  readonly revenueBefore: Float64Array;
  readonly revenue: Float64Array;
  readonly exportsBefore: Float64Array;
  readonly exports: Float64Array;
  readonly importsBefore: Float64Array;
  readonly imports: Float64Array;
  /** Equivalent variation at base prices. */
  readonly welfare: Float64Array;
  /** World expenditure over world income less 1. */
  readonly budgetGap: number;
  /** Value before tariff, exporter i, importer j. */
  flowBefore(i: number, j: number): number;
  flow(i: number, j: number): number;
  /** Effective tariff after: revenue over value; the baseline's where the flow is zero. */
  tariff(i: number, j: number): number;
}

export interface PreparedOneSector {
  readonly baseline: Baseline;
  readonly index: ReadonlyMap<string, number>;
  /** Solves under a shock; see OneSectorSolution for how long the result lasts. */
  solve(shock: CompiledShock, draw: OneSectorDraw): OneSectorSolution;
}

/**
 * Takes a baseline's sums once and holds the solver's buffers, so that a draw costs only its iterations: theta, the
 * sizes of the shocks and domestic sales may change from one solve to the next.
 *
 * @throws {InputError} a baseline of several sectors; {DataError} a flow or tariff out of range
 */
export function prepareOneSector(baseline: Baseline): PreparedOneSector {
  checkBaseline(baseline);
  const n = baseline.economies.length;
  const index = new Map(baseline.economies.map((code, k) => [code, k]));
  const array = () => new Float64Array(n);
  const kernel = baseline.flows.slice();
  /** Revenue at base prices, cell by cell: the tariff's part of the price sums. */
  const duty = baseline.flows.map((flow, k) => flow * baseline.tariffs[k]);
  const dutyFree = duty.every((d) => d === 0);
  const ownFlow = Float64Array.from({ length: n }, (_, i) => baseline.flows[i * n + i]);
  const ownTariff = Float64Array.from({ length: n }, (_, i) => baseline.tariffs[i * n + i]);
  const exportsBefore = array();
  const importsBefore = array();
  const importDuty = array();
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j) continue;
      exportsBefore[i] += kernel[i * n + j];
      importsBefore[j] += kernel[i * n + j];
      importDuty[j] += duty[i * n + j];
    }
  }
  const deficit = importsBefore.map((imports, i) => imports - exportsBefore[i]);
  const noDeficit = array();
  const domestic = ownFlow.slice();
  const outputBefore = array();
  const expenditureBefore = array();
  const revenueBefore = array();
  const system: WageSystem = {
    n,
    kernel,
    output: outputBefore,
    deficit,
    theta: 1,
    additive: true,
    numeraire: -1,
  };
  const solver = wageSolver(n);
  const { point } = solver;
  const [priceIndex, realIncome, output] = [array(), array(), array()];
  const [expenditure, revenue, exports, imports] = [array(), array(), array(), array()];
  const welfare = array();
  const dutySum = array();
  let touched: readonly number[] = [];
  let shockHasDuty = false;
  let scale = 1;

  const setDomestic = (values: Float64Array): void => {
    for (let i = 0; i < n; i++) {
      domestic[i] = values[i];
      kernel[i * n + i] = values[i];
      duty[i * n + i] = values[i] * ownTariff[i];
      outputBefore[i] = exportsBefore[i] + values[i];
      revenueBefore[i] = importDuty[i] + duty[i * n + i];
      expenditureBefore[i] = importsBefore[i] + values[i] + revenueBefore[i];
    }
  };

  /** Puts the base back into the cells of the last shock and writes those of the next. */
  const applyShock = (shock: CompiledShock, theta: number): boolean => {
    for (const at of touched) {
      kernel[at] = baseline.flows[at];
      duty[at] = baseline.flows[at] * baseline.tariffs[at];
    }
    touched = shock.pairs.map((pair) => pair.at);
    shockHasDuty = false;
    const out = { net: 0, gross: 0 };
    for (const pair of shock.pairs) {
      pairKernelInto(pair, baseline.flows[pair.at], baseline.tariffs[pair.at], theta, out);
      if (!Number.isFinite(out.gross) || !Number.isFinite(out.net)) return false;
      kernel[pair.at] = out.net;
      duty[pair.at] = out.gross - out.net;
      if (duty[pair.at] !== 0) shockHasDuty = true;
    }
    return true;
  };

  /** Incomes, prices and trade at the solved wages. */
  const report = (closing: number): void => {
    if (dutyFree && !shockHasDuty) dutySum.fill(0);
    else columnSumsInto(duty, point.power, dutySum);
    scale = closing;
    for (let j = 0; j < n; j++) {
      const own = kernel[j * n + j] * point.power[j] * point.ratio[j] * scale;
      const spent = point.spending[j] * scale;
      revenue[j] = point.ratio[j] * scale * dutySum[j];
      expenditure[j] = spent + revenue[j];
      output[j] = point.wage[j] * outputBefore[j];
      imports[j] = Math.max(spent - own, 0);
      exports[j] = Math.max(point.power[j] * point.demand[j] * scale - own, 0);
      const base = expenditureBefore[j];
      priceIndex[j] = base > 0 ? ((point.priceSum[j] + dutySum[j]) / base) ** (-1 / system.theta) : 1;
      realIncome[j] = base > 0 ? expenditure[j] / base / priceIndex[j] : 1;
      welfare[j] = base * (realIncome[j] - 1);
    }
  };

  const budgetGap = (): number => {
    let spent = 0;
    let income = 0;
    for (let j = 0; j < n; j++) {
      spent += expenditure[j];
      income += output[j] + revenue[j];
    }
    return spent / income - 1;
  };

  const solve = (shock: CompiledShock, draw: OneSectorDraw): OneSectorSolution => {
    checkOptions(draw, n);
    system.theta = draw.theta;
    system.additive = draw.deficits === "additive" || draw.deficits === "none";
    system.deficit = draw.deficits === "none" ? noDeficit : deficit;
    system.numeraire = numeraireIndex(draw.numeraire ?? "world-output", index);
    setDomestic(draw.domestic ?? ownFlow);
    if (system.numeraire >= 0 && outputBefore[system.numeraire] === 0) {
      throw new InputError(
        "numeraire-output",
        `The numeraire must produce something; ${draw.numeraire} does not.`,
        {
          received: draw.numeraire,
          hint: "Take another economy, or world-output.",
        },
      );
    }
    const finite = applyShock(shock, draw.theta);
    let because = finite
      ? brokenMarket(system, baseline.economies)
      : "The shock is too deep to compute: a trade cost factor to the power of theta leaves the range of numbers.";
    let converged = false;
    if (because === null) {
      converged = solver.solve(system, {
        tolerance: draw.tolerance ?? 1e-12,
        maxIterations: draw.maxIterations ?? 1000,
        start: draw.start ?? null,
      });
      if (converged) report(draw.deficits === "multiplicative" ? point.closing : 1);
      else because = whyNot(system, { ...point, iterations: solver.iterations }, baseline.economies);
    }
    return {
      converged,
      because,
      residual: finite && Number.isFinite(point.residual) ? point.residual : 1,
      iterations: solver.iterations,
      wage: point.wage,
      priceIndex,
      realIncome,
      outputBefore,
      output,
      expenditureBefore,
      expenditure,
      revenueBefore,
      revenue,
      exportsBefore,
      exports,
      importsBefore,
      imports,
      welfare,
      budgetGap: converged ? budgetGap() : 0,
      flowBefore: (i, j) => (i === j ? domestic[i] : baseline.flows[i * n + j]),
      flow: (i, j) => kernel[i * n + j] * point.power[i] * point.ratio[j] * scale,
      tariff: (i, j) =>
        kernel[i * n + j] > 0 ? duty[i * n + j] / kernel[i * n + j] : baseline.tariffs[i * n + j],
    };
  };
  return { baseline, index, solve };
}
