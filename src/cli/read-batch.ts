/**
 * Many reports into one table of moves: `gravitas read --batch DIR --out FILE`.
 * @module
 */
import { join } from "node:path";
import { describeError, GravitasError, InputError } from "../contracts/errors.js";
import type { MoveRow } from "../contracts/move-row.js";
import { nearDuplicates } from "../documents/index.js";
import { writeParquet } from "../formats/write-parquet.js";
import { listReports } from "../node/list-reports.js";
import { readReport } from "../node/read-report.js";
import { writeOutput } from "../node/write-output.js";
import { read } from "../read/index.js";
import { plainText } from "../report/escape.js";
import { moveColumns, moveRows, moveRowsToCsv, moveRowsToJsonLines } from "../report/move-rows.js";
import { batchProgress } from "./batch-progress.js";

type Format = (rows: readonly MoveRow[]) => string | Promise<Uint8Array>;

const formats: Readonly<Record<string, Format>> = {
  csv: moveRowsToCsv,
  jsonl: moveRowsToJsonLines,
  parquet: (rows) =>
    writeParquet(moveColumns.map(([name, type]) => ({ name, type, cells: rows.map((row) => row[name]) }))),
};

interface Batch {
  readonly paths: string[];
  readonly texts: string[];
  readonly rows: Omit<MoveRow, "group">[][];
  readonly broken: { path: string; because: string }[];
}

/**
 * Reads the reports below a folder and writes their moves. A file that cannot be read is listed at the end and stops
 * nothing.
 *
 * @returns 0; 4 where some file could not be read; 2 where none could, and nothing is written
 * @throws {InputError} `option-value` for an ending that names no format, before anything is read
 */
export async function readBatch(folder: string, out: string): Promise<number> {
  const format = formatOf(out);
  const { paths, others } = listReports(folder);
  const batch = await readAll(folder, paths);
  const { stderr } = process;
  if (batch.paths.length > 0) {
    const groups = nearDuplicates(batch.texts);
    const rows = batch.rows.flatMap((found, n) =>
      found.map((row) => ({ ...row, group: batch.paths[groups[n]!]! })),
    );
    writeOutput(out, await format(rows));
    stderr.write(`wrote ${plainText(out)}: ${summary(batch, groups, rows.length)}\n`);
  }
  if (others > 0) stderr.write(`passed over ${counted(others, "file")} with other endings\n`);
  if (batch.broken.length === 0) return 0;
  stderr.write(`not read, ${batch.broken.length} of ${paths.length}:\n`);
  for (const { path, because } of batch.broken)
    stderr.write(`  ${plainText(path)}: ${plainText(because).replace(/\s+/g, " ")}\n`);
  return batch.paths.length === 0 ? 2 : 4;
}

function formatOf(out: string): Format {
  const ending = /\.([a-z]+)$/i.exec(out)?.[1]?.toLowerCase() ?? "";
  if (Object.hasOwn(formats, ending)) return formats[ending]!;
  throw new InputError("option-value", "--out needs a name that ends in .csv, .jsonl or .parquet.", {
    place: { field: "--out" },
    received: out,
    hint: "The ending chooses the format.",
  });
}

async function readAll(folder: string, paths: readonly string[]): Promise<Batch> {
  const batch: Batch = { paths: [], texts: [], rows: [], broken: [] };
  const progress = batchProgress(paths.length);
  for (const [n, path] of paths.entries()) {
    try {
      const report = await readReport(join(folder, path));
      const reading = read(report.text, report);
      batch.rows.push(moveRows(reading, path));
      batch.paths.push(path);
      batch.texts.push(report.text);
    } catch (error) {
      batch.broken.push({ path, because: reasonOf(error) });
    }
    progress.step(n + 1, batch.broken.length);
  }
  progress.clear();
  return batch;
}

/** A bug of ours in one report must not lose the others; it is told as what it is. */
function reasonOf(error: unknown): string {
  if (!(error instanceof GravitasError))
    return `an error of our own making, please report it (${String((error as Error)?.message ?? error)})`;
  return describeError(new GravitasError(error.code, error.message, { hint: error.hint ?? "" }));
}

function summary(batch: Batch, groups: Int32Array, moves: number): string {
  const without = batch.rows.filter((rows) => rows.length === 0).length;
  const sizes = new Map<number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const several = [...sizes.values()].filter((size) => size > 1);
  const repeated = several.reduce((sum, size) => sum + size, 0);
  return [
    `${counted(moves, "move")} in ${counted(batch.paths.length, "report")}`,
    ...(without === 0 ? [] : [`${without} without a move`]),
    ...(several.length === 0
      ? []
      : [
          `${repeated} tell ${several.length === 1 ? "one story" : `${several.length} stories`} more than once`,
        ]),
  ].join("; ");
}

const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;
