/**
 * The duty on one kind of goods, out of the entries that may make it.
 * Order: inside a customs union none; else the lowest preference in force and not suspended; else MFN.
 * @module
 */
import type { z } from "zod";
import type { Effect, LedgerEntry } from "../contracts/ledger.js";
import type { Overridden, RegimeMfn, RegimeTariffLine } from "../contracts/regime.js";
import { dateWords } from "./date-words.js";
import { coverOf } from "./goods-query.js";

type TariffEffect = Extract<Effect, { type: "tariff" }>;
export type OverriddenItem = z.infer<typeof Overridden>;

/** Entries in force between the two, by what they do to the duty. */
export interface Candidates {
  readonly unions: readonly LedgerEntry[];
  /** The lowest first. */
  readonly preferences: readonly LedgerEntry[];
  readonly mfn: readonly LedgerEntry[];
  /** Entries that set preferences aside for some or all goods. */
  readonly suspensions: readonly LedgerEntry[];
  /** Agreements that free some goods, nobody here knows which. */
  readonly partial: readonly LedgerEntry[];
  /** Entries that withhold MFN treatment: what is paid instead is not known. */
  readonly withheld: readonly LedgerEntry[];
  /** Why nobody owes MFN treatment, in sentences; empty where both are in the WTO. */
  readonly outsideWto: readonly string[];
}

export interface Line {
  readonly line: RegimeTariffLine;
  readonly assumptions: string[];
  readonly overridden: OverriddenItem[];
}

export const tariffOf = (entry: LedgerEntry): TariffEffect => entry.effect as TariffEffect;
export const isTariff = (entry: LedgerEntry, basis: TariffEffect["basis"]): boolean =>
  entry.effect?.type === "tariff" && entry.effect.basis === basis;
export const isUnion = (entry: LedgerEntry): boolean => entry.effect?.type === "customs_union";

/** How well an entry covers all codes of a group; for all goods only an entry on all goods covers them. */
function covers(entry: LedgerEntry, hs: readonly string[]): boolean {
  if (hs.length === 0) return entry.hs.length === 0 && entry.goods.includes("all");
  return hs.some((code) => coverOf(entry, code) === "whole");
}

/** The duty on goods of a group (`hs` empty: all goods), with what was assumed and what gave way. */
export function tariffLine(group: { goods: string; hs: readonly string[] }, found: Candidates): Line {
  const mfn = resolveMfn(group, found);
  const union = found.unions.find((entry) => covers(entry, group.hs));
  const suspended = suspendedBy(group.hs, found);
  const gaveWay = [...suspended].map(([id, by]) => ({
    entry: id,
    by: by.id,
    why: `set aside for ${by.goods.join(", ")} since ${dateWords(by.valid[0])}`,
  }));
  const preferences = found.preferences.filter(
    (entry) => covers(entry, group.hs) && !suspended.has(entry.id),
  );
  const lowest = preferences.filter((entry) => tariffOf(entry).rate === tariffOf(preferences[0]!).rate);
  const chosen = union === undefined ? lowest : [union];
  const base = { goods: group.goods, hs: [...group.hs], mfn: mfn.mfn };
  const [withheld] = found.withheld;
  if (chosen.length === 0 && withheld !== undefined) {
    return {
      line: { ...base, mfn: null, rate: null, basis: "unknown", because: [withheld.id] },
      assumptions: [withheld.summary],
      overridden: (mfn.mfn?.because ?? []).map((id) => ({
        entry: id,
        by: withheld.id,
        why: "most-favoured-nation treatment is withheld",
      })),
    };
  }
  if (chosen.length === 0) {
    const isOutside = mfn.mfn !== null && found.outsideWto.length > 0;
    return {
      line: {
        ...base,
        rate: mfn.mfn?.rate ?? null,
        basis: mfn.mfn === null ? "unknown" : isOutside ? "outside_wto" : "mfn",
        because: unique([...(mfn.mfn?.because ?? []), ...[...suspended.values()].map((entry) => entry.id)]),
      },
      assumptions: [
        ...(isOutside ? found.outsideWto : []),
        ...mfn.assumptions,
        ...leftOut(found, group),
        ...found.partial.map((entry) => `Not counted: ${entry.summary}`),
      ],
      overridden: [...mfn.overridden, ...gaveWay],
    };
  }
  const why =
    union === undefined
      ? "a preference in force goes before the MFN rate"
      : "goods move free inside a customs union";
  return {
    line: {
      ...base,
      rate: union === undefined ? tariffOf(lowest[0]!).rate : 0,
      basis: union === undefined ? "preference" : "customs_union",
      because: chosen.map((entry) => entry.id),
    },
    assumptions: [
      ...chosen.flatMap((entry) => entry.assumes),
      ...partial(found, group),
      // What would be owed without the preference is of interest where there is something to lose.
      ...(mfn.mfn === null || mfn.mfn.rate === 0 ? [] : mfn.assumptions),
    ],
    overridden: [
      ...(mfn.mfn?.because ?? []).map((id) => ({ entry: id, by: chosen[0]!.id, why })),
      ...mfn.overridden,
      ...gaveWay,
    ],
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

/** Agreements that leave just these goods out. */
function leftOut(found: Candidates, { goods, hs }: { goods: string; hs: readonly string[] }): string[] {
  return [...found.unions, ...found.preferences]
    .filter((entry) => entry.except !== undefined && hs.some((code) => coverOf(entry, code) === "none"))
    .map(
      (entry) =>
        `${entry.summary.replace(/\.$/, "")}, but leaves ${goods} out as a rule; rates of its own for some such goods are not known here (${entry.id}).`,
    );
}

interface MfnAnswer {
  readonly mfn: RegimeMfn | null;
  readonly assumptions: string[];
  readonly overridden: OverriddenItem[];
}

/** Above this many codes a rate is a mean over a part of the tariff, not the rate of some goods. */
const FEW_CODES = 12;

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
  const standsIn = group.hs.length > 0 && (own.length === 0 || chosen.hs.length > FEW_CODES);
  const { rate, measure, disagree } = tariffOf(chosen);
  const isRateOfItself = own.length > 0 && group.goods === chosen.goods.join(", ");
  return {
    mfn: { rate, measure, because: [chosen.id], disagree },
    assumptions: [
      ...chosen.assumes,
      ...(standsIn && !isRateOfItself
        ? [
            `No MFN rate for ${group.goods} is known: the mean of ${own.length === 0 ? "all goods" : chosen.goods.join(", ")} stands in.`,
          ]
        : []),
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

export const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
