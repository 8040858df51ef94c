import { describe, expect, it } from "vitest";
import { gravitas } from "./gravitas.js";

const ask = (...more: string[]) =>
  gravitas(["tariff", "RUS", "GEO", "--on", "2014-12-18", "--goods", "2204", ...more]);

describe("gravitas tariff", () => {
  it("prints the lines, and JSON", () => {
    expect(ask().stdout).toMatch(/bound\s+16\.25.%[\s\S]*MFN applied\s+16\.25.%[\s\S]*paid\s+0.%/);
    expect(JSON.parse(ask("--json").stdout).lines[0]).toMatchObject({
      basis: "preference",
      margin: { margin: 0.1625 },
    });
  });

  it.each([
    [["--unit-value", "much"], /as laws write it/],
    [["--unit-value", "15 %"], /as laws write it/],
    [["--exchange", "EUR 1.3"], /what one currency is in another/],
    [["--imports", "-3"], /as laws write it/],
    [["--use", "1.5"], /share from 0 to 1/],
    [["--origin-cost", "0.03"], /who says so/],
    [["--partners", "GEO,Atlantis"], /must name an economy/],
    [["--on", "2014-13-01"], /2014-13-01/],
    [["--goods", "406"], /did you mean "0406"/],
    [["--goods", "9999"], /Nearest/],
    [["--ledger", "no-such-file.yaml"], /no-such-file/],
  ])("refuses %j with exit code 2 and one line", (args, says) => {
    const ran = ask(...args);
    expect(ran.code).toBe(2);
    expect(ran.stdout).toBe("");
    expect(ran.stderr).toMatch(says);
    expect(ran.stderr.trim().split("\n")).toHaveLength(1);
  });
});

describe("gravitas tariff aggregate", () => {
  const lines = (...more: string[]) =>
    gravitas([
      "tariff",
      "aggregate",
      "examples/tariff-lines.csv",
      "--goods",
      "code",
      "--duty",
      "duty",
      ...more,
    ]);
  const money = ["--value", "value", "--exchange", "1 EUR = 1.25 USD", "--on", "2014-12-18"];

  it("gives one tariff a sector, as text and CSV, the choice stated", () => {
    const text = lines(...money, "--imports", "imports", "--sector", "sector").stdout;
    expect(text).toMatch(/^Mean weighted by imports[\s\S]*drinks\s+2\s+19\.24/);
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    expect(lines(...money, "--csv").stdout).toMatch(/^sector,lines,rate/);
  });

  it.each([
    [[], /data row 1, duty/],
    [[...money, "--imports", "nothing"], /no column "nothing"/],
    [[...money, "--method", "median"], /aggregated by simple/],
    [[...money, "--imports", "imports", "--method", "ces-price"], /needs sigma/],
    [[...money, "--sigma", "0"], /number above 0/],
  ])("refuses %j with exit code 2", (args, says) => {
    const ran = lines(...args);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(says);
  });
});
