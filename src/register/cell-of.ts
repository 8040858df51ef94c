import type { Certainty, RegimeItem } from "../contracts/regime.js";
import type { RegimeFallback } from "./fallback.js";
import type { Question } from "./question.js";
import { resolveBans } from "./resolve-bans.js";
import { severedOn } from "./resolve-relations.js";
import { resolveDuty } from "./resolve-tariff.js";
import type { Validity } from "./valid-on.js";

/** Duty, bans and relations of one pair on one day, without the words. */
export interface Cell {
  readonly duty: ReturnType<typeof resolveDuty>;
  /** Whether some of the goods asked for are banned. */
  readonly ban: Validity;
  /** Whether diplomatic relations are severed. */
  readonly severed: Validity;
  /** Whether all of it stands whatever the open days are. */
  readonly certainty: Certainty;
}

export function cellOf(question: Question, fallback: RegimeFallback | null): Cell {
  const duty = resolveDuty({ ...question, fallback });
  const ban = banLevel(resolveBans(question));
  const severed = severedOn(question);
  return { duty, ban, severed, certainty: certaintyOf(duty.certainty, ban, severed) };
}

/** Banned for certain where one ban is. */
export function banLevel(bans: readonly RegimeItem[]): Validity {
  return bans.some((item) => !item.perhaps) ? "yes" : bans.length > 0 ? "perhaps" : "no";
}

export function certaintyOf(duty: Certainty, ban: Validity, severed: Validity): Certainty {
  return duty === "perhaps" || ban === "perhaps" || severed === "perhaps" ? "perhaps" : "certain";
}
