/**
 * Sales of economies to themselves: output less exports.
 * @module
 */

import { DataError, InputError } from "../contracts/errors.js";
import type { Panel } from "../contracts/panel.js";
import { statisticalArea } from "../economies/index.js";
import { labelColumn, numberColumn } from "../formats/index.js";
import { unitInWords } from "./conventions.js";
import { counted } from "./counted.js";
import { originCode } from "./trade-sink.js";
import type { TradeTable } from "./trade-table.js";

/** Column names of output, and dollars in their unit. */
const outputColumns: readonly (readonly [name: string, dollars: number])[] = [
  ["output_usd_million", 1e6],
  ["output_usd_thousand", 1000],
  ["output_usd", 1],
];

/**
 * Adds a row of each economy to itself, `domestic-computed`, from a table of gross output: columns `economy`, `year` (for
 * every year where there is none), `sector` (where the trade has several) and output in a column whose name says its
 * unit. Output must be gross, at the exporter's price, of the same goods as the trade.
 *
 * @returns sentences on what was done: negatives are not set to zero, they are left out and listed
 * @throws {InputError} `no-such-column`; {DataError} `unknown-economy`, `output-negative`
 */
export function addDomestic(table: TradeTable, production: Panel): string[] {
  const outputs = readOutputs(table, production);
  const exports = new Map<string, number>();
  const home = new Set<string>();
  for (let k = 0; k < table.n; k++) {
    const at = `${table.year[k]} ${table.exporter[k]} ${table.sector[k]}`;
    if (table.exporter[k] === table.importer[k]) home.add(at);
    else exports.set(at, (exports.get(at) ?? 0) + table.value[k]!);
  }
  let added = 0;
  let kept = 0;
  const negative: string[] = [];
  for (const [at, exported] of exports) {
    const output = outputs.values.get(at);
    if (output === undefined) continue;
    if (home.has(at)) {
      kept++;
      continue;
    }
    const [year, exporter, sector] = at.split(" ").map(Number) as [number, number, number];
    const value = output - exported;
    if (value < 0) {
      const goods = table.sectors.list.length > 1 ? ` in ${table.sectors.list[sector]}` : "";
      negative.push(
        `${table.economies.list[exporter]}${goods} ${year} (output ${round(output)}, exports ${round(exported)})`,
      );
      continue;
    }
    table.add({
      year,
      exporter,
      importer: exporter,
      sector,
      side: 0,
      value,
      fob: Number.NaN,
      cif: Number.NaN,
      tons: Number.NaN,
      origin: originCode["domestic-computed"],
    });
    added++;
  }
  const without = exports.size - added - kept - negative.length;
  return [
    `Domestic trade: ${counted(added, "row")} of output (${outputs.unit}) less exports added${without > 0 ? `; no output in ${production.source} for ${counted(without, "exporter")} of a year and sector` : ""}${kept > 0 ? `; ${counted(kept, "domestic row")} of the file stay` : ""}.`,
    ...(negative.length > 0
      ? [
          `Exports exceed output ${counted(negative.length, "time")}, and no domestic row is made: ${negative.slice(0, 8).join("; ")}${negative.length > 8 ? "; …" : ""}.`,
        ]
      : []),
  ];
}

const round = (value: number): string => Number(value.toPrecision(6)).toLocaleString("en");

function readOutputs(
  table: TradeTable,
  production: Panel,
): { readonly values: ReadonlyMap<string, number>; readonly unit: string } {
  const names = production.columns.map(({ name }) => name);
  const column = outputColumns.find(([name]) => names.includes(name));
  if (column === undefined || !names.includes("economy")) {
    throw new InputError(
      "no-such-column",
      `A table of production has columns economy and one of ${outputColumns.map(([name]) => name).join(", ")}; this one has ${names.join(", ")}.`,
      { place: { file: production.source }, received: names, hint: "year and sector are optional." },
    );
  }
  const economy = labelColumn(production, "economy", "--production");
  const year = names.includes("year") ? numberColumn(production, "year", "--production") : null;
  const sector = names.includes("sector") ? labelColumn(production, "sector", "--production") : null;
  if (sector === null && table.sectors.list.length > 1) {
    throw new InputError(
      "no-such-column",
      "Trade has several sectors; the table of production needs a column sector.",
      {
        place: { file: production.source },
        hint: "Or add goods up: --sum-to total.",
      },
    );
  }
  const output = numberColumn(production, column[0], "--production");
  const economyIndex = new Map(table.economies.list.map((label, k) => [label, k]));
  const sectorIndex = new Map(table.sectors.list.map((label, k) => [label, k]));
  const years = table.years();
  const values = new Map<string, number>();
  for (let row = 0; row < production.nObs; row++) {
    const area = statisticalArea(economy(row));
    if (area === null || area.kind === "none")
      throw wrong(production, row, "unknown-economy", `no economy is ${JSON.stringify(economy(row))}`);
    if (output[row]! < 0) throw wrong(production, row, "output-negative", `output is ${output[row]}`);
    if (Number.isNaN(output[row])) continue;
    const e = economyIndex.get(area.code);
    const s = sector === null ? 0 : sectorIndex.get(sector(row));
    if (e === undefined || s === undefined) continue;
    for (const y of year === null ? years : [year[row]!]) {
      const at = `${y} ${e} ${s}`;
      values.set(at, (values.get(at) ?? 0) + (output[row]! * column[1]) / 1e6);
    }
  }
  return { values, unit: unitInWords(column[1]) };
}

function wrong(panel: Panel, row: number, code: string, what: string): DataError {
  return new DataError(code, `In data row ${row + 1}, ${what}.`, {
    place: { file: panel.source, line: row + 2 },
    hint: "Economies are ISO codes, M49 numbers or names; output is zero or more.",
  });
}
