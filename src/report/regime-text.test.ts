import { describe, expect, it } from "vitest";
import { embeddedLedger, regime } from "../register/index.js";
import { regimeToText } from "./regime-text.js";

const text = (on: string, goods: string[]) =>
  regimeToText(regime(embeddedLedger(), { importer: "RUS", exporter: "GEO", on, goods }));

describe("regimeToText", () => {
  it("prints what it comes to first, then each line with its sources", () => {
    const out = text("2014-12-18", ["wine"]);
    expect(out.split("\n")[0]).toBe("Goods of Georgia in Russia on 18 December 2014: wine (HS 2204)");
    expect(out).toMatch(/applied: 0\s%, under a preference/);
    expect(out).toMatch(/without it: 16.25\s%/);
    expect(out).toMatch(/source: Agenda.ge, 30 July 2014, https:\/\/agenda.ge\/en\/news\/2014\/1829/);
    expect(out).toMatch(/\(from memory, not checked\)/);
    expect(out).toMatch(/according to Georgia/);
    expect(out).toMatch(/rus-wine-mfn-3 gives way to geo-rus-fta-1994/);
  });

  it("shows what is only perhaps in force", () => {
    expect(text("2013-06-15", ["wine"])).toMatch(/- Perhaps: Russia's chief sanitary doctor/);
  });

  it("keeps prose within a hundred columns", () => {
    for (const line of text("2014-12-18", ["all"]).split("\n")) {
      if (!line.includes("source: ")) expect(line.length, line).toBeLessThanOrEqual(100);
    }
  });
});
