import { InputError } from "../contracts/errors.js";

/** An exporter's access to one importer's market for some goods; rates as fractions. */
export interface PartnerAccess {
  readonly exporter: string;
  readonly mfn: number;
  /** Null where there is no preference. */
  readonly preference: number | null;
  /** Share of its imports that enter under the preference, 0 to 1; default 1. */
  readonly use?: number;
  /** Rules of origin as a cost of using the preference, a fraction of the value; default none. */
  readonly originCost?: OriginCost;
  /** Imports from it in the base, any one unit; for the margin against the others. */
  readonly imports?: number;
}

/** What it costs to prove and to keep to the rules of origin. */
export interface OriginCost {
  /** "certificate and bookkeeping", "dearer inputs". */
  readonly name: string;
  readonly rate: number;
  readonly source: string;
}

export interface PreferenceMargin {
  readonly exporter: string;
  /** MFN less preference, in points as a fraction; 0 without a preference, never below 0 where it is the lower rate. */
  readonly margin: number;
  /** (1 + MFN)/(1 + preference) − 1: what the buyer's price gains on an MFN supplier's. */
  readonly relative: number;
  /** What customs take on average: use × preference + (1 − use) × MFN. */
  readonly paid: number;
  /** The same with the cost of origin on the part that uses it: what trade bears. */
  readonly cost: number;
  /** Margin left after the cost of origin; 0 or less: using the preference does not pay. */
  readonly net: number;
  /**
   * Competition-adjusted: the import-weighted mean of what the other exporters bear, less what this one bears. What
   * diversion is made of. Null where imports are not known.
   */
  readonly againstOthers: number | null;
}

/**
 * Preference margins of every partner in one market, as they are on paper and as they are used.
 *
 * @throws {InputError} `preference` rates of −1 or less, a use or cost out of range
 * Source of the adjusted margin: Low, Piermartini and Richtering (2009), Non-Reciprocal Preference Erosion Arising from
 *   MFN Liberalization in Agriculture, WTO Staff Working Paper (from memory); here over tariffs as borne, not as written.
 */
export function preferenceMargins(partners: readonly PartnerAccess[]): PreferenceMargin[] {
  for (const partner of partners) check(partner);
  const borne = partners.map(borneBy);
  return partners.map((partner, n) => {
    const { exporter, mfn, preference, use = 1, originCost } = partner;
    const own = preference ?? mfn;
    return {
      exporter,
      margin: mfn - own,
      relative: (1 + mfn) / (1 + own) - 1,
      paid: preference === null ? mfn : use * own + (1 - use) * mfn,
      cost: borne[n]!,
      net: mfn - own - (preference === null ? 0 : (originCost?.rate ?? 0)),
      againstOthers: againstOthers(partners, borne, n),
    };
  });
}

function borneBy({ mfn, preference, use = 1, originCost }: PartnerAccess): number {
  if (preference === null) return mfn;
  return use * (preference + (originCost?.rate ?? 0)) + (1 - use) * mfn;
}

function againstOthers(
  partners: readonly PartnerAccess[],
  borne: readonly number[],
  own: number,
): number | null {
  let [weight, total] = [0, 0];
  for (const [n, { imports }] of partners.entries()) {
    if (n === own) continue;
    if (imports === undefined) return null;
    weight += imports;
    total += imports * borne[n]!;
  }
  return weight > 0 ? total / weight - borne[own]! : null;
}

function check({ exporter, mfn, preference, use = 1, originCost, imports = 0 }: PartnerAccess): void {
  const isRate = (rate: number) => rate > -1 && Number.isFinite(rate);
  const fault = !isRate(mfn)
    ? ["an MFN rate above -1", mfn]
    : preference !== null && !isRate(preference)
      ? ["a preference above -1", preference]
      : !(use >= 0 && use <= 1)
        ? ["a use of preferences from 0 to 1", use]
        : originCost !== undefined && !(originCost.rate >= 0 && Number.isFinite(originCost.rate))
          ? ["a cost of origin of 0 or more", originCost.rate]
          : !(imports >= 0 && Number.isFinite(imports))
            ? ["imports of 0 or more", imports]
            : null;
  if (fault === null) return;
  throw new InputError("preference", `${exporter} needs ${fault[0]}; received ${fault[1]}.`, {
    place: { field: `${exporter}` },
    received: fault[1],
    hint: "Rates and shares are fractions: 0.15 is 15 %.",
  });
}
