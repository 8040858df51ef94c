/**
 * Regime: what is in force for one importer, exporter, set of goods and day, as one viewpoint sees it, each item
 * with the ledger entries that make it so and those that they overrode.
 * @module
 */
import { z } from "zod";
import { Day, EconomyCode, HsCode, PartialDate } from "./codes.js";
import { LedgerEntry } from "./ledger.js";

/** An entry that would apply but for another one. */
export const Overridden = z.strictObject({ entry: z.string(), by: z.string(), why: z.string() });

export const RegimeTariff = z.strictObject({
  /** Fraction; null when the register knows no rate for this importer. */
  rate: z.number().nullable(),
  basis: z.enum(["preference", "customs_union", "mfn", "unknown"]),
  because: z.array(z.string()),
  /** What the duty would be without the preference, and what sources say of it. */
  mfn: z
    .strictObject({
      rate: z.number(),
      measure: z.string(),
      because: z.array(z.string()),
      disagree: z.array(
        z.strictObject({ rate: z.number(), according: z.string(), note: z.string().optional() }),
      ),
    })
    .nullable(),
  /** What had to be assumed to state the rate ("zero on all goods: no list of exceptions was found"). */
  assumptions: z.array(z.string()),
});
export type RegimeTariff = z.infer<typeof RegimeTariff>;

/** One thing in force, in words, with what makes it so. */
export const RegimeItem = z.strictObject({
  entry: z.string(),
  says: z.string(),
  goods: z.array(z.string()),
  since: PartialDate,
  until: PartialDate.nullable(),
  accordingTo: EconomyCode.nullable(),
});
export type RegimeItem = z.infer<typeof RegimeItem>;

export const Regime = z.strictObject({
  importer: EconomyCode,
  exporter: EconomyCode,
  on: Day,
  goods: z.array(z.string()),
  hs: z.array(HsCode),
  /** From whose side disputed statuses are told; null: every side's is told, with whose it is. */
  view: EconomyCode.nullable(),
  tariff: RegimeTariff,
  bans: z.array(RegimeItem),
  quotas: z.array(RegimeItem),
  /** Goods admitted again, sanitary procedures, anything that conditions access. */
  conditions: z.array(RegimeItem),
  agreements: z.array(RegimeItem),
  memberships: z.array(RegimeItem),
  diplomatic: z.strictObject({
    level: z.enum(["full", "severed", "unknown"]),
    items: z.array(RegimeItem),
  }),
  /** Statuses of territories, each somebody's. */
  territories: z.array(RegimeItem),
  /** Drafts and threats that had not taken effect on the day. */
  pending: z.array(RegimeItem),
  /** Ended before the day but part of the story (a ban since lifted). */
  history: z.array(RegimeItem),
  overridden: z.array(Overridden),
  /** What follows for a promise of the day, in sentences. */
  reading: z.array(z.string()),
  /** Every entry that the regime names, by id, with its sources. */
  entries: z.record(z.string(), LedgerEntry),
  warnings: z.array(z.string()),
});
export type Regime = z.infer<typeof Regime>;
