import { counted } from "./counted.js";
import type { Tally } from "./tally.js";
import type { TradeTable } from "./trade-table.js";

/**
 * Keeps the cells (exporter, importer, sector) that every year of the table has; what goes is counted.
 *
 * @returns a sentence on what was done
 */
export function balancePanel(table: TradeTable, tally: Tally): string {
  const years = table.years();
  const seen = new Map<number, number>();
  const key = (k: number): number =>
    ((table.exporter[k]! * 1024 + table.importer[k]!) * 131_072 + table.sector[k]!) * 2 + table.side[k]!;
  for (let k = 0; k < table.n; k++) seen.set(key(k), (seen.get(key(k)) ?? 0) + 1);
  const before = table.n;
  let value = 0;
  let gone = 0;
  table.keep((k) => {
    if (seen.get(key(k)) === years.length) {
      value += table.value[k]!;
      return true;
    }
    gone += table.value[k]!;
    tally.add(
      "balance",
      table.economies.list[table.exporter[k]!]!,
      table.value[k]!,
      () => `year ${table.year[k]}`,
    );
    return false;
  });
  const share = value + gone > 0 ? (100 * gone) / (value + gone) : 0;
  return `Balanced panel: ${counted(table.n / Math.max(1, years.length), "cell")} in each of ${counted(years.length, "year")} kept; ${counted(before - table.n, "row")} (${share.toFixed(2)} % of value) of cells that some year lacks left out.`;
}
