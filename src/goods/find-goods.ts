import { type GoodsKind, goodsKinds } from "./goods.js";

/** Goods named in a text. `start` and `end` are UTF-16 offsets, `word` is the form used in lists of goods. */
export interface GoodsMention {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  readonly hs: readonly string[];
}

interface Entry {
  readonly word: string;
  readonly kind: GoodsKind;
}

/** One form for singular and plural: "berries" and "berry", "peaches" and "peach", "wines" and "wine". */
export function singular(word: string): string {
  if (word.length < 4 || /(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ch|sh|x|ss|to|go)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

const keyOf = (words: string): string => {
  const parts = words.toLowerCase().split(/[\s-]+/);
  return [...parts.slice(0, -1), singular(parts.at(-1)!)].join(" ");
};

// The first word written for a key is its canonical form.
const index: ReadonlyMap<string, Entry> = (() => {
  const map = new Map<string, Entry>();
  for (const kind of goodsKinds)
    for (const word of kind.words) if (!map.has(keyOf(word))) map.set(keyOf(word), { word, kind });
  return map;
})();

const LONGEST = 4;

/** How many words the longest name has that begins with this word, as it is written or in the singular. */
const longestFrom: ReadonlyMap<string, number> = (() => {
  const map = new Map<string, number>();
  for (const key of index.keys()) {
    const words = key.split(" ");
    map.set(words[0]!, Math.max(map.get(words[0]!) ?? 0, words.length));
  }
  return map;
})();

/** First three letters of all names, as one number each. */
const beginnings: ReadonlySet<number> = new Set([...longestFrom.keys()].map(beginning));

/** A number for the first three letters of a word; -1 where they are not plain ones. */
function beginning(word: string): number {
  let key = 0;
  for (let n = 0; n < 3; n++) {
    const code = word.charCodeAt(n) | 32;
    if (!(code >= 97 && code <= 122)) return -1;
    key = key * 26 + code - 97;
  }
  return key;
}

/** How many words a name of goods may have that begins with this one: 0 where none does. */
function mostWords(word: string): number {
  // The plural of a longer word differs from the singular at its end only.
  if (word.length > 5) {
    const key = beginning(word);
    if (key >= 0 && !beginnings.has(key)) return 0;
  }
  const first = word.toLowerCase().split("-", 1)[0]!;
  return Math.max(longestFrom.get(first) ?? 0, longestFrom.get(singular(first)) ?? 0);
}

/** The kind of goods that these words name as a whole, or null. */
export function goodsNamed(words: string): { word: string; hs: readonly string[] } | null {
  const found = index.get(keyOf(words.trim()));
  return found === undefined ? null : { word: found.word, hs: found.kind.hs };
}

/**
 * All goods that a text names, longest names first at each place, in the order of the text. A capitalised word that
 * is also an economy ("Turkey") is no goods.
 */
export function findGoods(text: string): GoodsMention[] {
  const tokens = [...text.matchAll(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu)];
  const found: GoodsMention[] = [];
  for (let n = 0; n < tokens.length; n++) {
    for (let length = Math.min(LONGEST, mostWords(tokens[n]![0]), tokens.length - n); length > 0; length--) {
      const start = tokens[n]!.index;
      const last = tokens[n + length - 1]!;
      const end = last.index + last[0].length;
      const words = text.slice(start, end);
      if (/^(?:Turkey|China|Polish)\b/.test(words) || /[^\p{L}\p{N}\s-]/u.test(words)) continue;
      const named = goodsNamed(words);
      if (named === null) continue;
      found.push({ word: named.word, start, end, hs: named.hs });
      n += length - 1;
      break;
    }
  }
  return found;
}
