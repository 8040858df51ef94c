/**
 * Whom an entry binds and whom it concerns: named themselves, through a union that acts for them, or by accession.
 * @module
 */
import type { LedgerEntry } from "../contracts/ledger.js";
import { findBloc } from "../economies/index.js";
import { type Validity, validOn } from "./valid-on.js";

const euMembers = new Map((findBloc("EUU")?.members ?? []).map((member) => [member.code, member] as const));

/** Whoever has been a member of the European Union. */
export const everInEu = (): Iterable<string> => euMembers.keys();

/** The days on which the economy is a member of the European Union; null when it never is. */
export function daysInEu(code: string): { readonly since: string; readonly until: string | null } | null {
  return euMembers.get(code) ?? null;
}

export function isInEu(code: string, on: string): boolean {
  const member = euMembers.get(code);
  return member !== undefined && member.since <= on && (member.until === null || on < member.until);
}

/** Whether `code` is among `listed`, itself or as a member of a listed union on the day; `all` is everybody. */
export function isAmong(code: string, listed: readonly string[], on: string): boolean {
  for (const one of listed) {
    if (one === code || one === "all" || (one === "EUU" && isInEu(code, on))) return true;
  }
  return false;
}

/** The parties of an agreement on a day: those that made it and those that joined (`member` of its id). */
export function partiesOf(
  entry: LedgerEntry,
  entries: readonly LedgerEntry[],
  on: string,
  holds: Holds = (other) => validOn(other, on) === "yes",
): readonly string[] {
  let parties: readonly string[] = entry.by;
  for (const other of entries) {
    if (other.effect?.type === "member" && other.effect.of === entry.id && holds(other))
      parties = [...parties, ...other.by];
  }
  return parties;
}

/** Which entries count as in force: those that are so for certain, or with some of those that perhaps are. */
export type Holds = (entry: LedgerEntry) => boolean;

/** Whether an entry is one between its parties (every party on both sides) rather than of some towards others. */
export function isMutual({ by, towards }: LedgerEntry): boolean {
  return by.length === towards.length && by.every((code, n) => code === towards[n] || towards.includes(code));
}

export interface Pair {
  readonly importer: string;
  readonly exporter: string;
  readonly on: string;
}

/** Whether an entry's tariff, ban or condition applies to what goes from the exporter to the importer. */
export function bindsTrade(
  entry: LedgerEntry,
  pair: Pair,
  entries: readonly LedgerEntry[],
  holds?: Holds,
): boolean {
  const { importer, exporter, on } = pair;
  if (isMutual(entry)) {
    if (isAmong(importer, entry.by, on) && isAmong(exporter, entry.by, on)) return true;
    const parties = partiesOf(entry, entries, on, holds);
    return isAmong(importer, parties, on) && isAmong(exporter, parties, on);
  }
  const [actor, target] =
    entry.effect?.type === "ban" && entry.effect.flow === "export"
      ? [exporter, importer]
      : [importer, exporter];
  return isAmong(actor, entry.by, on) && isAmong(target, entry.towards, on);
}

/** Whether an entry is between the two in either direction, or somebody's act towards both of them. */
export function concernsBoth(entry: LedgerEntry, pair: Pair, entries: readonly LedgerEntry[]): boolean {
  const { importer, exporter, on } = pair;
  const either = (by: string, towards: string) =>
    isAmong(by, entry.by, on) && isAmong(towards, entry.towards, on);
  if (isMutual(entry)) return bindsTrade(entry, pair, entries);
  const towardsBoth = entry.towards.includes(importer) && entry.towards.includes(exporter);
  return either(importer, exporter) || either(exporter, importer) || towardsBoth;
}

/** The stronger of being in force for certain and perhaps, for choosing what to show. */
export const inForce = (entry: LedgerEntry, on: string): Exclude<Validity, "no"> | null => {
  const validity = validOn(entry, on);
  return validity === "no" ? null : validity;
};
