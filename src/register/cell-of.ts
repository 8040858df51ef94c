import type { Certainty, RegimeItem } from "../contracts/regime.js";
import type { RegimeFallback } from "./fallback.js";
import type { Question } from "./question.js";
import { resolveBans } from "./resolve-bans.js";
import { severedOn } from "./resolve-relations.js";
import { resolveTariff, type TariffAnswer } from "./resolve-tariff.js";
import type { Validity } from "./valid-on.js";

/** Duty, bans and relations of one pair on one day, and whether they stand whatever the open days are. */
export interface Cell extends TariffAnswer {
  readonly bans: readonly RegimeItem[];
  /** Whether some of the goods asked for are banned. */
  readonly ban: Validity;
  /** Whether diplomatic relations are severed. */
  readonly severed: Validity;
  readonly certainty: Certainty;
}

export function cellOf(question: Question, fallback: RegimeFallback | null): Cell {
  const answer = resolveTariff({ ...question, fallback });
  const bans = resolveBans(question);
  const ban = bans.some((item) => !item.perhaps) ? "yes" : bans.length > 0 ? "perhaps" : "no";
  const severed = severedOn(question);
  const isOpen = answer.tariff.certainty === "perhaps" || ban === "perhaps" || severed === "perhaps";
  return { ...answer, bans, ban, severed, certainty: isOpen ? "perhaps" : "certain" };
}
