/**
 * Where the cells of a CSV file are.
 * @module
 */
import { DataError } from "../../contracts/errors.js";

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Receives cells in order; `escaped` cells hold doubled quotation marks. */
export interface CellSink {
  /** @returns false to stop the scan */
  cell(row: number, column: number, start: number, end: number, escaped: boolean): boolean;
  /** The end of a row with that many cells. */
  endRow(row: number, cells: number, line: number): void;
}

/** The separator that stands most often in the first line, outside quotation marks. */
export function findSeparator(bytes: Uint8Array, start: number): number {
  const candidates = [0x2c, 0x3b, 0x09, 0x7c];
  const counts = [0, 0, 0, 0];
  let quoted = false;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === quote) quoted = !quoted;
    else if (!quoted && (byte === lineFeed || byte === carriageReturn)) break;
    else if (!quoted && candidates.includes(byte)) counts[candidates.indexOf(byte)]!++;
  }
  const most = Math.max(...counts);
  return most === 0 ? candidates[0]! : candidates[counts.indexOf(most)]!;
}

/**
 * Passes over the cells from `start`; empty lines are no rows, white space around cells is cut.
 * @param before rows and lines that came before, where the bytes are a part of a file
 * @returns number of rows (with those before), or −1 when the sink stopped the scan
 * @throws {DataError} `csv-quotes` with the line
 */
export function scanCells(
  bytes: Uint8Array,
  start: number,
  separator: number,
  sink: CellSink,
  source: string,
  before = 0,
): number {
  const length = bytes.length;
  // A lone carriage return ends a line only where there is no line feed at all.
  const old = bytes.indexOf(lineFeed, start) < 0;
  const isEnd = (byte: number): boolean => byte === lineFeed || (byte === carriageReturn && old);
  let row = before;
  let line = before + 1;
  let at = start;
  while (at < length) {
    if (isEnd(bytes[at]!) || (bytes[at] === carriageReturn && bytes[at + 1] === lineFeed)) {
      if (bytes[at] === carriageReturn && !old) at++;
      at++;
      line++;
      continue;
    }
    const firstLine = line;
    let column = 0;
    for (;;) {
      let from = at;
      let to: number;
      let escaped = false;
      if (bytes[at] === quote) {
        from = ++at;
        for (;;) {
          if (at >= length) throw openQuote(source, firstLine);
          const byte = bytes[at]!;
          if (byte === lineFeed) line++;
          if (byte !== quote) at++;
          else if (bytes[at + 1] === quote) {
            escaped = true;
            at += 2;
          } else break;
        }
        to = at++;
        while (at < length && bytes[at] !== separator && !isEnd(bytes[at]!)) {
          if (bytes[at]! > 0x20) throw afterQuote(source, line);
          at++;
        }
      } else {
        while (
          at < length &&
          bytes[at] !== separator &&
          bytes[at] !== lineFeed &&
          !(old && isEnd(bytes[at]!))
        ) {
          at++;
        }
        to = at;
      }
      while (from < to && bytes[from]! <= 0x20) from++;
      while (to > from && bytes[to - 1]! <= 0x20) to--;
      if (!sink.cell(row, column, from, to, escaped)) return -1;
      column++;
      if (at < length && bytes[at] === separator) {
        at++;
        continue;
      }
      break;
    }
    sink.endRow(row, column, firstLine);
    row++;
    at++;
    line++;
  }
  return row;
}

function openQuote(source: string, line: number): DataError {
  return new DataError("csv-quotes", "A quoted cell is not closed.", {
    place: { file: source, line },
    hint: "Double the quotation marks inside quoted cells.",
  });
}

function afterQuote(source: string, line: number): DataError {
  return new DataError("csv-quotes", "A quoted cell is closed before its end.", {
    place: { file: source, line },
    hint: "Double the quotation marks inside quoted cells.",
  });
}
