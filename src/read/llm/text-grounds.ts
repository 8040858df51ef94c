import type { Span } from "../../contracts/reading.js";
import { economyOf, findEconomy } from "../../economies/index.js";
import { analyse } from "../analyse.js";
import { type SpanGrounds, spanGrounds } from "../field-spans.js";
import { isEnglish } from "../language.js";
import { mentionsIn } from "../mentions.js";
import { type Passages, passagesOf } from "../passages.js";
import { quotationsOf } from "../quotations.js";
import { paragraphsOf, sentencesOf } from "../sentences.js";
import { addressedToReaders } from "./addressed-to-readers.js";

/** What a text bears out, whoever asks. */
export interface TextGrounds {
  /** Where economies are named; nobody in a text of another language. */
  readonly places: SpanGrounds;
  readonly passages: Passages;
  /** False where the text is in a language whose names we do not know: names and words are then not held to it. */
  readonly english: boolean;
  /** The code of an economy that exists and that the text names, else why not. */
  economy(name: string): { readonly code: string } | { readonly because: string };
  /** Share of the content words of `words` that the text uses, 0 to 1, by their first letters. */
  share(words: string): number;
  /** Whether the text writes this number, in digits or as a word. */
  writes(value: number): boolean;
  /** Whether a passage stands between quotation marks or in an answer of a transcript. */
  isQuoted(span: Span): boolean;
  /** Whether a passage lies in words that give orders to whatever reads the text. */
  isOrder(span: Span): boolean;
  readonly hasOrders: boolean;
}

const numberWords: Readonly<Record<string, readonly number[]>> = {
  one: [1],
  two: [2],
  three: [3],
  four: [4],
  five: [5],
  six: [6],
  seven: [7],
  eight: [8],
  nine: [9],
  ten: [10],
  eleven: [11],
  twelve: [12],
  fifteen: [15],
  twenty: [20],
  thirty: [30],
  forty: [40],
  fifty: [50],
  sixty: [60],
  seventy: [70],
  eighty: [80],
  ninety: [90],
  hundred: [100],
  half: [50, 0.5],
  quarter: [25, 0.25],
  third: [33],
  thousand: [1000],
};
const tens = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety";
const compound = new RegExp(`\\b(${tens})-(one|two|three|four|five|six|seven|eight|nine)\\b`, "g");

/** Every number that a text writes: "1,200" as 1200, "0,40" and "0.40" as 0.4, "a half" as 50 and 0.5. */
function numbersOf(text: string): Set<number> {
  const lower = text.toLowerCase();
  const found = new Set<number>();
  for (const [written] of lower.matchAll(/\d[\d.,]*/g)) {
    const digits = written.replace(/[.,]+$/, "");
    found.add(Number(digits.replace(/,/g, "")));
    found.add(Number(digits.replace(/\./g, "").replace(",", ".")));
  }
  for (const [, ten, unit] of lower.matchAll(compound))
    found.add(numberWords[ten!]![0]! + numberWords[unit!]![0]!);
  for (const [word] of lower.matchAll(/\p{L}+/gu))
    if (Object.hasOwn(numberWords, word)) for (const value of numberWords[word]!) found.add(value);
  return found;
}

const tooCommon = new Set(
  "the and for not but its was are has had who all any may can that this these those with from have been will would their there which about into said says they them also more than when were after before other".split(
    " ",
  ),
);
const contentWords = (words: string): string[] =>
  [...words.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)]
    .map(([word]) => word)
    .filter((word) => word.length > 2 && !tooCommon.has(word));
const stem = (word: string): string =>
  word.length < 6 ? word.replace(/(?:es|s)$/, "") : word.slice(0, Math.max(4, Math.min(6, word.length - 2)));

/** The Union goes by many names that name no place. */
const union =
  /\b(?:European (?:Union|Commission|Council|Parliament)|EU|Brussels|Commission|2[5-8][- ](?:nation|member|country)|bloc)\b/;

function namedEconomies({ text, named: places }: SpanGrounds): Set<string> {
  const named = new Set(places.keys());
  if (union.test(text)) named.add("EUU");
  return named;
}

const within =
  (spans: readonly Span[]) =>
  ([from, to]: Span): boolean =>
    spans.some(([start, end]) => from >= start && to <= end);

/** Quotations, and answers of a transcript, whose words are quoted without marks. */
function quotedSpans(text: string): Span[] {
  const quotations = quotationsOf(text);
  const tokens = analyse(text, quotations, 0);
  const answers = sentencesOf(text, tokens, paragraphsOf(text, 0))
    .filter(({ turn, from, to }) => turn === "answer" && to > from)
    .map(({ from, to }): Span => [tokens[from]!.start, tokens[to - 1]!.end]);
  // Sentences of one answer that follow one another make one passage.
  const joined: Span[] = [];
  for (const [from, to] of answers) {
    const last = joined.at(-1);
    if (last !== undefined && text.slice(last[1], from).trim() === "") last[1] = to;
    else joined.push([from, to]);
  }
  // The marks themselves count as inside.
  return [...quotations.map(({ start, end }): Span => [start - 1, end + 1]), ...joined];
}

/** Reads out of a text what an answer about it can be held to. Time and memory are linear in its length. */
export function textGrounds(text: string): TextGrounds {
  const english = isEnglish(text);
  const tokens = english ? analyse(text, [], 0) : [];
  const places = spanGrounds(text, tokens, english ? mentionsIn(text, tokens, null).list : []);
  const named = namedEconomies(places);
  const words = contentWords(text);
  const stems = new Set([...words, ...words.map(stem)]);
  const numbers = numbersOf(text);
  const orders = addressedToReaders(text);
  const quoted = within(quotedSpans(text));
  return {
    places,
    passages: passagesOf(text),
    english,
    economy(name) {
      if (name === "all") return { code: "all" };
      const found = economyOf(name) ?? findEconomy(name);
      if (!found) return { because: `no economy is called ${JSON.stringify(name.slice(0, 40))}` };
      return !english || named.has(found.code)
        ? { code: found.code }
        : { because: `the text does not name ${found.name}` };
    },
    share(said) {
      const asked = contentWords(said);
      if (!english || asked.length === 0) return 1;
      return asked.filter((word) => stems.has(word) || stems.has(stem(word))).length / asked.length;
    },
    writes: (value) => value === 0 || numbers.has(value),
    isQuoted: quoted,
    isOrder: within(orders),
    hasOrders: orders.length > 0,
  };
}
