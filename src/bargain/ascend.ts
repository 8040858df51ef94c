/**
 * Tariffs that maximise a common aim, uphill all the way.
 * @module
 */
import { type Control, importersOf, ratesOf, setRates } from "./player.js";
import { emptySlopes, type TariffWorld } from "./tariff-world.js";

/** A function of the economies' objectives at the world's last solution. */
export interface Aim {
  /** NaN where it has no value there (a partner below what it must have). */
  value(world: TariffWorld): number;
  /** Adds its derivatives by each economy's objective into `out` (n), zero at entry. */
  weightsInto(world: TariffWorld, out: Float64Array): void;
}

export interface AscentOptions {
  readonly start?: ArrayLike<number> | undefined;
  /** Largest change of a free ln(1 + t) that is still wanted; default 1e-9. */
  readonly tolerance?: number | undefined;
  /** Evaluations; default 500. */
  readonly maxEvaluations?: number | undefined;
}

export interface Ascent {
  readonly converged: boolean;
  readonly because: string | null;
  readonly rates: Float64Array;
  readonly value: number;
  /** d value / d ln(1 + t) of each control. */
  readonly slopes: Float64Array;
  /** Largest slope that no bound explains. */
  readonly firstOrder: number;
  readonly evaluations: number;
}

const memory = 12;
const longest = 0.4;
/** Rounding of a value over its size: an aim may be the logarithm of a small difference. */
const noise = 1e-11;
/** A slope below this part of what the cells weigh is none. */
const flat = 1e-11;

/**
 * Projected quasi-Newton ascent in ln(1 + t) within the controls' bounds. The world is left at the point found.
 *
 * Method: L-BFGS on the rates that are free, scaled by what each weighs in its importer's prices; steps halved until the
 * value rises (Armijo); rates at a bound that the slope holds there stay. The start must have a value.
 * Source: Nocedal and Wright (2006), Numerical Optimization, algorithms 7.4 and 16.7 (projection).
 */
export function ascend(
  world: TariffWorld,
  controls: readonly Control[],
  aim: Aim,
  options: AscentOptions = {},
): Ascent {
  const { tolerance = 1e-9, maxEvaluations = 500 } = options;
  const size = controls.length;
  const vector = () => new Float64Array(size);
  const [u, slopes, scale, direction, last, lastSlopes] = [
    vector(),
    vector(),
    vector(),
    vector(),
    vector(),
    vector(),
  ];
  const low = Float64Array.from(controls, (c) => Math.log1p(c.low));
  const high = Float64Array.from(controls, (c) => Math.log1p(c.high));
  const cut = (x: number, c: number): number => Math.min(high[c], Math.max(low[c], x));
  const rates = vector();
  const weights = new Float64Array(world.n);
  const derivatives = emptySlopes(world);
  const importers = importersOf({ controls }, world.n);
  const pairs: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  let evaluations = 0;
  /** Why the world had no solution where a step led last. */
  let edge: string | null = null;

  const value = (): number => {
    evaluations++;
    for (let c = 0; c < size; c++) rates[c] = Math.expm1(u[c]);
    setRates(world, controls, rates);
    if (world.solve()) return aim.value(world);
    edge = world.because;
    return Number.NaN;
  };
  const differentiate = (): boolean => {
    weights.fill(0);
    aim.weightsInto(world, weights);
    if (!world.slopesInto(weights, importers, derivatives)) return false;
    for (let c = 0; c < size; c++) {
      let [slope, weight] = [0, 0];
      for (const k of controls[c]!.cells) {
        const push = derivatives.push[k] * Math.exp(-u[c]);
        slope += derivatives.pull[k] - push;
        weight += Math.abs(derivatives.pull[k]) + Math.abs(push);
      }
      slopes[c] = slope;
      scale[c] = Math.max(weight, 1e-300);
    }
    return true;
  };
  const held = (c: number): boolean =>
    low[c] === high[c] || (u[c] >= high[c] && slopes[c] >= 0) || (u[c] <= low[c] && slopes[c] <= 0);

  const start = options.start ?? ratesOf(world, controls);
  for (let c = 0; c < size; c++) u[c] = cut(Math.log1p(start[c]!), c);
  let now = value();
  let because: string | null = Number.isFinite(now)
    ? null
    : (world.because ?? "the aim has no value at the start");
  if (because === null && !differentiate()) because = "the linear system of the derivatives is singular";

  let converged = false;
  while (because === null && !converged) {
    let steepest = 0;
    for (let c = 0; c < size; c++)
      if (!held(c)) steepest = Math.max(steepest, Math.abs(slopes[c]) / scale[c]);
    quasiNewton();
    let far = 0;
    let rise = 0;
    for (let c = 0; c < size; c++) {
      far = Math.max(far, Math.abs(direction[c]));
      rise += direction[c] * slopes[c];
    }
    if (steepest <= flat || (far <= tolerance && pairs.length > 0) || far === 0) {
      converged = true;
      break;
    }
    if (evaluations >= maxEvaluations) {
      because = `rates still moved by ${far.toExponential(1)} after ${evaluations} evaluations`;
      break;
    }
    last.set(u);
    lastSlopes.set(slopes);
    const before = now;
    let part = Math.min(1, longest / far);
    for (let halvings = 0; ; halvings++) {
      for (let c = 0; c < size; c++) u[c] = cut(last[c] + part * direction[c], c);
      now = value();
      const unit = Math.max(1, Math.abs(before));
      // So near the top that values tell rises from rounding no more: the slopes are trusted.
      const slack = part * rise < noise * unit ? noise * unit : 4e-16 * unit;
      if (now >= before + 1e-4 * part * rise - slack) break;
      if (halvings < 40 && evaluations < maxEvaluations + 40) {
        part /= 2;
        continue;
      }
      // No step rises: at rounding, or the memory misleads.
      u.set(last);
      now = value();
      if (pairs.length === 0) converged = steepest <= 1e-6;
      if (pairs.length === 0 && !converged)
        because = `no step raised the aim${edge ? `; further on, ${edge}` : ""}`;
      pairs.length = 0;
      break;
    }
    if (because !== null || converged) break;
    if (!differentiate()) because = "the linear system of the derivatives is singular";
    else remember();
  }
  let firstOrder = 0;
  for (let c = 0; c < size; c++) if (!held(c)) firstOrder = Math.max(firstOrder, Math.abs(slopes[c]));
  return {
    converged,
    because,
    rates: rates.slice(),
    value: now,
    slopes: slopes.slice(),
    firstOrder,
    evaluations,
  };

  function quasiNewton(): void {
    const free = Uint8Array.from({ length: size }, (_, c) => (held(c) ? 0 : 1));
    for (let c = 0; c < size; c++) direction[c] = free[c] ? slopes[c] : 0;
    const alpha = pairs.map(() => 0);
    for (let k = pairs.length - 1; k >= 0; k--) {
      const { s, y, rho } = pairs[k]!;
      alpha[k] = rho * inner(s, direction);
      for (let c = 0; c < size; c++) direction[c] -= alpha[k]! * y[c];
    }
    for (let c = 0; c < size; c++) direction[c] = free[c] ? direction[c] / scale[c] : 0;
    pairs.forEach(({ s, y, rho }, k) => {
      const beta = rho * inner(y, direction);
      for (let c = 0; c < size; c++) direction[c] += (alpha[k]! - beta) * s[c];
    });
    for (let c = 0; c < size; c++) if (!free[c]) direction[c] = 0;
    if (inner(direction, slopes) > 0) return;
    pairs.length = 0;
    for (let c = 0; c < size; c++) direction[c] = free[c] ? slopes[c] / scale[c] : 0;
  }

  /** The pair of the last step, for the negative of the aim (which is to be convex). */
  function remember(): void {
    const s = vector();
    const y = vector();
    for (let c = 0; c < size; c++) {
      s[c] = u[c] - last[c];
      y[c] = lastSlopes[c] - slopes[c];
    }
    const curvature = inner(s, y);
    if (!(curvature > 1e-14 * Math.sqrt(inner(s, s) * inner(y, y)))) return;
    pairs.push({ s, y, rho: 1 / curvature });
    if (pairs.length > memory) pairs.shift();
  }
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < a.length; c++) sum += a[c] * b[c];
  return sum;
}
