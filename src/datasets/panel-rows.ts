/**
 * A table that is in memory already (Parquet, Stata), row by row into an Intake.
 * @module
 */
import type { Column, Panel } from "../contracts/panel.js";
import type { CodeTable } from "./code-table.js";
import { emptyRow, factorsOf, notANumber } from "./csv-rows.js";
import type { Intake } from "./intake.js";
import { type ColumnChoice, type MatchedColumns, matchColumns } from "./match-columns.js";

/** @param before rows of the file that came before; @returns the columns that were found; throws what the rows of a CSV file throw */
export function panelRows(panel: Panel, intake: Intake, choice: ColumnChoice, before = 0): MatchedColumns {
  const names = panel.columns.map(({ name }) => name);
  const columns = matchColumns(intake.options.convention, names, choice, panel.source);
  const column = (at: number): Column | undefined => (at < 0 ? undefined : panel.columns[at]);
  const { codes } = intake;
  const year = idsOf(column(columns.year), codes.year);
  const exporter = idsOf(column(columns.exporter), codes.exporter);
  const importer = idsOf(column(columns.importer), codes.importer);
  const flow = idsOf(column(columns.flow), codes.flow);
  const sector = idsOf(column(columns.sector), codes.sector);
  const vintage = idsOf(column(columns.vintage), codes.vintage);
  const mirrorFlag = idsOf(column(columns.mirrorFlag), codes.mirrorFlag);
  const zeroFlag = idsOf(column(columns.zeroFlag), codes.zeroFlag);
  const origin = idsOf(column(columns.origin), codes.origin);
  const [byValue, byFob, byCif, byTons] = factorsOf(columns) as [number, number, number, number];
  const value = numbersOf(column(columns.value), panel.source);
  const fob = numbersOf(column(columns.fob), panel.source);
  const cif = numbersOf(column(columns.cif), panel.source);
  const tons = numbersOf(column(columns.tons), panel.source);
  const parts = columns.whole.map(({ column: at, name, texts }) => ({
    name,
    texts,
    text: textOf(column(at)!),
  }));
  const raw = emptyRow();
  for (let row = 0; row < panel.nObs; row++) {
    raw.year = year(row);
    raw.exporter = exporter(row);
    raw.importer = importer(row);
    raw.flow = flow(row);
    raw.sector = sector(row);
    raw.vintage = vintage(row);
    raw.mirrorFlag = mirrorFlag(row);
    raw.zeroFlag = zeroFlag(row);
    raw.origin = origin(row);
    raw.value = value(row) / byValue;
    raw.fob = fob(row) / byFob;
    raw.cif = cif(row) / byCif;
    raw.tons = tons(row) * byTons;
    const part = parts.find(({ texts, text }) => text(row) !== "" && !texts.includes(text(row)));
    raw.part = part === undefined ? null : `${part.name} ${part.text(row)}`;
    intake.take(before + row + 1, raw);
  }
  return columns;
}

function textOf(column: Column): (row: number) => string {
  if (column.type === "text")
    return (row) => (column.codes[row]! < 0 ? "" : column.levels[column.codes[row]!]!);
  return (row) => {
    const value = column.values[row]!;
    return Number.isNaN(value) ? "" : (column.labels?.get(value) ?? String(value));
  };
}

function idsOf(column: Column | undefined, table: CodeTable): (row: number) => number {
  if (column === undefined) return () => -1;
  if (column.type === "text") {
    const blank = table.idOfText("");
    const ids = column.levels.map((text) => table.idOfText(text));
    return (row) => ids[column.codes[row]!] ?? blank;
  }
  const text = textOf(column);
  return (row) => table.idOfText(text(row));
}

function numbersOf(column: Column | undefined, source: string): (row: number) => number {
  if (column === undefined) return () => Number.NaN;
  if (column.type === "number") return (row) => column.values[row]!;
  return (row) => {
    if (column.codes[row]! < 0) return Number.NaN;
    throw notANumber(source, row + 1, column.name, column.levels[column.codes[row]!]!);
  };
}
