import { Confidence, firstDay } from "../contracts/codes.js";
import { isInEu } from "./coverage.js";
import type { FallbackAgreement, FallbackMfn, RegimeFallback } from "./fallback.js";
import { generalTables } from "./general.generated.js";
import type { GeneralAgreement, GeneralMfn, Party } from "./general-shape.js";
import { lastDay } from "./valid-on.js";

/** A mean of a year stands in for others at most this far from it. */
export const MFN_STAND_IN_YEARS = 5;

const two = (n: number): string => String(n).padStart(2, "0");
const chapters = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, n) => two(from + n));
/** The tariff's farm goods as the WTO counts them, by chapter: HS 01 to 24 without fish. */
const FARM = chapters(1, 24).filter((chapter) => chapter !== "03");
const OTHER = ["03", ...chapters(25, 97)].filter((chapter) => chapter !== "77");

const SOURCES = {
  wdi: source(
    "Tariff rate, most favored nation, simple mean, all products (TM.TAX.MRCH.SM.FN.ZS)",
    "World Bank, after UNCTAD TRAINS and WTO",
    "https://data.worldbank.org/indicator/TM.TAX.MRCH.SM.FN.ZS",
  ),
  bound: source(
    "Bound rate, simple mean, all products (TM.TAX.MRCH.BR.ZS)",
    "World Bank, after UNCTAD TRAINS and WTO",
    "https://data.worldbank.org/indicator/TM.TAX.MRCH.BR.ZS",
  ),
  twn: source("Summary of product entry commitments", "Taiwan, Customs Administration", null),
  manytrade: source(
    "TOTA, HUGGO, GPTAD and DESTA records of trade agreements, manytrade 0.4.0",
    "manytrade (Hollway et al., Graduate Institute Geneva)",
    "https://github.com/globalgov/manytrade",
    "2024-01-23",
  ),
  belarus: source(
    "Current agreements on the liberalization of Georgia’s trade regimes",
    "Embassy of Belarus in Georgia",
    "https://georgia.mfa.gov.by/en/exportby/regimes",
  ),
  panarmenian: source(
    "Report on Georgia’s exit from the CIS",
    "PanArmenian.Net",
    "https://www.panarmenian.net/eng/world/news/27321/",
    "2008-08",
  ),
  profiles: source("World Tariff Profiles 2015, from memory; to be checked", "WTO", null),
  memory: source("from memory; to be checked", "none (memory)", null),
} as const;

function source(title: string, publisher: string, url: string | null, date: string | null = null) {
  return { title, publisher, date, url };
}

/** Keys of several sources name the first. */
function sourceOf(key: string): FallbackMfn["source"] {
  const first = key.split(/[\s;-]+/)[0]!;
  if (first === "wdi" || first === "eu" || first === "cemac") return SOURCES.wdi;
  return first in SOURCES ? SOURCES[first as keyof typeof SOURCES] : SOURCES.memory;
}

const confidence = (word: string): Confidence => Confidence.catch("low").parse(word);

/**
 * What is generally known of any pair: trade agreements and customs unions with the days of their parties, and the
 * importers' mean tariffs of 2014 or the nearest year, at most five years from the day asked for.
 */
export const generalData: RegimeFallback = { mfn: meanTariff, agreements: agreementsBetween };

/** The economy in whose customs territory, or through whose membership of the WTO, another trades; null for most. */
export function hostIn(code: string, what: "customs" | "wto"): string | null {
  return generalTables[what][code] ?? null;
}

/** Since when an economy is a customs territory of its own, and of what it was a part; null where that is not told. */
export function ownSince(code: string): { readonly day: string; readonly part: string } | null {
  const found = generalTables.since[code];
  return found === undefined ? null : { day: found[0], part: found[1] };
}

const means = new Map<string, { year: number; mfn: FallbackMfn }[]>();
for (const row of generalTables.mfn) {
  const list = means.get(row[0]);
  const one = { year: row[1], mfn: mfnOf(row) };
  if (list === undefined) means.set(row[0], [one]);
  else list.push(one);
}

function meanTariff(importer: string, on: string): FallbackMfn | null {
  const code = generalTables.customs[importer] ?? importer;
  const year = Number(on.slice(0, 4));
  let best: { year: number; mfn: FallbackMfn } | null = null;
  for (const one of means.get(isInEu(code, on) ? "EUU" : code) ?? []) {
    const distance = Math.abs(one.year - year);
    if (distance > MFN_STAND_IN_YEARS) continue;
    if (best === null || distance < Math.abs(best.year - year)) best = one;
  }
  return best?.mfn ?? null;
}

function mfnOf(row: GeneralMfn): FallbackMfn {
  const [whose, year, rate, key, surety, note, farm, other, bound, partsSurety, boundSurety] = row;
  const parts = [
    { id: "farm", goods: "farm goods", hs: FARM, rate: farm },
    { id: "other", goods: "goods other than farm goods", hs: OTHER, rate: other },
  ].flatMap((part) =>
    part.rate === null
      ? []
      : [
          {
            ...part,
            rate: part.rate,
            measure: `simple mean of applied MFN rates on ${part.goods}, ${year}`,
            source: partsSurety === "memory" ? SOURCES.profiles : sourceOf(key),
            confidence: confidence(partsSurety),
          },
        ],
  );
  return {
    whose,
    rate,
    year,
    measure: "simple mean of applied MFN rates, all products",
    source: sourceOf(key),
    confidence: confidence(surety),
    note,
    ...(parts.length === 0 ? {} : { parts }),
    ...(bound === null
      ? {}
      : {
          bound: {
            whose,
            rate: bound,
            year,
            source: key === "twn" ? SOURCES.twn : SOURCES.bound,
            confidence: confidence(boundSurety),
          },
        }),
  };
}

interface Place {
  readonly agreement: GeneralAgreement;
  readonly side: number;
  readonly party: Party;
}

const places = new Map<string, Place[]>();
for (const agreement of generalTables.agreements) {
  if (agreement.kind === "none" || agreement.since === null) continue;
  agreement.sides.forEach((parties, side) => {
    for (const party of parties) {
      const list = places.get(party[0]);
      const place = { agreement, side, party };
      if (list === undefined) places.set(party[0], [place]);
      else list.push(place);
    }
  });
}

/** Of pairs asked for before. */
const known = new Map<string, readonly FallbackAgreement[]>();

function agreementsBetween(exporter: string, importer: string): readonly FallbackAgreement[] {
  const key = `${exporter} ${importer}`;
  let found = known.get(key);
  if (found === undefined) {
    found = findAgreements(exporter, importer);
    known.set(key, found);
  }
  return found;
}

function findAgreements(exporter: string, importer: string): FallbackAgreement[] {
  const theirs = places.get(importer) ?? [];
  return (places.get(exporter) ?? []).flatMap((x) =>
    theirs.filter((m) => m.agreement === x.agreement && isAcross(x, m)).flatMap((m) => between(x, m)),
  );
}

function isAcross(x: Place, m: Place): boolean {
  if (x.agreement.isOneWay) return m.side === 0 && x.side === 1;
  return x.agreement.sides.length === 1 || x.side !== m.side;
}

/** The agreement on the days on which both are parties; nothing where they never were together. */
function between(x: Place, m: Place): FallbackAgreement[] {
  const { agreement } = x;
  const since = [agreement.since, x.party[1], m.party[1]]
    .filter((date) => date !== null)
    .reduce((a, b) => (firstDay(b) > firstDay(a) ? b : a));
  const until = [agreement.until, x.party[2], m.party[2]]
    .filter((date) => date !== null)
    .reduce<string | null>((a, b) => (a === null || lastDay(b) < lastDay(a) ? b : a), null);
  if (until !== null && lastDay(until) <= firstDay(since)) return [];
  return [
    {
      id: agreement.id,
      name: agreement.name,
      since,
      until,
      customsUnion: agreement.kind === "union",
      ...(agreement.kind === "partial" ? { partial: true } : {}),
      ...(agreement.isFarmOut ? { except: chapters(1, 24) } : {}),
      source: sourceOf(agreement.source),
      confidence: confidence(agreement.confidence),
      note: agreement.note,
      inLedger: agreement.ledger,
    },
  ];
}
