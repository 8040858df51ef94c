/**
 * The text of a duty in tokens, and reading them one after the other.
 * @module
 */
import { InputError } from "../contracts/errors.js";

export interface Token {
  readonly text: string;
  readonly at: number;
}

const TOKEN = /\s*(\d+(?:\.\d+)?|[a-z]+\d?(?:-[a-z]+)*|[%€$£¥¢/+;:,()])/y;

/** Words that are one thing, joined by hyphens; two ways of writing the same brought to one. */
const joined: readonly (readonly [RegExp, string])[] = [
  [/p\/st\b/g, "piece"],
  [/\b(?:litres?|liters?|l) (?:of )?(?:pure )?(?:alcohol|alc\b\.?)/g, "l-alcohol"],
  [/\bsquare met(?:re|er)s?\b/g, "m2"],
  [/\bcubic met(?:re|er)s?\b/g, "m3"],
  [/\b(us|euro) (dollars?|cents?)\b/g, "$1-$2"],
  [/\b(pounds?) sterling\b/g, "$1-sterling"],
  [/\bper ?cent\b|\bpct\b/g, "%"],
  [/%\s*(?:ad val(?:orem|\.)|of (?:the )?(?:customs )?value)/g, "%"],
  [/\b(?:in|within) quota\b/g, "in-quota"],
  [/\bwithin a quota of\b/g, "within-quota"],
  [/\b(?:over|out of|above|outside) quota\b|\bout-of-quota\b/g, "over-quota"],
  [/\b(?:over|above|beyond|outside) (?:it|the quota)\b/g, "over-quota"],
  [/\b(?:but )?(?:at least|not? less than|a minimum of|minimum|min\b\.?)/g, "at-least"],
  [/\b(?:but )?(?:at most|not? more than|a maximum of|maximum|max\b\.?)/g, "at-most"],
  [/\bwhichever (?:is )?(?:the )?(?:higher|greater|larger)\b/g, "whichever-higher"],
  [/\bwhichever (?:is )?(?:the )?(?:lower|less|lesser|smaller)\b/g, "whichever-lower"],
  [/\b(?:at other times|for the rest of the year|the rest of the year|else)\b/g, "otherwise"],
  [/\bup to\b/g, "up-to"],
];

/** Tokens of one text, with a place in them. */
export class Tokens {
  readonly #tokens: readonly Token[];
  readonly #source: string;
  readonly #field: string;
  /** Index of the token to come. */
  at = 0;

  /**
   * @param field where the text stood, for messages
   * @throws {InputError} `duty` a character that no duty has
   */
  constructor(text: string, field: string) {
    this.#source = text;
    this.#field = field;
    const plain = joined.reduce(
      (all, [pattern, to]) => all.replace(pattern, to),
      text.toLowerCase().replace(/\s+/g, " ").trim(),
    );
    const tokens: Token[] = [];
    TOKEN.lastIndex = 0;
    let end = 0;
    while (end < plain.length) {
      TOKEN.lastIndex = end;
      const found = TOKEN.exec(plain);
      if (found === null) this.#refuse(plain.slice(end, end + 12).trim());
      tokens.push({ text: found![1]!, at: end });
      end = TOKEN.lastIndex;
    }
    if (/\d,\d/.test(plain)) this.#refuse(/\d+,\d+/.exec(plain)![0]);
    this.#tokens = tokens;
  }

  get next(): string {
    return this.#tokens[this.at]?.text ?? "";
  }

  /** Takes the next token when it is one of these. */
  take(...texts: readonly string[]): boolean {
    if (!texts.includes(this.next)) return false;
    this.at++;
    return true;
  }

  /** The text of a number. @throws {InputError} unless the next token is one */
  number(): string {
    const text = this.next;
    if (!/^\d/.test(text)) this.#refuse(text);
    this.at++;
    return text;
  }

  get isNumber(): boolean {
    return /^\d/.test(this.next);
  }

  /** @throws {InputError} always: the next token is none that may stand here */
  fail(): never {
    return this.#refuse(this.next);
  }

  #refuse(stopped: string): never {
    const where = stopped === "" ? "it ends too early" : `not understood from ${JSON.stringify(stopped)}`;
    throw new InputError(
      "duty",
      `A duty is written as laws write it; received ${JSON.stringify(this.#source)}, ${where}.`,
      {
        place: { field: this.#field },
        received: this.#source,
        hint: 'Such as "15 %", "0.40 EUR/kg", "10 % + 9.3 EUR/100 kg", "15 %, at least 0.40 euros a kilogram"; decimals with a point (docs/tariffs.md).',
      },
    );
  }
}
