/**
 * The small grammar of dates in news English: days, months, weekdays, years; nothing is guessed from a clock.
 * @module
 */
const months = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

export const monthPattern =
  "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?";
export const weekdayPattern = "(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day";

export const monthNumber = (text: string): number =>
  months.findIndex((month) => month.startsWith(text.toLowerCase().replace(/\.$/, "").slice(0, 3))) + 1;

const two = (n: number): string => String(n).padStart(2, "0");

export const isoDay = (year: number, month: number, day: number): string | null => {
  const time = new Date(Date.UTC(year, month - 1, day));
  if (year < 1000 || year > 9999 || time.getUTCMonth() !== month - 1 || time.getUTCDate() !== day)
    return null;
  return `${year}-${two(month)}-${two(day)}`;
};

export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
export const weekdayNumber = (text: string): number => weekdays.indexOf(text.toLowerCase());

/** The day `n` days after (before, if negative). */
export function addDays(day: string, n: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
}

/** A date written in a text: what is known of it, and where it stands. */
export interface WrittenDate {
  readonly year: number | null;
  readonly month: number;
  readonly day: number | null;
  readonly start: number;
  readonly end: number;
}

const forms = [
  /(?<y>(?:19|20)\d\d)-(?<m>\d\d)-(?<d>\d\d)(?!\d)/g,
  new RegExp(
    `(?<!\\d)(?<d>\\d{1,2})(?:st|nd|rd|th)? (?<mn>${monthPattern})(?:,? (?<y>(?:19|20)\\d\\d))?(?![\\p{L}\\d])`,
    "gu",
  ),
  new RegExp(
    `(?<!\\p{L})(?<mn>${monthPattern}) (?<d>\\d{1,2})(?:st|nd|rd|th)?(?![\\d.%:]|,\\d)(?:,? (?<y>(?:19|20)\\d\\d))?(?!\\d)`,
    "gu",
  ),
  new RegExp(`(?<!\\p{L})(?<mn>${monthPattern}),? (?:of )?(?<y>(?:19|20)\\d\\d)(?!\\d)`, "gu"),
];

/** Dates with at least a month, in the order of the text; a place is read once. */
export function writtenDates(text: string): WrittenDate[] {
  const found: WrittenDate[] = [];
  for (const form of forms)
    for (const match of text.matchAll(form)) {
      const { y, m, mn, d } = match.groups as Record<string, string | undefined>;
      const month = m === undefined ? monthNumber(mn!) : Number(m);
      const day = d === undefined ? null : Number(d);
      if (month < 1 || month > 12 || (day !== null && (day < 1 || day > 31))) continue;
      const [start, end] = [match.index, match.index + match[0].length];
      if (found.some((other) => start < other.end && other.start < end)) continue;
      found.push({ year: y === undefined ? null : Number(y), month, day, start, end });
    }
  return found.sort((a, b) => a.start - b.start);
}

/** Years named in a text, each once, in order of size; those that lie ahead ("until 2025") are left out. */
export function yearsNamed(text: string): number[] {
  const past = text.replace(
    /\b(?:until|till|by|through|to)(?: the (?:end|start|middle) of)?(?: \p{L}+)?(?: \d{1,2},?)? (?:19|20)\d\d/gu,
    (words) => " ".repeat(words.length),
  );
  const years = [...past.matchAll(/(?<![\d.,-])(?:19|20)\d\d(?![\d%]|[.,]\d)/g)].map((match) =>
    Number(match[0]),
  );
  return [...new Set(years)].sort((a, b) => a - b);
}
