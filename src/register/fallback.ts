/**
 * What the register may be told from outside the ledger, for economies of which the ledger knows nothing, and how
 * that becomes entries with sources of their own.
 * @module
 */

import type { z } from "zod";
import { type Confidence, type EconomyCode, firstDay, type Source } from "../contracts/codes.js";
import type { LedgerEntry } from "../contracts/ledger.js";
import { inSentence } from "./in-sentence.js";

type SourceOf = z.input<typeof Source>;
type ConfidenceOf = z.infer<typeof Confidence>;

/** An importer's mean MFN tariff from general data. `rate` is a fraction. */
export interface FallbackMfn {
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
}

/** A trade agreement or customs union that general data know of; duties between its parties are taken as zero. */
export interface FallbackAgreement {
  readonly id: string;
  readonly name: string;
  readonly since: string;
  readonly until?: string | null;
  readonly customsUnion?: boolean;
  readonly source: SourceOf;
  readonly confidence: ConfidenceOf;
  readonly note?: string;
}

/** General data behind the ledger, passed in by the caller. */
export interface RegimeFallback {
  mfn(importer: EconomyCode): FallbackMfn | null;
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

/** The MFN rate as an entry; it speaks for every day, and says of which year it is. */
export function mfnEntry(importer: string, mfn: FallbackMfn, on: string): LedgerEntry {
  const assumes =
    on.slice(0, 4) === String(mfn.year)
      ? []
      : [`The MFN tariff of ${inSentence(importer)} in ${mfn.year} stands in for that of ${on.slice(0, 4)}.`];
  return {
    goods: ["all"],
    hs: [],
    according_to: null,
    overrides: [],
    id: idOf("mfn", importer, String(mfn.year)),
    kind: "measure",
    by: [importer],
    towards: ["all"],
    instrument: "tariff",
    direction: "neutral",
    effect: {
      type: "tariff",
      basis: "mfn",
      rate: mfn.rate,
      measure: mfn.measure,
      disagree: (mfn.disagree ?? []).map((d) => ({ ...d })),
    },
    valid: [String(mfn.year), null],
    known: String(mfn.year),
    summary: `The average MFN tariff of ${inSentence(importer)} in ${mfn.year} is ${Number((mfn.rate * 100).toFixed(3))} % (${mfn.measure}).`,
    sources: [{ ...mfn.source, url: mfn.source.url ?? null }],
    confidence: mfn.confidence,
    assumes,
    note: [told, mfn.note ?? ""].filter(Boolean).join(" "),
  };
}

/** The agreement as an entry between the two. */
export function agreementEntry(
  exporter: string,
  importer: string,
  agreement: FallbackAgreement,
): LedgerEntry {
  return {
    goods: ["all"],
    hs: [],
    according_to: null,
    overrides: [],
    id: idOf("agreement", agreement.id),
    kind: "agreement",
    by: [exporter, importer],
    towards: [exporter, importer],
    instrument: "trade_agreement",
    direction: "liberalising",
    effect: agreement.customsUnion
      ? { type: "customs_union", name: agreement.name }
      : {
          type: "tariff",
          basis: "preference",
          rate: 0,
          measure: "trade agreement, taken as free of duty",
          disagree: [],
        },
    valid: [agreement.since, agreement.until ?? null],
    known: firstDay(agreement.since),
    summary: `${agreement.name} covers trade between ${inSentence(exporter)} and ${inSentence(importer)}.`,
    sources: [{ ...agreement.source, url: agreement.source.url ?? null }],
    confidence: agreement.confidence,
    assumes: [
      `Zero duty on all goods under “${agreement.name}” is an assumption: its exceptions were not looked up.`,
    ],
    note: [told, agreement.note ?? ""].filter(Boolean).join(" "),
  };
}
