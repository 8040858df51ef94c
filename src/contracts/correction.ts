/**
 * What a person changed in a reading.
 * @module
 */
import { z } from "zod";

export const Correction = z.strictObject({
  kind: z.enum(["document", "statement", "move", "event", "claim"]),
  /** Id of the item; null for the document. */
  id: z.string().nullable(),
  /** The field that was changed; null where the whole item was added or removed. */
  field: z.string().nullable(),
  /** As words; null where there was nothing. */
  was: z.string().nullable(),
  now: z.string().nullable(),
  /** "move m1, status: announced instead of ready". */
  says: z.string(),
});
export type Correction = z.infer<typeof Correction>;
