/**
 * Stata files to a Panel: formats 113 to 119, both byte orders, value labels, missing codes, long strings.
 * Source: the public description of the formats in Stata's help (`help dta`, `help dta_113`, `help dta_117`).
 * @module
 */
import { DataError } from "../contracts/errors.js";
import { type Column, MissingReason, type NumberColumn, type Panel } from "../contracts/panel.js";
import { ByteCursor } from "./dta/byte-cursor.js";
import type { DtaLayout, DtaType } from "./dta/layout.js";
import { oldLayout } from "./dta/old-layout.js";
import { taggedLayout } from "./dta/tagged-layout.js";
import { textColumn } from "./text-column.js";

/**
 * Reads all columns. Numbers of every storage type become doubles, `.` is a blank cell and `.a` to `.z` are missing
 * by the source's own code; value labels stay beside their numbers. Strings end at their first zero byte; in formats
 * before 118 they are Latin-1 (Windows-1252), since then UTF-8. An empty string is a missing cell.
 *
 * @param source name for messages
 * @throws {DataError} `dta-format` (not a Stata file, or an older one), `dta-truncated` and `dta-corrupt` with the byte
 * and section, `dta-empty` without a variable or a row
 */
export function readDta(bytes: Uint8Array, source: string): Panel {
  const cursor = new ByteCursor(bytes, source);
  const layout = layoutOf(cursor);
  if (layout.names.length === 0 || layout.nObs === 0) {
    throw new DataError(
      "dta-empty",
      `The file has ${layout.names.length} variables and ${layout.nObs} rows; at least one of each is needed.`,
      { place: { file: source }, hint: "Check that this is the file you meant." },
    );
  }
  let offset = 0;
  const columns = layout.names.map((name, k) => {
    const type = layout.types[k]!;
    const start = layout.dataStart + offset;
    offset += type.width;
    if (type.kind === "str" || type.kind === "strL") return stringColumn(cursor, layout, name, type, start);
    return withLabels(
      numberColumn(cursor.view, layout, name, type, { start, little: cursor.little }),
      layout.labels.get(layout.labelNames[k]!),
    );
  });
  return { source, nObs: layout.nObs, columns };
}

function layoutOf(cursor: ByteCursor): DtaLayout {
  const first = cursor.bytes[0];
  if (first !== undefined && first >= 113 && first <= 115) return oldLayout(cursor);
  if (first === 0x3c) return taggedLayout(cursor);
  throw new DataError(
    "dta-format",
    cursor.bytes.length === 0
      ? "There is nothing in it."
      : `Stata formats 113 to 119 can be read; this file starts with the byte ${first}.`,
    {
      place: { file: cursor.source },
      hint: "Save it with a newer Stata, or export it as CSV.",
    },
  );
}

function stringColumn(
  cursor: ByteCursor,
  layout: DtaLayout,
  name: string,
  type: DtaType,
  start: number,
): Column {
  const long = type.kind === "strL";
  return textColumn(name, layout.nObs, (row) => {
    const cell = start + row * layout.rowWidth;
    return long ? layout.longText(cell) : cursor.textAt(cell, type.width);
  });
}

interface Cells {
  readonly start: number;
  readonly little: boolean;
}

/** Above these, a whole number is a missing code; the first of them is `.`. */
const firstMissing = { byte: 101, int: 32741, long: 2147483621 };
/** The same for floating point, as stored bits: `.`, and how far `.a` is from it. */
const floatMissing = 0x7f000000;
const doubleMissing = 0x7fe00000;

function numberColumn(
  view: DataView,
  layout: DtaLayout,
  name: string,
  type: DtaType,
  cells: Cells,
): NumberColumn {
  const { nObs, rowWidth } = layout;
  const values = new Float64Array(nObs);
  const missing = new Uint8Array(nObs);
  const { little } = cells;
  for (let row = 0, at = cells.start; row < nObs; row++, at += rowWidth) {
    let value: number;
    let code = 0;
    if (type.kind === "double") {
      value = view.getFloat64(at, little);
      const high = view.getInt32(little ? at + 4 : at, little);
      if (high >= doubleMissing) code = high - doubleMissing + 1;
    } else if (type.kind === "float") {
      value = view.getFloat32(at, little);
      const bits = view.getInt32(at, little);
      if (bits >= floatMissing) code = bits - floatMissing + 1;
    } else {
      value =
        type.kind === "byte"
          ? view.getInt8(at)
          : type.kind === "int"
            ? view.getInt16(at, little)
            : view.getInt32(at, little);
      code = value - firstMissing[type.kind as "byte" | "int" | "long"] + 1;
    }
    if (code > 0) missing[row] = code === 1 ? MissingReason.blank : MissingReason.sourceCode;
    // Above the missing codes stand the patterns of infinity and NaN, which Stata never writes.
    if (Number.isNaN(value)) missing[row] = MissingReason.notANumber;
    else if (!Number.isFinite(value)) missing[row] = MissingReason.present;
    values[row] = missing[row] ? Number.NaN : value;
  }
  return { type: "number", name, values, missing };
}

function withLabels(column: NumberColumn, labels: ReadonlyMap<number, string> | undefined): NumberColumn {
  return labels && labels.size > 0 ? { ...column, labels } : column;
}
