import type { Reading } from "../contracts/reading.js";
import { findEconomy } from "../economies/index.js";
import { actorOf, coordinatedCodes } from "./actors.js";
import { analyse } from "./analyse.js";
import { answersInSentence } from "./answers.js";
import { attributionsOf } from "./attribution.js";
import { type ClaimDraft, claimsOfEvents, claimsSaid, claimsTold, finishClaims } from "./claims.js";
import type { Clause } from "./clause-types.js";
import { clausesOf } from "./clauses.js";
import { dateOfReport } from "./date-of-report.js";
import { bringForward, type Context, newDiscourse, wordsOf } from "./discourse.js";
import { type EventDraft, eventOf, finishEvents, nominalEvents } from "./events.js";
import { claimSpans, eventSpans, spanGrounds, statementSpans } from "./field-spans.js";
import { type Header, readHeader } from "./header.js";
import { answererNamed, interviewee } from "./interview.js";
import { isEnglish } from "./language.js";
import { mentionsIn } from "./mentions.js";
import { addDraft, finishMoves } from "./merge-moves.js";
import type { MoveDraft } from "./move-draft.js";
import { movesOf } from "./moves.js";
import { personsIn } from "./persons.js";
import { quotationsOf } from "./quotations.js";
import { paragraphsOf, sentencesOf } from "./sentences.js";
import { StatementList } from "./statements.js";
import type { Paragraph, Quotation, Sentence } from "./text-types.js";

/** What the caller knows of the document better than its text says. */
export interface ReadOptions {
  readonly title?: string | null;
  readonly outlet?: string | null;
  readonly place?: string | null;
  /** The day of the report, YYYY-MM-DD. */
  readonly date?: string | null;
  /** How `date` is known. */
  readonly dateBecause?: string | null;
  /** A day to take where neither the caller nor the text gives one. */
  readonly madeOn?: { readonly date: string; readonly because: string } | null;
}

function documentOf(text: string, header: Header, options: ReadOptions): Reading["document"] {
  const found = dateOfReport(header, text);
  const given = options.date ?? null;
  const made = options.madeOn ?? null;
  const [date, dateBecause] =
    given !== null
      ? [given, options.dateBecause ?? "given by the caller"]
      : found.date === null && made !== null
        ? [made.date, made.because]
        : [found.date, found.because];
  return {
    title: options.title ?? header.title,
    outlet: options.outlet ?? header.outlet,
    place: options.place ?? header.place,
    date,
    dateBecause,
    text,
  };
}

function contextOf(
  text: string,
  header: Header,
  document: Reading["document"],
  quotations: readonly Quotation[],
  paragraphs: readonly Paragraph[],
): Context {
  const tokens = analyse(text, quotations, header.bodyStart);
  const day = document.date !== null && document.date.length === 10 ? document.date : null;
  const { list, at } = mentionsIn(text, tokens, day);
  const home = document.place === null ? null : (findEconomy(document.place)?.code ?? null);
  const near = (from: number, to: number): string | null => {
    for (let n = from; n < to; n++) if (at[n] !== undefined) return at[n]!.codes[0] ?? null;
    const words = tokens
      .slice(Math.max(0, from), to)
      .map((token) => token.text)
      .join(" ");
    if (
      /\b(?:European Commission|Commission|Commissioner|EU|EU's)\b/.test(words) &&
      list.some((mention) => mention.codes.includes("EUU"))
    )
      return "EUU";
    // Only Washington has secretaries for these.
    if (
      /\b(?:Commerce|Agriculture|Treasury|Defense|commerce|agriculture|treasury) [Ss]ecretary\b/.test(
        words,
      ) &&
      list.some((mention) => mention.codes.includes("USA"))
    )
      return "USA";
    return null;
  };
  const titleTokens = document.title === null ? [] : titleCodes(document.title, day);
  const sentences = sentencesOf(text, tokens, paragraphs);
  const sentenceAt = new Int32Array(tokens.length).fill(-1);
  for (const { index, from, to } of sentences) sentenceAt.fill(index, from, to);
  return {
    text,
    tokens,
    sentences,
    sentenceAt,
    hits: new Map(),
    goods: new Map(),
    mentions: list,
    at,
    persons: personsIn(text, tokens, at, near),
    date: day,
    home,
    titleCodes: titleTokens,
    discourse: newDiscourse(),
  };
}

/** Economies that the title names, in its order. */
function titleCodes(title: string, day: string | null): string[] {
  // "Peru does this; members press that": the report's own news comes first.
  const [head] = title.split(/;/);
  const words = [...head!.matchAll(/[\p{L}\p{N}.]+|[^\s\p{L}\p{N}]/gu)].map((match, i) => ({
    i,
    text: match[0],
    lower: match[0].toLowerCase(),
    pos: "PROPN",
    start: match.index,
    end: match.index + match[0].length,
    quote: -1,
    capital: /^\p{Lu}/u.test(match[0]),
  }));
  return [...new Set(mentionsIn(head!, words, day).list.flatMap((mention) => mention.codes))];
}

/**
 * Reads a report: who said what, which moves on trade and relations it tells of, what happened, what is claimed.
 * It adds nothing to what the text says. Rules only; no network, no clock. Any string is a valid input: a text
 * without a move, in another language or without sense gives empty lists and a sentence in `notes`.
 * @param text the document, with or without title, outlet and dateline above it
 * @param options title, outlet, place or date where the caller knows them
 * Time and memory are linear in the length of the text.
 */
export function read(text: string, options: ReadOptions = {}): Reading {
  const header = readHeader(text);
  const document = documentOf(text, header, options);
  const empty: Reading = { document, statements: [], moves: [], events: [], claims: [], notes: [] };
  if (!/\p{L}/u.test(text)) return { ...empty, notes: ["The text holds no words."] };
  if (!isEnglish(text))
    return { ...empty, notes: ["This text does not look like English; Gravitas reads English only."] };
  const quotations = quotationsOf(text);
  const paragraphs = paragraphsOf(text, header.bodyStart);
  const context = contextOf(text, header, document, quotations, paragraphs);
  const found = readSentences(context, quotations, paragraphs);
  const grounds = spanGrounds(text, context.tokens, context.mentions);
  const moves = finishMoves(context, found.drafts, grounds);
  return {
    document,
    statements: found.statements.list.map((one) => ({ ...one, spans: statementSpans(grounds, one) })),
    moves,
    events: finishEvents(found.events).map((one) => ({ ...one, spans: eventSpans(grounds, one) })),
    claims: finishClaims([...found.claims, ...claimsOfEvents(found.events, text)]).map((one) => ({
      ...one,
      spans: claimSpans(grounds, one),
    })),
    notes: moves.length === 0 ? ["No move on trade or relations was found."] : [],
  };
}

interface Found {
  readonly statements: StatementList;
  readonly drafts: MoveDraft[];
  readonly events: EventDraft[];
  readonly claims: ClaimDraft[];
}

function readSentences(
  context: Context,
  quotations: readonly Quotation[],
  paragraphs: readonly Paragraph[],
): Found {
  const found: Found = {
    statements: new StatementList(context, quotations),
    drafts: [],
    events: [],
    claims: [],
  };
  const answering = interviewee(context);
  let answer = -1;
  for (const sentence of context.sentences) {
    enterPart(context, paragraphs, sentence);
    const clauses = clausesOf(context.tokens, sentence);
    const speaker = sentence.turn === "answer" ? answererNamed(context, sentence.label, answering) : null;
    if (speaker !== null) {
      context.discourse.lastSpeaker = speaker;
      if (sentence.answer !== answer) {
        answer = sentence.answer;
        let last = sentence;
        for (
          let n = sentence.index;
          context.sentences[n]?.answer === answer && context.sentences[n]!.paragraph === sentence.paragraph;
          n++
        )
          last = context.sentences[n]!;
        found.statements.addAnswer(speaker, { from: sentence.from, to: last.to });
      }
    }
    readSentence(context, sentence, clauses, quotations, found);
  }
  return found;
}

/** At a new paragraph: the economy that the heading above it names. */
function enterPart(context: Context, paragraphs: readonly Paragraph[], sentence: Sentence): void {
  const before = paragraphs[sentence.paragraph - 1];
  const first = context.tokens[sentence.from]!;
  if (before === undefined || first.start - paragraphs[sentence.paragraph]!.start > 3 || !before.heading)
    return;
  let named: readonly string[] = [];
  for (let n = sentence.from - 1; n >= 0 && context.tokens[n]!.start >= before.start; n--)
    named = context.at[n]?.codes ?? named;
  context.discourse.section = named.length === 1 ? named[0]! : null;
}

/** Whether what a clause tells comes before what its sentence tells, as its ground. */
const isCause = (clause: Clause): boolean =>
  /^(?:when|after|because|since)$/.test(clause.opener ?? "") ||
  (clause.governor !== null && clause.governor !== clause && isCause(clause.governor));

function readSentence(
  context: Context,
  sentence: Sentence,
  clauses: readonly Clause[],
  quotations: readonly Quotation[],
  found: Found,
): void {
  const attributions = sentence.turn === "answer" ? [] : attributionsOf(context, sentence, clauses);
  if (sentence.turn !== "answer") found.statements.add(sentence, attributions);
  const here: MoveDraft[] = [];
  const causes: { draft: MoveDraft; cause: boolean }[] = [];
  for (const clause of clauses) {
    const actor =
      attributions.find((item) => item.clause === clause)?.speaker ?? actorOf(context, clause.subject);
    const drafts = movesOf({ context, sentence, clauses, attributions, drafts: found.drafts }, clause);
    for (const draft of drafts) {
      causes.push({ draft: addDraft(found.drafts, draft), cause: isCause(clause) });
      here.push(draft);
      if (draft.instrument !== "mediation" && !context.discourse.actors.includes(draft.by))
        context.discourse.actors.push(draft.by);
    }
    const event = eventOf(context, sentence, clause);
    if (event !== null) found.events.push(event);
    found.claims.push(...claimsTold(context, clause, found.drafts, here));
    if (clause.group.form === "finite" && clause.coordinated === null) bringForward(context.discourse, actor);
    noteOthers(context, clause);
  }
  answersInSentence(causes);
  context.discourse.topic = { code: null, paragraph: sentence.paragraph };
  // What a sentence is about is its first main subject, not that of a condition or a relative clause in it.
  const main = clauses.find(
    (clause) => clause.kind === "main" && clause.group.form === "finite" && clause.subject !== null,
  );
  const topic =
    main === undefined
      ? undefined
      : (attributions.find((item) => item.clause === main)?.speaker ?? actorOf(context, main.subject));
  if (
    topic !== undefined &&
    main?.subject !== null &&
    !/^(?:it|they|he|she)$/i.test(wordsOf(context, main!.subject!.from, main!.subject!.to))
  )
    bringForward(context.discourse, topic);
  if (topic?.codes.length === 1)
    context.discourse.topic = { code: topic.codes[0]!, paragraph: sentence.paragraph };
  found.events.push(...nominalEvents(context, sentence));
  const answers =
    sentence.turn === "answer" && context.discourse.lastSpeaker !== null
      ? [
          {
            speaker: context.discourse.lastSpeaker,
            verb: "said",
            written: "said",
            clause: null,
            content: sentence,
            more: null,
            frame: null,
            quotation: -1,
          },
        ]
      : attributions;
  found.claims.push(...claimsSaid(context, sentence, answers, found.drafts, quotations));
}

/** Economies that a clause names beside its subject may be meant by "it" as well, after the subject. */
function noteOthers(context: Context, clause: Clause): void {
  const { discourse } = context;
  for (let n = clause.reach.from; n < clause.reach.to; n++) {
    const mention = context.at[n];
    if (mention === undefined || mention.from !== n || mention.codes.length !== 1) continue;
    const joined = mention.kind === "adjective" ? [] : coordinatedCodes(context, mention, clause.reach.to);
    if (joined.length > 1) discourse.group = joined;
    const [code] = mention.codes;
    if (discourse.focus.some((actor) => actor.codes.length === 1 && actor.codes[0] === code)) continue;
    discourse.focus.splice(Math.min(1, discourse.focus.length), 0, {
      codes: [code!],
      isPrivate: false,
      person: null,
      role: null,
      economy: code!,
      label: mention.text,
      bare: true,
    });
  }
}
