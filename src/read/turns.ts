import type { Paragraph } from "./text-types.js";

/** Whose turn a paragraph of a transcript is, and where its words begin. */
export interface Turn {
  readonly kind: "question" | "answer" | null;
  /** Whether a new turn begins here; else the one before goes on. */
  readonly begins: boolean;
  /** The name before the colon, null for Q and A. */
  readonly label: string | null;
  /** Offset of the first word that is said. */
  readonly start: number;
}

const questionLabel = /^\s*(?:Q|Question)\s*[:.]\s*/;
const answerLabel = /^\s*(?:A|Answer)\s*[:.]\s*/;
/** "MS HAYES:", "Minister Lee:" */
const nameLabel =
  /^\s*(?<label>\p{Lu}[\p{L}.'’-]*(?: (?:\p{Lu}[\p{L}.'’-]*|of|the|for|and|de|van|al)){0,5}):\s+(?=\S)/u;
const askers =
  /^(?:q|question|reporter|interviewer|journalist|press|host|anchor|presenter|moderator|correspondent|operator|chair|audience)\b/i;
/** These tell the news themselves: what they say is report, unless it asks. */
const tellers = /^(?:presenter|correspondent|moderator|host|anchor|operator|chair)\b/i;
const firstPerson = /\b(?:I|we|We|our|Our|us|my|My|me)\b/;

const asks = (line: string): boolean => /\?["”’]?\s*$/.test(line);

/** The turn of every paragraph; all null where the text is no transcript and no interview. */
export function turnsOf(text: string, paragraphs: readonly Paragraph[]): Turn[] {
  const lines = paragraphs.map(({ start, end }) => text.slice(start, end));
  const plain = (n: number): Turn => ({ kind: null, begins: true, label: null, start: paragraphs[n]!.start });
  if (lines.some((line) => answerLabel.test(line))) return lettered(lines, paragraphs);
  const labelled = lines.map((line) => nameLabel.exec(line)?.groups?.label ?? null);
  const named = labelled.filter((label) => label !== null);
  if (named.length >= 3 && new Set(named).size >= 2 && named.length * 5 >= lines.length * 2)
    return withNames(lines, paragraphs, labelled);
  const questions = lines.filter((line) => asks(line) && line.length < 400).length;
  if (questions >= 3 && isInterview(lines)) return alternating(lines, paragraphs);
  return lines.map((_, n) => plain(n));
}

function lettered(lines: readonly string[], paragraphs: readonly Paragraph[]): Turn[] {
  let kind: Turn["kind"] = null;
  return lines.map((line, n) => {
    const match = questionLabel.exec(line) ?? answerLabel.exec(line);
    if (match !== null) kind = questionLabel.test(line) ? "question" : "answer";
    else if (/^\s*[(*\p{Lu}]/u.test(line)) kind = null;
    return {
      kind,
      begins: match !== null,
      label: null,
      start: paragraphs[n]!.start + (match?.[0].length ?? 0),
    };
  });
}

function withNames(
  lines: readonly string[],
  paragraphs: readonly Paragraph[],
  labels: readonly (string | null)[],
): Turn[] {
  let kind: Turn["kind"] = null;
  let label: string | null = null;
  return lines.map((line, n) => {
    const here = labels[n] ?? null;
    const length = here === null ? 0 : nameLabel.exec(line)![0].length;
    if (here !== null) {
      label = here;
      kind = !askers.test(here) ? "answer" : tellers.test(here) && !asks(line) ? null : "question";
    }
    return {
      kind,
      begins: here !== null,
      label: kind === "answer" ? label : null,
      start: paragraphs[n]!.start + length,
    };
  });
}

/** Whether what follows questions speaks in the first person, more often than not. */
function isInterview(lines: readonly string[]): boolean {
  const after = lines.filter((_, n) => n > 0 && asks(lines[n - 1]!) && !asks(lines[n]!));
  return after.length >= 3 && after.filter((line) => firstPerson.test(line)).length * 2 >= after.length;
}

function alternating(lines: readonly string[], paragraphs: readonly Paragraph[]): Turn[] {
  let kind: Turn["kind"] = null;
  return lines.map((line, n) => {
    const start = paragraphs[n]!.start;
    const before = kind;
    // A short line without "I" or "we" between two that have them is put to the one who answers.
    const puts =
      before === "answer" &&
      line.length < 200 &&
      !firstPerson.test(line) &&
      n + 1 < lines.length &&
      !asks(lines[n + 1]!);
    if (asks(line) && line.length < 400) kind = "question";
    else if (before !== null) kind = puts ? "question" : "answer";
    return { kind, begins: kind !== before || kind === "question", label: null, start };
  });
}
