import { isCalendarDay } from "../contracts/codes.js";
import { InputError } from "../contracts/errors.js";
import type { LedgerEntry } from "../contracts/ledger.js";
import type { Regime } from "../contracts/regime.js";
import { requireEconomy } from "../economies/index.js";
import { bindsTrade, concernsBoth } from "./coverage.js";
import { dateWords } from "./date-words.js";
import type { RegimeFallback } from "./fallback.js";
import { goodsQuery, touches } from "./goods-query.js";
import { inSentence } from "./in-sentence.js";
import { ledgerIndex } from "./ledger-index.js";
import { type Question, visible } from "./question.js";
import { readRegime } from "./read-regime.js";
import { resolveBans } from "./resolve-bans.js";
import { resolveRelations } from "./resolve-relations.js";
import { resolveTariff } from "./resolve-tariff.js";
import { validOn } from "./valid-on.js";

/** The days of which the register speaks, both included. */
export const REGISTER_DAYS: readonly [first: string, last: string] = ["1992-01-01", "2016-12-31"];

const SPAN = `The register speaks of ${REGISTER_DAYS.join(" to ")}.`;

export interface RegimeQuery {
  /** Code or name of an economy. */
  readonly importer: string;
  readonly exporter: string;
  /** The day, YYYY-MM-DD, within `REGISTER_DAYS`. */
  readonly on: string;
  /** Words or HS codes; default all. */
  readonly goods?: readonly string[];
  /** Whose statuses of disputed things to tell; default (null) everybody's, each with whose it is. */
  readonly view?: string | null;
  /** Count only what the public could know by this day; default all that is known since. */
  readonly knownOn?: string | null;
  /** General data for economies that the ledger does not know. */
  readonly fallback?: RegimeFallback;
}

/**
 * What is in force for goods of `exporter` in `importer` on a day: duty and basis, bans, conditions, agreements,
 * memberships, relations, views of territories, what is pending and what is past; what each entry overrides, what is
 * assumed, and what follows for a promise of that day.
 *
 * Whoever is a member of the European Union on the day is bound by what binds `EUU`. An entry whose dates are known
 * only to the month or year is marked `perhaps` inside that span, and makes no rate there.
 *
 * @param entries the embedded ledger, somebody's own, or both
 * @throws {InputError} unknown_economy, same_economy, day, unknown_goods
 */
export function regime(entries: readonly LedgerEntry[], query: RegimeQuery): Regime {
  const importer = requireTrader(query.importer, "importer");
  const exporter = requireTrader(query.exporter, "exporter");
  if (importer === exporter) {
    throw new InputError(
      "same_economy",
      `importer and exporter must be two economies; received ${importer} twice.`,
      {
        received: [query.importer, query.exporter],
        hint: "Name the economy that imports first and the one that exports second.",
      },
    );
  }
  const on = requireDay(query.on, "on");
  const view = query.view ? requireEconomy(query.view, "view").code : null;
  const knownOn = query.knownOn
    ? requireCalendarDay(query.knownOn, "known-on", "For example 2014-12-18.")
    : null;
  const ledger = ledgerIndex(entries);
  const goods = goodsQuery(query.goods ?? ["all"], ledger.goodsNamed);
  const question: Question = {
    entries: visible(ledger.between(importer, exporter), { view, knownOn }),
    ledger,
    pair: { importer, exporter, on },
    goods,
    view,
    knownOn,
  };
  return answer(question, query.fallback ?? null);
}

function answer(question: Question, fallback: RegimeFallback | null): Regime {
  const { pair, goods, view, knownOn } = question;
  const { tariff, overridden, made } = resolveTariff({ ...question, fallback });
  const relations = resolveRelations({ ...question, entries: [...question.entries, ...made] });
  const bare = {
    importer: pair.importer,
    exporter: pair.exporter,
    on: pair.on,
    goods: [...goods.words],
    hs: [...goods.hs],
    view,
    knownOn,
    tariff,
    bans: resolveBans(question),
    ...relations,
    overridden: [...overridden, ...declaredOverrides(question, overridden)],
  };
  const named = entriesNamed(bare, [...question.entries, ...made]);
  const whole: Regime = { ...bare, reading: [], entries: named, warnings: warningsOf(bare) };
  return { ...whole, reading: readRegime(whole) };
}

/** What entries in force say that they override or lift, beyond what the tariff already told. */
function declaredOverrides(question: Question, told: Regime["overridden"]): Regime["overridden"] {
  const { entries, pair, goods } = question;
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  return entries.flatMap((entry) => {
    const counts =
      entry.kind !== "draft" &&
      validOn(entry, pair.on) === "yes" &&
      touches(entry, goods) &&
      concernsBoth(entry, pair, entries);
    if (!counts) return [];
    const isAdmission = entry.effect?.type === "admission";
    if ((isAdmission || entry.effect?.type === "ban") && !bindsTrade(entry, pair, entries)) return [];
    const lifted = entry.effect?.type === "admission" ? entry.effect.lifts : [];
    return [...new Set([...lifted, ...entry.overrides])]
      .flatMap((id) => known.get(id) ?? [])
      .filter((other) => touches(other, goods) && concernsBoth(other, pair, entries))
      .filter((other) => !told.some((t) => t.entry === other.id && t.by === entry.id))
      .map((other) => ({
        entry: other.id,
        by: entry.id,
        why: whyOverridden(entry, lifted.includes(other.id)),
      }));
  });
}

function whyOverridden(entry: LedgerEntry, isLifted: boolean): string {
  const since = dateWords(entry.valid[0]);
  return isLifted
    ? `${entry.goods.join(", ")}: admitted again since ${since}`
    : `no longer so since ${since}`;
}

/** Every entry that the regime names, by id. */
function entriesNamed(
  bare: Omit<Regime, "reading" | "entries" | "warnings">,
  all: readonly LedgerEntry[],
): Regime["entries"] {
  const { tariff } = bare;
  const items = [
    ...bare.bans,
    ...bare.quotas,
    ...bare.conditions,
    ...bare.agreements,
    ...bare.memberships,
    ...bare.diplomatic.items,
    ...bare.territories,
    ...bare.pending,
    ...bare.history,
  ];
  const ids = new Set([
    ...items.map((item) => item.entry),
    ...tariff.because,
    ...(tariff.mfn?.because ?? []),
    ...tariff.lines.flatMap((line) => [...line.because, ...(line.mfn?.because ?? [])]),
    ...bare.overridden.flatMap((o) => [o.entry, o.by]),
  ]);
  const sorted = all.filter((entry) => ids.has(entry.id)).sort((a, b) => a.id.localeCompare(b.id));
  return Object.fromEntries(sorted.map((entry) => [entry.id, entry]));
}

function warningsOf(bare: Omit<Regime, "reading" | "entries" | "warnings">): string[] {
  const unsettled = [
    ...bare.bans,
    ...bare.conditions,
    ...bare.agreements,
    ...bare.memberships,
    ...bare.diplomatic.items,
  ]
    .filter((item) => item.perhaps)
    .map((item) => `Not settled for ${dateWords(bare.on)} (${item.entry}): ${item.says}`);
  const unknown =
    bare.tariff.basis === "unknown" && bare.tariff.rate === null && bare.tariff.lines.length === 0
      ? [`The register knows no tariff of ${inSentence(bare.importer)} on ${dateWords(bare.on)}.`]
      : [];
  return [...new Set([...unknown, ...unsettled])];
}

function requireTrader(text: string, field: string): string {
  const { code, kind, name } = requireEconomy(text, field);
  if (kind !== "organisation") return code;
  throw new InputError(
    "unknown_economy",
    `the ${field} must be an economy; received ${name}, an organisation.`,
    {
      place: { field },
      received: text,
      hint: "Use an ISO 3166 alpha-3 code such as GEO, or an English name.",
    },
  );
}

function requireDay(text: string, field: string): string {
  const [first, last] = REGISTER_DAYS;
  const day = requireCalendarDay(text, field, SPAN);
  if (day >= first && day <= last) return day;
  throw new InputError("day", `the day must lie within ${first} and ${last}; received ${day}.`, {
    place: { field },
    received: text,
    hint: SPAN,
  });
}

function requireCalendarDay(text: string, field: string, hint: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && isCalendarDay(text)) return text;
  throw new InputError("day", `a day must be written YYYY-MM-DD; received ${JSON.stringify(text)}.`, {
    place: { field },
    received: text,
    hint,
  });
}
