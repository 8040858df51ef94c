/**
 * Tariffs that players would agree on.
 * @module
 */
import { type Aim, type Ascent, ascend } from "./ascend.js";
import { addPayoffWeights, type Control, type Player, payoff, setRates } from "./player.js";
import type { TariffWorld } from "./tariff-world.js";

/** Largest change of a rate, in ln(1 + t), that an agreement may still want: leaves slopes below 1e-8. */
const settled = 1e-10;

export interface Agreement {
  readonly converged: boolean;
  readonly because: string | null;
  /** Rates of each player's controls. */
  readonly rates: readonly Float64Array[];
  /** ln of each player's real income over the base's. */
  readonly payoffs: readonly number[];
  /** Largest slope of Σ weight · ln(real income) that no bound explains, weights adding to one. */
  readonly firstOrder: number;
  readonly evaluations: number;
}

export interface AgreementOptions {
  /** Rates to start from, player by player; default those of the world. */
  readonly start?: readonly (readonly number[] | Float64Array)[] | undefined;
  readonly tolerance?: number | undefined;
}

export interface BargainOptions extends AgreementOptions {
  /** ln payoff of each player if there is no agreement. */
  readonly threat: readonly number[];
  /** Bargaining power of each, positive; default equal. */
  readonly power?: readonly number[] | undefined;
}

/**
 * Efficient tariffs: those that maximise Σ weight · ln(real income) over the players' controls, all others' fixed. Rates
 * may be subsidies where bounds allow: without transfers it is by them that gains are shared (Mayer 1981).
 *
 * @param weights of the players, >= 0
 * Source: Mayer (1981), Am. Econ. Rev. 71(5), for the frontier.
 */
export function efficientTariffs(
  world: TariffWorld,
  players: readonly Player[],
  weights: readonly number[],
  options: AgreementOptions = {},
): Agreement {
  const aim: Aim = {
    value: (w) => players.reduce((sum, player, p) => sum + weights[p]! * payoff(player, w), 0),
    weightsInto: (w, out) => {
      players.forEach((player, p) => {
        addPayoffWeights(player, w, weights[p]!, out);
      });
    },
  };
  const controls = players.flatMap((player) => player.controls);
  const found = ascend(world, controls, aim, {
    start: options.start?.flatMap((own) => [...own]),
    tolerance: options.tolerance ?? settled,
    maxEvaluations: 2000,
  });
  const agreed = agreementOf(world, players, found);
  return { ...agreed, firstOrder: agreed.firstOrder / weights.reduce((sum, w) => sum + w, 0) };
}

/**
 * The Nash bargain: tariffs that maximise Π (U − U⁰)^power over those that leave every player above its threat point U⁰.
 * The world is left there.
 *
 * Method: first the least gain is raised until all gain (by a smooth minimum, ever sharper), then the product.
 * @returns converged false where no tariffs within the bounds leave all better off, and says so
 * Source: Nash (1950), Econometrica 18(2); Kalai (1977) for unequal power.
 */
export function nashBargain(
  world: TariffWorld,
  players: readonly Player[],
  options: BargainOptions,
): Agreement {
  const { threat } = options;
  const power = options.power ?? players.map(() => 1);
  const total = power.reduce((sum, b) => sum + b, 0);
  const controls = players.flatMap((player) => player.controls);
  const feasible = betterForAll(world, players, controls, options);
  if (feasible === null) {
    return {
      ...agreementOf(world, players, null),
      because: `No tariffs within the bounds were found that leave ${players.map(({ name }) => name).join(" and ")} all better off than at the threat point: the least gain was raised from the start given and stayed at or below zero.`,
    };
  }
  const gain = (player: Player, p: number, w: TariffWorld): number =>
    Math.exp(payoff(player, w)) - Math.exp(threat[p]!);
  const aim: Aim = {
    value: (w) =>
      players.reduce((sum, player, p) => sum + (power[p]! / total) * Math.log(gain(player, p, w)), 0),
    weightsInto: (w, out) => {
      players.forEach((player, p) => {
        const factor = Math.exp(payoff(player, w)) / gain(player, p, w);
        addPayoffWeights(player, w, (power[p]! / total) * factor, out);
      });
    },
  };
  const found = ascend(world, controls, aim, {
    start: feasible,
    tolerance: options.tolerance ?? settled,
    maxEvaluations: 3000,
  });
  const agreed = agreementOf(world, players, found);
  // At the bargain the product's weights of ln payoffs are power · U / gain.
  const weights = players.reduce(
    (sum, player, p) =>
      sum + ((power[p]! / total) * Math.exp(payoff(player, world))) / gain(player, p, world),
    0,
  );
  return { ...agreed, firstOrder: agreed.firstOrder / weights };
}

/** Rates at which every player is above its threat point; null where none are found. */
function betterForAll(
  world: TariffWorld,
  players: readonly Player[],
  controls: readonly Control[],
  { threat, start }: BargainOptions,
): Float64Array | null {
  let rates: ArrayLike<number> | undefined = start?.flatMap((own) => [...own]);
  if (rates) {
    setRates(world, controls, rates);
    if (world.solve() && players.every((player, p) => payoff(player, world) - threat[p]! > 1e-9))
      return Float64Array.from(rates);
  }
  for (const sharpness of [30, 300, 3000, 30_000, 300_000]) {
    const terms = (w: TariffWorld) =>
      players.map((player, p) => -sharpness * (payoff(player, w) - threat[p]!));
    const aim: Aim = {
      value: (w) => {
        const own = terms(w);
        const top = Math.max(...own);
        return -(top + Math.log(own.reduce((sum, x) => sum + Math.exp(x - top), 0))) / sharpness;
      },
      weightsInto: (w, out) => {
        const own = terms(w);
        const top = Math.max(...own);
        const sum = own.reduce((total, x) => total + Math.exp(x - top), 0);
        players.forEach((player, p) => {
          addPayoffWeights(player, w, Math.exp(own[p]! - top) / sum, out);
        });
      },
    };
    const found = ascend(world, controls, aim, { start: rates, maxEvaluations: 400, tolerance: 1e-7 });
    if (players.every((player, p) => payoff(player, world) - threat[p]! > 1e-12)) return found.rates;
    rates = found.rates;
  }
  return null;
}

function agreementOf(world: TariffWorld, players: readonly Player[], found: Ascent | null): Agreement {
  let at = 0;
  const rates = players.map(({ controls }) => {
    const own = found ? found.rates.slice(at, at + controls.length) : new Float64Array(0);
    at += controls.length;
    return own;
  });
  if (found) {
    players.forEach(({ controls }, p) => {
      setRates(world, controls, rates[p]!);
    });
    world.solve();
  }
  return {
    converged: found?.converged ?? false,
    because: found?.because ?? null,
    rates,
    payoffs: players.map((player) => payoff(player, world)),
    firstOrder: found?.firstOrder ?? Number.NaN,
    evaluations: found?.evaluations ?? 0,
  };
}
