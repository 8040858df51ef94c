import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Brief } from "../../src/contracts/brief.js";
import { OutcomeJson } from "../../src/contracts/outcome.js";
import { Reading } from "../../src/contracts/reading.js";
import { Regime } from "../../src/contracts/regime.js";
import { gravitas } from "./gravitas.js";

const example = "examples/georgia-market.txt";
const run = (...args: string[]): string => {
  const ran = gravitas(args);
  expect(ran.code, ran.stderr).toBe(0);
  return ran.stdout;
};
const briefOf = (...args: string[]): Brief => Brief.parse(JSON.parse(run("brief", ...args, "--json")));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gravitas-brief-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("gravitas brief", () => {
  it("prints JSON that the schemas accept", () => {
    const brief = briefOf(example, "--draws", "60");
    expect(brief.on).toBe("2014-12-18");
    expect(brief.scenarios.map((s) => s.title)).toEqual([
      "Non-tariff cost cut",
      "The preference lost",
      "Nothing changes",
    ]);
    expect(brief.manifest.input).toMatch(/^[0-9a-f]{64}$/);
    Reading.parse(JSON.parse(run("read", example, "--json")));
    Regime.parse(JSON.parse(run("regime", "RUS", "GEO", "--on", "2014-12-18", "--json")));
    OutcomeJson.parse(JSON.parse(run("simulate", "examples/open-market.yaml", "--json")));
  });

  it("gives the same bytes for the same input and seed, in every form", () => {
    for (const form of [["--json"], ["--md", "-"], ["--html", "-"], []]) {
      const args = ["brief", example, "--draws", "40", ...form];
      expect(run(...args)).toBe(run(...args));
    }
  });

  it("moves its intervals with the seed and not its centre", () => {
    const [a, b] = [briefOf(example, "--draws", "40"), briefOf(example, "--draws", "40", "--seed", "7")];
    const of = (brief: Brief) => brief.scenarios[0]!.figures[0]!.percent;
    expect(of(a).central).toBe(of(b).central);
    expect(of(a).low).not.toBe(of(b).low);
  });

  it("answers to its options", () => {
    const base = briefOf(example, "--draws", "0").scenarios;
    const flow = (scenarios: Brief["scenarios"], k: number): number =>
      scenarios[k]!.figures[0]!.percent.central;
    const deeper = briefOf(example, "--draws", "0", "--cut", "0.8").scenarios;
    const stiffer = briefOf(example, "--draws", "0", "--theta", "3,0").scenarios;
    expect(flow(deeper, 0)).toBeGreaterThan(flow(base, 0));
    expect(flow(stiffer, 0)).toBeLessThan(flow(base, 0));
    expect(flow(stiffer, 1)).toBeGreaterThan(flow(base, 1));
    expect(base[0]!.figures[0]!.percent).toMatchObject({ low: null, high: null });
  });

  it("says what the same scenario says through simulate", () => {
    const brief = briefOf(example, "--draws", "0");
    const simulated = OutcomeJson.parse(
      JSON.parse(run("simulate", "examples/preference-lost.yaml", "--json")),
    );
    const georgia = simulated.economies.find((e) => e.economy === "GEO")!;
    const effect = brief.scenarios[1]!.effects.find((e) => e.economy === "GEO")!;
    expect(georgia.welfare.usdMillion).toBeCloseTo(effect.usdMillion.central, 9);
  });

  it("reads standard input and writes files whole", () => {
    const text = readFileSync(example, "utf8");
    const page = join(folder, "brief.html");
    const notes = join(folder, "brief.md");
    const ran = gravitas(["brief", "-", "--draws", "0", "--html", page, "--md", notes], text);
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).toBe("");
    expect(readFileSync(page, "utf8")).toMatch(/<\/html>\s*$/);
    expect(readFileSync(notes, "utf8")).toContain("What was in force");
    expect(readdirSync(folder).sort()).toEqual(["brief.html", "brief.md"]);
  });

  it("has no number that is none, and no colour when piped", () => {
    for (const form of [["--json"], ["--md", "-"], ["--html", "-"], []]) {
      const out = run("brief", example, "--draws", "40", ...form);
      expect(out).not.toMatch(/\bNaN\b|\bInfinity\b|undefined|\[object /);
      expect(out).not.toContain("\u001b");
    }
  });

  it("keeps a hostile report harmless", () => {
    const hostile = readFileSync(example, "utf8").replace(
      "Russia is willing",
      "Russia <script>alert(1)</script><img src=x onerror=alert(2)> \u001b[31m [x](javascript:alert(3)) is willing",
    );
    const page = gravitas(["brief", "-", "--draws", "0", "--html", "-"], hostile);
    expect(page.code, page.stderr).toBe(0);
    expect(page.stdout).not.toMatch(/<script|<img/);
    expect(gravitas(["brief", "-", "--draws", "0"], hostile).stdout).not.toContain("\u001b");
    expect(gravitas(["brief", "-", "--draws", "0", "--md", "-"], hostile).stdout).not.toMatch(
      /<script|(?<!\\)\]\(javascript/,
    );
  });

  it("shows a move without effect on trade cost, and does not compute it", () => {
    const text =
      "VIENNA, 3 May 2013 (Test) – Austria will receive a delegation from Brazil, Austrian Chancellor Werner Faymann said on Friday. Austria offered to mediate between Brazil and Argentina.";
    const ran = gravitas(["brief", "-", "--json"], text);
    expect(ran.code, ran.stderr).toBe(0);
    const brief = Brief.parse(JSON.parse(ran.stdout));
    expect(brief.scenarios).toEqual([]);
    for (const move of brief.moves) expect(move.costed).toMatch(/no known effect on trade cost|not costed/);
  });
});
