/**
 * TariffAnswer: the duty on some goods of an exporter in an importer on a day, reckoned line by line, each line with the
 * ledger entries that make it so.
 * @module
 */

import type { LedgerEntry } from "./ledger.js";
import type { QuotaRegime } from "./market.js";
import type { DutyBasis, RegimeItem } from "./regime.js";

/** A rate with its law: fractions of the customs value. */
export interface TariffRate {
  /** Null: not known, or a duty in money of which no value is given. */
  readonly rate: number | null;
  /** The duty as law writes it, where the ledger has it. */
  readonly duty: string | null;
  /** Of what it is the rate, or how a mean was made. */
  readonly measure: string;
  /** Whether it is on just these goods or a mean over more. */
  readonly isMean: boolean;
  readonly because: readonly string[];
  /** How the percentage was reckoned from a duty in money. */
  readonly steps: readonly string[];
  readonly quota: {
    readonly regime: QuotaRegime;
    readonly inQuota: number;
    readonly overQuota: number;
  } | null;
}

/** What the preference is worth; absent where there is none. */
export interface TariffMargin {
  readonly margin: number;
  readonly relative: number;
  readonly use: number;
  readonly originCost: { readonly name: string; readonly rate: number; readonly source: string } | null;
  /** Duty on average and what trade bears, at that use and cost of origin. */
  readonly paid: number;
  readonly cost: number;
  readonly net: number;
}

export interface TariffAnswerLine {
  readonly goods: string;
  readonly hs: readonly string[];
  readonly bound: TariffRate | null;
  readonly mfn: TariffRate | null;
  /** The lowest preference that holds, 0 inside a customs union; null where the MFN duty is paid. */
  readonly preference: TariffRate | null;
  /** Duty paid: preference, else MFN. */
  readonly applied: TariffRate;
  readonly basis: DutyBasis;
  readonly margin: TariffMargin | null;
}

/** A supplier of the same market. */
export interface TariffPartner {
  readonly exporter: string;
  readonly goods: string;
  readonly applied: number | null;
  readonly mfn: number | null;
  readonly basis: DutyBasis;
  readonly margin: number | null;
  readonly relative: number | null;
  readonly isBanned: boolean;
}

export interface TariffAnswer {
  readonly importer: string;
  readonly exporter: string;
  readonly on: string;
  readonly goods: readonly string[];
  readonly lines: readonly TariffAnswerLine[];
  readonly quotas: readonly RegimeItem[];
  /** Duties on top: remedies, costs that an entry states as an equivalent. */
  readonly extra: readonly RegimeItem[];
  readonly bans: readonly RegimeItem[];
  readonly partners: readonly TariffPartner[];
  readonly assumptions: readonly string[];
  readonly overridden: readonly { readonly entry: string; readonly by: string; readonly why: string }[];
  /** What it comes to, in sentences. */
  readonly reading: readonly string[];
  readonly entries: Readonly<Record<string, LedgerEntry>>;
}
