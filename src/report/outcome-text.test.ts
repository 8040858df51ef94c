import { expect, test } from "vitest";
import type { Figure, OutcomeJson } from "../contracts/outcome.js";
import { outcomeToCsv } from "./csv.js";
import { outcomeToText } from "./outcome-text.js";
import { textWidth } from "./text-layout.js";

const figure = (before: number, percent: number, range = {}): Figure => ({
  before,
  after: before * (1 + percent / 100),
  percent,
  ...range,
});

function economy(code: string, percent: number, usdMillion: number): OutcomeJson["economies"][number] {
  const f = figure(100, percent);
  const realIncome = figure(100, percent, { low: percent / 2, high: percent * 2 });
  const rest = {
    exports: f,
    imports: f,
    output: f,
    expenditure: f,
    wage: f,
    priceIndex: f,
    tariffRevenue: f,
  };
  return { economy: code, realIncome, ...rest, welfare: { usdMillion, percentOfGdp: null } };
}

const outcome: OutcomeJson = {
  kind: "general",
  model: "one-sector",
  base: "world-2014",
  parameters: { theta: 5.03 },
  closure: { deficits: "additive", numeraire: "world-output" },
  numeraire: "world-output",
  residual: 2.2e-14,
  iterations: 31,
  converged: true,
  economies: [economy("GEO", 0.21, 31.5), economy("RUS", 0.0011, 9.9), economy("KOR", -0.002, -41)],
  flows: [
    { exporter: "GEO", importer: "RUS", before: 431, after: 724 },
    { exporter: "GEO", importer: "TUR", before: 239, after: 239 },
  ],
  budgetGap: 0,
  assumptions: [{ id: "tau", says: "A tenth is assumed.", source: "assumed" }],
  warnings: ["GDP of Korea is not known.\u001b[2J"],
};

test("text: model, closure, residual, largest effects first, flows, assumptions, warnings", () => {
  const text = outcomeToText(outcome, { width: 80, top: 2, title: "Wider opening" }).replaceAll(
    "\u00a0",
    " ",
  );
  expect(text).toContain("Wider opening\n");
  expect(text).toContain("Residual 2e−14 after 31 iterations.");
  expect(text).toMatch(/South Korea.*\n.*Georgia.*\n… and 1 more/);
  expect(text).toContain("+0.210 %  [+0.105 to +0.420]");
  expect(text).toContain("Georgia → Russia");
  expect(text).not.toContain("Georgia → Turkey");
  expect(text).toContain("• A tenth is assumed. [assumed]");
  expect(text).toContain("• GDP of Korea is not known.\n");
  expect(text.split("\n").filter((line) => textWidth(line) > 80)).toEqual([]);
});

test("text: without a solution a reason and no figure", () => {
  const failed = {
    ...outcome,
    converged: false,
    because: "no fixed point was reached",
    economies: [],
    flows: [],
  };
  const text = outcomeToText(failed, { width: 80, top: 5 });
  expect(text).toContain("No figures: no fixed point was reached");
  expect(text).not.toContain("Economy");
});

test("CSV: a row an economy, as many cells as the header, names quoted where they need it", () => {
  const lines = outcomeToCsv(outcome).split("\r\n");
  expect(lines).toHaveLength(5);
  const header = lines[0]!.split(",");
  expect(header.slice(0, 7)).toEqual(
    "economy,name,real_income_before,real_income_after,real_income_percent,real_income_low,real_income_high".split(
      ",",
    ),
  );
  for (const line of lines.slice(1, 4)) expect(line.split(",")).toHaveLength(header.length);
  expect(lines[3]).toContain("KOR,South Korea,100,99.998,-0.002,-0.001,-0.004");
});
