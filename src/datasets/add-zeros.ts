import { counted } from "./counted.js";
import { originCode } from "./trade-sink.js";
import type { TradeTable } from "./trade-table.js";

/**
 * Makes zeros explicit: in every year, each economy that exports anything and each that imports anything have a row in
 * each sector; those that the file does not have are zero (`zero-added`). Rows of an economy to itself are not added.
 *
 * @returns a sentence on what was done
 * @throws {InputError} `too-many-cells`
 */
export function addZeros(table: TradeTable): string {
  const sides = new Map<number, { exporters: Set<number>; importers: Set<number> }>();
  for (let k = 0; k < table.n; k++) {
    let year = sides.get(table.year[k]!);
    if (!year) {
      year = { exporters: new Set(), importers: new Set() };
      sides.set(table.year[k]!, year);
    }
    year.exporters.add(table.exporter[k]!);
    year.importers.add(table.importer[k]!);
  }
  const sectors = table.sectors.list.length;
  let cells = 0;
  for (const { exporters, importers } of sides.values()) cells += exporters.size * importers.size * sectors;
  table.room(cells, "A row for every pair and sector");
  const before = table.n;
  for (const [year, { exporters, importers }] of sides)
    for (const exporter of exporters)
      for (const importer of importers) {
        if (exporter === importer) continue;
        for (let sector = 0; sector < sectors; sector++) {
          if (table.find(0, year, exporter, importer, sector) >= 0) continue;
          if (table.find(1, year, exporter, importer, sector) >= 0) continue;
          table.add({
            year,
            exporter,
            importer,
            sector,
            side: 0,
            value: 0,
            fob: Number.NaN,
            cif: Number.NaN,
            tons: Number.NaN,
            origin: originCode["zero-added"],
          });
        }
      }
  return `Zeros: ${counted(table.n - before, "row")} of no trade added to the ${before.toLocaleString("en")} there were.`;
}
