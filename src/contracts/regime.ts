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

/** What the duty would be without the preference, and what sources say of it. */
export const RegimeMfn = z.strictObject({
  rate: z.number(),
  measure: z.string(),
  because: z.array(z.string()),
  disagree: z.array(z.strictObject({ rate: z.number(), according: z.string(), note: z.string().optional() })),
});
export type RegimeMfn = z.infer<typeof RegimeMfn>;

/**
 * `outside_wto`: the rate is the MFN mean, but one of the two is outside the WTO (before 1995 the GATT), so that
 * nobody owes MFN treatment; that it is given is assumed.
 */
export const DutyBasis = z.enum(["preference", "customs_union", "mfn", "outside_wto", "unknown"]);
export type DutyBasis = z.infer<typeof DutyBasis>;

/** Whether an answer stands whatever the days are that the sources leave open. */
export const Certainty = z.enum(["certain", "perhaps"]);
export type Certainty = z.infer<typeof Certainty>;

/** The duty on one of the goods asked for, or on goods with a rate of their own when all were asked for. */
export const RegimeTariffLine = z.strictObject({
  goods: z.string(),
  hs: z.array(HsCode),
  rate: z.number().nullable(),
  basis: DutyBasis,
  because: z.array(z.string()),
  mfn: RegimeMfn.nullable(),
});
export type RegimeTariffLine = z.infer<typeof RegimeTariffLine>;

export const RegimeTariff = z.strictObject({
  /** Fraction; null when the register knows no rate, or when the goods asked for pay different ones (`lines`). */
  rate: z.number().nullable(),
  basis: DutyBasis,
  because: z.array(z.string()),
  /** Null when unknown, or when the goods asked for differ (`lines`). */
  mfn: RegimeMfn.nullable(),
  lines: z.array(RegimeTariffLine).default([]),
  /** What had to be assumed to state the rate ("zero on all goods: no list of exceptions was found"). */
  assumptions: z.array(z.string()),
  /** `perhaps`: entries whose days are not settled would change the rate or its basis; see `alternatives`. */
  certainty: Certainty.default("certain"),
  /** The other rates that the duty may have been, by which of those entries held. */
  alternatives: z
    .array(z.strictObject({ rate: z.number().nullable(), basis: DutyBasis, because: z.array(z.string()) }))
    .default([]),
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
  /** Present when the sources do not settle whether it was in force on the day (only a month or year is known). */
  perhaps: z.literal(true).optional(),
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
  /** Only what the public could know by this day is counted; null: all that is known since. */
  knownOn: Day.nullable().default(null),
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
  /** `perhaps` when the duty, a ban or the break of relations hangs on a day that the sources leave open. */
  certainty: Certainty.default("certain"),
});
export type Regime = z.infer<typeof Regime>;
