/**
 * Where rows go once they are understood.
 * @module
 */
import { type TradeLabels, type TradeRows, tradeOrigins } from "../contracts/dataset.js";

/** Takes rows in batches; the arrays are used again after the call, and the labels only ever grow. */
export interface TradeSink {
  write(rows: TradeRows, labels: TradeLabels): void;
}

/** One row, its money in million dollars; `side` 1 where the importer reported it. */
export interface TradeRow {
  year: number;
  exporter: number;
  importer: number;
  sector: number;
  side: number;
  value: number;
  fob: number;
  cif: number;
  tons: number;
  origin: number;
}

export const originCode = Object.fromEntries(tradeOrigins.map((name, k) => [name, k])) as Readonly<
  Record<(typeof tradeOrigins)[number], number>
>;

/** Gathers rows into arrays of one capacity and hands them on when they are full. */
export class Batch {
  private readonly rows;
  private readonly labels: TradeLabels;
  private readonly sink: TradeSink;
  private readonly capacity: number;
  private n = 0;

  constructor(sink: TradeSink, labels: TradeLabels, capacity: number) {
    this.sink = sink;
    this.labels = labels;
    this.capacity = capacity;
    this.rows = {
      year: new Int32Array(capacity),
      exporter: new Int32Array(capacity),
      importer: new Int32Array(capacity),
      sector: new Int32Array(capacity),
      value: new Float64Array(capacity),
      fob: new Float64Array(capacity),
      cif: new Float64Array(capacity),
      tons: new Float64Array(capacity),
      origin: new Uint8Array(capacity),
    };
  }

  add(row: TradeRow): void {
    const { rows } = this;
    const at = this.n++;
    rows.year[at] = row.year;
    rows.exporter[at] = row.exporter;
    rows.importer[at] = row.importer;
    rows.sector[at] = row.sector;
    rows.value[at] = row.value;
    rows.fob[at] = row.fob;
    rows.cif[at] = row.cif;
    rows.tons[at] = row.tons;
    rows.origin[at] = row.origin;
    if (this.n === this.capacity) this.flush();
  }

  flush(): void {
    if (this.n === 0) return;
    this.sink.write({ n: this.n, ...this.rows }, this.labels);
    this.n = 0;
  }
}
