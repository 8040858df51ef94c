/**
 * Formats 113 to 115 (Stata 8 to 12): fields of fixed width, one after another.
 * @module
 */
import type { ByteCursor } from "./byte-cursor.js";
import { labelTable } from "./label-table.js";
import { type DtaLayout, type DtaType, numberTypes } from "./layout.js";

const typeCodes: Readonly<Record<number, DtaType>> = {
  251: numberTypes.byte,
  252: numberTypes.int,
  253: numberTypes.long,
  254: numberTypes.float,
  255: numberTypes.double,
};

/** @throws {DataError} `dta-truncated`, `dta-corrupt` */
export function oldLayout(cursor: ByteCursor): DtaLayout {
  const format = cursor.u8("the format");
  const order = cursor.u8("the byte order");
  if (order !== 1 && order !== 2) throw cursor.corrupt(`the byte order is ${order}, not 1 or 2`);
  cursor.little = order === 2;
  cursor.take(2, "the header");
  const nVars = cursor.unsigned(2, "the number of variables");
  const nObs = cursor.i32("the number of rows");
  if (nObs < 0) throw cursor.corrupt(`it has ${nObs} rows`);
  cursor.take(81 + 18, "the header");

  const types = Array.from({ length: nVars }, () => typeOf(cursor));
  const names = Array.from({ length: nVars }, () => cursor.text(33, "the names of the variables"));
  cursor.take(2 * (nVars + 1), "the sort order");
  cursor.take((format === 113 ? 12 : 49) * nVars, "the formats");
  const labelNames = Array.from({ length: nVars }, () => cursor.text(33, "the names of the value labels"));
  cursor.take(81 * nVars, "the labels of the variables");
  skipExpansion(cursor);

  const rowWidth = types.reduce((sum, t) => sum + t.width, 0);
  const dataStart = cursor.take(rowWidth * nObs, "the rows");
  const labels = new Map<string, Map<number, string>>();
  while (cursor.at < cursor.bytes.length) {
    const length = cursor.i32("the length of value labels");
    const name = cursor.text(33, "the name of value labels");
    cursor.take(3, "the padding of value labels");
    labels.set(name, labelTable(cursor, length));
  }
  const longText = (): string => "";
  return { nObs, names, types, labelNames, dataStart, rowWidth, labels, longText };
}

function typeOf(cursor: ByteCursor): DtaType {
  const code = cursor.u8("the types of the variables");
  if (code >= 1 && code <= 244) return { kind: "str", width: code };
  const type = typeCodes[code];
  if (!type) throw cursor.corrupt(`the variable type ${code} at byte ${cursor.at - 1} is unknown`);
  return type;
}

/** Characteristics: a type byte, a length, the content; a type of 0 ends them. */
function skipExpansion(cursor: ByteCursor): void {
  for (;;) {
    const type = cursor.u8("the characteristics");
    const length = cursor.i32("the characteristics");
    if (type === 0 && length === 0) return;
    cursor.take(length, "the characteristics");
  }
}
