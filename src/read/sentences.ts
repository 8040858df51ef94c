import { isHeading } from "./header.js";
import type { Paragraph, Sentence, Token } from "./text-types.js";
import { turnsOf } from "./turns.js";

/** Longer stretches without a full stop are cut, so that no rule meets a sentence without end. */
const LONGEST_SENTENCE = 250;

/** Lines of the body from offset `from` on. */
export function paragraphsOf(text: string, from: number): Paragraph[] {
  const out: Paragraph[] = [];
  for (const match of text.slice(from).matchAll(/[^\n]+/g)) {
    if (match[0].trim() === "") continue;
    const start = from + match.index;
    out.push({ start, end: start + match[0].length, heading: isHeading(match[0]) });
  }
  if (out.length === 1) return [{ ...out[0]!, heading: false }];
  // Verse-like texts and lists would be headings throughout: then none is.
  const headings = out.filter((paragraph) => paragraph.heading).length;
  return headings * 2 > out.length + 2 ? out.map((paragraph) => ({ ...paragraph, heading: false })) : out;
}

/** With one of these ends the last token of a sentence. */
const enders: ReadonlySet<string> = new Set('.!?…"”’»');

/** Whether a sentence ends at token `n`: a stop outside a quotation, or one that ends the quotation. */
function endsAt(tokens: readonly Token[], n: number, last: number): boolean {
  const token = tokens[n]!;
  if (n >= last - 1) return true;
  if (!enders.has(token.text.at(-1)!)) return false;
  const next = tokens[n + 1]!;
  const closes = /^["”’»]$/.test(token.text) && tokens[n - 1]?.end === token.start;
  const stop = closes ? tokens[n - 1] : token;
  if (stop === undefined || !/[.!?…]$/.test(stop.text)) return false;
  if (!closes && token.quote >= 0) return false;
  if (!closes && /^["”’»)]$/.test(next.text) && next.start === token.end) return false;
  const opens = /^["“‘«(]$/.test(next.text) && next.start > token.end;
  if (!next.capital && !opens && !/^\d/.test(next.text)) return false;
  if (
    /^(?:Mr|Mrs|Ms|Dr|St|No|vs|Gen|Sen|Rep|Gov|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Oct|Nov|Dec|\p{Lu})\.?$/u.test(
      closes ? "" : beforeStop(tokens, n),
    )
  )
    return false;
  // `"Stop!" Mr X said.`: the attribution belongs to what was quoted.
  if (closes && stop.text !== "." && /^(?:said|says|asked|added|told)$/.test(tokens[n + 2]?.lower ?? ""))
    return false;
  return true;
}

function beforeStop(tokens: readonly Token[], n: number): string {
  const token = tokens[n]!;
  return token.text === "." ? (tokens[n - 1]?.end === token.start ? tokens[n - 1]!.text : "") : token.text;
}

/** Sentences of the body, headings left out; quotations are never cut. */
export function sentencesOf(
  text: string,
  tokens: readonly Token[],
  paragraphs: readonly Paragraph[],
): Sentence[] {
  const out: Sentence[] = [];
  let at = 0;
  const turns = turnsOf(text, paragraphs);
  let answer = -1;
  for (const [number, paragraph] of paragraphs.entries()) {
    while (at < tokens.length && tokens[at]!.start < paragraph.start) at++;
    const first = at;
    while (at < tokens.length && tokens[at]!.start < paragraph.end) at++;
    if (paragraph.heading || first === at) continue;
    const { kind, begins, label, start } = turns[number]!;
    if (begins && kind === "answer") answer++;
    let from = first;
    while (from < at && tokens[from]!.start < start) from++;
    for (let n = from; n < at; n++) {
      if (!endsAt(tokens, n, at) && n - from < LONGEST_SENTENCE) continue;
      out.push({
        from,
        to: n + 1,
        index: out.length,
        paragraph: number,
        turn: kind,
        answer: kind === "answer" ? answer : -1,
        label,
      });
      from = n + 1;
    }
  }
  return out;
}
