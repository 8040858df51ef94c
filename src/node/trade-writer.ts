/**
 * Rows of trade into a Parquet or CSV file, a batch at a time.
 * @module
 */
import type { SchemaElement } from "hyparquet";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import {
  type TradeLabels,
  type TradeLayout,
  type TradeRows,
  tradeColumns,
  tradeOrigins,
} from "../contracts/dataset.js";
import { InputError } from "../contracts/errors.js";
import type { TradeSink } from "../datasets/index.js";
import { encodeParquetColumn, type RowGroupColumn } from "../formats/index.js";
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

/** Each batch becomes a row group; header, schema and footer are the general writer's. */
class ParquetTrade implements TradeWriter {
  private readonly file: OutputFile;
  private readonly layout: TradeLayout;
  private readonly bytes = new ByteWriter();
  private readonly writer: ParquetWriter;

  constructor(file: OutputFile, layout: TradeLayout) {
    this.file = file;
    this.layout = layout;
    const schema = schemaOf(columnsOf(null, layout));
    this.writer = new ParquetWriter({ writer: this.bytes, schema, createdBy: "gravitas" });
    this.flush();
  }

  write(rows: TradeRows, labels: TradeLabels): void {
    const { bytes, writer, layout } = this;
    let size = 0;
    const columns = columnsOf({ rows, labels }, layout).map((column) => {
      const encoded = encodeParquetColumn(column, rows.n, bytes.offset);
      this.file.write(encoded.bytes);
      bytes.offset += encoded.bytes.length;
      size += encoded.bytes.length;
      return encoded.chunk;
    });
    writer.num_rows += BigInt(rows.n);
    writer.row_groups.push({
      columns,
      total_byte_size: BigInt(size),
      total_compressed_size: BigInt(size),
      num_rows: BigInt(rows.n),
    });
  }

  commit(about: Readonly<Record<string, string>>): void {
    this.writer.kvMetadata = Object.entries(about).map(([key, value]) => ({ key, value }));
    this.writer.finish();
    this.flush();
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

const empty = { rows: new Int32Array(0), values: new Float64Array(0) };

/** The columns of rows; without rows their names and types. */
function columnsOf(
  given: { readonly rows: TradeRows; readonly labels: TradeLabels } | null,
  layout: TradeLayout,
): RowGroupColumn[] {
  const rows = given?.rows;
  const economies = given?.labels.economies ?? [];
  const text = (
    name: string,
    codes: ArrayLike<number> | undefined,
    labels: readonly string[],
  ): RowGroupColumn => ({
    name,
    type: "text",
    codes: codes ?? empty.rows,
    labels,
  });
  const number = (name: string, values: Float64Array | undefined, nullable: boolean): RowGroupColumn => ({
    name,
    type: "number",
    values: values ?? empty.values,
    nullable,
  });
  return [
    { name: tradeColumns.year, type: "whole", values: rows?.year ?? empty.rows },
    text(tradeColumns.exporter, rows?.exporter, economies),
    text(tradeColumns.importer, rows?.importer, economies),
    ...(layout.sector ? [text(tradeColumns.sector, rows?.sector, given?.labels.sectors ?? [])] : []),
    number(tradeColumns.value, rows?.value, false),
    ...(layout.sides
      ? [number(tradeColumns.fob, rows?.fob, true), number(tradeColumns.cif, rows?.cif, true)]
      : []),
    ...(layout.tons ? [number(tradeColumns.tons, rows?.tons, true)] : []),
    ...(layout.origin ? [text(tradeColumns.origin, rows?.origin, tradeOrigins)] : []),
  ];
}

function schemaOf(columns: readonly RowGroupColumn[]): SchemaElement[] {
  return [
    { name: "root", num_children: columns.length },
    ...columns.map((column): SchemaElement => {
      const { name, type } = column;
      if (type === "text")
        return { name, type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "REQUIRED" };
      if (type === "whole") return { name, type: "INT32", repetition_type: "REQUIRED" };
      return { name, type: "DOUBLE", repetition_type: column.nullable ? "OPTIONAL" : "REQUIRED" };
    }),
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
