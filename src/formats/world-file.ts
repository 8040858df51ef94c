/**
 * A world of one's own to JSON and back.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import { DataError } from "../contracts/errors.js";
import { explainIssues, fieldPath } from "../contracts/explain-issues.js";
import { WorldFileJson } from "../contracts/world-file.js";

/** A Baseline with what the file keeps beside it. */
export interface OwnWorld {
  readonly baseline: Baseline;
  readonly totals: WorldFileJson["totals"];
  readonly leftOut: WorldFileJson["leftOut"];
  readonly floored: readonly string[];
}

/** One line a row of a matrix, so that versions of a file can be compared. */
export function worldFileText({ baseline, totals, leftOut, floored }: OwnWorld): string {
  const { economies, sectors } = baseline;
  const n = economies.length;
  const matrix = (values: ArrayLike<number>): string =>
    `[\n${sectors
      .map(
        (_, s) =>
          `[${economies.map((__, i) => JSON.stringify(Array.from({ length: n }, (___, j) => values[(s * n + i) * n + j]))).join(",\n")}]`,
      )
      .join(",\n")}\n]`;
  const fields: [string, string][] = [
    ["format", '"gravitas-world"'],
    ["version", "1"],
    ["id", JSON.stringify(baseline.id)],
    ["title", JSON.stringify(baseline.title)],
    ["year", JSON.stringify(Number.isNaN(baseline.year) ? null : baseline.year)],
    ["economies", JSON.stringify(economies)],
    ["sectors", JSON.stringify(sectors)],
    ["gdp", JSON.stringify(Array.from(baseline.gdp, (x) => (Number.isNaN(x) ? null : x)))],
    ["totals", JSON.stringify(totals)],
    ["leftOut", JSON.stringify(leftOut)],
    ["floored", JSON.stringify(floored)],
    ["sources", JSON.stringify(baseline.sources)],
    ["notes", JSON.stringify(baseline.notes)],
    ["flows", matrix(baseline.flows)],
    ["tariffs", baseline.tariffs.every((t) => t === 0) ? "null" : matrix(baseline.tariffs)],
    ["origin", origins(baseline)],
  ];
  return `{\n${fields.map(([name, value]) => `"${name}": ${value}`).join(",\n")}\n}\n`;
}

function origins({ economies, sectors, origin }: Baseline): string {
  const n = economies.length;
  const line = (s: number, i: number): string =>
    origin.subarray((s * n + i) * n, (s * n + i + 1) * n).join("");
  return JSON.stringify(sectors.map((_, s) => economies.map((__, i) => line(s, i))));
}

/** @throws {DataError} `world-file` with the field */
export function readWorldFile(text: string, source: string): OwnWorld {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw wrong(source, "it is no JSON", cause);
  }
  const parsed = WorldFileJson.safeParse(value);
  if (!parsed.success) {
    const [issue] = explainIssues(parsed.error);
    throw wrong(source, `${fieldPath(issue?.path ?? [])}: ${issue?.says ?? "not as expected"}`);
  }
  const file = parsed.data;
  const n = file.economies.length;
  const flat = (name: "flows" | "tariffs"): number[] => {
    const rows = file[name];
    if (rows === null) return new Array<number>(file.sectors.length * n * n).fill(0);
    const whole =
      rows.length === file.sectors.length &&
      rows.every((s) => s.length === n && s.every((r) => r.length === n));
    if (!whole) throw wrong(source, `${name} must be ${file.sectors.length} × ${n} × ${n}`);
    return rows.flat(2);
  };
  const flows = Float64Array.from(flat("flows"));
  const origin = Uint8Array.from(file.origin.flat().join(""), Number);
  if (origin.length !== flows.length) throw wrong(source, `origin must have ${flows.length} digits`);
  if (file.gdp.length !== n || file.totals.exports.length !== n || file.totals.imports.length !== n)
    throw wrong(source, `gdp and totals must have ${n} figures`);
  return {
    baseline: {
      id: file.id,
      title: file.title,
      year: file.year ?? Number.NaN,
      economies: file.economies,
      sectors: file.sectors,
      flows: nonNegative(flows, source),
      tariffs: Float64Array.from(flat("tariffs")),
      origin,
      moved: new Float64Array(flows.length).fill(1),
      gdp: Float64Array.from(file.gdp, (x) => x ?? Number.NaN),
      sources: file.sources,
      notes: file.notes,
    },
    totals: file.totals,
    leftOut: file.leftOut,
    floored: file.floored,
  };
}

function nonNegative(flows: Float64Array, source: string): Float64Array {
  if (flows.some((x) => x < 0)) throw wrong(source, "a flow is negative");
  return flows;
}

function wrong(source: string, what: string, cause?: unknown): DataError {
  return new DataError("world-file", `This is no world that gravitas world build wrote: ${what}.`, {
    place: { file: source },
    hint: "Build it again: gravitas world build --trade FILE --gdp FILE --out world.json.",
    cause,
  });
}
