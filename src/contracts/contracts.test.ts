import { describe, expect, it } from "vitest";
import { readCsv } from "../formats/read-csv.js";
import { world2014 } from "../worlds/index.js";
import { Baseline } from "./baseline.js";
import { dayAfter, firstDay, HsCode, isCalendarDay, PartialDate } from "./codes.js";
import { LedgerEntry } from "./ledger.js";
import { Panel } from "./panel.js";
import { CellShock } from "./scenario.js";

describe("the contracts", () => {
  it("take the embedded world and a table read from CSV", () => {
    expect(Baseline.safeParse(world2014()).success).toBe(true);
    expect(Panel.safeParse(readCsv("a,b\n1,x\n2,y\n", "t.csv")).success).toBe(true);
  });

  it("refuse a world with a missing flow, a wrong size or an economy twice", () => {
    const world = world2014();
    const flows = world.flows.slice();
    flows[3] = Number.NaN;
    expect(Baseline.safeParse({ ...world, flows }).success).toBe(false);
    expect(Baseline.safeParse({ ...world, tariffs: new Float64Array(4) }).success).toBe(false);
    const economies = [...world.economies.slice(1), world.economies[1]!];
    expect(Baseline.safeParse({ ...world, economies }).success).toBe(false);
  });

  it("know the calendar", () => {
    expect([isCalendarDay("2012-02-29"), isCalendarDay("2014-02-29")]).toEqual([true, false]);
    expect(["2014", "2014-02", "2014-02-28"].map(firstDay)).toEqual([
      "2014-01-01",
      "2014-02-01",
      "2014-02-28",
    ]);
    expect(["2014", "2014-12", "2012-02-28", "2014-12-31"].map(dayAfter)).toEqual([
      "2015-01-01",
      "2015-01-01",
      "2012-02-29",
      "2015-01-01",
    ]);
    for (const wrong of ["2014-13", "14", "2014-02-30", "2014-2-3"]) {
      expect(PartialDate.safeParse(wrong).success).toBe(false);
    }
  });

  it("want HS codes as quoted strings and say why", () => {
    expect(HsCode.parse("0701")).toBe("0701");
    expect(HsCode.safeParse(701).error?.issues[0]?.message).toMatch(/write "701" in quotes/);
    for (const wrong of ["7", "220", "22041", "2204a"]) expect(HsCode.safeParse(wrong).success).toBe(false);
  });

  it("let no ledger entry in without a source", () => {
    const entry = {
      id: "x",
      kind: "measure",
      by: ["RUS"],
      towards: ["GEO"],
      goods: ["wine"],
      instrument: "import_ban",
      direction: "restrictive",
      effect: null,
      valid: ["2006-03-27", null],
      known: "2006-03-27",
      summary: "s",
      confidence: "high",
    };
    const source = { title: "t", publisher: "p", date: null };
    expect(LedgerEntry.safeParse({ ...entry, sources: [source] }).success).toBe(true);
    expect(LedgerEntry.safeParse({ ...entry, sources: [] }).error?.issues[0]?.message).toMatch(
      /at least one source/,
    );
  });

  it("give a shock exactly one size", () => {
    const pair = { importer: "RUS", exporter: "GEO" };
    expect(CellShock.safeParse({ ...pair, tau: 0.9 }).success).toBe(true);
    expect(CellShock.safeParse(pair).success).toBe(false);
    expect(CellShock.safeParse({ ...pair, tau: 0.9, ban: true }).success).toBe(false);
    expect(CellShock.safeParse({ ...pair, tariff: -1 }).success).toBe(false);
  });
});
