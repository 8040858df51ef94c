import type { Statement } from "../contracts/reading.js";
import type { Attribution } from "./attribution.js";
import { type Actor, type Context, wordsOf } from "./discourse.js";
import { phrasesIn } from "./phrases.js";
import type { Quotation, Range, Sentence } from "./text-types.js";
import { wordSet } from "./word-set.js";

const wordsIn = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/** Share of words that two texts have in common, 0 to 1 (Dice). */
export function likeness(a: string, b: string): number {
  const [x, y] = [wordsIn(a), wordsIn(b)];
  let both = 0;
  for (const word of x) if (y.has(word)) both++;
  return (2 * both) / Math.max(1, x.size + y.size);
}

export function speakerRecord(actor: Actor): Statement["speaker"] {
  return {
    name: actor.person?.name ?? null,
    role:
      actor.person === null
        ? actor.codes.length > 1 && actor.role === null
          ? actor.label
          : actor.role
        : actor.person.role,
    economy: actor.codes.length > 1 ? null : actor.economy,
  };
}

const edge = wordSet(', ; : . - – — " “ ” « » and but that');

/** A range of tokens without the marks and little words around it. */
export function trimmed(context: Context, range: Range): Range {
  let { from, to } = range;
  while (from < to && edge.has(context.tokens[from]!.lower)) from++;
  while (to > from && edge.has(context.tokens[to - 1]!.lower)) to--;
  return { from, to };
}

/** Statements of the document: one for each sentence and speaker. */
export class StatementList {
  readonly list: Statement[] = [];
  private readonly context: Context;
  private readonly quotations: readonly Quotation[];
  private readonly open = new Map<string, number>();

  constructor(context: Context, quotations: readonly Quotation[]) {
    this.context = context;
    this.quotations = quotations;
  }

  /** Adds what is said in one sentence. */
  add(sentence: Sentence, attributions: readonly Attribution[]): void {
    this.open.clear();
    for (const item of attributions) this.addOne(sentence, item);
  }

  /** Adds one answer of a transcript: all of it is the quotation. */
  addAnswer(speaker: Actor, range: Range): void {
    const quote = wordsOf(this.context, range.from, range.to);
    const start = this.context.tokens[range.from]!.start;
    this.push({
      speaker: speakerRecord(speaker),
      verb: "said",
      quote,
      gist: quote,
      span: [start, start + quote.length],
    });
  }

  private addOne(sentence: Sentence, item: Attribution): void {
    const { context } = this;
    const speaker = speakerRecord(item.speaker);
    const key = `${speaker.name}|${speaker.name === null ? `${speaker.economy}|${speaker.role}` : ""}`;
    const quotation = item.quotation < 0 ? undefined : this.quotations[item.quotation];
    const content = item.content === null ? null : trimmed(context, item.content);
    const said = content === null || content.to <= content.from ? "" : resolved(context, sentence, content);
    const known = this.open.get(key);
    if (known !== undefined) {
      this.extend(known, sentence, said, content, quotation);
      return;
    }
    if (quotation === undefined && said === "") return;
    const quote = quotation === undefined ? null : context.text.slice(quotation.start, quotation.end);
    const span: [number, number] =
      quotation === undefined
        ? [context.tokens[content!.from]!.start, context.tokens[content!.to - 1]!.end]
        : [quotation.start, quotation.end];
    const more = item.more === null ? null : trimmed(context, item.more);
    this.open.set(key, this.list.length);
    this.push({
      speaker,
      verb: item.written,
      quote,
      gist:
        quote === null
          ? gistOf(more === null ? said : `${said}; ${wordsOf(context, more.from, more.to)}`)
          : quote + restOf(context, sentence, item),
      span,
    });
  }

  /** The same speaker says more in the same sentence. */
  private extend(
    at: number,
    _sentence: Sentence,
    said: string,
    content: Range | null,
    quotation: Quotation | undefined,
  ): void {
    const statement = this.list[at]!;
    if (statement.quote !== null) return;
    if (quotation !== undefined) {
      this.list[at] = {
        ...statement,
        quote: this.context.text.slice(quotation.start, quotation.end),
        span: [quotation.start, quotation.end],
      };
      return;
    }
    if (content === null || said === "" || statement.gist.includes(said)) return;
    const start = this.context.tokens[content.from]!.start;
    const end = this.context.tokens[content.to - 1]!.end;
    this.list[at] = {
      ...statement,
      gist: `${statement.gist}; ${gistOf(said)}`,
      span: [Math.min(statement.span[0], start), Math.max(statement.span[1], end)],
    };
  }

  private push(statement: Omit<Statement, "id" | "sameAs">): void {
    const earlier = this.list
      .slice(-40)
      .find((other) => sameSpeaker(other, statement) && other.sameAs === null && repeats(other, statement));
    this.list.push({ id: `s${this.list.length + 1}`, ...statement, sameAs: earlier?.id ?? null });
  }
}

const sameSpeaker = (a: Omit<Statement, "id" | "sameAs">, b: Omit<Statement, "id" | "sameAs">): boolean =>
  a.speaker.name === null && b.speaker.name === null
    ? a.speaker.economy === b.speaker.economy && a.speaker.role === b.speaker.role
    : a.speaker.name === b.speaker.name;

const repeats = (a: Omit<Statement, "id" | "sameAs">, b: Omit<Statement, "id" | "sameAs">): boolean =>
  (a.quote === null) === (b.quote === null) && likeness(a.quote ?? a.gist, b.quote ?? b.gist) >= 0.85;

/** "saying they hold impurities": what "they" points to, where the same sentence has just named it. */
function resolved(context: Context, sentence: Sentence, content: Range): string {
  const words = wordsOf(context, content.from, content.to);
  if (!/^they\b/i.test(words)) return words;
  const before = phrasesIn(context.tokens, { from: sentence.from, to: content.from }).filter(
    (phrase) => !phrase.time,
  );
  let at = before.length - 1;
  const last = before[at];
  if (last === undefined) return words;
  while (
    at > 0 &&
    /^(?:and|or|,)$/.test(context.tokens[before[at]!.from - 1]!.lower) &&
    before[at - 1]!.to === before[at]!.from - 1
  )
    at--;
  return words.replace(/^they/i, wordsOf(context, before[at]!.from, last.to));
}

/** Marks inside reported speech are the text's business, not the gist's. */
const gistOf = (said: string): string => said.replace(/["“”]/g, "").replace(/\s+/g, " ").trim();

/** What stands outside the quotation and is said as well: `"at the end" of the review, ... Australia will restart`. */
function restOf(context: Context, sentence: Sentence, item: Attribution): string {
  const out: string[] = [];
  for (let n = sentence.from; n < sentence.to; n++) {
    const token = context.tokens[n]!;
    if (token.quote === item.quotation || /^["“”]$/.test(token.text)) continue;
    if (item.frame !== null && n >= item.frame.from && n < item.frame.to) continue;
    if (item.clause !== null && n >= item.clause.group.from && n < item.clause.group.to) continue;
    out.push(/^[,.;:'’]/.test(token.text) ? token.text : ` ${token.text}`);
  }
  const rest = out.join("").replace(/[,\s]*[.,]?$/, "");
  return /\p{L}/u.test(rest) && item.content !== null ? rest.replace(/^[ ,]*/, " ") : "";
}
