import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Estimate } from "../../src/contracts/estimate.js";
import { readCsv, readParquet } from "../../src/formats/index.js";
import { gravitas, root } from "./gravitas.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gravitas-questions-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const example = "examples/gravity-panel.csv";
const formula = "trade ~ log(dist) + home + rta | exporter^year + importer^year";
const estimate = (...args: string[]) => gravitas(["estimate", example, ...args]);

describe("questions to an estimate on the command line", () => {
  it("tests, RESET, resampling and the covariance, in the table and in the JSON", () => {
    const args = [
      "--cluster",
      "exporter^importer",
      "--test",
      "rta = 0, log(dist) = -1",
      "--reset",
      "--covariance",
    ];
    const ran = estimate(formula, ...args, "--bootstrap", "5", "--seed", "7", "--json");
    expect(ran.code, ran.stderr).toBe(0);
    const found = Estimate.parse(JSON.parse(ran.stdout));
    expect(found.tests).toMatchObject([{ test: "rta = 0, log(dist) = -1", df: 2 }]);
    expect(found.bootstrap).toMatchObject({ draws: 5, seed: 7, cluster: "exporter^importer", groups: 144 });
    found.terms.forEach((term, k) => {
      expect(found.covariance!.matrix[k]![k]! ** 0.5).toBeCloseTo(term.se, 12);
    });
    const { stdout } = estimate(formula, ...args, "--bootstrap", "5", "--seed", "7");
    expect(stdout).toMatch(
      /Wald test of rta = 0, log\(dist\) = -1: chi-square [\d.]+ on 2 degrees of freedom, p/,
    );
    expect(stdout).toMatch(/RESET, the squared linear index added: chi-square [\d.]+ on 1 degree/);
    expect(stdout).toMatch(
      /Bootstrap, 5 draws of 144 groups of exporter\^importer, seed 7:\nlog\(dist\) standard/,
    );
  });

  it("writes fitted values, effects and predictions, the same in CSV and Parquet", async () => {
    const path = (name: string): string => join(folder, name);
    for (const ending of ["csv", "parquet", "json"]) {
      const ran = estimate(
        formula,
        ...["--fitted", path(`fitted.${ending}`), "--effects", path(`effects.${ending}`)],
        ...["--predict", join(root, example), "--predictions", path(`predicted.${ending}`)],
      );
      expect(ran.code, ran.stderr).toBe(0);
    }
    for (const name of ["fitted", "effects", "predicted"]) {
      const csv = readCsv(readFileSync(path(`${name}.csv`)), "x");
      const parquet = await readParquet(readFileSync(path(`${name}.parquet`)), "x");
      expect(parquet.columns.map((c) => c.name)).toEqual(csv.columns.map((c) => c.name));
      for (const [k, column] of csv.columns.entries()) {
        const other = parquet.columns[k]!;
        if (column.type === "number" && other.type === "number") expect(other.values).toEqual(column.values);
      }
    }
    const fitted = readCsv(readFileSync(path("fitted.csv")), "x").columns.find((c) => c.name === "fitted")!;
    const predicted = readCsv(readFileSync(path("predicted.csv")), "x").columns.find(
      (c) => c.name === "predicted",
    )!;
    if (fitted.type !== "number" || predicted.type !== "number") throw new Error("not numbers");
    fitted.values.forEach((value, n) => {
      expect(predicted.values[n]! / value).toBeCloseTo(1, 9);
    });
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it.each<[string, string[], RegExp]>([
    ["an unknown term in a test", ["--test", "rtaa"], /names "rtaa", which is no term. Nearest: rta/],
    ["a test that cannot be read", ["--test", "rta ="], /cannot be read/],
    ["a bootstrap without a key", ["--bootstrap", "9"], /resamples one key; none is named/],
    ["a bootstrap of one draw", ["--bootstrap", "1"], /--bootstrap must be a whole number from 2 up/],
    ["a seed without a bootstrap", ["--seed", "9"], /--seed belongs to --bootstrap/],
    [
      "predictions without a file to predict for",
      ["--predictions", "p.csv"],
      /--predictions needs --predict DATA/,
    ],
    [
      "a file to predict for without predictions",
      ["--predict", "p.csv"],
      /--predict needs --predictions FILE/,
    ],
    ["an unknown ending", ["--fitted", "p.xlsx"], /ends in \.csv, \.parquet or \.json/],
  ])("%s is refused", (_, args, message) => {
    const ran = estimate(formula, ...args);
    expect(ran.stderr).toMatch(message);
    expect(ran.code).toBe(2);
    expect(ran.stdout).toBe("");
  });

  it("a second file without the columns, or with other types, is refused by name", () => {
    const file = join(folder, "second.csv");
    const args = [formula, "--predict", file, "--predictions", join(folder, "none.csv")];
    writeFileSync(file, "exporter,importer,year,distance\nAVA,BOR,2000,3\n");
    expect(estimate(...args).stderr).toMatch(/no column "(dist|home|rta)" in .*second\.csv/);
    writeFileSync(file, "exporter,importer,year,dist,home,rta\n1,2,2000,3,0,1\n");
    expect(estimate(...args).stderr).toMatch(/Column exporter holds numbers here, but text in/);
    expect(readdirSync(folder)).not.toContain("none.csv");
  });
});
