/**
 * The duty on goods of one economy in another on a day, from the register, line by line: bound, MFN, preference, margin,
 * what is paid; quotas, duties on top, bans.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { LedgerEntry } from "../contracts/ledger.js";
import type { Regime, RegimeTariffLine } from "../contracts/regime.js";
import type {
  TariffAnswer,
  TariffAnswerLine,
  TariffMargin,
  TariffPartner,
  TariffRate,
} from "../contracts/tariff-answer.js";
import { boundEntry, type RegimeFallback, regime } from "../register/index.js";
import {
  adValoremEquivalent,
  type DutyFacts,
  type OriginCost,
  parseDuty,
  preferenceMargins,
} from "../tariffs/index.js";
import { tariffReading } from "./tariff-reading.js";

export interface TariffQuestion {
  readonly importer: string;
  readonly exporter: string;
  readonly on: string;
  readonly goods: readonly string[];
  readonly knownOn?: string | null;
  readonly fallback?: RegimeFallback;
  /** Values and exchange rates, for duties in money; imports, for quotas. */
  readonly facts?: Omit<DutyFacts, "on">;
  /** Share of the exporter's goods that use the preference; default 1. */
  readonly use?: number;
  readonly originCost?: OriginCost;
  /** Other suppliers of the market, to set beside it. */
  readonly partners?: readonly string[];
}

/**
 * @param entries the ledger, embedded or with layers on top
 * @throws {InputError} as `regime`; a duty of the ledger that no grammar reads, with the entry's id; facts out of range
 */
export function explainTariff(entries: readonly LedgerEntry[], question: TariffQuestion): TariffAnswer {
  const found = withBinding(regimeFor(entries, question, question.exporter), question);
  const lines = linesOf(found).map((line) => answerLine(line, found, question));
  const asked = new Set([found.exporter, found.importer]);
  const partners = (question.partners ?? [])
    .filter((code) => !asked.has(code))
    .flatMap((code) => partnerLines(regimeFor(entries, question, code), question));
  const answer = {
    importer: found.importer,
    exporter: found.exporter,
    on: found.on,
    goods: found.goods,
    lines,
    quotas: found.quotas,
    extra: found.conditions.filter(({ entry }) => isExtra(found.entries[entry])),
    bans: found.bans,
    partners: partners.length === 0 ? [] : [...partnerLines(found, question), ...partners],
    assumptions: found.tariff.assumptions,
    overridden: found.overridden.filter(({ entry }) => found.entries[entry]?.effect?.type === "tariff"),
    entries: found.entries,
  };
  return { ...answer, reading: tariffReading(answer, found) };
}

function regimeFor(entries: readonly LedgerEntry[], question: TariffQuestion, exporter: string): Regime {
  const { importer, on, goods, knownOn = null, fallback } = question;
  return regime(entries, {
    importer,
    exporter,
    on,
    goods,
    knownOn,
    ...(fallback === undefined ? {} : { fallback }),
  });
}

/** A regime under a preference leaves the mean of the bound rates out, where general data have it: here it is wanted. */
function withBinding(found: Regime, { fallback }: TariffQuestion): Regime {
  const bound = fallback?.mfn(found.importer, found.on)?.bound;
  const { basis } = found.tariff;
  const isKnown = bindingsOf(found).some(({ hs }) => hs.length === 0);
  if (bound === undefined || isKnown || basis === "outside_wto" || basis === "unknown") return found;
  const entry = boundEntry(found.importer, bound);
  const item = { entry: entry.id, says: entry.summary, goods: entry.goods, since: entry.valid[0] };
  return {
    ...found,
    conditions: [...found.conditions, { ...item, until: null, accordingTo: null }],
    entries: { ...found.entries, [entry.id]: entry },
  };
}

const bindingsOf = ({ conditions, entries }: Regime): LedgerEntry[] =>
  conditions
    .flatMap(({ entry }) => entries[entry] ?? [])
    .filter(({ effect }) => effect?.type === "tariff" && effect.basis === "bound");

/** One line a kind of goods, and one for all goods where all were asked for. */
function linesOf({ tariff, goods }: Regime): RegimeTariffLine[] {
  const { rate, basis, because, mfn, lines } = tariff;
  return goods.includes("all")
    ? [{ goods: "all goods", hs: [], rate, basis, because, mfn }, ...lines]
    : lines;
}

/** Duties and costs on top of the tariff. */
function isExtra(entry: LedgerEntry | undefined): boolean {
  if (entry === undefined) return false;
  return entry.instrument === "trade_remedy" || entry.effect?.type === "ave";
}

function answerLine(line: RegimeTariffLine, found: Regime, question: TariffQuestion): TariffAnswerLine {
  const rateOf = (ids: readonly string[], rate: number | null, measure: string) =>
    tariffRate({ ids, rate, measure, hs: line.hs }, found, question);
  const mfn = line.mfn === null ? null : rateOf(line.mfn.because, line.mfn.rate, line.mfn.measure);
  const isPreferred = line.basis === "preference" || line.basis === "customs_union";
  const own = found.entries[line.because[0] ?? ""]?.effect;
  const measure =
    own?.type === "tariff" ? own.measure : line.basis === "customs_union" ? "customs union" : "";
  const preference = isPreferred ? rateOf(line.because, line.rate, measure) : null;
  const applied = preference ?? mfn ?? rateOf(line.because, line.rate, measure);
  const shown =
    line.rate === null
      ? { ...applied, rate: null, because: line.because }
      : { ...applied, because: line.because };
  return {
    goods: line.goods,
    hs: line.hs,
    bound: boundRate(line, found, question),
    mfn,
    preference,
    applied: shown,
    basis: line.basis,
    margin: marginOf(mfn?.rate ?? null, preference?.rate ?? null, question, found.exporter),
  };
}

interface StatedRate {
  readonly ids: readonly string[];
  readonly rate: number | null;
  readonly measure: string;
  readonly hs: readonly string[];
}

function tariffRate(stated: StatedRate, found: Regime, question: TariffQuestion): TariffRate {
  const { ids, rate, measure, hs } = stated;
  const entry = ids.map((id) => found.entries[id]).find((one) => one?.effect?.type === "tariff");
  const base = { rate, duty: null, measure, isMean: isMean(entry, hs), because: ids, steps: [], quota: null };
  const effect = entry?.effect;
  if (effect?.type !== "tariff" || effect.duty === undefined) return base;
  const duty = parseDuty(effect.duty, `entry ${entry!.id}, effect.duty`);
  const facts: DutyFacts = { ...question.facts, on: found.on };
  const isBare = (facts.unitValues ?? []).length === 0 && facts.imports === undefined;
  try {
    const { rate: ave, steps, quota } = adValoremEquivalent(duty, facts);
    return { ...base, rate: ave, duty: effect.duty, steps, quota };
  } catch (error) {
    // Without values of the user's own the ledger's equivalent stands, and says at which values it was made.
    if (!isBare || !(error instanceof InputError)) throw error;
    return { ...base, duty: effect.duty, steps: [`The ledger's equivalent: ${measure}.`] };
  }
}

/** Beside goods asked for by code, a rate on all goods or on many chapters is a mean. */
const isMean = (entry: LedgerEntry | undefined, hs: readonly string[]): boolean =>
  entry !== undefined &&
  entry.effect?.type === "tariff" &&
  entry.effect.basis !== "preference" &&
  (hs.length === 0 || entry.hs.length === 0 || entry.hs.length > 12);

/** The binding of just these goods where the ledger has one, else the mean of all; none for a preference's sake. */
function boundRate(line: RegimeTariffLine, found: Regime, question: TariffQuestion): TariffRate | null {
  const bindings = bindingsOf(found);
  const covers = (entry: LedgerEntry) =>
    line.hs.length > 0 && line.hs.every((code) => entry.hs.some((own) => code.startsWith(own)));
  const longest = (entry: LedgerEntry) => Math.max(0, ...entry.hs.map((code) => code.length));
  const own = bindings.filter(covers).sort((a, b) => longest(b) - longest(a));
  const entry = own[0] ?? bindings.find(({ hs }) => hs.length === 0);
  if (entry === undefined || entry.effect?.type !== "tariff") return null;
  const { rate, measure } = entry.effect;
  return tariffRate({ ids: [entry.id], rate, measure, hs: line.hs }, found, question);
}

function marginOf(
  mfn: number | null,
  preference: number | null,
  question: TariffQuestion,
  exporter: string,
): TariffMargin | null {
  const { use = 1, originCost } = question;
  if (mfn === null || preference === null) return null;
  const [one] = preferenceMargins([
    { exporter, mfn, preference, use, ...(originCost === undefined ? {} : { originCost }) },
  ]);
  const { margin, relative, paid, cost, net } = one!;
  return { margin, relative, use, originCost: originCost ?? null, paid, cost, net };
}

function partnerLines(found: Regime, question: TariffQuestion): TariffPartner[] {
  return linesOf(found).map((raw) => {
    const line = answerLine(raw, found, { ...question, use: 1 });
    const { applied, mfn, margin, basis, goods } = line;
    return {
      exporter: found.exporter,
      goods,
      applied: applied.rate,
      mfn: mfn?.rate ?? null,
      basis,
      margin: margin?.margin ?? (applied.rate === null || mfn === null ? null : 0),
      relative: margin?.relative ?? (applied.rate === null || mfn === null ? null : 0),
      isBanned: found.bans.some((ban) => ban.perhaps === undefined),
    };
  });
}
