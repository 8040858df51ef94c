import { actorOf, personActor } from "./actors.js";
import {
  contentEnd,
  contentStart,
  frameEnd,
  invertedSubject,
  isInverted,
  isTrailing,
  words,
} from "./attribution-framing.js";
import type { Clause } from "./clause-types.js";
import { type Actor, bringForward, type Context, wordsOf } from "./discourse.js";
import { media } from "./lexicon-actors.js";
import { isSpeechVerb } from "./lexicon-verbs.js";
import { phrasesIn } from "./phrases.js";
import { nobody } from "./references.js";
import type { Range, Sentence } from "./text-types.js";

/** Who says what in a sentence: the speaker, the verb, and the tokens of what is said. */
export interface Attribution {
  readonly speaker: Actor;
  readonly verb: string;
  /** The verb's words as they stand in the text. */
  readonly written: string;
  readonly clause: Clause | null;
  /** What is said outside quotation marks; null where only a quotation is. */
  readonly content: Range | null;
  /** What follows after a semicolon: "..., she said; the other side had asked". */
  readonly more: Range | null;
  /** Tokens of the attribution itself: "Putin said Thursday". */
  readonly frame: Range | null;
  /** The quotation of four words or more, by its index, or -1. */
  readonly quotation: number;
}

/** Verbs that make a move or show a mind: their content is no statement unless a quotation comes with them. */
const silent =
  /^(?:announce|propose|offer|promise|recommend|call_for|order|decide|sign|want|hope|expect|consider|plan|agree|pledge|vow|threaten|regard|declare|advise|suggest|request|believe|think|hold|reveal|disclose|see|quote|testify|recall|demand|indicate|signal|hint|maintain|appeal|unveil|mention|offer_to|press_for|go_on|promote|fume|grumble|protest|lament)$/;

/** Of these only a that-clause is what is said. */
const thatVerbs =
  /^(?:conclude|report|answer|respond|complain|reply|repeat|confirm|note|charge|quip|joke|comment|remark|inform)$/;

/** Verbs whose object alone is no content: "rejected this", "welcomed the deal". */
const needsAs =
  /^(?:condemn|reject|welcome|praise|criticise|criticize|hail|denounce|dismiss|describe|label|brand|liken|blame)$/;

interface Quoted extends Range {
  readonly index: number;
}

function quotedIn(context: Context, sentence: Range): Quoted[] {
  const out: { index: number; from: number; to: number }[] = [];
  for (let n = sentence.from; n < sentence.to; n++) {
    const { quote } = context.tokens[n]!;
    if (quote < 0) continue;
    const last = out.at(-1);
    if (last?.index === quote) last.to = n + 1;
    else out.push({ index: quote, from: n, to: n + 1 });
  }
  return out;
}

function speakerOf(context: Context, clauses: readonly Clause[], clause: Clause): Actor {
  if (isInverted(context, clause)) {
    return actorOf(context, invertedSubject(context, clause));
  }
  const actor = actorOf(
    context,
    clause.group.form === "ing" ? mainSubject(context, clauses, clause) : clause.subject,
  );
  return actor.person === null ? knownPerson(context, actor) : actor;
}

/** Who adds in "X stated that Y should talk, adding that": X, not Y. */
function mainSubject(context: Context, clauses: readonly Clause[], clause: Clause): Range | null {
  const before = clauses.slice(0, clauses.indexOf(clause)).filter((other) => other.group.form === "finite");
  const speech = before.filter((other) => isSpeech(context, other)).at(-1);
  return (
    (speech ?? before.filter((other) => other.kind === "main").at(-1) ?? before[0])?.subject ?? clause.subject
  );
}

/** "The Russian leader" is the Russian president of whom the text has just spoken. */
function knownPerson(context: Context, actor: Actor): Actor {
  const person = context.discourse.lastPerson;
  if (
    person === null ||
    actor.role === null ||
    actor.isPrivate ||
    actor.economy === null ||
    person.economy !== actor.economy
  )
    return actor;
  const role = actor.role.toLowerCase();
  const theirs = person.role?.toLowerCase() ?? "";
  const leads = /\b(?:president|prime minister|premier|king|chancellor|emir|sheikh)\b/.test(theirs);
  if (
    (/^(?:\p{L}+ )?leader$/u.test(role) && leads) ||
    (theirs !== "" &&
      theirs === role &&
      /minister|president|secretary|commissioner|chancellor|premier|chief/.test(role))
  )
    return personActor(person, context);
  return actor;
}

const isMedia = (context: Context, clause: Clause): boolean =>
  clause.subject !== null &&
  media.test(wordsOf(context, clause.subject.from, clause.subject.to)) &&
  actorOf(context, clause.subject).codes.length === 0;

function counts(context: Context, sentence: Sentence, clause: Clause): boolean {
  const { verb } = clause.group;
  const content = isTrailing(context, sentence, clause)
    ? { from: sentence.from, to: clause.group.from }
    : { from: clause.group.to, to: contentEnd(context, sentence, clause) };
  const tail = wordsOf(context, clause.reach.from, clause.reach.to);
  if (silent.test(verb)) return false;
  // A standing position, not something said.
  if (verb === "call" && /\b(?:priorit|goals?\b|aims?\b|objective)/.test(tail) && !/["“]/.test(tail))
    return false;
  // "called a strike" calls nothing anything.
  if (
    verb === "call" &&
    phrasesIn(context.tokens, clause.reach).length < 2 &&
    context.tokens[clause.reach.to - 1]?.pos !== "ADJ" &&
    !/["“:]/.test(tail)
  )
    return false;
  if (needsAs.test(verb)) return /\b(?:as|to a|to the|for)\b/.test(tail) && words(context, clause.reach) >= 4;
  if (/^(?:ask|urge|beg|plead|implore)/.test(verb))
    return /\b(?:to|for|not|if|whether)\b/.test(tail) || clause.group.verb.endsWith("_for");
  if (verb === "accuse") return /\bof\b/.test(tail);
  if (thatVerbs.test(verb) && content.from > sentence.from)
    return /\bthat\b/.test(wordsOf(context, content.from, content.to));
  return words(context, content) >= (verb === "rule_out" ? 1 : 2);
}

/** Every attribution of a sentence, in order; quotations go to the nearest verb of speech. */
export function attributionsOf(
  context: Context,
  sentence: Sentence,
  clauses: readonly Clause[],
): Attribution[] {
  const quoted = quotedIn(context, sentence);
  const long = quoted.filter((quotation) => words(context, quotation) >= 4);
  const speech = clauses.filter((clause) => isSpeech(context, clause));
  const out: Attribution[] = [];
  // "Qatar has no plans, its minister said": what comes before the speaker says whose minister.
  const { focus } = context.discourse;
  for (const clause of clauses) {
    if (!speech.includes(clause)) {
      if (
        clause.group.form === "finite" &&
        clause.coordinated === null &&
        context.tokens[clause.group.head]!.quote < 0 &&
        /^(?:main|content)$/.test(clause.kind)
      )
        bringForward(context.discourse, actorOf(context, clause.subject));
      continue;
    }
    const nearest = long.find((quotation) => nearestSpeech(speech, quotation) === clause);
    if (
      out.some(({ more }) => more !== null && more.from <= clause.group.head && clause.group.head < more.to)
    )
      continue;
    const before = out.at(-1);
    const pronoun =
      clause.subject !== null &&
      /^(?:it|he|she|they)$/i.test(wordsOf(context, clause.subject.from, clause.subject.to));
    const speaker = before !== undefined && pronoun ? before.speaker : speakerOf(context, clauses, clause);
    if (
      speaker === nobody ||
      (speaker.codes.length === 0 && !speaker.isPrivate && speaker.person === null && speaker.role === null)
    )
      continue;
    // "Armenia and Turkey have agreed to ... at the earliest date": a joint act is nobody's words.
    if (speaker.codes.length > 1 && silent.test(clause.group.verb)) continue;
    // "Turkey asked for consultations": a wish, with nobody told.
    const wish =
      speaker.person === null &&
      (/^(?:ask|beg|plead)_for$/.test(clause.group.verb) ||
        (/^(?:ask|beg|plead)$/.test(clause.group.verb) && context.tokens[clause.group.to]?.lower === "for"));
    if (nearest === undefined && (wish || !counts(context, sentence, clause))) {
      if (/^(?:announce|propose|declare|unveil)$/.test(clause.group.verb))
        context.discourse.lastSpeaker = speaker;
      continue;
    }
    context.discourse.lastSpeaker = speaker;
    if (speaker.person !== null) context.discourse.lastPerson = speaker.person;
    out.push(attribution(context, sentence, clause, speaker, nearest?.index ?? -1));
  }
  context.discourse.focus = focus;
  if (out.length === 0) {
    const alone = unattributed(context, sentence, clauses, long) ?? accordingTo(context, sentence);
    if (alone !== null) out.push(alone);
  }
  return out;
}

function isSpeech(context: Context, clause: Clause): boolean {
  const { group } = clause;
  const head = context.tokens[group.head]!;
  if (
    !isSpeechVerb(group.verb) ||
    head.quote >= 0 ||
    group.passive ||
    group.negated ||
    group.form === "infinitive" ||
    group.form === "participle"
  )
    return false;
  if (
    group.form === "ing" &&
    !/^(?:add|say|accuse|warn|call|insist|argue|deny|stress|note|claim|explain|declare|describe)$/.test(
      group.verb,
    )
  )
    return false;
  if (group.modal !== null || clause.conditional) return false;
  return !isMedia(context, clause);
}

function nearestSpeech(speech: readonly Clause[], quotation: Range): Clause | undefined {
  const distance = (clause: Clause): number =>
    clause.group.head < quotation.from
      ? quotation.from - clause.group.head
      : clause.group.head - quotation.to + 1;
  return [...speech].sort((a, b) => distance(a) - distance(b))[0];
}

function attribution(
  context: Context,
  sentence: Sentence,
  clause: Clause,
  speaker: Actor,
  quotation: number,
): Attribution {
  const { group } = clause;
  const written = wordsOf(context, group.from, group.to).replace(/^(?:has|have|had|also|then)\s+/i, "");
  const base = { speaker, verb: group.verb, written, clause, quotation };
  if (isTrailing(context, sentence, clause)) {
    const start = isInverted(context, clause) ? group.from : (clause.subject?.from ?? group.from);
    const frame = { from: start, to: frameEnd(context, sentence, clause) };
    const goesOn =
      frame.to < sentence.to &&
      (context.tokens[frame.to]?.text === ";" ||
        (quotation >= 0 && words(context, { from: frame.to, to: sentence.to }) >= 3));
    return {
      ...base,
      content: { from: sentence.from, to: start },
      frame,
      more: goesOn ? { from: frame.to + 1, to: sentence.to } : null,
    };
  }
  const verbal =
    /^(?:call|describe|dismiss|ask|urge|beg|accuse|deny|rule_out|liken|label|brand|hail|blame)/.test(
      group.verb,
    );
  const end = Math.max(clause.reach.to, contentEnd(context, sentence, clause));
  const from = verbal && !/^(?:deny)$/.test(group.verb) ? group.to : contentStart(context, clause, end);
  return {
    ...base,
    more: null,
    content: { from: verbal ? Math.min(from, group.to) : from, to: end },
    frame: { from: clause.subject?.from ?? group.from, to: from },
  };
}

/** "According to the minister, imports grew": said by those named, unless it is a paper or the press. */
function accordingTo(context: Context, sentence: Sentence): Attribution | null {
  const { tokens } = context;
  for (let n = sentence.from; n < sentence.to - 3; n++) {
    if (tokens[n]!.lower !== "according" || tokens[n + 1]!.lower !== "to" || tokens[n]!.quote >= 0) continue;
    const front = n === sentence.from;
    if (!front && tokens[n - 1]!.text !== ",") return null;
    let end = n + 2;
    while (end < sentence.to && !/^[,.;:]$/.test(tokens[end]!.text)) end++;
    const source = wordsOf(context, n + 2, end);
    if (
      media.test(source) ||
      /\b(?:data|figures?|reports?|documents?|drafts?|study|survey|estimates?|statistics|sources?|rules?|law|plan|timetable|list|polls?)\b/i.test(
        source,
      )
    )
      return null;
    // "the minister, Name": the apposition belongs to the speaker.
    const person = actorOf(context, { from: n + 2, to: end });
    if (person.codes.length === 0 && !person.isPrivate && person.person === null) return null;
    const content = front ? { from: end + 1, to: sentence.to } : { from: sentence.from, to: n - 1 };
    if (words(context, content) < 3) return null;
    context.discourse.lastSpeaker = person;
    return {
      speaker: person,
      verb: "say",
      written: "according to",
      clause: null,
      content,
      more: null,
      frame: { from: n, to: end },
      quotation: -1,
    };
  }
  return null;
}

/** A quotation without a verb of speech: the speaker goes on, or a colon names who begins. */
function unattributed(
  context: Context,
  sentence: Sentence,
  clauses: readonly Clause[],
  long: readonly Quoted[],
): Attribution | null {
  const [first] = long;
  if (first === undefined) return null;
  const base = {
    verb: "said",
    written: "said",
    clause: null,
    content: null,
    more: null,
    frame: null,
    quotation: first.index,
  };
  const before = { from: sentence.from, to: first.from };
  const colon = context.tokens.slice(before.from, before.to).some((token) => token.text === ":");
  if (colon) {
    const opening = clauses.find((clause) => clause.group.head < first.from && clause.subject !== null);
    const speaker = opening === undefined ? nobody : actorOf(context, opening.subject);
    if (speaker.codes.length === 1 || speaker.person !== null) return { ...base, speaker };
  }
  const starts = words(context, before) === 0;
  const speaker = context.discourse.lastSpeaker;
  return starts && speaker !== null ? { ...base, speaker } : null;
}
