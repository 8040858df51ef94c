/**
 * The equations of a one-sector world in log wages: excess demand, its diagonal, its Jacobian.
 * @module
 */
import { type MatrixPasses, matrixPasses } from "../kernel/matrix-passes.js";

/**
 * K is what each pair would trade at base wages after the shock (value before tariff). With x_i = ŵ_i^(−θ):
 * N_j = Σ_i K_ij x_i and X'_ij = K_ij x_i V_j / N_j, where V_j is what j spends at exporters' prices. Base shares and
 * tariffs drop out of this form: an unshocked cell of K is the base flow itself.
 */
export interface WageSystem {
  readonly n: number;
  /** K off the diagonal, [exporter][importer], >= 0; the diagonal is zero here. */
  readonly kernel: Float64Array;
  /** Sums over that kernel. */
  readonly passes: MatrixPasses;
  /** The diagonal of K (n): kept apart, so that exports and imports lose no digits beside large domestic sales. */
  readonly own: Float64Array;
  /** Y, base output (n). */
  readonly output: Float64Array;
  /** D, base deficit (n). */
  deficit: Float64Array;
  theta: number;
  /** true: V = ŵY + D in the numeraire; false: V = ŵ(Y + D)/μ, with μ such that Σ V = Σ ŵY. */
  additive: boolean;
  /** Economy whose wage is 1; -1: world output is kept. */
  numeraire: number;
}

/** A system over n economies, all zero. */
export function wageSystem(n: number, options: { readonly simd?: boolean } = {}): WageSystem {
  const passes = matrixPasses(n, options);
  return {
    n,
    kernel: passes.matrix,
    passes,
    own: new Float64Array(n),
    output: new Float64Array(n),
    deficit: new Float64Array(n),
    theta: 1,
    additive: true,
    numeraire: -1,
  };
}

/** All that hangs on the wages, at one point. Every array has length n. */
export interface WagePoint {
  /** ln ŵ; 0 where output is zero. */
  readonly logWage: Float64Array;
  readonly wage: Float64Array;
  /** ŵ^(−θ). */
  readonly power: Float64Array;
  /** Σ_{i≠j} K_ij x_i: the foreign part of N. */
  readonly foreignSum: Float64Array;
  /** N. */
  readonly priceSum: Float64Array;
  /** V, after closing. */
  readonly spending: Float64Array;
  /** V/N. */
  readonly ratio: Float64Array;
  /** Σ_{j≠i} K_ij V_j/N_j: exports are ŵ^(−θ) times this. */
  readonly demand: Float64Array;
  readonly exports: Float64Array;
  readonly imports: Float64Array;
  /** What an economy earns and may borrow abroad over what it buys and must lend there, in logs; 0 clears. */
  readonly imbalance: Float64Array;
  /** Σ V / Σ ŵY before closing. */
  closing: number;
  /** Largest |sales/ŵY − 1|. */
  residual: number;
  /** Largest |imbalance|; Infinity where a number left its range. */
  worst: number;
  /** An economy whose additive budget is not positive here; -1: none. */
  overspent: number;
}

export function wagePoint(n: number): WagePoint {
  const array = () => new Float64Array(n);
  return {
    logWage: array(),
    wage: array(),
    power: array(),
    foreignSum: array(),
    priceSum: array(),
    spending: array(),
    ratio: array(),
    demand: array(),
    exports: array(),
    imports: array(),
    imbalance: array(),
    closing: 1,
    residual: Number.POSITIVE_INFINITY,
    worst: Number.POSITIVE_INFINITY,
    overspent: -1,
  };
}

/** A budget below this part of its base value counts as not positive. */
const spendingFloor = 1e-9;
/** Trade below this part of income is none: it keeps the logs of an isolated economy finite. */
const traceOfTrade = 1e-15;

/** V at the point's wages, closed; marks an economy whose additive budget is not positive. */
function spendInto(system: WageSystem, point: WagePoint): void {
  const { n, output, deficit, additive, numeraire } = system;
  const { wage, spending } = point;
  let world = 0;
  let base = 0;
  for (let i = 0; i < n; i++) {
    world += wage[i] * output[i];
    base += output[i];
  }
  // The deficit in units of the numeraire at these wages: the system is then homogeneous and may be normalised last.
  const unit = numeraire < 0 ? world / base : wage[numeraire];
  point.overspent = -1;
  let total = 0;
  for (let j = 0; j < n; j++) {
    const fixed = additive || output[j] === 0;
    let v = fixed ? wage[j] * output[j] + unit * deficit[j] : wage[j] * (output[j] + deficit[j]);
    const floor = spendingFloor * unit * (output[j] + deficit[j]);
    if (fixed && deficit[j] < 0 && v < floor) {
      v = floor;
      point.overspent = j;
    }
    spending[j] = v;
    total += v;
  }
  point.closing = total / world;
  if (additive && point.overspent < 0) return;
  for (let j = 0; j < n; j++) spending[j] /= point.closing;
}

/** Fills the point from its logWage: two passes over the kernel, 2n exponentials, n logarithms. */
export function evaluateWages(system: WageSystem, point: WagePoint): void {
  const { n, passes, own, theta } = system;
  const { logWage, wage, power, foreignSum, priceSum, spending, ratio, demand } = point;
  for (let i = 0; i < n; i++) {
    wage[i] = Math.exp(logWage[i]);
    power[i] = Math.exp(-theta * logWage[i]);
  }
  passes.columnSumsInto(power, foreignSum);
  spendInto(system, point);
  for (let j = 0; j < n; j++) {
    priceSum[j] = foreignSum[j] + own[j] * power[j];
    ratio[j] = priceSum[j] > 0 ? spending[j] / priceSum[j] : 0;
  }
  passes.rowSumsInto(ratio, demand);
  measureTrade(system, point);
}

/** Trade, imbalances and the residual, from the sums. */
export function measureTrade(system: WageSystem, point: WagePoint): void {
  const { n, own, output } = system;
  const { wage, power, foreignSum, spending, ratio, demand, exports, imports, imbalance } = point;
  let residual = 0;
  let worst = 0;
  for (let i = 0; i < n; i++) {
    exports[i] = power[i] * demand[i];
    imports[i] = ratio[i] * foreignSum[i];
    imbalance[i] = 0;
    if (output[i] === 0) continue;
    const income = wage[i] * output[i];
    const borrowed = spending[i] - income;
    const trace = traceOfTrade * income;
    const earned = exports[i] + Math.max(borrowed, 0) + trace;
    const spent = imports[i] + Math.max(-borrowed, 0) + trace;
    imbalance[i] = Math.log(earned / spent);
    const excess = Math.abs((exports[i] + own[i] * power[i] * ratio[i]) / income - 1);
    if (!(excess <= residual)) residual = excess;
    const size = Math.abs(imbalance[i]);
    if (!(size <= worst)) worst = size;
  }
  point.residual = residual;
  point.worst = Number.isFinite(worst) && Number.isFinite(residual) ? worst : Number.POSITIVE_INFINITY;
}

/**
 * The step of each log wage that would balance its own trade if the others stood still. In logs of exports over imports
 * trade is nearly linear in wages however closed an economy is; in excess demand over income it is not.
 */
export function ownStepInto(system: WageSystem, point: WagePoint, out: Float64Array): void {
  const { n, own, output, theta, additive } = system;
  const { wage, power, priceSum, spending, exports, imports, imbalance } = point;
  for (let i = 0; i < n; i++) {
    out[i] = 0;
    if (output[i] === 0 || imbalance[i] === 0) continue;
    const income = wage[i] * output[i];
    const borrowed = spending[i] - income;
    const earned = exports[i] + Math.max(borrowed, 0);
    const spent = imports[i] + Math.max(-borrowed, 0);
    const atHome = (own[i] * power[i]) / priceSum[i];
    const response = additive ? income / spending[i] : 1;
    let slope = (theta * exports[i]) / earned + ((response + theta * atHome) * imports[i]) / spent;
    // What is borrowed or lent scales with the wage too.
    if (!additive) slope -= borrowed > 0 ? borrowed / earned : borrowed / spent;
    out[i] = imbalance[i] / (slope > 1e-3 ? slope : 1 + theta);
  }
}

/**
 * The step to ŵ = (Q/Y)^(1/(1+θ)), Q all demand at a wage of one: monotone in wages and, where budgets scale with wages,
 * homogeneous, so that repeating it cannot drive them apart. Slow in closed worlds, but it arrives.
 */
export function monotoneStepInto(system: WageSystem, point: WagePoint, out: Float64Array): void {
  const { n, own, output, theta } = system;
  const { wage, power, ratio, exports } = point;
  for (let i = 0; i < n; i++) {
    const income = wage[i] * output[i];
    out[i] = income > 0 ? Math.log((exports[i] + own[i] * power[i] * ratio[i]) / income) / (1 + theta) : 0;
  }
}

/**
 * Jacobian of `imbalance` by log wages at the point, row-major (n × n), made regular: the level of wages, which the
 * equations leave open, is held by a rank-one term.
 */
export function wageJacobianInto(system: WageSystem, point: WagePoint, out: Float64Array): void {
  const { n, kernel, own, output, theta, additive, numeraire } = system;
  const { wage, power, priceSum, foreignSum, spending, ratio, demand, exports, imports } = point;
  out.fill(0);
  let world = 0;
  for (let i = 0; i < n; i++) world += wage[i] * output[i];
  const level = (k: number) => (numeraire < 0 ? (wage[k] * output[k]) / world : k === numeraire ? 1 : 0);
  // Σ V is closed to Σ ŵY by μ, whose derivative is common to all budgets.
  const closing = (k: number) => (additive ? 0 : spending[k] / world - (wage[k] * output[k]) / world);
  for (let i = 0; i < n; i++) {
    const row = i * n;
    if (output[i] === 0) {
      out[row + i] = 1;
      continue;
    }
    const income = wage[i] * output[i];
    const borrowed = spending[i] - income;
    const trace = traceOfTrade * income;
    const sold = exports[i] / (exports[i] + Math.max(borrowed, 0) + trace);
    const bought = imports[i] / (imports[i] + Math.max(-borrowed, 0) + trace);
    const response = additive ? income / spending[i] : 1;
    const gross = borrowed > 0 ? exports[i] + borrowed + trace : imports[i] - borrowed + trace;
    const closingWeight = sold - bought + spending[i] / gross;
    // ln exports: −θ of the own price, and of each market its budget and its prices.
    for (let j = 0; j < n; j++) {
      const share = demand[i] > 0 ? (kernel[row + j] * ratio[j]) / demand[i] : 0;
      if (share === 0) continue;
      out[row + j] += sold * share * (additive ? (wage[j] * output[j]) / spending[j] : 1);
      const perPower = (sold * theta * share) / priceSum[j];
      out[row + j] += perPower * own[j] * power[j];
      for (let k = 0; k < n; k++) out[row + k] += perPower * kernel[k * n + j] * power[k];
    }
    out[row + i] -= sold * theta;
    // ln imports: the own budget, the prices of suppliers, and all prices that these compete with.
    for (let k = 0; k < n; k++) {
      const fromThere = kernel[k * n + i] * power[k];
      const among = foreignSum[i] > 0 ? fromThere / foreignSum[i] : 0;
      const all = (k === i ? own[i] * power[i] : fromThere) / priceSum[i];
      out[row + k] -= bought * theta * (all - among);
      out[row + k] -= closingWeight * closing(k) - level(k);
    }
    out[row + i] -= bought * response;
    if (!additive && borrowed !== 0) {
      out[row + i] += borrowed > 0 ? 1 - sold : -(1 - bought);
    }
  }
}
