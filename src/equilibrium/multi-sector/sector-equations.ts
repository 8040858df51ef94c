/**
 * The equations of a world of linked sectors, in logs: one sweep takes wages, prices and spending to what they imply.
 * @module
 */
import { addColumnSums, rowSum } from "./sector-passes.js";

/**
 * K is what each pair would trade at base prices after the shock (before tariff), U the revenue on it. With unit costs
 * ĉ_si = ŵ_i^B Π_k P̂_ki^((1−B)γ) and x_si = ĉ_si^(−θ_s):
 *   N_sj = Σ_i (K + U)_s,ij x_si;  P̂_sj^(−θ) = N_sj / E_sj;  X'_s,ij = K_s,ij x_si E'_sj / N_sj.
 * Arrays [sector][economy] have length S·n.
 */
export interface SectorSystem {
  readonly n: number;
  readonly sectors: number;
  /** (S) Place of a sector's matrix among the matrices; -1: the sector is not traded and has none. */
  readonly matrixOf: Int32Array;
  /** K off the diagonal, [traded sector][exporter][importer]; zero on it. */
  readonly net: Float64Array;
  /** U off the diagonal, same layout; empty where no sector has any. */
  duty: Float64Array;
  /** (S) 1 where the sector has any U off the diagonal. */
  readonly dutiable: Uint8Array;
  /** K and U on the diagonal, [sector][economy]. */
  readonly own: Float64Array;
  readonly ownDuty: Float64Array;
  /** (S) θ. */
  readonly theta: Float64Array;
  /** B, α [sector][economy]; (1 − B)γ [using][supplying][economy]. */
  readonly labour: Float64Array;
  readonly final: Float64Array;
  readonly inputs: Float64Array;
  /** E in the base, [sector][economy]. */
  readonly spentBefore: Float64Array;
  /** (n) VA and D in the base. */
  readonly valueAdded: Float64Array;
  deficit: Float64Array;
  /**
   * Whether D' = D in units of the numeraire; else final spending less revenue scales with value added, all by one factor
   * that closes the world's budget.
   */
  additive: boolean;
  /** Economy whose wage is the unit; -1: world value added. */
  numeraire: number;
}

/** A point and what it implies. [sector][economy] unless said; money at the point's prices. */
export interface SectorPoint {
  /** (n·(1 + 2S)) The unknowns in one, for the accelerator: log ŵ, log P̂, log Ê. */
  readonly state: Float64Array;
  readonly logWage: Float64Array;
  readonly logPrice: Float64Array;
  readonly logSpent: Float64Array;
  /** Where the sweep takes the state, less the state. */
  readonly step: Float64Array;
  readonly logCost: Float64Array;
  /** x = ĉ^(−θ). */
  readonly power: Float64Array;
  /** Σ_i K x and N. */
  readonly netSum: Float64Array;
  readonly priceSum: Float64Array;
  /** E'/N. */
  readonly ratio: Float64Array;
  readonly spent: Float64Array;
  readonly output: Float64Array;
  readonly nextSpent: Float64Array;
  /** (n) from here on. */
  readonly wage: Float64Array;
  readonly exports: Float64Array;
  readonly imports: Float64Array;
  readonly revenue: Float64Array;
  /** D', final spending, and what producers pay to factors. */
  readonly transfer: Float64Array;
  readonly income: Float64Array;
  readonly factorPay: Float64Array;
  readonly buffer: Float64Array;
  /** Largest relative gap in any price, spending and factor-market equation. */
  residual: number;
  /** Longest step of any unknown. */
  worst: number;
  /** An economy that is left nothing to spend; -1: none. */
  overspent: number;
}

export function sectorPoint(n: number, sectors: number): SectorPoint {
  const state = new Float64Array(n * (1 + 2 * sectors));
  const cells = () => new Float64Array(n * sectors);
  const economies = () => new Float64Array(n);
  return {
    state,
    logWage: state.subarray(0, n),
    logPrice: state.subarray(n, n + n * sectors),
    logSpent: state.subarray(n + n * sectors),
    step: new Float64Array(state.length),
    logCost: cells(),
    power: cells(),
    netSum: cells(),
    priceSum: cells(),
    ratio: cells(),
    spent: cells(),
    output: cells(),
    nextSpent: cells(),
    wage: economies(),
    exports: economies(),
    imports: economies(),
    revenue: economies(),
    transfer: economies(),
    income: economies(),
    factorPay: economies(),
    buffer: economies(),
    residual: Number.POSITIVE_INFINITY,
    worst: Number.POSITIVE_INFINITY,
    overspent: -1,
  };
}

/** Least final spending, as a part of value added, that an economy is given while iterating. */
const leastIncome = 1e-3;
/** Spending below this part of the base is no longer followed: nobody demands the good. */
const nothing = 1e-200;

/** One sweep at `state`: unit costs, prices, sales, incomes, demands, and the gaps of all equations. */
export function sweepSectors(system: SectorSystem, point: SectorPoint): void {
  unitCosts(system, point);
  markets(system, point);
  incomes(system, point);
  demands(system, point);
  gaps(system, point);
}

export function unitCosts({ n, sectors, labour, inputs, theta }: SectorSystem, point: SectorPoint): void {
  const { logWage, logPrice, logCost, power, wage } = point;
  for (let i = 0; i < n; i++) wage[i] = Math.exp(logWage[i]);
  for (let k = 0; k < sectors; k++) {
    const row = k * n;
    for (let i = 0; i < n; i++) logCost[row + i] = labour[row + i] * logWage[i];
    for (let s = 0; s < sectors; s++) {
      const block = (k * sectors + s) * n;
      const price = s * n;
      for (let i = 0; i < n; i++) logCost[row + i] += inputs[block + i] * logPrice[price + i];
    }
    for (let i = 0; i < n; i++) power[row + i] = Math.exp(-theta[k] * logCost[row + i]);
  }
}

/** Price sums, then every economy's sales at the point's spending; exports and imports leave sales to oneself out. */
function markets(system: SectorSystem, point: SectorPoint): void {
  const { n, sectors, matrixOf, net, duty, dutiable, own, ownDuty, spentBefore } = system;
  const { power, netSum, priceSum, ratio, spent, output, logSpent, buffer, exports, imports, revenue } =
    point;
  exports.fill(0);
  imports.fill(0);
  revenue.fill(0);
  for (let s = 0; s < sectors; s++) {
    const row = s * n;
    const at = matrixOf[s] * n * n;
    buffer.fill(0);
    if (at >= 0) addColumnSums(net, at, n, power, row, buffer);
    for (let j = 0; j < n; j++) {
      netSum[row + j] = buffer[j];
      priceSum[row + j] = 0;
    }
    if (dutiable[s] === 1) {
      buffer.fill(0);
      addColumnSums(duty, at, n, power, row, buffer);
      for (let j = 0; j < n; j++) priceSum[row + j] = buffer[j];
    }
    for (let j = 0; j < n; j++) {
      const c = row + j;
      const foreign = netSum[c];
      const tax = priceSum[c] + ownDuty[c] * power[c];
      netSum[c] = foreign + own[c] * power[c];
      priceSum[c] = netSum[c] + tax;
      const spends = spentBefore[c] > 0 ? spentBefore[c] * Math.exp(logSpent[c]) : 0;
      spent[c] = spends;
      ratio[c] = spends > 0 ? spends / priceSum[c] : 0;
      imports[j] += foreign * ratio[c];
      revenue[j] += tax * ratio[c];
    }
    for (let i = 0; i < n; i++) {
      const c = row + i;
      const sold = at >= 0 ? power[c] * rowSum(net, at + i * n, n, ratio, row) : 0;
      exports[i] += sold;
      output[c] = sold + own[c] * power[c] * ratio[c];
    }
  }
}

/** What factors are paid at the point's wages, the closure's transfers, and final spending. */
function incomes(system: SectorSystem, point: SectorPoint): void {
  const { n, valueAdded, deficit, additive } = system;
  const { wage, transfer, income, revenue } = point;
  const unit = unitOf(system, point);
  let earned = 0;
  let spends = 0;
  for (let j = 0; j < n; j++) {
    earned += wage[j] * valueAdded[j];
    spends += wage[j] * (valueAdded[j] + (valueAdded[j] > 0 ? deficit[j] : 0));
    if (valueAdded[j] === 0) earned -= unit * deficit[j];
  }
  const level = additive ? 1 : earned / spends;
  point.overspent = -1;
  for (let j = 0; j < n; j++) {
    const pay = wage[j] * valueAdded[j];
    // An economy that produces nothing has no wage to scale with: its deficit is held.
    const held = additive || valueAdded[j] === 0;
    transfer[j] = held ? unit * deficit[j] : level * wage[j] * (valueAdded[j] + deficit[j]) - pay;
    income[j] = pay + transfer[j] + revenue[j];
    if (income[j] < leastIncome * pay) {
      point.overspent = j;
      income[j] = leastIncome * pay;
    }
  }
}

/** The numeraire's price at the point. */
export function unitOf({ n, valueAdded, numeraire }: SectorSystem, { wage }: SectorPoint): number {
  if (numeraire >= 0) return wage[numeraire];
  let before = 0;
  let after = 0;
  for (let j = 0; j < n; j++) {
    before += valueAdded[j];
    after += wage[j] * valueAdded[j];
  }
  return before > 0 ? after / before : 1;
}

/** What is demanded of each sector: final use and the inputs of what was sold; and what is paid to factors. */
function demands({ n, sectors, labour, inputs, final }: SectorSystem, point: SectorPoint): void {
  const { nextSpent, income, output, factorPay } = point;
  factorPay.fill(0);
  for (let s = 0; s < sectors; s++) {
    const row = s * n;
    for (let j = 0; j < n; j++) nextSpent[row + j] = final[row + j] * income[j];
  }
  for (let k = 0; k < sectors; k++) {
    const made = k * n;
    for (let j = 0; j < n; j++) factorPay[j] += labour[made + j] * output[made + j];
    for (let s = 0; s < sectors; s++) {
      const block = (k * sectors + s) * n;
      const row = s * n;
      for (let j = 0; j < n; j++) nextSpent[row + j] += inputs[block + j] * output[made + j];
    }
  }
}

/** Steps of prices and spending, and the largest gap of all; wages get theirs from wageStepsInto. */
function gaps(system: SectorSystem, point: SectorPoint): void {
  const { n, sectors, theta, spentBefore, valueAdded } = system;
  const { step, logPrice, logSpent, priceSum, nextSpent, spent, factorPay, wage } = point;
  const prices = n;
  const spending = n + n * sectors;
  let residual = 0;
  let worst = 0;
  for (let s = 0; s < sectors; s++) {
    for (let c = s * n; c < s * n + n; c++) {
      if (spentBefore[c] === 0) {
        step[prices + c] = 0;
        step[spending + c] = 0;
        if (nextSpent[c] > 0) residual = Number.POSITIVE_INFINITY;
        continue;
      }
      const price = -Math.log(priceSum[c] / spentBefore[c]) / theta[s] - logPrice[c];
      const demand = nextSpent[c] / spent[c];
      const gone = nextSpent[c] < nothing * spentBefore[c];
      const spend = gone ? Math.log(nothing) - logSpent[c] : Math.log(demand);
      step[prices + c] = price;
      step[spending + c] = spend;
      const gap = Math.max(Math.abs(price), gone ? Math.abs(spend) : Math.abs(demand - 1));
      if (!(gap <= residual)) residual = gap;
      const far = Math.max(Math.abs(price), Math.abs(spend));
      if (!(far <= worst)) worst = far;
    }
  }
  for (let i = 0; i < n; i++) {
    if (valueAdded[i] === 0) continue;
    const gap = Math.abs(factorPay[i] / (wage[i] * valueAdded[i]) - 1);
    if (!(gap <= residual)) residual = gap;
  }
  point.residual = residual;
  point.worst = worst;
}

const rounding = 1e-15;

/**
 * Steps of log wages: what would balance each economy's payments if the rest of the world stood still, nearly linear in
 * the log of receipts over payments even for an economy that hardly trades.
 *
 * @param ease (n) by how much that log falls per unit of the log wage
 */
export function wageSteps({ n, valueAdded }: SectorSystem, point: SectorPoint, ease: Float64Array): void {
  const { step, exports, imports, transfer } = point;
  for (let i = 0; i < n; i++) {
    const receipts = exports[i] + Math.max(transfer[i], 0);
    const payments = imports[i] + Math.max(-transfer[i], 0);
    // Payments that cannot be told from rounding move no wage: an economy that trades with nobody has none to clear.
    const closed = receipts + payments <= rounding * point.wage[i] * valueAdded[i];
    step[i] = closed ? 0 : Math.log(receipts / payments) / ease[i];
    if (!(Math.abs(step[i]) <= point.worst)) point.worst = Math.abs(step[i]);
  }
}

/** How much longer than the tolerance the step of a wage may be: it tells what hardly trades, the residual does not. */
const stepAllowance = 50;

/** Whether all equations hold to the tolerance, and no unknown would move by much more. */
export function isSolved({ residual, worst }: SectorPoint, tolerance: number): boolean {
  return residual <= tolerance && worst <= stepAllowance * tolerance;
}

/** Scales the point's nominal unknowns so that the numeraire is 1; the equations are homogeneous. */
export function normaliseState(system: SectorSystem, point: SectorPoint): void {
  const { n, valueAdded } = system;
  const { logWage, logPrice, logSpent, wage } = point;
  for (let i = 0; i < n; i++) wage[i] = Math.exp(logWage[i]);
  const shift = Math.log(unitOf(system, point));
  if (!Number.isFinite(shift)) return;
  for (let i = 0; i < n; i++) logWage[i] -= valueAdded[i] > 0 ? shift : logWage[i];
  for (let c = 0; c < logPrice.length; c++) {
    logPrice[c] -= shift;
    logSpent[c] -= shift;
  }
}
