import type { MoveRow } from "../contracts/move-row.js";
import type { Reading } from "../contracts/reading.js";
import { csvCell } from "./escape.js";

/** Names and types of the columns of a table of moves, in order. */
export const moveColumns: readonly (readonly [keyof MoveRow, "text" | "number" | "whole"])[] = [
  ["report", "text"],
  ["group", "text"],
  ["title", "text"],
  ["outlet", "text"],
  ["date", "text"],
  ["move", "text"],
  ["by", "text"],
  ["towards", "text"],
  ["instrument", "text"],
  ["goods", "text"],
  ["hs", "text"],
  ["rate_from", "number"],
  ["rate_to", "number"],
  ["rate_unit", "text"],
  ["direction", "text"],
  ["status", "text"],
  ["condition", "text"],
  ["in_response_to", "text"],
  ["when_from", "text"],
  ["when_to", "text"],
  ["quote", "text"],
  ["quote_start", "whole"],
  ["quote_end", "whole"],
  ["confidence", "number"],
];

/** The moves of one reading as rows, without their group. */
export function moveRows(reading: Reading, report: string): Omit<MoveRow, "group">[] {
  const { title, outlet, date, text } = reading.document;
  return reading.moves.map((move) => ({
    report,
    title,
    outlet,
    date,
    move: move.id,
    by: move.by,
    towards: move.towards.join("; "),
    instrument: move.instrument,
    goods: move.goods.join("; "),
    hs: move.hs.join("; "),
    rate_from: move.rate?.from ?? null,
    rate_to: move.rate?.to ?? null,
    rate_unit: move.rate?.unit ?? null,
    direction: move.direction,
    status: move.status,
    condition: move.condition,
    in_response_to: move.inResponseTo,
    when_from: move.when?.from ?? null,
    when_to: move.when?.to ?? null,
    quote: move.evidence.map(([start, end]) => text.slice(start, end)).join(" … "),
    quote_start: move.evidence[0]![0],
    quote_end: move.evidence[0]![1],
    confidence: move.confidence,
  }));
}

/** RFC 4180: a header, CRLF, cells guarded against spreadsheets that take text for formulas. */
export function moveRowsToCsv(rows: readonly MoveRow[]): string {
  const lines = rows.map((row) => moveColumns.map(([name]) => csvCell(row[name])).join(","));
  return `${[moveColumns.map(([name]) => name).join(","), ...lines].join("\r\n")}\r\n`;
}

/** One JSON object a line, the columns in order. */
export function moveRowsToJsonLines(rows: readonly MoveRow[]): string {
  return rows
    .map((row) => `${JSON.stringify(Object.fromEntries(moveColumns.map(([name]) => [name, row[name]])))}\n`)
    .join("");
}
