const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);

/** "18 December 2014", "June 2013", "2006" from a date known to the day, the month or the year. */
export function dateWords(date: string): string {
  const [year, month, day] = date.split("-") as [string, string?, string?];
  if (month === undefined) return year;
  const name = MONTHS[Number(month) - 1]!;
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}
