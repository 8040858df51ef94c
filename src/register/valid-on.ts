import { dayAfter, firstDay } from "../contracts/codes.js";
import type { LedgerEntry } from "../contracts/ledger.js";

/** Whether an entry is in force: for certain, for certain not, or not to be told from what the sources say. */
export type Validity = "yes" | "no" | "perhaps";

/**
 * Whether an entry is in force on a day. `valid` is half-open: the first date belongs to it, the second no longer.
 * A date known only to the month or year can be any of its days, so inside that span the answer is "perhaps":
 * "2013-06" as a start is "no" in May, "perhaps" from 1 June, "yes" from 30 June.
 * @param day YYYY-MM-DD
 */
export function validOn(entry: Pick<LedgerEntry, "valid">, day: string): Validity {
  const [start, end] = entry.valid;
  if (day < firstDay(start) || (end !== null && day >= lastDay(end))) return "no";
  return day >= lastDay(start) && (end === null || day < firstDay(end)) ? "yes" : "perhaps";
}

/** The last day that a partial date can mean. */
export function lastDay(date: string): string {
  return date.length === 10 ? date : dayBefore(dayAfter(date));
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
