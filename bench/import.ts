/**
 * What an import costs: `tsx bench/import.ts [ROWS] [--csv]`, 30 million made-up rows in BACI's layout unless told
 * otherwise. The answer is checked (rows, value, a round trip of the first rows) before a time is printed.
 * @module
 */
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ImportReport } from "../src/contracts/dataset.js";
import { conventions } from "../src/datasets/index.js";
import { economies, statisticalNumber } from "../src/economies/index.js";
import { type ImportRequest, importTrade } from "../src/node/import-trade.js";

const print = (line: string) => process.stdout.write(`${line}\n`);

/** Rows sorted as BACI's are: year, product, exporter, importer. About 11 million to a year. */
const rowsAYear = 11_000_000;
const products = 5300;

/** A linear congruential generator: only texture is asked of it. */
function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Writes the files, one a year, and returns their names, rows, thousand dollars and bytes. */
function generate(folder: string, rows: number) {
  const codes = economies
    .filter(({ kind }) => kind === "economy")
    .flatMap(({ code }) => statisticalNumber(code) ?? [])
    .slice(0, 226);
  const random = noise(2014);
  const files: string[] = [];
  let thousands = 0;
  let bytes = 0;
  const buffer = Buffer.allocUnsafe(1 << 22);
  for (let left = rows, year = 2010; left > 0; left -= rowsAYear, year++) {
    const path = join(folder, `BACI_HS07_Y${year}_V202401.csv`);
    const file = openSync(path, "w");
    const here = Math.min(left, rowsAYear);
    let at = buffer.write("t,i,j,k,v,q\n", 0, "latin1");
    const partners = codes.length - 1;
    const pairs = codes.length * partners;
    const each = Math.ceil(here / products);
    const step = Math.max(1, Math.floor(pairs / (each + 1)));
    for (let row = 0; row < here; row++) {
      const product = Math.floor(row / each);
      const pair = ((row % each) * step + Math.floor(random() * step)) % pairs;
      const from = Math.floor(pair / partners);
      const to = pair % partners;
      const i = codes[from]!;
      const j = codes[to < from ? to : to + 1]!;
      const hs = hsCode(product);
      const v = Math.floor(Math.exp(3 + 6 * random() - 3 * random()) * 1000) / 1000;
      const q = Math.floor(v * (50 + 300 * random())) / 1000;
      thousands += v;
      at += buffer.write(
        `${year},${i},${j},${hs},${v.toFixed(3)},${random() < 0.02 ? "NA" : q.toFixed(3)}\n`,
        at,
        "latin1",
      );
      if (at > buffer.length - 200) {
        bytes += writeSync(file, buffer, 0, at);
        at = 0;
      }
    }
    bytes += writeSync(file, buffer, 0, at);
    closeSync(file);
    files.push(path);
  }
  return { files, thousands, bytes };
}

/** Codes as a spreadsheet leaves them: chapters 1 to 97 without 77, no leading zero. */
function hsCode(product: number): number {
  const chapter = 1 + (product % 96);
  return (chapter >= 77 ? chapter + 1 : chapter) * 10_000 + 100 + Math.floor(product / 96) * 10;
}

async function timed(given: Pick<ImportRequest, "files" | "convention"> & Partial<ImportRequest>) {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const { report } = await importTrade({
    out: null,
    choice: {},
    hs: true,
    vintage: null,
    years: null,
    digits: null,
    duplicates: "error",
    ownCodes: new Map(),
    sumTo: null,
    mirror: null,
    cifFactor: 1,
    production: null,
    zeros: false,
    balance: false,
    leftOut: null,
    accept: { units: true, unknown: false },
    known: new Map(),
    onProgress: () => {},
    ...given,
  });
  const seconds = (performance.now() - start) / 1000;
  const user = process.cpuUsage(cpu).user / 1e6;
  const peak = process.resourceUsage().maxRSS / 1024;
  const pace = Math.round(report.rowsRead / seconds).toLocaleString("en");
  return {
    report,
    says: `${seconds.toFixed(1)} s (${user.toFixed(1)} s of processor), ${pace} rows a second, peak memory ${peak.toFixed(0)} MB`,
  };
}

function check(report: ImportReport, rows: number, usdMillion: number): void {
  const gap = Math.abs(report.usdMillion / usdMillion - 1);
  if (report.rowsWritten !== rows || gap > 1e-9)
    throw new Error(`${report.rowsWritten} of ${rows} rows, value off by ${gap}: no time is given`);
}

async function bench(rows: number, format: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "gravitas-import-"));
  try {
    const made = generate(folder, rows);
    print(
      `${rows.toLocaleString("en")} rows in BACI's layout, ${(made.bytes / 1e6).toFixed(0)} MB, ${made.files.length} files`,
    );
    const out = join(folder, `trade.${format}`);
    const written = await timed({ files: made.files, out, convention: conventions.baci });
    check(written.report, rows, made.thousands / 1000);
    print(`  to ${format}: ${written.says}, ${(statSync(out).size / 1e6).toFixed(0)} MB written`);
    // As gravitas world build reads it.
    const again = await timed({
      files: [out],
      convention: conventions.panel,
      hs: false,
      sumTo: 0,
      keep: true,
    });
    check({ ...again.report, rowsWritten: again.report.rowsRead }, rows, made.thousands / 1000);
    print(`  from ${format}, all goods added up: ${again.says}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const rows = Number(process.argv.slice(2).find((arg) => /^\d+$/.test(arg)) ?? 30_000_000);
await bench(rows, process.argv.includes("--csv") ? "csv" : "parquet");
