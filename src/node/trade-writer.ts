/**
 * Rows of trade into a Parquet or CSV file, a batch at a time.
 * @module
 */
import { ByteWriter, ParquetWriter, schemaFromColumnData } from "hyparquet-writer";
import {
  type TradeLabels,
  type TradeLayout,
  type TradeRows,
  tradeColumns,
  tradeOrigins,
} from "../contracts/dataset.js";
import { InputError } from "../contracts/errors.js";
import type { TradeSink } from "../datasets/index.js";
import { type OutputFile, outputFile } from "./output-file.js";

export interface TradeWriter extends TradeSink {
  /** Ends the file; Parquet keeps `about` as metadata. */
  commit(about: Readonly<Record<string, string>>): void;
  abort(): void;
}

/**
 * @param path ends in .parquet or .csv
 * @throws {InputError} `output-format`, `not-writable`
 */
export function tradeWriter(path: string, layout: TradeLayout): TradeWriter {
  if (/\.(parquet|parq|pq)$/i.test(path)) return new ParquetTrade(outputFile(path), layout);
  if (/\.csv$/i.test(path)) return new CsvTrade(outputFile(path), layout);
  throw new InputError(
    "output-format",
    `--out must end in .parquet or .csv; received ${JSON.stringify(path)}.`,
    {
      place: { field: "--out" },
      received: path,
      hint: "For example --out trade.parquet.",
    },
  );
}

/** Each batch becomes a row group. */
class ParquetTrade implements TradeWriter {
  private readonly file: OutputFile;
  private readonly layout: TradeLayout;
  private readonly bytes = new ByteWriter(1 << 20);
  private writer: ParquetWriter | null = null;

  constructor(file: OutputFile, layout: TradeLayout) {
    this.file = file;
    this.layout = layout;
  }

  write(rows: TradeRows, labels: TradeLabels): void {
    const columnData = columnsOf(rows, labels, this.layout);
    this.writer ??= new ParquetWriter({
      writer: this.bytes,
      schema: schemaFromColumnData({ columnData }),
      createdBy: "gravitas",
    });
    this.writer.write({ columnData, rowGroupSize: rows.n });
    this.flush();
  }

  commit(about: Readonly<Record<string, string>>): void {
    if (this.writer) {
      this.writer.kvMetadata = Object.entries(about).map(([key, value]) => ({ key, value }));
      this.writer.finish();
      this.flush();
    }
    this.file.commit();
  }

  abort(): void {
    this.file.abort();
  }

  private flush(): void {
    this.file.write(this.bytes.getBytes());
    this.bytes.index = 0;
  }
}

function columnsOf(rows: TradeRows, labels: TradeLabels, layout: TradeLayout) {
  const { n } = rows;
  const texts = (codes: ArrayLike<number>, list: readonly string[]): string[] => {
    const cells = new Array<string>(n);
    for (let k = 0; k < n; k++) cells[k] = list[codes[k]!]!;
    return cells;
  };
  const maybe = (values: Float64Array): (number | null)[] => {
    const cells = new Array<number | null>(n);
    for (let k = 0; k < n; k++) cells[k] = Number.isNaN(values[k]) ? null : values[k]!;
    return cells;
  };
  const text = (name: string, codes: ArrayLike<number>, list: readonly string[]) => ({
    name,
    type: "STRING" as const,
    nullable: false,
    data: texts(codes, list),
  });
  const number = (name: string, values: Float64Array) => ({
    name,
    type: "DOUBLE" as const,
    nullable: true,
    data: maybe(values),
  });
  return [
    { name: tradeColumns.year, type: "INT32" as const, nullable: false, data: rows.year.subarray(0, n) },
    text(tradeColumns.exporter, rows.exporter, labels.economies),
    text(tradeColumns.importer, rows.importer, labels.economies),
    ...(layout.sector ? [text(tradeColumns.sector, rows.sector, labels.sectors)] : []),
    { name: tradeColumns.value, type: "DOUBLE" as const, nullable: false, data: rows.value.subarray(0, n) },
    ...(layout.sides ? [number(tradeColumns.fob, rows.fob), number(tradeColumns.cif, rows.cif)] : []),
    ...(layout.tons ? [number(tradeColumns.tons, rows.tons)] : []),
    ...(layout.origin ? [text(tradeColumns.origin, rows.origin, tradeOrigins)] : []),
  ];
}

class CsvTrade implements TradeWriter {
  private readonly file: OutputFile;
  private readonly layout: TradeLayout;
  private readonly encoder = new TextEncoder();

  constructor(file: OutputFile, layout: TradeLayout) {
    this.file = file;
    this.layout = layout;
    const names = [
      tradeColumns.year,
      tradeColumns.exporter,
      tradeColumns.importer,
      ...(layout.sector ? [tradeColumns.sector] : []),
      tradeColumns.value,
      ...(layout.sides ? [tradeColumns.fob, tradeColumns.cif] : []),
      ...(layout.tons ? [tradeColumns.tons] : []),
      ...(layout.origin ? [tradeColumns.origin] : []),
    ];
    file.write(this.encoder.encode(`${names.join(",")}\n`));
  }

  write(rows: TradeRows, labels: TradeLabels): void {
    const { layout } = this;
    const number = (value: number): string => (Number.isNaN(value) ? "" : String(value));
    let text = "";
    for (let k = 0; k < rows.n; k++) {
      text += `${rows.year[k]},${labels.economies[rows.exporter[k]!]},${labels.economies[rows.importer[k]!]}`;
      if (layout.sector) text += `,${quoted(labels.sectors[rows.sector[k]!]!)}`;
      text += `,${rows.value[k]}`;
      if (layout.sides) text += `,${number(rows.fob[k]!)},${number(rows.cif[k]!)}`;
      if (layout.tons) text += `,${number(rows.tons[k]!)}`;
      text += layout.origin ? `,${tradeOrigins[rows.origin[k]!]}\n` : "\n";
    }
    this.file.write(this.encoder.encode(text));
  }

  commit(): void {
    this.file.commit();
  }

  abort(): void {
    this.file.abort();
  }
}

const quoted = (text: string): string =>
  /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
