import { describe, expect, it } from "vitest";
import { GainsReport } from "../../src/contracts/gains.js";
import { gravitas } from "./gravitas.js";

describe("gravitas gains", () => {
  it("says what the figure is and is not, and its range", () => {
    const { code, stdout } = gravitas(["gains", "--economy", "Georgia"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/of real income \([\d.]+\s% to [\d.]+\s%, 90\s%/);
    expect(stdout).toMatch(/What it is not/);
    expect(stdout).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("as JSON: the formula, a range that holds it, none where θ is given", () => {
    const report = GainsReport.parse(JSON.parse(gravitas(["gains", "--economy", "GEO", "--json"]).stdout));
    expect(report.gainsPercent).toBeCloseTo(100 * (1 - report.ownShare ** (1 / 5.03)), 10);
    expect(report.low).toBeLessThan(report.gainsPercent);
    expect(report.high).toBeGreaterThan(report.gainsPercent);
    expect(report.instead.length).toBe(4);
    const fixed = GainsReport.parse(
      JSON.parse(gravitas(["gains", "--economy", "GEO", "--theta", "5", "--json"]).stdout),
    );
    expect([fixed.low, fixed.high]).toEqual([fixed.gainsPercent, fixed.gainsPercent]);
  });

  it.each<[string, string[], RegExp]>([
    ["no economy", [], /needs an economy/],
    ["an unknown economy", ["--economy", "Gorgia"], /Gorgia/],
    ["a union", ["--economy", "EUU"], /not an economy of world-2014/],
    [
      "a negative elasticity",
      ["--economy", "GEO", "--theta", "-5"],
      /--theta must be positive; received "-5"/,
    ],
    ["an argument too many", ["GEO", "--economy", "GEO"], /takes options only; received "GEO"/],
  ])("%s: a sentence and exit code 2", (_, args, says) => {
    const { code, stderr, stdout } = gravitas(["gains", ...args]);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(says);
  });
});
