import fc from "fast-check";
import { parquetReadObjects } from "hyparquet";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import { expect, it } from "vitest";
import { encodeParquetColumn, type RowGroupColumn } from "./parquet-columns.js";

/** A file of row groups, as an outside reader finds it. */
async function readBack(groups: readonly { columns: readonly RowGroupColumn[]; n: number }[]) {
  const bytes = new ByteWriter();
  const types = { text: "BYTE_ARRAY", whole: "INT32", number: "DOUBLE" } as const;
  const columns = groups[0]!.columns;
  const writer = new ParquetWriter({
    writer: bytes,
    schema: [
      { name: "root", num_children: columns.length },
      ...columns.map((column) => ({
        name: column.name,
        type: types[column.type],
        repetition_type:
          column.type === "number" && column.nullable ? ("OPTIONAL" as const) : ("REQUIRED" as const),
        ...(column.type === "text" ? { converted_type: "UTF8" as const } : {}),
      })),
    ],
  });
  for (const { columns: group, n } of groups) {
    const chunks = group.map((column) => {
      const encoded = encodeParquetColumn(column, n, bytes.offset);
      bytes.appendBytes(encoded.bytes);
      return encoded.chunk;
    });
    writer.num_rows += BigInt(n);
    writer.row_groups.push({ columns: chunks, total_byte_size: 0n, num_rows: BigInt(n) });
  }
  writer.finish();
  return parquetReadObjects({ file: bytes.getBuffer() });
}

it("what is encoded is read back, whatever repeats, lacks or stands alone", async () => {
  const label = fc.constantFrom("GEO", "RUS", "Côte d’Ivoire", "010121", "", "世界");
  const row = fc.record({
    text: label,
    whole: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    number: fc.oneof(fc.double({ noNaN: true }), fc.integer()),
    maybe: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
  });
  const group = fc.array(row, { minLength: 1, maxLength: 300 });
  await fc.assert(
    fc.asyncProperty(fc.array(group, { minLength: 1, maxLength: 3 }), async (groups) => {
      const labels = ["GEO", "RUS", "Côte d’Ivoire", "010121", "", "世界", "never"];
      const columns = groups.map((rows) => ({
        n: rows.length,
        columns: [
          {
            name: "text",
            type: "text" as const,
            codes: rows.map(({ text }) => labels.indexOf(text)),
            labels,
          },
          { name: "whole", type: "whole" as const, values: Int32Array.from(rows, ({ whole }) => whole) },
          {
            name: "number",
            type: "number" as const,
            nullable: false,
            values: Float64Array.from(rows, ({ number }) => number),
          },
          {
            name: "maybe",
            type: "number" as const,
            nullable: true,
            values: Float64Array.from(rows, ({ maybe }) => maybe ?? Number.NaN),
          },
        ],
      }));
      const back = await readBack(columns);
      expect(back.map((cells) => ({ ...cells, maybe: cells.maybe ?? null }))).toEqual(groups.flat());
    }),
    { numRuns: 60 },
  );
});

it("seven thousand distinct texts take thirteen bits each", async () => {
  const labels = Array.from({ length: 7000 }, (_, k) => String(k));
  const codes = Int32Array.from({ length: 7000 }, (_, k) => (k * 37) % 7000);
  const column = { name: "sector", type: "text" as const, codes, labels };
  const back = await readBack([{ columns: [column], n: codes.length }]);
  expect(back.map(({ sector }) => sector)).toEqual([...codes].map(String));
});
