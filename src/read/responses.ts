import type { Action } from "./actions.js";
import type { Clause } from "./clause-types.js";
import { type Context, wordsOf } from "./discourse.js";
import { instrumentsIn } from "./instruments.js";
import { goodsIn } from "./measure-goods.js";
import type { MoveDraft } from "./move-draft.js";
import type { Scenery } from "./moves.js";
import { partiesIn, pronounOwner } from "./partners.js";
import type { Range } from "./text-types.js";

const answer =
  /\b(?:in (?:response|retaliation|answer|reply|reaction|revenge) (?:to|for|against)|as (?:a |an )?(?:part of )?(?:response|reply|answer|retaliation|punishment|revenge|reprisal) (?:to|for)|retaliating (?:for|against)|responding to|to (?:punish|protest(?: against)?|retaliate for)|over|because of|because|after|on the grounds? (?:of|that)|for reasons of|citing|as (?=[a-z ]{3,40} (?:runs?|rises?|soars?|falls?)))\s+([^.;:]{3,160})/i;
const inKind =
  /\b(?:in kind|hit back|hits back|retaliat|strike back|answer|respond|reciproc|countermeasure)/i;

export interface Response {
  readonly words: string | null;
  readonly codes: readonly string[];
}

/** What a clause's act answers, in words, and who is answered. */
export function responseOf(scenery: Scenery, clause: Clause, by: readonly string[]): Response {
  const { context, sentence } = scenery;
  const end = Math.max(clause.reach.to, sentence.to - 1);
  const words = wordsOf(context, clause.group.from, end);
  const match = answer.exec(words);
  if (match !== null && (match.index < 220 || /retaliat|response/.test(match[0]))) {
    const range = tokensOf(
      context,
      { from: clause.group.from, to: end },
      match.index + match[0].length - match[1]!.length,
      match.index + match[0].length,
    );
    const codes = partiesIn(context, range, instrumentsIn(context, range), by);
    const said = match[1]!
      .split(/,? (?:Prime Minister|President|Foreign Minister|\p{L}+ (?:said|told|added))/u)[0]!
      .replace(/["“”]/g, "")
      .replace(/[,\s]+$/, "");
    // "after a summit" dates an act; only an answer is to somebody.
    const answers = /respon|retali|answer|reply|react|revenge|repris|punish|protest|\bover\b/i.test(
      match[0].slice(0, 24),
    );
    return { words: said, codes: answers ? [...codes.owners, ...codes.partners] : [] };
  }
  if (inKind.test(wordsOf(context, sentence.from, sentence.to))) {
    const last = [...scenery.drafts]
      .reverse()
      .find((draft) => draft.direction === "restrictive" && !by.includes(draft.by));
    if (last !== undefined) return { words: "measures of the other side", codes: [last.by] };
  }
  return { words: null, codes: [] };
}

function tokensOf(context: Context, range: Range, start: number, end: number): Range {
  const offset = context.tokens[range.from]!.start;
  let from = range.from;
  while (from < range.to && context.tokens[from]!.start < offset + start) from++;
  let to = from;
  while (to < range.to && context.tokens[to]!.start < offset + end) to++;
  return { from, to };
}

/** A measure that another move answers counts even as a noun phrase, if its actor and kind are named. */
export function nominalMoves(
  scenery: Scenery,
  clause: Clause,
  action: Action,
  made: readonly MoveDraft[],
): MoveDraft[] {
  const { context, sentence } = scenery;
  const [first] = made;
  if (first === undefined || (first.response === null && action.instrument !== "other")) return [];
  const whole = { from: clause.group.to, to: Math.max(clause.reach.to, clause.group.to) };
  const words = wordsOf(context, whole.from, whole.to);
  const marker = /\b(?:over|in (?:response|retaliation|answer|reply) (?:to|for)|against)\b/i.exec(words);
  if (marker === null) return [];
  const range = tokensOf(context, whole, marker.index + marker[0].length, words.length);
  const by = made.map((draft) => draft.by);
  const hits = instrumentsIn(context, range).filter(
    (hit) =>
      hit.polarity === -1 && !hit.weak && hit.instrument !== "other" && hit.instrument !== "market_access",
  );
  const [hit] = hits;
  if (hit === undefined) return [];
  const owners = partiesIn(context, range, [hit], by).owners.filter((code) => !by.includes(code));
  const pronoun = pronounOwner(context, hit, range).filter((code) => !by.includes(code));
  const actors =
    owners.length > 0
      ? owners
      : pronoun.length > 0
        ? pronoun
        : action.instrument === "other"
          ? first.towards
          : [];
  const rest = { from: hit.from, to: range.to };
  const span: [number, number] = [
    context.tokens[Math.max(range.from, hit.from - 1)]!.start,
    context.tokens[range.to - 1]!.end,
  ];
  return actors
    .filter((code) => code !== "all")
    .map((code) => ({
      ...first,
      by: code,
      towards: [first.by],
      instrument: hit.instrument,
      goods: goodsIn(context, rest, /^(?:on|of|over)$/),
      direction: "restrictive",
      status: "in_force",
      condition: null,
      response: null,
      answers: [],
      when: null,
      rate: null,
      evidence: [span],
      confidence: 0.6,
      known: true,
      starts: false,
      namedPartner: true,
      past: false,
      sentence: sentence.index,
    }));
}
