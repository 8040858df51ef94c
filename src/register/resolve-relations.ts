/**
 * Agreements, memberships, conditions, relations, territories, what is pending and what is past: everything of the
 * regime but duties and bans.
 * @module
 */
import { firstDay } from "../contracts/codes.js";
import type { LedgerEntry } from "../contracts/ledger.js";
import type { Regime, RegimeItem } from "../contracts/regime.js";
import { bindsTrade, concernsBoth, inForce, isAmong } from "./coverage.js";
import { touches } from "./goods-query.js";
import { itemOf, type Question } from "./question.js";
import { order } from "./tariff-line.js";
import { lastDay, type Validity, validOn } from "./valid-on.js";

type Relations = Pick<
  Regime,
  | "quotas"
  | "conditions"
  | "agreements"
  | "memberships"
  | "diplomatic"
  | "territories"
  | "pending"
  | "history"
>;

/** Instruments that hinder or ease trade both ways, whoever uses them. */
const BOTH_WAYS: readonly string[] = ["transit", "sanctions", "diplomatic_relations", "other"];

export function resolveRelations(question: Question): Relations {
  const { entries, pair } = question;
  const current = entries.filter((entry) => inForce(entry, pair.on) !== null);
  const show = (list: readonly LedgerEntry[]): RegimeItem[] =>
    list.map((entry) => itemOf(entry, question)).sort(bySince);
  const among = (pick: (entry: LedgerEntry) => boolean) =>
    show(current.filter((e) => pick(e) && touches(e, question.goods)));
  const both = (entry: LedgerEntry) => concernsBoth(entry, pair, entries);
  return {
    quotas: among((e) => e.effect?.type === "quota" && bindsTrade(e, pair, entries)),
    conditions: among((e) => isCondition(e, question)),
    agreements: among((e) => isAgreement(e) && both(e)),
    memberships: among((e) => isMembership(e, question)),
    diplomatic: diplomatic(current, question, show),
    territories: territories(current, question, show),
    pending: show(entries.filter((e) => isPending(e, question))),
    history: show(entries.filter((e) => isPast(e, question))),
  };
}

const bySince = (a: RegimeItem, b: RegimeItem): number => order(a.since, b.since) || order(a.entry, b.entry);

const isAgreement = (entry: LedgerEntry): boolean =>
  entry.kind === "agreement" ||
  entry.effect?.type === "customs_union" ||
  (entry.effect?.type === "tariff" && entry.effect.basis === "preference");

/** A measure that binds the trade asked for and is neither ban, quota nor rate: it conditions access. */
function isCondition(entry: LedgerEntry, { pair, entries }: Question): boolean {
  if (entry.kind !== "measure") return false;
  const { effect } = entry;
  if (effect?.type === "tariff") return effect.basis === "bound" && bindsTrade(entry, pair, entries);
  if (effect?.type === "ban" || effect?.type === "quota") return false;
  if (bindsTrade(entry, pair, entries)) return true;
  return BOTH_WAYS.includes(entry.instrument) && concernsBoth(entry, pair, entries);
}

/** Organisations in which either of the two is, and accessions to agreements between them. */
function isMembership(entry: LedgerEntry, { pair }: Question): boolean {
  if (entry.effect?.type !== "member") return false;
  const isParty = [pair.importer, pair.exporter].some((code) => isAmong(code, entry.by, pair.on));
  const toAgreement = /^[a-z]/.test(entry.effect.of);
  return (
    isParty &&
    (!toAgreement ||
      [pair.importer, pair.exporter].every((code) => isAmong(code, [...entry.by, ...entry.towards], pair.on)))
  );
}

function diplomatic(
  current: readonly LedgerEntry[],
  { pair, entries }: Question,
  show: (list: readonly LedgerEntry[]) => RegimeItem[],
): Regime["diplomatic"] {
  const items = current.filter((entry) => entry.kind === "diplomatic" && concernsBoth(entry, pair, entries));
  const at = (level: string) => items.some((e) => e.effect?.type === "relations" && e.effect.level === level);
  return { level: at("severed") ? "severed" : at("full") ? "full" : "unknown", items: show(items) };
}

/** Territories that one of the two is, or holds to be its own; then everybody's view of them that is in the ledger. */
function territories(
  current: readonly LedgerEntry[],
  { pair }: Question,
  show: (list: readonly LedgerEntry[]) => RegimeItem[],
): RegimeItem[] {
  const two = [pair.importer, pair.exporter];
  const views = current.filter((entry) => entry.kind === "recognition");
  const claimed = views
    .filter(
      (e) =>
        e.effect?.type === "recognition" &&
        two.some((code) => (e.effect as { status: string }).status === `part of ${code}`),
    )
    .flatMap((e) => e.towards);
  const concerned = new Set([...claimed, ...two]);
  const own = current.filter(
    (e) => e.according_to !== null && (e.kind === "recognition" || e.instrument === "licensing"),
  );
  return show(own.filter((entry) => entry.towards.some((code) => concerned.has(code))));
}

/** Drafts, threats and demands on the table, and what is decided for a later day. */
function isPending(entry: LedgerEntry, question: Question): boolean {
  const { pair, entries, goods, knownOn } = question;
  if (!touches(entry, goods)) return false;
  if (!concernsBoth(entry, pair, entries) && !isMembershipOfEither(entry, question)) return false;
  const isOneWay =
    entry.effect?.type === "tariff" || entry.effect?.type === "ban" || entry.effect?.type === "admission";
  if (isOneWay && !bindsTrade(entry, pair, entries)) return false;
  if (entry.kind === "draft" || entry.kind === "statement") return inForce(entry, pair.on) !== null;
  return firstDay(entry.valid[0]) > pair.on && firstDay(entry.known) <= (knownOn ?? pair.on);
}

/** Ended by the day, and part of the story of the two: not rates, which only followed one another. */
function isPast(entry: LedgerEntry, question: Question): boolean {
  const { pair, entries, goods } = question;
  const [, until] = entry.valid;
  if (until === null || lastDay(until) > pair.on || !touches(entry, goods)) return false;
  if (entry.effect?.type === "tariff" || entry.effect?.type === "admission") return false;
  if (entry.effect?.type === "ban") return bindsTrade(entry, pair, entries);
  return concernsBoth(entry, pair, entries) || isMembershipOfEither(entry, question);
}

const isMembershipOfEither = (entry: LedgerEntry, { pair }: Question): boolean =>
  entry.effect?.type === "member" &&
  /^[A-Z]/.test(entry.effect.of) &&
  [pair.importer, pair.exporter].some((code) => isAmong(code, entry.by, pair.on));

/** Whether relations between the two are severed. */
export function severedOn({ entries, pair }: Pick<Question, "entries" | "pair">): Validity {
  let found: Validity = "no";
  for (const entry of entries) {
    if (entry.effect?.type !== "relations" || entry.effect.level !== "severed") continue;
    const valid = validOn(entry, pair.on);
    if (valid === "no" || entry.kind !== "diplomatic" || !concernsBoth(entry, pair, entries)) continue;
    if (valid === "yes") return valid;
    found = valid;
  }
  return found;
}
