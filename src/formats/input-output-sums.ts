/**
 * The rows of an input–output table, added up by cell.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import { DataError } from "../contracts/errors.js";
import type { Panel } from "../contracts/panel.js";
import type { InputOutputFile } from "../contracts/scenario.js";
import { chosenRows } from "./chosen-rows.js";
import { labelColumn } from "./label-column.js";
import { numberColumn } from "./number-column.js";

export interface TableSums {
  /** [using sector][supplying sector][economy]. */
  readonly inputs: Float64Array;
  /** [using sector][economy]; null where the table names none. */
  readonly valueAdded: Float64Array | null;
  /** [supplying sector][economy]; null where the table names none. */
  readonly final: Float64Array | null;
  /** [using sector][economy] Rows that speak of it. */
  readonly rows: Uint32Array;
}

/** A table enters a by-product as a small negative input; more than this part of the largest entry is taken for an error. */
const byProduct = 0.01;

/**
 * Sorts each row into inputs, value added or final use of its economy, or of all economies where the table has no economies.
 *
 * @throws {InputError} unknown columns, a filter that keeps no row; {DataError} a label that is no sector or economy of the
 *   base, a row twice, not a number, or negative
 */
export function addTable(panel: Panel, spec: InputOutputFile, baseline: Baseline): TableSums {
  const { economies, sectors } = baseline;
  const n = economies.length;
  const S = sectors.length;
  const rows = chosenRows(panel, spec.where, "base.inputOutput.where");
  const read = rowReader(panel, spec);
  const placeOf = { sector: indexOf(sectors), economy: indexOf(economies) };
  const labels = { valueAdded: labelSet(spec.valueAdded), final: labelSet(spec.final) };
  checkLabels(labels, placeOf.sector, panel);
  const out = {
    inputs: new Float64Array(S * S * n),
    valueAdded: spec.valueAdded === undefined ? null : new Float64Array(S * n),
    final: spec.final === undefined ? null : new Float64Array(S * n),
    rows: new Uint32Array(S * n),
  };
  const seen = new Set<string>();
  for (const row of rows) {
    const { supplier, user, economy, key, value } = read(row);
    if (seen.has(key)) throw bad(panel, row, "row-twice", `${key.split("\u0000").join(", ")} stands twice`);
    seen.add(key);
    if (!Number.isFinite(value))
      throw bad(panel, row, "not-a-number", `the entry is ${Number.isNaN(value) ? "missing" : value}`);
    const added = labels.valueAdded.has(supplier);
    const final = labels.final.has(user);
    // What final users pay as tax or for labour is no good of any sector.
    if (added && final) continue;
    const s = added ? -1 : placeIn(placeOf.sector, supplier, "sector", "supplier", panel, row, baseline);
    const k = final ? -1 : placeIn(placeOf.sector, user, "sector", "user", panel, row, baseline);
    const only =
      economy === null ? -1 : placeIn(placeOf.economy, economy, "economy", "economy", panel, row, baseline);
    const [from, to] = only < 0 ? [0, n] : [only, only + 1];
    for (let j = from; j < to; j++) {
      if (final) out.final![s * n + j] += value;
      else {
        out.rows[k * n + j]++;
        if (added) out.valueAdded![k * n + j] += value;
        else out.inputs[(k * S + s) * n + j] += value;
      }
    }
  }
  checkNegative(out.inputs, S, baseline, panel);
  return out;
}

interface Row {
  readonly supplier: string;
  readonly user: string;
  readonly economy: string | null;
  /** What may stand once. */
  readonly key: string;
  readonly value: number;
}

function rowReader(panel: Panel, spec: InputOutputFile): (row: number) => Row {
  const field = (name: string) => `base.inputOutput.${name}`;
  const supplierOf = labelColumn(panel, spec.supplier, field("supplier"));
  const userOf = labelColumn(panel, spec.user, field("user"));
  const economyOf = spec.economy === undefined ? null : labelColumn(panel, spec.economy, field("economy"));
  const originOf = spec.origin === undefined ? null : labelColumn(panel, spec.origin, field("origin"));
  const values =
    spec.value === undefined
      ? numberColumn(panel, spec.share!, field("share"))
      : numberColumn(panel, spec.value, field("value"));
  return (row) => {
    const [supplier, user] = [supplierOf(row), userOf(row)];
    const economy = economyOf?.(row) ?? null;
    const origin = originOf?.(row);
    const key = [`${supplier} to ${user}`, economy, origin].filter((part) => typeof part === "string");
    return { supplier, user, economy, key: key.join("\u0000"), value: values[row]! };
  };
}

const indexOf = (names: readonly string[]): ReadonlyMap<string, number> =>
  new Map(names.map((name, k) => [name, k]));

const labelSet = (labels: string | readonly string[] | undefined): ReadonlySet<string> =>
  new Set(labels === undefined ? [] : typeof labels === "string" ? [labels] : labels);

function checkLabels(
  labels: Readonly<Record<"valueAdded" | "final", ReadonlySet<string>>>,
  sectors: ReadonlyMap<string, number>,
  panel: Panel,
): void {
  for (const [field, names] of Object.entries(labels)) {
    const twice = [...names].find((name) => sectors.has(name));
    if (twice === undefined) continue;
    throw new DataError("label-twice", `${twice} is a sector of the flows and cannot be ${field} too.`, {
      place: { file: panel.source, field: `base.inputOutput.${field}` },
      hint: "Name the labels of the table that are no sectors.",
    });
  }
}

function placeIn(
  index: ReadonlyMap<string, number>,
  label: string,
  what: "sector" | "economy",
  field: "supplier" | "user" | "economy",
  panel: Panel,
  row: number,
  { id }: Baseline,
): number {
  const place = index.get(label);
  if (place !== undefined) return place;
  const own = { supplier: "valueAdded", user: "final", economy: null }[field];
  throw new DataError(
    `unknown-${what}`,
    `In data row ${row + 1}, ${label} is not ${what === "sector" ? "a sector" : "an economy"} of ${id}.`,
    {
      place: { file: panel.source, line: row + 2, field: `base.inputOutput.${field}` },
      received: label,
      hint: `It has: ${[...index.keys()].slice(0, 12).join(", ")}${index.size > 12 ? ", …" : ""}. Leave the row out with where${own === null ? "" : `, or name it under ${own}`}.`,
    },
  );
}

/** What a sector buys is not negative, but for by-products. */
function checkNegative(
  inputs: Float64Array,
  S: number,
  { sectors, economies }: Baseline,
  panel: Panel,
): void {
  const n = economies.length;
  for (let k = 0; k < S; k++) {
    for (let j = 0; j < n; j++) {
      let bought = 0;
      for (let s = 0; s < S; s++) bought += inputs[(k * S + s) * n + j];
      for (let s = 0; s < S; s++) {
        const x = inputs[(k * S + s) * n + j];
        if (x >= 0 || -x <= byProduct * bought) continue;
        throw new DataError(
          "entry-negative",
          `What ${sectors[k]} in ${economies[j]} buys from ${sectors[s]} must be 0 or more; received ${x}.`,
          {
            place: { file: panel.source, field: "base.inputOutput" },
            received: x,
            hint: "By-products may be negative up to a hundredth of all inputs; move larger ones to the sector's output.",
          },
        );
      }
    }
  }
}

function bad(panel: Panel, row: number, code: string, what: string): DataError {
  return new DataError(code, `In data row ${row + 1}, ${what}.`, {
    place: { file: panel.source, line: row + 2, field: "base.inputOutput" },
    hint: "Each supplier, user and economy (and origin, where that column is named) needs one row with a number; choose rows with where.",
  });
}
