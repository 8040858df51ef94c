import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { conventions } from "../../src/datasets/index.js";
import { LineBlocks, readCsv } from "../../src/formats/index.js";
import { type ImportRequest, importTrade } from "../../src/node/import-trade.js";
import { readTable } from "../../src/node/read-table.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gravitas-trade-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function request(given: Partial<ImportRequest> & Pick<ImportRequest, "files" | "out">): ImportRequest {
  return {
    convention: conventions.baci,
    choice: {},
    hs: given.convention?.hs ?? true,
    vintage: 2017,
    years: null,
    digits: null,
    duplicates: "error",
    ownCodes: new Map(),
    sumTo: null,
    mirror: null,
    cifFactor: 1.06,
    production: null,
    zeros: false,
    balance: false,
    leftOut: null,
    accept: { units: true, unknown: true },
    known: new Map(),
    onProgress: () => {},
    ...given,
  };
}

/** Columns as plain lists, row by row. */
async function cells(path: string): Promise<Record<string, unknown>[]> {
  const panel = await readTable(path);
  return Array.from({ length: panel.nObs }, (_, row) =>
    Object.fromEntries(
      panel.columns.map((column) => [
        column.name,
        column.type === "text" ? (column.levels[column.codes[row]!] ?? null) : column.values[row],
      ]),
    ),
  );
}

const codes = [268, 643, 842, 251, 490, 757, 4, 8] as const;
const flow = fc.record({
  t: fc.integer({ min: 1995, max: 2022 }),
  i: fc.constantFrom(...codes),
  j: fc.constantFrom(...codes),
  k: fc.constantFrom("10121", "080222", "220421", "970110", "854231"),
  v: fc.oneof(
    fc.double({ min: 0, max: 1e9, noNaN: true, noDefaultInfinity: true }).map(Math.abs),
    fc.integer({ min: 1, max: 1e9 }).map((n) => n / 1000),
  ),
  q: fc.option(fc.integer({ min: 1, max: 1e9 }).map((n) => n / 1000)),
});

describe("import and export", () => {
  it("holds: BACI to Parquet to CSV to Parquet, every figure to its last bit", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(flow, {
          minLength: 1,
          maxLength: 60,
          selector: ({ t, i, j, k }) => `${t} ${i} ${j} ${Number(k)}`,
        }),
        async (all) => {
          const flows = all.filter(({ i, j }) => i !== j);
          fc.pre(flows.length > 0);
          const [baci, first, csv, second] = ["baci.csv", "a.parquet", "b.csv", "c.parquet"].map((name) =>
            join(folder, name),
          );
          const lines = flows.map(({ t, i, j, k, v, q }) => `${t},${i},${j},${k},${v},${q ?? "NA"}`);
          writeFileSync(baci!, `t,i,j,k,v,q\n${lines.join("\n")}\n`);
          await importTrade(request({ files: [baci!], out: first! }));
          const rows = await cells(first!);
          expect(rows.map(({ usd_million }) => usd_million)).toEqual(flows.map(({ v }) => v / 1000));
          expect(rows.map(({ sector }) => sector)).toEqual(flows.map(({ k }) => k.padStart(6, "0")));
          const panel = { convention: conventions.panel, vintage: null };
          await importTrade(request({ files: [first!], out: csv!, ...panel }));
          await importTrade(request({ files: [csv!], out: second!, ...panel }));
          const shared = (row: Record<string, unknown>) => ({
            year: row.year,
            exporter: row.exporter,
            importer: row.importer,
            sector: row.sector,
            usd_million: row.usd_million,
            tons: row.tons,
          });
          expect((await cells(second!)).map(shared)).toEqual(rows.map(shared));
        },
      ),
      { numRuns: 30 },
    );
  });

  it("nothing is lost: rows and values are written or listed", async () => {
    const wild = fc.record({
      t: fc.constantFrom("2018", "2019", "", "18"),
      i: fc.constantFrom("268", "643", "998", "899", "0"),
      j: fc.constantFrom("842", "251", "997", "837"),
      k: fc.constantFrom("10121", "770000", "220421"),
      v: fc.integer({ min: 0, max: 1e6 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(wild, { minLength: 1, maxLength: 60 }), async (flows) => {
        const [baci, out] = [join(folder, "wild.csv"), join(folder, "wild.parquet")];
        const good = "2019,268,842,80222,1,1";
        const lines = flows.map(({ t, i, j, k, v }) => `${t},${i},${j},${k},${v},1`);
        writeFileSync(baci, `t,i,j,k,v,q\n${[good, ...lines].join("\n")}\n`);
        const { report } = await importTrade(request({ files: [baci], out, duplicates: "first" }));
        const left = (of: "rows" | "usdMillion") => report.leftOut.reduce((sum, x) => sum + x[of], 0);
        expect(report.rowsWritten + left("rows")).toBe(flows.length + 1);
        const total = flows.reduce((sum, { v }) => sum + v, 1) / 1000;
        expect(report.usdMillion + left("usdMillion")).toBeCloseTo(total, 6);
        expect((await cells(out)).length).toBe(report.rowsWritten);
      }),
      { numRuns: 40 },
    );
  });

  it("zeros and balance make a rectangle", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(flow, {
          minLength: 5,
          maxLength: 60,
          selector: ({ t, i, j, k }) => `${t % 3} ${i} ${j} ${Number(k)}`,
        }),
        async (all) => {
          const flows = all.filter(({ i, j }) => i !== j);
          fc.pre(flows.length > 0);
          const baci = join(folder, "p.csv");
          const lines = flows.map(({ t, i, j, k, v }) => `${2000 + (t % 3)},${i},${j},${k},${v},1`);
          writeFileSync(baci, `t,i,j,k,v,q\n${lines.join("\n")}\n`);
          const { report } = await importTrade(
            request({ files: [baci], out: null, zeros: true, balance: true, keep: true }),
          );
          const years = new Set(lines.map((line) => line.slice(0, 4))).size;
          expect(report.rowsWritten % years).toBe(0);
          const gone = report.leftOut.filter(({ reason }) => reason === "balance");
          const value = gone.reduce((sum, { usdMillion }) => sum + usdMillion, report.usdMillion);
          expect(value).toBeCloseTo(flows.reduce((sum, { v }) => sum + v, 0) / 1000, 4);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("a gzipped file is the same file, and a cut one is refused with nothing left behind", async () => {
    const text = `t,i,j,k,v,q\n${Array.from({ length: 5000 }, (_, k) => `2019,268,643,${220000 + k},${k + 1},1`).join("\n")}\n`;
    const packed = gzipSync(text);
    const [whole, cut, out] = ["whole.csv.gz", "cut.csv.gz", "gz.parquet"].map((name) => join(folder, name));
    writeFileSync(whole!, packed);
    writeFileSync(cut!, packed.subarray(0, packed.length - 200));
    const { report } = await importTrade(request({ files: [whole!], out: out! }));
    expect(report.rowsWritten).toBe(5000);
    rmSync(out!);
    await expect(importTrade(request({ files: [cut!], out: out! }))).rejects.toMatchObject({ code: "gzip" });
    expect(existsSync(out!)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("every row that is left out can be listed", async () => {
    const [baci, list] = [join(folder, "left.csv"), join(folder, "list.csv")];
    writeFileSync(
      baci,
      "t,i,j,k,v,q\n2019,268,643,220421,5,1\n2019,998,643,220421,7,1\n2019,268,643,770000,9,1\n",
    );
    await importTrade(request({ files: [baci], out: null, leftOut: list }));
    expect(readFileSync(list, "utf8")).toBe(
      "place,reason,text,usd_million\nrow 2,unknown-exporter,998,0.007\nrow 3,unknown-goods,770000,0.009\n",
    );
  });

  it("several files are one panel; a file whose name says another year is told", async () => {
    const names = ["BACI_HS17_Y2018_V202401.csv", "BACI_HS17_Y2019_V202401.csv"].map((name) =>
      join(folder, name),
    );
    for (const name of names)
      writeFileSync(
        name,
        "t,i,j,k,v,q\n2018,268,643,220421,5,1\n".replace(
          "220421",
          name.includes("2018") ? "220421" : "80222",
        ),
      );
    const { report } = await importTrade(request({ files: names, out: null, vintage: null }));
    expect(report).toMatchObject({ rowsRead: 2, hsVintage: 2017, years: { first: 2018, last: 2018 } });
    expect(report.warnings).toEqual([
      "BACI_HS17_Y2019_V202401.csv says the year 2019, of which it has no row.",
    ]);
  });
});

describe("blocks of lines", () => {
  it("are the file, however it is cut", () => {
    const cell = fc.oneof(fc.constantFrom("a", "1", "", '"x,\ny"', '"say ""no"""'), fc.integer().map(String));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 9 }),
        (rows, ended, size) => {
          const text = `p,q\n${rows.map((row) => row.join(",")).join("\n")}${ended ? "\n" : ""}`;
          const bytes = new TextEncoder().encode(text);
          const blocks = new LineBlocks();
          const out: Uint8Array[] = [];
          for (let at = 0; at < bytes.length; at += size) {
            const block = blocks.push(bytes.subarray(at, at + size));
            if (block) {
              expect(() => readCsv(`p,q\n${new TextDecoder().decode(block)}`, "block")).not.toThrow(/quoted/);
              out.push(block.slice());
            }
          }
          out.push(blocks.finish());
          expect(Buffer.concat(out).toString()).toBe(text);
        },
      ),
    );
  });
});
