/**
 * A report out of its file: the text that is read, and what the file says of it.
 * @module
 */
import { z } from "zod";
import { PartialDate } from "./codes.js";

export const DocumentKind = z.enum(["text", "html", "pdf", "markdown"]);
export type DocumentKind = z.infer<typeof DocumentKind>;

export const ReportDocument = z.strictObject({
  kind: DocumentKind,
  /** Paragraphs apart by a blank line; a title known from the file stands above them. Spans count in it. */
  text: z.string(),
  title: z.string().nullable(),
  outlet: z.string().nullable(),
  place: z.string().nullable(),
  date: PartialDate.nullable(),
  /** Which part of the file gives the date. */
  dateBecause: z.string().nullable(),
  /** The day on which the file was made: the report's day only where nothing else tells it. */
  madeOn: z.strictObject({ date: PartialDate, because: z.string() }).nullable(),
});
export type ReportDocument = z.infer<typeof ReportDocument>;
