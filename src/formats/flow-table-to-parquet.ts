/**
 * A table as Parquet.
 * @module
 */
import type { Cell, FlowTable } from "./flow-table.js";

/** Doubles and texts with nulls, compressed by Snappy; `about` is in the file's key-value metadata as JSON. */
export async function flowTableToParquet({ about, columns }: FlowTable): Promise<Uint8Array> {
  // Loaded only by those who write Parquet.
  const { parquetWriteBuffer } = await import("hyparquet-writer");
  const buffer = parquetWriteBuffer({
    columnData: columns.map(({ name, values }) => ({
      name,
      data: values.map((value) => (typeof value === "number" && !Number.isFinite(value) ? null : value)),
      type: isText(values) ? ("STRING" as const) : ("DOUBLE" as const),
      nullable: true,
    })),
    kvMetadata: [{ key: "gravitas", value: JSON.stringify(about) }],
  });
  return new Uint8Array(buffer);
}

/** A column of nothing is text. */
const isText = (values: readonly Cell[]): boolean => !values.some((value) => typeof value === "number");
