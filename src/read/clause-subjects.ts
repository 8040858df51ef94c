import { openerKind, relativeWords, type State } from "./clause-openings.js";
import { phrasesIn } from "./phrases.js";
import type { Range, Token } from "./text-types.js";

export function hasPhrase(state: State, range: Range): boolean {
  return phrasesIn(state.tokens, range).some(
    (phrase) =>
      !phrase.time &&
      (phrase.preposition === null ||
        (phrase.from === range.from && !isPreposition(state.tokens[phrase.from - 1]!))),
  );
}

const isPreposition = (token: Token): boolean => token.pos === "ADP" && openerKind(token.lower) === null;

/** Whether only prepositions stand between two phrases: "of up to". */
const hangsOn = (state: State, end: number, start: number): boolean =>
  end <= start &&
  start - end <= 3 &&
  state.tokens.slice(end, start).every((token) => /^(?:ADP|PART|ADV)$/.test(token.pos));

/** The noun phrase that ends right before a relative pronoun. */
export function antecedentBefore(state: State, n: number, floor: number): Range | null {
  const to = state.tokens[n - 1]?.text === "," ? n - 1 : n;
  const phrases = phrasesIn(state.tokens, { from: floor, to });
  let at = phrases.length - 1;
  // "a decree on Wednesday that lifts", "restrictions on 54 groups of products that Ankara put in place"
  while (
    at > 0 &&
    (phrases[at]!.time ||
      (phrases[at]!.preposition !== null &&
        hangsOn(state, phrases[at - 1]!.to, phrases[at]!.from) &&
        !/^(?:as|than|by)$/.test(phrases[at]!.preposition!)))
  )
    at--;
  // "Canada and Australia, which did so"
  while (
    at > 0 &&
    /^and$/.test(state.tokens[phrases[at]!.from - 1]!.lower) &&
    phrases[at - 1]!.to === phrases[at]!.from - 1 &&
    state.tokens[phrases[at]!.head]!.pos === "PROPN" &&
    state.tokens[phrases[at - 1]!.head]!.pos === "PROPN"
  )
    at--;
  const first = phrases[at];
  return first === undefined
    ? null
    : {
        from: first.from,
        to:
          phrases
            .slice(at)
            .filter((phrase) => !phrase.time)
            .at(-1)?.to ?? first.to,
      };
}

/**
 * Where the subject begins in a region that opens with a preposition: "In Kiev, the minister", "Since midnight in
 * Washington the Union, Canada and Mexico". Found from the verb backwards, over lists and what hangs on with "of".
 */
export function subjectStart(state: State, from: number, to: number): number {
  const { tokens } = state;
  const first = tokens[from];
  const described = first?.pos === "ADJ" && tokens[from + 1]?.pos === "ADP";
  if (
    first === undefined ||
    from >= to ||
    (!described && !/^(?:ADP|SCONJ|VERB|ADV)$/.test(first.pos)) ||
    first.pos === "VERB" ||
    relativeWords.has(first.lower)
  )
    return from;
  const phrases = phrasesIn(tokens, { from, to });
  let at = phrases.length - 1;
  if (at < 1) return from;
  let listed = false;
  while (at > 0) {
    const phrase = phrases[at]!;
    const joint = tokens[phrase.from - 1]!;
    const adjacent = phrases[at - 1]!.to === phrase.from - 1;
    if (/^(?:and|or)$/.test(joint.lower) && adjacent) listed = true;
    else if (
      !(joint.text === "," && listed && adjacent) &&
      !(adjacent && phrase.preposition !== null && !phrase.time) &&
      !appositive(tokens, phrases[at - 1]!.to, phrase.from, to)
    )
      break;
    at--;
  }
  return at === 0 ? from : phrases[at]!.from;
}

/** "the minister, Name, said": the name right before the verb stands between commas. */
const appositive = (tokens: readonly Token[], end: number, start: number, verb: number): boolean =>
  tokens[verb - 1]?.text === "," && tokens[end]?.text === "," && end === start - 1;

/** "the duties it charges": two phrases side by side before the verb. */
export function contactRelative(state: State, region: Range): { subject: Range; antecedent: Range } | null {
  const phrases = phrasesIn(state.tokens, region);
  const [first, second] = phrases.slice(-2);
  if (
    first === undefined ||
    second === undefined ||
    first.to !== second.from ||
    second.time ||
    first.time ||
    second.preposition !== null
  )
    return null;
  return { subject: second, antecedent: first };
}
