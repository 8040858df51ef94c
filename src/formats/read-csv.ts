/**
 * CSV text to a Panel. The separator is found; a column is numeric when every cell that is not blank is a number
 * without a leading zero (codes such as "0101" stay text).
 * @module
 */
import Papa from "papaparse";
import { DataError } from "../contracts/errors.js";
import { type Column, MissingReason, type Panel } from "../contracts/panel.js";

const numeric = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
const leadingZero = /^[-+]?0\d/;
const blank = new Set(["", "NA", "NaN", "nan", "."]);

/**
 * @param source name for messages
 * @throws {DataError} `csv-empty` without a header and a row; `csv-ragged` for a line whose cells do not match the
 * header; `csv-header` for a name that is missing or stands twice
 */
export function readCsv(text: string, source: string): Panel {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ""), { skipEmptyLines: true });
  const fatal = errors.find((e) => e.type === "Quotes");
  if (fatal) {
    throw new DataError("csv-quotes", `A quoted cell is not closed: ${fatal.message}.`, {
      place: { file: source, line: (fatal.row ?? 0) + 1 },
      hint: "Double the quotation marks inside quoted cells.",
    });
  }
  const [header, ...rows] = data;
  if (!header || rows.length === 0) {
    throw new DataError("csv-empty", "A CSV file needs a header and at least one row.", {
      place: { file: source },
      hint: "Check that this is the file you meant.",
    });
  }
  const twice = header.find((name, k) => name.trim() === "" || header.indexOf(name) !== k);
  if (twice !== undefined) {
    throw new DataError("csv-header", `A column name is missing or stands twice: ${JSON.stringify(twice)}.`, {
      place: { file: source, line: 1 },
      hint: "Give every column a name of its own.",
    });
  }
  const ragged = rows.findIndex((row) => row.length !== header.length);
  if (ragged >= 0) {
    throw new DataError(
      "csv-ragged",
      `Row ${ragged + 1} has ${rows[ragged]!.length} cells where the header has ${header.length}.`,
      { place: { file: source, line: ragged + 2 }, hint: "Quote cells that hold the separator." },
    );
  }
  return { source, nObs: rows.length, columns: header.map((name, k) => toColumn(name.trim(), rows, k)) };
}

function toColumn(name: string, rows: readonly string[][], k: number): Column {
  const cells = rows.map((row) => row[k]!.trim());
  const isNumber = cells.every((c) => blank.has(c) || (numeric.test(c) && !leadingZero.test(c)));
  if (isNumber && cells.some((c) => !blank.has(c))) {
    const values = new Float64Array(cells.length);
    const missing = new Uint8Array(cells.length);
    cells.forEach((c, row) => {
      missing[row] = blank.has(c) ? MissingReason.blank : MissingReason.present;
      values[row] = missing[row] ? Number.NaN : Number(c);
    });
    return { type: "number", name, values, missing };
  }
  const index = new Map<string, number>();
  const codes = Int32Array.from(cells, (c) => {
    if (c === "") return -1;
    const code = index.get(c) ?? index.size;
    index.set(c, code);
    return code;
  });
  return { type: "text", name, codes, levels: [...index.keys()] };
}
