/**
 * Reading: what a document says, with nothing added. Other tools read these field names; they are fixed.
 * @module
 */
import { z } from "zod";
import { Direction, EconomyCode, HsCode, Instrument, MoveStatus, PartialDate } from "./codes.js";

/** UTF-16 offsets into `document.text`, end exclusive. */
export const Span = z.tuple([z.number().int().min(0), z.number().int().min(0)]);
export type Span = z.infer<typeof Span>;

/**
 * Where the text says the fields of one item, by the field's name ("towards", "speaker.role"). A field that it does not
 * say in words of its own, or that a person corrected, has none.
 */
export const FieldSpans = z.record(z.string(), z.array(Span).min(1));
export type FieldSpans = z.infer<typeof FieldSpans>;

/** A period; a day is a period whose ends are equal. `to` null: open. */
export const Period = z.strictObject({ from: PartialDate.nullable(), to: PartialDate.nullable() });
export type Period = z.infer<typeof Period>;

export const ReadDocument = z.strictObject({
  title: z.string().nullable(),
  outlet: z.string().nullable(),
  /** Where the report was filed, as a place name ("Moscow"). */
  place: z.string().nullable(),
  date: PartialDate.nullable(),
  /** How the date was found: stated, or inferred from what. */
  dateBecause: z.string().nullable(),
  text: z.string(),
});

export const Speaker = z.strictObject({
  /** A person's name as in the text, else null: offices and bodies stand in `role`. */
  name: z.string().nullable(),
  role: z.string().nullable(),
  economy: EconomyCode.nullable(),
});
export type Speaker = z.infer<typeof Speaker>;

export const Statement = z.strictObject({
  id: z.string(),
  speaker: Speaker,
  verb: z.string(),
  /** Verbatim in the text, null for reported speech. */
  quote: z.string().nullable(),
  gist: z.string(),
  span: Span,
  /** Id of the earlier statement that this one repeats. */
  sameAs: z.string().nullable(),
  spans: FieldSpans.optional(),
});
export type Statement = z.infer<typeof Statement>;

/** A rate as the report says it; `unit` is "percent" or the words used ("euros a kilogram"). */
export const Rate = z.strictObject({
  from: z.number().nullable(),
  to: z.number().nullable(),
  unit: z.string(),
});

export const Move = z.strictObject({
  id: z.string(),
  by: EconomyCode,
  towards: z.array(EconomyCode),
  instrument: Instrument,
  /** The report's own words, lower case, or `all`. */
  goods: z.array(z.string()),
  hs: z.array(HsCode),
  rate: Rate.nullable(),
  direction: Direction,
  status: MoveStatus,
  condition: z.string().nullable(),
  /** Id of a move of this reading, else a few words. */
  inResponseTo: z.string().nullable(),
  when: Period.nullable(),
  evidence: z.array(Span).min(1),
  /** 0 to 1. */
  confidence: z.number().min(0).max(1),
  spans: FieldSpans.optional(),
});
export type Move = z.infer<typeof Move>;

export const ReadEvent = z.strictObject({
  id: z.string(),
  kind: z.enum([
    "recognition",
    "diplomatic_relations_severed",
    "diplomatic_relations_restored",
    "government_formed",
    "election",
    "referendum",
    "conflict",
    "incident",
    "arrest",
    "release",
    "accident",
    "protest",
    "talks",
    "agreement_signed",
    "agreement_left",
    "ratification",
    "ruling",
    "accession",
    "organisation_founded",
    "organisation_left",
  ]),
  parties: z.array(EconomyCode),
  when: Period.nullable(),
  gist: z.string(),
  evidence: z.array(Span).min(1),
  spans: FieldSpans.optional(),
});
export type ReadEvent = z.infer<typeof ReadEvent>;

export const Claim = z.strictObject({
  id: z.string(),
  about: z.array(EconomyCode),
  claim: z.string(),
  /** The economy's code; a private body by its name in plain words. */
  accordingTo: z.string(),
  evidence: z.array(Span).min(1),
  spans: FieldSpans.optional(),
});
export type Claim = z.infer<typeof Claim>;

export const Reading = z.strictObject({
  document: ReadDocument,
  statements: z.array(Statement),
  moves: z.array(Move),
  events: z.array(ReadEvent),
  claims: z.array(Claim),
  /** What the reader wants known of its own work: "not English", "no move found". */
  notes: z.array(z.string()),
});
export type Reading = z.infer<typeof Reading>;
