import type { MoveMatch, Reciprocity } from "../contracts/brief.js";
import { dayAfter, firstDay } from "../contracts/codes.js";
import type { LedgerEntry } from "../contracts/ledger.js";
import type { Move, Reading } from "../contracts/reading.js";
import { causeOf } from "./match-moves.js";

/**
 * What dates say of a move that a report calls an answer: `impossible` where the answer came before its cause for
 * certain, `consistent in time` where it came after for certain (which proves no cause), else only `claimed`. Dates known
 * to the month or year are spans. A move without a date in the text has that of the first entry that it repeats; else
 * it is dated by the report, unless it was done already.
 * @param matches what the register has of the move
 * @returns null for a move that is not said to answer anything
 */
export function reciprocity(
  move: Move,
  reading: Reading,
  ledger: readonly LedgerEntry[],
  on: string | null,
  matches: readonly MoveMatch[] = [],
): Reciprocity | null {
  if (move.inResponseTo === null) return null;
  const other = reading.moves.find((m) => m.id === move.inResponseTo);
  const entry = on === null ? null : causeOf(move, reading, ledger, on);
  const causeOn = entry?.valid[0] ?? other?.when?.from ?? null;
  const recorded = ledger
    .filter((e) => matches.some((match) => match.relation === "repeats" && match.entry === e.id))
    .map((e) => e.valid[0])
    .sort((a, b) => firstDay(a).localeCompare(firstDay(b)))[0];
  const answerOn = move.when?.from ?? recorded ?? (move.status === "in_force" ? null : on);
  const cause = entry?.id ?? other?.id ?? null;
  const named = entry ? `entry ${entry.id}` : other ? `move ${other.id}` : `“${move.inResponseTo}”`;
  const told = { cause, causeOn, answerOn };
  if (causeOn === null || answerOn === null) {
    const missing = causeOn === null ? `no date is known for ${named}` : "the answer has no date in the text";
    return { ...told, verdict: "claimed", says: `claimed: ${missing}` };
  }
  const dates = `answer ${answerOn}, cause ${causeOn} (${named})`;
  if (dayAfter(answerOn) <= firstDay(causeOn))
    return {
      ...told,
      verdict: "impossible",
      says: `impossible: it came before what it is said to answer; ${dates}`,
    };
  if (firstDay(answerOn) >= dayAfter(causeOn) || (answerOn === causeOn && answerOn.length === 10))
    return {
      ...told,
      verdict: "consistent in time",
      says: `consistent in time, which proves no cause; ${dates}`,
    };
  return { ...told, verdict: "claimed", says: `claimed: the dates are not exact enough to tell; ${dates}` };
}
