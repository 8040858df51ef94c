/**
 * A reading as a person edits it: the same fields, with passages as words instead of offsets.
 * @module
 */
import { z } from "zod";
import {
  Claim,
  FieldSpans,
  Move,
  ReadDocument,
  ReadEvent,
  type Reading,
  type Span,
  Statement,
} from "../../contracts/reading.js";

/** Words of the text; where they stand there more than once and not the first place is meant, with its number. */
export const PassageForm = z.union(
  [z.string().min(1), z.strictObject({ words: z.string().min(1), nth: z.number().int().min(1) })],
  { error: "expected words of the text, or { words: …, nth: 2 }" },
);
export type PassageForm = z.infer<typeof PassageForm>;

const id = z.string().regex(/^[\p{L}\p{N}_-]{1,40}$/u, "expected a short name such as m7");
const passages = z.array(PassageForm).min(1);

export const DocumentForm = ReadDocument.omit({ text: true });

export const StatementForm = Statement.omit({ span: true, spans: true }).extend({
  id,
  quote: z.string().nullable().default(null),
  evidence: PassageForm,
  sameAs: z.string().nullable().default(null),
});

export const MoveForm = Move.omit({ spans: true }).extend({
  id,
  hs: Move.shape.hs.optional(),
  rate: Move.shape.rate.default(null),
  condition: z.string().nullable().default(null),
  inResponseTo: z.string().nullable().default(null),
  when: Move.shape.when.default(null),
  evidence: passages,
  confidence: Move.shape.confidence.default(1),
});

export const EventForm = ReadEvent.omit({ spans: true }).extend({
  id,
  when: ReadEvent.shape.when.default(null),
  evidence: passages,
});

export const ClaimForm = Claim.omit({ spans: true }).extend({ id, evidence: passages });

/** What a person sees and changes. Lists that are left out are empty. */
export const ReadingForm = z.strictObject({
  document: DocumentForm,
  moves: z.array(MoveForm).default([]),
  statements: z.array(StatementForm).default([]),
  events: z.array(EventForm).default([]),
  claims: z.array(ClaimForm).default([]),
});
export type ReadingForm = z.infer<typeof ReadingForm>;

/** The file: the reading, the text, and the reading as it was made, against which changes are told. */
export const ReadingFile = ReadingForm.extend({
  reading: z.literal(1, { error: "expected 1, the version of this form" }),
  text: z.string().min(1),
  made: z
    .strictObject({
      /** "rules", or a model's name. */
      by: z.string(),
      gravitas: z.string(),
      /** SHA-256 of the text, hex. */
      sha256: z.string().regex(/^[0-9a-f]{64}$/, "expected 64 hexadecimal digits"),
      /** JSON of the form as made, with the reader's notes. */
      was: z.string(),
    })
    .optional(),
});

/** The form as it was made, with the places of each item's fields. */
export const MadeForm = ReadingForm.extend({
  notes: z.array(z.string()),
  /** By kind and id: "move m1". */
  spans: z.record(z.string(), FieldSpans).default({}),
});
export type MadeForm = z.infer<typeof MadeForm>;

/** Words at a span, with their number where they stand earlier in the text too. */
function passageForm(text: string, [from, to]: Span): PassageForm {
  const words = text.slice(from, to);
  let nth = 1;
  for (let at = text.indexOf(words); at >= 0 && at < from; at = text.indexOf(words, at + 1)) nth++;
  return nth === 1 ? words : { words, nth };
}

/** A reading as the form that a person edits. */
export function formOf({ document: { text, ...document }, ...reading }: Reading): MadeForm {
  const spans: MadeForm["spans"] = {};
  const keep = (
    kind: string,
    item: { readonly id: string; readonly spans?: FieldSpans | undefined },
  ): void => {
    if (item.spans !== undefined) spans[`${kind} ${item.id}`] = item.spans;
  };
  for (const item of reading.moves) keep("move", item);
  for (const item of reading.statements) keep("statement", item);
  for (const item of reading.events) keep("event", item);
  for (const item of reading.claims) keep("claim", item);
  const forms = (spans: readonly Span[]): PassageForm[] => spans.map((span) => passageForm(text, span));
  return {
    document,
    moves: reading.moves.map(({ evidence, confidence, spans: _, ...move }) => ({
      ...move,
      evidence: forms(evidence),
      confidence,
    })),
    statements: reading.statements.map(({ span, sameAs, spans: _, ...statement }) => ({
      ...statement,
      evidence: passageForm(text, span),
      sameAs,
    })),
    events: reading.events.map(({ evidence, spans: _, ...event }) => ({
      ...event,
      evidence: forms(evidence),
    })),
    claims: reading.claims.map(({ evidence, spans: _, ...claim }) => ({
      ...claim,
      evidence: forms(evidence),
    })),
    notes: reading.notes,
    spans,
  };
}
