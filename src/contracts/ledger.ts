/**
 * Ledger entry: one dated measure, relation, agreement or claim, with its sources. An entry without a source
 * does not load.
 * @module
 */
import { z } from "zod";
import { Confidence, Direction, EconomyCode, HsCode, Instrument, PartialDate, Source } from "./codes.js";

/** What an entry does to trade, as far as it is known. Rates are fractions: 0.1625 is 16.25 %. */
export const Effect = z.discriminatedUnion("type", [
  /** A duty that goods of `towards` pay in `by`. `preferential` overrides MFN while in force. */
  z.strictObject({
    type: z.literal("tariff"),
    basis: z.enum(["mfn", "bound", "preference"]),
    rate: z.number().gt(-1),
    /**
     * The duty as law writes it ("15 %, at least 0.40 EUR/kg"), where it is more than a percentage: `rate` is then its
     * equivalent at the values that `measure` names.
     */
    duty: z.string().min(1).optional(),
    /** How the rate was made: simple mean of lines, a single line, computed from a schedule. */
    measure: z.string(),
    /** What other sources say of the same thing; kept, never averaged away. */
    disagree: z
      .array(z.strictObject({ rate: z.number().gt(-1), according: z.string(), note: z.string().optional() }))
      .default([]),
  }),
  z.strictObject({ type: z.literal("ban"), flow: z.enum(["import", "export"]) }),
  /** Goods admitted again after a ban (`lifts` names it). */
  z.strictObject({ type: z.literal("admission"), lifts: z.array(z.string()) }),
  z.strictObject({ type: z.literal("quota"), volume: z.number().positive(), unit: z.string() }),
  z.strictObject({ type: z.literal("ave"), ave: z.number().gt(-1), measure: z.string() }),
  /** One tariff outside and none inside: goods of one party enter another free of duty. */
  z.strictObject({ type: z.literal("customs_union"), name: z.string() }),
  /** Of an organisation (`WTO`), or of an agreement or customs union of the ledger by its id. */
  z.strictObject({ type: z.literal("member"), of: z.string() }),
  z.strictObject({
    type: z.literal("relations"),
    level: z.enum(["full", "severed", "protecting_power", "talks"]),
  }),
  z.strictObject({ type: z.literal("recognition"), status: z.string() }),
  /** Goods of `towards` pay rates above MFN in `by`, which the ledger does not know. */
  z.strictObject({ type: z.literal("mfn_withheld") }),
]);
export type Effect = z.infer<typeof Effect>;

export const LedgerEntry = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "expected lower-case words joined by hyphens"),
  kind: z.enum([
    "agreement",
    "membership",
    "measure",
    "diplomatic",
    "recognition",
    "conflict",
    "institution",
    "statement",
    "draft",
  ]),
  by: z.array(EconomyCode).min(1),
  towards: z.array(EconomyCode),
  goods: z.array(z.string()),
  hs: z.array(HsCode).default([]),
  /** Goods that it leaves out of those named: an agreement on all goods but sugar has `["1701"]`. */
  except: z.array(HsCode).optional(),
  instrument: Instrument,
  direction: Direction,
  effect: Effect.nullable(),
  /** Half-open: from the first date on, up to but not on the second; null: no end known. */
  valid: z.tuple([PartialDate, PartialDate.nullable()]),
  /** Since when the public could know of it. */
  known: PartialDate,
  /** Whose view this is, where it is one; null: not disputed. */
  according_to: z.union([EconomyCode, z.null()]).default(null),
  /** Entries that this one overrides while it is in force (a preference overrides an MFN rate, a lifting a ban). */
  overrides: z.array(z.string()).default([]),
  summary: z.string().min(1),
  sources: z.array(Source).min(1, "an entry needs at least one source"),
  confidence: Confidence,
  /** What one assumes by using the entry, each a sentence that every output repeats. */
  assumes: z.array(z.string().min(1)).default([]),
  /** Disagreements between sources, what is assumed, what was not found. */
  note: z.string().default(""),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;
