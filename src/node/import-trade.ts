/**
 * Publishers' files in, one file of trade out: reading, checks, preparation, writing.
 * @module
 */
import { basename } from "node:path";
import type { ImportReport, LeftOutReason, TradeLayout } from "../contracts/dataset.js";
import { DataError, InputError } from "../contracts/errors.js";
import {
  addDomestic,
  addZeros,
  balancePanel,
  type ColumnChoice,
  type Convention,
  checkImport,
  counted,
  type ImportFacts,
  Intake,
  type IntakeOptions,
  importReport,
  type MatchedColumns,
  type MirrorRule,
  reconcileMirrors,
  type TradeSink,
  TradeTable,
} from "../datasets/index.js";
import { hsVintage } from "../goods/index.js";
import { outputFile } from "./output-file.js";
import { readTable } from "./read-table.js";
import { fileBytes, readTradeFile } from "./trade-file.js";
import { type TradeWriter, tradeWriter } from "./trade-writer.js";

/** Rows of a row group: some megabytes a column. */
const groupRows = 500_000;

export interface ImportRequest {
  readonly files: readonly string[];
  readonly out: string | null;
  readonly convention: Convention;
  readonly choice: ColumnChoice;
  readonly hs: boolean;
  readonly vintage: number | null;
  readonly years: IntakeOptions["years"];
  readonly digits: number | null;
  readonly duplicates: IntakeOptions["duplicates"];
  readonly ownCodes: ReadonlyMap<string, string>;
  /** Digits that goods are added up to (0: all goods), or null. */
  readonly sumTo: number | null;
  readonly mirror: MirrorRule | null;
  readonly cifFactor: number;
  readonly production: string | null;
  readonly zeros: boolean;
  readonly balance: boolean;
  /** A CSV file for every row that was left out. */
  readonly leftOut: string | null;
  readonly accept: { readonly units: boolean; readonly unknown: boolean };
  readonly known: ReadonlyMap<string, number>;
  /** Keeps the rows in memory and returns them. */
  readonly keep?: boolean;
  readonly onProgress: (bytes: number, rows: number) => void;
}

export interface Imported {
  readonly report: ImportReport;
  readonly intake: Intake;
  /** Why the rows would be refused; only where nothing is written. */
  readonly refused: DataError | null;
  /** All rows, where they were held. */
  readonly table: TradeTable | null;
}

/**
 * @throws {InputError} {DataError} what reading, checking and preparing throw; no file is then left behind
 */
export async function importTrade(request: ImportRequest): Promise<Imported> {
  const whole = needsTable(request);
  const table = whole ? new TradeTable(sectorOf(request)) : null;
  const layout = layoutOf(request);
  const writer = request.out === null ? null : tradeWriter(request.out, layout);
  const list = request.leftOut === null ? null : leftOutList(request.leftOut);
  try {
    const sink: TradeSink = table ?? writer ?? { write: () => {} };
    const vintage = request.vintage ?? vintageOfNames(request);
    const intake = new Intake(
      {
        ...request,
        vintage,
        batchRows: groupRows,
        ...(list ? { onLeftOut: list.add } : {}),
      },
      sink,
    );
    const { columns, files, warnings } = await readAll(request, intake);
    intake.finish();
    const facts = { files, known: request.known, accept: request.accept };
    const refused = checked(intake, facts, request.out !== null, warnings);
    const prepared = table ? await prepare(table, request, intake) : null;
    if (prepared && writer) prepared.table.pour(writer, groupRows);
    const report = importReport(intake, {
      ...facts,
      columns,
      out: request.out,
      written: writtenBy(intake, prepared?.table ?? null),
      steps: prepared?.steps ?? [],
      valuation: request.mirror === null ? request.convention.valuation : "fob",
      warnings,
    });
    commit(writer, report);
    list?.commit();
    return { report, intake, refused, table: prepared?.table ?? null };
  } finally {
    writer?.abort();
    list?.abort();
  }
}

/** Adds doubts to the warnings. What is refused is thrown where something is to be written, else returned. */
function checked(
  intake: Intake,
  facts: Parameters<typeof checkImport>[1],
  writes: boolean,
  warnings: string[],
): DataError | null {
  try {
    warnings.push(...checkImport(intake, facts));
    return null;
  } catch (error) {
    if (writes || !(error instanceof DataError)) throw error;
    return error;
  }
}

function writtenBy(intake: Intake, table: TradeTable | null): ImportFacts["written"] {
  if (table === null)
    return { rows: intake.rowsTaken, usdMillion: intake.totals.all, sectors: intake.sectors.list.length };
  return { rows: table.n, usdMillion: sum(table), sectors: table.sectors.list.length };
}

async function readAll(
  request: ImportRequest,
  intake: Intake,
): Promise<{ columns: MatchedColumns; files: { name: string; rows: number }[]; warnings: string[] }> {
  const files: { name: string; rows: number }[] = [];
  const warnings: string[] = [];
  let columns: MatchedColumns | null = null;
  let before = 0;
  for (const path of request.files) {
    const size = fileBytes(path);
    const name = path === "-" ? "standard input" : path;
    intake.startFile(basename(name), request.files.length > 1);
    const read = await readTradeFile(path, intake, request.choice, (bytes) =>
      request.onProgress(before + bytes, intake.rowsRead),
    );
    before += size;
    files.push({ name, rows: read.rows });
    warnings.push(...read.warnings, ...yearOfName(path, request, intake));
    if (columns !== null && columns.dollars !== read.columns.dollars) {
      throw new InputError("units-differ", `${name} is in another unit than ${files[0]!.name}.`, {
        place: { file: name },
        hint: "Import them one by one.",
      });
    }
    columns = read.columns;
  }
  if (columns === null) throw new InputError("arguments", "gravitas data import needs a file.", {});
  return { columns, files, warnings };
}

/** BACI_HS17_Y2020_V202401.csv tells the vintage and the year. */
const baciName = /BACI_(HS\d\d)_Y(\d{4})_V/i;

function vintageOfNames({ files, convention }: ImportRequest): number | null {
  if (convention.dataset !== "baci") return null;
  const named = new Set(files.map((file) => hsVintage(baciName.exec(basename(file))?.[1] ?? "")));
  if (named.size > 1) {
    throw new InputError("vintages-differ", "The files are of several vintages of the Harmonized System.", {
      received: files.map((file) => basename(file)),
      hint: "Import those of one vintage together.",
    });
  }
  return [...named][0] ?? null;
}

function yearOfName(path: string, { convention }: ImportRequest, intake: Intake): string[] {
  const year = convention.dataset === "baci" ? baciName.exec(basename(path))?.[2] : undefined;
  if (year === undefined || intake.years.list.includes(year)) return [];
  return [`${basename(path)} says the year ${year}, of which it has no row.`];
}

function needsTable(request: ImportRequest): boolean {
  const { duplicates, sumTo, mirror, production, zeros, balance, keep } = request;
  if (keep) return true;
  return duplicates === "sum" || sumTo !== null || mirror !== null || production !== null || zeros || balance;
}

function layoutOf({ convention, mirror }: ImportRequest): TradeLayout {
  const sided = convention.flow.length > 0;
  const panel = convention.dataset === "panel";
  return {
    sector: true,
    sides: sided || mirror !== null || panel,
    tons: convention.tons.length > 0,
    origin: convention.dataset !== "baci",
  };
}

function sectorOf({ sumTo, hs }: ImportRequest): (label: string) => string {
  if (sumTo === null) return (label) => label;
  if (sumTo === 0) return () => "all";
  if (!hs) {
    throw new InputError(
      "not-hs",
      "Only goods in the Harmonized System can be added up to chapters or headings.",
      {
        place: { field: "--sum-to" },
        hint: "Take --sum-to total, or say the vintage of the codes with --hs.",
      },
    );
  }
  return (label) => label.slice(0, sumTo);
}

async function prepare(
  given: TradeTable,
  request: ImportRequest,
  intake: Intake,
): Promise<{ table: TradeTable; steps: string[] }> {
  const steps: string[] = [];
  let table = given;
  if (table.summed > 0) {
    const why =
      request.sumTo === null ? "of a cell that an earlier row has" : "of a sector that an earlier row has";
    steps.push(`Added up: ${counted(table.summed, "row")} ${why}.`);
  }
  if (request.mirror !== null) {
    const reconciled = reconcileMirrors(table, { rule: request.mirror, cifFactor: request.cifFactor });
    table = reconciled.table;
    steps.push(...reconciled.steps);
  } else if (intake.sided && (request.zeros || request.balance || request.production !== null)) {
    throw new InputError(
      "mirror-missing",
      "Exporters' and importers' reports of one flow must become one first.",
      {
        place: { field: "--mirror" },
        hint: "Give --mirror importer, exporter, mean or larger.",
      },
    );
  }
  if (request.production !== null) steps.push(...addDomestic(table, await readTable(request.production)));
  if (request.zeros) steps.push(addZeros(table));
  if (request.balance) steps.push(balancePanel(table, intake.tally));
  return { table, steps };
}

function sum(table: TradeTable): number {
  let total = 0;
  for (let k = 0; k < table.n; k++) total += table.value[k]!;
  return total;
}

function commit(writer: TradeWriter | null, report: ImportReport): void {
  writer?.commit({
    "gravitas.dataset": report.dataset,
    "gravitas.rows": String(report.rowsWritten),
    "gravitas.title": report.title.replace(/, as imported$/, ""),
    "gravitas.unit": "million current US dollars",
    "gravitas.valuation": report.valuation,
    "gravitas.hs": String(report.hsVintage ?? ""),
    "gravitas.steps": report.steps.join("\n"),
  });
}

function leftOutList(path: string) {
  const file = outputFile(path);
  const encoder = new TextEncoder();
  let text = "place,reason,text,usd_million\n";
  const flush = (): void => {
    file.write(encoder.encode(text));
    text = "";
  };
  return {
    add: (place: string, reason: LeftOutReason, cell: string, usdMillion: number): void => {
      const quoted = /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
      text += `${place},${reason},${quoted},${Number.isNaN(usdMillion) ? "" : usdMillion}\n`;
      if (text.length > 1e6) flush();
    },
    commit: (): void => {
      flush();
      file.commit();
    },
    abort: (): void => file.abort(),
  };
}
