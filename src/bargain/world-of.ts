/**
 * The world that a question is played in.
 * @module
 */
import type { Bargain } from "../contracts/bargain.js";
import type { Baseline } from "../contracts/baseline.js";
import { InputError } from "../contracts/errors.js";
import type { SectorLinks } from "../contracts/sector-baseline.js";
import { linkedWorld } from "../equilibrium/multi-sector/index.js";
import { removeDeficits } from "../equilibrium/remove-deficits.js";
import { multiSectorWorld } from "./multi-sector-world.js";
import { oneSectorWorld } from "./one-sector-world.js";
import type { TariffWorld } from "./tariff-world.js";

/** What the question is asked of. */
export interface BargainBase {
  readonly baseline: Baseline;
  readonly links?: SectorLinks | undefined;
}

/**
 * @param lobby [sector][economy] weights, see MultiSectorWorldOptions; of multi-sector only
 * @throws {InputError} a model that cannot use the base, deficits that cannot be removed, a sector without elasticity
 */
export function worldOf(
  { model, parameters }: Pick<Bargain, "model" | "parameters">,
  { baseline, links }: BargainBase,
  lobby?: Float64Array,
): TariffWorld {
  const { theta, valueAdded = 1, deficits } = parameters;
  if (model === "multi-sector") {
    const thetas = baseline.sectors.map((name) => (typeof theta === "number" ? theta : thetaOf(theta, name)));
    const linked = linkedWorld(baseline, {
      theta: thetas,
      ...(links ? { links } : { valueAddedShare: valueAdded }),
    });
    return multiSectorWorld(linked, { deficits: deficits === "removed" ? "removed" : "held", lobby });
  }
  if (typeof theta !== "number") {
    throw new InputError("theta-sectors", "one-sector takes one theta; the file gives it by sector.", {
      place: { field: "parameters.theta" },
      received: theta,
      hint: "Write a number, or take multi-sector.",
    });
  }
  if (lobby !== undefined) {
    throw new InputError("lobby", "Lobby weights are by sector; the one-sector model has one.", {
      place: { field: "question.bestReply.lobby" },
      hint: "Take the model multi-sector.",
    });
  }
  if (deficits !== "removed") return oneSectorWorld(baseline, theta);
  const removed = removeDeficits(baseline, { theta });
  if (!removed.baseline) {
    throw new InputError("deficits", `Deficits could not be removed. ${removed.because}`, {
      place: { field: "parameters.deficits" },
      hint: "Take additive, which holds them.",
    });
  }
  return oneSectorWorld(removed.baseline, theta);
}

function thetaOf(theta: Readonly<Record<string, number>>, sector: string): number {
  const value = theta[sector];
  if (value !== undefined) return value;
  throw new InputError("theta-sectors", `Every sector needs an elasticity; ${sector} has none.`, {
    place: { field: "parameters.theta" },
    received: theta,
    hint: "Give one number for all, or one a sector.",
  });
}
