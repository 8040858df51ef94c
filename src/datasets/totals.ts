/**
 * Sums that the checks of units look at, gathered while rows are read. Million dollars.
 * @module
 */
import { grown } from "./grown.js";
import type { TradeRow } from "./trade-sink.js";

/** Bins of log10 of dollars a ton, a tenth each, from −3 to 9. */
const bins = 120;

export class Totals {
  /** [side][year][exporter]: exports by side. */
  readonly exports: number[][][] = [[], []];
  readonly imports: number[][][] = [[], []];
  /** [side][year][exporter][importer], where both sides report. */
  readonly pairs: number[][][][] = [[], []];
  /** [side][year][reporter]: what the file says is the sum over partners. */
  readonly stated: number[][][] = [[], []];
  /** Rows by dollars a ton. */
  readonly unitValues = new Float64Array(bins);
  all = 0;
  private readonly sided: boolean;

  constructor(sided = true) {
    this.sided = sided;
  }

  /** `row.year` counts into the list of years. */
  add(row: TradeRow): void {
    const { side, year, exporter, importer, value, tons } = row;
    this.all += value;
    if (tons > 0 && value > 0) {
      const bin = Math.floor(10 * (Math.log10((1e6 * value) / tons) + 3));
      this.unitValues[Math.max(0, Math.min(bins - 1, bin))]! += 1;
    }
    if (exporter === importer) return;
    const exporters = grown(this.exports[side]!, year);
    exporters[exporter] = (exporters[exporter] ?? 0) + value;
    const importers = grown(this.imports[side]!, year);
    importers[importer] = (importers[importer] ?? 0) + value;
    if (!this.sided) return;
    const pairs = grown(this.pairs[side]!, year);
    const line = grown(pairs, exporter);
    line[importer] = (line[importer] ?? 0) + value;
  }

  /** A row that is the reporter's sum over partners: the economy on the side that reports. */
  addTotal(row: TradeRow, value: number): void {
    const reporter = row.side === 0 ? row.exporter : row.importer;
    if (reporter < 0 || Number.isNaN(value)) return;
    const reporters = grown(this.stated[row.side]!, row.year);
    reporters[reporter] = (reporters[reporter] ?? 0) + value;
  }

  /** Trade by year in order, the larger side's where both report. `years` in the order that `row.year` counts. */
  byYear(years: readonly number[]): { readonly year: number; readonly usdMillion: number }[] {
    const sum = (list: readonly number[] | undefined): number =>
      (list ?? []).reduce((a, b) => a + (b ?? 0), 0);
    return years
      .map((year, y) => ({
        year,
        usdMillion: Math.max(sum(this.exports[0]![y]), sum(this.exports[1]![y])),
      }))
      .sort((a, b) => a.year - b.year);
  }

  /** The ten largest over all years, by the side that knows them best. */
  largest(
    economies: readonly string[],
    of: "exports" | "imports",
  ): { readonly economy: string; readonly usdMillion: number }[] {
    const from = of === "exports" ? this.exports : this.imports;
    const sums = economies.map((economy, e) => {
      const side = (s: number): number => from[s]!.reduce((sum, list) => sum + (list?.[e] ?? 0), 0);
      return { economy, usdMillion: Math.max(side(0), side(1)) };
    });
    return sums
      .filter(({ usdMillion }) => usdMillion > 0)
      .sort((a, b) => b.usdMillion - a.usdMillion)
      .slice(0, 10);
  }

  /** Median of dollars a ton over the rows that have a quantity, and how many these are. */
  medianUnitValue(): { readonly rows: number; readonly dollars: number } {
    const rows = this.unitValues.reduce((sum, x) => sum + x, 0);
    let below = 0;
    let bin = 0;
    while (bin < bins && below + this.unitValues[bin]! <= rows / 2) below += this.unitValues[bin++]!;
    return { rows, dollars: 10 ** ((bin + 0.5) / 10 - 3) };
  }
}
