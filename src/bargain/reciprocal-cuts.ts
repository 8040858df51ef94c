/**
 * Two governments that cut (or raise) tariffs by reciprocity only.
 * @module
 */
import { bracketedRoot } from "../kernel/bracketed-root.js";
import { type Player, payoff, ratesOf, setRates } from "./player.js";
import { reciprocity, type Snapshot, snapshot } from "./reciprocity.js";
import type { TariffWorld } from "./tariff-world.js";

/** Rates moved a part of the way in ln(1 + t): 0 as they were, 1 to zero; negative raises them. */
export function scaleCut(
  world: TariffWorld,
  { controls }: Player,
  from: ArrayLike<number>,
  cut: number,
): void {
  setRates(
    world,
    controls,
    controls.map(({ low, high }, c) => Math.min(high, Math.max(low, (1 + from[c]!) ** (1 - cut) - 1))),
  );
}

/**
 * The cut of `other` at which `economy`'s imports and exports change by as much at old world prices, given what `world`
 * already has set for the rest: the one nearest `guess`. Null where no cut within 2.5 of it does it.
 *
 * @param from rates of the other before
 */
export function reciprocalCut(
  world: TariffWorld,
  before: Snapshot,
  economy: number,
  other: Player,
  from: ArrayLike<number>,
  guess = 0,
): number | null {
  const gap = (cut: number): number => {
    scaleCut(world, other, from, cut);
    return world.solve() ? reciprocity(world, before, snapshot(world), economy).gap : Number.NaN;
  };
  const here = gap(guess);
  let [low, below, high, above] = [guess, here, guess, here];
  for (let step = 0.05; step <= 2.5; step *= 2) {
    const up = gap(guess + step);
    if (up * above <= 0) return settle(high, guess + step);
    if (Number.isFinite(up)) [high, above] = [guess + step, up];
    const down = gap(guess - step);
    if (down * below <= 0) return settle(guess - step, low);
    if (Number.isFinite(down)) [low, below] = [guess - step, down];
  }
  return null;

  function settle(from: number, to: number): number {
    const cut = bracketedRoot(gap, from, to);
    gap(cut);
    return cut;
  }
}

export interface ReciprocalPath {
  /** Cuts of the first and the second player: 0 as they were, 1 to zero. */
  readonly cuts: readonly [number, number];
  readonly payoffs: readonly [number, number];
}

/**
 * The path of tariff changes that are reciprocal for the first of two players, from its own changes 0 to 1 in `steps`
 * steps, and the point on it that maximises the product of gains over the start (Nash's, with `power`).
 *
 * @returns best null where no point leaves both better off
 * Source: Bagwell and Staiger (1999): reciprocal liberalisation from the Nash point until one side's best is reached.
 */
export function reciprocalPath(
  world: TariffWorld,
  players: readonly [Player, Player],
  options: { readonly steps?: number; readonly power?: readonly [number, number] } = {},
): { readonly path: readonly ReciprocalPath[]; readonly best: ReciprocalPath | null } {
  const { steps = 12, power = [1, 1] } = options;
  const [one, two] = players;
  const given = world.tariffs.slice();
  world.solve();
  const before = snapshot(world);
  const start = players.map((player) => payoff(player, world));
  const rates = players.map(({ controls }) => ratesOf(world, controls));
  const at = (cut: number): ReciprocalPath | null => {
    scaleCut(world, one, rates[0]!, cut);
    const answer = reciprocalCut(world, before, one.members[0]!, two, rates[1]!, cut);
    if (answer === null) return null;
    return { cuts: [cut, answer], payoffs: [payoff(one, world), payoff(two, world)] };
  };
  const product = (point: ReciprocalPath | null): number => {
    if (point === null) return Number.NEGATIVE_INFINITY;
    const gains = point.payoffs.map((u, p) => Math.exp(u) - Math.exp(start[p]!));
    return gains.every((g) => g > 0)
      ? power[0] * Math.log(gains[0]!) + power[1] * Math.log(gains[1]!)
      : Number.NEGATIVE_INFINITY;
  };
  const path: ReciprocalPath[] = [];
  for (let k = 0; k <= steps; k++) {
    const point = at(k / steps);
    if (point) path.push(point);
  }
  const top = path.reduce<ReciprocalPath | null>(
    (best, point) => (product(point) > product(best) ? point : best),
    null,
  );
  let best = top;
  if (top) {
    let [low, high] = [Math.max(0, top.cuts[0] - 1 / steps), Math.min(1, top.cuts[0] + 1 / steps)];
    const golden = (Math.sqrt(5) - 1) / 2;
    while (high - low > 1e-4) {
      const [a, b] = [high - golden * (high - low), low + golden * (high - low)];
      if (product(at(a)) > product(at(b))) high = b;
      else low = a;
    }
    const refined = at((low + high) / 2);
    best = product(refined) > product(top) ? refined : top;
  }
  world.tariffs.set(given);
  world.solve();
  return { path, best };
}
