import type { GoodsMention } from "../goods/index.js";
import type { InstrumentHit } from "./instruments.js";
import type { Mention } from "./mentions.js";
import type { Person, PersonRegistry } from "./persons.js";
import type { Sentence, Token } from "./text-types.js";

/** Whom a phrase names: economies, or a person or a private body that speaks. */
export interface Actor {
  /** The economies that act; empty for private bodies and for those that cannot be told. */
  readonly codes: readonly string[];
  readonly isPrivate: boolean;
  readonly person: Person | null;
  /** Role or body in the text's words; null for an economy under its own name. */
  readonly role: string | null;
  /** The economy that a speaker belongs to, private ones included. */
  readonly economy: string | null;
  /** Words of the phrase. */
  readonly label: string;
  /** Whether an economy under its own name, a seat, or a pronoun for one. */
  readonly bare: boolean;
}

/** What has been spoken of so far, the latest first; it moves on clause by clause. */
export interface Discourse {
  focus: Actor[];
  /** What the sentence before was about, and its paragraph. */
  topic: { code: string | null; paragraph: number };
  /** Instruments of which the text says that they have ended, without saying by whom. */
  ended: string[];
  /** Who has acted so far, each once, in the order of the text. */
  actors: string[];
  /** The last several economies named together. */
  group: readonly string[];
  lastPerson: Person | null;
  lastSpeaker: Actor | null;
  /** Economy of the heading over this part, or of "In Kiev,". */
  section: string | null;
}

/** Everything that the passes share about one document. */
export interface Context {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly sentences: readonly Sentence[];
  /** Index of the sentence of each token; -1 in headings. */
  readonly sentenceAt: Int32Array;
  /** Instruments of the sentences looked at so far. */
  readonly hits: Map<number, InstrumentHit[]>;
  /** Goods of the sentences looked at so far, with offsets into the text. */
  readonly goods: Map<number, readonly GoodsMention[]>;
  readonly mentions: readonly Mention[];
  readonly at: readonly (Mention | undefined)[];
  readonly persons: PersonRegistry;
  /** The day of the report, where known to the day. */
  readonly date: string | null;
  /** The economy in whose capital the report was filed, if any. */
  readonly home: string | null;
  /** Economies of the title, in its order. */
  readonly titleCodes: readonly string[];
  readonly discourse: Discourse;
}

export const newDiscourse = (): Discourse => ({
  focus: [],
  actors: [],
  ended: [],
  topic: { code: null, paragraph: -1 },
  group: [],
  lastPerson: null,
  lastSpeaker: null,
  section: null,
});

/** Puts an actor in front of what "it" and "they" may mean. */
export function bringForward(discourse: Discourse, actor: Actor): void {
  if (actor.codes.length === 0 && !actor.isPrivate) return;
  const key = actor.codes.join();
  discourse.focus = [
    actor,
    ...discourse.focus.filter((other) => other.codes.join() !== key || other.isPrivate !== actor.isPrivate),
  ].slice(0, 12);
  if (actor.codes.length > 1) discourse.group = actor.codes;
  if (actor.person !== null) discourse.lastPerson = actor.person;
}

/** Words of a range of tokens as they stand in the text. */
export function wordsOf(
  context: { text: string; tokens: readonly Token[] },
  from: number,
  to: number,
): string {
  return to <= from ? "" : context.text.slice(context.tokens[from]!.start, context.tokens[to - 1]!.end);
}
