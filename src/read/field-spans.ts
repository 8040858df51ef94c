/**
 * Where the text says each field of what was read. A field that it does not say in words of its own ("all" goods, a
 * partner that only the sense gives) has no span.
 * @module
 */
import type { Claim, FieldSpans, Move, ReadEvent, Span, Statement } from "../contracts/reading.js";
import { monthPattern, weekdayPattern, writtenDates } from "./calendar.js";
import type { Mention } from "./mentions.js";
import type { Token } from "./text-types.js";

/** What is sought in: a text and where it names economies, by code, in the text's order. */
export interface SpanGrounds {
  readonly text: string;
  readonly named: ReadonlyMap<string, readonly Span[]>;
}

/** Mentions of economies by code. */
export function spanGrounds(
  text: string,
  tokens: readonly Token[],
  mentions: readonly Mention[],
): SpanGrounds {
  const named = new Map<string, Span[]>();
  for (const { codes, from, to } of mentions) {
    const span: Span = [tokens[from]!.start, tokens[to - 1]!.end];
    for (const code of codes) {
      const list = named.get(code);
      if (list === undefined) named.set(code, [span]);
      else list.push(span);
    }
  }
  return { text, named };
}

/** What the rules know of a move's words beside its fields. */
export interface MoveWords {
  readonly verb: Span;
  readonly status: Span;
  readonly instrument: Span | null;
  readonly response: string | null;
}

type Unspanned<T> = Omit<T, "id" | "spans">;

const inside = ([from, to]: Span, [start, end]: Span): boolean => from >= start && to <= end;

/** How far around a span its line is looked at: texts without line breaks must not cost more. */
const REACH = 800;

/** The line of the text in which a span stands. */
function lineOf(text: string, [from, to]: Span): Span {
  const start = Math.max(0, from - REACH);
  const end = Math.min(text.length, to + REACH);
  const before = text.slice(start, from).lastIndexOf("\n");
  const after = text.slice(to, end).indexOf("\n");
  return [before < 0 ? start : start + before + 1, after < 0 ? end : to + after];
}

/** Words where they stand first in a span, whatever their capitals and white space; not inside a longer word. */
function wordsIn(text: string, words: string, [from, to]: Span): Span | null {
  const plain = words.trim();
  if (plain === "" || plain.length > 500) return null;
  const part = text.slice(from, to);
  // Lower case of the same length keeps offsets; where it is not, only exact letters are found.
  const lower = part.toLowerCase();
  const [hay, needle] = lower.length === part.length ? [lower, plain.toLowerCase()] : [part, plain];
  for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, at + 1)) {
    const end = at + needle.length;
    if (!isWord(hay[at - 1]) && !isWord(hay[end])) return [from + at, from + end];
  }
  if (!/\s/.test(plain)) return null;
  // Line breaks and other white space between the same words.
  const pattern = plain
    .split(/\s+/)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"))
    .join("\\s+");
  const found = /\s{2}|[^\S ]/.test(part)
    ? new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, "iu").exec(part)
    : null;
  return found === null ? null : [from + found.index, from + found.index + found[0].length];
}

const isWord = (letter: string | undefined): boolean => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);

/** In the evidence, else in its lines, else nowhere. */
function nearby(text: string, words: string, evidence: readonly Span[]): Span | null {
  for (const span of evidence) {
    const found = wordsIn(text, words, span);
    if (found !== null) return found;
  }
  for (const span of evidence) {
    const found = wordsIn(text, words, lineOf(text, span));
    if (found !== null) return found;
  }
  return null;
}

/** The mention that stands for an economy: in the evidence, else in its line, else the last one before, else the next. */
function economyIn(
  { text, named }: SpanGrounds,
  code: string,
  evidence: readonly Span[],
  taken: readonly Span[],
): Span | null {
  const spans = named.get(code);
  if (spans === undefined) return null;
  const isFree = (span: Span | undefined): span is Span =>
    span !== undefined && !taken.some((other) => inside(span, other));
  const within = (range: Span): Span | undefined => {
    for (let n = firstAt(spans, range[0]); n < spans.length && spans[n]![0] < range[1]; n++)
      if (inside(spans[n]!, range) && isFree(spans[n])) return spans[n];
    return undefined;
  };
  for (const part of evidence) {
    const found = within(part);
    if (found !== undefined) return found;
  }
  const first = evidence[0]!;
  const after = firstAt(spans, first[0]);
  return within(lineOf(text, first)) ?? [spans[after - 1], spans[after]].find(isFree) ?? null;
}

/** Position of the first span that begins at or after an offset. */
function firstAt(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]![0] < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

const relativeDate = new RegExp(
  `\\b(?:(?:next|last|this|on|by|from|since|until|in|from next) )?(?:${weekdayPattern}|${monthPattern})\\b(?: (?:19|20)\\d\\d)?|` +
    "\\b(?:yesterday|today|tomorrow|last night|this morning|(?:next|last|this) (?:week|month|year|spring|summer|autumn|winter|quarter)|(?:in|since|until|from) (?:19|20)\\d\\d|(?:19|20)\\d\\d)\\b",
  "iu",
);

function dateIn(text: string, evidence: readonly Span[]): Span | null {
  for (const [from, to] of [...evidence, ...evidence.map((span) => lineOf(text, span))]) {
    const words = text.slice(from, to);
    const [written] = writtenDates(words);
    if (written !== undefined) return [from + written.start, from + written.end];
    const found = relativeDate.exec(words);
    if (found !== null) return [from + found.index, from + found.index + found[0].length];
  }
  return null;
}

/** A number as a text may write it: 1200 as "1,200", 0.4 as "0.40" or "0,40". */
function numberPattern(value: number): string {
  const [whole, part] = String(value).split(".");
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ",?");
  return part === undefined ? `${grouped}(?:[.,]0+)?` : `${grouped}[.,]${part}0*`;
}

/** From the first number of a rate to the end of its last one with its unit. */
function rateSpan(text: string, rate: NonNullable<Move["rate"]>, evidence: readonly Span[]): Span | null {
  const unit = rate.unit === "percent" ? "(?: ?(?:%|per ?cent))?" : "";
  for (const [from, to] of [...evidence, ...evidence.map((span) => lineOf(text, span))]) {
    const ends = [rate.from, rate.to].flatMap((value) => {
      if (value === null) return [];
      const found = new RegExp(`(?<![\\d.,])${numberPattern(value)}(?!\\d)${unit}`, "i").exec(
        text.slice(from, to),
      );
      return found === null ? [] : [[from + found.index, from + found.index + found[0].length] as Span];
    });
    if (ends.length === 0) continue;
    const span: Span = [Math.min(...ends.map(([a]) => a)), Math.max(...ends.map(([, b]) => b))];
    const named = rate.unit === "percent" ? null : wordsIn(text, rate.unit, [span[0], lineOf(text, span)[1]]);
    return named === null || named[0] - span[1] > 3 ? span : [span[0], named[1]];
  }
  return null;
}

class Fields {
  readonly spans: Record<string, Span[]> = {};

  put(field: string, span: Span | null): void {
    if (span === null) return;
    const list = this.spans[field] ?? [];
    if (!list.some(([from, to]) => from === span[0] && to === span[1])) list.push(span);
    this.spans[field] = list;
  }
}

/** Spans of a move's fields. */
export function moveSpans(grounds: SpanGrounds, move: Unspanned<Move>, words?: MoveWords): FieldSpans {
  const { text } = grounds;
  const { evidence } = move;
  const fields = new Fields();
  const by = economyIn(grounds, move.by, evidence, []);
  fields.put("by", by);
  for (const code of move.towards)
    if (code !== "all") fields.put("towards", economyIn(grounds, code, evidence, by === null ? [] : [by]));
  for (const word of move.goods) if (word !== "all") fields.put("goods", nearby(text, word, evidence));
  if (move.rate !== null) fields.put("rate", rateSpan(text, move.rate, evidence));
  if (move.condition !== null) fields.put("condition", nearby(text, move.condition, evidence));
  const response = words?.response ?? move.inResponseTo;
  if (response !== null && move.inResponseTo !== null)
    fields.put("inResponseTo", nearby(text, response, evidence));
  if (move.when !== null) fields.put("when", dateIn(text, evidence));
  if (words !== undefined) {
    fields.put("instrument", words.instrument ?? words.verb);
    fields.put("direction", words.verb);
    fields.put("status", words.status);
  }
  return fields.spans;
}

/** Spans of a statement's fields. */
export function statementSpans(
  grounds: SpanGrounds,
  statement: Omit<Unspanned<Statement>, "sameAs">,
): FieldSpans {
  const { text } = grounds;
  const { speaker, verb, quote, span } = statement;
  const fields = new Fields();
  const name = speaker.name === null ? null : nearby(text, speaker.name, [span]);
  const surname = speaker.name?.split(/\s+/).at(-1);
  fields.put("speaker.name", name ?? (surname === undefined ? null : nearby(text, surname, [span])));
  if (speaker.role !== null) fields.put("speaker.role", nearby(text, speaker.role, [span]));
  if (speaker.economy !== null)
    fields.put("speaker.economy", economyIn(grounds, speaker.economy, [span], []));
  const line = lineOf(text, span);
  // The verb of attribution stands outside what is said, most often after it.
  fields.put(
    "verb",
    wordsIn(text, verb, [span[1], line[1]]) ??
      wordsIn(text, verb, [line[0], span[0]]) ??
      nearby(text, verb, [span]),
  );
  if (quote !== null) {
    const at = text.indexOf(quote, span[0]);
    if (at >= 0) fields.put("quote", [at, at + quote.length]);
  }
  fields.put("gist", nearby(text, statement.gist, [span]) ?? span);
  return fields.spans;
}

/** Spans of an event's fields. */
export function eventSpans(grounds: SpanGrounds, event: Unspanned<ReadEvent>): FieldSpans {
  const fields = new Fields();
  for (const code of event.parties) fields.put("parties", economyIn(grounds, code, event.evidence, []));
  if (event.when !== null) fields.put("when", dateIn(grounds.text, event.evidence));
  fields.put("gist", nearby(grounds.text, event.gist, event.evidence) ?? event.evidence[0]!);
  return fields.spans;
}

/** Spans of a claim's fields. */
export function claimSpans(grounds: SpanGrounds, claim: Unspanned<Claim>): FieldSpans {
  const fields = new Fields();
  for (const code of claim.about) fields.put("about", economyIn(grounds, code, claim.evidence, []));
  fields.put("claim", nearby(grounds.text, claim.claim, claim.evidence) ?? claim.evidence[0]!);
  fields.put(
    "accordingTo",
    /^[A-Z]{3}$/.test(claim.accordingTo)
      ? economyIn(grounds, claim.accordingTo, claim.evidence, [])
      : nearby(grounds.text, claim.accordingTo, claim.evidence),
  );
  return fields.spans;
}
