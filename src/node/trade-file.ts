/**
 * A publisher's file, read piece by piece.
 * @module
 */
import { closeSync, createReadStream, openSync, readSync, statSync } from "node:fs";
import { createGunzip } from "node:zlib";
import { DataError, InputError } from "../contracts/errors.js";
import {
  type ColumnChoice,
  CsvRows,
  type Intake,
  type MatchedColumns,
  panelRows,
} from "../datasets/index.js";
import { findSeparator, LineBlocks, readParquetGroups, scanCells } from "../formats/index.js";
import { readTable } from "./read-table.js";

const pieceBytes = 4 * 1024 * 1024;
const parquetName = /\.(parquet|parq|pq)$/i;

export interface TradeFileRead {
  readonly columns: MatchedColumns;
  readonly rows: number;
  readonly warnings: readonly string[];
}

/**
 * Feeds every row of a file into an Intake: CSV (also gzipped, also from standard input as `-`) in pieces of a few
 * megabytes, Parquet and Stata at once.
 *
 * @param onBytes told how many bytes of the file have been read
 * @throws {InputError} `no-such-file`, `not-a-file`, what matchColumns throws
 * @throws {DataError} `empty-file`, `gzip`, `csv-long-row`, what scanCells and Intake throw
 */
export async function readTradeFile(
  path: string,
  intake: Intake,
  choice: ColumnChoice,
  onBytes: (bytes: number) => void,
): Promise<TradeFileRead> {
  if (parquetName.test(path)) return readGroups(path, intake, choice, onBytes);
  if (/\.(parquet|parq|pq|dta)(\.gz)?$/i.test(path)) {
    const panel = await readTable(path);
    return { columns: panelRows(panel, intake, choice), rows: panel.nObs, warnings: [] };
  }
  const name = path === "-" ? "standard input" : path;
  const csv = new CsvRows(name, intake, choice);
  const blocks = new LineBlocks();
  for await (const piece of pieces(path, name, onBytes)) {
    const block = blocks.push(piece);
    if (block) csv.block(block);
    if (blocks.stuck) {
      throw new DataError("csv-long-row", "A row is longer than 64 MB, or a quoted cell is not closed.", {
        place: { file: name, line: csv.rows + 2 },
        hint: "Check that this is a CSV file.",
      });
    }
  }
  const rest = blocks.finish();
  const warnings: string[] = [];
  if (rest.length > 0) {
    csv.block(rest);
    warnings.push(`${name} ends without a line end, in data row ${csv.rows}: see that it is whole.`);
  }
  if (csv.columns === null || csv.rows === 0) {
    throw new DataError(
      "empty-file",
      csv.columns === null ? "There is nothing in it." : "There is no row in it.",
      {
        place: { file: name },
        hint: "Check that this is the file you meant.",
      },
    );
  }
  return { columns: csv.columns, rows: csv.rows, warnings };
}

/** Parquet, a row group at a time. */
async function readGroups(
  path: string,
  intake: Intake,
  choice: ColumnChoice,
  onBytes: (bytes: number) => void,
): Promise<TradeFileRead> {
  const byteLength = fileBytes(path);
  const descriptor = openSync(path, "r");
  try {
    let rows = 0;
    let columns: MatchedColumns | null = null;
    for await (const { panel, about } of readParquetGroups(
      { byteLength, slice: slices(descriptor, byteLength) },
      path,
    )) {
      if (columns === null) intake.recall(about);
      columns = panelRows(panel, intake, choice, rows);
      rows += panel.nObs;
      onBytes((byteLength * rows) / Math.max(rows, Number(about.get("gravitas.rows") ?? rows)));
    }
    return { columns: columns!, rows, warnings: [] };
  } finally {
    closeSync(descriptor);
  }
}

function slices(descriptor: number, byteLength: number) {
  return (start: number, end = byteLength): ArrayBuffer => {
    if (start < 0 || end > byteLength || start > end) throw new RangeError(`bytes ${start} to ${end}`);
    const bytes = new Uint8Array(end - start);
    for (let at = 0; at < bytes.length; ) {
      const read = readSync(descriptor, bytes, at, bytes.length - at, start + at);
      if (read === 0) throw new RangeError(`bytes ${start} to ${end}`);
      at += read;
    }
    return bytes.buffer;
  };
}

/** @throws {InputError} `no-such-file`, `not-a-file` */
export function fileBytes(path: string): number {
  if (path === "-") return Number.NaN;
  try {
    const stat = statSync(path);
    if (!stat.isDirectory()) return stat.size;
  } catch (cause) {
    throw new InputError("no-such-file", "There is no such file.", {
      place: { file: path },
      hint: "Check the path, or give - to read standard input.",
      cause,
    });
  }
  throw new InputError("not-a-file", "This is a folder; a file is needed.", {
    place: { file: path },
    hint: "Name the files in it.",
  });
}

/** Names of a file's columns. @throws what readTradeFile throws */
export async function headerOf(path: string): Promise<string[]> {
  if (parquetName.test(path)) {
    const byteLength = fileBytes(path);
    const descriptor = openSync(path, "r");
    try {
      const file = { byteLength, slice: slices(descriptor, byteLength) };
      for await (const { panel } of readParquetGroups(file, path))
        return panel.columns.map(({ name }) => name);
    } finally {
      closeSync(descriptor);
    }
  }
  if (/\.(parquet|parq|pq|dta)(\.gz)?$/i.test(path))
    return (await readTable(path)).columns.map(({ name }) => name);
  const name = path === "-" ? "standard input" : path;
  if (path === "-") {
    throw new InputError("dataset-missing", "From standard input the data set must be named.", {
      place: { field: "--as" },
      hint: "For example --as baci.",
    });
  }
  fileBytes(path);
  const header: string[] = [];
  for await (const piece of pieces(path, name, () => {})) {
    const end = piece.indexOf(0x0a);
    const line = piece.subarray(piece[0] === 0xef ? 3 : 0, end < 0 ? piece.length : end);
    const text = new TextDecoder();
    const sink = {
      cell: (_row: number, _column: number, start: number, to: number): boolean => {
        header.push(text.decode(line.subarray(start, to)));
        return true;
      },
      endRow: (): void => {},
    };
    scanCells(line, 0, findSeparator(line, 0), sink, name);
    break;
  }
  return header;
}

async function* pieces(
  path: string,
  name: string,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const raw = path === "-" ? process.stdin : createReadStream(path, { highWaterMark: pieceBytes });
  let read = 0;
  let first = true;
  let gunzip: ReturnType<typeof createGunzip> | null = null;
  for await (const piece of raw as AsyncIterable<Buffer>) {
    if (first && piece[0] === 0x1f && piece[1] === 0x8b) gunzip = createGunzip({ chunkSize: pieceBytes });
    if (first && piece[0] === 0x50 && piece[1] === 0x4b) throw zipped(name);
    first = false;
    read += piece.length;
    onBytes(read);
    if (gunzip === null) yield piece;
    else yield* unpacked(gunzip, piece, name);
  }
  if (gunzip !== null) yield* unpacked(gunzip, null, name);
}

/** What a piece of a gzipped file unpacks to; the last call, with null, ends it. */
async function* unpacked(
  gunzip: ReturnType<typeof createGunzip>,
  piece: Buffer | null,
  name: string,
): AsyncGenerator<Uint8Array> {
  const out: Buffer[] = [];
  const take = (bytes: Buffer): void => {
    out.push(bytes);
  };
  gunzip.on("data", take);
  try {
    await new Promise<void>((resolve, reject) => {
      gunzip.once("error", reject);
      const done = (error?: Error | null): void => {
        gunzip.off("error", reject);
        if (error) reject(error);
        else resolve();
      };
      if (piece !== null) gunzip.write(piece, done);
      else gunzip.end().once("end", () => done());
    });
  } catch (cause) {
    throw new DataError("gzip", "The file is gzipped but cannot be unpacked to its end.", {
      place: { file: name },
      hint: "It is truncated or damaged: copy it again.",
      cause,
    });
  } finally {
    gunzip.off("data", take);
  }
  yield* out;
}

function zipped(name: string): DataError {
  return new DataError("zip", "This is a zip archive; a CSV file is needed.", {
    place: { file: name },
    hint: "Unpack it, or pipe its file: unzip -p ARCHIVE FILE.csv | gravitas data import - --as baci …",
  });
}
