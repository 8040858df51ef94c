import { isCalendarDay } from "../contracts/codes.js";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * The day that a field of metadata names, as YYYY-MM-DD, or null. ISO 8601 with or without a time (the day as written,
 * in the writer's own time zone), `20141218`, `18 Dec 2014`, `December 18, 2014`, PDF's `D:20141218…`.
 */
export function writtenDay(field: string): string | null {
  const text = field.trim().slice(0, 80);
  const iso =
    /^(?:D:)?(\d{4})-?(\d{2})-?(\d{2})(?!\d)/.exec(text) ?? /^(?:D:)?(\d{4})(\d{2})(\d{2})/.exec(text);
  if (iso) return real(iso[1]!, iso[2]!, iso[3]!);
  const dayFirst = /(?<!\d)(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9})\.?,? (\d{4})(?!\d)/.exec(text);
  if (dayFirst) return named(dayFirst[3]!, dayFirst[2]!, dayFirst[1]!);
  const monthFirst = /([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)/.exec(text);
  return monthFirst ? named(monthFirst[3]!, monthFirst[1]!, monthFirst[2]!) : null;
}

function named(year: string, month: string, day: string): string | null {
  const index = months.indexOf(month.slice(0, 3).toLowerCase());
  return index < 0 ? null : real(year, String(index + 1).padStart(2, "0"), day.padStart(2, "0"));
}

function real(year: string, month: string, day: string): string | null {
  const iso = `${year}-${month}-${day}`;
  return Number(year) >= 1900 && isCalendarDay(iso) ? iso : null;
}
