/**
 * Manifest: what made an output, so that it can be made again. No clock: the same input and seed give the same bytes.
 * @module
 */
import { z } from "zod";

export const Manifest = z.strictObject({
  gravitas: z.string(),
  command: z.string(),
  /** SHA-256 of the input text, hex. */
  input: z.string().nullable(),
  options: z.record(z.string(), z.unknown()),
  base: z.string(),
  ledger: z.strictObject({ entries: z.number().int(), sha256: z.string() }),
  seed: z.number().int().nullable(),
});
export type Manifest = z.infer<typeof Manifest>;
