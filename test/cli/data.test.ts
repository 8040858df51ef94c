import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gravitas, root } from "./gravitas.js";

let folder: string;
let at: (name: string) => string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gravitas-data-"));
  at = (name) => join(folder, name);
  writeFileSync(
    at("baci.csv"),
    "t,i,j,k,v,q\n2018,268,643,80222,1500.5,200\n2019,268,643,80222,1600,NA\n2019,842,251,220421,98000,1\n2019,268,998,220421,10,1\n",
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const debris = (): string[] => readdirSync(folder).filter((name) => name.endsWith(".part"));

describe("gravitas data import", () => {
  it("writes Parquet and says what it did, the rate on stderr", () => {
    const ran = gravitas([
      "data",
      "import",
      at("baci.csv"),
      "--as",
      "baci",
      "--hs",
      "2017",
      "--out",
      at("t.parquet"),
    ]);
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).toContain("998: 1 row with 0.01 million (row 4)");
    expect(ran.stdout).toContain("thousand US dollars in the file, told by the publisher's documentation");
    expect(ran.stdout).toContain("leading zero put back in 2 rows");
    expect(ran.stderr).toMatch(/^4 rows in [\d.]+ s, [\d,]+ a second$/m);
    expect(Math.max(...ran.stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(debris()).toEqual([]);
  });

  it("shows what it wrote", () => {
    const ran = gravitas(["data", "show", at("t.parquet"), "--json"]);
    expect(ran.code, ran.stderr).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      dataset: "panel",
      rowsRead: 3,
      byYear: [
        { year: 2018, usdMillion: 1.5005 },
        { year: 2019, usdMillion: 99.6 },
      ],
      exporters: [
        { economy: "USA", usdMillion: 98 },
        { economy: "GEO", usdMillion: expect.closeTo(3.1005, 12) },
      ],
      refused: null,
    });
  });

  it("shows why a publisher's file would be refused", () => {
    writeFileSync(at("twice.csv"), "t,i,j,k,v,q\n2019,268,643,80222,1,1\n2019,268,643,80222,2,1\n");
    const ran = gravitas(["data", "show", at("twice.csv")]);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain("An import would refuse it");
  });

  it.each<[string, string[], string]>([
    ["no file", ["--as", "baci"], "Expected a FILE"],
    ["no data set", ["FILE", "--out", "OUT"], "--as must be"],
    ["another data set", ["FILE", "--as", "cepii"], "--as must be"],
    [
      "an output of another kind",
      ["FILE", "--as", "baci", "--out", "t.xlsx"],
      "must end in .parquet or .csv",
    ],
    ["a vintage that is none", ["FILE", "--as", "baci", "--hs", "2010"], "--hs must be"],
    ["years that run backwards", ["FILE", "--as", "baci", "--years", "2019-2018"], "--years must be"],
    ["a CIF factor below one", ["FILE", "--as", "baci", "--cif-factor", "0.9"], "--cif-factor must be"],
    ["mirror flows of BACI", ["FILE", "--as", "baci", "--mirror", "mean"], "Mirror flows need"],
    ["a file that is not there", ["nowhere.csv", "--as", "baci", "--out", "OUT"], "There is no such file"],
    ["a folder", ["/", "--as", "baci", "--out", "OUT"], "This is a folder"],
    ["a folder that is not there", ["FILE", "--as", "baci", "--out", "/nowhere/t.csv"], "Cannot write"],
    ["an empty file", ["EMPTY", "--as", "baci", "--out", "OUT"], "There is nothing in it"],
    ["a header alone", ["HEADER", "--as", "baci", "--out", "OUT"], "There is no row in it"],
    ["an archive", ["ZIP", "--as", "baci", "--out", "OUT"], "This is a zip archive"],
    ["a truncated Parquet file", ["CUT", "--as", "panel", "--out", "OUT"], "PAR1"],
    ["a refused file", ["TWICE", "--as", "baci", "--out", "OUT"], "an earlier row has"],
  ])("%s: exit code 2, one line, nothing left behind", (_, args, says) => {
    writeFileSync(at("empty.csv"), "");
    writeFileSync(at("header.csv"), "t,i,j,k,v,q\n");
    writeFileSync(at("a.zip"), Buffer.from("PK\u0003\u0004...."));
    writeFileSync(
      at("cut.parquet"),
      existsSync(at("t.parquet")) ? readFileSync(at("t.parquet")).subarray(0, 200) : "PAR1",
    );
    const names: Record<string, string> = {
      FILE: at("baci.csv"),
      OUT: at("out.parquet"),
      EMPTY: at("empty.csv"),
      HEADER: at("header.csv"),
      ZIP: at("a.zip"),
      CUT: at("cut.parquet"),
      TWICE: at("twice.csv"),
    };
    writeFileSync(at("twice.csv"), "t,i,j,k,v,q\n2019,268,643,80222,1,1\n2019,268,643,80222,2,1\n");
    const ran = gravitas(["data", "import", ...args.map((arg) => names[arg] ?? arg)]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(says);
    expect(ran.stderr.trim().split("\n")).toHaveLength(1);
    expect(ran.stdout).toBe("");
    expect(existsSync(at("out.parquet"))).toBe(false);
    expect(debris()).toEqual([]);
  });

  it("an interrupt leaves nothing behind", async () => {
    const child = spawn(
      process.execPath,
      [
        resolve(root, "dist/cli/main.js"),
        "data",
        "import",
        "-",
        "--as",
        "baci",
        "--out",
        at("stopped.parquet"),
      ],
      { stdio: ["pipe", "ignore", "ignore"] },
    );
    const ended = new Promise<NodeJS.Signals | null>((done) => child.on("exit", (_, signal) => done(signal)));
    child.stdin.on("error", () => {});
    child.stdin.write("t,i,j,k,v,q\n2018,268,643,80222,1500.5,200\n");
    for (let k = 0; k < 200 && debris().length === 0; k++) await new Promise((done) => setTimeout(done, 50));
    expect(debris()).toHaveLength(1);
    child.kill("SIGINT");
    expect(await ended).toBe("SIGINT");
    expect(debris()).toEqual([]);
    expect(existsSync(at("stopped.parquet"))).toBe(false);
  });
});

describe("gravitas world build", () => {
  const build = (args: readonly string[]) => gravitas(["world", "build", ...args]);
  const trade = resolve(root, "examples/data/trade-2019.csv");
  const gdp = resolve(root, "examples/data/gdp-2019.csv");

  it("keeps the file's totals, and a scenario takes it", () => {
    const ran = build([
      "--trade",
      trade,
      "--gdp",
      gdp,
      "--sum-to",
      "total",
      "--out",
      at("world.json"),
      "--json",
    ]);
    expect(ran.code, ran.stderr).toBe(0);
    const check = JSON.parse(ran.stdout);
    expect(check).toMatchObject({ economies: 3, sectors: 1, trade: 25_750, domesticSales: 905_500 });
    expect(check.margins).toMatchObject({ met: true, largestGap: 0 });
    expect(check.deficits).toMatchObject({ met: true, sum: 0 });
    expect(check.deficits.largest).toEqual([
      { economy: "RUS", usdMillion: -11_550, shareOfGdp: -11_550 / 1_690_000 },
      { economy: "TUR", usdMillion: 9900, shareOfGdp: 9900 / 760_000 },
      { economy: "GEO", usdMillion: 1650, shareOfGdp: 1650 / 17_500 },
    ]);
    writeFileSync(
      at("s.yaml"),
      "title: A cut\nbase: { world: world.json }\nparameters: { theta: 5 }\nshocks:\n  - { importer: RUS, exporter: GEO, tau: 0.9 }\n",
    );
    const flows = at("flows.yaml");
    writeFileSync(at("one.csv"), oneSector(readFileSync(trade, "utf8")));
    writeFileSync(
      flows,
      "title: A cut\nbase: { flows: one.csv, exporter: exporter, importer: importer, value: usd_million }\nparameters: { theta: 5 }\nshocks:\n  - { importer: RUS, exporter: GEO, tau: 0.9 }\n",
    );
    const [own, same] = [at("s.yaml"), flows].map((file) =>
      JSON.parse(gravitas(["simulate", file, "--json"]).stdout),
    );
    expect(own).toMatchObject({ converged: true, base: "world" });
    expect(own.flows).toEqual(same.flows);
    expect(own.economies.map((e: { realIncome: unknown }) => e.realIncome)).toEqual(
      same.economies.map((e: { realIncome: unknown }) => e.realIncome),
    );
  });

  it("two sectors make a world for multi-sector", () => {
    expect(build(["--trade", trade, "--gdp", gdp, "--out", at("two.json")]).code).toBe(0);
    writeFileSync(
      at("two.yaml"),
      "title: A cut\nbase: { world: two.json }\nmodel: multi-sector\nparameters: { theta: 5, valueAdded: 0.5 }\nshocks:\n  - { importer: RUS, exporter: GEO, sector: food, tau: 0.9 }\n",
    );
    const ran = gravitas(["simulate", at("two.yaml"), "--json"]);
    expect(ran.code, ran.stderr).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({ converged: true });
    const checked = gravitas(["world", "--check", "--world", at("two.json")]);
    expect(checked.code).toBe(0);
    expect(checked.stdout).toContain("totals          met");
  });

  it("domestic sales come from GDP where the file has none, the floor is told", () => {
    writeFileSync(
      at("abroad.csv"),
      "year,exporter,importer,usd_million\n2019,GEO,RUS,750\n2019,RUS,GEO,900\n2019,GEO,TUR,8000\n2019,TUR,RUS,5\n",
    );
    const ran = build(["--trade", at("abroad.csv"), "--gdp", gdp, "--out", at("abroad.json"), "--json"]);
    expect(ran.code, ran.stderr).toBe(0);
    const { flows, economies, floored } = JSON.parse(readFileSync(at("abroad.json"), "utf8"));
    const output = (value: number, agriculture: number, industry: number) =>
      2.74 * value * (agriculture + 0.7 * industry);
    expect(economies).toEqual(["GEO", "RUS", "TUR"]);
    expect(flows[0][0][0]).toBeCloseTo(0.3 * output(17_500, 0.07, 0.2), 6);
    expect(flows[0][1][1]).toBeCloseTo(output(1_690_000, 0.035, 0.32) - 900, 6);
    expect(floored).toEqual(["GEO"]);
  });

  it.each<[string, string, string, string]>([
    [
      "no domestic sales in several sectors",
      "year,exporter,importer,sector,usd_million\n2019,GEO,RUS,a,1\n2019,RUS,GEO,b,1\n",
      "",
      "no-domestic",
    ],
    [
      "several years",
      "year,exporter,importer,usd_million\n2018,GEO,RUS,1\n2019,GEO,RUS,1\n",
      "",
      "A world is of one year",
    ],
    [
      "no shared economies",
      "year,exporter,importer,usd_million\n2019,USA,FRA,1\n",
      "",
      "needs two economies",
    ],
    ["an economy in --gdp that nobody knows", "", "economy,gdp_usd_million\nRuritania,5\n", "no economy is"],
    ["GDP below zero", "", "economy,gdp_usd_million\nGEO,-5\n", "GDP is -5"],
    ["GDP twice", "", "economy,gdp_usd_million\nGEO,5\nGeorgia,6\n", "GEO stands a second time"],
    ["GDP of another year", "", "economy,year,gdp_usd_million\nGEO,2010,5\n", "There is no GDP of 2019"],
    ["GDP without its unit", "", "economy,gdp\nGEO,5\n", "gdp_usd_million"],
    [
      "shares as per cent",
      "",
      "economy,gdp_usd_million,agriculture,industry\nGEO,5,7,20\n",
      "agriculture and industry are",
    ],
  ])("%s: exit code 2", (_, tradeText, gdpText, says) => {
    writeFileSync(at("w-trade.csv"), tradeText);
    writeFileSync(at("w-gdp.csv"), gdpText);
    const ran = build([
      "--trade",
      tradeText ? at("w-trade.csv") : trade,
      "--gdp",
      gdpText ? at("w-gdp.csv") : gdp,
      "--out",
      at("w.json"),
    ]);
    expect(ran.code).toBe(2);
    if (says === "no-domestic") expect(ran.stderr).toContain("needs domestic sales in each");
    else expect(ran.stderr).toContain(says);
    expect(existsSync(at("w.json"))).toBe(false);
  });

  it("a file that is no world is refused", () => {
    writeFileSync(at("no.json"), '{"format":"gravitas-world"}');
    const ran = gravitas(["world", "--check", "--world", at("no.json")]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain("This is no world that gravitas world build wrote");
  });
});

/** Both sectors of the example added up, by hand. */
function oneSector(text: string): string {
  const sums = new Map<string, number>();
  for (const line of text.trim().split("\n").slice(1)) {
    const [, exporter, importer, , value] = line.split(",");
    const pair = `${exporter},${importer}`;
    sums.set(pair, (sums.get(pair) ?? 0) + Number(value));
  }
  return `exporter,importer,usd_million\n${[...sums].map(([pair, value]) => `${pair},${value}`).join("\n")}\n`;
}
