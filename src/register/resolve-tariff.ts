/**
 * Which duty goods of one economy pay in another on a day, which entries make it so or gave way, and what it may have
 * been where the sources leave days open.
 * @module
 */

import type { LedgerEntry } from "../contracts/ledger.js";
import type { RegimeTariff } from "../contracts/regime.js";
import { inSentence } from "../economies/index.js";
import { bindsTrade, type Holds } from "./coverage.js";
import { dateWords } from "./date-words.js";
import { agreementEntry, boundEntry, mfnEntries, type RegimeFallback } from "./fallback.js";
import type { Question } from "./question.js";
import {
  type Candidates,
  dutyOf,
  isTariff,
  isUnion,
  type Line,
  type OverriddenItem,
  order,
  tariffLine,
  tariffOf,
  unique,
} from "./tariff-line.js";
import { type Validity, validOn } from "./valid-on.js";
import { isInWto } from "./wto-standing.js";

export type TariffQuestion = Pick<Question, "entries" | "pair" | "goods" | "ledger"> & {
  readonly fallback: RegimeFallback | null;
};

export interface TariffAnswer {
  readonly tariff: RegimeTariff;
  readonly overridden: OverriddenItem[];
  /** Entries made from the fallback. */
  readonly made: LedgerEntry[];
}

/** Entries that may bear on the duty, with whether they are in force. */
interface Pool {
  readonly entries: readonly LedgerEntry[];
  readonly validity: ReadonlyMap<LedgerEntry, Validity>;
  /** The importer's mean tariffs from general data; they speak where the ledger has no mean of all goods. */
  readonly means: readonly LedgerEntry[];
  readonly made: readonly LedgerEntry[];
  /** The mean of the importer's bound rates, told where the MFN duty is paid. */
  readonly bound: readonly LedgerEntry[];
}

/** Up to this many undated entries every combination is tried; 2 to the power of it is the work. */
const MOST_COMBINED = 8;

/** @returns the tariff with its chain; `rate` null where nothing is known or the goods asked for differ */
export function resolveTariff(question: TariffQuestion): TariffAnswer {
  const pool = poolOf(question);
  const certain: Holds = (entry) => pool.validity.get(entry) === "yes";
  const found = candidates(question, pool, certain);
  const open = openIn(pool);
  const { tariff, overridden } = resolveAll(question, found);
  const made = [...pool.made, ...(tariff.basis === "mfn" ? pool.bound : [])];
  if (open.length === 0) return { tariff, overridden, made };
  const alternatives = alternativesTo(
    tariff,
    open,
    (some) =>
      resolveAll(
        question,
        candidates(question, pool, (entry) => certain(entry) || some.has(entry)),
      ).tariff,
  );
  return {
    tariff: {
      ...tariff,
      assumptions: unique([...tariff.assumptions, ...doubts(open, question)]),
      certainty: alternatives.length > 0 ? "perhaps" : "certain",
      alternatives,
    },
    overridden,
    made,
  };
}

/**
 * The duty without the words: rate, basis, and whether they stand whatever the open days are.
 * The rate is null where nothing is known or the goods asked for differ.
 */
export function resolveDuty(question: TariffQuestion): Pick<RegimeTariff, "rate" | "basis" | "certainty"> {
  const pool = poolOf(question, true);
  // Where days are open every line counts: the answer in words knows them.
  if (openIn(pool).length > 0) return resolveTariff(question).tariff;
  const found = candidates(question, pool, (entry) => pool.validity.get(entry) === "yes");
  if (question.goods.all) return { ...dutyOf([], found), certainty: "certain" };
  const duties = question.goods.groups.map(({ hs }) => dutyOf(hs, found));
  const { rate, basis } = duties[0]!;
  return {
    rate: duties.some((duty) => duty.rate !== rate) ? null : rate,
    basis: duties.some((duty) => duty.basis !== basis) ? "unknown" : basis,
    certainty: "certain",
  };
}

const openIn = (pool: Pool): LedgerEntry[] =>
  pool.entries.filter((entry) => pool.validity.get(entry) === "perhaps");

/** @param isBare without what only words need: for which year a mean stands in, the bound rates */
function poolOf(question: TariffQuestion, isBare = false): Pool {
  const { entries, pair, fallback } = question;
  const validity = new Map<LedgerEntry, Validity>();
  const note = (entry: LedgerEntry): boolean => {
    const valid = validOn(entry, pair.on);
    if (valid !== "no") validity.set(entry, valid);
    return valid !== "no";
  };
  const grants = new Set(entries.filter((entry) => isTariff(entry, "preference")).map(({ id }) => id));
  const own = entries.filter(
    (entry) =>
      entry.kind !== "draft" &&
      (bearsOnDuty(entry) || entry.overrides.some((id) => grants.has(id))) &&
      note(entry),
  );
  if (fallback === null) return { entries: own, validity, means: [], made: [], bound: [] };
  const agreements = agreementsOf(question, fallback).filter(note);
  const mfn = fallback.mfn(pair.importer, pair.on);
  const means = mfn === null ? [] : mfnEntries(pair.importer, mfn, isBare ? String(mfn.year) : pair.on);
  const bound = mfn?.bound === undefined || isBare ? [] : [boundEntry(pair.importer, mfn.bound)];
  for (const entry of means) validity.set(entry, "yes");
  return { entries: [...own, ...agreements], validity, means, made: [...agreements, ...means], bound };
}

const bearsOnDuty = ({ effect, kind, instrument, direction }: LedgerEntry): boolean =>
  // Preferences whose rates nobody here knows (GSP) have no effect.
  (effect === null && kind === "measure" && instrument === "tariff" && direction === "liberalising") ||
  (effect?.type === "tariff" && effect.basis !== "bound") ||
  effect?.type === "customs_union" ||
  effect?.type === "mfn_withheld" ||
  effect?.type === "member";

/** Agreements of general data that are not the ledger's own. */
function agreementsOf({ entries, pair, ledger }: TariffQuestion, fallback: RegimeFallback): LedgerEntry[] {
  const { importer, exporter } = pair;
  const grants = (entry: LedgerEntry) => isUnion(entry) || isTariff(entry, "preference");
  const isNamed = entries.some((entry) => grants(entry) && bindsTrade(entry, pair, entries));
  return fallback
    .agreements(exporter, importer)
    .filter(({ inLedger }) => (inLedger === undefined ? !isNamed : !inLedger.some((id) => ledger.has(id))))
    .map((agreement) => agreementEntry(exporter, importer, agreement));
}

function candidates(question: TariffQuestion, pool: Pool, holds: Holds): Candidates {
  const { pair, entries } = question;
  const binding = pool.entries.filter(
    (entry) => entry.effect?.type !== "member" && holds(entry) && bindsTrade(entry, pair, entries, holds),
  );
  const ledgerMfn = binding.filter((entry) => isTariff(entry, "mfn"));
  const isMeanKnown = ledgerMfn.some((entry) => entry.hs.length === 0);
  return {
    unions: binding.filter(isUnion),
    preferences: binding.filter((entry) => isTariff(entry, "preference")).sort(byRate),
    mfn: isMeanKnown ? ledgerMfn : [...ledgerMfn, ...pool.means],
    suspensions: binding.filter((entry) => entry.overrides.length > 0),
    partial: binding.filter(isPartial),
    withheld: binding.filter((entry) => entry.effect?.type === "mfn_withheld"),
    isOutsideWto: question.ledger.knowsWto && isOutside(question, holds),
    outsideWto: () => outsideWto(question, holds),
  };
}

const isOutside = ({ pair, entries }: TariffQuestion, holds: Holds): boolean =>
  isInWto(pair.importer, entries, holds) !== true || isInWto(pair.exporter, entries, holds) !== true;

/** Why nobody owes MFN treatment. */
function outsideWto({ pair, entries }: TariffQuestion, holds: Holds): string[] {
  const { importer, exporter } = pair;
  const club = pair.on < "1995-01-01" ? "GATT" : "WTO";
  const out = [importer, exporter].filter((code) => isInWto(code, entries, holds) === false);
  if (out.length > 0) {
    return [
      `${capital(out.map(inSentence).join(" and "))} ${out.length > 1 ? "are" : "is"} not in the ${club} on that day, so most-favoured-nation treatment is not owed under it; that it is given all the same is an assumption.`,
    ];
  }
  const contested = [importer, exporter].filter((code) => isInWto(code, entries, holds) === null);
  return contested.map(
    (code) =>
      `Whose goods those of ${inSentence(code)} are is disputed, and with it whether most-favoured-nation treatment is owed; that it is given is an assumption.`,
  );
}

/** Frees some goods, nobody here knows which. */
const isPartial = ({ effect, direction, overrides }: LedgerEntry): boolean =>
  effect === null && direction === "liberalising" && overrides.length === 0;

const byRate = (a: LedgerEntry, b: LedgerEntry): number =>
  tariffOf(a).rate - tariffOf(b).rate || a.by.length - b.by.length || order(a.id, b.id);

function resolveAll({ goods }: TariffQuestion, found: Candidates): Omit<TariffAnswer, "made"> {
  const groups = goods.all ? [{ goods: "all", hs: [] as readonly string[] }] : goods.groups;
  const main = groups.map((group) => tariffLine(group, found));
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
      ]),
      certainty: "certain",
      alternatives: [],
    },
    overridden: uniqueBy(
      all.flatMap(({ overridden }) => overridden),
      (o) => `${o.entry} ${o.by}`,
    ),
  };
}

/** When all goods are asked for: those that have an MFN rate of their own, each with the duty that it pays. */
function particular(found: Candidates, main: Line): Line[] {
  return found.mfn
    .filter((entry) => entry.hs.length > 0)
    .map((entry) => tariffLine({ goods: entry.goods.join(", "), hs: entry.hs }, found, entry))
    .filter(({ line }) => line.rate !== main.line.rate || line.mfn?.rate !== main.line.mfn?.rate);
}

/** The other duties that there may be, when some of the entries that perhaps hold do. */
function alternativesTo(
  tariff: RegimeTariff,
  open: readonly LedgerEntry[],
  resolve: (some: ReadonlySet<LedgerEntry>) => RegimeTariff,
): RegimeTariff["alternatives"] {
  const key = (of: RegimeTariff) =>
    JSON.stringify([of.rate, of.basis, of.lines.map((line) => [line.goods, line.rate, line.basis])]);
  const seen = new Map<string, RegimeTariff["alternatives"][number]>();
  const own = key(tariff);
  for (const some of subsetsOf(open)) {
    const other = resolve(some);
    const { rate, basis, because } = other;
    if (key(other) !== own && !seen.has(key(other))) seen.set(key(other), { rate, basis, because });
  }
  return [...seen.values()];
}

/** Every choice of some; of very many only one at a time, all but one, and all. */
function* subsetsOf<T>(items: readonly T[]): Generator<ReadonlySet<T>> {
  if (items.length <= MOST_COMBINED) {
    for (let mask = 1; mask < 2 ** items.length; mask++)
      yield new Set(items.filter((_, n) => (mask >> n) & 1));
    return;
  }
  for (const item of items) yield new Set([item]);
  for (const item of items) yield new Set(items.filter((other) => other !== item));
  yield new Set(items);
}

/** Sentences on entries that would make a rate and whose days the sources do not settle. */
function doubts(open: readonly LedgerEntry[], { pair, entries }: TariffQuestion): string[] {
  return open
    .filter((entry) => isUnion(entry) || isTariff(entry, "preference") || isTariff(entry, "mfn"))
    .filter((entry) => bindsTrade(entry, pair, entries, (other) => validOn(other, pair.on) !== "no"))
    .map((entry) => {
      const [since, until] = entry.valid;
      const dated = until === null ? dateWords(since) : `${dateWords(since)} to ${dateWords(until)}`;
      return `Not counted, because its sources date it only ${dated} and do not settle ${dateWords(pair.on)}: ${entry.summary}`;
    });
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function uniqueBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
