/**
 * The cells of a Shock against a Market: checked, and found their lines.
 * @module
 */
import { DataError, InputError } from "../contracts/errors.js";
import type { Market } from "../contracts/market.js";
import type { Shock, ShockCell } from "../contracts/shock.js";
import { type CellsByKind, cellsByKind } from "./cells-by-kind.js";
import { checkCell, checkTariffBefore } from "./check-cell.js";

export interface PlacedCells {
  /** By place (l·I + i)·J + j in the market. */
  readonly byFlow: ReadonlyMap<number, CellsByKind>;
  readonly warnings: readonly string[];
}

/** @throws {DataError} lengths that do not fit, a flow or tariff out of range */
export function checkMarket(market: Market): void {
  const { exporters, importers, lines, flows, tariffs } = market;
  const cells = exporters.length * importers.length * lines.length;
  if (cells === 0 || flows.length !== cells || tariffs.length !== cells) {
    throw new DataError(
      "market-shape",
      `Flows and tariffs must have ${lines.length} × ${exporters.length} × ${importers.length} cells, at least one; ${market.id} has ${flows.length} and ${tariffs.length}.`,
      { hint: "Every pair needs a cell in every line, zero where there is no trade." },
    );
  }
  for (let k = 0; k < cells; k++) {
    // Written so that NaN fails too; Infinity less itself is NaN.
    if (!(flows[k] >= 0 && flows[k] - flows[k] === 0))
      throw cellError(market, k, "A flow must be a number of at least 0", flows[k]);
    if (!(tariffs[k] > -1 && tariffs[k] - tariffs[k] === 0))
      throw cellError(market, k, "A tariff must be a fraction above -1 (-100 %)", tariffs[k]);
  }
}

function cellError(market: Market, at: number, must: string, received: number): DataError {
  const { exporters, importers, lines } = market;
  const i = Math.floor(at / importers.length) % exporters.length;
  const line = lines[Math.floor(at / (importers.length * exporters.length))];
  const pair = `${exporters[i]} to ${importers[at % importers.length]}, ${line}`;
  return new DataError("cell-range", `${must}; received ${received}, ${pair}.`, {
    received,
    hint: "Correct or leave out the row.",
  });
}

/**
 * Checks every cell and places it. A cell without a sector falls on every line. Cells on importers that the market does
 * not have are left out with a warning.
 *
 * @throws {InputError} unknown economy or line, the same economy on both sides, a number out of range, a tariff "before"
 *   that is not the market's, shares of one kind that add to more than 1, an unban without its prior flow or its line
 */
export function placeCells(market: Market, shock: Shock): PlacedCells {
  const rows = new Map(market.exporters.map((code, i) => [code, i]));
  const columns = new Map(market.importers.map((code, j) => [code, j]));
  const lines = new Map(market.lines.map((name, l) => [name, l]));
  const grouped = new Map<number, ShockCell[]>();
  const elsewhere = new Set<string>();
  const warnings: string[] = [];
  shock.cells.forEach((cell, k) => {
    const place = `cells[${k}]`;
    checkCell(cell, place);
    const [i, j] = [rows.get(cell.exporter), columns.get(cell.importer)];
    if (i === undefined && !columns.has(cell.exporter)) throw unknownEconomy(cell.exporter, place);
    if (j === undefined && !rows.has(cell.importer)) throw unknownEconomy(cell.importer, place);
    if (i === undefined || j === undefined) {
      elsewhere.add(cell.importer);
      return;
    }
    for (const l of linesOf(cell, market, lines, place)) {
      const at = (l * market.exporters.length + i) * market.importers.length + j;
      if (cell.kind === "tariff") checkBefore(cell, market, at, place);
      const same = grouped.get(at);
      if (same) same.push(cell);
      else grouped.set(at, [cell]);
    }
  });
  if (elsewhere.size > 0) {
    warnings.push(
      `What the shock does in ${[...elsewhere].join(", ")} is left out: this is the market of ${market.importers.join(", ")}.`,
    );
  }
  const byFlow = new Map<number, CellsByKind>();
  for (const [at, cells] of grouped) {
    byFlow.set(at, cellsByKind(cells));
    if (market.flows[at] === 0 && !cells.some((cell) => cell.kind === "unban"))
      warnings.push(idle(cells[0], market, at));
  }
  return { byFlow, warnings };
}

function idle(
  { exporter, importer }: ShockCell,
  { lines, exporters, importers }: Market,
  at: number,
): string {
  const goods =
    lines.length > 1 ? ` of ${lines[Math.floor(at / (exporters.length * importers.length))]}` : "";
  return `${exporter} sells nothing${goods} to ${importer} in the base: the change of its trade cost does nothing.`;
}

function linesOf(
  cell: ShockCell,
  market: Market,
  lines: ReadonlyMap<string, number>,
  place: string,
): number[] {
  if (cell.sector !== undefined) {
    const at = lines.get(cell.sector);
    if (at !== undefined) return [at];
    throw new InputError(
      "unknown-sector",
      `A shock must name a line of the market; received ${cell.sector}.`,
      {
        place: { field: `${place}.sector` },
        received: cell.sector,
        hint:
          market.lines.length === 1
            ? `Its only line is ${market.lines[0]}: leave the sector out, and give the share of the goods in the flow.`
            : `It has ${market.lines.length} lines, ${market.lines.slice(0, 5).join(", ")} …`,
      },
    );
  }
  if (cell.kind === "unban" && market.lines.length > 1) {
    throw new InputError("line-needed", "Lifting a ban must name its line; received none.", {
      place: { field: `${place}.sector` },
      hint: "The prior flow is that of one line.",
    });
  }
  return market.lines.map((_, l) => l);
}

function unknownEconomy(code: string, place: string): InputError {
  return new InputError("unknown-economy", `A shock must name economies of the market; received ${code}.`, {
    place: { field: place },
    received: code,
    hint: "Use a code of the market's exporters and importers.",
  });
}

function checkBefore(cell: ShockCell, market: Market, at: number, place: string): void {
  const severalLines = market.lines.length > 1 && cell.sector === undefined;
  const hint = severalLines
    ? "Lines with different tariffs need a cell each, with the line as its sector."
    : undefined;
  checkTariffBefore(cell, market.tariffs[at], place, "market", hint);
}
