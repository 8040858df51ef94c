/**
 * The shape of the generated file: what the build step found, rounded to what its sources say. Everything else of
 * the world follows from it in closed form.
 * @module
 */

import type { Customs } from "../contracts/world.js";

/** A figure and the year that it belongs to. Money in million current US dollars. */
export type Dated = readonly [value: number, year: number];

/** One entry of a list of leading partners: the partner's index and its share of the reporter's total, a fraction. */
export type PartnerShare = readonly [partner: number, share: number];

/** A list of leading partners as the Factbook prints it. */
export interface PartnerList {
  readonly year: number;
  readonly partners: readonly PartnerShare[];
  /** Share that the list gives to names outside the world (a territory left out). */
  readonly outside: number;
}

export interface PackedEconomy {
  readonly code: string;
  readonly gdp: Dated;
  readonly exports: Dated;
  readonly imports: Dated;
  /** Shares of agriculture and of industry in GDP, fractions; null: not given, the world's shares stand in. */
  readonly sectors: readonly [agriculture: number, industry: number, year: number] | null;
  /** Degrees north and east of the capital, else of the middle of the territory. */
  readonly place: readonly [latitude: number, longitude: number];
  /** Square kilometres. */
  readonly area: number;
  readonly exportPartners: PartnerList | null;
  readonly importPartners: PartnerList | null;
  /** Applied MFN tariff, simple mean, fraction; year; source key; confidence. */
  readonly mfn: readonly [rate: number, year: number, source: string, confidence: string];
  /** Notes of the Factbook that bear on the figures, in our words or short. */
  readonly notes: readonly string[];
}

/** Parties on one side; with two sides only pairs across count. Indices of economies. */
export interface PackedAgreement {
  readonly id: string;
  readonly name: string;
  /** In force since, a day, month or year; empty where no source tells. */
  readonly since: string;
  readonly confidence: string;
  readonly sides: readonly (readonly number[])[];
}

export type Pair = readonly [i: number, j: number];

export interface PackedWorld {
  readonly year: number;
  readonly day: string;
  readonly economies: readonly PackedEconomy[];
  /** Pairs i < j. */
  readonly borders: readonly Pair[];
  readonly languages: readonly Pair[];
  readonly colonial: readonly Pair[];
  readonly agreements: readonly PackedAgreement[];
  /** Shares of agriculture and industry in the world's product, for economies that give none. */
  readonly worldSectors: readonly [agriculture: number, industry: number];
  /** Multipliers of the balanced world; see `balance`. */
  readonly solution: {
    /** ln of the prior's scales. */
    readonly priorRow: readonly number[];
    readonly priorColumn: readonly number[];
    readonly alpha: readonly number[];
    readonly beta: readonly number[];
  };
  readonly customs: Customs;
  /** Pages left out: code or GEC code, and why. */
  readonly leftOut: readonly (readonly [code: string, name: string, because: string])[];
}
