/** A column to write; null is a missing cell. */
export interface OutputColumn {
  readonly name: string;
  readonly type: "text" | "number" | "whole";
  readonly cells: readonly (string | number | null)[];
}

const parquetType = { text: "STRING", number: "DOUBLE", whole: "INT32" } as const;

/**
 * A Parquet file (Snappy) of columns of one length: text as UTF-8 strings, numbers as doubles, whole numbers as 32-bit
 * integers. The writer is loaded at the first call.
 */
export async function writeParquet(columns: readonly OutputColumn[]): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import("hyparquet-writer");
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: columns.map(({ name, type, cells }) => ({
        name,
        type: parquetType[type],
        nullable: true,
        data: [...cells],
      })),
    }),
  );
}
