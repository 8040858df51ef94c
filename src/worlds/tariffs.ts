/**
 * Base tariffs of world-2014.
 * @module
 */
import { agreementTable } from "./agreement-table.js";
import type { PackedWorld } from "./packed-world.js";

/**
 * Applied tariffs: 0 between parties of a free-trade agreement or customs union in force on the day, else the
 * importer's simple-mean MFN rate.
 * @returns Float64Array (n × n), fractions, exporter × importer, 0 on the diagonal
 */
export function baseTariffs(world: PackedWorld): Float64Array {
  const n = world.economies.length;
  const agreements = agreementTable(world);
  const tariffs = new Float64Array(n * n);
  for (let i = 0, c = 0; i < n; i++) {
    for (let j = 0; j < n; j++, c++) {
      if (i !== j && agreements[c] < 0) tariffs[c] = world.economies[j].mfn[0];
    }
  }
  return tariffs;
}
