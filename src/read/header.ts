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
  const head = (date ? line.text.slice(0, date.start) : line.text.split(". ")[0]!).replace(/[,\s|–-]+$/u, "");
  const parts = head.split(/,\s*/).filter(Boolean);
  return {
    outlet: byline ? null : (parts[0]?.replace(/\.$/, "") ?? null),
    date: dateText,
    place: parts[1] ?? null,
  };
}

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
