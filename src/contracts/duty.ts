/**
 * Duty: a tariff as law writes it, before it is turned into a percentage of anything.
 * @module
 */
import { z } from "zod";

/** What a specific duty, a unit value or a quota is counted in. */
export const DutyUnit = z.enum(["kg", "l", "l-alcohol", "piece", "pair", "m2", "m3"]);
export type DutyUnit = z.infer<typeof DutyUnit>;

/** ISO 4217. */
export const Currency = z.string().regex(/^[A-Z]{3}$/, "expected a currency code such as EUR");

/** Money for an amount of goods: 9.3 EUR for 100 kg. */
export const Specific = z.strictObject({
  form: z.literal("specific"),
  amount: z.number().min(0),
  currency: Currency,
  per: z.number().positive(),
  unit: DutyUnit,
});
export type Specific = z.infer<typeof Specific>;

/** Month and day, `06-30`. */
export const DayOfYear = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, "expected MM-DD");

/** A part of the year, both days included; one that begins after it ends goes over New Year. */
export interface Season {
  readonly since: string;
  readonly until: string;
  readonly duty: Duty;
}

export type Duty =
  /** A fraction of the customs value: 0.15 is 15 %. */
  | { readonly form: "ad-valorem"; readonly rate: number }
  | Specific
  /** The sum of its parts: 10 % + 0.4 EUR/kg. */
  | { readonly form: "compound"; readonly parts: readonly Duty[] }
  /** One of two, whichever is higher or lower: 15 %, at least 0.4 EUR/kg. */
  | { readonly form: "mixed"; readonly pick: "higher" | "lower"; readonly of: readonly [Duty, Duty] }
  /** `otherwise` is null where the seasons fill the year. */
  | { readonly form: "seasonal"; readonly seasons: readonly Season[]; readonly otherwise: Duty | null }
  /** Up to `volume` (in `unit`) pays `inQuota`, more pays `overQuota`. */
  | {
      readonly form: "tariff-rate-quota";
      readonly volume: number;
      readonly unit: DutyUnit;
      readonly inQuota: Duty;
      readonly overQuota: Duty;
    };

export const Duty: z.ZodType<Duty> = z.lazy(() =>
  z.discriminatedUnion("form", [
    z.strictObject({ form: z.literal("ad-valorem"), rate: z.number().min(0) }),
    Specific,
    z.strictObject({ form: z.literal("compound"), parts: z.array(Duty).min(2) }),
    z.strictObject({
      form: z.literal("mixed"),
      pick: z.enum(["higher", "lower"]),
      of: z.tuple([Duty, Duty]),
    }),
    z.strictObject({
      form: z.literal("seasonal"),
      seasons: z.array(z.strictObject({ since: DayOfYear, until: DayOfYear, duty: Duty })).min(1),
      otherwise: Duty.nullable(),
    }),
    z.strictObject({
      form: z.literal("tariff-rate-quota"),
      volume: z.number().positive(),
      unit: DutyUnit,
      inQuota: Duty,
      overQuota: Duty,
    }),
  ]),
);

/** What goods are worth: 3.25 USD for one piece. */
export type UnitValue = Omit<Specific, "form">;

/** A stated rate: one `of` is `rate` of `into`. */
export interface ExchangeRate {
  readonly of: string;
  readonly rate: number;
  readonly into: string;
}
