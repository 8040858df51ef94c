import fc from "fast-check";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import type { NumberColumn, Panel } from "../../src/contracts/panel.js";
import { readCsv, readDta, readParquet } from "../../src/formats/index.js";
import { type DtaOptions, type DtaVariable, writeDta } from "./write-dta.js";

const kinds: readonly DtaOptions[] = ([113, 114, 115, 117, 118, 119] as const).flatMap((format) => [
  { format, big: false },
  { format, big: true },
]);

const variables: readonly DtaVariable[] = [
  { name: "exporter", type: 3, values: ["GEO", "RUS", "", "FRA"] },
  { name: "name", type: 20, values: ["Géorgie", "Russie", "x", "Côte d'Ivoire"] },
  { name: "b", type: "byte", values: [-127, 100, null, 7], codes: { 2: ".z" } },
  { name: "i", type: "int", values: [-32767, 32740, null, 7] },
  { name: "l", type: "long", values: [-2147483647, 2147483620, null, 7], codes: { 2: ".a" } },
  { name: "f", type: "float", values: [0.5, -1e30, null, 0.1], codes: { 2: ".b" } },
  { name: "d", type: "double", values: [3e12, -0.1, null, 1e300], codes: { 2: ".c" } },
  { name: "e", type: "double", values: [null, 1, 2, 3] },
  { name: "status", type: "byte", values: [0, 1, 1, 0], labels: { 0: "outside", 1: "membre — à part" } },
];
const latin = variables.map((v) => (v.labels ? { ...v, labels: { 0: "outside", 1: "membre à part" } } : v));

describe("Stata files", () => {
  it.each(kinds)("format $format, big-endian $big", (kind) => {
    const panel = readDta(writeDta(kind.format >= 118 ? variables : latin, kind), "t.dta");
    expect(panel.nObs).toBe(4);
    const column = (name: string) => panel.columns.find((c) => c.name === name)!;
    expect(column("exporter")).toMatchObject({ type: "text", levels: ["GEO", "RUS", "FRA"] });
    expect([...(column("exporter") as { codes: Int32Array }).codes]).toEqual([0, 1, -1, 2]);
    expect(column("name")).toMatchObject({ levels: ["Géorgie", "Russie", "x", "Côte d'Ivoire"] });
    const values = (name: string) => [...(column(name) as { values: Float64Array }).values];
    const missing = (name: string) => [...(column(name) as { missing: Uint8Array }).missing];
    expect(values("b")).toEqual([-127, 100, Number.NaN, 7]);
    expect(values("i")).toEqual([-32767, 32740, Number.NaN, 7]);
    expect(values("l")).toEqual([-2147483647, 2147483620, Number.NaN, 7]);
    expect(values("f")).toEqual([0.5, Math.fround(-1e30), Number.NaN, Math.fround(0.1)]);
    expect(values("d")).toEqual([3e12, -0.1, Number.NaN, 1e300]);
    expect([missing("b"), missing("i"), missing("l"), missing("f"), missing("d"), missing("e")]).toEqual([
      [0, 0, 3, 0],
      [0, 0, 1, 0],
      [0, 0, 3, 0],
      [0, 0, 3, 0],
      [0, 0, 3, 0],
      [1, 0, 0, 0],
    ]);
    const labels = [...((column("status") as NumberColumn).labels ?? [])];
    expect(labels).toEqual(
      Object.entries((kind.format >= 118 ? variables : latin)[8]!.labels!).map(([k, v]) => [Number(k), v]),
    );
  });

  it.each(kinds.filter((k) => k.format >= 117))("long strings: format $format, big-endian $big", (kind) => {
    const long = "lorem ".repeat(500).trim();
    const panel = readDta(
      writeDta(
        [
          { name: "s", type: "strL", values: [long, "", "b", "b"] },
          { name: "x", type: "int", values: [1, 2, 3, 4] },
        ],
        kind,
      ),
      "t.dta",
    );
    expect(panel.columns[0]).toMatchObject({ levels: [long, "b"], codes: new Int32Array([0, -1, 1, 1]) });
  });

  it("truncated anywhere, it is refused with a DataError that says where", () => {
    for (const kind of kinds) {
      const bytes = writeDta(latin, kind);
      fc.assert(
        fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (length) => {
          const cut = bytes.subarray(0, length);
          try {
            readDta(cut, "cut.dta");
          } catch (error) {
            expect((error as Error).name).toBe("DataError");
            expect((error as Error).message).toMatch(/byte|nothing in it/);
            return;
          }
          // Old formats end with the rows: value labels are optional, and may be cut between two tables.
          expect(kind.format).toBeLessThan(117);
        }),
        { numRuns: 60 },
      );
    }
  });

  it("with any byte changed, it is read or refused with a DataError, and memory stays bounded", () => {
    for (const kind of kinds) {
      const bytes = writeDta(latin, kind);
      fc.assert(
        fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
          const changed = Buffer.from(bytes);
          changed[at] = value;
          try {
            readDta(changed, "changed.dta");
          } catch (error) {
            expect((error as Error).name).toBe("DataError");
          }
        }),
        { numRuns: 100 },
      );
    }
  });
});

// A text has no negative zero.
const cell = fc.option(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
  { nil: null },
);
const word = fc.option(fc.stringMatching(/^[A-Z][A-Za-z",; é]{0,6}[a-z]$/), { nil: null });

/** Columns by meaning: text levels in order of appearance, numbers, reasons. */
function plain(panel: Panel) {
  return panel.columns.map((c) =>
    c.type === "text"
      ? { name: c.name, codes: [...c.codes], levels: c.levels }
      : { name: c.name, values: [...c.values], missing: [...c.missing] },
  );
}

describe("one panel through CSV, Parquet and .dta", () => {
  it("is the same panel", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, word), { minLength: 1, maxLength: 30 }),
        fc.constantFrom("UNCOMPRESSED", "SNAPPY"),
        fc.constantFrom(...kinds.filter((k) => k.format >= 118)),
        async (rows, codec, kind) => {
          // A first row with both, so that the kinds of the columns are known to all.
          const all = [[1.5, "Aa"] as const, ...rows].map(
            ([x, s]) => [x === null || Math.abs(x) > 8e307 ? null : x, s] as const,
          );
          const quoted = (s: string | null) => (s === null ? "" : `"${s.replaceAll('"', '""')}"`);
          const csv = readCsv(`x,s\n${all.map(([x, s]) => `${x ?? ""},${quoted(s)}`).join("\n")}\n`, "t");
          const buffer = parquetWriteBuffer({
            columnData: [
              { name: "x", data: all.map(([x]) => x), type: "DOUBLE" },
              { name: "s", data: all.map(([, s]) => s), type: "STRING" },
            ],
            codec: codec as "SNAPPY",
          });
          const parquet = await readParquet(new Uint8Array(buffer), "t");
          const dta = readDta(
            writeDta(
              [
                { name: "x", type: "double", values: all.map(([x]) => x) },
                { name: "s", type: 40, values: all.map(([, s]) => s) },
              ],
              kind,
            ),
            "t",
          );
          expect(plain(parquet)).toEqual(plain(csv));
          expect(plain(dta)).toEqual(plain(csv));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("CSV numbers are those of the language, digit by digit", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
          fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 19n }), fc.nat(12)).map(([digits, point]) => {
            const text = String(digits);
            const k = Math.max(1, text.length - point);
            return `${text.slice(0, k)}.${text.slice(k)}`;
          }),
          fc.tuple(fc.integer(), fc.integer({ min: -30, max: 30 })).map(([m, e]) => `${m}e${e}`),
        ),
        (text) => {
          const column = readCsv(`x\n7\n${text}\n`, "t").columns[0]!;
          expect(column.type).toBe("number");
          expect(Object.is((column as { values: Float64Array }).values[1], Number(text))).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("a truncated Parquet file is refused with a DataError", async () => {
    const bytes = new Uint8Array(
      parquetWriteBuffer({
        columnData: [{ name: "x", data: Array.from({ length: 500 }, (_, k) => k / 7), type: "DOUBLE" }],
      }),
    );
    for (const length of [0, 3, 10, 100, bytes.length - 5, bytes.length - 1]) {
      await expect(readParquet(bytes.subarray(0, length), "cut.parquet")).rejects.toMatchObject({
        name: "DataError",
      });
    }
    // The middle is gone, the footer is whole.
    const holed = new Uint8Array([...bytes.subarray(0, 200), ...bytes.subarray(1200)]);
    await expect(readParquet(holed, "holed.parquet")).rejects.toMatchObject({ name: "DataError" });
  });
});

describe("readCsv", () => {
  it.each<[string, string, unknown]>([
    ["semicolons and a BOM", "\uFEFFa;b\n1;x\n", [1, "x"]],
    ["tabs and CRLF", "a\tb\r\n1\tx\r\n", [1, "x"]],
    ["lone carriage returns", "a,b\r1,x\r", [1, "x"]],
    ["quotes with separators, lines and quotes", 'a,b\n1,"x,""y""\nz"\n', [1, 'x,"y"\nz']],
    ["empty lines", "\n\na,b\n\n1,x\n\n", [1, "x"]],
    ["white space around cells", " a , b \n 1 , x \n", [1, "x"]],
    ["no line end at the end", "a,b\n1,x", [1, "x"]],
    ["NA first in a column of texts", "a,b\n1,NA\n2,x\n", [1, "NA"]],
    ["numbers first in a column of texts", "a,b\n1,2\n2,x\n", [1, "2"]],
  ])("reads %s", (_, text, expected) => {
    const panel = readCsv(text, "t");
    expect(panel.columns.map((c) => c.name)).toEqual(["a", "b"]);
    expect(panel.columns.map((c) => (c.type === "text" ? c.levels[c.codes[0]!] : c.values[0]))).toEqual(
      expected,
    );
  });

  it("takes TRUE and FALSE for 1 and 0, and keeps the words", () => {
    const [a, b] = readCsv("a,b\nTRUE,TRUE\nFALSE,x\n,FALSE\n", "t").columns;
    expect(a).toMatchObject({ type: "number", values: Float64Array.of(1, 0, Number.NaN) });
    expect([...((a as NumberColumn).labels ?? [])]).toEqual([
      [1, "TRUE"],
      [0, "FALSE"],
    ]);
    expect(b).toMatchObject({ type: "text", levels: ["TRUE", "x", "FALSE"] });
  });

  it("says why a number is missing", () => {
    const panel = readCsv("x\n1\n.\nNA\nNaN\n.a\n\n", "t");
    expect([...(panel.columns[0] as { missing: Uint8Array }).missing]).toEqual([0, 1, 1, 2, 3]);
  });

  it("never fails but with a DataError", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[ab,;"\n\r1.]*$/)), (text) => {
        try {
          readCsv(text, "t");
        } catch (error) {
          expect((error as Error).name).toBe("DataError");
        }
      }),
      { numRuns: 500 },
    );
  });
});
