import { describe, expect, it } from "vitest";
import type { PartialOutcomeJson } from "../contracts/outcome.js";
import { partialToCsv } from "./partial-csv.js";
import { partialToText } from "./partial-text.js";
import { textWidth } from "./text-layout.js";

const smart: PartialOutcomeJson = {
  kind: "partial",
  model: "smart",
  base: "wine",
  parameters: { importDemand: 1, substitution: 1.5, exportSupply: "infinite" },
  residual: 0,
  iterations: 0,
  converged: true,
  economies: [
    {
      economy: "RUS",
      imports: { before: 350, after: 351.67, percent: 0.476 },
      tariffRevenue: { before: 62, after: 59.57, percent: -3.9 },
      quotaRent: { before: 0, after: 1.5, percent: null },
      priceIndex: { before: 1, after: 0.99, percent: -1 },
      creation: 1.67,
      diversion: 0,
      consumerSurplus: 2.41,
      welfare: { usdMillion: 1.48, onCreation: 0.167 },
    },
    { economy: "GEO", exports: { before: 10, after: 14.1, percent: 41 }, welfare: { usdMillion: 0 } },
  ],
  flows: [
    {
      exporter: "GEO",
      importer: "RUS",
      sector: "2204\u001b[31m, <b>wine</b>",
      before: 10,
      after: 14.1,
      creation: 1.67,
      diversion: 2.43,
      tariffBefore: 0.2,
      tariffAfter: 0,
    },
  ],
  quotas: [
    {
      line: "2204",
      importer: "RUS",
      exporters: ["GEO"],
      regime: "binding",
      volume: 14.1,
      imports: 14.1,
      premium: 0.1023,
      rent: 1.5,
      rentByExporter: [1.5],
    },
  ],
  assumptions: [{ id: "a", says: "Licences are held at home.", source: "assumed" }],
  warnings: ["=cmd() says nothing."],
};

describe("partialToText", () => {
  it("tells what happens in the market, to flows and to quotas", () => {
    const text = partialToText(smart, { width: 80, top: 5, title: "A preference" });
    expect(text).toMatch(/^A preference\n\nModel smart on wine: one importer's market/);
    expect(text.replace(/\s+/g, " ")).toContain(
      "Russia imports 350 million dollars before, 352 million after",
    );
    expect(text).toContain("On creation alone, as WITS reports it: +0.167");
    expect(text).toMatch(/Georgia → Russia.*\+1\.67\smillion.*\+2\.43\smillion.*\+41\.0\s%/);
    expect(text.replace(/\s+/g, " ")).toContain("is just filled: its members sell 14.1");
    expect(text).toContain("Licences are held at home. [assumed]");
    expect(text).not.toContain("\u001b");
    for (const line of text.split("\n")) expect(textWidth(line)).toBeLessThanOrEqual(80);
  });

  it("gives the reason where there are no figures", () => {
    const failed = {
      ...smart,
      converged: false,
      because: "BBB is left without a market.",
      economies: [],
      flows: [],
      quotas: [],
    };
    const text = partialToText(failed, { width: 80, top: 5 });
    expect(text).toContain("No figures: BBB is left without a market (residual 0).");
    expect(text).not.toContain("Flows that change most");
  });

  it("lists the economies of gsim by what they win or lose", () => {
    const economy = (code: string, usdMillion: number) => ({
      economy: code,
      producerPrice: { before: 1, after: 1.01, percent: 1 },
      producerSurplus: usdMillion / 2,
      consumerSurplus: usdMillion / 4,
      tariffRevenue: { before: 2, after: 2 + usdMillion / 4, percent: 1 },
      welfare: { usdMillion },
    });
    const gsim = {
      ...smart,
      model: "gsim" as const,
      quotas: [],
      economies: [economy("GEO", 1), economy("RUS", -40), economy("FRA", 3)],
    };
    const text = partialToText(gsim, { width: 90, top: 2 });
    expect(text.indexOf("Russia  ")).toBeLessThan(text.indexOf("France  "));
    expect(text).toContain("… and 1 more: see --json or --csv.");
  });
});

describe("partialToCsv", () => {
  it("has a row an economy, empty cells where the model has no figure", () => {
    const [head, russia, georgia, end] = partialToCsv(smart).split("\r\n");
    const columns = head!.split(",");
    const cell = (row: string | undefined, name: string) => row!.split(",")[columns.indexOf(name)];
    expect(cell(russia, "imports_after")).toBe("351.67");
    expect(cell(russia, "exports_after")).toBe("");
    expect(cell(russia, "quota_rent_percent")).toBe("");
    expect(cell(russia, "welfare_on_creation")).toBe("0.167");
    expect(cell(georgia, "exports_percent")).toBe("41");
    expect(end).toBe("");
  });
});
