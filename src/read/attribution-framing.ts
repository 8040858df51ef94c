import type { Clause } from "./clause-types.js";
import { type Context, wordsOf } from "./discourse.js";
import { phrasesIn } from "./phrases.js";
import type { Range, Sentence } from "./text-types.js";

export function words(context: Context, range: Range): number {
  let count = 0;
  for (let n = range.from; n < range.to; n++) {
    const { pos, text } = context.tokens[n]!;
    if ((pos !== "PUNCT" && pos !== "SYM") || /[\p{L}\p{N}]/u.test(text)) count++;
  }
  return count;
}

/** Whether the verb stands before its speaker: `", said the president`. */
export function isInverted(context: Context, clause: Clause): boolean {
  const { tokens } = context;
  const before = tokens[clause.group.from - 1];
  const next = tokens[clause.group.to];
  if (before === undefined || next === undefined || clause.group.from !== clause.group.head) return false;
  const quoted = before.text === "," && /^["”’»]$/.test(tokens[clause.group.from - 2]?.text ?? "");
  if (
    clause.group.form !== "finite" ||
    (!quoted &&
      before.text === "," &&
      clause.coordinated === null &&
      clause.subject?.to === clause.group.from)
  )
    return false;
  const afterMark = /^[,"”’»]$/.test(before.text);
  const noun = /^(?:PROPN|DET|NOUN|ADJ|PRON)$/.test(next.pos) || context.at[next.i] !== undefined;
  return (
    afterMark &&
    noun &&
    !/^(?:that|it|this)$/.test(next.lower) &&
    /^(?:say|add|ask|warn|tell|note|argue|declare|explain|insist|write)$/.test(clause.group.verb)
  );
}

/** What follows an inverted verb, to the end of the name: "said the president, Name." */
export function invertedSubject(context: Context, clause: Clause): Range {
  const { tokens } = context;
  let commas = 0;
  let n = clause.group.to;
  for (; n < tokens.length && n < clause.group.to + 30; n++) {
    const { text, lower } = tokens[n]!;
    if (/^[.;:"“”]$/.test(text) || /^(?:who|which|that)$/.test(lower)) break;
    if (text === "," && ++commas === 2) break;
  }
  return { from: clause.group.to, to: n };
}

/** Where reported speech begins after its verb: behind "reporters on Tuesday that". */
export function contentStart(context: Context, clause: Clause, end: number): number {
  const { tokens } = context;
  const { verb } = clause.group;
  for (let n = clause.group.to; n < Math.min(end, clause.group.to + 16); n++) {
    const { lower } = tokens[n]!;
    if (/^(?:that|whether|how|why)$/.test(lower) && n <= clause.tail.to + 1)
      return lower === "that" ? n + 1 : n;
    if (tokens[n]!.pos === "VERB" && n >= clause.tail.to) break;
  }
  if (verb !== "tell") return clause.group.to;
  const [listener] = phrasesIn(tokens, { from: clause.group.to, to: end });
  return listener === undefined ? clause.group.to : listener.to;
}

/** Whether the attribution closes what it attributes: "..., Putin said Thursday." */
export function isTrailing(context: Context, sentence: Range, clause: Clause): boolean {
  const start = isInverted(context, clause) ? clause.group.from : (clause.subject?.from ?? clause.group.from);
  const before = context.tokens[start - 1];
  if (start <= sentence.from || before === undefined || !/^[,"”’»]$/.test(before.text)) return false;
  const rest = { from: isInverted(context, clause) ? clause.reach.to : clause.group.to, to: clause.tail.to };
  const first = context.tokens[rest.from];
  if (first?.lower === "that" || clause.group.form !== "finite") return false;
  // "Since the text was agreed, Brazil has insisted on" has a clause of time before it.
  const opening = context.tokens[sentence.from]!;
  if (
    /^(?:Since|When|While|After|Before|Although|Though|Because|Once|Until)$/.test(opening.text) &&
    opening.quote < 0 &&
    words(context, clause.reach) >= 2
  )
    return false;
  // "In Kiev, the minister said that ..." has nothing but a place before it.
  const ahead = { from: sentence.from, to: start };
  return (
    words(context, ahead) >= 3 &&
    (context.tokens.slice(ahead.from, ahead.to).some((token) => /^(?:VERB|AUX)$/.test(token.pos)) ||
      /["”]/.test(wordsOf(context, ahead.from, ahead.to)))
  );
}

/** The end of the attribution's own words: "told his cabinet on Monday". */
export function frameEnd(context: Context, sentence: Range, clause: Clause): number {
  if (isInverted(context, clause)) {
    for (let n = clause.group.to + 1; n < sentence.to; n++)
      if (
        /^[;:"“]$/.test(context.tokens[n]!.text) ||
        (context.tokens[n]!.text === "," && context.tokens[n + 1]?.quote !== -1)
      )
        return n;
    return clause.reach.to;
  }
  const rest = context.tokens.slice(clause.group.to, clause.reach.to);
  const comma = rest.findIndex((token) => /^[,;:]$/.test(token.text));
  return comma < 0 ? clause.reach.to : clause.group.to + comma;
}

/** Reported speech runs to the end of the sentence, or to the next verb of speech. */
export function contentEnd(context: Context, sentence: Sentence, clause: Clause): number {
  const last = context.tokens[sentence.to - 1]!;
  let end = /^[.!?]$/.test(last.text) ? sentence.to - 1 : sentence.to;
  for (let n = clause.group.to; n < end; n++) {
    if (context.tokens[n]!.text === ";" && clause.reach.to <= n) end = n;
    // "saying they hold impurities, a step that many will read as punishment": the step is the main clause's.
    if (
      clause.group.form === "ing" &&
      context.tokens[n]!.text === "," &&
      /^(?:a|an)$/.test(context.tokens[n + 1]?.lower ?? "") &&
      /^(?:step|move|decision|measure|sign|claim|charge|accusation|threat|gesture)$/.test(
        context.tokens[n + 2]?.lower ?? "",
      )
    )
      end = n;
  }
  return end;
}
