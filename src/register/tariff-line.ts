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
  /** Nobody owes MFN treatment, because one of the two is outside the WTO. */
  readonly isOutsideWto: boolean;
  /** Why, in sentences. */
  readonly outsideWto: () => string[];
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

/** The duty on some goods, and the entries that make it. */
export interface Duty {
  readonly rate: number | null;
  readonly basis: RegimeTariffLine["basis"];
  /** The customs union or the lowest preferences; none where the MFN duty is paid. */
  readonly chosen: readonly LedgerEntry[];
  readonly withheld: LedgerEntry | undefined;
  readonly mfn: MfnChoice;
  /** Preferences set aside, with what sets them aside. */
  readonly suspended: ReadonlyMap<string, LedgerEntry>;
}

interface MfnChoice {
  /** None where nothing is known, or where the goods have several rates. */
  readonly entry: LedgerEntry | undefined;
  readonly differ: boolean;
  /** The mean of all goods, where a rate of the goods goes before it. */
  readonly behind: LedgerEntry | undefined;
}

/**
 * The duty on goods of these codes (none: all goods).
 * @param own the MFN rate of just these goods, where it is known beforehand
 */
export function dutyOf(hs: readonly string[], found: Candidates, own?: LedgerEntry): Duty {
  const mfn = chooseMfn(hs, found, own);
  const union = found.unions.find((entry) => covers(entry, hs));
  const suspended = suspendedBy(hs, found);
  const preferences = found.preferences.filter((entry) => covers(entry, hs) && !suspended.has(entry.id));
  const lowest = preferences.filter((entry) => tariffOf(entry).rate === tariffOf(preferences[0]!).rate);
  const chosen = union === undefined ? lowest : [union];
  const withheld = chosen.length === 0 ? found.withheld[0] : undefined;
  const base = { chosen, withheld, mfn, suspended };
  if (union !== undefined) return { ...base, rate: 0, basis: "customs_union" };
  if (lowest[0] !== undefined) return { ...base, rate: tariffOf(lowest[0]).rate, basis: "preference" };
  if (withheld !== undefined || mfn.entry === undefined) return { ...base, rate: null, basis: "unknown" };
  return { ...base, rate: tariffOf(mfn.entry).rate, basis: found.isOutsideWto ? "outside_wto" : "mfn" };
}

/** The same with what was assumed and what gave way. */
export function tariffLine(
  group: { goods: string; hs: readonly string[] },
  found: Candidates,
  own?: LedgerEntry,
): Line {
  const { rate, basis, chosen, withheld, mfn: choice, suspended } = dutyOf(group.hs, found, own);
  const mfn = mfnWords(group, choice);
  const base = { goods: group.goods, hs: [...group.hs], mfn: mfn.mfn, rate, basis };
  if (withheld !== undefined) {
    return {
      line: { ...base, mfn: null, because: [withheld.id] },
      assumptions: [withheld.summary],
      overridden: (mfn.mfn?.because ?? []).map((id) => ({
        entry: id,
        by: withheld.id,
        why: "most-favoured-nation treatment is withheld",
      })),
    };
  }
  const gaveWay = [...suspended].map(([id, by]) => ({
    entry: id,
    by: by.id,
    why: `set aside for ${by.goods.join(", ")} since ${dateWords(by.valid[0])}`,
  }));
  if (chosen.length === 0) {
    return {
      line: {
        ...base,
        because: unique([...(mfn.mfn?.because ?? []), ...[...suspended.values()].map((entry) => entry.id)]),
      },
      assumptions: [
        ...(basis === "outside_wto" ? found.outsideWto() : []),
        ...mfn.assumptions,
        ...leftOut(found, group),
        ...found.partial.map((entry) => `Not counted: ${entry.summary}`),
      ],
      overridden: [...mfn.overridden, ...gaveWay],
    };
  }
  const why =
    basis === "preference"
      ? "a preference in force goes before the MFN rate"
      : "goods move free inside a customs union";
  return {
    line: { ...base, because: chosen.map((entry) => entry.id) },
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

/** Above this many codes a rate is a mean over a part of the tariff, not the rate of some goods. */
const FEW_CODES = 12;

/** The MFN rate of the goods: a rate of their own goes before the mean of all goods, a longer code before a shorter. */
function chooseMfn(hs: readonly string[], found: Candidates, known?: LedgerEntry): MfnChoice {
  const general = first(found.mfn, (entry) => entry.hs.length === 0);
  const own =
    known === undefined
      ? hs.flatMap(
          (code) =>
            first(found.mfn, (entry) => entry.hs.length > 0 && coverOf(entry, code) === "whole") ?? [],
        )
      : [known];
  if (own.some((entry) => tariffOf(entry).rate !== tariffOf(own[0]!).rate))
    return { entry: undefined, differ: true, behind: undefined };
  return { entry: own[0] ?? general, differ: false, behind: own.length > 0 ? general : undefined };
}

interface MfnWords {
  readonly mfn: RegimeMfn | null;
  readonly assumptions: string[];
  readonly overridden: OverriddenItem[];
}

function mfnWords(group: { goods: string; hs: readonly string[] }, choice: MfnChoice): MfnWords {
  const { entry, differ, behind } = choice;
  if (entry === undefined) {
    const assumptions = differ ? [`The MFN rates within ${group.goods} differ: ask by HS code.`] : [];
    return { mfn: null, assumptions, overridden: [] };
  }
  const isMean = entry.hs.length === 0 || entry.hs.length > FEW_CODES;
  const goods = entry.hs.length === 0 ? "all goods" : entry.goods.join(", ");
  const { rate, measure, disagree } = tariffOf(entry);
  return {
    mfn: { rate, measure, because: [entry.id], disagree },
    assumptions: [
      ...entry.assumes,
      ...(group.hs.length > 0 && isMean && goods !== group.goods
        ? [`No MFN rate for ${group.goods} is known: the mean of ${goods} stands in.`]
        : []),
    ],
    overridden:
      behind === undefined
        ? []
        : [
            {
              entry: behind.id,
              by: entry.id,
              why: `the rate for ${entry.goods.join(", ")} goes before the mean of all goods`,
            },
          ],
  };
}

/** The most particular of those that fit. */
function first(
  entries: readonly LedgerEntry[],
  fits: (entry: LedgerEntry) => boolean,
): LedgerEntry | undefined {
  let best: LedgerEntry | undefined;
  for (const entry of entries)
    if (fits(entry) && (best === undefined || byParticularity(entry, best) < 0)) best = entry;
  return best;
}

/** Longer codes first, then towards the exporter rather than all, then the later start. */
function byParticularity(a: LedgerEntry, b: LedgerEntry): number {
  const length = (entry: LedgerEntry) => entry.hs.reduce((most, code) => Math.max(most, code.length), 0);
  const toAll = (entry: LedgerEntry) => Number(entry.towards.includes("all"));
  return length(b) - length(a) || toAll(a) - toAll(b) || order(b.valid[0], a.valid[0]) || order(a.id, b.id);
}

export const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
