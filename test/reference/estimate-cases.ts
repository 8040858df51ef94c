/**
 * Readers for the estimation cases of the reference folder, and designs built from plain columns.
 * @module
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { it } from "vitest";
import type { Panel } from "../../src/contracts/panel.js";
import type { Design, DesignFactor } from "../../src/estimate/design.js";
import { readCsv } from "../../src/formats/index.js";

const folder = join(
  process.env.GRAVITAS_SHARED ?? join(process.cwd(), "..", "shared"),
  "reference",
  "estimate",
);

/** A file of the estimation cases. */
export function estimateFile(...path: string[]): string {
  return join(folder, ...path);
}

/** A test against the reference; skipped, with the reason, where that is absent. */
export function conformance(name: string, check: () => void): void {
  it(name, (context) => {
    if (!existsSync(folder)) context.skip("the reference folder is absent (set GRAVITAS_SHARED)");
    check();
  });
}

/** Columns by name: numbers where they are, else text. */
export interface Frame {
  readonly n: number;
  number(name: string): Float64Array;
  text(name: string): string[];
  /** Data row numbers, counted from 1 in the file. */
  readonly rows: Int32Array;
  filter(keep: (row: number) => boolean): Frame;
  with(name: string, values: (row: number) => number): Frame;
}

const cache = new Map<string, Panel>();

export function frameOf(file: string): Frame {
  const path = estimateFile("data", file);
  let panel = cache.get(path);
  if (!panel) {
    const bytes = readFileSync(path);
    panel = readCsv((file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8"), file);
    cache.set(path, panel);
  }
  const source = panel;
  return frame(
    Int32Array.from({ length: source.nObs }, (_, r) => r),
    (name) => {
      const column = source.columns.find((c) => c.name === name);
      if (!column) throw new Error(`${file} has no column ${name}`);
      return column;
    },
    new Map(),
  );
}

function frame(
  rows: Int32Array,
  column: (name: string) => Panel["columns"][number],
  added: ReadonlyMap<string, Float64Array>,
): Frame {
  const self: Frame = {
    n: rows.length,
    rows: rows.map((r) => r + 1),
    number(name) {
      const own = added.get(name);
      if (own) return own;
      const c = column(name);
      if (c.type !== "number") throw new Error(`${name} is text`);
      return Float64Array.from(rows, (r) => c.values[r]!);
    },
    text(name) {
      const own = added.get(name);
      if (own) return Array.from(own, String);
      const c = column(name);
      return Array.from(rows, (r) => (c.type === "text" ? c.levels[c.codes[r]!]! : String(c.values[r])));
    },
    filter(keep) {
      const kept = [...rows.keys()].filter(keep);
      const taken = new Map([...added].map(([k, v]) => [k, Float64Array.from(kept, (r) => v[r]!)]));
      return frame(
        Int32Array.from(kept, (r) => rows[r]!),
        column,
        taken,
      );
    },
    with(name, values) {
      const more = new Map(added);
      more.set(
        name,
        Float64Array.from({ length: rows.length }, (_, r) => values(r)),
      );
      return frame(rows, column, more);
    },
  };
  return self;
}

/** Codes of joined keys, numbered as they come. */
export function factorOf(name: string, ...keys: readonly (readonly (string | number)[])[]): DesignFactor {
  const index = new Map<string, number>();
  const codes = Int32Array.from(keys[0]!, (_, r) => {
    const key = keys.map((k) => k[r]).join("\u0001");
    const known = index.get(key);
    if (known !== undefined) return known;
    index.set(key, index.size);
    return index.size - 1;
  });
  return { name, codes, nLevels: index.size };
}

export interface DesignParts {
  readonly y: Float64Array;
  readonly x: Readonly<Record<string, Float64Array>>;
  readonly effects?: readonly DesignFactor[];
  readonly clusters?: readonly DesignFactor[];
  readonly weights?: Float64Array;
  readonly offset?: Float64Array;
  readonly rows?: Int32Array;
}

export function designOf(parts: DesignParts): Design {
  const { y, x, effects = [], clusters, weights, offset, rows } = parts;
  return {
    nObs: y.length,
    y,
    x: Object.entries(x).map(([name, values]) => ({ name, values })),
    effects,
    ...(clusters ? { clusters } : {}),
    ...(weights ? { weights } : {}),
    ...(offset ? { offset } : {}),
    rowNumbers: rows ?? Int32Array.from(y, (_, r) => r + 1),
    missing: 0,
  };
}
