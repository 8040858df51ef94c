/**
 * A Market out of a Baseline.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import { DataError, InputError } from "../contracts/errors.js";
import type { Market } from "../contracts/market.js";

export type MarketSelection = {
  /** One sector of the baseline; all of them, each a line, when absent. */
  readonly sector?: string;
} & (
  | {
      /** One importer's column, its own sales left out: for `smart`. */
      readonly importer: string;
    }
  | {
      /** Everybody's flows: for `gsim`. */
      readonly all: true;
      /** Whether sales to oneself belong to the market; default true. */
      readonly domestic?: boolean;
    }
);

/**
 * The part of a world that a partial model looks at.
 *
 * @param selection `{ importer: "RUS" }` for one market, `{ all: true }` for all of them
 * @throws {InputError} an importer or sector that the baseline does not have
 * @throws {DataError} lengths that do not fit
 */
export function marketOf(baseline: Baseline, selection: MarketSelection): Market {
  const { economies, sectors } = baseline;
  const n = economies.length;
  if (baseline.flows.length !== sectors.length * n * n || baseline.tariffs.length !== baseline.flows.length) {
    throw new DataError(
      "baseline-shape",
      `Flows and tariffs must have ${sectors.length} × ${n} × ${n} cells; ${baseline.id} has ${baseline.flows.length} and ${baseline.tariffs.length}.`,
      { hint: "Every pair of economies needs a cell in every sector, zero where there is no trade." },
    );
  }
  const lines = selection.sector === undefined ? sectors : [selection.sector];
  const places = lines.map((line) => placeOf(sectors, line, "sector"));
  const frame = { id: baseline.id, title: baseline.title, year: baseline.year, lines, notes: baseline.notes };
  if ("importer" in selection) {
    const j = placeOf(economies, selection.importer, "importer");
    const rows = economies.map((_, i) => i).filter((i) => i !== j);
    const column = (cells: Float64Array) =>
      Float64Array.from(places.flatMap((s) => rows.map((i) => cells[(s * n + i) * n + j])));
    return {
      ...frame,
      exporters: rows.map((i) => economies[i]),
      importers: [selection.importer],
      flows: column(baseline.flows),
      tariffs: column(baseline.tariffs),
    };
  }
  const slices = (cells: Float64Array) => {
    const out = new Float64Array(places.length * n * n);
    places.forEach((s, l) => {
      out.set(cells.subarray(s * n * n, (s + 1) * n * n), l * n * n);
    });
    return out;
  };
  const flows = slices(baseline.flows);
  if (selection.domestic === false) {
    for (let l = 0; l < places.length; l++) {
      for (let k = 0; k < n; k++) flows[(l * n + k) * n + k] = 0;
    }
  }
  return { ...frame, exporters: economies, importers: economies, flows, tariffs: slices(baseline.tariffs) };
}

function placeOf(names: readonly string[], name: string, what: "importer" | "sector"): number {
  const at = names.indexOf(name);
  if (at >= 0) return at;
  throw new InputError(
    what === "importer" ? "unknown-economy" : "unknown-sector",
    `A market must name ${what === "importer" ? "an economy" : "a sector"} of the baseline; received ${name}.`,
    { place: { field: what }, received: name, hint: `It has ${some(names)}.` },
  );
}

/** A few names of a list, for a hint. */
function some(names: readonly string[]): string {
  return names.length > 8 ? `${names.length} of them, ${names.slice(0, 5).join(", ")} …` : names.join(", ");
}
