/**
 * Parquet files to a Panel, in Node and in a browser, by hyparquet (all codecs).
 * @module
 */
import {
  type Compressors,
  type DecodedArray,
  type FileMetaData,
  parquetMetadata,
  parquetRead,
  parquetSchema,
  type SchemaElement,
} from "hyparquet";
import { DataError } from "../contracts/errors.js";
import { type Column, MissingReason, type Panel } from "../contracts/panel.js";
import { textColumn } from "./text-column.js";

export interface ParquetOptions {
  /** Columns to read; all where left out. Those that the file lacks are passed over. */
  readonly columns?: readonly string[];
}

/**
 * Reads flat columns: numbers and booleans (as 0 and 1) as doubles, texts dictionary-encoded, days and times as ISO
 * text. A null or an empty text is a blank cell.
 *
 * @param given  the whole file
 * @param source name for messages
 * @throws {DataError} `parquet-format` (not Parquet, or truncated), `parquet-corrupt` with the column, `parquet-nested`,
 * `parquet-integer` for whole numbers beyond 2^53 with the row, `parquet-empty`
 */
export async function readParquet(
  given: Uint8Array,
  source: string,
  options: ParquetOptions = {},
): Promise<Panel> {
  // Node's Buffer slices without copying, unlike the array that it is.
  const bytes = new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  const file = {
    byteLength: bytes.byteLength,
    slice: (start: number, end?: number): ArrayBuffer => {
      // Footers of truncated files point past the end: what is read must be there.
      if (start < 0 || (end ?? start) > bytes.byteLength) throw new RangeError(`bytes ${start} to ${end}`);
      return bytes.slice(start, end).buffer as ArrayBuffer;
    },
  };
  const metadata = footer(bytes, source);
  return readRows(file, metadata, source, options, [0, Number(metadata.num_rows)]);
}

/** A file of which pieces are read as they are needed. */
export interface ParquetFile {
  readonly byteLength: number;
  slice(start: number, end?: number): ArrayBuffer;
}

/**
 * The same, a row group at a time, so that a file larger than memory can be passed over.
 *
 * @returns panels of at least one row, with the file's metadata of its own (key and value); throws what readParquet throws
 */
export async function* readParquetGroups(
  file: ParquetFile,
  source: string,
  options: ParquetOptions = {},
): AsyncGenerator<{ readonly panel: Panel; readonly about: ReadonlyMap<string, string> }> {
  const metadata = footer(endOf(file), source);
  const about = new Map(metadata.key_value_metadata?.map(({ key, value }) => [key, value ?? ""]));
  let row = 0;
  for (const { num_rows } of metadata.row_groups) {
    const end = row + Number(num_rows);
    if (end > row) yield { panel: await readRows(file, metadata, source, options, [row, end]), about };
    row = end;
  }
  if (row === 0) yield { panel: await readRows(file, metadata, source, options, [0, 0]), about };
}

/** The first four bytes, and the footer with its length, as one short file. */
function endOf(file: ParquetFile): Uint8Array {
  if (file.byteLength < 12) return new Uint8Array(file.slice(0, file.byteLength));
  const length = new DataView(file.slice(file.byteLength - 8, file.byteLength - 4)).getUint32(0, true);
  const from = Math.max(4, file.byteLength - 8 - length);
  const bytes = new Uint8Array(4 + file.byteLength - from);
  bytes.set(new Uint8Array(file.slice(0, 4)));
  bytes.set(new Uint8Array(file.slice(from, file.byteLength)), 4);
  return bytes;
}

async function readRows(
  file: ParquetFile,
  metadata: FileMetaData,
  source: string,
  options: ParquetOptions,
  [from, to]: readonly [number, number],
): Promise<Panel> {
  const nObs = to - from;
  const schema = parquetSchema(metadata);
  const wanted = options.columns && new Set(options.columns);
  const fields = schema.children.filter((c) => !wanted || wanted.has(c.element.name));
  if (schema.children.length === 0 || nObs === 0) {
    throw new DataError(
      "parquet-empty",
      `The file has ${schema.children.length} columns and ${nObs} rows; at least one of each is needed.`,
      { place: { file: source }, hint: "Check that this is the file you meant." },
    );
  }
  // Codecs are heavy: loaded only by those who read Parquet.
  const { compressors } = await import("hyparquet-compressors");
  const columns: Column[] = [];
  for (const field of fields) {
    const name = field.element.name;
    if (field.children.length > 0 || field.element.repetition_type === "REPEATED") {
      throw new DataError("parquet-nested", `Column ${name} is nested; flat columns are needed.`, {
        place: { file: source, field: name },
        hint: "Write the file without lists and structs.",
      });
    }
    columns.push(
      await readColumn(file, metadata, {
        name,
        from,
        nObs,
        source,
        compressors,
        numeric: isNumberType(field.element),
      }),
    );
  }
  return { source, nObs, columns };
}

function footer(bytes: Uint8Array, source: string): FileMetaData {
  const fail = (what: string, cause?: unknown): DataError =>
    new DataError("parquet-format", what, {
      place: { file: source },
      hint: "It is truncated, or no Parquet file: copy or write it again.",
      cause,
    });
  const magic = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 12 || magic(0) !== "PAR1") throw fail('A Parquet file starts with "PAR1".');
  if (magic(bytes.length - 4) !== "PAR1") {
    throw fail(`A Parquet file ends with "PAR1"; this one ends at byte ${bytes.length} without it.`);
  }
  try {
    return parquetMetadata(bytes);
  } catch (cause) {
    throw fail(`Its footer (the last bytes before byte ${bytes.length}) cannot be read.`, cause);
  }
}

interface Wanted {
  readonly name: string;
  /** The first row, and how many. */
  readonly from: number;
  readonly nObs: number;
  readonly source: string;
  /** The schema says that it holds numbers. */
  readonly numeric: boolean;
  readonly compressors: Compressors;
}

/** Plain numbers, by the schema; days, times and the like are told by their cells. */
function isNumberType({ type, converted_type, logical_type }: SchemaElement): boolean {
  const plain = type === "DOUBLE" || type === "FLOAT" || type === "INT32" || type === "INT64";
  const width = converted_type === undefined || /^U?INT_/.test(converted_type);
  return plain && width && (logical_type === undefined || logical_type.type === "INTEGER");
}

async function readColumn(
  file: { byteLength: number; slice: (start: number, end?: number) => ArrayBuffer },
  metadata: FileMetaData,
  wanted: Wanted,
): Promise<Column> {
  const { name, from, nObs, source, compressors } = wanted;
  const chunks: { data: DecodedArray; start: number }[] = [];
  const corrupt = (what: string, cause?: unknown): DataError =>
    new DataError("parquet-corrupt", `Column ${name} cannot be read: ${what}.`, {
      place: { file: source, field: name },
      hint: "The file is truncated or corrupt: copy or write it again.",
      cause,
    });
  try {
    await parquetRead({
      file,
      metadata,
      columns: [name],
      compressors,
      rowStart: from,
      rowEnd: from + nObs,
      onChunk: (chunk) => chunks.push({ data: chunk.columnData, start: chunk.rowStart - from }),
    });
  } catch (cause) {
    throw corrupt(cause instanceof Error ? cause.message : String(cause), cause);
  }
  const read = chunks.reduce((sum, c) => sum + c.data.length, 0);
  if (read !== nObs) throw corrupt(`it has ${read} rows where the file says ${nObs}`);
  return toColumn(chunks, wanted);
}

function toColumn(chunks: readonly { data: DecodedArray; start: number }[], wanted: Wanted): Column {
  const { name, nObs, numeric } = wanted;
  if (numeric || chunks.every(({ data }) => isNumeric(data))) {
    const values = new Float64Array(nObs);
    const missing = new Uint8Array(nObs);
    for (const { data, start } of chunks) copyNumbers(data, { values, missing, start, wanted });
    return { type: "number", name, values, missing };
  }
  const cells: unknown[] = new Array(nObs).fill(null);
  for (const { data, start } of chunks) {
    for (let k = 0; k < data.length; k++) cells[start + k] = data[k];
  }
  return textColumn(name, nObs, (row) => asText(cells[row]));
}

/** Whether all that is not null are numbers; a column of nulls alone is a column of missing numbers. */
function isNumeric(data: DecodedArray): boolean {
  if (!Array.isArray(data)) return true;
  return data.every(
    (v) =>
      v === null ||
      v === undefined ||
      typeof v === "number" ||
      typeof v === "bigint" ||
      typeof v === "boolean",
  );
}

interface Into {
  readonly values: Float64Array;
  readonly missing: Uint8Array;
  readonly start: number;
  readonly wanted: Wanted;
}

function copyNumbers(data: DecodedArray, { values, missing, start, wanted }: Into): void {
  for (let k = 0; k < data.length; k++) {
    const cell: unknown = data[k];
    const row = start + k;
    if (typeof cell === "number") {
      values[row] = cell;
      if (Number.isNaN(cell)) missing[row] = MissingReason.notANumber;
      continue;
    }
    const value = cell === null || cell === undefined ? Number.NaN : Number(cell);
    values[row] = value;
    if (cell === null || cell === undefined) missing[row] = MissingReason.blank;
    else if (typeof cell === "bigint" && !Number.isSafeInteger(value)) {
      throw new DataError(
        "parquet-integer",
        `Column ${wanted.name} holds ${cell} in data row ${row + 1}; whole numbers beyond 2^53 lose digits.`,
        {
          place: { file: wanted.source, field: wanted.name },
          received: String(cell),
          hint: "Store identifiers of that size as text.",
        },
      );
    }
  }
}

function asText(cell: unknown): string | null {
  if (cell === null || cell === undefined) return null;
  if (cell instanceof Date) {
    const iso = cell.toISOString();
    return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : iso;
  }
  if (typeof cell === "object") return JSON.stringify(cell);
  return String(cell);
}
