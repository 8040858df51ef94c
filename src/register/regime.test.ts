import { describe, expect, it } from "vitest";
import { InputError } from "../contracts/errors.js";
import { Regime } from "../contracts/regime.js";
import { embeddedLedger } from "./embedded-ledger.js";
import type { RegimeFallback } from "./fallback.js";
import { type RegimeQuery, regime } from "./regime.js";

const ask = (importer: string, exporter: string, on: string, more: Partial<RegimeQuery> = {}) =>
  regime(embeddedLedger(), { importer, exporter, on, ...more });
const ids = (items: readonly { entry: string }[]) => items.map((item) => item.entry);

describe("Georgian goods in Russia on 18 December 2014", () => {
  const all = ask("RUS", "GEO", "2014-12-18");
  const wine = ask("Russia", "Georgian", "2014-12-18", { goods: ["wine"] });

  it("enter free of duty under the agreement of 1994, which is said to be an assumption", () => {
    expect(all.tariff).toMatchObject({ rate: 0, basis: "preference", because: ["geo-rus-fta-1994"] });
    expect(all.tariff.assumptions.join(" ")).toMatch(/list of exceptions/);
    expect(all.overridden).toContainEqual(
      expect.objectContaining({ entry: "rus-mfn-2014", by: "geo-rus-fta-1994" }),
    );
  });

  it("would pay 8.07 % without it (sources differ, 7.8 to 8.4), wine 16.25 %", () => {
    expect(all.tariff.mfn).toMatchObject({ rate: 0.0807, because: ["rus-mfn-2014"] });
    expect(all.tariff.mfn!.disagree.map((d) => d.rate)).toEqual([0.078, 0.084]);
    expect(all.tariff.lines).toMatchObject([{ goods: "wine", rate: 0, mfn: { rate: 0.1625 } }]);
    expect(wine.tariff).toMatchObject({ rate: 0, basis: "preference", mfn: { rate: 0.1625 } });
    expect(wine.tariff.mfn!.measure).toMatch(/computed/);
  });

  it("are admitted again where they were banned, but for greens and perhaps other plants", () => {
    expect(wine.bans).toEqual([]);
    expect(ids(wine.conditions)).toEqual(
      expect.arrayContaining(["rus-geo-wine-2013", "rus-geo-procedure-2013"]),
    );
    expect(wine.overridden).toContainEqual(
      expect.objectContaining({ entry: "rus-geo-wine-ban-2006", by: "rus-geo-wine-2013" }),
    );
    expect(ids(wine.history)).toContain("rus-geo-wine-ban-2006");
    expect(all.bans.map((ban) => [ban.entry, ban.perhaps ?? false])).toEqual([
      ["rus-geo-greens-ban-2006", false],
      ["rus-geo-plants-ban-2006", true],
    ]);
    expect(ask("RUS", "GEO", "2014-12-18", { goods: ["tomatoes", "2201", "tea"] }).bans).toEqual([]);
  });

  it("come from a country whose relations with Russia are severed, both in the WTO", () => {
    expect(all.diplomatic.level).toBe("severed");
    expect(all.diplomatic.items.find((item) => item.entry === "geo-rus-break-2008")!.since).toBe(
      "2008-09-02",
    );
    expect(ids(all.diplomatic.items)).toEqual(
      expect.arrayContaining(["che-protecting-power-2009", "geo-rus-talks-2012"]),
    );
    expect(ids(all.memberships)).toEqual(expect.arrayContaining(["geo-wto", "rus-wto"]));
    expect(ids(all.agreements)).toEqual(
      expect.arrayContaining(["geo-rus-fta-1994", "geo-rus-deal-2011", "rus-cisfta-1994-unratified"]),
    );
  });

  it("reads as an expert would expect", () => {
    const text = all.reading.join("\n");
    expect(text).toMatch(/little tariff left to cut: what can be liberalised is non-tariff cost/);
    expect(text).toMatch(
      /What can be lost is the preference: without it the goods would pay 8.07 %.*sources differ, 7.8 to 8.4 %.*wine 16.25 %/,
    );
    expect(text).toMatch(/Drafted on 30 July 2014 and not in force/);
    expect(text).toMatch(/wine and brandy \(since June 2013, banned from 27 March 2006\)/);
    expect(text).toMatch(/Both are in the WTO, Russia since 22 August 2012/);
    expect(text).toMatch(/severed since 2 September 2008; Switzerland is protecting power/);
  });

  it("names every entry it speaks of, with sources, and fits the contract", () => {
    expect(() => Regime.parse(all)).not.toThrow();
    for (const { entry, by } of all.overridden) expect(all.entries).toMatchObject({ [entry]: {}, [by]: {} });
    for (const item of [...all.history, ...all.territories, ...all.pending])
      expect(all.entries[item.entry]!.sources.length).toBeGreaterThan(0);
  });

  it("never takes the draft of July 2014 for a suspension", () => {
    expect(ids(all.pending)).toContain("geo-rus-fta-suspension-draft-2014");
    expect(all.overridden.map((o) => o.by)).not.toContain("geo-rus-fta-suspension-draft-2014");
  });
});

describe("Georgian goods in Russia on other days", () => {
  it("2010-05-01: wine banned, free of duty all the same", () => {
    const r = ask("RUS", "GEO", "2010-05-01", { goods: ["wine"] });
    expect(ids(r.bans)).toEqual(["rus-geo-wine-ban-2006", "rus-geo-spirits-ban-2006"]);
    expect(r.tariff).toMatchObject({ rate: 0, basis: "preference" });
  });

  it("2005-01-01: full relations, no ban, no deal", () => {
    const r = ask("RUS", "GEO", "2005-01-01");
    expect(r.diplomatic.level).toBe("full");
    expect(r.bans).toEqual([]);
    expect(ids(r.agreements)).not.toContain("geo-rus-deal-2011");
  });

  it("the ban on wine begins on 27 March 2006", () => {
    expect(ask("RUS", "GEO", "2006-03-26", { goods: ["wine"] }).bans).toEqual([]);
    expect(ids(ask("RUS", "GEO", "2006-03-27", { goods: ["wine"] }).bans)).toEqual(["rus-geo-wine-ban-2006"]);
  });

  it("in mid-June 2013 neither ban nor admission is settled", () => {
    const r = ask("RUS", "GEO", "2013-06-15", { goods: ["wine"] });
    expect(r.bans.every((ban) => ban.perhaps)).toBe(true);
    expect(r.conditions.find((item) => item.entry === "rus-geo-wine-2013")!.perhaps).toBe(true);
    expect(r.warnings.join(" ")).toMatch(/Not settled for 15 June 2013/);
    expect(r.overridden.map((o) => o.by)).not.toContain("rus-geo-wine-2013");
  });

  it("Russia is in the WTO from 22 August 2012", () => {
    const before = ask("RUS", "GEO", "2012-08-21");
    expect(ids(before.memberships)).not.toContain("rus-wto");
    expect(ids(before.pending)).toContain("rus-wto");
    expect(before.reading.join(" ")).not.toMatch(/Both are in the WTO/);
    expect(ids(ask("RUS", "GEO", "2012-08-22").memberships)).toContain("rus-wto");
  });

  it("the break of 2 September 2008, announced on 29 August", () => {
    expect(ask("RUS", "GEO", "2008-09-01").diplomatic.level).toBe("full");
    expect(ids(ask("RUS", "GEO", "2008-09-01").pending)).toContain("geo-rus-break-announced-2008");
    expect(ask("GEO", "RUS", "2008-09-02").diplomatic.level).toBe("severed");
  });

  it("counts only what was known by a day", () => {
    const r = ask("RUS", "GEO", "2013-01-01", { goods: ["wine"], knownOn: "2012-01-01" });
    expect(r.bans.find((ban) => ban.entry === "rus-geo-wine-ban-2006")!.until).toBeNull();
    expect(ids(ask("RUS", "GEO", "2014-12-18", { knownOn: "2014-07-29" }).pending)).not.toContain(
      "geo-rus-fta-suspension-draft-2014",
    );
  });
});

describe("several goods, and days that no source settles", () => {
  it("gives each of several goods its duty, and one rate only where they agree", () => {
    const r = ask("RUS", "GEO", "2014-12-18", { goods: ["wine", "water"] });
    expect(r.tariff).toMatchObject({ rate: 0, basis: "preference", mfn: null });
    expect(r.tariff.lines.map((line) => [line.goods, line.mfn?.rate])).toEqual([
      ["wine", 0.1625],
      ["water", 0.0807],
    ]);
    expect(r.tariff.assumptions.join(" ")).toMatch(
      /No MFN rate for water is known: the mean of all goods stands in/,
    );
    const mda = ask("RUS", "MDA", "2014-12-18", { goods: ["wine", "tea"] });
    expect(mda.tariff).toMatchObject({ rate: null, basis: "unknown" });
    expect(mda.tariff.lines.map((line) => line.rate)).toEqual([0.1625, 0]);
  });

  it("counts no rate whose first day is not settled", () => {
    const r = ask("RUS", "GEO", "2010-03-15", { goods: ["wine"] });
    expect(r.tariff.mfn).toBeNull();
    expect(r.tariff.assumptions.join(" ")).toMatch(
      /Not counted, because its sources date it only March 2010/,
    );
    expect(ask("RUS", "GEO", "2010-03-31", { goods: ["wine"] }).tariff.mfn!.rate).toBe(0.2);
  });
});

describe("other pairs", () => {
  it("Moldovan wine in Russia: banned, and MFN duty from 31 August 2014", () => {
    expect(ask("RUS", "MDA", "2014-08-30", { goods: ["wine"] }).tariff).toMatchObject({
      rate: 0,
      basis: "preference",
    });
    const r = ask("RUS", "MDA", "2014-12-18", { goods: ["wine"] });
    expect(r.tariff).toMatchObject({ rate: 0.1625, basis: "mfn" });
    expect(ids(r.bans)).toEqual(["rus-mda-wine-ban-2013"]);
    expect(r.overridden).toContainEqual(
      expect.objectContaining({ entry: "cisfta-2011", by: "rus-mda-mfn-2014" }),
    );
    expect(ask("RUS", "MDA", "2014-12-18").reading.join(" ")).toMatch(/preference is set aside for meat/);
    expect(ids(ask("RUS", "MDA", "2012-01-01", { goods: ["wine"] }).bans)).toEqual([]);
  });

  it("a member of the EU is bound by what binds the EU, from the day it is one", () => {
    expect(ask("DEU", "GEO", "2014-12-18").tariff).toMatchObject({ rate: 0, because: ["eu-geo-dcfta-2014"] });
    expect(ask("DEU", "GEO", "2014-08-31").tariff.basis).toBe("unknown");
    expect(ids(ask("RUS", "HRV", "2014-12-18", { goods: ["cheese"] }).bans)).toContain(
      "rus-food-embargo-2014",
    );
    expect(ask("DEU", "HRV", "2013-06-30").tariff.basis).toBe("unknown");
    expect(ask("DEU", "HRV", "2013-07-01").tariff).toMatchObject({ rate: 0, basis: "customs_union" });
  });

  it("a customs union frees trade among its members, and those who join", () => {
    expect(ask("RUS", "KAZ", "2014-12-18").tariff).toMatchObject({
      rate: 0,
      basis: "customs_union",
      because: ["cu-rus-blr-kaz-2010"],
    });
    expect(ids(ask("RUS", "KAZ", "2014-12-18").pending)).toContain("eaeu-2015");
    expect(ask("RUS", "ARM", "2015-01-02").tariff.basis).toBe("customs_union");
    expect(ask("RUS", "ARM", "2015-01-01").tariff).toMatchObject({
      basis: "preference",
      because: ["cisfta-2011"],
    });
  });

  it("Georgia in return: what Russian goods pay there", () => {
    const r = ask("GEO", "RUS", "2014-12-18");
    expect(r.tariff).toMatchObject({ rate: 0, basis: "preference", mfn: { rate: 0.0147 } });
    expect(r.bans).toEqual([]);
  });
});

describe("views", () => {
  it("tells every side's status with whose it is, or one side's", () => {
    const all = ask("RUS", "GEO", "2014-12-18").territories;
    expect(new Set(all.map((item) => item.accordingTo))).toEqual(
      new Set(["GEO", "RUS", "NIC", "VEN", "NRU"]),
    );
    expect(
      new Set(ask("RUS", "GEO", "2014-12-18", { view: "GEO" }).territories.map((t) => t.accordingTo)),
    ).toEqual(new Set(["GEO"]));
    expect(ask("RUS", "DEU", "2014-12-18").territories).toEqual([]);
  });
});

describe("general data behind the ledger", () => {
  const source = { title: "General data", publisher: "A table", date: "2014" };
  const fallback: RegimeFallback = {
    mfn: (importer) =>
      importer === "USA"
        ? { rate: 0.0348, year: 2014, measure: "simple mean", source, confidence: "high" }
        : null,
    agreements: (exporter) =>
      exporter === "CAN" || exporter === "GEO"
        ? [{ id: "NAFTA 1994", name: "NAFTA", since: "1994-01-01", source, confidence: "high" }]
        : [],
  };

  it("speaks where the ledger is silent, and is named as such", () => {
    const r = ask("USA", "CAN", "2014-12-18", { fallback });
    expect(r.tariff).toMatchObject({
      rate: 0,
      basis: "preference",
      because: ["agreement-nafta-1994"],
      mfn: { rate: 0.0348 },
    });
    expect(r.entries["mfn-usa-2014"]!.sources[0]).toMatchObject({ publisher: "A table" });
    expect(r.entries["mfn-usa-2014"]!.note).toMatch(/general data/);
    expect(ids(r.agreements)).toContain("agreement-nafta-1994");
    expect(ask("USA", "JPN", "2010-05-01", { fallback }).tariff.assumptions.join(" ")).toMatch(
      /in 2014 stands in for that of 2010/,
    );
    expect(Regime.safeParse(r).success).toBe(true);
  });

  it("does not speak over the ledger", () => {
    const r = ask("RUS", "GEO", "1994-02-01", { fallback });
    expect(r.tariff.basis).toBe("unknown");
    expect(Object.keys(r.entries)).not.toContain("agreement-nafta-1994");
  });
});

describe("input that cannot be used", () => {
  it.each([
    ["an unknown economy", { importer: "RUX" }, /importer must name an economy/],
    ["the same economy twice", { exporter: "Russia" }, /must be two economies; received RUS twice/],
    ["an organisation", { exporter: "WTO" }, /an organisation/],
    ["no day", { on: "2014" }, /YYYY-MM-DD/],
    ["no such day", { on: "2014-02-30" }, /YYYY-MM-DD/],
    ["a day out of range", { on: "1947-12-31" }, /must lie within 1948-01-01 and 2016-12-31/],
    ["unknown goods", { goods: ["wyne"] }, /words or HS codes that the register knows/],
    ["an HS code of three digits", { goods: ["220"] }, /2, 4 or 6 digits/],
  ])("%s", (_, wrong, says) => {
    const call = () => ask("RUS", "GEO", "2014-12-18", wrong as Partial<RegimeQuery>);
    expect(call).toThrow(InputError);
    expect(call).toThrow(says);
  });

  it("names the nearest goods", () => {
    try {
      ask("RUS", "GEO", "2014-12-18", { goods: ["wyne"] });
      expect.unreachable();
    } catch (error) {
      expect((error as InputError).hint).toMatch(/"wine"/);
    }
  });
});
