/**
 * What the register may be told from outside the ledger, for economies of which the ledger knows nothing, and how
 * that becomes entries with sources of their own.
 * @module
 */

import type { z } from "zod";
import { type Confidence, type EconomyCode, firstDay, type Source } from "../contracts/codes.js";
import type { LedgerEntry } from "../contracts/ledger.js";
import { inSentence } from "../economies/index.js";

type SourceOf = z.input<typeof Source>;
type ConfidenceOf = z.infer<typeof Confidence>;

/** An importer's mean MFN tariff from general data. `rate` is a fraction. */
export interface FallbackMfn {
  /** Whose tariff it is, where the importer has that of a union or of another economy. */
  readonly whose?: EconomyCode;
  readonly rate: number;
  readonly year: number;
  readonly measure: string;
  readonly source: SourceOf;
  readonly confidence: ConfidenceOf;
  readonly note?: string;
  readonly disagree?: readonly {
    readonly rate: number;
    readonly according: string;
    readonly note?: string;
  }[];
  /** Means over parts of the tariff: farm goods, all others. */
  readonly parts?: readonly {
    readonly id: string;
    readonly goods: string;
    readonly hs: readonly string[];
    readonly rate: number;
    readonly measure: string;
    readonly source: SourceOf;
    readonly confidence: ConfidenceOf;
  }[];
  /** Mean of the rates bound in the WTO. */
  readonly bound?: {
    readonly rate: number;
    readonly year: number;
    readonly source: SourceOf;
    readonly confidence: ConfidenceOf;
    readonly whose?: EconomyCode;
  };
}

/** A trade agreement or customs union that general data know of; duties between its parties are taken as zero. */
export interface FallbackAgreement {
  readonly id: string;
  readonly name: string;
  readonly since: string;
  readonly until?: string | null;
  readonly customsUnion?: boolean;
  /** It frees some goods only, which are not known: it makes no rate. */
  readonly partial?: boolean;
  /** HS codes that it leaves out. */
  readonly except?: readonly string[];
  readonly source: SourceOf;
  readonly confidence: ConfidenceOf;
  readonly note?: string;
  /**
   * Entries of the ledger that tell of the same agreement: it then speaks alone. Without the field general data tell
   * of no agreement between two of which the ledger names one.
   */
  readonly inLedger?: readonly string[];
}

/** General data behind the ledger, passed in by the caller. */
export interface RegimeFallback {
  /**
   * @param on the day asked for; a mean of a year too far from it is no answer
   */
  mfn(importer: EconomyCode, on: string): FallbackMfn | null;
  /** What covers goods of `exporter` in `importer`, on whatever days; days known only in part count as they do in the ledger. */
  agreements(exporter: EconomyCode, importer: EconomyCode): readonly FallbackAgreement[];
}

/** An id of lower-case words joined by hyphens. */
function idOf(...parts: string[]): string {
  return parts
    .join("-")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

const told = "Taken from general data, not from the ledger.";
const percent = (rate: number): string => `${Number((rate * 100).toFixed(3))} %`;

const common = { hs: [], according_to: null, overrides: [] as string[] };

/** Entries made before, by what they were made from: the same question again costs nothing. */
const made = new WeakMap<object, Map<string, readonly LedgerEntry[]>>();

function once(from: object, key: string, make: () => readonly LedgerEntry[]): readonly LedgerEntry[] {
  let known = made.get(from);
  if (known === undefined) {
    known = new Map();
    made.set(from, known);
  }
  let entries = known.get(key);
  if (entries === undefined) {
    entries = make();
    known.set(key, entries);
  }
  return entries;
}

/** The MFN rate as entries, the mean of all goods first; it speaks for every day, and says of which year it is. */
export function mfnEntries(importer: string, mfn: FallbackMfn, on: string): readonly LedgerEntry[] {
  return once(mfn, `${importer} ${on.slice(0, 4)}`, () => makeMfn(importer, mfn, on));
}

/** "Georgia", "the European Union, which is Germany's," */
function tariffOwner(importer: string, whose = importer): string {
  return whose === importer
    ? inSentence(importer)
    : `${inSentence(whose)}, which is that of ${inSentence(importer)},`;
}

function makeMfn(importer: string, mfn: FallbackMfn, on: string): LedgerEntry[] {
  const who = tariffOwner(importer, mfn.whose);
  const assumes =
    on.slice(0, 4) === String(mfn.year)
      ? []
      : [`The MFN tariff of ${who} in ${mfn.year} stands in for that of ${on.slice(0, 4)}.`];
  const base = {
    ...common,
    kind: "measure" as const,
    by: [importer],
    towards: ["all"],
    instrument: "tariff" as const,
    direction: "neutral" as const,
    valid: [String(mfn.year), null] as [string, null],
    known: String(mfn.year),
    note: [told, mfn.note ?? ""].filter(Boolean).join(" "),
  };
  const all: LedgerEntry = {
    ...base,
    goods: ["all"],
    id: idOf("mfn", importer, String(mfn.year)),
    effect: {
      type: "tariff",
      basis: "mfn",
      rate: mfn.rate,
      measure: mfn.measure,
      disagree: (mfn.disagree ?? []).map((d) => ({ ...d })),
    },
    summary: `The average MFN tariff of ${who} in ${mfn.year} is ${percent(mfn.rate)} (${mfn.measure}).`,
    sources: [{ ...mfn.source, url: mfn.source.url ?? null }],
    confidence: mfn.confidence,
    assumes,
  };
  const parts = (mfn.parts ?? []).map(
    (part): LedgerEntry => ({
      ...base,
      goods: [part.goods],
      hs: [...part.hs],
      id: idOf("mfn", importer, String(mfn.year), part.id),
      effect: { type: "tariff", basis: "mfn", rate: part.rate, measure: part.measure, disagree: [] },
      summary: `The average MFN tariff of ${who} on ${part.goods} in ${mfn.year} is ${percent(part.rate)}.`,
      sources: [{ ...part.source, url: part.source.url ?? null }],
      confidence: part.confidence,
      assumes,
      note: told,
    }),
  );
  return [all, ...parts];
}

/** The mean of the bound rates as an entry, for two members of the WTO. */
export function boundEntry(importer: string, bound: NonNullable<FallbackMfn["bound"]>): LedgerEntry {
  return once(bound, importer, () => [makeBound(importer, bound)])[0]!;
}

function makeBound(importer: string, bound: NonNullable<FallbackMfn["bound"]>): LedgerEntry {
  const rate = percent(bound.rate);
  return {
    ...common,
    id: idOf("bound", importer, String(bound.year)),
    kind: "measure",
    by: [importer],
    towards: ["all"],
    goods: ["all"],
    instrument: "tariff",
    direction: "liberalising",
    effect: {
      type: "tariff",
      basis: "bound",
      rate: bound.rate,
      measure: `simple mean of bound rates, ${bound.year}`,
      disagree: [],
    },
    valid: [`${bound.year}-01-01`, null],
    known: String(bound.year),
    summary: `The bindings of ${inSentence(bound.whose ?? importer)} in the WTO cap its MFN duties on members' goods line by line, at ${rate} on average (${bound.year}).`,
    sources: [{ ...bound.source, url: bound.source.url ?? null }],
    confidence: bound.confidence,
    assumes: [],
    note: told,
  };
}

/** The agreement as an entry between the two. */
export function agreementEntry(
  exporter: string,
  importer: string,
  agreement: FallbackAgreement,
): LedgerEntry {
  return once(agreement, `${exporter} ${importer}`, () => [makeAgreement(exporter, importer, agreement)])[0]!;
}

function makeAgreement(exporter: string, importer: string, agreement: FallbackAgreement): LedgerEntry {
  const { name, partial, except, customsUnion } = agreement;
  const two = `${inSentence(exporter)} and ${inSentence(importer)}`;
  return {
    ...common,
    goods: ["all"],
    ...(except === undefined ? {} : { except: [...except] }),
    id: idOf("agreement", agreement.id),
    kind: "agreement",
    by: [exporter, importer],
    towards: [exporter, importer],
    instrument: "trade_agreement",
    direction: "liberalising",
    effect: partial
      ? null
      : customsUnion
        ? { type: "customs_union", name }
        : {
            type: "tariff",
            basis: "preference",
            rate: 0,
            measure: "trade agreement, taken as free of duty",
            disagree: [],
          },
    valid: [agreement.since, agreement.until ?? null],
    known: firstDay(agreement.since),
    summary: partial
      ? `${name} lowers duties on some goods between ${two}; which and by how much is not known here.`
      : `${name} covers trade between ${two}.`,
    sources: [{ ...agreement.source, url: agreement.source.url ?? null }],
    confidence: agreement.confidence,
    assumes: partial ? [] : [assumed(agreement)],
    note: [told, agreement.note ?? ""].filter(Boolean).join(" "),
  };
}

function assumed({ name, except, customsUnion }: FallbackAgreement): string {
  if (except !== undefined && except.length > 12)
    return `“${name}” is taken as free of duty on industrial goods; farm goods and fish (HS 01 to 24) are outside it, but for what it says of some.`;
  return customsUnion
    ? `That every good moves free of duty inside “${name}” is an assumption: exceptions and the steps towards it were not looked up.`
    : `Zero duty on all goods under “${name}” is an assumption: its exceptions and the steps towards it were not looked up.`;
}
