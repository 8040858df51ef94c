/**
 * What was said, each thing once.
 * @module
 */
import type { MoveSaid, Said } from "../contracts/brief.js";
import type { LedgerEntry } from "../contracts/ledger.js";
import type { Move, Reading } from "../contracts/reading.js";
import { moveInWords, statusInWords } from "../read/words.js";
import { matchMoves } from "./match-moves.js";
import { reciprocity } from "./reciprocity.js";

/** The statements of a reading with their repetitions folded in, in the order in which they first stand. */
export function saidOnce(reading: Reading): Said[] {
  const first = new Map(reading.statements.map((s) => [s.id, s.sameAs]));
  const root = (id: string): string => {
    const earlier = first.get(id);
    return earlier === null || earlier === undefined || earlier === id ? id : root(earlier);
  };
  const groups = new Map<string, (typeof reading.statements)[number][]>();
  for (const statement of reading.statements) {
    const key = root(statement.id);
    const group = groups.get(key);
    if (group) group.push(statement);
    else groups.set(key, [statement]);
  }
  return [...groups.values()].map((group) => {
    const { speaker, verb, quote, gist } = group[0]!;
    return {
      statements: group.map((s) => s.id),
      times: group.length,
      speaker,
      verb,
      quote,
      gist,
      spans: group.map((s) => s.span),
    };
  });
}

/** A reading's moves in plain words, each with how it is costed or why it is not, and what the register knows of it. */
export function movesSaid(
  reading: Reading,
  costed: (move: Move) => string,
  register: { readonly ledger: readonly LedgerEntry[]; readonly on: string | null } | null = null,
): MoveSaid[] {
  const matched = new Map(
    register === null ? [] : matchMoves(reading, register.ledger, register.on).map((m) => [m.move, m]),
  );
  return reading.moves.map((move) => ({
    move: move.id,
    by: move.by,
    towards: move.towards,
    instrument: move.instrument,
    direction: move.direction,
    status: move.status,
    says: moveInWords(move),
    statusSays: `${statusInWords(move)}${move.inResponseTo === null ? "" : `; said to answer ${move.inResponseTo}`}`,
    costed: costed(move),
    matches: [...(matched.get(move.id)?.matches ?? [])],
    noMatch: matched.get(move.id)?.noMatch ?? null,
    reciprocity:
      register === null
        ? null
        : reciprocity(move, reading, register.ledger, register.on, matched.get(move.id)?.matches),
  }));
}
