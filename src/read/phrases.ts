import type { Range, Token } from "./text-types.js";
import { wordSet } from "./word-set.js";

/** A noun phrase: its tokens, its head, and the preposition before it. */
export interface Phrase extends Range {
  readonly head: number;
  readonly preposition: string | null;
  /** A phrase of time ("last week", "Tuesday") is no actor. */
  readonly time: boolean;
}

const timeHead = wordSet(
  "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december year years week weeks month months day days night morning evening afternoon decade decades midnight noon today yesterday tomorrow hour hours time weekend century spring summer autumn winter season now ago quarter end start beginning middle date",
);

/** After "under the", a name that follows these begins a phrase of its own: "Under the deal Hanoi will". */
const underNouns =
  /^(?:deal|agreement|pact|plan|terms|rules|treaty|law|scheme|decree|accord|compromise|truce|bill|proposal|arrangement)$/;

const nominal = wordSet("DET ADJ NUM NOUN PROPN SYM");
const headTag = wordSet("NOUN PROPN NUM PRON SYM X");
const leading = wordSet("ADP SCONJ PART");
const possessive = wordSet("its their his her our my your");
const alone = wordSet(
  "both all this that these those some many none other others most half several few each one any much",
);
const isDash = (text: string): boolean => text === "-" || text === "–" || text === "/";
const genitive = (token: Token): boolean =>
  (token.lower === "'s" || token.lower === "'") && token.pos !== "PUNCT";

/** Whether the token is a possessive mark or word: "'s", "its". */
export const isPossessive = (token: Token): boolean => possessive.has(token.lower) || genitive(token);

// Asked again and again for the same ranges of one document, whose tokens do not change any more.
const known = new WeakMap<readonly Token[], Map<number, readonly Phrase[]>>();

/** The noun phrases of a range of tokens, in order. */
export function phrasesIn(tokens: readonly Token[], range: Range): readonly Phrase[] {
  let ranges = known.get(tokens);
  if (ranges === undefined) {
    ranges = new Map();
    known.set(tokens, ranges);
  }
  const key = range.from * 2 ** 26 + range.to;
  let phrases = ranges.get(key);
  if (phrases === undefined) {
    phrases = findPhrases(tokens, range);
    ranges.set(key, phrases);
  }
  return phrases;
}

function findPhrases(tokens: readonly Token[], range: Range): Phrase[] {
  const out: Phrase[] = [];
  let from = -1;
  let head = -1;
  const close = (to: number): void => {
    if (from >= 0 && head >= 0) {
      const before = tokens[from - 1];
      const marked = before !== undefined && from > 0 && leading.has(before.pos);
      out.push({
        from,
        to,
        head,
        preposition: marked ? before.lower : null,
        time: timeHead.has(tokens[head]!.lower),
      });
    }
    from = -1;
    head = -1;
  };
  for (let n = range.from; n < range.to; n++) {
    const token = tokens[n]!;
    const joined =
      from >= 0 &&
      isDash(token.text) &&
      token.start === tokens[n - 1]!.end &&
      tokens[n + 1]?.start === token.end;
    const inner =
      from >= 0 &&
      (head < 0 || tokens[head]!.pos === "NUM") &&
      token.pos === "ADV" &&
      /^(?:only|most|more|less|very|highly|newly|previously|once|still|closer|further)$/.test(token.lower);
    if (joined || inner || (from >= 0 && genitive(token))) continue;
    const pronoun = token.pos === "PRON" && !possessive.has(token.lower);
    const starts = token.pos === "DET" || possessive.has(token.lower) || pronoun;
    const afterGenitive = n > range.from && genitive(tokens[n - 1]!);
    const afterHyphen = n > range.from && isDash(tokens[n - 1]!.text);
    if (starts && head >= 0 && !afterGenitive && !afterHyphen) close(n);
    // "In return Australia will": a name after such a noun begins a phrase of its own.
    if (
      head >= 0 &&
      head === n - 1 &&
      token.pos === "PROPN" &&
      !afterHyphen &&
      (from === 0 || tokens[from - 1]!.lower === "under" || !underNouns.test(tokens[head]!.lower)) &&
      /^(?:return|exchange|addition|response|turn|contrast|kind|reply|retaliation|protest|parallel|theory|effect|all|part|fact|practice|principle|private|public|consequence)$|^(?:deal|agreement|pact|plan|terms|rules|treaty|law|scheme|decree|accord|compromise|truce|bill|proposal|arrangement)$/.test(
        tokens[head]!.lower,
      )
    )
      close(n);
    if (
      head >= 0 &&
      head === n - 1 &&
      token.pos === "PROPN" &&
      !afterHyphen &&
      /^(?:19|20)\d\d$/.test(tokens[head]!.text)
    )
      close(n);
    // "the same day Russia suspends": a name after a word of time begins a phrase of its own.
    if (
      head >= 0 &&
      head === n - 1 &&
      token.pos === "PROPN" &&
      !afterHyphen &&
      timeHead.has(tokens[head]!.lower) &&
      !timeHead.has(token.lower)
    )
      close(n);
    if (nominal.has(token.pos) || possessive.has(token.lower) || pronoun) {
      if (from < 0) from = n;
      if (headTag.has(token.pos) && !possessive.has(token.lower)) head = n;
      // "the four", "both": a determiner or number alone is a phrase as well.
      if (head < 0 && alone.has(token.lower)) {
        const next = tokens[n + 1];
        if (next === undefined || !(nominal.has(next.pos) || possessive.has(next.lower))) head = n;
      }
      if (pronoun) close(n + 1);
    } else close(n);
  }
  close(range.to);
  return out;
}
