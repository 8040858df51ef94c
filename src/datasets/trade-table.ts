/**
 * Rows of trade held in memory, found by their cell: for all that needs to see a panel whole.
 * @module
 */
import type { TradeLabels, TradeRows } from "../contracts/dataset.js";
import { InputError } from "../contracts/errors.js";
import { Labels } from "./resolve-cell.js";
import { Batch, originCode, type TradeRow, type TradeSink } from "./trade-sink.js";

/** A cell's key must be exact in a double: 9 bits of year, 10 of each economy, 17 of the sector, 1 of the side. */
const economiesMost = 1024;
const sectorsMost = 131_072;
/** The language's Map ends near 16.7 million. */
const cellsMost = 15_000_000;

const columns = ["value", "fob", "cif", "tons"] as const;

export class TradeTable implements TradeSink {
  readonly economies = new Labels();
  readonly sectors = new Labels();
  n = 0;
  year = new Int16Array(1024);
  exporter = new Int16Array(1024);
  importer = new Int16Array(1024);
  sector = new Int32Array(1024);
  side = new Uint8Array(1024);
  origin = new Uint8Array(1024);
  value = new Float64Array(1024);
  fob = new Float64Array(1024);
  cif = new Float64Array(1024);
  tons = new Float64Array(1024);
  /** Rows that were added to a cell that was there. */
  summed = 0;
  private index = new Map<number, number>();
  private readonly sectorOf: (label: string) => string;

  /** @param sectorOf the sector of the table that a sector of the rows falls into; cells that meet are added up */
  constructor(sectorOf: (label: string) => string = (label) => label) {
    this.sectorOf = sectorOf;
  }

  write(rows: TradeRows, labels: TradeLabels): void {
    const economy = labels.economies.map((label) => this.economies.of(label));
    const sector = labels.sectors.map((label) => this.sectors.of(this.sectorOf(label)));
    for (let k = 0; k < rows.n; k++) {
      const origin = rows.origin[k]!;
      this.add({
        year: rows.year[k]!,
        exporter: economy[rows.exporter[k]!]!,
        importer: economy[rows.importer[k]!]!,
        sector: sector[rows.sector[k]!]!,
        side: origin === originCode.importer ? 1 : 0,
        value: rows.value[k]!,
        fob: rows.fob[k]!,
        cif: rows.cif[k]!,
        tons: rows.tons[k]!,
        origin,
      });
    }
  }

  /** Adds a row, or adds it up with the row of its cell. */
  add(row: TradeRow): void {
    const key = this.key(row.side, row.year, row.exporter, row.importer, row.sector);
    const at = this.index.get(key);
    if (at !== undefined) {
      this.summed++;
      for (const column of columns) {
        // A part that is not known (NaN) leaves the sum unknown.
        this[column][at] = this[column][at]! + row[column];
      }
      return;
    }
    if (this.n === this.year.length) this.grow();
    const to = this.n++;
    this.index.set(key, to);
    this.year[to] = row.year;
    this.exporter[to] = row.exporter;
    this.importer[to] = row.importer;
    this.sector[to] = row.sector;
    this.side[to] = row.side;
    this.origin[to] = row.origin;
    for (const column of columns) this[column][to] = row[column];
  }

  /** Row of a cell, or −1. */
  find(side: number, year: number, exporter: number, importer: number, sector: number): number {
    return this.index.get(this.key(side, year, exporter, importer, sector)) ?? -1;
  }

  /** Years in order. */
  years(): number[] {
    return [...new Set(this.year.subarray(0, this.n))].sort((a, b) => a - b);
  }

  /** Keeps the rows that `wanted` accepts. */
  keep(wanted: (row: number) => boolean): void {
    let to = 0;
    this.index = new Map();
    for (let from = 0; from < this.n; from++) {
      if (!wanted(from)) continue;
      if (to !== from) this.copy(from, to);
      this.index.set(
        this.key(this.side[to]!, this.year[to]!, this.exporter[to]!, this.importer[to]!, this.sector[to]!),
        to,
      );
      to++;
    }
    this.n = to;
  }

  /** @throws {InputError} `too-many-cells` before more than memory is asked for */
  room(cells: number, what: string): void {
    if (cells <= cellsMost) return;
    throw new InputError(
      "too-many-cells",
      `${what} would make ${cells.toLocaleString("en")} cells; at most ${cellsMost.toLocaleString("en")} are held at once.`,
      { hint: "Take fewer years (--years), or add goods up (--sum-to chapter)." },
    );
  }

  /** Hands on all rows, by year, exporter, importer and sector. */
  pour(sink: TradeSink, batchRows: number): void {
    const rank = (list: readonly string[]): Int32Array => {
      const order = list.map((_, k) => k).sort((a, b) => (list[a]! < list[b]! ? -1 : 1));
      const ranks = new Int32Array(list.length);
      order.forEach((k, r) => {
        ranks[k] = r;
      });
      return ranks;
    };
    const [economy, sector] = [rank(this.economies.list), rank(this.sectors.list)];
    const keys = new Float64Array(this.n);
    for (let k = 0; k < this.n; k++) {
      const place = (this.year[k]! * economiesMost + economy[this.exporter[k]!]!) * economiesMost;
      keys[k] =
        ((place + economy[this.importer[k]!]!) * sectorsMost + sector[this.sector[k]!]!) * 2 + this.side[k]!;
    }
    const order = new Uint32Array(this.n).map((_, k) => k).sort((a, b) => keys[a]! - keys[b]!);
    const labels = { economies: this.economies.list, sectors: this.sectors.list };
    const batch = new Batch(sink, labels, batchRows);
    for (const k of order) batch.add(this.row(k));
    batch.flush();
  }

  row(k: number): TradeRow {
    return {
      year: this.year[k]!,
      exporter: this.exporter[k]!,
      importer: this.importer[k]!,
      sector: this.sector[k]!,
      side: this.side[k]!,
      value: this.value[k]!,
      fob: this.fob[k]!,
      cif: this.cif[k]!,
      tons: this.tons[k]!,
      origin: this.origin[k]!,
    };
  }

  private key(side: number, year: number, exporter: number, importer: number, sector: number): number {
    if (exporter >= economiesMost || importer >= economiesMost || sector >= sectorsMost)
      this.room(Number.MAX_SAFE_INTEGER, "So many codes");
    return (
      ((((year - 1700) * economiesMost + exporter) * economiesMost + importer) * sectorsMost + sector) * 2 +
      side
    );
  }

  private copy(from: number, to: number): void {
    for (const column of ["year", "exporter", "importer", "sector", "side", "origin", ...columns] as const)
      this[column][to] = this[column][from]!;
  }

  private grow(): void {
    this.room(this.n + 1, "This file");
    const larger = <T extends { length: number; set(from: T): void }>(make: (n: number) => T, from: T): T => {
      const to = make(from.length * 2);
      to.set(from);
      return to;
    };
    this.year = larger((n) => new Int16Array(n), this.year);
    this.exporter = larger((n) => new Int16Array(n), this.exporter);
    this.importer = larger((n) => new Int16Array(n), this.importer);
    this.sector = larger((n) => new Int32Array(n), this.sector);
    this.side = larger((n) => new Uint8Array(n), this.side);
    this.origin = larger((n) => new Uint8Array(n), this.origin);
    for (const column of columns) this[column] = larger((n) => new Float64Array(n), this[column]);
  }
}
