/**
 * Columns of a row group as Parquet stores them, straight from typed arrays: the general writer takes a cell at a time,
 * which is most of the time that a file of tens of millions of rows would need.
 *
 * One data page (version 1) a column, not compressed. Texts and whole numbers are dictionary-encoded and bit-packed,
 * doubles plain, missing doubles by definition levels.
 * Source: the Apache Parquet format, https://github.com/apache/parquet-format (Encodings.md, parquet.thrift).
 * @module
 */
import type { ColumnChunk, Encoding } from "hyparquet";

/** A column of n cells to encode. */
export type RowGroupColumn =
  | {
      readonly name: string;
      readonly type: "text";
      readonly codes: ArrayLike<number>;
      readonly labels: readonly string[];
    }
  | { readonly name: string; readonly type: "whole"; readonly values: Int32Array }
  | {
      readonly name: string;
      readonly type: "number";
      readonly values: Float64Array;
      /** NaN is a missing cell. */
      readonly nullable: boolean;
    };

export interface EncodedColumn {
  readonly bytes: Uint8Array;
  /** Offsets count from `offset`, where the bytes will stand in the file. */
  readonly chunk: ColumnChunk;
}

const physical = { text: "BYTE_ARRAY", whole: "INT32", number: "DOUBLE" } as const;
const encodings = { PLAIN: 0, RLE: 3, RLE_DICTIONARY: 8 } as const;
const pageTypes = { data: 0, dictionary: 2 } as const;

/** @param offset where the column will begin in the file */
export function encodeParquetColumn(column: RowGroupColumn, n: number, offset: number): EncodedColumn {
  const dictionary = column.type === "number" ? null : dictionaryOf(column, n);
  const parts: Uint8Array[] = [];
  if (dictionary) {
    parts.push(
      pageHeader(pageTypes.dictionary, dictionary.bytes.length, dictionary.count, "PLAIN"),
      dictionary.bytes,
    );
  }
  const before = parts.reduce((sum, part) => sum + part.length, 0);
  const data = dictionary
    ? packed(dictionary.indices, dictionary.count)
    : doubles(column as RowGroupColumn & { type: "number" }, n);
  const encoding = dictionary ? "RLE_DICTIONARY" : "PLAIN";
  parts.push(pageHeader(pageTypes.data, data.length, n, encoding), data);
  const bytes = concat(parts);
  const used: Encoding[] = dictionary ? ["PLAIN", "RLE", "RLE_DICTIONARY"] : ["PLAIN", "RLE"];
  return {
    bytes,
    chunk: {
      file_offset: BigInt(offset),
      meta_data: {
        type: physical[column.type],
        encodings: used,
        path_in_schema: [column.name],
        codec: "UNCOMPRESSED",
        num_values: BigInt(n),
        total_uncompressed_size: BigInt(bytes.length),
        total_compressed_size: BigInt(bytes.length),
        data_page_offset: BigInt(offset + before),
        ...(dictionary ? { dictionary_page_offset: BigInt(offset) } : {}),
      },
    },
  };
}

interface Dictionary {
  readonly bytes: Uint8Array;
  readonly count: number;
  readonly indices: Uint32Array;
}

/** Only what stands in these rows, in the order in which it first came. */
function dictionaryOf(column: RowGroupColumn & { type: "text" | "whole" }, n: number): Dictionary {
  const indices = new Uint32Array(n);
  if (column.type === "whole") {
    const known = new Map<number, number>();
    for (let k = 0; k < n; k++) {
      const value = column.values[k]!;
      let index = known.get(value);
      if (index === undefined) {
        index = known.size;
        known.set(value, index);
      }
      indices[k] = index;
    }
    const bytes = new Uint8Array(Int32Array.from(known.keys()).buffer);
    return { bytes, count: known.size, indices };
  }
  const { codes, labels } = column;
  const place = new Int32Array(labels.length).fill(-1);
  const used: Uint8Array[] = [];
  const encoder = new TextEncoder();
  for (let k = 0; k < n; k++) {
    const code = codes[k]!;
    let index = place[code]!;
    if (index < 0) {
      index = used.length;
      place[code] = index;
      used.push(encoder.encode(labels[code]!));
    }
    indices[k] = index;
  }
  return { bytes: plainTexts(used), count: used.length, indices };
}

/** Each text after its length in four bytes, the lowest first. */
function plainTexts(texts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(texts.reduce((sum, text) => sum + 4 + text.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const text of texts) {
    view.setUint32(at, text.length, true);
    bytes.set(text, at + 4);
    at += 4 + text.length;
  }
  return bytes;
}

/** The width in a byte, then one run: repeated where there is one value, bit-packed otherwise. */
function packed(indices: Uint32Array, count: number): Uint8Array {
  if (count <= 1) return Uint8Array.from([1, ...varint(indices.length * 2), 0]);
  const width = 32 - Math.clz32(count - 1);
  const groups = Math.ceil(indices.length / 8);
  const header = varint(groups * 2 + 1);
  const bytes = new Uint8Array(1 + header.length + groups * width);
  bytes[0] = width;
  bytes.set(header, 1);
  packInto(indices, width, bytes, 1 + header.length);
  return bytes;
}

/** Values of `width` bits (at most 24), the lowest first. */
function packInto(values: Uint32Array | Uint8Array, width: number, bytes: Uint8Array, start: number): void {
  let at = start;
  let buffer = 0;
  let filled = 0;
  for (let k = 0; k < values.length; k++) {
    buffer |= values[k]! << filled;
    filled += width;
    while (filled >= 8) {
      bytes[at++] = buffer & 0xff;
      buffer >>>= 8;
      filled -= 8;
    }
  }
  if (filled > 0) bytes[at] = buffer;
}

function doubles({ values, nullable }: RowGroupColumn & { type: "number" }, n: number): Uint8Array {
  if (!nullable) return littleEndian(values.subarray(0, n));
  const present = new Uint8Array(n);
  const kept = new Float64Array(n);
  let count = 0;
  for (let k = 0; k < n; k++) {
    const value = values[k]!;
    if (Number.isNaN(value)) continue;
    present[k] = 1;
    kept[count++] = value;
  }
  const groups = Math.ceil(n / 8);
  const header = varint(groups * 2 + 1);
  const levels = new Uint8Array(4 + header.length + groups);
  new DataView(levels.buffer).setUint32(0, header.length + groups, true);
  levels.set(header, 4);
  packInto(present, 1, levels, 4 + header.length);
  return concat([levels, littleEndian(kept.subarray(0, count))]);
}

/** A view of the bytes: every machine that runs JavaScript engines today stores the lowest byte first. */
function littleEndian(values: Float64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** PageHeader in Thrift's compact protocol. */
function pageHeader(
  type: (typeof pageTypes)[keyof typeof pageTypes],
  size: number,
  count: number,
  encoding: keyof typeof encodings,
): Uint8Array {
  const i32 = (value: number): number[] => [0x15, ...varint(value * 2)];
  const inner =
    type === pageTypes.dictionary
      ? [0x4c, ...i32(count), ...i32(encodings[encoding]), 0]
      : [0x2c, ...i32(count), ...i32(encodings[encoding]), ...i32(encodings.RLE), ...i32(encodings.RLE), 0];
  return Uint8Array.from([...i32(type), ...i32(size), ...i32(size), ...inner, 0]);
}

/** Seven bits a byte, the lowest first. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
