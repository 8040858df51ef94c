import { isHeading } from "./header.js";
import type { Paragraph, Sentence, Token } from "./text-types.js";

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

const turnOf = (text: string): "question" | "answer" | null =>
  /^\s*(?:Q|Question)\s*[:.]/.test(text)
    ? "question"
    : /^\s*(?:A|Answer)\s*[:.]/.test(text)
      ? "answer"
      : null;

/** Whether a sentence ends at token `n`: a stop outside a quotation, or one that ends the quotation. */
function endsAt(tokens: readonly Token[], n: number, last: number): boolean {
  const token = tokens[n]!;
  if (n >= last - 1) return true;
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
  let turn: Sentence["turn"] = null;
  let answer = -1;
  for (const [number, paragraph] of paragraphs.entries()) {
    while (at < tokens.length && tokens[at]!.start < paragraph.start) at++;
    const first = at;
    while (at < tokens.length && tokens[at]!.start < paragraph.end) at++;
    if (paragraph.heading || first === at) continue;
    const line = text.slice(paragraph.start, paragraph.end);
    const begins = turnOf(line);
    if (begins === "answer") answer++;
    if (begins !== null) turn = begins;
    else if (/^\s*[(*\p{Lu}]/u.test(line)) turn = null;
    let from = first + (begins === null ? 0 : 2);
    for (let n = from; n < at; n++) {
      if (!endsAt(tokens, n, at) && n - from < LONGEST_SENTENCE) continue;
      out.push({
        from,
        to: n + 1,
        index: out.length,
        paragraph: number,
        turn,
        answer: turn === "answer" ? answer : -1,
      });
      from = n + 1;
    }
  }
  return out;
}
