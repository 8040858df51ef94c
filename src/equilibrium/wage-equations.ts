/**
 * The equations of a one-sector world in log wages: excess demand, its diagonal, its Jacobian.
 * @module
 */

/**
 * K is what each pair would trade at base wages after the shock (value before tariff). With x_i = ŵ_i^(−θ):
 * N_j = Σ_i K_ij x_i and X'_ij = K_ij x_i V_j / N_j, where V_j is what j spends at exporters' prices. Base shares and
 * tariffs drop out of this form: an unshocked cell of K is the base flow itself.
 */
export interface WageSystem {
  readonly n: number;
  /** [exporter][importer], >= 0. */
  readonly kernel: Float64Array;
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

/** All that hangs on the wages, at one point. Every array has length n. */
export interface WagePoint {
  /** ln ŵ; 0 where output is zero. */
  readonly logWage: Float64Array;
  readonly wage: Float64Array;
  /** ŵ^(−θ). */
  readonly power: Float64Array;
  /** N. */
  readonly priceSum: Float64Array;
  /** V, after closing. */
  readonly spending: Float64Array;
  /** V/N. */
  readonly ratio: Float64Array;
  /** Q_i = Σ_j K_ij V_j/N_j: sales are ŵ^(−θ) Q. */
  readonly demand: Float64Array;
  /** ln(sales / ŵY); 0 where output is zero. */
  readonly excess: Float64Array;
  /** Σ V / Σ ŵY before closing. */
  closing: number;
  /** Largest |sales/ŵY − 1|. */
  residual: number;
  /** max − min of `excess`. */
  spread: number;
  /** An economy whose additive budget is not positive here; -1: none. */
  overspent: number;
}

export function wagePoint(n: number): WagePoint {
  const array = () => new Float64Array(n);
  return {
    logWage: array(),
    wage: array(),
    power: array(),
    priceSum: array(),
    spending: array(),
    ratio: array(),
    demand: array(),
    excess: array(),
    closing: 1,
    residual: Number.POSITIVE_INFINITY,
    spread: Number.POSITIVE_INFINITY,
    overspent: -1,
  };
}

/** A budget below this part of its base value counts as not positive. */
const spendingFloor = 1e-9;

/** out_j = Σ_i K_ij x_i. Rows are streamed four at a time; plain: for i, for j: out[j] += K[i·n + j]·x[i]. */
export function columnSumsInto(kernel: Float64Array, x: Float64Array, out: Float64Array): void {
  const n = x.length;
  out.fill(0);
  let i = 0;
  for (; i + 3 < n; i += 4) {
    const [x0, x1, x2, x3] = [x[i], x[i + 1], x[i + 2], x[i + 3]];
    const a = i * n;
    const b = a + n;
    const c = b + n;
    const d = c + n;
    for (let j = 0; j < n; j++) {
      out[j] += kernel[a + j] * x0 + kernel[b + j] * x1 + (kernel[c + j] * x2 + kernel[d + j] * x3);
    }
  }
  for (; i < n; i++) {
    const xi = x[i];
    const a = i * n;
    for (let j = 0; j < n; j++) out[j] += kernel[a + j] * xi;
  }
}

/** out_i = Σ_j K_ij z_j. Two rows and four sums at a time, since an addition waits for the one before it. */
export function rowSumsInto(kernel: Float64Array, z: Float64Array, out: Float64Array): void {
  const n = z.length;
  const even = n - (n % 2);
  let i = 0;
  for (; i + 1 < n; i += 2) {
    const a = i * n;
    const b = a + n;
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    for (let j = 0; j < even; j += 2) {
      const z0 = z[j];
      const z1 = z[j + 1];
      s0 += kernel[a + j] * z0;
      s1 += kernel[a + j + 1] * z1;
      s2 += kernel[b + j] * z0;
      s3 += kernel[b + j + 1] * z1;
    }
    if (even < n) {
      s0 += kernel[a + even] * z[even];
      s2 += kernel[b + even] * z[even];
    }
    out[i] = s0 + s1;
    out[i + 1] = s2 + s3;
  }
  if (i < n) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += kernel[i * n + j] * z[j];
    out[i] = sum;
  }
}

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
    if (v < floor) {
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
  const { n, kernel, output, theta } = system;
  const { logWage, wage, power, priceSum, spending, ratio, demand, excess } = point;
  for (let i = 0; i < n; i++) {
    wage[i] = Math.exp(logWage[i]);
    power[i] = Math.exp(-theta * logWage[i]);
  }
  columnSumsInto(kernel, power, priceSum);
  spendInto(system, point);
  for (let j = 0; j < n; j++) ratio[j] = priceSum[j] > 0 ? spending[j] / priceSum[j] : 0;
  rowSumsInto(kernel, ratio, demand);
  let residual = 0;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    excess[i] = 0;
    if (output[i] === 0) continue;
    const over = (power[i] * demand[i]) / (wage[i] * output[i]);
    const log = Math.log(over);
    excess[i] = log;
    if (!(Math.abs(over - 1) <= residual)) residual = Math.abs(over - 1);
    if (log < low) low = log;
    if (log > high) high = log;
  }
  point.residual = residual;
  point.spread = high >= low ? high - low : Number.isNaN(residual) ? Number.POSITIVE_INFINITY : 0;
}

/**
 * The step of each log wage that would clear its own market if the others stood still (diagonal Newton).
 * Without the own terms (divide by 1 + θ) economies that sell mostly to themselves crawl.
 */
export function ownStepInto(system: WageSystem, point: WagePoint, out: Float64Array): void {
  const { n, kernel, output, theta, additive } = system;
  const { wage, power, priceSum, spending, ratio, demand, excess } = point;
  for (let i = 0; i < n; i++) {
    out[i] = 0;
    if (output[i] === 0 || excess[i] === 0) continue;
    const own = kernel[i * n + i];
    const soldAtHome = (own * ratio[i]) / demand[i];
    const boughtAtHome = (own * power[i]) / priceSum[i];
    const response = additive ? (wage[i] * output[i]) / spending[i] : 1;
    const slope = 1 + theta - soldAtHome * (response + theta * boughtAtHome);
    out[i] = excess[i] / (slope > 1e-12 ? slope : 1 + theta);
  }
}

/**
 * Jacobian of `excess` by log wages at the point, row-major (n × n), made regular: the level of wages, which the
 * equations leave open, is tied down by a rank-one term.
 */
export function wageJacobianInto(system: WageSystem, point: WagePoint, out: Float64Array): void {
  const { n, kernel, output, theta, additive } = system;
  const { wage, power, priceSum, spending, ratio, demand } = point;
  out.fill(0);
  let world = 0;
  for (let i = 0; i < n; i++) world += wage[i] * output[i];
  for (let i = 0; i < n; i++) {
    const row = i * n;
    if (output[i] === 0 || demand[i] === 0) {
      out[row + i] = 1;
      continue;
    }
    // θ Σ_j s_ij λ_kj, s the share of i's sales that goes to j and λ the share of j's purchases that comes from k.
    for (let j = 0; j < n; j++) {
      const share = (kernel[row + j] * ratio[j]) / demand[i];
      if (share === 0) continue;
      const perPower = (theta * share) / priceSum[j];
      for (let k = 0; k < n; k++) out[row + k] += perPower * kernel[k * n + j] * power[k];
      out[row + j] += additive ? (share * wage[j] * output[j]) / spending[j] : share;
    }
    out[row + i] -= 1 + theta;
    for (let k = 0; k < n; k++) out[row + k] -= (wage[k] * output[k]) / world;
  }
}
