/**
 * A tariff war: tariffs from which no player gains by moving alone.
 * @module
 */
import { seededRandom } from "../kernel/seeded-random.js";
import { bestReply } from "./best-reply.js";
import { closedFormNash } from "./closed-form-nash.js";
import type { Player } from "./player.js";
import { ratesOf } from "./player.js";
import { type GamePoint, solveGame } from "./solve-game.js";
import type { TariffWorld } from "./tariff-world.js";

export interface NashOptions {
  /** Starts to probe beside the first, for whether they lead elsewhere; default 4. */
  readonly probes?: number | undefined;
  readonly seed?: number | undefined;
  readonly tolerance?: number | undefined;
}

export interface NashStart {
  readonly from: string;
  readonly converged: boolean;
  /** Largest difference of a rate from the first point's. */
  readonly apart: number | null;
}

export interface Nash extends GamePoint {
  readonly starts: readonly NashStart[];
  /** Whether all starts that arrived met at one point; null where fewer than two arrived. */
  readonly unique: boolean | null;
  /**
   * Lashkaripour's uniform tariff of each player (mean over members), a check from outside; null where it found none, or
   * where a player does not set all its tariffs.
   */
  readonly closedForm: readonly number[] | null;
}

/** Rates closer than this are the same equilibrium. */
const same = 1e-6;
const rounds = 60;

/**
 * Finds a Nash equilibrium of any number of players, the tariffs of all others fixed, and probes whether it is the only
 * one. The world is left there.
 *
 * Method: solveGame from the closed form, then from the tariffs in force; should neither settle, best replies in turn.
 * Probes start at free trade, at the tariffs in force, at twice the closed form and at random rates up to 150 %.
 * Uniqueness is what the probes saw, no proof.
 */
export function nash(world: TariffWorld, players: readonly Player[], options: NashOptions = {}): Nash {
  const { probes = 4, seed = 1, tolerance } = options;
  const given = world.tariffs.slice();
  const restore = (): void => {
    world.tariffs.set(given);
    world.forget();
  };
  const inForce = players.map((player) => ratesOf(world, player.controls));
  const formula = closedFormNash(
    world,
    players.flatMap(({ members }) => [...members]),
  );
  restore();
  const uniform = players.map(
    ({ members }) => members.reduce((sum, j) => sum + formula.tariffs[j], 0) / members.length,
  );
  const spread = (factor: number) =>
    players.map(({ controls }, p) => controls.map(() => factor * uniform[p]!));
  const starts = [
    ...(formula.converged ? [{ from: "the closed form", rates: spread(1) }] : []),
    { from: "the tariffs in force", rates: inForce },
  ];
  const tried: string[] = [];
  let found: GamePoint | null = null;
  let first = 0;
  for (const [k, { from, rates }] of starts.entries()) {
    const point = solveGame(world, players, { start: rates, tolerance });
    if (point.converged) {
      found = point;
      first = k;
      break;
    }
    tried.push(`from ${from}: ${point.because}`);
    restore();
  }
  found ??= inTurn(world, players, tolerance, tried);
  const settled = world.tariffs.slice();
  const seen: NashStart[] = [{ from: starts[first]!.from, converged: found.converged, apart: 0 }];
  if (found.converged) {
    const others = [
      { from: "free trade", rates: spread(0) },
      { from: "the tariffs in force", rates: inForce },
      { from: "twice the closed form", rates: spread(2) },
      ...randomStarts(players, Math.max(0, probes - 3), seed),
    ].filter(({ from }) => from !== starts[first]!.from);
    for (const { from, rates } of others.slice(0, probes)) {
      const point = solveGame(world, players, { start: rates, tolerance });
      seen.push({ from, converged: point.converged, apart: point.converged ? apart(point, found) : null });
      world.tariffs.set(settled);
    }
    world.solve();
  }
  const arrived = seen.filter(({ converged }) => converged);
  return {
    ...found,
    starts: seen,
    unique: arrived.length < 2 ? null : arrived.every((s) => s.apart !== null && s.apart < same),
    closedForm: formula.converged && players.every((player) => setsAll(world, player)) ? uniform : null,
  };
}

/** Whether every import from others is under a rate of the player. */
function setsAll({ n, baseline: { flows } }: TariffWorld, { members, controls }: Player): boolean {
  const cells = controls.reduce((sum, c) => sum + c.cells.length, 0);
  const all = flows.reduce((sum, flow, k) => {
    const [i, j] = [Math.floor(k / n) % n, k % n];
    return sum + (flow > 0 && members.includes(j) && !members.includes(i) ? 1 : 0);
  }, 0);
  return cells === all;
}

function randomStarts(players: readonly Player[], count: number, seed: number) {
  const random = seededRandom(seed, "nash");
  return Array.from({ length: count }, (_, k) => ({
    from: `random rates ${k + 1}`,
    rates: players.map(({ controls }) => controls.map(() => 1.5 * random.uniform())),
  }));
}

function apart(a: GamePoint, b: GamePoint): number {
  let far = 0;
  a.players.forEach(({ rates }, p) => {
    rates.forEach((rate, c) => {
      far = Math.max(far, Math.abs(rate - b.players[p]!.rates[c]!));
    });
  });
  return far;
}

/** Best replies one after the other, then the joint conditions from where these lead. */
function inTurn(
  world: TariffWorld,
  players: readonly Player[],
  tolerance: number | undefined,
  tried: string[],
): GamePoint {
  for (let round = 0; round < rounds; round++) {
    const before = players.map(({ controls }) => ratesOf(world, controls));
    for (const player of players) bestReply(world, player, {});
    let far = 0;
    players.forEach(({ controls }, p) => {
      ratesOf(world, controls).forEach((rate, c) => {
        far = Math.max(far, Math.abs(rate - before[p]![c]!));
      });
    });
    if (!(far < 1e-4)) continue;
    const start = players.map(({ controls }) => ratesOf(world, controls));
    const point = solveGame(world, players, { start, tolerance, maxRounds: 100 });
    if (point.converged) return { ...point, rounds: round };
  }
  const last = solveGame(world, players, { maxRounds: 1, tolerance });
  const because = `No Nash equilibrium was found. Tried: the joint first-order conditions ${tried.join("; ")}; best replies in turn, ${rounds} rounds, after which rates still moved by ${last.step.toExponential(1)}.`;
  return { ...last, converged: false, because };
}
