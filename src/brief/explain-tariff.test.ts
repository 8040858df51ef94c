import { describe, expect, it } from "vitest";
import { embeddedLedger, generalData, loadLedger, stackLedgers } from "../register/index.js";
import { tariffToText } from "../report/tariff-text.js";
import { parseExchange, parsePer } from "../tariffs/index.js";
import { explainTariff } from "./explain-tariff.js";

const base = { importer: "RUS", exporter: "GEO", on: "2014-12-18", goods: ["2204"], fallback: generalData };
const entry = (effect: string, more = "") => `- id: own-duty
  kind: measure
  by: [RUS]
  towards: [all]
  goods: [cheese]
  hs: ["0406"]
  instrument: tariff
  direction: neutral
  effect: ${effect}
  valid: ["2014-01-01", null]
  known: "2014-01-01"
  summary: A duty of our own.
  sources: [{ title: A tariff, publisher: A gazette, date: null, url: null }]
  confidence: low
${more}`;
const withOwn = (effect: string) =>
  stackLedgers([
    { layer: "embedded", entries: embeddedLedger() },
    { layer: "own", entries: loadLedger(entry(effect), "own.yaml") },
  ]).entries;
const money =
  '{ type: tariff, basis: mfn, rate: 0.15, duty: "15 %, at least 0.4 EUR/kg", measure: at 4 USD a kilogram }';
const facts = { unitValues: [parsePer("2 USD/kg", "v")], exchange: [parseExchange("1 EUR = 1.25 USD")] };

describe("a tariff line by line", () => {
  it("Georgian wine in Russia: bound, MFN, preference, margin, paid, each with its entry", () => {
    const answer = explainTariff(embeddedLedger(), base);
    const [line] = answer.lines;
    expect(line).toMatchObject({
      bound: { rate: 0.1625, because: ["rus-wine-bound-3"], isMean: false },
      mfn: { rate: 0.1625, because: ["rus-wine-mfn-3"] },
      preference: { rate: 0, because: ["geo-rus-fta-1994"] },
      applied: { rate: 0 },
      basis: "preference",
      margin: { margin: 0.1625, use: 1, paid: 0 },
    });
    expect(answer.bans).toEqual([]);
    for (const id of [line!.bound!, line!.mfn!, line!.preference!].flatMap((one) => one.because))
      expect(answer.entries[id]!.sources.length).toBeGreaterThan(0);
    expect(answer.reading.join(" ")).toMatch(/worth 16.25 points.*at its binding/);
  });

  it("Moldova: no preference, no margin, and a ban", () => {
    const answer = explainTariff(embeddedLedger(), { ...base, exporter: "MDA" });
    expect(answer.lines[0]).toMatchObject({ preference: null, margin: null, applied: { rate: 0.1625 } });
    expect(answer.bans).toHaveLength(1);
    expect(answer.reading.at(-1)).toMatch(/ban is in force/);
  });

  it("use and cost of origin, by hand", () => {
    const originCost = { name: "origin", rate: 0.2, source: "assumed" };
    const { lines, reading } = explainTariff(embeddedLedger(), { ...base, use: 0.8, originCost });
    // 0.2 × 0.1625; 0.8 × 0.2 more
    expect(lines[0]!.margin!.paid).toBeCloseTo(0.0325, 14);
    expect(lines[0]!.margin!.cost).toBeCloseTo(0.1925, 14);
    expect(reading.join(" ")).toMatch(/not worth using/);
  });

  it("a duty in money: the ledger's equivalent, or one reckoned from the values given", () => {
    const ask = (more = {}) =>
      explainTariff(withOwn(money), { ...base, exporter: "CHE", goods: ["0406"], ...more }).lines[0]!;
    expect(ask().applied).toMatchObject({
      rate: 0.15,
      steps: ["The ledger's equivalent: at 4 USD a kilogram."],
    });
    expect(ask({ facts }).applied.rate).toBeCloseTo(0.25, 14);
    expect(() => ask({ facts: { unitValues: [parsePer("2 USD/l", "v")] } })).toThrow(/for one kg/);
    const broken = money.replace("at least", "about");
    // Refused when the ledger is loaded, with its line.
    expect(() => withOwn(broken)).toThrow(/a duty is written as laws write it/);
  });

  it("partners stand beside it with their margins", () => {
    const { partners } = explainTariff(embeddedLedger(), { ...base, partners: ["MDA", "FRA", "GEO"] });
    expect(
      partners.map(({ exporter, applied, margin, isBanned }) => [exporter, applied, margin, isBanned]),
    ).toEqual([
      ["GEO", 0, 0.1625, false],
      ["MDA", 0.1625, 0, true],
      ["FRA", 0.1625, 0, false],
    ]);
  });

  it("all goods, an importer that the ledger does not know, and duties on top", () => {
    const answer = explainTariff(embeddedLedger(), {
      ...base,
      importer: "BRA",
      exporter: "DEU",
      goods: ["all"],
    });
    expect(answer.lines[0]!.applied.rate).toBeGreaterThan(0);
    const remedy = withOwn("{ type: ave, ave: 0.19, measure: a remedy }");
    const onTop = explainTariff(remedy, { ...base, exporter: "CHE", goods: ["0406"] });
    expect(onTop.extra.map((item) => item.entry)).toEqual(["own-duty"]);
    expect(tariffToText(onTop)).toMatch(/and the duties on top below/);
  });

  it("a mean of bound rates stands beside a preference too; a ban of an open day is only perhaps", () => {
    const [line] = explainTariff(embeddedLedger(), { ...base, importer: "DEU" }).lines;
    expect(line).toMatchObject({ basis: "preference", bound: { isMean: true } });
    const { reading } = explainTariff(embeddedLedger(), { ...base, on: "2013-06-15" });
    expect(reading.join(" ")).toMatch(/leave open whether a ban was in force/);
    const outside = explainTariff(embeddedLedger(), { ...base, exporter: "PRK" });
    expect(outside.reading.join(" ")).not.toMatch(/binding/);
  });

  it("fits a terminal of 80 columns, but for addresses", () => {
    const text = tariffToText(explainTariff(embeddedLedger(), { ...base, partners: ["MDA"] }));
    for (const line of text.split("\n"))
      if (!line.includes("http")) expect(line.length).toBeLessThanOrEqual(80);
    expect(text).not.toMatch(/NaN|undefined|null/);
  });
});
