import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BargainReport } from "../../src/contracts/bargain.js";
import { textWidth } from "../../src/report/text-layout.js";
import { gravitas } from "./gravitas.js";

/** A made-up world of three, small enough that everything is quick. */
const flows =
  "exporter,importer,trade,tariff\nAAA,AAA,100,0\nAAA,BBB,20,0.05\nAAA,CCC,15,0\nBBB,AAA,20,0.02\nBBB,BBB,150,0\nBBB,CCC,10,0\nCCC,AAA,15,0.1\nCCC,BBB,10,0\nCCC,CCC,90,0\n";
const head =
  "title: Three\nbase: { flows: flows.csv, exporter: exporter, importer: importer, value: trade, tariff: tariff }\nparameters: { theta: 4 }\n";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gravitas-bargain-"));
  writeFileSync(join(folder, "flows.csv"), flows);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("gravitas bargain", () => {
  it("explains itself", () => {
    const ran = gravitas(["bargain", "--help"]);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain("gravitas bargain FILE.yaml");
  });

  it("answers from the embedded world, at 80 columns", () => {
    const ran = gravitas(["bargain", "examples/bargain/price.yaml"]);
    expect(ran.code, ran.stderr).toBe(0);
    for (const line of ran.stdout.split("\n")) expect(textWidth(line)).toBeLessThanOrEqual(80);
    expect(ran.stdout).not.toMatch(/NaN|Infinity|undefined/);
  });

  it.each([
    "bestReply: { player: { economy: AAA, high: 0.2 } }",
    "bestReply: { player: { economy: [AAA, BBB], name: the union, schedule: uniform } }",
    "nash: { players: [{ economy: AAA }, { economy: BBB }] }",
    "nash: { players: { each: { low: 0 } }, probes: 1 }",
    "cooperate: { players: [{ economy: AAA }, { economy: BBB }], reciprocity: true, power: [1, 2], deal: { title: the deal, changes: [{ importer: AAA, exporter: BBB, tariff: 0 }] } }",
    "response: { move: { title: A duty, by: AAA, changes: [{ importer: AAA, exporter: CCC, tariff: 0.3 }] }, answer: { economy: CCC, schedule: uniform } }",
    "credibility: { promise: { title: A cut, by: AAA, changes: [{ importer: AAA, exporter: CCC, tariff: 0 }] }, answer: { title: Another, by: CCC, changes: [{ importer: CCC, exporter: AAA, tau: 0.9 }] } }",
    "accession: { entrant: CCC, members: [AAA, BBB], veto: BBB, entry: 2010-01-01, effects: [{ value: 0.2, title: membership adds trade, source: a test }], concession: { tariff: 0 } }",
  ])("answers on a file of flows: %s", (question) => {
    const file = join(folder, "question.yaml");
    writeFileSync(file, `${head}question: { ${question} }\n`);
    const ran = gravitas(["bargain", file]);
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).not.toMatch(/NaN|Infinity|undefined|n\/a/);
    for (const line of ran.stdout.split("\n")) expect(textWidth(line)).toBeLessThanOrEqual(80);
  });

  it("writes a page, Markdown with its pictures beside it, and JSON", () => {
    const page = join(folder, "veto.html");
    const text = join(folder, "veto.md");
    const ran = gravitas(["bargain", "examples/bargain/veto.yaml", "--html", page, "--md", text, "--json"]);
    expect(ran.code, ran.stderr).toBe(0);
    const report = JSON.parse(ran.stdout) as BargainReport;
    expect(report).toMatchObject({ kind: "bargain", question: "accession", converged: true });
    expect(readFileSync(page, "utf8")).toContain("<svg");
    expect(readFileSync(text, "utf8")).toContain("](<veto-1.svg>)");
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(["veto-1.svg", "veto-2.svg"]));
  });

  it.each([
    ["an economy that the base does not have", "{ bestReply: { player: { economy: ZZZ } } }", /ZZZ/],
    [
      "a sector that the base does not have",
      "{ bestReply: { player: { economy: USA, sectors: [steel] } } }",
      /steel/,
    ],
    ["bounds that cross", "{ bestReply: { player: { economy: USA, low: 0.5, high: 0.1 } } }", /bounds/],
    [
      "lobby weights in a world of one sector",
      "{ bestReply: { player: { economy: USA }, lobby: { goods: 2 } } }",
      /[Ll]obby/,
    ],
    [
      "a price without a date",
      "{ price: { first: { title: A, by: USA, changes: [{ importer: USA, exporter: CHN, tariff: 0 }] }, second: { title: B, by: CHN, changes: [{ importer: CHN, exporter: USA, tariff: 0 }] } } }",
      /needs its date/,
    ],
  ])("refuses %s with exit code 2 and one line", (_, question, says) => {
    const ran = gravitas(["bargain", "-"], `title: T\nbase: world-2014\nquestion: ${question}\n`);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(says);
    expect(ran.stderr.trim().split("\n").length).toBe(1);
  });

  it("answers with exit code 3 and a sentence where nothing is found", () => {
    const ran = gravitas(
      ["bargain", "-"],
      "title: T\nbase: world-2014\nquestion: { cooperate: { players: [{ economy: GEO, on: [RUS], low: 0, high: 0 }, { economy: RUS, on: [GEO], low: 0, high: 0 }], threat: status-quo } }\n",
    );
    expect(ran.code).toBe(3);
    expect(ran.stderr).toMatch(/^gravitas: no answer: No tariffs within the bounds were found/);
  });
});
