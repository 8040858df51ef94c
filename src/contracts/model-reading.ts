/**
 * A Reading that a language model gave and that was checked against the text, and two Readings side by side.
 * @module
 */
import { z } from "zod";
import { Reading } from "./reading.js";

/** A part of a model's answer that was not taken over. */
export const Dropped = z.strictObject({
  /** "move m3", "move m3, rate", "the answer": the ids are the model's own. */
  what: z.string(),
  because: z.string(),
});
export type Dropped = z.infer<typeof Dropped>;

/** What `gravitas read --engine llm --json` prints: a Reading, who made it, and what was dropped on the way. */
export const ModelReading = Reading.extend({
  engine: z.strictObject({ kind: z.literal("llm"), model: z.string(), asked: z.number().int().min(1) }),
  dropped: z.array(Dropped),
});
export type ModelReading = z.infer<typeof ModelReading>;

/** A field in which two readings of one thing differ, as words. */
export const FieldDifference = z.strictObject({ field: z.string(), rules: z.string(), llm: z.string() });
export type FieldDifference = z.infer<typeof FieldDifference>;

/** Items of one kind: found by both (ids in either reading), or by one alone. */
export const KindComparison = z.strictObject({
  both: z.array(
    z.strictObject({ rules: z.string(), llm: z.string(), differences: z.array(FieldDifference) }),
  ),
  onlyRules: z.array(z.string()),
  onlyLlm: z.array(z.string()),
});
export type KindComparison = z.infer<typeof KindComparison>;

export const ReadingComparison = z.strictObject({
  statements: KindComparison,
  moves: KindComparison,
  events: KindComparison,
  claims: KindComparison,
});
export type ReadingComparison = z.infer<typeof ReadingComparison>;
