/**
 * A table of bilateral flows, one row a pair, becomes a Baseline.
 * @module
 */
import { type Baseline, CellOrigin } from "../contracts/baseline.js";
import { DataError } from "../contracts/errors.js";
import type { Panel } from "../contracts/panel.js";
import type { FlowsFile } from "../contracts/scenario.js";
import { chosenRows } from "./chosen-rows.js";
import { labelColumn } from "./label-column.js";
import { numberColumn } from "./number-column.js";

/**
 * The baseline, and for each cell ([sector][exporter][importer]) the row of the panel that it came from (-1: none), to
 * read further columns.
 */
export interface FlowsBaseline {
  readonly baseline: Baseline;
  readonly rowOf: Int32Array;
}

/**
 * Reads `value` by `exporter` and `importer`, domestic sales included as rows with both the same; by `sector` too where
 * that column is named, else all rows are one sector, "goods". Pairs without a row have no trade.
 *
 * @throws {InputError} unknown column, a filter that keeps no row
 * @throws {DataError} `flow-negative` (missing too), `flow-twice`, `code-missing`, `no-domestic` with the rows concerned
 */
export function flowsBaseline(panel: Panel, spec: FlowsFile): FlowsBaseline {
  const rows = chosenRows(panel, spec.where, "base.where");
  const cells = readCells(panel, spec, rows);
  const { economies, sectors, rowOf, flows, tariffs } = cells;
  for (const [s, sector] of sectors.entries()) {
    checkDomestic(panel, economies.length, flows, s, spec.sector === undefined ? "" : ` in ${sector}`);
  }
  return {
    rowOf,
    baseline: {
      id: panel.source,
      title: `Flows of ${panel.source}${spec.where ? ` where ${spec.where}` : ""}`,
      year: Number.NaN,
      economies,
      sectors,
      flows,
      tariffs,
      origin: new Uint8Array(flows.length).fill(CellOrigin.observed),
      moved: new Float64Array(flows.length).fill(1),
      gdp: new Float64Array(economies.length).fill(Number.NaN),
      sources: [{ title: panel.source, publisher: "the user", date: null, url: null, licence: null }],
      notes: [],
    },
  };
}

function readCells(panel: Panel, spec: FlowsFile, rows: Int32Array) {
  const exporterOf = labelColumn(panel, spec.exporter, "base.exporter");
  const importerOf = labelColumn(panel, spec.importer, "base.importer");
  const sectorOf = spec.sector === undefined ? null : labelColumn(panel, spec.sector, "base.sector");
  const value = numberColumn(panel, spec.value, "base.value");
  const tariff = spec.tariff === undefined ? null : numberColumn(panel, spec.tariff, "base.tariff");

  const economies = [...new Set([...rows].flatMap((r) => [exporterOf(r), importerOf(r)]))].sort();
  const sectors = sectorOf === null ? ["goods"] : inOrder(new Set([...rows].map((r) => sectorOf(r))));
  const index = new Map(economies.map((code, k) => [code, k]));
  const sectorIndex = new Map(sectors.map((sector, k) => [sector, k]));
  const n = economies.length;
  const flows = new Float64Array(sectors.length * n * n);
  const tariffs = new Float64Array(flows.length);
  const rowOf = new Int32Array(flows.length).fill(-1);
  for (const row of rows) {
    const [exporter, importer] = [exporterOf(row), importerOf(row)];
    const sector = sectorOf?.(row);
    const pair = `${exporter} to ${importer}${sector === undefined ? "" : ` in ${sector}`}`;
    const s = sector === undefined ? 0 : sectorIndex.get(sector)!;
    const cell = (s * n + index.get(exporter)!) * n + index.get(importer)!;
    if (rowOf[cell]! >= 0) throw bad(panel, row, "flow-twice", `${pair} stands twice`, spec);
    if (!(value[row]! >= 0)) {
      const what = Number.isNaN(value[row]) ? "is missing" : `is ${value[row]}`;
      throw bad(panel, row, "flow-negative", `the flow of ${pair} ${what}`, spec);
    }
    rowOf[cell] = row;
    flows[cell] = value[row]!;
    if (tariff) tariffs[cell] = checkedTariff(panel, row, tariff[row]!, spec);
  }
  return { economies, sectors, rowOf, flows, tariffs };
}

/** Sectors by number where all are numbers, else by alphabet. */
function inOrder(sectors: ReadonlySet<string>): string[] {
  const names = [...sectors];
  if (names.every((name) => name.trim() !== "" && Number.isFinite(Number(name))))
    return names.sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1));
  return names.sort();
}

function checkedTariff(panel: Panel, row: number, tariff: number, spec: FlowsFile): number {
  if (tariff > -1) return tariff;
  throw bad(panel, row, "tariff-range", `the tariff is ${Number.isNaN(tariff) ? "missing" : tariff}`, spec);
}

function bad(panel: Panel, row: number, code: string, what: string, spec: FlowsFile): DataError {
  return new DataError(code, `In data row ${row + 1}, ${what}.`, {
    place: { file: panel.source, line: row + 2, field: spec.value },
    hint: "Each pair (of each sector, where base.sector names the column) needs one flow that is zero or more; choose rows with where.",
  });
}

function checkDomestic(panel: Panel, n: number, flows: Float64Array, sector: number, where: string): void {
  for (let i = 0; i < n; i++) if (flows[(sector * n + i) * n + i]! > 0) return;
  throw new DataError(
    "no-domestic",
    `${panel.source} has no domestic sales${where} (rows of an economy to itself).`,
    {
      place: { file: panel.source },
      hint: "General equilibrium needs them: output less exports.",
    },
  );
}
