import type { Direction } from "../contracts/codes.js";
import type { Action } from "./actions.js";
import type { Clause } from "./clause-types.js";
import { type Context, wordsOf } from "./discourse.js";
import { instrumentsIn } from "./instruments.js";
import { goodsIn } from "./measure-goods.js";
import type { MoveDraft } from "./move-draft.js";
import type { Scenery } from "./moves.js";
import { partiesIn, pronounOwner } from "./partners.js";
import type { Range } from "./text-types.js";

/** Words after which stands what an act answers, whatever it is. */
const answer =
  /\b(?:in (?:response|retaliation|answer|reply|reaction|revenge|protest) (?:to|for|against|at|over)|as (?:a |an )?(?:direct |part of )?(?:response|reply|answer|retaliation|punishment|revenge|reprisal|riposte) (?:to|for)|retaliat(?:ing|e) (?:for|against)|respond(?:ing)? to|reacting to|to (?:punish|protest(?: against)?|retaliate for|counter|avenge)|over|because of|because|due to|owing to|on (?:the )?grounds? (?:of|that)|for reasons of|citing|blaming|accusing|alleging|complaining|at the request of|prompted by|triggered by|provoked by)\s+([^.;:]{3,160})/i;
/** "saying they hold impurities": the ground that the actor of a barrier gives. */
const groundGiven = /,\s+(?:saying|arguing|claiming)(?: that)? ([^.;:]{3,160})/i;
/** "as cooking oil runs short" */
const cause =
  /\bas ((?:[\p{L}' -]{3,60}) (?:runs?|ran|rises?|rose|soars?|soared|falls?|fell|surges?|surged|spreads?|spread|jumps?|jumped|climbs?|climbed|dwindles?|dwindled)\b[^.;:]{0,80})/iu;
/** What comes first in time is an answer only to an act, a find or a blow, not to a summit or a year. */
const afterwards = /\b(?:after|following|in the wake of|days? after|since)\s+([^.;:]{3,160})/i;
const provocation =
  /\b(?:bann?(?:ed|s|ing)?|bars?|barred|tariffs?|dut(?:y|ies)|sanctions?|sanctioned|embargo|blocked|blocks|imposed|raised|refus\p{L}*|reject\p{L}*|fail(?:ed|ure)|decision|decided|accus\p{L}+|shot down|attack\p{L}*|invasion|invaded|invade|annex\p{L}*|kill\p{L}*|arrest\p{L}*|seiz\p{L}+|detain\p{L}*|murder|outbreak|detect\p{L}*|found|discover\p{L}*|case of|cases of|disease|contaminat\p{L}*|residues?|coup|dispute|row|violat\p{L}*|breach\p{L}*|expel\p{L}*|expulsion|raid|strikes?|incursion|visit by|recogni[sz]\p{L}+|complain\p{L}*|complaints?|closed?|halted|withdr\p{L}+|suspend\p{L}*|crackdown|surge|flood)\b/iu;
/** "unless Mexico acts on migration": what the threat is about. */
const unlessEnded =
  /\bunless \S[^,.;:]{2,60}? (?:acts?(?: at once| now| quickly| soon)? (?:on|against)|stops?|ends?|halts?|curbs?|drops?|lifts?|withdraws?|removes?|cancels?|scraps?|backs? down (?:on|over)|backs? off|reverses?|changes?|gives? up|abandons?|renounces?) ([^,.;:]{3,80})/i;
const inKind =
  /\b(?:in kind|hit(?:s|ting)? back|struck back|strik\p{L}* back|retaliat\p{L}*|answer(?:s|ed|ing)?|respon[ds]\p{L}*|reciproc\p{L}*|tit[- ]for[- ]tat|mirror(?:ed|s|ing)? (?:dut|tariff|measure|ban|step)\p{L}*|mirrored|match(?:ed|es|ing)? (?:the|that|those)|counter(?:ed|s|-?measures?|-?tariffs?|-?sanctions?|-?dut\p{L}+)|riposte|reprisals?|in return|pay(?:s|ing)? back|suspend(?:s|ed)? (?:equivalent |trade |tariff )*concessions)\b/iu;

export interface Response {
  readonly words: string | null;
  readonly codes: readonly string[];
}

const nothing: Response = { words: null, codes: [] };

/** The words of what is answered, without who says so and what else follows. */
const trimmedAnswer = (words: string): string =>
  words
    .split(
      /,? (?:Prime Minister|President|Foreign Minister|\p{L}+ (?:said|told|added))\b|, (?:(?:first |deputy |the |its |his |her |a |an )*(?:\p{L}+ )?(?:minister|ministry|president|premier|secretary|commissioner|spokes\p{L}+|official|government|agency|provided|among|including|which|who|while|when|but|with|although|though|even|he|she|it|they)\b)|, said\b| (?:unless|until|from (?:\d|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday))\b/u,
    )[0]!
    .replace(/["“”]/g, "")
    .replace(/^(?:it|them|him|her|the (?:country|kingdom|emirate|bloc)) (?:of|for) /i, "")
    .replace(/\s+/g, " ")
    .replace(/[,\s–—-]+$/, "");

/** What a clause's act answers, in words, and who is answered. */
export function responseOf(
  scenery: Scenery,
  clause: Clause,
  by: readonly string[],
  direction: Direction = "restrictive",
): Response {
  const { context, sentence } = scenery;
  const end = Math.max(clause.reach.to, sentence.to - 1);
  const range = { from: clause.group.from, to: end };
  const words = wordsOf(context, range.from, range.to);
  const found = answered(words, direction);
  if (found !== null) {
    const named = tokensOf(context, range, found.index, found.index + found.words.length);
    const codes = partiesIn(context, named, instrumentsIn(context, named), by);
    // "after a ban" dates an act; only an answer is to somebody.
    return {
      words: trimmedAnswer(found.words),
      codes: found.answers ? [...codes.owners, ...codes.partners] : [],
    };
  }
  const front = fronted(scenery, clause, by);
  if (front !== null) return front;
  if (direction === "liberalising") return requested(scenery, clause);
  if (inKind.test(wordsOf(context, sentence.from, sentence.to))) {
    const last = [...scenery.drafts]
      .reverse()
      .find((draft) => draft.direction === "restrictive" && !by.includes(draft.by));
    if (last !== undefined) return { words: otherSide, codes: [last.by] };
  }
  return nothing;
}

/** Stands for a measure that is only known as a move of this reading. */
export const otherSide = "measures of the other side";

interface Answered {
  readonly words: string;
  readonly index: number;
  readonly answers: boolean;
}

function answered(words: string, direction: Direction): Answered | null {
  const at = (match: RegExpExecArray, answers: boolean): Answered => ({
    words: match[1]!,
    index: match.index + match[0].lastIndexOf(match[1]!),
    answers,
  });
  const match = answer.exec(words);
  if (
    match !== null &&
    (match.index < 220 || /retaliat|response/.test(match[0])) &&
    !(
      /^over/i.test(match[0]) &&
      /^(?:\d|a (?:year|decade|month|billion|period)|the (?:next|coming|past|last|years|period|phone)|time|half|(?:two|three|four|five|six|ten|several) )/i.test(
        match[1]!,
      )
    )
  )
    return at(
      match,
      /respon|retali|answer|reply|react|revenge|repris|punish|protest|counter|prompt|provok|\bover\b/i.test(
        match[0].slice(0, 28),
      ),
    );
  const unless = unlessEnded.exec(words);
  if (unless !== null && direction === "restrictive") return at(unless, false);
  const since = afterwards.exec(words);
  if (
    since !== null &&
    since.index < 160 &&
    !/^(?:which|that|this|it)\b/i.test(since[1]!) &&
    provocation.test(since[1]!) &&
    !/^(?:a |an |the |its |their )?(?:\p{L}+ ){0,2}(?:summit|talks|meeting|vote|review|years?|months?|weeks?|days?|election|ceremony|visit to)\b|^(?:close to|nearly|almost|more than|about) /iu.test(
      since[1]!,
    )
  )
    return at(since, false);
  if (direction !== "restrictive") return null;
  const ground = groundGiven.exec(words) ?? cause.exec(words);
  return ground === null ? null : at(ground, false);
}

/** "In retaliation for ..., Ottawa put ...": what is answered stands in front. */
function fronted(scenery: Scenery, clause: Clause, by: readonly string[]): Response | null {
  const { context, sentence } = scenery;
  const range = { from: sentence.from, to: clause.group.from };
  const match =
    /^(?:In (?:response|retaliation|answer|reply|reaction|protest) (?:to|for|against|at|over)|Responding to|Reacting to|Retaliating (?:for|against)|Because of|Citing|Angered by|Provoked by) ([^.;:]{3,140}?), /u.exec(
      wordsOf(context, range.from, range.to),
    );
  if (match === null) return null;
  const from = match.index + match[0].indexOf(match[1]!);
  const named = tokensOf(context, range, from, from + match[1]!.length);
  const codes = partiesIn(context, named, instrumentsIn(context, named), by);
  return { words: trimmedAnswer(match[1]!), codes: [...codes.owners, ...codes.partners] };
}

/** "three governments asked us, and we have allowed": an opening that was asked for. */
function requested(scenery: Scenery, clause: Clause): Response {
  const { context, clauses } = scenery;
  const asked = clauses.find(
    (other) =>
      other !== clause &&
      other.group.head < clause.group.head &&
      /^(?:ask|request|appeal|beg|plead|petition|urge)$/.test(other.group.verb) &&
      other.group.form === "finite" &&
      other.group.modal === null &&
      !other.group.negated &&
      other.subject !== null &&
      clause.governor !== other &&
      clause.coordinated !== other &&
      clause.opener !== "that" &&
      /^(?:and|so|after|when|because|;)$/.test(clause.opener ?? ""),
  );
  if (asked === undefined) return nothing;
  return {
    words: `the request of ${wordsOf(context, asked.subject!.from, asked.subject!.to).replace(/^(?:Yes|No|Well|Indeed), /, "")}`,
    codes: [],
  };
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
      answersTo: null,
      when: null,
      rate: null,
      evidence: [span],
      verbSpan: span,
      statusSpan: span,
      instrumentSpan: [context.tokens[hit.from]!.start, context.tokens[hit.to - 1]!.end],
      confidence: 0.6,
      known: true,
      starts: false,
      namedPartner: true,
      past: false,
      sentence: sentence.index,
      general: false,
      promised: false,
      dispute: false,
      way: "",
    }));
}
