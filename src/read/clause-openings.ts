import type { ClauseKind, VerbGroup } from "./clause-types.js";
import { isPossessive, phrasesIn } from "./phrases.js";
import type { Range, Token } from "./text-types.js";
import { wordSet } from "./word-set.js";

const kindOfOpener = (kind: ClauseKind, words: string): (readonly [string, ClauseKind])[] =>
  words.split(" ").map((word) => [word, kind]);

const openers: ReadonlyMap<string, ClauseKind> = new Map([
  ...kindOfOpener("condition", "if unless provided providing once lest"),
  ...kindOfOpener("reason", "because since"),
  ...kindOfOpener("time", "when while after before until till as whenever"),
  ...kindOfOpener("content", "although though whereas even whether how why what where"),
]);
export const relativeWords = wordSet("which who whom whose that");
export const coordinators = wordSet("and but or nor yet so");
const marks = wordSet('; : . ! ? ( ) " “ ” « » „ … ...');
/** Marks that part clauses; dashes in a row count. */
export const strongMark = {
  test: (text: string): boolean => marks.has(text) || (text.length > 0 && /^[-–—]+$/.test(text)),
};

/** Nouns that are followed by a that-clause of content rather than a relative clause. */
const contentNouns =
  /^(?:report|reports|idea|claim|claims|fact|condition|decision|view|hope|hopes|desire|sign|signs|statement|suggestion|proposal|belief|evidence|warning|news|promise|threat|pledge|argument|charge|allegation|assurance|assurances|word|doubt|possibility|risk|fear|fears|order|demand|complaint|complaints|accusation|insistence|grounds|ground|confidence|notification|announcement|confirmation|finding|findings|ruling|revelation|reminder|guarantee|understanding|expectation|conclusion)$/;

export interface Draft {
  group: VerbGroup;
  kind: ClauseKind;
  opener: string | null;
  subject: Range | null;
  antecedent: Range | null;
  from: number;
  governor: number;
  governorNoun: number | null;
  coordinated: number;
}

export interface State {
  readonly tokens: readonly Token[];
  readonly range: Range;
  readonly groups: VerbGroup[];
  readonly drafts: Draft[];
  /** Subjects still without their verb, because a relative clause stands between. */
  readonly pending: Range[];
}

/** Whether "that" at `n` introduces a clause of content; as a determiner it introduces nothing. */
function thatKind(
  tokens: readonly Token[],
  n: number,
  group: VerbGroup,
): "relative" | "content" | "determiner" {
  const before = tokens[n - 1];
  const next = tokens[n + 1];
  // "That month Tokyo tightened", "That ban was lifted"
  if (before === undefined || /^[.?!]$/.test(before.text))
    return next && /^(?:NOUN|ADJ)$/.test(next.pos) ? "determiner" : "content";
  if (
    /^(?:VERB|AUX|ADP|CCONJ)$/.test(before.pos) &&
    next &&
    /^(?:NOUN|ADJ)$/.test(next.pos) &&
    group.from > n + 1
  ) {
    // "imposed that ban on": the noun phrase is followed by no verb.
    const [first] = phrasesIn(tokens, { from: n + 1, to: group.from });
    if (
      first &&
      first.to < group.from &&
      tokens[first.to]?.pos === "ADP" &&
      before.pos === "VERB" &&
      !isSpeechVerbToken(before)
    )
      return "determiner";
  }
  // "has told the WTO that it may": the clause is what was told.
  for (let m = n - 1; m >= 0 && m > n - 8 && !/^(?:PUNCT|CCONJ)$/.test(tokens[m]!.pos); m--)
    if (/^(?:tell|tells|told|telling|informed|assured|warned|promised|reminded)$/.test(tokens[m]!.lower))
      return "content";
  if (
    /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|week|month|year|reporters)$/.test(
      before.lower,
    )
  )
    for (let m = n - 1; m >= 0 && m > n - 8; m--) if (isSpeechVerbToken(tokens[m]!)) return "content";
  // "the notification by Ecuador that it had ended"
  if (before.pos === "PROPN" && tokens[n - 2]?.pos === "ADP" && contentNouns.test(tokens[n - 3]?.lower ?? ""))
    return "content";
  if (/^(?:NOUN|PROPN|NUM)$/.test(before.pos))
    return contentNouns.test(before.lower) ? "content" : "relative";
  return "content";
}

const isSpeechVerbToken = (token: Token): boolean =>
  /^(?:said|says|told|tells|added|adds|warned|argued|insisted|stated|announced|declared|confirmed|claims?|claimed)$/.test(
    token.lower,
  );

export interface Opening {
  /** First token of the subject's region. */
  readonly at: number;
  readonly opener: string | null;
  readonly kind: ClauseKind | null;
  /** Where the clause begins, with its opener. */
  readonly from: number;
}

export const openerKind = (lower: string): ClauseKind | null => openers.get(lower) ?? null;

/** Looks left from a verb for the word or mark that opens its clause. */
export function openingOf(state: State, group: VerbGroup, floor: number, verbBefore: boolean): Opening {
  const { tokens } = state;
  let nominalSeen = false;
  for (let n = group.from - 1; n >= floor; n--) {
    const token = tokens[n]!;
    const here = (kind: ClauseKind | null): Opening => ({ at: n + 1, opener: token.lower, kind, from: n });
    if (strongMark.test(token.text)) {
      if (
        /^[-–]$/.test(token.text) &&
        tokens[n - 1]?.end === token.start &&
        tokens[n + 1]?.start === token.end
      )
        continue;
      return { at: n + 1, opener: null, kind: null, from: n + 1 };
    }
    if (token.lower === "that" && /^(?:provided|providing|condition)$/.test(tokens[n - 1]?.lower ?? ""))
      return { at: n + 1, opener: "provided", kind: "condition", from: n - 1 };
    if (relativeWords.has(token.lower)) {
      const kind = token.lower === "that" ? thatKind(tokens, n, group) : "relative";
      if (kind !== "determiner") return here(kind === "relative" ? "relative" : "content");
      nominalSeen = true;
      continue;
    }
    const kind = openerKind(token.lower);
    if (kind !== null && opensClause(tokens, n, group)) return here(kind);
    if (
      coordinators.has(token.lower) &&
      token.pos !== "ADV" &&
      (!nominalSeen || (verbBefore && !joinsNames(tokens, n, floor)))
    )
      return here(null);
    if (token.text === "," && verbBefore && nominalSeen && !appositionEnds(tokens, n, group))
      return { at: n + 1, opener: ",", kind: null, from: n + 1 };
    if (/^(?:NOUN|PROPN|PRON|NUM)$/.test(token.pos) && !isPossessive(token)) nominalSeen = true;
  }
  return { at: floor, opener: null, kind: null, from: floor };
}

/** Whether "and" at `n` joins two parts of one subject that begins the clause: "that it and Washington had brokered". */
function joinsNames(tokens: readonly Token[], n: number, floor: number): boolean {
  // "an agreement between it and the union"
  for (let k = n - 1; k >= floor && k > n - 6; k--) if (tokens[k]!.lower === "between") return true;
  let m = n - 1;
  while (
    m >= floor &&
    /^(?:DET|ADJ|NUM|NOUN|PROPN|PRON)$/.test(tokens[m]!.pos) &&
    !relativeWords.has(tokens[m]!.lower)
  )
    m--;
  if (m === n - 1) return false;
  const before = tokens[m];
  return (
    before !== undefined &&
    m >= floor &&
    (relativeWords.has(before.lower) || openerKind(before.lower) !== null)
  );
}

/** "after the summit" opens no clause, "after the summit ended" does: the verb must be the next one. */
function opensClause(tokens: readonly Token[], n: number, group: VerbGroup): boolean {
  const token = tokens[n]!;
  if (/^(?:because|instead|ahead)$/.test(token.lower) && tokens[n + 1]?.lower === "of") return false;
  if (
    token.lower === "since" &&
    /^(?:NUM)$|^(?:midnight|noon|then|last)$/.test(
      tokens[n + 1]?.pos === "NUM" ? "NUM" : (tokens[n + 1]?.lower ?? ""),
    )
  )
    return false;
  if (
    /^(?:if|unless|because|although|though|whereas|when|while|provided|providing|once|whether|how|why|what|until)$/.test(
      token.lower,
    )
  )
    return true;
  if (!/^(?:as|after|before|since|till|where|even)$/.test(token.lower)) return false;
  if (/^(?:well|long|far|soon|much)$/.test(tokens[n + 1]?.lower ?? "")) return false;
  const phrases = phrasesIn(tokens, { from: n + 1, to: group.from }).filter((phrase) => !phrase.time);
  const free = phrases.filter((phrase) => phrase.from === n + 1 || phrase.preposition === null);
  const commas = tokens.slice(n + 1, group.from).some((t) => t.text === ",");
  return free.length >= 1 && !commas && free[0]!.from === n + 1;
}

/** Whether the comma at `n` stands before the first part of "its minister, Name, said". */
function appositionEnds(tokens: readonly Token[], n: number, group: VerbGroup): boolean {
  if (tokens[group.from - 1]?.text !== ",") return false;
  const inner = tokens.slice(n + 1, group.from - 1).filter((token) => token.text === ",").length;
  return inner === 0;
}
