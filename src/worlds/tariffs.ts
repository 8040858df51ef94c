/**
 * Base tariffs of world-2014.
 * @module
 */
import type { PackedWorld } from "./packed-world.js";

/**
 * Applied tariffs: 0 between parties of a free-trade agreement or customs union in force on the day, else the
 * importer's simple-mean MFN rate.
 * @param agreements n × n, as `agreementTable` gives it
 * @returns Float64Array (n × n), fractions, exporter × importer, 0 on the diagonal
 */
export function baseTariffs(world: PackedWorld, agreements: Int16Array): Float64Array {
  const n = world.economies.length;
  const rates = world.economies.map(({ mfn }) => mfn[0]);
  const tariffs = new Float64Array(n * n);
  for (let i = 0, c = 0; i < n; i++) {
    for (let j = 0; j < n; j++, c++) {
      if (i !== j && agreements[c] < 0) tariffs[c] = rates[j];
    }
  }
  return tariffs;
}
