/**
 * The regime as a list of lines with their sources, in the order in which an expert reads it. Texts are raw.
 * @module
 */

import type { z } from "zod";
import type { Brief } from "../contracts/brief.js";
import type { Source } from "../contracts/codes.js";
import type { LedgerEntry } from "../contracts/ledger.js";
import type { Regime, RegimeItem } from "../contracts/regime.js";
import { hsRanges } from "./hs-ranges.js";
import { formatDate, formatRate } from "./numbers.js";

export type SourceOf = z.infer<typeof Source>;

export interface RegimeLine {
  /** "Tariff", "Agreements", "Pending" … */
  readonly group: string;
  /** "since 10 May 1994"; empty where the line has no date of its own. */
  readonly when: string;
  readonly says: string;
  /** Whose view it is, as a name, or null where nobody disputes it. */
  readonly whose: string | null;
  readonly sources: readonly SourceOf[];
  /** "unconfirmed" where only memory or a doubtful source stands behind it. */
  readonly unconfirmed: boolean;
  /** The sources do not settle whether it was in force on the day. */
  readonly perhaps: boolean;
  readonly note: string;
}

/** The group of what had ended; part of the story, not in force. */
export const HISTORY = "Before that day";

type Entries = Readonly<Record<string, LedgerEntry>>;

function isUnconfirmed(entry: LedgerEntry | undefined): boolean {
  return entry === undefined || entry.confidence === "low" || entry.confidence === "memory";
}

function whenWords(item: RegimeItem, on: string): string {
  if (item.until === null && item.since > on) return `from ${formatDate(item.since)}`;
  return item.until === null
    ? `since ${formatDate(item.since)}`
    : `${formatDate(item.since)} to ${formatDate(item.until)}`;
}

function itemLine(
  group: string,
  item: RegimeItem,
  { on, entries, name }: { on: string; entries: Entries; name: (code: string) => string },
): RegimeLine {
  const entry = entries[item.entry];
  return {
    group,
    when: whenWords(item, on),
    says: item.says,
    whose: item.accordingTo === null ? null : name(item.accordingTo),
    sources: entry?.sources ?? [],
    unconfirmed: isUnconfirmed(entry),
    perhaps: item.perhaps === true,
    note: entry?.note ?? "",
  };
}

function merged(
  ids: readonly string[],
  entries: Entries,
): Pick<RegimeLine, "sources" | "unconfirmed" | "perhaps" | "note"> {
  const found = ids.flatMap((id) => entries[id] ?? []);
  return {
    sources: found.flatMap((entry) => entry.sources),
    unconfirmed: found.length === 0 || found.every(isUnconfirmed),
    perhaps: false,
    note: "",
  };
}

const BASIS: Readonly<Record<Regime["tariff"]["basis"], string>> = {
  preference: "under a preference",
  customs_union: "inside a customs union",
  mfn: "most-favoured-nation (MFN) duty",
  outside_wto: "the mean MFN duty, which the WTO does not oblige it to grant",
  unknown: "basis unknown",
};

/** The duty paid is the MFN one, owed or not. */
const isMfn = (basis: Regime["tariff"]["basis"]): boolean => basis === "mfn" || basis === "outside_wto";

type Mfn = NonNullable<Regime["tariff"]["mfn"]>;

function mfnLine(mfn: Mfn, lead: string, entries: Entries): RegimeLine {
  const others = mfn.disagree.map(
    (d) =>
      `${d.according} says ${formatRate(d.rate)}${d.note === undefined || d.note === "" ? "" : ` (${d.note})`}`,
  );
  return {
    group: "Tariff",
    when: "",
    whose: null,
    says: `${lead} ${formatRate(mfn.rate)}, ${mfn.measure}.`,
    ...merged(mfn.because, entries),
    note: others.length === 0 ? "" : `Sources differ: ${others.join("; ")}.`,
  };
}

/** Goods with a rate of their own. */
function goodsLines(regime: Regime, entries: Entries): RegimeLine[] {
  return regime.tariff.lines.flatMap((line) => {
    const hs = line.hs.length === 0 ? "" : ` (HS ${hsRanges(line.hs)})`;
    const rate =
      line.rate === null ? "not known to the register" : `${formatRate(line.rate)}, ${BASIS[line.basis]}`;
    const applied: RegimeLine = {
      group: "Tariff",
      when: "",
      whose: null,
      says: `On ${line.goods}${hs}: ${rate}.`,
      ...merged(line.because, entries),
    };
    if (line.mfn === null || isMfn(line.basis)) return [applied];
    return [applied, mfnLine(line.mfn, `On ${line.goods}${hs} without the preference:`, entries)];
  });
}

function tariffLines(regime: Regime, entries: Entries, name: (code: string) => string): RegimeLine[] {
  const { tariff } = regime;
  const trade = `${name(regime.exporter)}’s goods in ${name(regime.importer)}`;
  const applied: RegimeLine = {
    group: "Tariff",
    when: "",
    whose: null,
    says:
      tariff.rate === null
        ? `No applied tariff on ${trade} is known to the register.`
        : `Applied tariff on ${trade}: ${formatRate(tariff.rate)}, ${BASIS[tariff.basis]}.`,
    ...merged(tariff.because, entries),
    note: tariff.assumptions.join(" "),
  };
  if (tariff.rate === null && tariff.lines.length > 0) return goodsLines(regime, entries);
  const lead = isMfn(tariff.basis) ? "The MFN duty is" : "Without the preference the MFN duty would apply:";
  const mfn = tariff.mfn === null ? [] : [mfnLine(tariff.mfn, lead, entries)];
  return [applied, ...mfn, ...goodsLines(regime, entries)];
}

/** Every line of the regime with its sources, grouped; empty when the brief has no regime. */
export function regimeLines(brief: Brief, name: (code: string) => string): RegimeLine[] {
  const { regime } = brief;
  if (regime === null) return [];
  const entries: Entries = { ...brief.entries, ...regime.entries };
  const group = (title: string, items: readonly RegimeItem[]): RegimeLine[] =>
    items.map((item) => itemLine(title, item, { on: regime.on, entries, name }));
  return [
    ...tariffLines(regime, entries, name),
    ...group("Bans", regime.bans),
    ...group("Quotas", regime.quotas),
    ...group("Agreements", regime.agreements),
    ...group("Memberships", regime.memberships),
    ...group("Conditions of access", regime.conditions),
    ...group("Relations", regime.diplomatic.items),
    ...group("Territories", regime.territories),
    ...group("Pending", regime.pending),
    ...group(HISTORY, regime.history),
  ];
}

/** "Title, publisher, 3 February 1994". */
export function sourceWords(source: SourceOf): string {
  const date = source.date === null ? "no date" : formatDate(source.date);
  return `${source.title}, ${source.publisher}, ${date}`;
}

/** Marks of a line: "unconfirmed", "perhaps in force". */
export function marksOf(line: RegimeLine): string[] {
  return [...(line.unconfirmed ? ["unconfirmed"] : []), ...(line.perhaps ? ["perhaps in force"] : [])];
}

/** What was set aside, in words: "rus-mfn-2014 gives way to geo-rus-fta-1994: …". */
export function overriddenWords(brief: Brief): string[] {
  const { regime } = brief;
  if (regime === null) return [];
  const summary = (id: string): string =>
    (regime.entries[id] ?? brief.entries[id])?.summary.replace(/\.$/, "") ?? id;
  return regime.overridden.map((o) => `“${summary(o.entry)}” gives way to “${summary(o.by)}”: ${o.why}.`);
}
