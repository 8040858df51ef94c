/**
 * The shape of the general data that `tools/build-general.ts` writes.
 * @module
 */

/** A party and the days on which it is one; null: as long as the agreement. */
export type Party = readonly [code: string, since: string | null, until: string | null];

export interface GeneralAgreement {
  readonly id: string;
  readonly name: string;
  /** `free`: no duty between parties; `union`: and one tariff; `partial`: some goods, not known which; `none`: no preference. */
  readonly kind: "free" | "union" | "partial" | "none";
  /** One side: all among each other; two: only across. */
  readonly sides: readonly (readonly Party[])[];
  /** Only goods of the second side in the first. */
  readonly isOneWay?: true;
  readonly since: string | null;
  readonly until: string | null;
  readonly isFarmOut?: true;
  /** Entries of the ledger on the same agreement. */
  readonly ledger: readonly string[];
  /** Key of a source. */
  readonly source: string;
  readonly confidence: string;
  readonly note: string;
}

/** An importer's mean tariffs in a year, fractions. */
export type GeneralMfn = readonly [
  importer: string,
  year: number,
  all: number,
  source: string,
  confidence: string,
  note: string,
  farm: number | null,
  other: number | null,
  bound: number | null,
  partsConfidence: string,
  boundConfidence: string,
];

export interface GeneralData {
  readonly agreements: readonly GeneralAgreement[];
  readonly mfn: readonly GeneralMfn[];
  /** Since when an economy trades under its own name, and of what it was a part until then. */
  readonly since: Readonly<Record<string, readonly [day: string, part: string]>>;
  /** In whose customs territory it is. */
  readonly customs: Readonly<Record<string, string>>;
  /** Who answers for it in the WTO. */
  readonly wto: Readonly<Record<string, string>>;
}
