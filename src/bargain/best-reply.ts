/**
 * The tariffs that serve a government best, all others' given.
 * @module
 */
import { type Aim, ascend } from "./ascend.js";
import { addPayoffWeights, type Player, payoff } from "./player.js";
import { type GameOptions, type GamePoint, solveGame } from "./solve-game.js";
import type { TariffWorld } from "./tariff-world.js";

/** A player's payoff as an aim. */
export function payoffAim(player: Player): Aim {
  return {
    value: (world) => payoff(player, world),
    weightsInto: (world, out) => addPayoffWeights(player, world, 1, out),
  };
}

/**
 * Maximises a player's real income (of a customs union: the sum of its members', in base dollars) over its controls. The
 * world is left at the point found.
 *
 * Method: solveGame; should that not settle, or settle below where it began, quasi-Newton ascent from the tariffs in force
 * and solveGame again from there.
 * @returns the point, with `because` saying what was tried where none was found
 */
export function bestReply(world: TariffWorld, player: Player, options: GameOptions = {}): GamePoint {
  const inForce = player.controls.map(({ cells }) => [...cells].map((k) => world.tariffs[k]!));
  const before = world.solve() ? payoff(player, world) : Number.NEGATIVE_INFINITY;
  const first = solveGame(world, [player], options);
  if (first.converged && first.players[0]!.payoff >= before - 1e-13) return first;
  player.controls.forEach(({ cells }, c) => {
    cells.forEach((k, place) => {
      world.tariffs[k] = inForce[c]![place]!;
    });
  });
  world.forget();
  const climbed = ascend(world, player.controls, payoffAim(player), { maxEvaluations: 1000 });
  const second = solveGame(world, [player], { ...options, start: [climbed.rates], maxRounds: 60 });
  if (second.converged && second.players[0]!.payoff >= climbed.value - 1e-13) return second;
  return ascentPoint(world, player, climbed, [first.because ?? "a point worse than the tariffs in force"]);
}

function ascentPoint(
  world: TariffWorld,
  player: Player,
  climbed: ReturnType<typeof ascend>,
  tried: readonly string[],
): GamePoint {
  const { rates, slopes, value, firstOrder, evaluations } = climbed;
  player.controls.forEach(({ cells }, c) => {
    for (const k of cells) world.tariffs[k] = rates[c]!;
  });
  world.solve();
  const bound = Int8Array.from(player.controls, ({ low, high }, c) =>
    rates[c]! >= high * (1 - 1e-12) ? 1 : rates[c]! <= low + 1e-12 ? -1 : 0,
  );
  return {
    converged: climbed.converged,
    because: climbed.converged
      ? null
      : `No best reply was found. Tried: the first-order conditions (${tried.join("; ")}); ascent (${climbed.because}).`,
    rounds: evaluations,
    players: [{ player, rates, slopes, bound, payoff: value }],
    firstOrder,
    step: 0,
  };
}
