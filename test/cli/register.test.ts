import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Timeline } from "../../src/contracts/timeline.js";
import { gravitas } from "./gravitas.js";

const folder = mkdtempSync(join(tmpdir(), "gravitas-register-"));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const own = `# what I keep
- id: my-duty-2015
  kind: measure
  by: [RUS]
  towards: [GEO]
  goods: [wine]
  hs: ["2204"]
  instrument: tariff
  direction: restrictive
  effect: { type: tariff, rate: 0.125, basis: mfn, measure: bottled wine }
  valid: [2015-01-01, null]
  known: 2015-01-01
  according_to: null
  summary: A duty of my own making.
  sources: [{ title: My notes, publisher: Me, date: null, url: null }]
  confidence: medium
  note: ""
`;

describe("gravitas register", () => {
  it("checks a ledger: every problem with its line, exit code 2", () => {
    const good = gravitas(["register", "check", file("good.yaml", own)]);
    expect(good.code, good.stderr).toBe(0);
    const bad = gravitas(["register", "check", file("bad.yaml", own.replace("[GEO]", "[ZZZ]"))]);
    expect(bad.code).toBe(2);
    expect(bad.stdout + bad.stderr).toMatch(/bad\.yaml, line 5[\s\S]*no economy has the code ZZZ/);
  });

  it("adds an entry and keeps the comments; a file that would not hold stays as it was", () => {
    const path = file("mine.yaml", own);
    const flags = ["--kind", "statement", "--by", "RUS", "--towards", "GEO", "--since", "2015-02-03"];
    const more = ["--instrument", "market_access", "--direction", "liberalising", "--summary", "Said so."];
    const source = ["--source", "Notes | Me", "--confidence", "low"];
    const added = gravitas(["register", "add", path, "--id", "said-2015", ...flags, ...more, ...source]);
    expect(added.code, added.stderr).toBe(0);
    const text = readFileSync(path, "utf8");
    expect(text.startsWith(own)).toBe(true);
    expect(text).toContain("- id: said-2015");
    const again = gravitas(["register", "add", path, "--id", "said-2015", ...flags, ...more, ...source]);
    expect(again.code).toBe(2);
    expect(readFileSync(path, "utf8")).toBe(text);
  });

  it("tells the difference by field", () => {
    const other = file("other.yaml", own.replace("0.125", "0.2"));
    const { code, stdout } = gravitas(["register", "diff", file("a.yaml", own), other, "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      changed: [{ id: "my-duty-2015", fields: [{ field: "effect.rate", before: 0.125, after: 0.2 }] }],
    });
  });

  it("exports measures with the columns of the Global Trade Alert", () => {
    const { code, stdout } = gravitas(["register", "export", "--as", "gta", "--out", "-"]);
    expect(code).toBe(0);
    const [head, ...rows] = stdout.trim().split(/\r?\n/);
    expect(head).toMatch(/announced.*implemented.*removed/);
    expect(rows.some((row) => row.includes("rus-geo-wine-ban-2006") && row.includes("2006-03-27"))).toBe(
      true,
    );
  });

  it("stacks under a regime, which says whose fact it is", () => {
    const path = file("stack.yaml", own);
    const question = ["regime", "RUS", "GEO", "--on", "2015-06-01", "--goods", "wine", "--ledger", path];
    const { code, stdout, stderr } = gravitas([...question, "--why"]);
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/my-duty-2015[\s\S]*stack\.yaml/);
  });
});

describe("gravitas timeline", () => {
  it("tells measures and marks of the span, in eighty columns", () => {
    const span = ["--from", "2005-01-01", "--to", "2015-01-01"];
    const { code, stdout } = gravitas(["timeline", "RUS", "GEO", ...span]);
    expect(code).toBe(0);
    expect(Math.max(...stdout.split("\n").map((line) => [...line].length))).toBeLessThanOrEqual(80);
    for (const id of ["rus-geo-wine-ban-2006", "geo-rus-break-2008", "rus-recognises-2008"])
      expect(stdout).toContain(id);
    const json = gravitas(["timeline", "RUS", "GEO", ...span, "--json"]);
    const items = Timeline.parse(JSON.parse(json.stdout)).items;
    expect(items.length).toBeGreaterThan(20);
    expect(items.every(({ sources, confidence }) => sources.length > 0 && confidence.length > 0)).toBe(true);
    expect(gravitas(["timeline", "RUS", "RUS"]).code).toBe(2);
  });

  it("is a page without script", () => {
    const { code, stdout } = gravitas(["timeline", "RUS", "GEO", "--html", "-"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/<svg/);
    expect(stdout).not.toMatch(/<script|NaN|undefined/);
  });
});
