import type { Instrument } from "../contracts/codes.js";
import type { Context } from "./discourse.js";
import { type InstrumentWord, instrumentWords } from "./lexicon-instruments.js";
import type { Range } from "./text-types.js";

/** An instrument named in the text, by tokens. */
export interface InstrumentHit extends Range {
  readonly instrument: Instrument;
  readonly polarity: 1 | -1;
  readonly weak: boolean;
  readonly words: string;
}

/** All instruments that a range names, in order; earlier lines of the lexicon win where two overlap. */
export function instrumentsIn(context: Context, range: Range): InstrumentHit[] {
  if (range.to <= range.from) return [];
  const index = context.sentenceAt[range.from]!;
  const sentence = context.sentences[index];
  if (sentence === undefined) return [];
  // Found once a sentence; a range has those that lie in it.
  const hits = context.hits.get(index) ?? hitsIn(context, sentence);
  context.hits.set(index, hits);
  return hits.filter((hit) => hit.from >= range.from && hit.to <= range.to);
}

/** Lines of the lexicon by what a match of theirs begins with. */
const byBeginning: ReadonlyMap<number, readonly number[]> = (() => {
  const map = new Map<number, number[]>();
  for (const [n, word] of instrumentWords.entries())
    for (const letters of word.begins) {
      const key = keyOf(letters, 0, letters.length);
      map.set(key, [...(map.get(key) ?? []), n]);
    }
  return map;
})();

/** Up to three letters as a number; 0 where one of them is beyond U+03FF. */
function keyOf(text: string, at: number, length: number): number {
  let key = 0;
  for (let n = at; n < at + length; n++) {
    const code = text.charCodeAt(n);
    if (!(code < 1024)) return 0;
    key = key * 1024 + code;
  }
  return key;
}

/**
 * Where the lines of the lexicon may match, line by line: most lines match in few sentences, and a search for each
 * would cost more than all else.
 */
function startsIn(part: string): (number[] | undefined)[] {
  const starts: (number[] | undefined)[] = new Array(instrumentWords.length);
  let before = 32;
  for (let n = 0; n < part.length; n++) {
    const code = part.charCodeAt(n);
    if (!isWordCode(before))
      for (let length = 0; length <= 3; length++)
        for (const line of byBeginning.get(keyOf(part, n, length)) ?? []) {
          const list = starts[line];
          if (list === undefined) starts[line] = [n];
          else if (list.at(-1) !== n) list.push(n);
        }
    before = code;
  }
  return starts;
}

const isWordCode = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= 57);

function hitsIn(context: Context, range: Range): InstrumentHit[] {
  const { tokens, text } = context;
  const start = tokens[range.from]!.start;
  // Only ASCII letters change, so that offsets stay.
  const part = text
    .slice(start, tokens[range.to - 1]!.end)
    .replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const taken: [number, number][] = [];
  const out: InstrumentHit[] = [];
  const starts = startsIn(part);
  for (const [line, word] of instrumentWords.entries()) {
    let past = 0;
    for (const at of starts[line] ?? []) {
      if (at < past) continue;
      word.pattern.lastIndex = at;
      const match = word.pattern.exec(part);
      if (match === null) continue;
      past = at + match[0].length;
      const [a, b] = [start + at, start + past];
      if (taken.some(([c, d]) => a < d && c < b)) continue;
      const hit = hitAt(context, range, a, b, word, match[0]);
      if (hit === null) continue;
      taken.push([a, b]);
      out.push(hit);
    }
  }
  return out.sort((a, b) => a.from - b.from);
}

function hitAt(
  context: Context,
  range: Range,
  start: number,
  end: number,
  word: InstrumentWord,
  words: string,
): InstrumentHit | null {
  const { tokens } = context;
  let from = range.from;
  while (from < range.to && tokens[from]!.end <= start) from++;
  let to = from;
  while (to < range.to && tokens[to]!.start < end) to++;
  if (to === from) return null;
  const head = tokens[to - 1]!;
  // "Ukraine ports a system": a word used as a verb names no instrument.
  if (head.pos === "VERB" && to - from === 1 && !/ing$/.test(head.lower)) return null;
  return {
    from,
    to,
    instrument: word.instrument,
    polarity: word.polarity,
    weak: word.weak === true,
    words: words.toLowerCase(),
  };
}
