/**
 * The global simulation model without linearisation.
 * @module
 */
import { anderson, factorDense, solveFactored } from "../kernel/index.js";
import type { GsimSolution, GsimSystem } from "./gsim-system.js";

/** A substitution elasticity nearer to 1 than this is Cobb-Douglas. */
const cobbDouglas = 1e-12;

interface Point {
  /** By importer: log price of the composite. */
  readonly composite: Float64Array;
  /** By source: log of what arrives over the base; shut ones untouched. */
  readonly quantity: Float64Array;
  /** By exporter: what is shipped in units of base sales, over supply, less 1; zero where price is fixed. */
  readonly excess: Float64Array;
}

/**
 * Exact market clearing, with y = log delivered price of a source, x_r log price of exporter r, c its log change of cost:
 *   y = x_r + c;  P_v^(1−E_s) = Σ θ e^((1−E_s) y);  q = e^(−E_s y) P_v^(E_s − E_m);  Σ τ̂ M q = X_r e^(E_x x_r)
 * the demand system (CES nest of varieties, composite demand of constant elasticity E_m) that the linear form linearises.
 *
 * @returns composite, price and quantity as changes less 1
 * Method: Newton on logs with the exact Jacobian, which is kept while it still brings ten times nearer; halved steps;
 *   should it stall, an accelerated fixed point. Stops at relative excess demand <= tolerance.
 */
export function solveGsimExact(
  system: GsimSystem,
  options: { readonly tolerance: number; readonly maxIterations: number },
  names: { readonly exporters: readonly string[]; readonly importers: readonly string[] },
): GsimSolution {
  const { K, I, exporter, after, value } = system;
  const broken = brokenMarket(system, names);
  if (broken !== null) return failure(system, broken, 0, Number.POSITIVE_INFINITY);
  const sells = new Uint8Array(I);
  for (let k = 0; k < K; k++) if (after[k] && value[k] > 0) sells[exporter[k]] = 1;
  const free = Array.from({ length: I }, (_, i) => i).filter(
    (i) => sells[i] && system.supply[i] !== Number.POSITIVE_INFINITY,
  );
  const x = new Float64Array(I);
  let point = evaluate(system, x, free);
  let residual = largest(point.excess);
  let iterations = 0;
  let factored: Factored | null = null;
  let fresh = false;
  let before = Number.POSITIVE_INFINITY;
  while (residual > options.tolerance && iterations < options.maxIterations) {
    fresh = factored === null || residual > 0.1 * before;
    if (fresh) factored = factorJacobian(system, x, point, free);
    if (factored === null) break;
    const step = Float64Array.from(free, (i) => -Math.log1p(point.excess[i]));
    solveFactored(factored.matrix, factored.pivots, step);
    before = residual;
    let scale = 1;
    for (; scale > 1e-6; scale /= 2) {
      iterations++;
      const trial = x.slice();
      free.forEach((i, f) => {
        trial[i] += scale * step[f];
      });
      const next = evaluate(system, trial, free);
      const reached = largest(next.excess);
      if (!(reached < residual)) continue;
      x.set(trial);
      [point, residual] = [next, reached];
      break;
    }
    if (scale > 1e-6) continue;
    // A kept Jacobian may have aged: try a fresh one before giving up.
    if (fresh) break;
    factored = null;
  }
  if (residual > options.tolerance) {
    const slow = slowly(system, x, free, options);
    x.set(slow.x);
    [point, residual] = [slow.point, slow.residual];
    iterations += slow.iterations;
  }
  if (!(residual <= options.tolerance)) {
    const reason = `No convergence: the largest relative excess demand is ${residual.toExponential(1)} after ${iterations} evaluations.`;
    return failure(system, reason, iterations, residual);
  }
  return {
    price: x.map(Math.expm1),
    quantity: point.quantity.map((q, k) => (after[k] ? Math.expm1(q) : -1)),
    composite: point.composite.map(Math.expm1),
    residual,
    iterations,
    because: null,
  };
}

function failure(system: GsimSystem, because: string, iterations: number, residual: number): GsimSolution {
  const none = (n: number) => new Float64Array(n);
  return {
    price: none(system.I),
    quantity: none(system.K),
    composite: none(system.J),
    residual: Number.isFinite(residual) ? residual : 0,
    iterations,
    because,
  };
}

/** An importer with nothing left to buy, an exporter with nowhere to sell, or one without supply to sell again. */
function brokenMarket(
  { K, I, J, exporter, importer, after, spending, sales, supply }: GsimSystem,
  { exporters, importers }: { exporters: readonly string[]; importers: readonly string[] },
): string | null {
  const [sells, buys] = [new Uint8Array(I), new Uint8Array(J)];
  for (let k = 0; k < K; k++) {
    if (!after[k]) continue;
    sells[exporter[k]] = 1;
    buys[importer[k]] = 1;
  }
  for (let j = 0; j < J; j++) {
    if (spending[j] > 0 && !buys[j])
      return `${importers[j]} is left without supply: nobody sells to it, and its price has no bound.`;
    if (spending[j] === 0 && buys[j])
      return `${importers[j]} buys nothing in the base: what it would buy once a ban is lifted is not known.`;
  }
  for (let i = 0; i < I; i++) {
    if (supply[i] === Number.POSITIVE_INFINITY) continue;
    if (sales[i] > 0 && !sells[i])
      return `${exporters[i]} is left without a market: nobody buys what it supplies.`;
    if (sales[i] === 0 && sells[i]) return `${exporters[i]} would sell again, but sells nothing in the base.`;
  }
  return null;
}

/** Composite prices, quantities and excess demand at log prices x. */
function evaluate(system: GsimSystem, x: Float64Array, free: readonly number[]): Point {
  const { K, I, J, exporter, importer, value, iceberg, after, cost } = system;
  const { sales, demand, substitution, supply } = system;
  const composite = compositePrices(system, x);
  const quantity = new Float64Array(K);
  const shipped = new Float64Array(I);
  for (let k = 0; k < K; k++) {
    if (!after[k]) continue;
    const [i, j] = [exporter[k], importer[k]];
    const q = -substitution[j] * (x[i] + cost[k]) + (substitution[j] - demand[j]) * composite[j];
    quantity[k] = q;
    shipped[i] += value[k] * iceberg[k] * Math.exp(q);
  }
  const excess = new Float64Array(I);
  for (const i of free) excess[i] = shipped[i] / (sales[i] * Math.exp(supply[i] * x[i])) - 1;
  return { composite: composite.subarray(0, J), quantity, excess };
}

/**
 * Log composite prices. Written in changes (expm1, log1p), so that a small shock keeps its digits and E_s may be near 1;
 * from logs of sums where the change is large.
 */
function compositePrices(system: GsimSystem, x: Float64Array): Float64Array {
  const { K, J, exporter, importer, cost, theta, before, after, substitution } = system;
  const change = new Float64Array(J);
  for (let k = 0; k < K; k++) {
    const j = importer[k];
    const y = x[exporter[k]] + cost[k];
    const power = 1 - substitution[j];
    if (Math.abs(power) < cobbDouglas) change[j] += theta[k] * y;
    else if (after[k]) change[j] += theta[k] * (Math.expm1(power * y) + (1 - before[k]));
    else change[j] -= theta[k];
  }
  const out = new Float64Array(J);
  const far: number[] = [];
  for (let j = 0; j < J; j++) {
    const power = 1 - substitution[j];
    if (Math.abs(power) < cobbDouglas) out[j] = change[j];
    else if (Math.abs(change[j]) <= 0.5) out[j] = Math.log1p(change[j]) / power;
    else far.push(j);
  }
  if (far.length > 0) farPrices(system, x, far, out);
  return out;
}

function farPrices(system: GsimSystem, x: Float64Array, far: readonly number[], out: Float64Array): void {
  const { K, J, exporter, importer, cost, theta, after, substitution } = system;
  const wanted = new Uint8Array(J);
  for (const j of far) wanted[j] = 1;
  const top = new Float64Array(J).fill(Number.NEGATIVE_INFINITY);
  const sum = new Float64Array(J);
  const exponent = (k: number) => (1 - substitution[importer[k]]) * (x[exporter[k]] + cost[k]);
  for (let k = 0; k < K; k++) {
    if (wanted[importer[k]] && after[k]) top[importer[k]] = Math.max(top[importer[k]], exponent(k));
  }
  for (let k = 0; k < K; k++) {
    const j = importer[k];
    if (wanted[j] && after[k]) sum[j] += theta[k] * Math.exp(exponent(k) - top[j]);
  }
  for (const j of far) out[j] = (top[j] + Math.log(sum[j])) / (1 - substitution[j]);
}

interface Factored {
  readonly matrix: Float64Array;
  readonly pivots: Int32Array;
}

/**
 * Derivatives of log demand less log supply in log prices, of the exporters whose price is free; factored.
 *
 *   G_rs = Σ_v ω_rv [−E_s δ_rs + (E_s − E_m) θ'_sv] − E_x δ_rs,  ω share of v in what r ships, θ' spending share
 */
function factorJacobian(
  system: GsimSystem,
  x: Float64Array,
  point: Point,
  free: readonly number[],
): Factored | null {
  const { K, I, J, exporter, importer, value, iceberg, after, cost, theta } = system;
  const { demand, substitution, supply } = system;
  const n = free.length;
  const place = new Int32Array(I).fill(-1);
  free.forEach((i, f) => {
    place[i] = f;
  });
  const shipped = new Float64Array(n);
  const uses = new Float64Array(n * J);
  const shares = new Float64Array(J * n);
  for (let k = 0; k < K; k++) {
    const f = place[exporter[k]];
    if (!after[k] || f < 0) continue;
    const j = importer[k];
    const units = value[k] * iceberg[k] * Math.exp(point.quantity[k]);
    shipped[f] += units;
    uses[f * J + j] += units;
    const relative = x[exporter[k]] + cost[k] - point.composite[j];
    shares[j * n + f] += theta[k] * Math.exp((1 - substitution[j]) * relative);
  }
  const matrix = new Float64Array(n * n);
  for (let f = 0; f < n; f++) {
    const row = matrix.subarray(f * n, f * n + n);
    row[f] -= supply[free[f]];
    for (let j = 0; j < J; j++) {
      const use = uses[f * J + j] / shipped[f];
      if (use === 0) continue;
      row[f] -= use * substitution[j];
      const pull = use * (substitution[j] - demand[j]);
      for (let g = 0; g < n; g++) row[g] += pull * shares[j * n + g];
    }
  }
  const pivots = new Int32Array(n);
  return factorDense(matrix, pivots) ? { matrix, pivots } : null;
}

/** From where Newton stalled: each log price moves by its excess demand over what answers it, accelerated. */
function slowly(
  system: GsimSystem,
  from: Float64Array,
  free: readonly number[],
  { tolerance, maxIterations }: { readonly tolerance: number; readonly maxIterations: number },
): { x: Float64Array; point: Point; residual: number; iterations: number } {
  const answers = system.substitution.reduce((most, e, j) => Math.max(most, e, system.demand[j]), 0);
  const accelerate = anderson(free.length, 6);
  const z = Float64Array.from(free, (i) => from[i]);
  const step = new Float64Array(free.length);
  const best = { x: from, point: evaluate(system, from, free), residual: 0, iterations: 0 };
  best.residual = largest(best.point.excess);
  for (let iterations = 1; iterations <= maxIterations; iterations++) {
    const x = from.slice();
    free.forEach((i, f) => {
      x[i] = z[f];
    });
    const point = evaluate(system, x, free);
    const residual = largest(point.excess);
    best.iterations = iterations;
    if (residual < best.residual) Object.assign(best, { x, point, residual });
    if (best.residual <= tolerance) return best;
    if (!(residual < 1e3 * best.residual)) {
      free.forEach((i, f) => {
        z[f] = best.x[i];
      });
      accelerate.reset();
      if (!Number.isFinite(residual)) return best;
      continue;
    }
    free.forEach((i, f) => {
      step[f] = Math.log1p(point.excess[i]) / (system.supply[i] + answers);
    });
    accelerate.nextInto(z, step, z);
  }
  return best;
}

function largest(excess: Float64Array): number {
  let most = 0;
  for (const e of excess) {
    const size = Math.abs(e);
    if (!(size <= most)) most = size;
  }
  return Number.isNaN(most) ? Number.POSITIVE_INFINITY : most;
}
