/** The days of the calendar, by the clock's own arithmetic. */
import fc from "fast-check";

export const DAY = 86_400_000;
export const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);
export const time = (day: string): number => Date.parse(`${day}T00:00:00Z`);
export const dayBetween = (from: string, to: string) =>
  fc.integer({ min: time(from) / DAY, max: time(to) / DAY }).map((n) => iso(n * DAY));

/** Every day whose text starts with the partial date. */
export function daysOf(date: string): string[] {
  if (date.length === 10) return [date];
  const out: string[] = [];
  const year = date.slice(0, 4);
  for (let t = time(`${year}-01-01`); iso(t).startsWith(year); t += DAY)
    if (iso(t).startsWith(date)) out.push(iso(t));
  return out;
}
