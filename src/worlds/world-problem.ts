/**
 * From partner lists and totals to a balancing problem.
 * @module
 */
import { CellOrigin } from "../contracts/baseline.js";
import { agreementTable } from "./agreement-table.js";
import type { BalanceProblem } from "./balance.js";
import { gravityPrior } from "./gravity-prior.js";
import type { PackedWorld, PartnerList } from "./packed-world.js";

/**
 * Weights of the criterion relative to an imputed cell, inverse variances of ln(value): see docs/world-2014.md for
 * how the spreads were measured.
 */
export const cellWeights = { imputed: 1, oneSide: 16, bothSides: 32 } as const;

/** A partner list names partners from about four per cent on; a list that ends below this share follows that rule. */
const LIST_THRESHOLD = 0.06;
const LISTED_FROM = 0.04;
/** Least share of a margin that is left to imputed cells when the prior is scaled. */
const LEAST_IMPUTED = 0.05;

export interface WorldProblem extends BalanceProblem {
  readonly origin: Uint8Array;
  /** n × n, million dollars: what the exporter's and the importer's list say of the cell; NaN where silent. */
  readonly byExporter: Float64Array;
  readonly byImporter: Float64Array;
  /**
   * n × n: what was reported (of two sides the geometric mean), before any bound; the prior where nothing was; 1 on
   * the diagonal.
   */
  readonly figure: Float64Array;
  /** n × n: index of the agreement that frees the flow, -1 where there is none. */
  readonly agreements: Int16Array;
  /** Factor on the importers' totals that makes world imports equal world exports. */
  readonly importScale: number;
}

export interface PriorScales {
  /** ln of the factor of each row and column (n). */
  readonly row: ArrayLike<number>;
  readonly column: ArrayLike<number>;
}

/**
 * The problem whose solution is the world's trade between economies (the diagonal is empty).
 * @param options.withhold cells (i·n + j) whose reports are treated as if nobody had made them
 * @param options.scales scales of the prior; computed when absent
 */
export function worldProblem(
  world: PackedWorld,
  options: { readonly withhold?: ReadonlySet<number>; readonly scales?: PriorScales } = {},
): WorldProblem & { readonly scales: PriorScales } {
  const n = world.economies.length;
  const rows = Float64Array.from(world.economies, (e) => e.exports[0]);
  const columns = Float64Array.from(world.economies, (e) => e.imports[0]);
  const importScale = sum(rows) / sum(columns);
  for (let j = 0; j < n; j++) columns[j] *= importScale;

  const byExporter = new Float64Array(n * n).fill(Number.NaN);
  const byImporter = new Float64Array(n * n).fill(Number.NaN);
  world.economies.forEach((economy, k) => {
    for (const [j, share] of economy.exportPartners?.partners ?? []) byExporter[k * n + j] = share * rows[k];
    for (const [i, share] of economy.importPartners?.partners ?? [])
      byImporter[i * n + k] = share * columns[k];
  });
  const exportCap = world.economies.map((e, i) => unlistedShare(e.exportPartners) * rows[i]);
  const importCap = world.economies.map((e, j) => unlistedShare(e.importPartners) * columns[j]);

  const target = new Float64Array(n * n);
  const weight = new Float64Array(n * n).fill(cellWeights.imputed);
  const cap = new Float64Array(n * n);
  const origin = new Uint8Array(n * n);
  const figure = new Float64Array(n * n).fill(1);
  for (let i = 0, c = 0; i < n; i++) {
    for (let j = 0; j < n; j++, c++) cap[c] = Math.min(exportCap[i], importCap[j]);
    origin[i * n + i] = CellOrigin.domestic;
  }
  for (const c of reportedIndices(world)) {
    const i = Math.floor(c / n);
    const j = c % n;
    if (i === j) continue;
    if (options.withhold?.has(c) === true) {
      // a list that named the partner bounds nothing here; one that did not still does
      const exporterSays = Number.isNaN(byExporter[c]) ? exportCap[i] : Number.POSITIVE_INFINITY;
      const importerSays = Number.isNaN(byImporter[c]) ? importCap[j] : Number.POSITIVE_INFINITY;
      cap[c] = Math.min(exporterSays, importerSays);
      continue;
    }
    // no list can be right that gives a partner more than the partner's whole exports or imports
    const whole = Math.min(rows[i], columns[j]);
    const said = reportedTarget(
      Math.min(byExporter[c], whole),
      Math.min(byImporter[c], whole),
      exportCap[i],
      importCap[j],
    );
    origin[c] = said.origin;
    target[c] = said.value;
    figure[c] =
      said.origin === CellOrigin.both
        ? Math.sqrt(byExporter[c] * byImporter[c])
        : Number.isNaN(byExporter[c])
          ? byImporter[c]
          : byExporter[c];
    cap[c] = Number.POSITIVE_INFINITY;
    weight[c] = said.origin === CellOrigin.both ? cellWeights.bothSides : cellWeights.oneSide;
  }
  const agreements = agreementTable(world);
  const prior = gravityPrior(world, agreements);
  const scales = options.scales ?? priorScales(n, prior, target, rows, columns);
  const rowScale = Float64Array.from(scales.row, Math.exp);
  const columnScale = Float64Array.from(scales.column, Math.exp);
  for (let i = 0, c = 0; i < n; i++) {
    for (let j = 0; j < n; j++, c++) {
      if (i !== j && target[c] === 0) figure[c] = target[c] = prior[c] * rowScale[i] * columnScale[j];
    }
  }
  return {
    n,
    target,
    weight,
    cap,
    rows,
    columns,
    origin,
    byExporter,
    byImporter,
    figure,
    agreements,
    importScale,
    scales,
  };
}

/** Cells that some list names, each once. */
function reportedIndices(world: PackedWorld): Set<number> {
  const n = world.economies.length;
  const cells = new Set<number>();
  world.economies.forEach((economy, k) => {
    for (const [j] of economy.exportPartners?.partners ?? []) cells.add(k * n + j);
    for (const [i] of economy.importPartners?.partners ?? []) cells.add(i * n + k);
  });
  return cells;
}

/** Upper bound on the share of a partner that a list does not name. */
function unlistedShare(list: PartnerList | null): number {
  if (list === null || list.partners.length === 0) return Number.POSITIVE_INFINITY;
  const shares = list.partners.map(([, share]) => share);
  const least = Math.min(...shares);
  if (least < LIST_THRESHOLD) return Math.min(least, LISTED_FROM);
  return Math.min(least, Math.max(1 - sum(shares) - list.outside, LISTED_FROM));
}

/**
 * Target of a cell from what its two sides say. Both: the geometric mean. One: its figure, or the geometric mean
 * of the figure and the other side's bound where the figure passes it.
 */
function reportedTarget(
  byExporter: number,
  byImporter: number,
  exportCap: number,
  importCap: number,
): { readonly value: number; readonly origin: number } {
  const exporterSays = !Number.isNaN(byExporter) && byExporter > 0;
  const importerSays = !Number.isNaN(byImporter) && byImporter > 0;
  if (exporterSays && importerSays) {
    return { value: Math.sqrt(byExporter * byImporter), origin: CellOrigin.both };
  }
  if (exporterSays) return { value: tempered(byExporter, importCap), origin: CellOrigin.exporter };
  if (importerSays) return { value: tempered(byImporter, exportCap), origin: CellOrigin.importer };
  return { value: 0, origin: CellOrigin.imputed };
}

function tempered(figure: number, bound: number): number {
  return figure > bound ? Math.sqrt(figure * bound) : figure;
}

/** Scales of the prior over cells without a target, to what reports leave of the margins (a twentieth at least). */
function priorScales(
  n: number,
  prior: Float64Array,
  target: Float64Array,
  rows: Float64Array,
  columns: Float64Array,
): PriorScales {
  const rowRest = Float64Array.from(rows);
  const columnRest = Float64Array.from(columns);
  for (let i = 0, c = 0; i < n; i++) {
    for (let j = 0; j < n; j++, c++) {
      rowRest[i] -= target[c];
      columnRest[j] -= target[c];
    }
  }
  for (let i = 0; i < n; i++) {
    rowRest[i] = Math.max(rowRest[i], LEAST_IMPUTED * rows[i]);
    columnRest[i] = Math.max(columnRest[i], LEAST_IMPUTED * columns[i]);
  }
  const level = sum(rowRest) / sum(columnRest);
  const row = new Float64Array(n).fill(1);
  const column = new Float64Array(n).fill(1);
  for (let sweep = 0; sweep < 100; sweep++) {
    for (let i = 0; i < n; i++) {
      let total = 0;
      for (let j = 0; j < n; j++) if (target[i * n + j] === 0) total += prior[i * n + j] * column[j];
      row[i] = rowRest[i] / total;
    }
    for (let j = 0; j < n; j++) {
      let total = 0;
      for (let i = 0; i < n; i++) if (target[i * n + j] === 0) total += prior[i * n + j] * row[i];
      column[j] = (columnRest[j] * level) / total;
    }
  }
  return { row: row.map(Math.log), column: column.map(Math.log) };
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let k = 0; k < values.length; k++) total += values[k];
  return total;
}
