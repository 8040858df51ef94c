import model from "wink-eng-lite-web-model";
import winkNLP, { type WinkMethods } from "wink-nlp";
import { goodsNamed } from "../goods/index.js";
import { verbForms } from "./lexicon-verbs.js";
import type { Quotation, Token } from "./text-types.js";
import { wordSet } from "./word-set.js";

// Made at the first reading: it costs a third of a second, and not every command reads.
let engine: WinkMethods | null = null;

/** Longer runs without a space are no words, and the tokeniser would take quadratic time over them. */
const LONGEST_RUN = 60;

/** Words, marks and parts of speech of `text` from offset `from` on. */
export function analyse(text: string, quotations: readonly Quotation[], from: number): Token[] {
  engine ??= winkNLP(model, ["sbd", "pos"]);
  const readable = text
    .slice(from)
    .replace(/\S{61,}/gu, (run) => " ".repeat(run.length))
    .replace(/[\p{Cc}\p{Cs}]/gu, (c) => (c === "\n" ? "\n" : " ".repeat(c.length)));
  const document = engine.readDoc(readable);
  const texts = document.tokens().out() as string[];
  const tags = document.tokens().out(engine.its.pos) as string[];
  splitStops(texts, tags);
  const tokens: Token[] = [];
  let cursor = 0;
  let quotation = 0;
  for (let n = 0; n < texts.length; n++) {
    const word = texts[n]!;
    const tag = tags[n]!;
    if (tag === "SPACE" || word.trim() === "") continue;
    const at = readable.indexOf(word, cursor);
    if (at < 0 || at > cursor + 4 * LONGEST_RUN + word.length) {
      const resumed = readable.indexOf(word, cursor);
      if (resumed < 0) continue;
    }
    cursor = at + word.length;
    const start = from + at;
    while (quotation < quotations.length && quotations[quotation]!.end <= start) quotation++;
    const inside = quotation < quotations.length && quotations[quotation]!.start <= start;
    tokens.push({
      i: tokens.length,
      text: word,
      lower: word.includes("’") ? word.toLowerCase().replace(/’/g, "'") : word.toLowerCase(),
      pos: tag,
      start,
      end: start + word.length,
      quote: inside ? quotation : -1,
      capital: isCapital(word),
    });
  }
  correctTags(tokens);
  return tokens;
}

/** Whether a word begins with a capital; plain letters are told apart without a pattern. */
function isCapital(word: string): boolean {
  const code = word.charCodeAt(0);
  return code < 128 ? code >= 65 && code <= 90 : /^\p{Lu}/u.test(word);
}

const subjectLike = /^(?:NOUN|PROPN|PRON|NUM)$/;

/** "phase it in. The minister": the tokeniser takes "in." for an inch. */
function splitStops(texts: string[], tags: string[]): void {
  for (let n = texts.length - 1; n >= 0; n--) {
    const { length } = texts[n]!;
    if (
      length < 3 ||
      length > 5 ||
      texts[n]!.charCodeAt(length - 1) !== 46 ||
      !/^(?:in|no|am|is|us|so|go|do|it|me|at|fig|mass|sat|sun|wed|mar|dec|may|art)\.$/.test(texts[n]!)
    )
      continue;
    texts.splice(n, 1, texts[n]!.slice(0, -1), ".");
    tags.splice(n, 1, tags[n] === "PROPN" ? "ADV" : tags[n]!, "PUNCT");
  }
}

/** The model errs where trade English uses one word as noun and verb: "will open", "Washington caps steel". */
function correctTags(tokens: Token[]): void {
  for (let n = 0; n < tokens.length; n++) {
    const token = tokens[n]!;
    const fixed = fixedTag(token, tokens[n - 1], tokens[n + 1]);
    if (fixed !== null) token.pos = fixed;
    else if (token.pos === "VERB") token.pos = tagOfVerb(tokens, n);
    else if (token.pos !== "AUX" && isVerbAfterAll(tokens, n)) token.pos = "VERB";
  }
}

/** What a word that the model takes for a verb is in its place. */
function tagOfVerb(tokens: readonly Token[], n: number): string {
  const token = tokens[n]!;
  const [before, after] = [tokens[n - 1], tokens[n + 1]];
  const known = verbForms.get(token.lower);
  const ing = token.lower.endsWith("ing");
  if (
    ing &&
    known !== undefined &&
    /^(?:is|are|was|were|be|been)$/.test(leftOfAdverbs(tokens, n)?.lower ?? "")
  )
    return "VERB";
  if (isModifier(before, token, after)) return ing && known !== undefined ? "NOUN" : "ADJ";
  if (before?.lower === "to" && known !== undefined && known.every(([, form]) => form === "third"))
    return "NOUN";
  // "imports of all farm produce from": a bare form is no verb after a noun in the singular.
  const bare =
    known?.some(([lemma, form]) => form === "base" && lemma === token.lower) &&
    !known.some(([, form]) => form === "past");
  if (
    bare &&
    before?.pos === "NOUN" &&
    !before.lower.endsWith("s") &&
    /^(?:ADP|PUNCT|CCONJ)$/.test(after?.pos ?? "PUNCT") &&
    !isModal(tokens[n - 2])
  )
    return "NOUN";
  if (isGoodsHere(token, before, after)) return "NOUN";
  const third = known?.some(([, form]) => form === "third") === true && token.lower.endsWith("s");
  // "the quota for betel leaves if": the clause has its verb already.
  if (
    third &&
    /^(?:NOUN|ADJ)$/.test(before?.pos ?? "") &&
    /^(?:SCONJ|ADP|PUNCT|CCONJ)$/.test(after?.pos ?? "PUNCT") &&
    finiteBefore(tokens, n)
  )
    return "NOUN";
  // "When reserves recover"
  if (
    third &&
    after?.pos === "VERB" &&
    !after.lower.endsWith("ing") &&
    (before === undefined || /^(?:when|if|as|once|until|before|after|because)$/.test(before.lower))
  )
    return "NOUN";
  if (known === undefined) {
    if (
      (ing || token.lower.endsWith("ed")) &&
      after?.pos === "NOUN" &&
      !/^(?:PRON|ADV)$/.test(before?.pos ?? "")
    )
      return "ADJ";
    if (
      !/(?:ed|ing|s)$/.test(token.lower) &&
      /^(?:NOUN|VERB)$/.test(after?.pos ?? "") &&
      before?.lower !== "to"
    )
      return "NOUN";
    return "VERB";
  }
  if (before?.pos === "VERB" && after?.pos === "NOUN" && !ing) return "ADJ";
  if (isGoodsHere(token, before, after)) return "NOUN";
  if (
    possessiveWord.test(tokens[n - 2]?.lower ?? "") &&
    /^(?:ADJ|ADV)$/.test(before?.pos ?? "") &&
    !/(?:ed|ing)$/.test(token.lower)
  )
    return "NOUN";
  if (isNounPlace(before, after) && !/(?:ed|ing)$/.test(token.lower)) return "NOUN";
  return "VERB";
}

/** "imports of American logs and": goods, not a verb. */
const isGoodsHere = (token: Token, before: Token | undefined, after: Token | undefined): boolean =>
  token.lower.endsWith("s") &&
  /^(?:PROPN|ADJ|DET|ADP|NOUN)$/.test(before?.pos ?? "") &&
  (after === undefined || /^(?:CCONJ|PUNCT|ADP)$/.test(after.pos)) &&
  goodsNamed(token.lower) !== null;

/** Whether a word that the model takes for something else is the verb of its clause. */
function isVerbAfterAll(tokens: readonly Token[], n: number): boolean {
  const token = tokens[n]!;
  const [before, after] = [tokens[n - 1], tokens[n + 1]];
  const known = verbForms.get(token.lower);
  if (known === undefined)
    return (
      token.pos === "NOUN" &&
      /^re-\p{L}+s$/u.test(token.lower) &&
      /^(?:PROPN|PRON|NOUN)$/.test(before?.pos ?? "")
    );
  const has = (...wanted: string[]): boolean => known.some(([, form]) => wanted.includes(form));
  const left = leftOfAdverbs(tokens, n);
  if (isModal(left) && has("base")) return true;
  if (
    left?.lower === "to" &&
    left.i === n - 1 &&
    has("base") &&
    !/^(?:DET|PROPN)$/.test(token.pos) &&
    followsObject(after)
  )
    return true;
  if (/^(?:have|has|had|'ve|having)$/.test(left?.lower ?? "") && has("participle")) return true;
  if (/^(?:is|are|was|were|be|been|being)$/.test(left?.lower ?? "") && has("participle") && !has("base"))
    return true;
  if (/^(?:is|are|was|were|be|been)$/.test(left?.lower ?? "") && has("ing") && token.lower.endsWith("ing"))
    return true;
  if (token.capital || token.pos === "ADP") return false;
  if (
    /^(?:that|which|who)$/.test(before?.lower ?? "") &&
    token.pos === "NOUN" &&
    has("third", "past") &&
    startsObject(after)
  )
    return true;
  if (
    before?.pos === "CCONJ" &&
    token.pos === "NOUN" &&
    has("base", "third", "past") &&
    /^(?:DET|PROPN|ADJ)$/.test(after?.pos ?? "")
  )
    return true;
  const plural =
    left?.pos === "NOUN" &&
    left.i === n - 1 &&
    /[^s]s$/.test(left.lower) &&
    token.pos === "NOUN" &&
    /^(?:DET|PROPN|ADJ)$/.test(after?.pos ?? "");
  if (
    plural &&
    has("base") &&
    /^(?:DET|ADJ|NUM)$|^(?:PRON)$/.test(tokens[n - 2]?.pos ?? "") &&
    !finiteBefore(tokens, n)
  )
    return true;
  if (before?.text === "," && token.pos === "NOUN" && has("third") && /^(?:PRON|DET)$/.test(after?.pos ?? ""))
    return true;
  if (
    token.lower.endsWith("ed") &&
    left?.i === n - 1 &&
    /^(?:PROPN|PRON)$/.test(left.pos) &&
    after?.pos === "ADP" &&
    !possessiveWord.test(left.lower) &&
    !finiteBefore(tokens, n)
  )
    return true;
  if (!has("third", "past") || left === undefined || left.i < n - 2 || !subjectLike.test(left.pos))
    return false;
  return !possessiveWord.test(left.lower) && startsObject(after) && !finiteBefore(tokens, n);
}

const modals = wordSet("will would shall should may might can could must 'll 'd wo did do does not n't");
const isModal = (token: Token | undefined): boolean => token !== undefined && modals.has(token.lower);

function leftOfAdverbs(tokens: readonly Token[], n: number): Token | undefined {
  let m = n - 1;
  while (
    m >= 0 &&
    m > n - 4 &&
    (tokens[m]!.pos === "ADV" || /^(?:itself|themselves|himself|herself)$/.test(tokens[m]!.lower)) &&
    !/^(?:not|n't)$/.test(tokens[m]!.lower)
  )
    m--;
  return tokens[m];
}

const possessiveWord = /^(?:its|their|his|her|our|my|your|'s)$/;

const fixed = wordSet(`provided providing everything nothing something anything including excluding regarding
  concerning depending according during given amid following countervailing last next past short wary angry fearful
  desperate anxious weary mindful tired afraid revenge blackmail sabotage permits permit licences licenses curbs limits
  caps bans controls halts stops taxes but may reports further`);

/** Words that the model takes for verbs, or the other way round, wherever they stand. */
function fixedTag(token: Token, before: Token | undefined, after: Token | undefined): string | null {
  const { lower } = token;
  if (!fixed.has(lower) && !(token.pos === "VERB" && before !== undefined && /^[-–]$/.test(before.text)))
    return null;
  if (/^provid(?:ed|ing)$/.test(lower) && (after?.lower === "that" || before?.text === ",")) return "SCONJ";
  if (/^(?:everything|nothing|something|anything)$/.test(lower)) return "PRON";
  if (/^(?:including|excluding|regarding|concerning|depending|according|during|given|amid)$/.test(lower))
    return "ADP";
  if (lower === "following" && (before === undefined || before.pos === "PUNCT")) return "ADP";
  if (
    /^(?:last|next|past)$/.test(lower) &&
    /^(?:year|month|week|spring|summer|autumn|winter|season|night|january|february|march|april|may|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/.test(
      after?.lower ?? "",
    )
  )
    return "ADJ";
  if (
    token.capital &&
    /^(?:short|wary|angry|fearful|desperate|anxious|weary|mindful|tired|afraid)$/.test(lower) &&
    after?.pos === "ADP"
  )
    return "ADJ";
  if (lower === "countervailing") return "ADJ";
  if (/^(?:revenge|blackmail|sabotage)$/.test(lower) && before?.lower !== "to") return "NOUN";
  if (
    /^(?:permits|permit|licences|licenses|curbs|limits|caps|bans|controls|halts|stops|taxes)$/.test(lower) &&
    /^(?:export|import|travel|trade|price|visa|transit)$/.test(before?.lower ?? "")
  )
    return "NOUN";
  if (lower === "but" && before?.lower === "all") return "ADV";
  // "in May 2021" is no modal; "most-favoured-nation" holds no verb.
  if (token.text === "May" && before !== undefined && !/^[.?!"“]$/.test(before.text)) return "PROPN";
  if (
    token.pos === "VERB" &&
    before !== undefined &&
    /^[-–]$/.test(before.text) &&
    before.end === token.start
  )
    return "ADJ";
  if (lower === "reports" && /^(?:are|were)$/.test(before?.lower ?? "")) return "NOUN";
  if (lower === "further" && after !== undefined && (after.pos === "VERB" || before?.lower === "to"))
    return "ADV";
  return null;
}

/** After "its", "a", "other", "on" stands a noun: "their quarrel", "other heads", "on hold". */
function isNounPlace(before: Token | undefined, after: Token | undefined): boolean {
  if (before === undefined) return false;
  if (possessiveWord.test(before.lower) || /^(?:a|an|the|no|any|every|each|some|several)$/.test(before.lower))
    return true;
  if (before.pos === "ADJ") return after === undefined || !/^(?:DET|PRON|PROPN)$/.test(after.pos);
  return (
    before.pos === "ADP" &&
    !/^(?:to|as|that|than)$/.test(before.lower) &&
    (after === undefined || /^(?:ADP|PUNCT|CCONJ)$/.test(after.pos))
  );
}

/** A participle or other verb form that stands before its noun: "frozen chicken", "its only land border". */
function isModifier(before: Token | undefined, token: Token, after: Token | undefined): boolean {
  if (after === undefined || after.pos !== "NOUN") return false;
  if (before === undefined || before.pos === "PUNCT") return token.capital && /(?:ed|en)$/.test(token.lower);
  if (/^(?:DET|ADJ|NUM)$/.test(before.pos)) return !/^(?:that|which|all|both)$/.test(before.lower);
  return /^(?:its|their|his|her|our|my|your|'s|of|on|only|most)$/.test(before.lower);
}

const followsObject = (after: Token | undefined): boolean =>
  after === undefined ||
  /^(?:DET|ADJ|NOUN|PROPN|PRON|NUM|ADP|ADV|PUNCT|PART|CCONJ|VERB|SCONJ)$/.test(after.pos);

const startsObject = (after: Token | undefined): boolean =>
  after !== undefined &&
  (/^(?:DET|ADJ|PROPN|PRON|NUM|NOUN)$/.test(after.pos) ||
    /^(?:down|off|out|up|on|in|by|to)$/.test(after.lower));

/** Whether a finite verb already stands in the same stretch between marks. */
function finiteBefore(tokens: readonly Token[], n: number): boolean {
  for (let m = n - 1; m >= 0 && m > n - 12; m--) {
    const token = tokens[m]!;
    if (
      /^[.;:!?,]$/.test(token.text) ||
      /^(?:SCONJ|CCONJ)$/.test(token.pos) ||
      /^(?:when|as|while|after|before|that|which|who|if|unless|until)$/.test(token.lower)
    )
      return false;
    if (token.pos === "VERB" || token.pos === "AUX") return true;
  }
  return false;
}
