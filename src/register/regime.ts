import type { LedgerEntry } from "../contracts/ledger.js";
import type { Regime } from "../contracts/regime.js";
import { inSentence } from "../economies/index.js";
import { banLevel, certaintyOf } from "./cell-of.js";
import { bindsTrade, concernsBoth } from "./coverage.js";
import { dateWords } from "./date-words.js";
import type { RegimeFallback } from "./fallback.js";
import { ownSince } from "./general-data.js";
import { goodsQuery, touches } from "./goods-query.js";
import { ledgerIndex } from "./ledger-index.js";
import { type Question, visible } from "./question.js";
import { readRegime } from "./read-regime.js";
import { requireDay, requireKnownOn, requirePair, requireView } from "./require-query.js";
import { resolveBans } from "./resolve-bans.js";
import { resolveRelations, severedOn } from "./resolve-relations.js";
import { resolveTariff } from "./resolve-tariff.js";
import { order } from "./tariff-line.js";
import { validOn } from "./valid-on.js";

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
 * only to the month or year is marked `perhaps` inside that span, and makes no rate there; where it would change the
 * rate, `certainty` is `perhaps` and `alternatives` tell what the rate may have been.
 *
 * @param entries the embedded ledger, somebody's own, or both; indexed once, so do not change the array
 * @throws {InputError} unknown_economy, same_economy, day, unknown_goods
 */
export function regime(entries: readonly LedgerEntry[], query: RegimeQuery): Regime {
  const [importer, exporter] = requirePair(query.importer, query.exporter);
  const on = requireDay(query.on, "on");
  const view = requireView(query.view);
  const knownOn = requireKnownOn(query.knownOn);
  const ledger = ledgerIndex(entries);
  const question: Question = {
    entries: visible(ledger.between(importer, exporter), { view, knownOn }),
    ledger,
    pair: { importer, exporter, on },
    goods: goodsQuery(query.goods ?? ["all"], ledger.goodsNamed),
    view,
    knownOn,
  };
  return answer(question, query.fallback ?? null);
}

type Bare = Omit<Regime, "reading" | "entries" | "warnings">;

function answer(question: Question, fallback: RegimeFallback | null): Regime {
  const { pair, goods, view, knownOn } = question;
  const { tariff, overridden, made } = resolveTariff({ ...question, fallback });
  const bans = resolveBans(question);
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
    bans,
    ...relations,
    overridden: [...overridden, ...declaredOverrides(question, overridden)],
    certainty: certaintyOf(tariff.certainty, banLevel(bans), severedOn(question)),
  };
  const named = entriesNamed(bare, [...question.entries, ...made]);
  const whole: Regime = { ...bare, reading: [], entries: named, warnings: warningsOf(bare) };
  return { ...whole, reading: [...notYet(pair), ...readRegime(whole)] };
}

/** Economies that were part of another on the day: nothing is told of them but that. */
function notYet({ importer, exporter, on }: Question["pair"]): string[] {
  return [exporter, importer].flatMap((code) => {
    const own = ownSince(code);
    if (own === null || on >= own.day) return [];
    return `On ${dateWords(on)} ${inSentence(code)} was no customs territory of its own (until ${dateWords(own.day)}: ${own.part}); the register tells nothing of that time.`;
  });
}

/** What entries in force say that they override or lift, beyond what the tariff already told. */
function declaredOverrides(question: Question, told: Regime["overridden"]): Regime["overridden"] {
  const { entries, pair, goods } = question;
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  return entries.flatMap((entry) => {
    const counts =
      (entry.overrides.length > 0 || entry.effect?.type === "admission") &&
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
function entriesNamed(bare: Bare, all: readonly LedgerEntry[]): Regime["entries"] {
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
  const sorted = all.filter((entry) => ids.has(entry.id)).sort((a, b) => order(a.id, b.id));
  return Object.fromEntries(sorted.map((entry) => [entry.id, entry]));
}

function warningsOf(bare: Bare): string[] {
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
