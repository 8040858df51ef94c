/**
 * A table from a file or from standard input.
 * @module
 */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { DataError } from "../contracts/errors.js";
import type { Panel } from "../contracts/panel.js";
import { type ParquetOptions, readCsv, readDta, readFlowTable, readParquet } from "../formats/index.js";
import { readBytes } from "./read-input.js";

const largest = 2 ** 32;

/**
 * Reads Parquet, Stata `.dta`, CSV or a table in JSON (`readFlowTable`), each also gzipped. The name says which; where it does not (standard input), the
 * first bytes do.
 *
 * @param path a file, or `-` for standard input
 * @param options columns that are enough, where the format can leave the others unread (Parquet)
 * @throws {InputError} `no-such-file`, `not-a-file`, `not-readable`
 * @throws {DataError} `gzip`, `empty-file`, and what the readers throw
 */
export async function readTable(path: string, options: ParquetOptions = {}): Promise<Panel> {
  const source = path === "-" ? "standard input" : path;
  const raw = path === "-" ? readFileSync(0) : readBytes(path);
  const bytes = raw[0] === 0x1f && raw[1] === 0x8b ? unpack(raw, source) : raw;
  if (bytes.length === 0) {
    throw new DataError("empty-file", "There is nothing in it.", {
      place: { file: source },
      hint: "Check that this is the file you meant.",
    });
  }
  const name = path.toLowerCase().replace(/\.gz$/, "");
  if (/\.(parquet|parq|pq)$/.test(name) || startsWith(bytes, "PAR1"))
    return readParquet(bytes, source, options);
  if (name.endsWith(".json")) return readFlowTable(new TextDecoder().decode(bytes), source);
  if (name.endsWith(".dta") || isStata(bytes)) return readDta(bytes, source);
  return readCsv(bytes, source);
}

function unpack(bytes: Buffer, source: string): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: largest });
  } catch (cause) {
    throw new DataError("gzip", `The file is gzipped but cannot be unpacked after ${bytes.length} bytes.`, {
      place: { file: source },
      hint: "It may be truncated.",
      cause,
    });
  }
}

function startsWith(bytes: Uint8Array, ascii: string): boolean {
  return [...ascii].every((letter, k) => bytes[k] === letter.charCodeAt(0));
}

/** Old formats start with 113 to 115 (the letters q, r, s), a byte order and a file type, which no text does. */
function isStata(bytes: Uint8Array): boolean {
  const old = bytes[0]! >= 113 && bytes[0]! <= 115 && (bytes[1] === 1 || bytes[1] === 2) && bytes[2] === 1;
  return old || startsWith(bytes, "<stata_dta>");
}
