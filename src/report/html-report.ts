/**
 * The report's own text with its statements and moves marked in place. Spans may overlap: the text is cut at every
 * edge, and each piece says all that lies on it.
 * @module
 */
import type { Brief } from "../contracts/brief.js";
import type { Span } from "../contracts/reading.js";
import { speakerWords } from "./brief-words.js";
import { html, type Markup } from "./markup.js";

interface Annotation {
  readonly kind: "said" | "move";
  /** "m1", or "s2" for a statement. */
  readonly label: string;
  /** Anchor of its entry in the list beside the text. */
  readonly anchor: string;
  readonly title: string;
  readonly direction: string;
  readonly span: Span;
}

function annotations(brief: Brief, name: (code: string) => string): Annotation[] {
  const said = brief.said.flatMap((s, n) =>
    s.spans.map(
      (span, nth): Annotation => ({
        kind: "said",
        label: s.statements[nth] ?? s.statements[0]!,
        anchor: `said-${n + 1}`,
        title: `${speakerWords(s.speaker, name)}, ${s.verb}`,
        direction: "",
        span,
      }),
    ),
  );
  const moves = brief.moves.flatMap((m, n) => {
    const evidence = brief.reading.moves.find((move) => move.id === m.move)?.evidence ?? [];
    return evidence.map(
      (span): Annotation => ({
        kind: "move",
        label: m.move,
        anchor: `move-${n + 1}`,
        title: `${m.says} (${m.statusSays})`,
        direction: m.direction,
        span,
      }),
    );
  });
  return [...said, ...moves].filter(({ span: [start, end] }) => end > start);
}

function piece(text: string, start: number, on: readonly Annotation[]): Markup {
  const opening = on
    .filter((a) => a.span[0] === start)
    .map((a) => html`<a class="ref ${a.kind}" href="#${a.anchor}">${a.label}</a>`);
  if (on.length === 0) return html`${text}`;
  const title = on.map((a) => `${a.label}: ${a.title}`).join(" · ");
  const moves = on.filter((a) => a.kind === "move");
  if (moves.length === 0) return html`${opening}<span class="said" title="${title}">${text}</span>`;
  const said = moves.length < on.length ? " said" : "";
  return html`${opening}<mark class="${moves[0]!.direction}${said}" title="${title}">${text}</mark>`;
}

/** One paragraph: the text from `from` to `to`, cut at the edges of the annotations that touch it. */
function paragraph(text: string, [from, to]: Span, all: readonly Annotation[]): Markup | null {
  if (text.slice(from, to).trim() === "") return null;
  const here = all.filter(({ span }) => span[0] < to && span[1] > from);
  const edges = [...here.flatMap(({ span }) => span.filter((x) => x > from && x < to)), from, to];
  const cuts = [...new Set(edges)].sort((a, b) => a - b);
  const pieces = cuts.slice(0, -1).map((start, n) => {
    const on = here.filter(({ span }) => span[0] <= start && span[1] > start);
    return piece(text.slice(start, cuts[n + 1]), start, on);
  });
  return html`<p>${pieces}</p>`;
}

/** The text as an article of paragraphs with its marks. */
export function markedReport(brief: Brief, name: (code: string) => string): Markup {
  const { text } = brief.reading.document;
  const all = annotations(brief, name);
  const paragraphs: (Markup | null)[] = [];
  for (let from = 0; from < text.length; ) {
    const at = text.indexOf("\n", from);
    const to = at < 0 ? text.length : at;
    paragraphs.push(paragraph(text, [from, to], all));
    from = to + 1;
  }
  return html`<article class="report" aria-label="The report, with statements and moves marked">${paragraphs}</article>`;
}
