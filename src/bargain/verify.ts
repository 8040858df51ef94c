/**
 * Whether a point is what it claims to be: second-order conditions, and random deviations that should not pay.
 * @module
 */
import { type SeededRandom, seededRandom } from "../kernel/seeded-random.js";
import { symmetricEigen } from "../kernel/symmetric-eigen.js";
import { addPayoffWeights, importersOf, type Player, payoff, ratesOf, setRates } from "./player.js";
import { emptySlopes, type TariffWorld } from "./tariff-world.js";

export interface PlayerCheck {
  readonly name: string;
  /**
   * Largest eigenvalue of the second derivatives by ln(1 + t) of the free rates, each scaled by what it weighs: negative
   * at a maximum. Null where no rate is free.
   */
  readonly curvature: number | null;
  /** Random deviations tried, and the largest gain among them in ln(payoff): not above rounding at a maximum. */
  readonly deviations: number;
  readonly bestDeviation: number;
}

export interface VerifyOptions {
  /** Random deviations a player; default 1000. */
  readonly deviations?: number | undefined;
  readonly seed?: number | undefined;
}

/** Second derivatives as a whole up to that many rates; beyond, their largest eigenvalue by Lanczos. */
const wholeUpTo = 60;
const lanczosSteps = 16;
/** Step of ln(1 + t) in differences of slopes. */
const probe = 1e-4;
/** Sizes of random deviations in ln(1 + t). */
const sizes = [0.003, 0.03, 0.2, 0.7];

/**
 * Checks each player's rates in the world as it stands, all others' held; the world is left as it was.
 *
 * Half of the deviations move every rate by itself, half all by one common amount and a little each.
 */
export function verify(
  world: TariffWorld,
  players: readonly Player[],
  options: VerifyOptions = {},
): PlayerCheck[] {
  const { deviations = 1000, seed = 1 } = options;
  return players.map((player) => {
    const rates = ratesOf(world, player.controls);
    const check = {
      name: player.name,
      curvature: curvature(world, player, rates),
      deviations,
      bestDeviation: bestDeviation(world, player, rates, deviations, seededRandom(seed, player.name)),
    };
    setRates(world, player.controls, rates);
    world.solve();
    return check;
  });
}

function bestDeviation(
  world: TariffWorld,
  player: Player,
  rates: Float64Array,
  count: number,
  random: SeededRandom,
): number {
  setRates(world, player.controls, rates);
  if (!world.solve()) return Number.POSITIVE_INFINITY;
  const here = payoff(player, world);
  let best = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < count; k++) {
    const size = sizes[k % sizes.length]!;
    const common = k % 8 < 4 ? 0 : size * random.normal();
    const own = k % 8 < 4 ? size : size / 4;
    const tried = player.controls.map(({ low, high }, c) => {
      const u = Math.log1p(rates[c]!) + common + own * random.normal();
      return Math.min(high, Math.max(low, Math.expm1(u)));
    });
    setRates(world, player.controls, tried);
    if (world.solve()) best = Math.max(best, payoff(player, world) - here);
    else world.forget();
  }
  return best;
}

function curvature(world: TariffWorld, player: Player, rates: Float64Array): number | null {
  const free = player.controls.flatMap(({ low, high }, c) =>
    rates[c]! > low + 1e-12 && rates[c]! < high - 1e-12 ? [c] : [],
  );
  const m = free.length;
  if (m === 0) return null;
  const slopes = slopesOf(world, player);
  const at = (move: (c: number) => number) => {
    const tried = rates.map((rate, c) => (1 + rate) * Math.exp(move(c)) - 1);
    return slopes(tried);
  };
  const scale = Float64Array.from(at(() => 0).weight, (w) => 1 / Math.sqrt(Math.max(w, 1e-300)));
  const place = new Map(free.map((c, k) => [c, k]));
  /** Product of the scaled second derivatives with a vector over the free rates. */
  const times = (v: ArrayLike<number>): Float64Array => {
    let longest = 0;
    for (let k = 0; k < m; k++) longest = Math.max(longest, Math.abs(v[k]! * scale[free[k]!]!));
    const h = probe / longest;
    const step = (c: number): number => {
      const k = place.get(c);
      return k === undefined ? 0 : v[k]! * scale[c]!;
    };
    const up = at((c) => h * step(c)).slope;
    const down = at((c) => -h * step(c)).slope;
    return Float64Array.from(free, (c) => (scale[c]! * (up[c]! - down[c]!)) / (2 * h));
  };
  return m <= wholeUpTo ? wholeEigenvalue(m, times) : lanczos(m, times);
}

function slopesOf(world: TariffWorld, player: Player) {
  const weights = new Float64Array(world.n);
  const derivatives = emptySlopes(world);
  const importers = importersOf(player, world.n);
  return (tried: ArrayLike<number>) => {
    setRates(world, player.controls, tried);
    const slope = new Float64Array(player.controls.length).fill(Number.NaN);
    const weight = new Float64Array(player.controls.length);
    if (!world.solve()) return { slope, weight };
    weights.fill(0);
    addPayoffWeights(player, world, 1, weights);
    if (!world.slopesInto(weights, importers, derivatives)) return { slope, weight };
    player.controls.forEach(({ cells }, c) => {
      slope[c] = 0;
      for (const k of cells) {
        slope[c]! += derivatives.pull[k] - derivatives.push[k] / (1 + world.tariffs[k]);
        weight[c]! += Math.abs(derivatives.pull[k]);
      }
    });
    return { slope, weight };
  };
}

function wholeEigenvalue(m: number, times: (v: ArrayLike<number>) => Float64Array): number {
  const a = new Float64Array(m * m);
  const unit = new Float64Array(m);
  for (let k = 0; k < m; k++) {
    unit[k] = 1;
    const column = times(unit);
    unit[k] = 0;
    for (let l = 0; l < m; l++) {
      a[l * m + k] += column[l] / 2;
      a[k * m + l] += column[l] / 2;
    }
  }
  if (!a.every(Number.isFinite)) return Number.NaN;
  return Math.max(...symmetricEigen(a, m).values);
}

/** Largest eigenvalue of a symmetric operator, from below. */
function lanczos(m: number, times: (v: ArrayLike<number>) => Float64Array): number {
  const random = seededRandom(7, "lanczos");
  const basis: Float64Array[] = [];
  let v: Float64Array = Float64Array.from({ length: m }, () => random.normal());
  const steps = Math.min(lanczosSteps, m);
  const t = new Float64Array(steps * steps);
  let size = Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));
  let used = 0;
  for (let k = 0; k < steps && size > 1e-9; k++) {
    v = v.map((x) => x / size);
    basis.push(v);
    const w = times(v);
    used = k + 1;
    for (let pass = 0; pass < 2; pass++) {
      basis.forEach((q, l) => {
        const c = q.reduce((sum, x, i) => sum + x * w[i]!, 0);
        if (pass === 0 && l === k) t[k * steps + k] = c;
        for (let i = 0; i < m; i++) w[i]! -= c * q[i]!;
      });
    }
    size = Math.sqrt(w.reduce((sum, x) => sum + x * x, 0));
    if (k + 1 < steps) {
      t[k * steps + k + 1] = size;
      t[(k + 1) * steps + k] = size;
    }
    v = w;
  }
  const small = new Float64Array(used * used);
  for (let k = 0; k < used; k++) for (let l = 0; l < used; l++) small[k * used + l] = t[k * steps + l];
  return small.every(Number.isFinite) ? Math.max(...symmetricEigen(small, used).values) : Number.NaN;
}
