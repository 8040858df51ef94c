/**
 * Formats 117 to 119 (Stata 13 and later): sections between tags.
 * @module
 */
import { DataError } from "../../contracts/errors.js";
import type { ByteCursor } from "./byte-cursor.js";
import { labelTable } from "./label-table.js";
import { type DtaLayout, type DtaType, type LabelTables, numberTypes } from "./layout.js";

/** Widths of fields that differ between the formats; `longVariable` is the part of a strL cell that names it. */
const widths = {
  117: { nVars: 2, nObs: 4, label: 1, name: 33, format: 49, varLabel: 81, sort: 2, longVariable: 4, gso: 4 },
  118: {
    nVars: 2,
    nObs: 8,
    label: 2,
    name: 129,
    format: 57,
    varLabel: 321,
    sort: 2,
    longVariable: 2,
    gso: 8,
  },
  119: {
    nVars: 4,
    nObs: 8,
    label: 2,
    name: 129,
    format: 57,
    varLabel: 321,
    sort: 4,
    longVariable: 3,
    gso: 8,
  },
} as const;
type Widths = (typeof widths)[keyof typeof widths];

const typeCodes: Readonly<Record<number, DtaType>> = {
  32768: { kind: "strL", width: 8 },
  65526: numberTypes.double,
  65527: numberTypes.float,
  65528: numberTypes.long,
  65529: numberTypes.int,
  65530: numberTypes.byte,
};

/** @throws {DataError} `dta-truncated`, `dta-corrupt`, `dta-format` */
export function taggedLayout(cursor: ByteCursor): DtaLayout {
  const width = release(cursor);
  const { nVars, nObs } = header(cursor, width);
  cursor.expect("<map>");
  cursor.take(14 * 8, "the map");
  cursor.expect("</map>");

  const list = <T>(tag: string, count: number, read: (what: string) => T): T[] => {
    cursor.expect(`<${tag}>`);
    const items: T[] = [];
    for (let k = 0; k < count; k++) items.push(read(`<${tag}>`));
    cursor.expect(`</${tag}>`);
    return items;
  };
  const types = list("variable_types", nVars, (what) => typeOf(cursor, what));
  const names = list("varnames", nVars, (what) => cursor.text(width.name, what));
  list("sortlist", nVars + 1, (what) => cursor.take(width.sort, what));
  list("formats", nVars, (what) => cursor.take(width.format, what));
  const labelNames = list("value_label_names", nVars, (what) => cursor.text(width.name, what));
  list("variable_labels", nVars, (what) => cursor.take(width.varLabel, what));
  skipCharacteristics(cursor);

  cursor.expect("<data>");
  const rowWidth = types.reduce((sum, t) => sum + t.width, 0);
  const dataStart = cursor.take(rowWidth * nObs, "<data>");
  cursor.expect("</data>");
  const longText = longTexts(cursor, width);
  const labels = valueLabels(cursor, width);
  cursor.expect("</stata_dta>");
  return { nObs, names, types, labelNames, dataStart, rowWidth, labels, longText };
}

function release(cursor: ByteCursor): Widths {
  cursor.expect("<stata_dta><header><release>");
  const text = cursor.text(3, "the release");
  if (!Object.hasOwn(widths, text)) {
    throw new DataError("dta-format", `Stata formats 113 to 119 can be read; this file has format ${text}.`, {
      place: { file: cursor.source },
      received: text,
      hint: "Save it with saveold in Stata, or export it as CSV.",
    });
  }
  cursor.expect("</release>");
  if (text !== "117") cursor.decoder = new TextDecoder("utf-8");
  return widths[Number(text) as keyof typeof widths];
}

function header(cursor: ByteCursor, width: Widths): { nVars: number; nObs: number } {
  cursor.expect("<byteorder>");
  const order = cursor.text(3, "the byte order");
  if (order !== "LSF" && order !== "MSF") throw cursor.corrupt(`the byte order is ${JSON.stringify(order)}`);
  cursor.little = order === "LSF";
  cursor.expect("</byteorder><K>");
  const nVars = cursor.unsigned(width.nVars, "the number of variables");
  cursor.expect("</K><N>");
  const nObs = cursor.unsigned(width.nObs, "the number of rows");
  cursor.expect("</N><label>");
  cursor.take(cursor.unsigned(width.label, "the label"), "the label");
  cursor.expect("</label><timestamp>");
  cursor.take(cursor.u8("the time stamp"), "the time stamp");
  cursor.expect("</timestamp></header>");
  return { nVars, nObs };
}

function typeOf(cursor: ByteCursor, what: string): DtaType {
  const code = cursor.unsigned(2, what);
  if (code >= 1 && code <= 2045) return { kind: "str", width: code };
  const type = typeCodes[code];
  if (!type) throw cursor.corrupt(`the variable type ${code} at byte ${cursor.at - 2} is unknown`);
  return type;
}

function skipCharacteristics(cursor: ByteCursor): void {
  cursor.expect("<characteristics>");
  while (cursor.skipIf("<ch>")) {
    cursor.take(cursor.unsigned(4, "<characteristics>"), "<characteristics>");
    cursor.expect("</ch>");
  }
  cursor.expect("</characteristics>");
}

/** Long strings: "GSO", variable, row, kind, length, content. Cells name them by variable and row. */
function longTexts(cursor: ByteCursor, width: Widths): (cell: number) => string {
  const texts = new Map<string, string>();
  cursor.expect("<strls>");
  while (cursor.skipIf("GSO")) {
    const variable = cursor.unsigned(4, "<strls>");
    const row = cursor.unsigned(width.gso, "<strls>");
    cursor.take(1, "<strls>");
    texts.set(`${variable},${row}`, cursor.text(cursor.unsigned(4, "<strls>"), "<strls>"));
  }
  cursor.expect("</strls>");
  const first = width.longVariable;
  return (cell) => {
    const variable = cursor.unsignedAt(cell, first);
    const row = cursor.unsignedAt(cell + first, 8 - first);
    if (variable === 0 && row === 0) return "";
    const text = texts.get(`${variable},${row}`);
    if (text === undefined) throw cursor.corrupt(`the long string at byte ${cell} points at nothing`);
    return text;
  };
}

function valueLabels(cursor: ByteCursor, width: Widths): LabelTables {
  const labels = new Map<string, Map<number, string>>();
  cursor.expect("<value_labels>");
  while (cursor.skipIf("<lbl>")) {
    const length = cursor.unsigned(4, "<value_labels>");
    const name = cursor.text(width.name, "<value_labels>");
    cursor.take(3, "<value_labels>");
    labels.set(name, labelTable(cursor, length));
    cursor.expect("</lbl>");
  }
  cursor.expect("</value_labels>");
  return labels;
}
