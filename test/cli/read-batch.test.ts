import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readParquet } from "../../src/formats/index.js";
import { gravitas, root } from "./gravitas.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gravitas-batch-"));
  cpSync(join(root, "examples/reports"), join(folder, "in/sub"), { recursive: true });
  cpSync(join(root, "examples/georgia-market.txt"), join(folder, "in/a first.txt"));
  mkdirSync(join(folder, "in/.hidden"));
  writeFileSync(join(folder, "in/.hidden/b.txt"), "Russia bans wine from Georgia.");
  writeFileSync(join(folder, "in/photo.jpg"), "no report");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const batch = (out: string) => gravitas(["read", "--batch", join(folder, "in"), "--out", join(folder, out)]);

it("writes a row a move, reports in order, the same story under one group", () => {
  const ran = batch("moves.jsonl");
  expect(ran.code, ran.stderr).toBe(0);
  expect(ran.stdout).toBe("");
  expect(ran.stderr).toContain("5 reports");
  expect(ran.stderr).toContain("passed over 1 file");
  const rows = readFileSync(join(folder, "moves.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const reports = [...new Set(rows.map((row) => row.report))];
  expect(reports).toEqual([
    "a first.txt",
    "sub/rice-evening.txt",
    "sub/rice.md",
    "sub/steel.pdf",
    "sub/wine.html",
  ]);
  expect(rows.find((row) => row.report === "sub/rice.md")).toMatchObject({
    group: "sub/rice-evening.txt",
    outlet: "Delta Wire",
    date: "2023-08-25",
  });
  expect(rows.find((row) => row.report === "sub/wine.html")).toMatchObject({
    group: "sub/wine.html",
    date: "2022-03-14",
    by: "ARM",
    towards: "TUR",
    instrument: "import_ban",
  });
});

it("writes the same rows as CSV and Parquet", async () => {
  batch("moves.csv");
  batch("moves.parquet");
  const bytes = new Uint8Array(readFileSync(join(folder, "moves.parquet")));
  const panel = await readParquet(bytes, "moves.parquet");
  const header = readFileSync(join(folder, "moves.csv"), "utf8").split("\r\n")[0];
  expect(panel.columns.map((column) => column.name).join(",")).toBe(header);
  const lines = readFileSync(join(folder, "moves.jsonl"), "utf8").trim().split("\n").length;
  expect(panel.columns[0]!.type === "text" && panel.columns[0]!.codes.length).toBe(lines);
});

it("lists what it could not read, writes the rest, and says so by its exit code", () => {
  writeFileSync(join(folder, "in/broken.pdf"), "%PDF-1.4 broken");
  writeFileSync(join(folder, "in/empty.txt"), "");
  const ran = batch("rest.csv");
  expect(ran.code).toBe(4);
  expect(ran.stderr).toMatch(
    /not read, 2 of 7:\n {2}broken\.pdf: The PDF cannot be read.*\n {2}empty\.txt: /,
  );
  expect(existsSync(join(folder, "rest.csv"))).toBe(true);
  expect(readdirSync(folder).filter((name) => name.includes(".part"))).toEqual([]);
});

it("refuses what cannot work before it reads", () => {
  for (const [args, words] of [
    [["--batch", folder], "--out"],
    [["--batch", folder, "--out", "a.xml"], ".csv"],
    [["--batch", join(folder, "none"), "--out", "a.csv"], "no such folder"],
    [["--batch", join(folder, "in/empty.txt"), "--out", "a.csv"], "needs a folder"],
    [["--batch", folder, "--out", "a.csv", "--json"], "without --json"],
  ] as const) {
    const ran = gravitas(["read", ...args]);
    expect(ran.code, ran.stderr).toBe(2);
    expect(ran.stderr).toContain(words);
  }
  const only = mkdtempSync(join(tmpdir(), "gravitas-batch-"));
  writeFileSync(join(only, "a.txt"), "");
  expect(gravitas(["read", "--batch", only, "--out", join(only, "out.csv")]).code).toBe(2);
  expect(existsSync(join(only, "out.csv"))).toBe(false);
  rmSync(only, { recursive: true });
});
