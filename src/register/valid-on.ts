import { firstDay } from "../contracts/codes.js";
import type { LedgerEntry } from "../contracts/ledger.js";

/** Whether an entry is in force: for certain, for certain not, or not to be told from what the sources say. */
export type Validity = "yes" | "no" | "perhaps";

/**
 * Whether an entry is in force on a day. `valid` is half-open: the first date belongs to it, the second no longer.
 * A date known only to the month or year can be any of its days, so inside that span the answer is "perhaps":
 * "2013-06" as a start is "no" in May, "perhaps" from 1 June, "yes" from 30 June. The end lies after the start, so
 * an entry from 10 June to some day of June holds on 10 June for certain.
 * @param day YYYY-MM-DD
 */
export function validOn(entry: Pick<LedgerEntry, "valid">, day: string): Validity {
  const [start, end] = entry.valid;
  if (day < firstDay(start) || (end !== null && day >= lastDay(end))) return "no";
  if (start.length === 10 && (end === null || end.length === 10)) return "yes";
  return day >= latestStart(start, end) && (end === null || day < earliestEnd(start, end))
    ? "yes"
    : "perhaps";
}

/** The last day on which an entry can begin: the day before its end at the latest. */
function latestStart(start: string, end: string | null): string {
  const last = lastDay(start);
  return end !== null && lastDay(end) <= last ? dayBefore(lastDay(end)) : last;
}

/** The first day on which an entry can be over: the day after its start at the earliest. */
function earliestEnd(start: string, end: string): string {
  const first = firstDay(end);
  return first <= firstDay(start) ? shifted(firstDay(start), 1) : first;
}

/** The last day that a partial date can mean. */
export function lastDay(date: string): string {
  if (date.length === 10) return date;
  if (date.length === 4) return `${date}-12-31`;
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5))];
  return `${date}-${month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31}`;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const dayBefore = (day: string): string => shifted(day, -1);

function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The days on which the answer of `validOn` can change. */
export function turnsOf({ valid: [start, end] }: Pick<LedgerEntry, "valid">): string[] {
  if (end === null) return start.length === 10 ? [start] : [firstDay(start), lastDay(start)];
  if (start.length === 10 && end.length === 10) return [start, end];
  return [firstDay(start), latestStart(start, end), earliestEnd(start, end), lastDay(end)];
}
