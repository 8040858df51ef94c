import type { Move } from "../contracts/reading.js";
import {
  addDays,
  isoDay,
  monthNumber,
  monthPattern,
  weekdayNumber,
  weekdayOf,
  weekdayPattern,
  writtenDates,
} from "./calendar.js";
import { type Context, wordsOf } from "./discourse.js";
import type { Range, Sentence } from "./text-types.js";

const monthLastYear = new RegExp(`\\b(${monthPattern})(?: of)? last year`, "u");
const weekdayNamed = new RegExp(`\\b(?:(from|on|by|next|last) )?(${weekdayPattern})\\b`, "u");

type Period = NonNullable<Move["when"]>;

const day = (date: string): Period => ({ from: date, to: date });
const two = (n: number): string => String(n).padStart(2, "0");

/** The nearest day with this weekday: before the report for the past, after it for the future. */
function weekdayNear(date: string, weekday: number, future: boolean): string {
  const gap = (weekdayOf(date) - weekday + 7) % 7;
  return future ? addDays(date, (7 - gap) % 7) : addDays(date, -gap);
}

/** A written date, its year taken from the report where the text leaves it out. */
function fromWritten(words: string, date: string | null): Period | null {
  const [found] = writtenDates(words);
  if (found === undefined) return null;
  const { year, month, day: d } = found;
  const base = date === null ? null : Number(date.slice(0, 4));
  const since = /\b(?:since|from|as of)\b[^.]{0,12}$/i.test(words.slice(0, found.start));
  const until = /\b(?:until|till)\b[^.]{0,16}$/i.test(words.slice(0, found.start));
  let y = year ?? base;
  if (y === null) return null;
  // "from January 1" in a report of December is next year's.
  if (year === null && date !== null && Number(date.slice(5, 7)) - month >= 8) y++;
  const text = d === null ? `${y}-${two(month)}` : isoDay(y, month, d);
  if (text === null) return null;
  return until ? { from: null, to: text } : { from: text, to: since ? null : text };
}

function relative(words: string, date: string | null): Period | null {
  if (date === null) return null;
  const year = Number(date.slice(0, 4));
  const monthOf = monthLastYear.exec(words);
  if (monthOf !== null)
    return {
      from: `${year - 1}-${two(monthNumber(monthOf[1]!))}`,
      to: `${year - 1}-${two(monthNumber(monthOf[1]!))}`,
    };
  const weekday = weekdayNamed.exec(words);
  if (weekday !== null) {
    const future =
      /^(?:from|by|next)$/.test(weekday[1] ?? "") || /\b(?:will|takes? effect|from)\b/.test(words);
    const found = weekdayNear(date, weekdayNumber(weekday[2]!), future);
    return weekday[1] === "from" ? { from: found, to: null } : day(found);
  }
  if (/\byesterday\b|\blast night\b/.test(words)) return day(addDays(date, -1));
  if (/\btoday\b|\bthis morning\b/.test(words)) return day(date);
  if (/\btomorrow\b/.test(words)) return day(addDays(date, 1));
  if (/\blast year\b/.test(words)) return { from: `${year - 1}`, to: `${year - 1}` };
  if (/\bthis month\b/.test(words)) return { from: date.slice(0, 7), to: date.slice(0, 7) };
  return null;
}

/** The period that a range of tokens names for what it tells; its sentence is looked at where the range has none. */
export function periodIn(context: Context, range: Range, sentence: Sentence): Period | null {
  const near = wordsOf(context, range.from, range.to);
  const whole = wordsOf(context, range.from, Math.min(sentence.to, range.to + 8));
  for (const words of [near, whole]) {
    const found = fromWritten(words, context.date) ?? relative(words, context.date);
    if (found !== null) return found;
  }
  const year = /(?<![\d.,-])((?:19|20)\d\d)(?![\d%])/.exec(near);
  return year === null ? null : { from: year[1]!, to: year[1]! };
}
