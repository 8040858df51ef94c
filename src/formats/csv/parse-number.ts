/**
 * Numbers out of bytes without making strings.
 * @module
 */
import { MissingReason } from "../../contracts/panel.js";

/** What stood in a cell: a number, a reason why it is missing, or a text. */
export const CellKind = {
  number: MissingReason.present,
  blank: MissingReason.blank,
  nan: MissingReason.notANumber,
  sourceCode: MissingReason.sourceCode,
  text: 4,
} as const;

const powers = Float64Array.from({ length: 23 }, (_, k) => 10 ** k);
/** Below this, one more digit still fits a double exactly. */
const exact = (Number.MAX_SAFE_INTEGER - 9) / 10;

/** Receives the value; `kind` says whether it is one. */
export interface NumberCell {
  value: number;
  kind: number;
}

/**
 * Reads [start, end) as a decimal number. Up to 15 digits and powers of ten to 22 are exact in doubles, so that one
 * multiplication or division rounds correctly (Clinger 1990); the rest goes through the language's own parser.
 * Codes such as "0101" are no numbers; "", "NA", "." are blank, "NaN" is not a number, ".a" to ".z" are Stata's codes.
 */
export function parseNumberInto(bytes: Uint8Array, start: number, end: number, cell: NumberCell): void {
  cell.value = Number.NaN;
  if (start === end) {
    cell.kind = CellKind.blank;
    return;
  }
  let at = start;
  const first = bytes[at]!;
  const negative = first === 0x2d;
  if (negative || first === 0x2b) at++;
  const digits = at;
  let mantissa = 0;
  let fits = true;
  let scale = 0;
  while (at < end && isDigit(bytes[at]!)) {
    if (mantissa > exact) fits = false;
    mantissa = mantissa * 10 + bytes[at++]! - 0x30;
  }
  let count = at - digits;
  if (count > 1 && bytes[digits] === 0x30) {
    cell.kind = CellKind.text;
    return;
  }
  if (at < end && bytes[at] === 0x2e) {
    const point = ++at;
    while (at < end && isDigit(bytes[at]!)) {
      if (mantissa > exact) fits = false;
      mantissa = mantissa * 10 + bytes[at++]! - 0x30;
    }
    scale = point - at;
    count += at - point;
  }
  if (count > 0 && at < end && (bytes[at]! | 0x20) === 0x65) {
    const exponent = readExponent(bytes, at + 1, end);
    if (Number.isNaN(exponent)) {
      cell.kind = CellKind.text;
      return;
    }
    scale += exponent;
    at = end;
  }
  if (count === 0 || at !== end) {
    readWordInto(bytes, start, end, cell);
    return;
  }
  cell.kind = CellKind.number;
  if (fits && scale >= -22 && scale <= 22) {
    const size = scale < 0 ? mantissa / powers[-scale]! : mantissa * powers[scale]!;
    cell.value = negative ? -size : size;
  } else cell.value = Number(ascii(bytes, start, end));
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

function readExponent(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  const negative = bytes[at] === 0x2d;
  if (negative || bytes[at] === 0x2b) at++;
  if (at >= end) return Number.NaN;
  let value = 0;
  for (; at < end; at++) {
    if (!isDigit(bytes[at]!)) return Number.NaN;
    value = Math.min(9999, value * 10 + bytes[at]! - 0x30);
  }
  return negative ? -value : value;
}

/** Infinity is read as such, so that it can be refused by name and row. */
function readWordInto(bytes: Uint8Array, start: number, end: number, cell: NumberCell): void {
  cell.kind = CellKind.text;
  if (end - start > 9) return;
  const word = ascii(bytes, start, end);
  if (word === "." || word === "NA") cell.kind = CellKind.blank;
  else if (word === "NaN" || word === "nan") cell.kind = CellKind.nan;
  else if (/^\.[a-z]$/.test(word)) cell.kind = CellKind.sourceCode;
  else if (/^[-+]?(inf|Inf|INF|infinity|Infinity)$/.test(word)) {
    cell.kind = CellKind.number;
    cell.value = word.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
}

const ascii = (bytes: Uint8Array, start: number, end: number): string =>
  String.fromCharCode(...bytes.subarray(start, end));
