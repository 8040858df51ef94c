/**
 * A question of bargaining with its world, its names and the members of its groups.
 * @module
 */
import { type BargainBase, solveBargain } from "../bargain/index.js";
import type { Bargain, BargainReport } from "../contracts/bargain.js";
import type { FlowsFile } from "../contracts/scenario.js";
import { economyName, membersOf } from "../economies/index.js";
import { embeddedLedger, wtoMembers } from "../register/index.js";
import { world2014 } from "../worlds/index.js";

/**
 * Answers a question of bargaining (docs/bargain.md): best reply, Nash equilibrium, cooperation, accession and veto,
 * response, price, credibility. Groups have the members of the last day of the base's year; the WTO, where entry to it is
 * asked, those of the day before.
 *
 * @param readBase called when the base is a file; the embedded world needs none
 * @returns a report; `converged: false` with what was tried where no answer was found
 * @throws {InputError} whatever of the question cannot be used with its base
 */
export function bargain(ask: Bargain, readBase: (spec: FlowsFile) => BargainBase): BargainReport {
  const base = ask.base === "world-2014" ? { baseline: world2014() } : readBase(ask.base);
  const day =
    "accession" in ask.question
      ? dayBefore(ask.question.accession.entry)
      : `${Number.isFinite(base.baseline.year) ? base.baseline.year : 9999}-12-31`;
  return solveBargain(ask, base, {
    nameOf: economyName,
    membersOf: (code) => (code === "WTO" ? wtoMembers(day, embeddedLedger()) : membersOf(code, day)),
  });
}

const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
