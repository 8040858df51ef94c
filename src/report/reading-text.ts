/**
 * A reading as text, for `gravitas read` without flags.
 * @module
 */
import type { Period, Reading, Statement } from "../contracts/reading.js";
import { economyName } from "../economies/index.js";
import { speakerWords, spoken } from "./brief-words.js";
import { oneLine } from "./escape.js";
import { formatDate } from "./numbers.js";
import { hanging } from "./text-layout.js";

/** A move in plain words, as `read/` says it; passed in because this folder renders and reads nothing. */
export interface MoveWords {
  readonly says: (move: Reading["moves"][number]) => string;
  readonly status: (move: Reading["moves"][number]) => string;
}

/** Words of the contract itself, where the caller passes none. */
const PLAIN: MoveWords = {
  says: (move) => {
    const towards = move.towards.length === 0 ? "" : ` → ${move.towards.map(economyName).join(", ")}`;
    const goods = move.goods.length === 0 ? "" : ` (${move.goods.join(", ")})`;
    return `${economyName(move.by)}${towards}: ${move.instrument.replaceAll("_", " ")}, ${move.direction}${goods}`;
  },
  status: (move) => {
    const condition = move.condition === null ? "" : ` (if ${move.condition})`;
    return `${move.status.replaceAll("_", " ")}${condition}`;
  },
};

function periodWords(period: Period | null): string {
  if (period === null) return "";
  const { from, to } = period;
  if (from !== null && from === to) return ` (${formatDate(from)})`;
  if (from !== null && to !== null) return ` (${formatDate(from)} to ${formatDate(to)})`;
  if (from !== null) return ` (since ${formatDate(from)})`;
  return to === null ? "" : ` (until ${formatDate(to)})`;
}

function documentLines(reading: Reading): string[] {
  const { title, outlet, place, date, dateBecause } = reading.document;
  const parts = [title, outlet, place].filter((part): part is string => part !== null).map(oneLine);
  const dated = date === null ? "No date found" : `Dated ${formatDate(date)}`;
  const because = dateBecause === null ? "" : `: ${oneLine(dateBecause)}`;
  return [...(parts.length > 0 ? [parts.join(" · ")] : []), `${dated}${because}.`];
}

function statementLines(reading: Reading): string[] {
  const repeats = (s: Statement): number =>
    reading.statements.filter((other) => other.sameAs === s.id).length;
  return reading.statements
    .filter((s) => s.sameAs === null)
    .flatMap((s) => {
      const times = repeats(s) > 0 ? ` ×${repeats(s) + 1}` : "";
      const text = spoken(s);
      return [`${s.id}|${speakerWords(s.speaker, economyName)}, ${s.verb}${times}: ${text}`];
    });
}

/** A titled list whose items are "mark|text"; says so when it is empty. */
function section(title: string, items: readonly string[], empty: string, width: number): string[] {
  const lines = items.flatMap((item) => {
    const [mark = "", ...text] = item.split("|");
    return hanging(`  ${oneLine(mark).padEnd(4)}`, oneLine(text.join("|")), width);
  });
  return ["", title, ...(lines.length > 0 ? lines : [`  ${empty}`])];
}

/**
 * Document, statements (repeated ones counted), moves, events, claims and notes.
 * @param options width: columns of the page (default 80); words: how to say a move and its status
 */
export function readingToText(reading: Reading, options: { width?: number; words?: MoveWords } = {}): string {
  const { width: asked = 80, words = PLAIN } = options;
  const width = Math.max(60, Math.floor(asked) || 80);
  const moves = reading.moves.map(
    (m) => `${m.id}|${words.says(m)} — ${words.status(m)}${periodWords(m.when)}`,
  );
  const events = reading.events.map((e) => `${e.id}|${e.gist}${periodWords(e.when)}`);
  const claims = reading.claims.map((c) => `${c.id}|According to ${economyName(c.accordingTo)}: ${c.claim}`);
  const lines = [
    ...documentLines(reading).flatMap((line) => hanging("", line, width)),
    ...section("Statements", statementLines(reading), "none found", width),
    ...section("Moves", moves, "none found", width),
    ...section("Events", events, "none found", width),
    ...section("Claims", claims, "none found", width),
    ...(reading.notes.length > 0
      ? section(
          "Notes",
          reading.notes.map((n) => `•|${n}`),
          "",
          width,
        )
      : []),
  ];
  return `${lines.join("\n")}\n`;
}

/** A titled list of sentences below a reading. */
export function listedToText(title: string, items: readonly string[], width: number): string {
  return `${section(
    title,
    items.map((item) => `•|${item}`),
    "",
    Math.max(60, width),
  ).join("\n")}\n`;
}
