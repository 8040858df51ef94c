import { describe, expect, it } from "vitest";
import { InputError } from "../contracts/errors.js";
import {
  blocs,
  economies,
  economyName,
  economyOf,
  findEconomy,
  membersOf,
  requireEconomy,
  territories,
} from "./index.js";

describe("findEconomy", () => {
  it.each([
    ["GEO", "GEO"],
    ["georgia", "GEO"],
    ["Georgian", "GEO"],
    ["Tbilisi", "GEO"],
    ["Russian Federation", "RUS"],
    ["the Kremlin", "RUS"],
    ["MOSCOW", "RUS"],
    ["the United States", "USA"],
    ["US", "USA"],
    ["U.S.", "USA"],
    ["the White House", "USA"],
    ["UK", "GBR"],
    ["Britain", "GBR"],
    ["Britons", "GBR"],
    ["UAE", "ARE"],
    ["South Korea", "KOR"],
    ["Ivory Coast", "CIV"],
    ["Cote d'Ivoire", "CIV"],
    ["Turkey", "TUR"],
    ["Türkiye", "TUR"],
    ["Kiev", "UKR"],
    ["Kyiv", "UKR"],
    ["Brussels", "EUU"],
    ["EU", "EUU"],
    ["UNK", undefined],
    ["Kosovo", "XKX"],
    ["Pristina", "XKX"],
    ["Abkhazia", "XAB"],
    ["South Ossetia", "XSO"],
    ["WTO", "WTO"],
    ["Congo", "COD"],
    ["Chinese", "CHN"],
    ["French", "FRA"],
    ["American", "USA"],
    ["Dutch", "NLD"],
    ["Atlantis", undefined],
    ["", undefined],
  ])("%s is %s", (text, code) => {
    expect(findEconomy(text)?.code).toBe(code);
  });

  it("finds every economy by its own code and name", () => {
    for (const economy of economies) {
      expect(findEconomy(economy.code)?.code).toBe(economy.code);
      expect(findEconomy(economy.name)?.code).toBe(economy.code);
    }
  });
});

describe("requireEconomy", () => {
  it("names the nearest names", () => {
    expect(() => requireEconomy("Gorgia", "importer")).toThrow(InputError);
    try {
      requireEconomy("Gorgia", "importer");
    } catch (error) {
      expect((error as InputError).hint).toContain("Georgia (GEO)");
      expect((error as InputError).message).toContain("importer must name an economy");
    }
  });
});

describe("what news calls economies", () => {
  /** Uninhabited or without a seat of government, or without an adjective in use. */
  const noSeat = new Set(["ATA", "BEL", "BVT", "HMD", "MAC", "UMI"]);
  const noAdjective = new Set(["ATF", "BES", "DMA", "IOT", "MNP", "SJM"]);
  it("every economy has a seat of government and an adjective, but for a few", () => {
    expect(economies.filter(({ seats, code }) => seats.length === 0 && !noSeat.has(code))).toEqual([]);
    expect(
      economies.filter(({ adjectives, code }) => adjectives.length === 0 && !noAdjective.has(code)),
    ).toEqual([]);
  });
});

describe("membersOf", () => {
  it("counts the European Union by day", () => {
    expect(membersOf("EUU", "1960-01-01")).toHaveLength(6);
    expect(membersOf("EUU", "2013-06-30")).toHaveLength(27);
    expect(membersOf("EUU", "2014-12-18")).toHaveLength(28);
    expect(membersOf("EUU", "2020-01-31")).toContain("GBR");
    expect(membersOf("EUU", "2020-02-01")).toHaveLength(27);
  });
  it("knows others, and an economy is itself", () => {
    expect(membersOf("EAEU", "2014-12-18")).toEqual(["BLR", "KAZ", "RUS"]);
    expect(membersOf("CIS", "2008-01-01")).toContain("GEO");
    expect(membersOf("CIS", "2010-01-01")).not.toContain("GEO");
    expect(membersOf("GEO", "2014-12-18")).toEqual(["GEO"]);
  });
  it("lists only codes that exist, since before until", () => {
    for (const bloc of blocs)
      for (const { code, since, until } of bloc.members) {
        expect(economyOf(code), `${bloc.code}: ${code}`).toBeDefined();
        expect(until === null || since < until).toBe(true);
      }
  });
});

describe("economyName and territories", () => {
  it("falls back to the code", () => {
    expect(economyName("GEO")).toBe("Georgia");
    expect(economyName("EAEU")).toBe("EAEU");
  });
  it("says whose view each status is", () => {
    for (const { views } of territories)
      for (const view of views) expect(economyOf(view.accordingTo)).toBeDefined();
  });
});
