/**
 * Tables that Gravitas writes for itself: columns in JSON with what they are about, or plain CSV.
 * @module
 */
import { DataError } from "../contracts/errors.js";
import { type Column, MissingReason, type Panel } from "../contracts/panel.js";
import { textColumn } from "./text-column.js";

export type Cell = string | number | null;

export interface FlowTable {
  /** What the table is and how it was made; any JSON. */
  readonly about: Readonly<Record<string, unknown>>;
  readonly columns: readonly { readonly name: string; readonly values: readonly Cell[] }[];
}

/** `{ "about": …, "columns": { name: [values], … } }`; what is no finite number is null. */
export function flowTableToJson({ about, columns }: FlowTable): string {
  const list = columns.map(({ name, values }) => `  ${JSON.stringify(name)}: ${JSON.stringify(values)}`);
  const head = JSON.stringify(about, null, 1).replace(/\n/g, "\n ");
  return `{\n "about": ${head},\n "columns": {\n${list.join(",\n")}\n }\n}\n`;
}

/** The columns as CSV, full precision; an empty cell where there is no number. */
export function flowTableToCsv({ columns }: FlowTable): string {
  const cell = (value: Cell): string => {
    if (value === null || (typeof value === "number" && !Number.isFinite(value))) return "";
    const text = String(value);
    return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const rows = (columns[0]?.values ?? []).map((_, n) => columns.map((c) => cell(c.values[n]!)).join(","));
  return `${[columns.map((c) => cell(c.name)).join(","), ...rows].join("\n")}\n`;
}

/**
 * Reads what `flowTableToJson` writes.
 * @throws {DataError} `json-table` unless it has columns of equal length of numbers, texts and nulls
 */
export function readFlowTable(text: string, source: string): Panel {
  const wrong = (what: string): DataError =>
    new DataError("json-table", `A table in JSON has "columns" of equal length: ${what}.`, {
      place: { file: source },
      hint: 'For example {"columns": {"exporter": ["A"], "importer": ["B"], "value": [1]}}.',
    });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw wrong(cause instanceof Error ? cause.message : "it is no JSON");
  }
  const columns = isRecord(value) ? value.columns : undefined;
  if (!isRecord(columns)) throw wrong("there are none");
  const entries = Object.entries(columns);
  const nObs = Array.isArray(entries[0]?.[1]) ? entries[0][1].length : 0;
  if (nObs === 0) throw wrong("there are no rows");
  return {
    source,
    nObs,
    columns: entries.map(([name, cells]): Column => {
      if (!Array.isArray(cells) || cells.length !== nObs) throw wrong(`${name} has not ${nObs} cells`);
      const at = cells.findIndex((c) => c !== null && typeof c !== "string" && typeof c !== "number");
      if (at >= 0) throw wrong(`${name} holds ${JSON.stringify(cells[at])} in row ${at + 1}`);
      return toColumn(name, cells as Cell[]);
    }),
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function toColumn(name: string, cells: readonly Cell[]): Column {
  if (cells.some((cell) => typeof cell === "string")) {
    return textColumn(name, cells.length, (row) => (cells[row] === null ? null : String(cells[row])));
  }
  return {
    type: "number",
    name,
    values: Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : Number(cell))),
    missing: Uint8Array.from(cells, (cell) => (cell === null ? MissingReason.blank : MissingReason.present)),
  };
}
