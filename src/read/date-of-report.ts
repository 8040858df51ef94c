import { isoDay, weekdayNumber, weekdayOf, weekdayPattern, writtenDates, yearsNamed } from "./calendar.js";
import type { Header } from "./header.js";

export interface ReportDate {
  readonly date: string | null;
  readonly because: string | null;
}

const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const plural = (weekday: string): string => weekday[0]!.toUpperCase() + weekday.slice(1).toLowerCase();

/** The first year from `from` on in which the day falls on the weekday; null if none within eleven years. */
function yearOf(month: number, day: number, weekday: number, from: number): number | null {
  for (let year = from; year <= from + 11; year++) {
    const iso = isoDay(year, month, day);
    if (iso !== null && weekdayOf(iso) === weekday) return year;
  }
  return null;
}

function inferred(header: Header, body: string, month: number, day: number): ReportDate {
  const named = header.dateText!;
  const weekday = new RegExp(`\\b${weekdayPattern}\\b`).exec(body)?.[0];
  const latest = yearsNamed(body).at(-1);
  if (weekday === undefined)
    return { date: null, because: `'${named}' names no year, and the text no weekday to find it by` };
  if (latest === undefined)
    return { date: null, because: `'${named}' was a ${weekday}, but the text names no year to count from` };
  // Past events of the report's own year are named with their month: only then may that year be it.
  const own = writtenDates(body).some(
    (date) =>
      date.year === latest && (date.month < month || (date.month === month && (date.day ?? 31) < day)),
  );
  const year = yearOf(month, day, weekdayNumber(weekday), own ? latest : latest + 1);
  if (year === null)
    return {
      date: null,
      because: `'${named}' was no ${weekday} in the years after ${latest}, the latest year named`,
    };
  return {
    date: isoDay(year, month, day),
    because: `'${named}' was a ${plural(weekday)}; the latest year named is ${latest}; the first such ${plural(weekday)} ${own ? "in or after it" : "after it"} is in ${year}`,
  };
}

/**
 * The day of the report: as the line under the title or the dateline gives it; with the year inferred from weekday
 * and day against the years that the text names; or, for a report "as it happened" on a weekday, the full date in
 * its text that falls on that weekday.
 */
export function dateOfReport(header: Header, text: string): ReportDate {
  const body = text.slice(header.bodyStart);
  const source = header.dateFrom === "line" ? "the line under the title gives it" : "the dateline gives it";
  const written = header.dateText === null ? undefined : writtenDates(header.dateText)[0];
  if (written !== undefined) {
    const { year, month, day } = written;
    if (year !== null && day !== null && isoDay(year, month, day) !== null)
      return { date: isoDay(year, month, day), because: source };
    if (year !== null) return { date: `${year}-${String(month).padStart(2, "0")}`, because: source };
    if (day !== null) return inferred(header, body, month, day);
  }
  const weekday =
    header.title === null ? null : new RegExp(`\\b${weekdayPattern}\\b`).exec(header.title)?.[0];
  if (weekday)
    for (const { year, month, day } of writtenDates(body)) {
      const iso = year === null || day === null ? null : isoDay(year, month, day);
      if (iso !== null && weekdayOf(iso) === weekdayNumber(weekday))
        return {
          date: iso,
          because: `the text names ${day} ${monthNames[month - 1]} ${year}, a ${weekday} as the title says`,
        };
    }
  return { date: null, because: null };
}
