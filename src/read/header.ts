import { findEconomy } from "../economies/index.js";
import { writtenDates } from "./calendar.js";
import { media } from "./lexicon-actors.js";

/** What stands above and before the body of a report. Offsets into the text. */
export interface Header {
  readonly title: string | null;
  readonly outlet: string | null;
  readonly place: string | null;
  /** The text in which the report's date stands ("December 18", "2023-04-11"), and where it was found. */
  readonly dateText: string | null;
  readonly dateFrom: "line" | "dateline" | null;
  readonly bodyStart: number;
}

interface Line {
  readonly text: string;
  readonly start: number;
}

// MOSCOW, December 18 (Sputnik) –   |   KYIV - |   GENEVA (Reuters) - |  BRUSSELS, 4 May. /TASS/.
const place = "(?<place>\\p{Lu}[\\p{L}.'’-]+(?:[ /]\\p{Lu}[\\p{L}.'’-]*){0,3})";
const datelines = [
  new RegExp(
    `^${place}(?:, (?<date>[^()–—]{3,24}?))?\\.? ?[(/](?<outlet>[^()/]{2,40})[)/]\\.? ?(?:[-–—:]+ |(?=\\p{Lu}))`,
    "u",
  ),
  new RegExp(`^${place}(?:, (?<date>[^()–—:-]{3,24}?))? ?(?: -|[–—]|--) `, "u"),
  // New Delhi, 4 May 2024. The ministry ...
  new RegExp(
    `^${place}, (?<date>\\d{1,2} \\p{L}{3,9} \\d{4}|\\p{L}{3,9} \\d{1,2}, \\d{4})[.:] (?=\\p{Lu})`,
    "u",
  ),
];

const isPlace = (text: string): boolean =>
  text === text.toUpperCase() || !/\s/.test(text) || /^\p{Lu}\S+ \p{Lu}\S+$/u.test(text);

function dateline(
  line: Line,
): { place: string; outlet: string | null; date: string | null; length: number } | null {
  for (const [n, form] of datelines.entries()) {
    const match = form.exec(line.text.slice(0, 140));
    const groups = match?.groups;
    if (!match || !groups?.place || !isPlace(groups.place)) continue;
    const date = groups.date ?? null;
    if (date !== null && writtenDates(date).length === 0) continue;
    // "Rice - what the secretary said" has the form of a dateline without a date; capitals tell them apart.
    if (n === 1 && date === null && groups.place !== groups.place.toUpperCase()) continue;
    return { place: groups.place, outlet: groups.outlet?.trim() ?? null, date, length: match[0].length };
  }
  return null;
}

const finished = (text: string): boolean => /[.!?:…]["”’')\]]*\s*$/u.test(text);

/** "DUBAI" reads better as "Dubai"; "New Delhi" stays. */
const placeName = (text: string): string =>
  text === text.toUpperCase()
    ? text.toLowerCase().replace(/(?<![\p{L}'’])\p{L}/gu, (c) => c.toUpperCase())
    : text;

/** A line under the title that names the outlet, the date, the place or the writer. */
function metaLine(line: Line): { outlet: string | null; date: string | null; place: string | null } | null {
  if (line.text.length > 160) return null;
  const date = writtenDates(line.text)[0];
  const byline = /^(?:By|Published|Updated|Posted|Source|From)\b/.test(line.text);
  const named = media.test(line.text.slice(0, 60)) && line.text.length < 80;
  const live =
    /^[\p{Lu}][^.]{2,40}\. /u.test(line.text) &&
    /\b(?:summary|transcript|updates?|live|edited)\b/i.test(line.text);
  if (!date && !byline && !named && !live) return null;
  if (date && line.text.length > 110 && !/\b(?:transcript|summary|edited)\b/i.test(line.text)) return null;
  const dateText = date ? line.text.slice(date.start, date.end) : null;
  const before = (date ? line.text.slice(0, date.start) : line.text.split(". ")[0]!).replace(
    /[,\s|–-]+$/u,
    "",
  );
  const after = date ? /^[,\s|–-]+([^.,|]{2,40})/u.exec(line.text.slice(date.end))?.[1] : undefined;
  const parts = before.split(/\s*[,|]\s*/).filter((part) => part !== "" && !weekday.test(part));
  // "Radio Ararat, Yerevan": what names a place is the place, wherever it stands; else the second part.
  const where = [...parts.slice(parts.length > 1 ? 1 : 0), after ?? ""].find(isNamedPlace);
  const outlet = parts.find((part) => part !== where)?.replace(/\.$/, "") ?? null;
  return { outlet: byline ? null : outlet, date: dateText, place: where ?? parts[1] ?? null };
}

const weekday = /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/;

const isNamedPlace = (text: string): boolean =>
  /^\p{Lu}[\p{L}.'’ -]+$/u.test(text) && findEconomy(text.trim()) !== null && text.length < 30;

/** A line that only names who publishes, right above the line with the day. */
const publisher = (line: Line, next: Line | undefined): boolean =>
  next !== undefined &&
  line.text.length < 80 &&
  !finished(line.text) &&
  dateline(next) === null &&
  (metaLine(next)?.date ?? null) !== null;

function linesOf(text: string): Line[] {
  return [...text.slice(0, 4000).matchAll(/[^\n]+/g)]
    .map((match) => {
      const lead = /^\s*/.exec(match[0])![0].length;
      return { text: match[0].trim(), start: match.index + lead };
    })
    .filter((line) => line.text !== "")
    .slice(0, 4);
}

/** The title, outlet, place and date that stand above a report or in its dateline. */
export function readHeader(text: string): Header {
  const lines = linesOf(text);
  const result = { title: null, outlet: null, place: null, dateText: null, dateFrom: null, bodyStart: 0 } as {
    -readonly [K in keyof Header]: Header[K];
  };
  let n = 0;
  const first = lines[0];
  if (
    first &&
    lines.length > 1 &&
    first.text.length < 200 &&
    !dateline(first) &&
    !/[.!]["”]?$/u.test(first.text)
  ) {
    result.title = first.text;
    n = 1;
  }
  for (; n < Math.min(3, lines.length - 1); n++) {
    const meta = dateline(lines[n]!) === null ? metaLine(lines[n]!) : null;
    if (meta === null && n > 0 && n < 2 && publisher(lines[n]!, lines[n + 1])) {
      result.outlet ??= lines[n]!.text;
      continue;
    }
    if (meta === null) break;
    result.outlet ??= meta.outlet;
    result.place ??= meta.place;
    if (meta.date !== null && result.dateText === null) {
      result.dateText = meta.date;
      result.dateFrom = "line";
    }
  }
  const body = lines[n];
  if (body === undefined) return result;
  result.bodyStart = body.start;
  const opening = dateline(body);
  if (opening !== null) {
    result.bodyStart = body.start + opening.length;
    result.place = placeName(opening.place);
    result.outlet ??= opening.outlet;
    if (opening.date !== null && result.dateText === null) {
      result.dateText = opening.date;
      result.dateFrom = "dateline";
    }
  }
  return result;
}

/** Whether a line of the body is a heading over what follows rather than text of its own. */
export function isHeading(line: string): boolean {
  const text = line.trim();
  // "16:35 - Mexico's list": an entry of a live page.
  if (/^\d{1,2}[:.]\d\d ?(?:[ap]m|GMT|CET)? ?[-–—:] .{0,90}$/.test(text)) return true;
  if (text.length > 110 || text === "" || finished(text) || /^(?:Q|A|Question|Answer)[:.]/.test(text))
    return false;
  return text.split(/\s+/).length <= 14 && !/^["“(]/u.test(text);
}
