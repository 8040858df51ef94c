/**
 * Readers for the general-equilibrium cases of the reference folder.
 * @module
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { it } from "vitest";
import type { Baseline } from "../../src/contracts/baseline.js";
import type { Shock, ShockCell } from "../../src/contracts/shock.js";

const folder = join(process.env.GRAVITAS_SHARED ?? join(process.cwd(), "..", "shared"), "reference", "ge");

/** A file of the general-equilibrium cases. */
export function geFile(...path: string[]): string {
  return join(folder, ...path);
}

/** A test against the reference; skipped, with the reason, where that is absent. */
export function conformance(name: string, check: () => void | Promise<void>): void {
  it(name, async (context) => {
    if (!existsSync(folder)) context.skip("the reference folder is absent (set GRAVITAS_SHARED)");
    await check();
  });
}

/** A CSV file without quoted commas, as rows of named text. */
export function readTable(file: string): Record<string, string>[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  const [head, ...lines] = text.trim().split(/\r?\n/);
  const names = head!.split(",").map((name) => name.replaceAll('"', ""));
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(names.map((name, k) => [name, cells[k]!.replaceAll('"', "")]));
  });
}

/** A baseline of flows (and tariffs) that somebody else measured. */
export function baselineOf(
  economies: readonly string[],
  flows: Float64Array,
  tariffs?: Float64Array,
): Baseline {
  const n = economies.length;
  return {
    id: "reference",
    title: "Reference case",
    year: 2000,
    economies,
    sectors: ["goods"],
    flows,
    tariffs: tariffs ?? new Float64Array(n * n),
    origin: new Uint8Array(n * n).fill(6),
    moved: new Float64Array(n * n).fill(1),
    gdp: new Float64Array(n).fill(Number.NaN),
    sources: [],
    notes: [],
  };
}

export function shockOf(cells: readonly ShockCell[]): Shock {
  return { title: "test", cells: [...cells], assumptions: [], notCosted: [] };
}

/** Largest relative difference, element by element; Infinity where lengths differ or a value is not a number. */
export function largestGap(got: ArrayLike<number>, want: ArrayLike<number>): number {
  if (got.length !== want.length) return Number.POSITIVE_INFINITY;
  let gap = 0;
  for (let k = 0; k < got.length; k++) {
    const d = Math.abs(got[k]! - want[k]!) / Math.max(Math.abs(want[k]!), Number.MIN_VALUE);
    if (got[k] !== want[k] && !(d <= gap)) gap = d;
    if (Number.isNaN(gap)) return Number.POSITIVE_INFINITY;
  }
  return gap;
}

export interface BilateralCase {
  readonly economies: readonly string[];
  readonly rows: readonly Record<string, string>[];
  /** A column as [exporter][importer]. */
  column(name: string): Float64Array;
}

/** A long table with `exporter` and `importer`, every pair present. */
export function bilateralCase(file: string): BilateralCase {
  const rows = readTable(file);
  const economies = [...new Set(rows.map((row) => row.exporter!))];
  const n = economies.length;
  const index = new Map(economies.map((code, k) => [code, k]));
  const column = (name: string): Float64Array => {
    const out = new Float64Array(n * n).fill(Number.NaN);
    for (const row of rows)
      out[index.get(row.exporter!)! * n + index.get(row.importer!)!] = Number(row[name]);
    if (rows.length !== n * n || out.some(Number.isNaN)) throw new Error(`${file}: ${name} is not complete`);
    return out;
  };
  return { economies, rows, column };
}

/** Iceberg cells that multiply each flow by `factor` (NaN or 1: no cell) at the given theta. */
export function icebergCells(economies: readonly string[], factor: Float64Array, theta: number): ShockCell[] {
  const n = economies.length;
  return economies.flatMap((exporter, i) =>
    economies.flatMap((importer, j) => {
      const a = factor[i * n + j]!;
      return a === 1
        ? []
        : [{ exporter, importer, kind: "iceberg" as const, before: 1, after: a ** (-1 / theta) }];
    }),
  );
}

/** A column of an economy table, in a given order. */
export function economyColumn(
  rows: readonly Record<string, string>[],
  key: string,
  economies: readonly string[],
  name: string,
): number[] {
  return economies.map((code) => Number(rows.find((row) => row[key] === code)?.[name] ?? "missing"));
}
