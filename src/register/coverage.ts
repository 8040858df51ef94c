/**
 * Whom an entry binds and whom it concerns: named themselves, through a union that acts for them, or by accession.
 * @module
 */
import type { LedgerEntry } from "../contracts/ledger.js";
import { membersOf } from "../economies/index.js";
import { type Validity, validOn } from "./valid-on.js";

/** Whether `code` is among `listed`, itself or as a member of a listed union on the day; `all` is everybody. */
export function isAmong(code: string, listed: readonly string[], on: string): boolean {
  return listed.some(
    (one) => one === code || one === "all" || (one === "EUU" && membersOf(one, on).includes(code)),
  );
}

/** The parties of an agreement on a day: those that made it and those that joined (`member` of its id). */
export function partiesOf(entry: LedgerEntry, entries: readonly LedgerEntry[], on: string): string[] {
  const joined = entries.filter(
    (other) =>
      other.effect?.type === "member" && other.effect.of === entry.id && validOn(other, on) === "yes",
  );
  return [...entry.by, ...joined.flatMap((other) => other.by)];
}

/** Whether an entry is one between its parties (every party on both sides) rather than of some towards others. */
export function isMutual(entry: LedgerEntry): boolean {
  return entry.by.length === entry.towards.length && entry.by.every((code) => entry.towards.includes(code));
}

export interface Pair {
  readonly importer: string;
  readonly exporter: string;
  readonly on: string;
}

/** Whether an entry's tariff, ban or condition applies to what goes from the exporter to the importer. */
export function bindsTrade(entry: LedgerEntry, pair: Pair, entries: readonly LedgerEntry[]): boolean {
  const { importer, exporter, on } = pair;
  if (isMutual(entry)) {
    const parties = partiesOf(entry, entries, on);
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
