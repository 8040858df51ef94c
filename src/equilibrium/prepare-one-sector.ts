/**
 * A one-sector world made ready for many solves.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import type { Shock } from "../contracts/shock.js";
import { type MatrixPasses, matrixPasses } from "../kernel/index.js";
import {
  brokenMarket,
  checkBaseline,
  checkOptions,
  isConnected,
  numeraireIndex,
  oneWayTrade,
  whyNot,
} from "./check-one-sector.js";
import { type CompiledShock, compileShock, pairKernelInto } from "./compile-shock.js";
import { type ResistanceSolver, resistanceSolver } from "./resistance-solver.js";
import { type WageSystem, wageSystem } from "./wage-equations.js";
import { type WageSolver, wageSolver } from "./wage-solver.js";

/**
 * The experiments of Yotov et al. (2016): "partial" changes trade costs and nothing else; "conditional" lets the
 * multilateral resistances follow, with output and spending held; "full" lets factory-gate prices, output and
 * expenditure follow as well.
 */
export type Experiment = "partial" | "conditional" | "full";

export interface OneSectorDraw {
  /** Trade elasticity, > 0. */
  readonly theta: number;
  /** "none" shuts all deficits along with the shock; the closure "removed" does so before it, see removeDeficits. */
  readonly deficits: "additive" | "multiplicative" | "multiplicative-rescaled" | "none";
  /** "world-output" or a code of the baseline. */
  readonly numeraire?: string;
  /** Default "full". The other two hold deficits whatever the closure says. */
  readonly experiment?: Experiment;
  /** Domestic sales to use in place of the baseline's (n); deficits do not change by it. */
  readonly domestic?: Float64Array | undefined;
  readonly tolerance?: number;
  readonly maxIterations?: number;
  /** Wages over base wages (n) to start from; in the conditional experiment 1/Π̂. */
  readonly start?: Float64Array | undefined;
}

/**
 * What a solve found. All of it, the arrays (n, million dollars at numeraire prices unless said) and the object itself,
 * belongs to the prepared world and is overwritten by its next solve: copy what must last.
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
  /** Outward multilateral resistance Π̂; the inward one is the price index. */
  readonly outward: Float64Array;
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
  /** All flows after, [exporter][importer]. */
  flowsInto(out: Float64Array): void;
  /** Effective tariffs after, same layout: revenue over value; the baseline's where the flow is zero. */
  tariffsInto(out: Float64Array): void;
}

export interface PreparedOneSector {
  readonly baseline: Baseline;
  readonly index: ReadonlyMap<string, number>;
  /** compileShock for this baseline. */
  compile(shock: Shock): CompiledShock;
  /** Solves under a shock; see OneSectorSolution for how long the result lasts. */
  solve(shock: CompiledShock, draw: OneSectorDraw): OneSectorSolution;
}

/**
 * Takes a baseline's sums once and holds the solver's buffers, so that a draw costs only its iterations: theta, the
 * sizes of the shocks and domestic sales may change from one solve to the next.
 *
 * @param options solves: "one" spares the memory that SIMD needs, which takes longer to get than one solve does; the
 *   numbers are the same
 * @throws {InputError} a baseline of several sectors; {DataError} a flow or tariff out of range
 */
export function prepareOneSector(
  baseline: Baseline,
  options: { readonly solves?: "one" | "many" } = {},
): PreparedOneSector {
  checkBaseline(baseline);
  return new OneSectorWorld(baseline, options.solves === "one" ? { simd: false } : {});
}

class OneSectorWorld implements PreparedOneSector {
  readonly baseline: Baseline;
  readonly index: ReadonlyMap<string, number>;
  private readonly n: number;
  private readonly solver: WageSolver;
  private readonly resistances: ResistanceSolver;
  private readonly system: WageSystem;
  /** What lasts from one solve to the next: the base without domestic sales. */
  private readonly importDuty: Float64Array;
  private readonly deficit: Float64Array;
  private readonly noDeficit: Float64Array;
  private readonly homeSales: Float64Array;
  private readonly ownTariff: Float64Array;
  private readonly dutyFreeBase: boolean;
  /** Revenue at base wages off the diagonal and on it: the part of the price sums that the kernel lacks. */
  private readonly duty: Float64Array;
  private readonly dutyPasses: MatrixPasses;
  private readonly ownDuty: Float64Array;
  private readonly dutySum: Float64Array;
  private readonly domestic: Float64Array;
  private touched: readonly number[] = [];
  private dutyFree = true;
  private level = 1;
  /** Whether the base is of one piece; null: not looked at yet. */
  private connected: boolean | null = null;
  private readonly columns;
  private readonly solution: OneSectorSolution;

  constructor(baseline: Baseline, passesOptions: { readonly simd?: boolean }) {
    const n = baseline.economies.length;
    const array = () => new Float64Array(n);
    this.baseline = baseline;
    this.n = n;
    this.index = new Map(baseline.economies.map((code, k) => [code, k]));
    this.homeSales = Float64Array.from({ length: n }, (_, i) => baseline.flows[i * n + i]);
    this.ownTariff = Float64Array.from({ length: n }, (_, i) => baseline.tariffs[i * n + i]);
    this.system = wageSystem(n, passesOptions);
    const { kernel, passes } = this.system;
    kernel.set(baseline.flows);
    this.dutyPasses = matrixPasses(n, passesOptions);
    this.duty = this.dutyPasses.matrix;
    for (let k = 0; k < n * n; k++) this.duty[k] = kernel[k] * baseline.tariffs[k];
    for (let i = 0; i < n; i++) {
      kernel[i * n + i] = 0;
      this.duty[i * n + i] = 0;
    }
    const ones = array().fill(1);
    const [exportsBefore, importsBefore] = [array(), array()];
    this.importDuty = array();
    passes.rowSumsInto(ones, exportsBefore);
    passes.columnSumsInto(ones, importsBefore);
    this.dutyPasses.columnSumsInto(ones, this.importDuty);
    // Subsidies may cancel duties in a sum: only a tariff of zero on everything is none.
    this.dutyFreeBase = baseline.tariffs.every((t) => t === 0);
    this.deficit = importsBefore.map((imports, i) => imports - exportsBefore[i]);
    this.noDeficit = array();
    this.ownDuty = array();
    this.dutySum = array();
    this.domestic = array();
    this.columns = {
      priceIndex: array(),
      realIncome: array(),
      outward: array(),
      outputBefore: this.system.output,
      output: array(),
      expenditureBefore: array(),
      expenditure: array(),
      revenueBefore: array(),
      revenue: array(),
      exportsBefore,
      exports: array(),
      importsBefore,
      imports: array(),
      welfare: array(),
    };
    this.solver = wageSolver(n);
    this.resistances = resistanceSolver(n, this.solver.point);
    this.solution = this.view();
  }

  compile(shock: Shock): CompiledShock {
    return compileShock(this.baseline, shock, this.index);
  }

  solve(shock: CompiledShock, draw: OneSectorDraw): OneSectorSolution {
    checkOptions(draw, this.n);
    const { system, solver } = this;
    system.theta = draw.theta;
    system.additive = draw.deficits === "additive" || draw.deficits === "none";
    system.deficit = draw.deficits === "none" ? this.noDeficit : this.deficit;
    this.setDomestic(draw.domestic ?? this.homeSales);
    system.numeraire = numeraireIndex(draw.numeraire ?? "world-output", this.index, system.output);
    this.connected ??= isConnected(system);
    if (draw.experiment === "partial") return this.solvePartial(shock);
    // Held output and spending are those of the additive closure before anything moves.
    const conditional = draw.experiment === "conditional";
    system.additive ||= conditional;
    let because = this.applyShock(shock) ?? this.impossible(shock, conditional);
    let converged = false;
    if (because === null) {
      const solving = conditional ? this.resistances : solver;
      converged = solving.solve(system, {
        tolerance: draw.tolerance ?? 1e-12,
        maxIterations: draw.maxIterations ?? 1000,
        start: draw.start ?? null,
      });
      const last = { ...solver.point, iterations: solving.iterations };
      if (!converged) because = whyNot(system, last, this.baseline.economies);
      else if (conditional) this.reportConditional();
      else this.report(draw.deficits === "multiplicative" ? solver.point.closing : 1);
      return this.conclude(converged, because, solving.iterations);
    }
    return this.conclude(false, because, 0);
  }

  /** Flows at the new trade costs with every price, output and expenditure of the base. */
  private solvePartial(shock: CompiledShock): OneSectorSolution {
    const { n, system, columns: c } = this;
    const { point } = this.solver;
    const because = this.applyShock(shock);
    if (because !== null) return this.conclude(false, because, 0);
    for (const ones of [point.wage, point.power, point.ratio]) ones.fill(1);
    system.passes.columnSumsInto(point.power, point.foreignSum);
    system.passes.rowSumsInto(point.ratio, point.demand);
    for (let j = 0; j < n; j++) {
      point.imports[j] = point.foreignSum[j];
      point.exports[j] = point.demand[j];
      point.priceSum[j] = point.foreignSum[j] + system.own[j];
      point.spending[j] = c.expenditureBefore[j] - c.revenueBefore[j];
    }
    point.residual = 0;
    this.report(1);
    c.expenditure.set(c.expenditureBefore);
    for (const ones of [c.priceIndex, c.realIncome, c.outward]) ones.fill(1);
    c.welfare.fill(0);
    return this.conclude(true, null, 0);
  }

  private reportConditional(): void {
    this.report(1);
    const { power } = this.solver.point;
    for (let i = 0; i < this.n; i++) this.columns.outward[i] = power[i] ** (1 / this.system.theta);
  }

  /** Why no wages can clear this world, where its shape alone says so. */
  private impossible(shock: CompiledShock, conditional: boolean): string | null {
    const { system, baseline } = this;
    const broken = brokenMarket(conditional ? { ...system, additive: false } : system, baseline.economies);
    const reshaped = shock.pairs.some(({ bans, unbans }) => bans.length + unbans.length > 0);
    if (broken !== null || !system.additive || (this.connected && !reshaped)) return broken;
    return oneWayTrade(system, baseline.economies, false);
  }

  /** Everything in the base that domestic sales are part of; deficits are not. */
  private setDomestic(values: Float64Array): void {
    const { n, domestic, system, ownDuty, importDuty, columns } = this;
    for (let i = 0; i < n; i++) {
      domestic[i] = values[i];
      system.own[i] = values[i];
      ownDuty[i] = values[i] * this.ownTariff[i];
      columns.outputBefore[i] = columns.exportsBefore[i] + values[i];
      columns.revenueBefore[i] = importDuty[i] + ownDuty[i];
      columns.expenditureBefore[i] = columns.importsBefore[i] + values[i] + columns.revenueBefore[i];
    }
  }

  /** Puts the base back into the cells of the last shock and writes those of the next; a reason where that fails. */
  private applyShock(shock: CompiledShock): string | null {
    const { n, baseline, system, duty, ownDuty } = this;
    for (const at of this.touched) {
      system.kernel[at] = baseline.flows[at];
      duty[at] = baseline.flows[at] * baseline.tariffs[at];
    }
    this.touched = shock.pairs.map(({ at }) => at).filter((at) => at % (n + 1) !== 0);
    this.dutyFree = this.dutyFreeBase;
    const out = { net: 0, gross: 0 };
    for (const pair of shock.pairs) {
      const { at } = pair;
      const onDiagonal = at % (n + 1) === 0;
      const flow = onDiagonal ? this.domestic[at % n] : baseline.flows[at];
      pairKernelInto(pair, flow, baseline.tariffs[at], system.theta, out);
      if (!Number.isFinite(out.gross) || !Number.isFinite(out.net)) {
        return "The shock is too deep to compute: a trade cost to the power of theta leaves the range of numbers.";
      }
      const [net, revenue, cell] = onDiagonal ? [system.own, ownDuty, at % n] : [system.kernel, duty, at];
      net[cell] = out.net;
      revenue[cell] = out.gross - out.net;
      if (revenue[cell] !== 0) this.dutyFree = false;
    }
    return null;
  }

  /** Incomes, prices and trade at the solved wages; `level` scales all that is spent. */
  private report(level: number): void {
    const { n, columns: c, dutySum, ownDuty, system } = this;
    const { power, wage, ratio, priceSum, spending, exports, imports } = this.solver.point;
    this.level = level;
    if (this.dutyFree) dutySum.fill(0);
    else {
      this.dutyPasses.columnSumsInto(power, dutySum);
      for (let j = 0; j < n; j++) dutySum[j] += ownDuty[j] * power[j];
    }
    for (let j = 0; j < n; j++) {
      c.revenue[j] = ratio[j] * level * dutySum[j];
      c.expenditure[j] = spending[j] * level + c.revenue[j];
      c.output[j] = wage[j] * system.output[j];
      c.exports[j] = exports[j] * level;
      c.imports[j] = imports[j] * level;
      const base = c.expenditureBefore[j];
      c.priceIndex[j] = base > 0 ? ((priceSum[j] + dutySum[j]) / base) ** (-1 / system.theta) : 1;
      c.realIncome[j] = base > 0 ? c.expenditure[j] / base / c.priceIndex[j] : 1;
      c.welfare[j] = base * (c.realIncome[j] - 1);
    }
    // Π̂ from market clearing: ŵ^(1+θ) = Π̂^(−θ) times the growth of world output.
    const worldPower = (sumOf(c.output) / sumOf(c.outputBefore)) ** (1 / system.theta);
    for (let i = 0; i < n; i++)
      c.outward[i] = system.output[i] > 0 ? worldPower * wage[i] ** (-1 - 1 / system.theta) : 1;
  }

  private budgetGap(): number {
    const { expenditure, output, revenue } = this.columns;
    let spent = 0;
    let income = 0;
    for (let j = 0; j < this.n; j++) {
      spent += expenditure[j];
      income += output[j] + revenue[j];
    }
    return spent / income - 1;
  }

  private conclude(converged: boolean, because: string | null, iterations: number): OneSectorSolution {
    const { residual } = this.solver.point;
    return Object.assign(this.solution, {
      converged,
      because,
      residual: Number.isFinite(residual) ? residual : 1,
      iterations,
      budgetGap: converged ? this.budgetGap() : 0,
    });
  }

  /** The one solution that every solve fills anew. */
  private view(): OneSectorSolution {
    const { n, baseline, system, domestic } = this;
    const { power, ratio, wage } = this.solver.point;
    return {
      ...this.columns,
      wage,
      converged: false,
      because: null,
      residual: 1,
      iterations: 0,
      budgetGap: 0,
      flowBefore: (i, j) => (i === j ? domestic[i] : baseline.flows[i * n + j]),
      flow: (i, j) => (i === j ? system.own[i] : system.kernel[i * n + j]) * power[i] * ratio[j] * this.level,
      flowsInto: (out) => this.flowsInto(out),
      tariffsInto: (out) => this.tariffsInto(out),
    };
  }

  private flowsInto(out: Float64Array): void {
    const { n, system, level } = this;
    const { power, ratio } = this.solver.point;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) out[i * n + j] = system.kernel[i * n + j] * power[i] * ratio[j] * level;
      out[i * n + i] = system.own[i] * power[i] * ratio[i] * level;
    }
  }

  private tariffsInto(out: Float64Array): void {
    const { n, baseline, system, duty, ownDuty } = this;
    out.set(baseline.tariffs);
    for (const at of this.touched) if (system.kernel[at] > 0) out[at] = duty[at] / system.kernel[at];
    for (let i = 0; i < n; i++) if (system.own[i] > 0) out[i * n + i] = ownDuty[i] / system.own[i];
  }
}

function sumOf(column: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < column.length; i++) sum += column[i];
  return sum;
}
