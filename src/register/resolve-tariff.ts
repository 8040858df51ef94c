/**
 * Which duty goods of one economy pay in another on a day, and which entries make it so or gave way.
 * Order: inside a customs union none; else the lowest preference in force and not suspended; else MFN.
 * @module
 */

import type { z } from "zod";
import type { Effect, LedgerEntry } from "../contracts/ledger.js";
import type { Overridden, RegimeMfn, RegimeTariff, RegimeTariffLine } from "../contracts/regime.js";
import { bindsTrade, type Pair } from "./coverage.js";
import { dateWords } from "./date-words.js";
import { agreementEntry, mfnEntry, type RegimeFallback } from "./fallback.js";
import { coverOf, type GoodsQuery } from "./goods-query.js";
import { validOn } from "./valid-on.js";

type TariffEffect = Extract<Effect, { type: "tariff" }>;
type OverriddenItem = z.infer<typeof Overridden>;

export interface TariffQuestion {
  readonly entries: readonly LedgerEntry[];
  readonly pair: Pair;
  readonly goods: GoodsQuery;
  readonly fallback: RegimeFallback | null;
}

export interface TariffAnswer {
  readonly tariff: RegimeTariff;
  readonly overridden: OverriddenItem[];
  /** Entries made from the fallback. */
  readonly made: LedgerEntry[];
}

interface Candidates {
  readonly unions: LedgerEntry[];
  readonly preferences: LedgerEntry[];
  /** In force for certain; the most particular first. */
  readonly mfn: LedgerEntry[];
  /** Entries that set preferences aside for some or all goods. */
  readonly suspensions: LedgerEntry[];
  readonly made: LedgerEntry[];
  /** Sentences on entries whose day the sources do not settle. */
  readonly doubts: string[];
}

interface Line {
  readonly line: RegimeTariffLine;
  readonly assumptions: string[];
  readonly overridden: OverriddenItem[];
}

const tariffOf = (entry: LedgerEntry): TariffEffect => entry.effect as TariffEffect;
const isTariff = (entry: LedgerEntry, basis: TariffEffect["basis"]): boolean =>
  entry.effect?.type === "tariff" && entry.effect.basis === basis;

/** @returns the tariff with its chain; `rate` null where nothing is known or the goods asked for differ */
export function resolveTariff(question: TariffQuestion): TariffAnswer {
  const { goods } = question;
  const found = candidates(question);
  const groups = goods.all ? [{ goods: "all", hs: [] as readonly string[] }] : goods.groups;
  const main = groups.map((group) => resolveLine(group, found));
  const lines = goods.all ? particular(found, main[0]!) : main;
  const rates = new Set(main.map(({ line }) => line.rate));
  const bases = new Set(main.map(({ line }) => line.basis));
  const mfns = new Set(main.map(({ line }) => line.mfn?.rate ?? null));
  const differ = rates.size > 1 || bases.size > 1;
  const all = goods.all ? [...main, ...lines] : main;
  return {
    tariff: {
      rate: rates.size > 1 ? null : main[0]!.line.rate,
      basis: bases.size > 1 ? "unknown" : main[0]!.line.basis,
      because: unique(main.flatMap(({ line }) => line.because)),
      mfn: mfns.size > 1 ? null : main[0]!.line.mfn,
      lines: lines.map(({ line }) => line),
      assumptions: unique([
        ...(differ ? ["The goods asked for do not pay one duty: see each."] : []),
        ...all.flatMap(({ assumptions }) => assumptions),
        ...found.doubts,
      ]),
    },
    overridden: uniqueBy(
      all.flatMap(({ overridden }) => overridden),
      (o) => `${o.entry} ${o.by}`,
    ),
    made: found.made,
  };
}

function candidates({ entries, pair, fallback }: TariffQuestion): Candidates {
  const { on, exporter, importer } = pair;
  const binding = entries.filter((entry) => entry.kind !== "draft" && bindsTrade(entry, pair, entries));
  const certain = binding.filter((entry) => validOn(entry, on) === "yes");
  const isUnion = (entry: LedgerEntry) => entry.effect?.type === "customs_union";
  const grants = (entry: LedgerEntry) => isUnion(entry) || isTariff(entry, "preference");
  const made: LedgerEntry[] = [];
  // General data speak of agreements only where the ledger names none for the two, whatever its days.
  const everParties = entries.filter((entry) => grants(entry) && bindsTrade(entry, pair, entries));
  if (fallback !== null && everParties.length === 0) {
    made.push(
      ...fallback
        .agreements(exporter, importer)
        .map((agreement) => agreementEntry(exporter, importer, agreement))
        .filter((entry) => validOn(entry, on) === "yes"),
    );
  }
  let mfn = certain.filter((entry) => isTariff(entry, "mfn"));
  if (fallback !== null && !mfn.some((entry) => entry.hs.length === 0)) {
    const general = fallback.mfn(importer);
    if (general !== null) made.push(mfnEntry(importer, general, on));
  }
  mfn = [...mfn, ...made.filter((entry) => isTariff(entry, "mfn"))];
  return {
    unions: [...certain, ...made].filter(isUnion),
    preferences: [...certain, ...made].filter((entry) => isTariff(entry, "preference")).sort(byRate),
    mfn,
    suspensions: certain.filter((entry) => entry.overrides.length > 0),
    made,
    doubts: binding
      .filter((entry) => (grants(entry) || isTariff(entry, "mfn")) && validOn(entry, on) === "perhaps")
      .map((entry) => doubt(entry, on)),
  };
}

function doubt(entry: LedgerEntry, on: string): string {
  const [since, until] = entry.valid;
  const dated = until === null ? dateWords(since) : `${dateWords(since)} to ${dateWords(until)}`;
  return `Not counted, because its sources date it only ${dated} and do not settle ${dateWords(on)}: ${entry.summary}`;
}

const byRate = (a: LedgerEntry, b: LedgerEntry): number =>
  tariffOf(a).rate - tariffOf(b).rate || a.by.length - b.by.length || a.id.localeCompare(b.id);

/** How well an entry covers all codes of a group; for all goods only an entry on all goods covers them. */
function covers(entry: LedgerEntry, hs: readonly string[]): boolean {
  if (hs.length === 0) return entry.hs.length === 0 && entry.goods.includes("all");
  return hs.some((code) => coverOf(entry, code) === "whole");
}

function resolveLine(group: { goods: string; hs: readonly string[] }, found: Candidates): Line {
  const base = { goods: group.goods, hs: [...group.hs] };
  const mfn = resolveMfn(group, found);
  const union = found.unions.find((entry) => covers(entry, group.hs));
  const suspended = suspendedBy(group.hs, found);
  const preferences = found.preferences.filter(
    (entry) => covers(entry, group.hs) && !suspended.has(entry.id),
  );
  const lowest = preferences.filter((entry) => tariffOf(entry).rate === tariffOf(preferences[0]!).rate);
  const gaveWay = [...suspended].map(([id, by]) => ({
    entry: id,
    by: by.id,
    why: `set aside for ${by.goods.join(", ")} since ${dateWords(by.valid[0])}`,
  }));
  const chosen = union === undefined ? lowest : [union];
  if (chosen.length > 0) {
    const what =
      union === undefined
        ? "a preference in force goes before the MFN rate"
        : "goods move free inside a customs union";
    return {
      line: {
        ...base,
        rate: union === undefined ? tariffOf(lowest[0]!).rate : 0,
        basis: union === undefined ? "preference" : "customs_union",
        because: chosen.map((entry) => entry.id),
        mfn: mfn.mfn,
      },
      assumptions: [
        ...chosen.flatMap((entry) => entry.assumes),
        ...partial(found, group),
        ...mfn.assumptions,
      ],
      overridden: [
        ...(mfn.mfn?.because ?? []).map((id) => ({ entry: id, by: chosen[0]!.id, why: what })),
        ...mfn.overridden,
        ...gaveWay,
      ],
    };
  }
  return {
    line: {
      ...base,
      rate: mfn.mfn?.rate ?? null,
      basis: mfn.mfn === null ? "unknown" : "mfn",
      because: unique([...(mfn.mfn?.because ?? []), ...[...suspended.values()].map((entry) => entry.id)]),
      mfn: mfn.mfn,
    },
    assumptions: mfn.assumptions,
    overridden: [...mfn.overridden, ...gaveWay],
  };
}

/** Preferences set aside for these goods, with what sets them aside. */
function suspendedBy(hs: readonly string[], found: Candidates): Map<string, LedgerEntry> {
  const out = new Map<string, LedgerEntry>();
  for (const entry of found.suspensions) {
    if (!covers(entry, hs)) continue;
    for (const id of entry.overrides) if (found.preferences.some((p) => p.id === id)) out.set(id, entry);
  }
  return out;
}

/** What to say when a preference holds for all goods but some, or for a part of those asked for. */
function partial(found: Candidates, group: { goods: string; hs: readonly string[] }): string[] {
  const someOf = (entry: LedgerEntry) =>
    group.hs.length === 0 ? entry.hs.length > 0 : group.hs.some((code) => coverOf(entry, code) === "part");
  return found.suspensions
    .filter(
      (entry) => entry.overrides.some((id) => found.preferences.some((p) => p.id === id)) && someOf(entry),
    )
    .map(
      (entry) =>
        `Not free of duty, of ${group.goods === "all" ? "all goods" : group.goods}: ${entry.goods.join(", ")} (${entry.id}).`,
    );
}

interface MfnAnswer {
  readonly mfn: RegimeMfn | null;
  readonly assumptions: string[];
  readonly overridden: OverriddenItem[];
}

/** The MFN rate of the goods: a rate of their own goes before the mean of all goods, a longer code before a shorter. */
function resolveMfn(group: { goods: string; hs: readonly string[] }, found: Candidates): MfnAnswer {
  const general = found.mfn.filter((entry) => entry.hs.length === 0).sort(byParticularity)[0];
  const own = group.hs
    .map(
      (code) =>
        found.mfn
          .filter((entry) => entry.hs.length > 0 && coverOf(entry, code) === "whole")
          .sort(byParticularity)[0],
    )
    .filter((entry) => entry !== undefined);
  const rates = new Set(own.map((entry) => tariffOf(entry).rate));
  if (rates.size > 1) {
    return {
      mfn: null,
      assumptions: [`The MFN rates within ${group.goods} differ: ask by HS code.`],
      overridden: [],
    };
  }
  const chosen = own[0] ?? general;
  if (chosen === undefined) return { mfn: null, assumptions: [], overridden: [] };
  const standsIn = own.length === 0 && group.hs.length > 0;
  const effect = tariffOf(chosen);
  return {
    mfn: { rate: effect.rate, measure: effect.measure, because: [chosen.id], disagree: effect.disagree },
    assumptions: [
      ...chosen.assumes,
      ...(standsIn ? [`No MFN rate for ${group.goods} is known: the mean of all goods stands in.`] : []),
    ],
    overridden:
      own.length > 0 && general !== undefined
        ? [
            {
              entry: general.id,
              by: chosen.id,
              why: `the rate for ${chosen.goods.join(", ")} goes before the mean of all goods`,
            },
          ]
        : [],
  };
}

/** Longer codes first, then towards the exporter rather than all, then the later start. */
function byParticularity(a: LedgerEntry, b: LedgerEntry): number {
  const length = (entry: LedgerEntry) => Math.max(0, ...entry.hs.map((code) => code.length));
  const toAll = (entry: LedgerEntry) => Number(entry.towards.includes("all"));
  return (
    length(b) - length(a) ||
    toAll(a) - toAll(b) ||
    b.valid[0].localeCompare(a.valid[0]) ||
    a.id.localeCompare(b.id)
  );
}

/** When all goods are asked for: those that have an MFN rate of their own, each with the duty that it pays. */
function particular(found: Candidates, main: Line): Line[] {
  return found.mfn
    .filter((entry) => entry.hs.length > 0)
    .map((entry) => resolveLine({ goods: entry.goods.join(", "), hs: entry.hs }, found))
    .filter(({ line }) => line.rate !== main.line.rate || line.mfn?.rate !== main.line.mfn?.rate);
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

function uniqueBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
