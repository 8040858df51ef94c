import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Estimate, EstimateJson } from "../../src/contracts/estimate.js";
import { readCsv } from "../../src/formats/read-csv.js";
import { type DtaVariable, writeDta } from "../property/write-dta.js";
import { gravitas, root } from "./gravitas.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gravitas-estimate-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const example = "examples/gravity-panel.csv";
const text = readFileSync(join(root, example), "utf8");
const two = "trade ~ log(dist) + home + rta + log(1 + tariff) | exporter^year + importer^year";
const estimate = (...args: string[]) => gravitas(["estimate", ...args]);

const small = `exporter,importer,year,trade,dist
A,B,2000,1,2
A,C,2000,3,4
B,A,2000,4,3
B,C,2000,1,9
C,A,2000,2,1
C,B,2000,5,2
A,B,2001,1,2
A,C,2001,3,4
B,A,2001,4,3
B,C,2001,1,9
C,A,2001,2,1
C,B,2001,0,2
`;
const spoilt = (cell: string): string => small.replace("B,C,2000,1,9", `B,C,2000,${cell},9`);

/** The example's columns, to be written in other formats. */
function variables(): DtaVariable[] {
  return readCsv(text, example).columns.map((c) => {
    if (c.type === "text")
      return { name: c.name, type: 3, values: [...c.codes].map((code) => c.levels[code] ?? null) };
    return { name: c.name, type: "double", values: [...c.values] };
  });
}
const parquet = (): Uint8Array =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: variables().map((v) => ({
        name: v.name,
        data: [...v.values],
        type: typeof v.type === "number" ? ("STRING" as const) : ("DOUBLE" as const),
      })),
    }),
  );

describe("gravitas estimate", () => {
  it("prints an Estimate as JSON that its schema accepts, near the truth of the example", () => {
    const ran = estimate(example, two, "--cluster", "exporter^importer", "--json");
    expect(ran.code, ran.stderr).toBe(0);
    const found = Estimate.parse(JSON.parse(ran.stdout));
    expect(found.terms.map((t) => t.name)).toEqual(["log(dist)", "home", "rta", "log(1 + tariff)"]);
    const truth = [-0.9, 1.1, 0.35, -4.5];
    found.terms.forEach((t, k) => {
      expect(Math.abs(t.estimate - truth[k]!) / t.se).toBeLessThan(3.5);
    });
    expect(found.vcov).toEqual({
      kind: "cluster",
      clusters: ["exporter^importer"],
      correction: expect.stringContaining("ppmlhdfe") as string,
      groups: [144],
    });
    expect(found.timings).toBeUndefined();
  });

  it("gives the same bytes for the same panel in CSV, gzipped CSV, Parquet and .dta", () => {
    const names = [
      ["panel.csv", text],
      ["panel.csv.gz", gzipSync(text)],
      ["panel.parquet", parquet()],
      ["panel-113.dta", writeDta(variables(), { format: 113, big: true })],
      ["panel-118.dta", writeDta(variables(), { format: 118, big: false })],
      ["panel-119.dta.gz", gzipSync(writeDta(variables(), { format: 119, big: true }))],
    ] as const;
    const outputs = names.map(([name, content]) => {
      const ran = estimate(file(name, content), two, "--cluster", "exporter,importer", "--json");
      expect(ran.code, ran.stderr).toBe(0);
      return ran.stdout;
    });
    expect(new Set(outputs).size).toBe(1);
  });

  it("adds timings only where asked", () => {
    const ran = estimate(example, two, "--json", "--timings");
    const { timings } = Estimate.parse(JSON.parse(ran.stdout));
    expect(Object.keys(timings!)).toEqual(
      expect.arrayContaining(["readSeconds", "planSeconds", "fitSeconds", "vcovSeconds", "threads"]),
    );
    expect(timings!.fitSeconds).toBeGreaterThan(timings!.vcovSeconds!);
  });

  it("reads standard input", () => {
    const ran = gravitas(["estimate", "-", two, "--json"], text);
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).toBe(estimate(example, two, "--json").stdout);
  });

  it("says in its table what was estimated, on what, and how", () => {
    const { stdout } = estimate(
      example,
      `${two.replace(" |", " + embargo |")}`,
      "--cluster",
      "exporter^importer",
    );
    for (const said of [
      "Poisson pseudo-maximum likelihood (PPML)",
      /Observations +571/,
      /0 with missing values, 0 singletons, 5 separated/,
      /exporter\^year \(48\)/,
      /clustered by exporter\^importer \(144 groups\)/,
      /ppmlhdfe/,
      /Pseudo R², McFadden +0\.\d{6}/,
      /Pseudo R², cor\(outcome, fit\)² +0\.\d{6}/,
      /5 separated rows are left out/,
      /embargo has no estimate; no finite estimate/,
    ]) {
      expect(stdout).toMatch(said);
    }
    expect(stdout).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("lists separated rows", () => {
    const { stdout } = estimate(example, `${two.replace(" |", " + embargo |")}`, "--separated");
    expect(stdout).toMatch(/data row\texporter\tyear\timporter\n276\tKAR\t2004\tLUN\n/);
  });

  it("sets several models side by side", () => {
    const formula = "trade ~ csw(log(dist) + home, rta) | exporter^year + importer^year";
    const { stdout } = estimate(example, formula);
    expect(stdout).toMatch(/\(1\) +\(2\)/);
    const list = JSON.parse(estimate(example, formula, "--json").stdout) as unknown[];
    expect(list.map((e) => Estimate.parse(e).terms.length)).toEqual([2, 3]);
  });

  it("writes tables whole, in the format of their names, and nothing beside them", () => {
    const out = join(folder, "tables");
    const args = ["md", "tex", "html", "json", "txt"].flatMap((ending) => ["--out", `${out}.${ending}`]);
    expect(estimate(example, two, ...args).code).toBe(0);
    const read = (ending: string): string => readFileSync(`${out}.${ending}`, "utf8");
    expect(read("md")).toMatch(/^\| log\(dist\) \| −0\.\d+ \|/m);
    expect(read("tex")).toMatch(/\\toprule[\s\S]*log\(dist\) & \$-\$0\.\d+ &/);
    expect(read("html")).toMatch(/^<!doctype html>[\s\S]*<th scope="row">log\(dist\)<\/th><td>−0\.\d+<\/td>/);
    expect(read("json")).toBe(estimate(example, two, "--json").stdout);
    expect(read("txt")).toMatch(/log\(dist\) +−0\.\d+/);
    for (const ending of ["md", "tex", "html", "txt"]) expect(read(ending)).not.toMatch(/NaN|undefined/);
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("reports progress on stderr where asked, and only there", () => {
    const ran = estimate(example, two, "--json", "--progress");
    expect(ran.stderr).toMatch(/^fit 1: deviance \d/m);
    expect(() => JSON.parse(ran.stdout) as unknown).not.toThrow();
    expect(estimate(example, two, "--json").stderr).toBe("");
  });

  it("a fit that does not converge has its reason, no figures, and exit code 3", () => {
    const ran = estimate(example, two, "--tolerance", "1e-300", "--json");
    expect(ran.code).toBe(3);
    expect(ran.stderr).toMatch(/no result for trade ~ log\(dist\).*(after \d+ steps|no step lowers)/);
    const printed = EstimateJson.parse(JSON.parse(ran.stdout));
    expect(printed).toMatchObject({
      converged: false,
      terms: [],
      deviance: null,
      logLikelihood: null,
      pseudoR2: null,
    });
    expect(printed.because).toMatch(/after \d+ steps/);
    expect(estimate(example, two, "--tolerance", "1e-300").stdout).toMatch(/No result: after \d+ steps/);
  });

  it("writes a baseline that simulate takes, as JSON and as CSV", () => {
    const outputs = ["json", "csv"].map((ending) => {
      const path = join(folder, `world.${ending}`);
      const ran = estimate(example, two, "--baseline", path, "--baseline-where", "year = 2012");
      expect(ran.code, ran.stderr).toBe(0);
      const scenario = file(
        "world.yaml",
        `title: T\nbase: { flows: world.${ending}, exporter: exporter, importer: importer, value: fitted }\nshocks:\n  - { column: rta, as: partial, times: -0.3 }\n`,
      );
      const simulated = gravitas(["simulate", scenario, "--csv"]);
      expect(simulated.code, simulated.stderr).toBe(0);
      return simulated.stdout;
    });
    expect(outputs[0]).toBe(outputs[1]);
    expect(outputs[0]!.trim().split(/\r?\n/)).toHaveLength(13);
  });

  it("an interrupt leaves nothing behind", async () => {
    const [head, ...rows] = text.trim().split("\n");
    const long = file(
      "long.csv",
      `${head}\n${Array.from({ length: 400 }, () => rows.join("\n")).join("\n")}\n`,
    );
    const before = readdirSync(folder).length;
    const child = spawn(process.execPath, [
      join(root, "dist/cli/main.js"),
      "estimate",
      long,
      two,
      "--out",
      join(folder, "never.md"),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 700));
    child.kill("SIGINT");
    const signal = await new Promise((resolve) => child.on("close", (_, s) => resolve(s)));
    if (signal === "SIGINT") expect(readdirSync(folder).length).toBe(before);
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("drops what the effects say by name, also where nothing else is left", () => {
    const ran = estimate(
      file("collinear.csv", small),
      "trade ~ dist + log(dist) | exporter^importer + exporter^year + importer^year",
    );
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).toMatch(
      /^dist has no estimate; collinear: it is a linear combination of the absorbed effects\.$/m,
    );
    expect(ran.stdout).toMatch(/^log\(dist\) has no estimate/m);
    expect(ran.stdout).toMatch(/^No term is left to estimate: the absorbed effects alone were fitted\.$/m);
  });

  it("weights count like repeated rows", () => {
    const [head, ...rows] = small.trim().split("\n");
    const weighted = file(
      "w.csv",
      `${head},w\n${rows.map((row, k) => `${row},${1 + (k % 2)}`).join("\n")}\n`,
    );
    const repeated = file(
      "r.csv",
      `${head}\n${rows.flatMap((row, k) => (k % 2 ? [row, row] : [row])).join("\n")}\n`,
    );
    const formula = "trade ~ log(dist) | exporter + importer";
    const [a, b] = [
      estimate(weighted, formula, "--weights", "w", "--json"),
      estimate(repeated, formula, "--json"),
    ].map((ran) => Estimate.parse(JSON.parse(ran.stdout)));
    expect(a!.terms[0]!.estimate).toBeCloseTo(b!.terms[0]!.estimate, 9);
  });
});

describe("bad input is refused with a sentence that says where, and exit code 2", () => {
  const given = (content: string | Uint8Array, name = "bad.csv") => [
    file(name, content),
    "trade ~ log(dist)",
  ];
  it.each<[string, () => string[], RegExp]>([
    [
      "a missing column",
      () => [file("a.csv", small), "trade ~ log(distt)"],
      /no column "distt".*Nearest: dist\./,
    ],
    [
      "text in a number column",
      () => given(spoilt("abc")),
      /Column trade holds text.*data row 4 holds "abc"/,
    ],
    ["negative trade", () => given(spoilt("-1")), /trade is -1 in data row 4/],
    ["NaN", () => given(spoilt("NaN")), /trade is NaN.*data row 4/],
    ["infinity", () => given(spoilt("Inf")), /trade is infinite in data row 4/],
    ["minus infinity", () => given(spoilt("-inf")), /trade is minus infinite in data row 4/],
    ["all-zero trade", () => given(small.replace(/,\d+(,\d+)$/gm, ",0$1")), /trade is zero in all 12 rows/],
    [
      "one group only",
      () => [...given(small), "--where", "year = 2000", "--cluster", "year"],
      /two groups or more; year has one/,
    ],
    [
      "more effects than rows",
      () =>
        [...given(small), "--where", "year = 2000"].map((arg, k) =>
          k === 1 ? "trade ~ log(dist) | exporter + importer" : arg,
        ),
      /as many effects and terms as rows, or more: 6 for 6/,
    ],
    [
      "effects that fit every row",
      () => [file("a.csv", small), "trade ~ dist | exporter^importer^year"],
      /a\.csv: Some rows must be left/,
    ],
    ["an empty filter", () => [...given(small), "--where", "year = 1999"], /keeps no row/],
    ["a filter on a missing column", () => [...given(small), "--where", "yaer = 1999"], /no column "yaer"/],
    ["a broken filter", () => [...given(small), "--where", "year = "], /where: expected/],
    [
      "truncated Parquet",
      () => given(parquet().subarray(0, 3000), "cut.parquet"),
      /cut\.parquet: A Parquet file ends with "PAR1"; this one ends at byte 3000/,
    ],
    [
      "truncated .dta",
      () => given(writeDta(variables(), { format: 118, big: false }).subarray(0, 9000), "cut.dta"),
      /cut\.dta, <data>: The file ends at byte 9000/,
    ],
    [
      "truncated gzip",
      () => given(gzipSync(small).subarray(0, 60), "cut.csv.gz"),
      /cut\.csv\.gz: .*cannot be unpacked/,
    ],
    ["a .dta that is none", () => given(small, "no.dta"), /Stata formats 113 to 119 can be read/],
    [
      "a table that is none",
      () => given(Buffer.from([0x89, 0x50, 0, 1, 0xff]), "x.bin"),
      /no CSV file in UTF-8/,
    ],
    ["an empty file", () => given("", "empty.csv"), /There is nothing in it/],
    ["a header alone", () => given("trade,dist\n"), /at least one row/],
    ["a broken formula", () => [file("a.csv", small), "trade ~ log(dist"], /Expected "\)" at character 17/],
    ["instruments", () => [file("a.csv", small), "trade ~ 1 | year | dist ~ year"], /no third part/],
    ["lags without a panel", () => [file("a.csv", small), "trade ~ l(dist)"], /need a declared panel/],
    [
      "lags with two rows a period",
      () => [file("a.csv", small), "trade ~ l(dist)", "--panel", "exporter,year"],
      /Data rows 1 and 2 have the same unit and time/,
    ],
    [
      "five clusters",
      () => [...given(small), "--cluster", "exporter,importer,year,dist,trade"],
      /One to four clusters/,
    ],
    ["an unknown family", () => [...given(small), "--family", "probit"], /--family must be poisson, ols/],
    [
      "both kinds of errors",
      () => [...given(small), "--cluster", "year", "--vcov", "iid"],
      /exclude each other/,
    ],
    ["a tolerance out of range", () => [...given(small), "--tolerance", "2"], /--tolerance must be/],
    ["negative weights", () => [...given(small), "--weights", "trade - 3"], /The weight is -2 in data row 1/],
    ["an unknown ending", () => [...given(small), "--out", "t.pdf"], /ends in \.md, \.tex/],
    [
      "a folder that is not there",
      () => [...given(small), "--out", join(folder, "no", "t.md")],
      /Cannot write/,
    ],
    [
      "a baseline of several years",
      () => [example, two, "--baseline", join(folder, "b.json")],
      /one row a pair/,
    ],
    ["a baseline of another ending", () => [example, two, "--baseline", "b.xml"], /ends in \.json or \.csv/],
    ["an unknown term for theta", () => [example, two, "--theta", "tarif"], /no estimate of "tarif"/],
    ["no formula", () => [file("a.csv", small)], /Expected DATA FORMULA/],
    [
      "a bias correction of two-way effects",
      () => [...given(small), "--bias", "weidner-zylkin"],
      /three effects/,
    ],
  ])("%s", (_, args, message) => {
    const ran = estimate(...args());
    expect(ran.stderr).toMatch(message);
    expect(ran.stderr.trim().split("\n")).toHaveLength(1);
    expect(ran.code).toBe(2);
    expect(ran.stdout).toBe("");
  });
});
