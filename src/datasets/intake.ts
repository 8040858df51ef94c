/**
 * Rows of a publisher's file, understood one by one: codes mapped, units put right, what cannot be used counted.
 * @module
 */
import type { LeftOutReason } from "../contracts/dataset.js";
import { DataError, InputError } from "../contracts/errors.js";
import { CellSet } from "./cell-set.js";
import { CodeTable } from "./code-table.js";
import type { Convention } from "./conventions.js";
import {
  economyCell,
  flowCell,
  GoodsCells,
  Labels,
  noEconomy,
  originCell,
  totalOf,
  unknown,
  vintageCell,
  yearCell,
  zeroCell,
} from "./resolve-cell.js";
import { Tally } from "./tally.js";
import { Totals } from "./totals.js";
import { Batch, originCode, type TradeRow, type TradeSink } from "./trade-sink.js";

export interface IntakeOptions {
  readonly convention: Convention;
  /** Goods are codes of the Harmonized System; the vintage where the user or the file's name tells it. */
  readonly hs: boolean;
  readonly vintage: number | null;
  /** What to do with a second row of a cell. */
  readonly duplicates: "error" | "first" | "sum";
  /** First and last year that are wanted. */
  readonly years: readonly [number, number] | null;
  /** Digits of the goods codes that are wanted, where the file has several levels. */
  readonly digits: number | null;
  /** Codes that the user maps himself. */
  readonly ownCodes: ReadonlyMap<string, string>;
  readonly batchRows?: number;
  /** Told of every row that is left out. */
  readonly onLeftOut?: (place: string, reason: LeftOutReason, text: string, usdMillion: number) => void;
}

/** A row as it stands in the file: ids in the tables of codes (−1: no such column), numbers in the file's units. */
export interface RawRow {
  year: number;
  exporter: number;
  importer: number;
  flow: number;
  sector: number;
  vintage: number;
  mirrorFlag: number;
  zeroFlag: number;
  origin: number;
  /** Name of a breakdown that this row is a part of, or null. */
  part: string | null;
  /** Million dollars, tons; NaN where blank. */
  value: number;
  fob: number;
  cif: number;
  tons: number;
}

export class Intake {
  readonly options: IntakeOptions;
  readonly economies = new Labels();
  readonly sectors = new Labels();
  readonly years = new Labels();
  readonly goods = new GoodsCells(this.sectors);
  readonly tally = new Tally();
  readonly totals: Totals;
  readonly vintages = new Map<number, number>();
  readonly levels = new Map<number, number>();
  recalled: { readonly title: string; readonly valuation: string; readonly hs: number | null } | null = null;
  rowsRead = 0;
  rowsTaken = 0;
  zerosRestored = 0;
  readonly codes;
  private readonly cells = new CellSet();
  private readonly batch: Batch;
  private readonly row: TradeRow = {
    year: 0,
    exporter: 0,
    importer: 0,
    sector: 0,
    side: 0,
    value: 0,
    fob: 0,
    cif: 0,
    tons: 0,
    origin: 0,
  };
  /** Name of the file in hand, and whether it must be told in places. */
  private file = "";
  private several = false;
  private readonly yearOf: number[] = [];

  constructor(options: IntakeOptions, sink: TradeSink) {
    this.options = options;
    this.totals = new Totals(options.convention.flow.length > 0);
    const area = economyCell(this.economies, options.ownCodes);
    this.codes = {
      year: new CodeTable(yearCell(this.years)),
      exporter: new CodeTable(area),
      importer: new CodeTable(area),
      flow: new CodeTable(flowCell),
      sector: new CodeTable(
        options.hs ? this.goods.resolve : (text) => (text === "" ? unknown : this.sectors.of(text)),
      ),
      vintage: new CodeTable(vintageCell),
      mirrorFlag: new CodeTable((text) => (text === "" || text === "0" ? 0 : 1)),
      zeroFlag: new CodeTable(zeroCell),
      origin: new CodeTable(originCell),
    };
    this.batch = new Batch(
      sink,
      { economies: this.economies.list, sectors: this.sectors.list },
      options.batchRows ?? 65_536,
    );
  }

  startFile(name: string, several: boolean): void {
    this.file = name;
    this.several = several;
  }

  /**
   * Takes the row or counts why not; `number` is the data row's, from 1.
   * @returns whether it was taken
   */
  take(number: number, raw: RawRow): boolean {
    this.rowsRead++;
    const { row, options } = this;
    if (raw.value < 0 || raw.fob < 0 || raw.cif < 0 || raw.tons < 0) throw this.negative(number, raw);
    if (raw.part !== null) return this.leave(number, "breakdown", raw.part, raw.value);
    if (!(this.takeYear(number, raw) && this.takeGoods(number, raw) && this.takeSides(number, raw)))
      return false;
    if (Number.isNaN(raw.value)) return this.leave(number, "no-value", "", 0);
    const own = row.exporter === row.importer;
    if (own && !options.convention.domestic)
      return this.leave(number, "own", this.economies.list[row.exporter]!, raw.value);
    const fresh =
      options.duplicates === "sum" ||
      this.cells.add(row.side, row.year, row.exporter, row.importer, row.sector);
    if (!fresh) return this.leave(number, "twice", this.cellName(), raw.value);
    row.value = raw.value;
    row.fob = this.sided && row.side === 0 && Number.isNaN(raw.fob) ? raw.value : raw.fob;
    row.cif = this.sided && row.side === 1 && Number.isNaN(raw.cif) ? raw.value : raw.cif;
    row.tons = raw.tons;
    row.origin = this.originOf(raw, own);
    this.totals.add(row);
    row.year = this.yearOf[row.year]!;
    this.rowsTaken++;
    this.batch.add(row);
    return true;
  }

  /** What a file that Gravitas wrote says of itself, by the keys of its metadata. */
  recall(about: ReadonlyMap<string, string>): void {
    const title = about.get("gravitas.title");
    if (title === undefined) return;
    this.recalled = {
      title,
      valuation: about.get("gravitas.valuation") ?? "not stated",
      hs: Number(about.get("gravitas.hs") || 0) || null,
    };
  }

  /** Hands on what is still held. */
  finish(): void {
    this.batch.flush();
  }

  /** Whether rows say who reported them. */
  get sided(): boolean {
    return this.options.convention.flow.length > 0;
  }

  /** A row's place in words. */
  place(number: number): string {
    return this.several ? `${this.file} row ${number}` : `row ${number}`;
  }

  private takeYear(number: number, raw: RawRow): boolean {
    const { codes, row, options } = this;
    row.side = this.sided ? codes.flow.values[raw.flow]! : 0;
    if (row.side === unknown) return this.leave(number, "flow", codes.flow.texts[raw.flow]!, raw.value);
    row.year = codes.year.values[raw.year]!;
    if (row.year === unknown) return this.leave(number, "no-year", codes.year.texts[raw.year]!, raw.value);
    while (this.yearOf.length < this.years.list.length)
      this.yearOf.push(Number(this.years.list[this.yearOf.length]));
    const year = this.yearOf[row.year]!;
    if (options.years === null || (year >= options.years[0] && year <= options.years[1])) return true;
    return this.leave(number, "asked", `year ${year}`, raw.value);
  }

  private takeSides(number: number, raw: RawRow): boolean {
    const { codes, row } = this;
    const swap = this.sided && row.side === 1;
    const exporters = swap ? codes.importer : codes.exporter;
    const importers = swap ? codes.exporter : codes.importer;
    const exporterId = swap ? raw.importer : raw.exporter;
    const importerId = swap ? raw.exporter : raw.importer;
    row.exporter = exporters.values[exporterId]!;
    row.importer = importers.values[importerId]!;
    if (row.exporter < 0)
      return this.leaveArea(number, "unknown-exporter", row.exporter, exporters.texts[exporterId]!, raw);
    if (row.importer < 0)
      return this.leaveArea(number, "unknown-importer", row.importer, importers.texts[importerId]!, raw);
    return true;
  }

  private takeGoods(number: number, raw: RawRow): boolean {
    const { codes, row, options } = this;
    if (raw.sector < 0) {
      row.sector = this.sectors.of("all");
      return true;
    }
    row.sector = codes.sector.values[raw.sector]!;
    if (raw.vintage >= 0 && options.hs) {
      const vintage = codes.vintage.values[raw.vintage]!;
      if (vintage === unknown) throw this.notHs(number, codes.vintage.texts[raw.vintage]!);
      if (vintage > 0) this.vintages.set(vintage, (this.vintages.get(vintage) ?? 0) + 1);
    }
    const text = codes.sector.texts[raw.sector]!;
    if (row.sector === unknown) return this.leave(number, "unknown-goods", text, raw.value);
    if (!options.hs) return true;
    const digits = this.goods.digits[row.sector]!;
    if (options.digits !== null && digits >= 0 && digits !== options.digits)
      return this.leave(
        number,
        "asked",
        digits === 0 ? "all goods together" : `codes of ${digits} digits`,
        raw.value,
      );
    if (digits >= 0) this.levels.set(digits, (this.levels.get(digits) ?? 0) + 1);
    if (this.goods.restored.size > 0 && this.goods.restored.has(text)) this.zerosRestored++;
    return true;
  }

  private originOf(raw: RawRow, own: boolean): number {
    const { codes } = this;
    if (raw.origin >= 0 && codes.origin.values[raw.origin]! >= 0) return codes.origin.values[raw.origin]!;
    if (this.sided) return this.row.side === 0 ? originCode.exporter : originCode.importer;
    if (raw.zeroFlag >= 0 && codes.zeroFlag.values[raw.zeroFlag]! >= 0)
      return codes.zeroFlag.values[raw.zeroFlag]!;
    if (own) return originCode.domestic;
    if (raw.mirrorFlag >= 0 && codes.mirrorFlag.values[raw.mirrorFlag] === 1) return originCode.mirror;
    return originCode.observed;
  }

  private leaveArea(number: number, reason: LeftOutReason, why: number, text: string, raw: RawRow): boolean {
    if (why !== totalOf)
      return this.leave(number, why === noEconomy ? "no-economy" : reason, text, raw.value);
    this.totals.addTotal(this.row, raw.value);
    return this.leave(number, "total", text, raw.value);
  }

  /** Counts a row that is not taken. */
  private leave(number: number, reason: LeftOutReason, text: string, usdMillion: number): false {
    this.tally.add(reason, text, usdMillion, () => this.place(number));
    this.options.onLeftOut?.(this.place(number), reason, text, usdMillion);
    return false;
  }

  private cellName(): string {
    const { row, economies, sectors, years } = this;
    const goods = sectors.list[row.sector] === "all" ? "" : `, ${sectors.list[row.sector]}`;
    return `${economies.list[row.exporter]} to ${economies.list[row.importer]}${goods}, ${years.list[row.year]}`;
  }

  private negative(number: number, raw: RawRow): DataError {
    const value = [raw.value, raw.fob, raw.cif, raw.tons].find((x) => x < 0);
    return new DataError(
      "trade-negative",
      `Trade is zero or more; data row ${number} has a negative figure.`,
      {
        place: { file: this.file, line: number + 1 },
        received: value,
        hint: "Corrections belong into the row that they correct: mend the row, or take it out.",
      },
    );
  }

  private notHs(number: number, text: string): InputError {
    return new InputError(
      "not-hs",
      `Goods must be in the Harmonized System here; data row ${number} is in ${JSON.stringify(text)}.`,
      {
        place: { file: this.file, line: number + 1 },
        received: text,
        hint: "Ask the publisher for HS, or take the file as a panel: --as panel --sector COL.",
      },
    );
  }
}
