/**
 * The small vocabularies that several contracts share: economies, dates, HS codes, instruments, statuses.
 * @module
 */
import { z } from "zod";

/**
 * ISO 3166 alpha-3, with `XKX` Kosovo, `XAB` Abkhazia, `XSO` South Ossetia, and the actors `EUU` (European
 * Union), `WTO` and `all`. Whether a code exists is for `economies/` to say; here only its shape is checked.
 */
export const EconomyCode = z
  .string()
  .regex(/^([A-Z]{3}|all)$/, "expected an ISO alpha-3 code such as GEO, or all");
export type EconomyCode = z.infer<typeof EconomyCode>;

/** A day, `YYYY-MM-DD`, checked against the calendar. */
export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "expected a day as YYYY-MM-DD")
  .refine(isCalendarDay, "no such day in the calendar");

/** A date known to the day, the month or only the year: `2006-05-05`, `2006-05`, `2006`. */
export const PartialDate = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, "expected YYYY, YYYY-MM or YYYY-MM-DD")
  .refine((d) => isCalendarDay(firstDay(d)), "no such date in the calendar");
export type PartialDate = z.infer<typeof PartialDate>;

/** Whether `YYYY-MM-DD` is a real day (leap years counted). */
export function isCalendarDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().slice(0, 10) === day;
}

/** The first day that a partial date can mean. */
export function firstDay(date: string): string {
  return date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date;
}

/** The day after the last one that a partial date can mean (ISO strings order as days do). */
export function dayAfter(date: string): string {
  const [y, m, d] = date.split("-").map(Number) as [number, number?, number?];
  const next =
    m === undefined ? Date.UTC(y + 1, 0, 1) : d === undefined ? Date.UTC(y, m, 1) : Date.UTC(y, m - 1, d + 1);
  return new Date(next).toISOString().slice(0, 10);
}

/** Two, four or six digits, always a quoted string: a bare YAML number loses its leading zero. */
export const HsCode = z
  .string({
    error: (issue) =>
      typeof issue.input === "number"
        ? `HS codes are quoted strings (a bare number loses its leading zero): write "${issue.input}" in quotes`
        : 'expected an HS code as a quoted string, such as "2204"',
  })
  .regex(/^\d{2}(\d{2}(\d{2})?)?$/, "expected 2, 4 or 6 digits in quotes");

export const Instrument = z.enum([
  "tariff",
  "quota",
  "tariff_quota",
  "import_ban",
  "export_ban",
  "licensing",
  "sps",
  "tbt",
  "trade_remedy",
  "subsidy",
  "trade_agreement",
  "accession",
  "market_access",
  "sanctions",
  "diplomatic_relations",
  "meeting",
  "mediation",
  "recognition",
  "transit",
  "other",
]);
export type Instrument = z.infer<typeof Instrument>;

export const Direction = z.enum(["liberalising", "restrictive", "neutral"]);
export type Direction = z.infer<typeof Direction>;

export const MoveStatus = z.enum([
  "in_force",
  "announced",
  "ready",
  "proposed",
  "conditional",
  "threatened",
  "demanded",
  "withdrawn",
]);
export type MoveStatus = z.infer<typeof MoveStatus>;

/** Where a fact was read. `url` where there is one; `memory` marks a figure that nobody looked up again. */
export const Source = z.strictObject({
  title: z.string().min(1),
  publisher: z.string().min(1),
  date: PartialDate.nullable(),
  url: z.url().nullable().default(null),
});
export type Source = z.infer<typeof Source>;

/** How sure the register is of a fact: read in several sources, in one, in a doubtful one, or only remembered. */
export const Confidence = z.enum(["high", "medium", "low", "memory"]);
export type Confidence = z.infer<typeof Confidence>;
