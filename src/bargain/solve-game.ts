/**
 * Tariffs at which no player wants another: best replies, and Nash equilibria of any number of players.
 * @module
 */
import { anderson } from "../kernel/anderson.js";
import { addPayoffWeights, importersOf, type Player, payoff, ratesOf, setRates } from "./player.js";
import { emptySlopes, type TariffWorld } from "./tariff-world.js";

export interface GameOptions {
  /** Rates to start from, player by player, control by control; default those of the world. */
  readonly start?: readonly (readonly number[] | Float64Array)[] | undefined;
  /** Largest change that any player would still make to any rate, in 1 + t; default 1e-10. */
  readonly tolerance?: number | undefined;
  /** Solves of the equilibrium; default 400. */
  readonly maxRounds?: number | undefined;
}

export interface PlayerPoint {
  readonly player: Player;
  /** Rates, one a control. */
  readonly rates: Float64Array;
  /** d ln(payoff) / d ln(1 + t) of each control. */
  readonly slopes: Float64Array;
  /** −1 at its lower bound, 1 at its upper, 0 between. */
  readonly bound: Int8Array;
  /** ln of real income over the base's. */
  readonly payoff: number;
}

export interface GamePoint {
  readonly converged: boolean;
  /** Why not, and what was tried. */
  readonly because: string | null;
  readonly rounds: number;
  readonly players: readonly PlayerPoint[];
  /** Largest |d ln(payoff) / d ln(1 + t)| of a rate that is free, or that its bound does not explain. */
  readonly firstOrder: number;
  /** Largest change that a player would still make, in ln(1 + t). */
  readonly step: number;
}

const memory = 8;
const atBound = 1e-13;
/** Longest change of ln(1 + t) in a round. */
const longest = 0.5;

/**
 * Sets the tariffs of `players` so that each maximises its payoff given the others': one player is a best reply, several a
 * Nash equilibrium. The world is left at the point found.
 *
 * With pull and push of the adjoint (see Slopes), a rate is best where 1 + t = Σ push / Σ pull, cut to its bounds: a fixed
 * point in ln(1 + t) of all players at once, whose values at a bound are those of the Kuhn–Tucker conditions.
 * Method: that map under Anderson acceleration (eight steps), one equilibrium and one adjoint a player and round; back to
 * the best point and on by a shorter step when it grows tenfold.
 * Source: the first-order conditions of optimal tariffs, as in Costinot, Donaldson, Vogel and Werning (2015), Q. J. Econ.
 * 130(2), and Lashkaripour (2021), J. Int. Econ. 131, here with the multipliers of the full equilibrium.
 */
export function solveGame(
  world: TariffWorld,
  players: readonly Player[],
  options: GameOptions = {},
): GamePoint {
  const { tolerance = 1e-10, maxRounds = 400 } = options;
  const game = gameOf(world, players);
  game.start(options.start);
  const { u, step, size } = game;
  const best = new Float64Array(size);
  const bestStep = new Float64Array(size);
  const next = new Float64Array(size);
  const mixer = anderson(size, memory);
  let least = Number.POSITIVE_INFINITY;
  let damping = 0.5;
  let rounds = 0;
  let because: string | null = null;
  for (; rounds < maxRounds; rounds++) {
    const far = game.look();
    if (far === null) {
      because = world.because ?? "the linear system of the derivatives is singular";
      if (rounds === 0 || damping < 1e-3) break;
      retreat();
      continue;
    }
    because = null;
    if (far <= tolerance) break;
    if (far < least) {
      least = far;
      best.set(u);
      bestStep.set(step);
    } else if (!(far <= 10 * least)) {
      retreat();
      continue;
    }
    mixer.nextInto(u, step, next);
    for (let c = 0; c < size; c++) next[c] -= u[c];
    game.move(next, 1);
  }
  game.settle();
  const done = game.look();
  const converged = done !== null && done <= 10 * tolerance;
  return game.point(
    converged,
    rounds,
    converged
      ? null
      : `${because ?? "rates still moved"} after ${rounds} rounds from ${options.start ? "the start given" : "the tariffs in force"}`,
  );

  function retreat(): void {
    u.set(best);
    game.move(bestStep, damping);
    damping /= 2;
    mixer.reset();
  }
}

/** The controls of all players as one vector of ln(1 + t). */
function gameOf(world: TariffWorld, players: readonly Player[]) {
  const controls = players.flatMap((player) => player.controls);
  const size = controls.length;
  const u = new Float64Array(size);
  const step = new Float64Array(size);
  const slopes = new Float64Array(size);
  const low = Float64Array.from(controls, (c) => Math.log1p(c.low));
  const high = Float64Array.from(controls, (c) => Math.log1p(c.high));
  const rates = new Float64Array(size);
  const weights = new Float64Array(world.n);
  const derivatives = emptySlopes(world);
  const importers = players.map((player) => importersOf(player, world.n));

  const cut = (x: number, c: number): number => Math.min(high[c], Math.max(low[c], x));

  const start = (given: GameOptions["start"]): void => {
    const from = given ? given.flatMap((own) => [...own]) : ratesOf(world, controls);
    for (let c = 0; c < size; c++) u[c] = cut(Math.log1p(from[c]!), c);
  };

  /** Solves at u; fills slopes and the step that each player would take. The longest step, or null. */
  const look = (): number | null => {
    for (let c = 0; c < size; c++) rates[c] = Math.expm1(u[c]);
    setRates(world, controls, rates);
    if (!world.solve()) return null;
    let far = 0;
    let c = 0;
    for (const [p, player] of players.entries()) {
      weights.fill(0);
      addPayoffWeights(player, world, 1, weights);
      if (!world.slopesInto(weights, importers[p]!, derivatives)) return null;
      for (const { cells } of player.controls) {
        let pull = 0;
        let push = 0;
        for (const k of cells) {
          pull += derivatives.pull[k];
          push += derivatives.push[k];
        }
        slopes[c] = pull - push * Math.exp(-u[c]);
        const aim = pull < 0 && push < 0 ? Math.log(push / pull) : u[c] + longest * Math.sign(slopes[c]);
        step[c] = cut(aim, c) - u[c];
        far = Math.max(far, Math.abs(step[c]));
        c++;
      }
    }
    return Number.isFinite(far) ? far : null;
  };

  const move = (by: Float64Array, factor: number): void => {
    for (let c = 0; c < size; c++) {
      const to = cut(u[c] + Math.max(-longest, Math.min(longest, factor * by[c])), c);
      // One rounding short of a bound is at the bound.
      u[c] = high[c] - to < atBound ? high[c] : to - low[c] < atBound ? low[c] : to;
    }
  };

  /** Rates whose last step ends at a bound are put there. */
  const settle = (): void => {
    for (let c = 0; c < size; c++) {
      const to = u[c] + step[c];
      if (Math.abs(step[c]) > 1e-9 || step[c] === 0) continue;
      const bound = high[c] - to < atBound ? high[c] : to - low[c] < atBound ? low[c] : null;
      if (bound !== null) u[c] = bound;
    }
  };

  const point = (converged: boolean, rounds: number, because: string | null): GamePoint => {
    let firstOrder = 0;
    let far = 0;
    for (let c = 0; c < size; c++) {
      far = Math.max(far, Math.abs(step[c]));
      const held = (u[c] >= high[c] && slopes[c] >= 0) || (u[c] <= low[c] && slopes[c] <= 0);
      if (!held) firstOrder = Math.max(firstOrder, Math.abs(slopes[c]));
    }
    let at = 0;
    const found = players.map((player): PlayerPoint => {
      const range = [at, at + player.controls.length] as const;
      at = range[1];
      return {
        player,
        rates: rates.slice(...range),
        slopes: slopes.slice(...range),
        bound: Int8Array.from(player.controls, (_, k) => {
          const c = range[0] + k;
          return u[c] >= high[c] ? 1 : u[c] <= low[c] ? -1 : 0;
        }),
        payoff: payoff(player, world),
      };
    });
    return { converged, because, rounds, players: found, firstOrder, step: far };
  };
  return { u, step, size, start, look, move, settle, point };
}
