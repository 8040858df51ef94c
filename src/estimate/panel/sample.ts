/**
 * The rows that a regression keeps, and why it leaves the others out.
 * @module
 */
import { DataError } from "../../contracts/errors.js";
import { MissingReason, type Panel } from "../../contracts/panel.js";
import type { Expression } from "../formula/ast.js";
import type { Codes } from "./encode-key.js";

/** One thing that must be there in every row. */
export interface Needed {
  /** As the user wrote it. */
  readonly name: string;
  /** The expression, where it may be a bare column with reasons for its missing cells. */
  readonly node: Expression | null;
  readonly data: Float64Array | Codes;
}

export interface Sample {
  /** Positions in the rows given that are kept, ascending; null where all are. */
  readonly kept: Int32Array | null;
  readonly nKept: number;
  /** Rows left out by what was missing first. */
  readonly causes: ReadonlyMap<string, number>;
}

/**
 * Keeps the rows in which nothing needed is missing.
 * @throws {DataError} `infinite` with the name and row of the first infinite value; `all-missing` where no row is left
 */
export function completeRows(panel: Panel, rows: Int32Array, needed: readonly Needed[]): Sample {
  const n = rows.length;
  const missing = new Uint8Array(n);
  const causes = new Map<string, number>();
  for (const need of needed) {
    const { data } = need;
    if (data instanceof Float64Array) {
      for (let k = 0; k < n; k++) {
        const value = data[k]!;
        // One comparison sees both NaN and infinity.
        if (value - value === 0) continue;
        if (!Number.isNaN(value)) throw infinite(panel, rows[k]!, need.name, value);
        if (!missing[k]) leaveOut(need, k);
      }
    } else {
      for (let k = 0; k < n; k++) if (data.codes[k]! < 0 && !missing[k]) leaveOut(need, k);
    }
  }
  function leaveOut(need: Needed, k: number): void {
    missing[k] = 1;
    const cause = need.name + reasonOf(panel, need.node, rows[k]!);
    causes.set(cause, (causes.get(cause) ?? 0) + 1);
  }
  const left = [...causes.values()].reduce((sum, count) => sum + count, 0);
  if (left === 0) return { kept: null, nKept: n, causes };
  if (left === n) {
    throw new DataError("all-missing", `Every row has a missing value: ${causesInWords(causes)}.`, {
      place: { file: panel.source },
      hint: "Check the columns that the formula names.",
    });
  }
  const kept = new Int32Array(n - left);
  for (let k = 0, to = 0; k < n; k++) if (!missing[k]) kept[to++] = k;
  return { kept, nKept: kept.length, causes };
}

export function causesInWords(causes: ReadonlyMap<string, number>): string {
  return [...causes].map(([name, count]) => `${name} in ${count}`).join(", ");
}

function reasonOf(panel: Panel, node: Expression | null, row: number): string {
  if (node?.kind !== "column") return "";
  const column = panel.columns.find((c) => c.name === node.name);
  if (column?.type !== "number") return "";
  const reason = column.missing[row];
  return reason === MissingReason.sourceCode ? " (by a code of the source)" : "";
}

function infinite(panel: Panel, row: number, name: string, value: number): DataError {
  return new DataError(
    "infinite",
    `${name} is ${value > 0 ? "" : "minus "}infinite in data row ${row + 1}; values must be finite.`,
    {
      place: { file: panel.source },
      received: String(value),
      hint: "Correct the cell, or leave such rows out with --where.",
    },
  );
}

/** The values of the rows kept; the array itself where all are. */
export function keepNumbers(values: Float64Array, { kept }: Sample): Float64Array {
  if (!kept) return values;
  const out = new Float64Array(kept.length);
  for (let k = 0; k < kept.length; k++) out[k] = values[kept[k]!]!;
  return out;
}

export function keepInts(values: Int32Array, { kept }: Sample): Int32Array {
  if (!kept) return values;
  const out = new Int32Array(kept.length);
  for (let k = 0; k < kept.length; k++) out[k] = values[kept[k]!]!;
  return out;
}
