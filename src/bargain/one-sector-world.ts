/**
 * A one-sector world whose tariffs may be set.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import { InputError } from "../contracts/errors.js";
import { checkOptions } from "../equilibrium/check-one-sector.js";
import { type WageSystem, wageSystem } from "../equilibrium/wage-equations.js";
import { type WageSolver, wageSolver } from "../equilibrium/wage-solver.js";
import { factorDense, solveFactored } from "../kernel/solve-dense.js";
import { productRowInto } from "./product-row.js";
import { solveTransposed } from "./solve-transposed.js";
import type { Slopes, TariffWorld } from "./tariff-world.js";

/** A Newton step shorter than this leaves wages right to rounding, by quadratic convergence. */
const lastStep = 3e-8;
const maxSteps = 40;
/** A step shorter than this leaves the factors of the Jacobian good enough for the next. */
const chordReach = 0.02;
const slowest = 0.3;
/** Longest step of a log wage, in units of 1/(1 + θ). */
const longest = 3;
const tolerance = 1e-10;

/**
 * The equilibrium of solveOneSector (deficits held in units of world output) with tariffs as arguments.
 *
 * With K the value a pair would trade at base wages (before tariff), G the same with tariff, x = ŵ^(−θ), N = Σ K x,
 * N^g = Σ G x, V = ŵY + D what is spent at exporters' prices:
 *   X'_ij = K_ij x_i V_j / N_j;  ln U_j = ln V_j + (1 + 1/θ) ln N^g_j − ln N_j + constant.
 * Method: Newton's method on log wages with the exact Jacobian, from the last solution, its factors kept while they serve;
 * where it does not arrive, the solver of solveOneSector. Derivatives by the transposed factors.
 * Time: 4/3 n³ multiplications for factors, 4 n² a step with old ones, n² for each vector of weights.
 *
 * @param theta trade elasticity, > 0
 * @throws {InputError} several sectors, theta <= 0
 */
export function oneSectorWorld(baseline: Baseline, theta: number): TariffWorld {
  if (baseline.sectors.length !== 1) {
    throw new InputError(
      "sectors",
      `The one-sector model needs a base of one sector; received ${baseline.sectors.length}.`,
      { received: baseline.sectors.length, hint: "Take the model multi-sector." },
    );
  }
  checkOptions({ theta }, baseline.economies.length);
  return new OneSectorWorld(baseline, theta);
}

class OneSectorWorld implements TariffWorld {
  readonly baseline: Baseline;
  readonly n: number;
  readonly sectors = 1;
  readonly theta: Float64Array;
  private readonly elasticity: number;
  readonly tariffs: Float64Array;
  readonly costs: Float64Array;
  readonly realIncome: Float64Array;
  readonly objective: Float64Array;
  readonly spendingBefore: Float64Array;
  readonly logWage: Float64Array;
  residual = Number.POSITIVE_INFINITY;
  because: string | null = null;
  private readonly output: Float64Array;
  private readonly deficit: Float64Array;
  private readonly worldOutput: number;
  /** Of the kernels in `net` and `gross`. */
  private readonly setTariffs: Float64Array;
  private readonly setCosts: Float64Array;
  private readonly net: Float64Array;
  private readonly gross: Float64Array;
  /** X', s (shares at exporters' prices) and λ (gross shares), [exporter][importer]. */
  private readonly trade: Float64Array;
  private readonly share: Float64Array;
  private readonly spent: Float64Array;
  private readonly netSum: Float64Array;
  private readonly grossSum: Float64Array;
  private readonly scale: Float64Array;
  private readonly gap: Float64Array;
  private readonly power: Float64Array;
  private readonly income: Float64Array;
  private readonly jacobian: Float64Array;
  private readonly pivots: Int32Array;
  private readonly adjoint: Float64Array;
  /** Whether the factors are those of the last solution; and whether they are near enough for a step. */
  private factored = false;
  private usable = false;
  private fallback: { system: WageSystem; solver: WageSolver } | null = null;

  constructor(baseline: Baseline, theta: number) {
    const n = baseline.economies.length;
    const array = () => new Float64Array(n);
    const matrix = () => new Float64Array(n * n);
    this.baseline = baseline;
    this.n = n;
    this.theta = Float64Array.of(theta);
    this.elasticity = theta;
    this.tariffs = baseline.tariffs.slice();
    this.costs = matrix().fill(1);
    this.setTariffs = matrix().fill(Number.NaN);
    this.setCosts = matrix().fill(1);
    this.net = matrix();
    this.gross = matrix();
    this.trade = matrix();
    this.share = matrix();
    this.jacobian = matrix();
    [this.realIncome, this.spendingBefore, this.logWage] = [array(), array(), array()];
    this.objective = this.realIncome;
    this.output = array();
    this.deficit = array();
    this.spent = array();
    this.netSum = array();
    this.grossSum = array();
    this.scale = array();
    this.gap = array();
    this.power = array();
    this.income = array();
    this.adjoint = array();
    this.pivots = new Int32Array(n);
    const { flows, tariffs } = baseline;
    let world = 0;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const x = flows[i * n + j];
        this.output[i] += x;
        this.spendingBefore[j] += x * (1 + tariffs[i * n + j]);
        if (i !== j) {
          this.deficit[j] += x;
          this.deficit[i] -= x;
        }
        world += x;
      }
    }
    this.worldOutput = world;
  }

  flow(_sector: number, exporter: number, importer: number): number {
    return this.trade[exporter * this.n + importer];
  }

  price(_sector: number, exporter: number): number {
    return Math.exp(this.logWage[exporter]);
  }

  forget(): void {
    this.logWage.fill(0);
    this.usable = false;
  }

  clone(): TariffWorld {
    const copy = new OneSectorWorld(this.baseline, this.elasticity);
    copy.tariffs.set(this.tariffs);
    copy.costs.set(this.costs);
    copy.logWage.set(this.logWage);
    copy.solve();
    return copy;
  }

  solve(): boolean {
    this.setKernels();
    this.factored = false;
    const solved = this.newton() || this.fromScratch();
    this.because = solved
      ? null
      : `no wages clear all markets at these tariffs (largest excess demand ${this.residual.toExponential(1)})`;
    if (solved) this.measure();
    return solved;
  }

  private setKernels(): void {
    const { net, gross, tariffs, costs, setTariffs, setCosts, elasticity: theta } = this;
    const { flows, tariffs: before } = this.baseline;
    for (let k = 0; k < tariffs.length; k++) {
      if (tariffs[k] === setTariffs[k] && costs[k] === setCosts[k]) continue;
      const same = tariffs[k] === before[k] && costs[k] === 1;
      const factor = same ? 1 : (((1 + tariffs[k]) / (1 + before[k])) * costs[k]) ** -theta;
      gross[k] = flows[k] * (1 + before[k]) * factor;
      net[k] = gross[k] / (1 + tariffs[k]);
      setTariffs[k] = tariffs[k];
      setCosts[k] = costs[k];
    }
  }

  private newton(): boolean {
    const { n, logWage, jacobian, pivots, gap, elasticity: theta } = this;
    const most = longest / (1 + theta);
    let last = Number.POSITIVE_INFINITY;
    let fresh = false;
    for (let k = 0; k < maxSteps; k++) {
      this.evaluate();
      if (!Number.isFinite(this.residual)) return false;
      if (!this.usable) {
        this.fillJacobian();
        if (!factorDense(jacobian, pivots)) return false;
        this.usable = true;
        fresh = true;
      }
      solveFactored(jacobian, pivots, gap);
      let far = 0;
      for (let i = 0; i < n; i++) far = Math.max(far, Math.abs(gap[i]));
      if (!Number.isFinite(far)) return this.giveUp();
      // Old factors serve as long as they gain more than half a digit a step; a refused step is taken with new ones.
      const ratio = far / last;
      if (!fresh && (far > most || ratio > slowest)) {
        this.usable = false;
        last = Number.POSITIVE_INFINITY;
        continue;
      }
      const part = far > most ? most / far : 1;
      for (let i = 0; i < n; i++) logWage[i] -= part * gap[i];
      this.normalise();
      // A first step says nothing of the pace.
      if (far <= (fresh ? lastStep : 1e-13) || (Number.isFinite(last) && far * ratio <= 1e-15)) {
        this.evaluate();
        return this.residual <= tolerance || this.giveUp();
      }
      last = far;
      this.usable = far <= chordReach;
      fresh = false;
    }
    return this.giveUp();
  }

  private giveUp(): false {
    this.usable = false;
    return false;
  }

  /** World output keeps its value: the equations are homogeneous, deficits follow the unit. */
  private normalise(): void {
    const { n, logWage, output, worldOutput } = this;
    let world = 0;
    for (let i = 0; i < n; i++) world += output[i] * Math.exp(logWage[i]);
    const shift = Math.log(world / worldOutput);
    for (let i = 0; i < n; i++) logWage[i] -= output[i] > 0 ? shift : logWage[i];
  }

  private fromScratch(): boolean {
    const { n } = this;
    this.fallback ??= { system: wageSystem(n, { simd: false }), solver: wageSolver(n) };
    const { system, solver } = this.fallback;
    system.theta = this.elasticity;
    system.deficit.set(this.deficit);
    system.output.set(this.output);
    system.kernel.set(this.net);
    for (let i = 0; i < n; i++) {
      system.own[i] = this.net[i * n + i];
      system.kernel[i * n + i] = 0;
    }
    const solved = solver.solve(system, { tolerance: 1e-12, maxIterations: 1000, start: null });
    this.residual = solver.point.residual;
    if (!solved) return false;
    this.logWage.set(solver.point.logWage);
    this.usable = false;
    return this.newton();
  }

  /** Trade at the log wages, and each economy's payments gap over its trade. */
  private evaluate(): void {
    const { n, net, gross, trade, share, spent, netSum, grossSum, scale, gap, power, income, output } = this;
    const { logWage, elasticity: theta, deficit } = this;
    netSum.fill(0);
    grossSum.fill(0);
    for (let i = 0; i < n; i++) {
      power[i] = Math.exp(-theta * logWage[i]);
      income[i] = Math.exp(logWage[i]) * output[i];
      spent[i] = income[i] + deficit[i];
      const x = power[i];
      for (let j = 0, k = i * n; j < n; j++, k++) {
        netSum[j] += net[k] * x;
        grossSum[j] += gross[k] * x;
      }
      scale[i] = 0;
    }
    for (let i = 0; i < n; i++) {
      const x = power[i];
      let exports = 0;
      for (let j = 0, k = i * n; j < n; j++, k++) {
        const s = netSum[j] > 0 ? (net[k] * x) / netSum[j] : 0;
        share[k] = s;
        const value = s * spent[j];
        trade[k] = value;
        if (i === j) continue;
        exports += value;
        scale[j] += value;
      }
      gap[i] = exports;
    }
    this.residual = 0;
    for (let i = 0; i < n; i++) {
      const imports = scale[i];
      scale[i] += gap[i];
      const excess = gap[i] - imports + deficit[i];
      gap[i] = scale[i] > 0 ? excess / scale[i] : 0;
      const size = output[i] > 0 ? Math.abs(excess) / income[i] : 0;
      if (!(size <= this.residual)) this.residual = size;
      if (spent[i] < 0) this.residual = Number.POSITIVE_INFINITY;
    }
  }

  /** Of `gap` by log wages; world output, which the equations leave open, is held by a rank-one term. */
  private fillJacobian(): void {
    const { n, trade, share, scale, income, spent, deficit, jacobian, elasticity: theta, output } = this;
    let world = 0;
    for (let i = 0; i < n; i++) world += income[i];
    for (let i = 0; i < n; i++) {
      const row = i * n;
      if (!(scale[i] > 0) || output[i] === 0) {
        for (let k = 0; k < n; k++) jacobian[row + k] = i === k ? 1 : 0;
        continue;
      }
      let sales = 0;
      let financed = 0;
      for (let j = 0; j < n; j++) {
        sales += trade[row + j];
        if (deficit[j] !== 0 && spent[j] > 0) financed += (trade[row + j] * deficit[j]) / spent[j];
      }
      const per = 1 / scale[i];
      productRowInto(trade, share, row, n, jacobian);
      for (let k = 0; k < n; k++) {
        const sum = jacobian[row + k];
        const budget = spent[k] > 0 ? (trade[row + k] * income[k]) / spent[k] : 0;
        jacobian[row + k] = (theta * sum + budget + (financed * income[k]) / world) * per + income[k] / world;
      }
      jacobian[row + i] -= ((1 + theta) * sales + (income[i] - sales)) * per;
    }
  }

  private measure(): void {
    const { n, realIncome, spent, grossSum, netSum, spendingBefore, elasticity: theta } = this;
    for (let j = 0; j < n; j++) {
      const before = spendingBefore[j];
      realIncome[j] =
        before > 0
          ? Math.log((spent[j] * grossSum[j]) / (netSum[j] * before)) + Math.log(grossSum[j] / before) / theta
          : 0;
    }
  }

  slopesInto(weights: Float64Array, importers: readonly number[], out: Slopes): boolean {
    const {
      n,
      jacobian,
      pivots,
      adjoint: m,
      scale,
      elasticity: theta,
      share,
      gross,
      power,
      grossSum,
      netSum,
    } = this;
    const { spent, tariffs } = this;
    if (!this.factored) {
      this.evaluate();
      this.fillJacobian();
      if (!factorDense(jacobian, pivots)) return this.giveUp();
      this.factored = true;
      this.usable = true;
    }
    this.pullOfWages(weights, m);
    solveTransposed(jacobian, pivots, m);
    for (let i = 0; i < n; i++) m[i] = scale[i] > 0 ? m[i] / scale[i] : 0;
    for (const j of importers) {
      let mean = 0;
      for (let i = 0; i < n; i++) mean += share[i * n + j] * m[i];
      const a = weights[j];
      for (let i = 0; i < n; i++) {
        const k = i * n + j;
        const lambda = grossSum[j] > 0 ? (gross[k] * power[i]) / grossSum[j] : 0;
        // s (1 + t): what the share would be per unit of 1/(1 + t).
        const untaxed = netSum[j] > 0 ? share[k] * (1 + tariffs[k]) : 0;
        out.pull[k] = -(1 + theta) * a * lambda;
        out.push[k] = -(1 + theta) * untaxed * (a + spent[j] * (m[i] - mean));
      }
    }
    return true;
  }

  /** ∂(Σ a ln U)/∂ ln ŵ at given tariffs. */
  private pullOfWages(weights: Float64Array, out: Float64Array): void {
    const { n, spent, income, deficit, share, gross, power, grossSum, elasticity: theta } = this;
    out.fill(0);
    let world = 0;
    for (let i = 0; i < n; i++) world += income[i];
    for (let j = 0; j < n; j++) {
      const a = weights[j];
      if (a === 0 || !(spent[j] > 0)) continue;
      out[j] += (a * income[j]) / spent[j];
      const financed = (a * deficit[j]) / spent[j] / world;
      for (let k = 0; k < n; k++) {
        const lambda = (gross[k * n + j] * power[k]) / grossSum[j];
        out[k] += a * (theta * share[k * n + j] - (1 + theta) * lambda);
        if (financed !== 0) out[k] += financed * income[k];
      }
    }
  }
}
