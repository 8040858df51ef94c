/**
 * A duty as a fraction of the customs value.
 * @module
 */
import type { Duty, ExchangeRate, Specific, UnitValue } from "../contracts/duty.js";
import { InputError } from "../contracts/errors.js";
import type { QuotaRegime } from "../contracts/market.js";
import { decimal, shifted } from "./decimal.js";
import { dayNumber } from "./duty-words.js";
import { dayWords, formatDuty, formatPer, formatVolume } from "./format-duty.js";

/** What a duty in money needs to become a percentage. */
export interface DutyFacts {
  /** The day, YYYY-MM-DD; needed for seasonal duties. */
  readonly on?: string;
  /** Customs value for an amount of goods, one for each unit that duties are in. */
  readonly unitValues?: readonly UnitValue[];
  readonly exchange?: readonly ExchangeRate[];
  /** Imports of the quota's period, in the quota's unit; needed for tariff-rate quotas. */
  readonly imports?: number;
  /**
   * What a licence is worth, as a fraction of the customs value; needed only where the quota is just filled, and then
   * from 0 to the gap between the two rates.
   */
  readonly premium?: number;
}

export interface AdValoremEquivalent {
  /** Fraction of the customs value that the last unit pays (with the premium where a quota is just filled). */
  readonly rate: number;
  /** Duty over all imports divided by their value; other than `rate` only above a quota. */
  readonly average: number;
  /** Of a tariff-rate quota. */
  readonly quota: {
    readonly regime: QuotaRegime;
    readonly inQuota: number;
    readonly overQuota: number;
  } | null;
  /** How it was reckoned, a sentence a step. */
  readonly steps: readonly string[];
}

/**
 * The ad valorem equivalent (AVE) of a duty at given unit values, exchange rates and day.
 *
 * Model: specific a per unit at unit value v: AVE = a e / v, e the exchange rate; a sum adds up; a mixed duty is the
 * higher or lower of its AVEs; a seasonal one is that of its day; of a tariff-rate quota the marginal rate is t_in below
 * the quota, t_out above it, and t_in + premium where it is just filled.
 * @throws {InputError} `unit-value`, `exchange`, `season-day`, `quota-imports`: a figure that the duty needs and the
 *   facts lack
 * Source: UNCTAD, World Tariff Profiles' method of unit values (the equivalents depend on them: at another price the
 *   same duty is another percentage).
 * @example adValoremEquivalent(parseDuty("0.4 EUR/kg"), { unitValues: [parsePer("2 EUR/kg", "v")] }).rate // 0.2
 */
export function adValoremEquivalent(duty: Duty, facts: DutyFacts = {}): AdValoremEquivalent {
  const steps: string[] = [];
  if (duty.form === "tariff-rate-quota") return quotaEquivalent(duty, facts, steps);
  const rate = equivalent(duty, facts, steps);
  return { rate, average: rate, quota: null, steps };
}

const percent = (rate: number): string => `${shifted(Number(rate.toPrecision(6)), 2)} %`;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

function equivalent(duty: Duty, facts: DutyFacts, steps: string[]): number {
  switch (duty.form) {
    case "ad-valorem":
      return duty.rate;
    case "specific":
      return specificEquivalent(duty, facts, steps);
    case "compound": {
      const parts = duty.parts.map((part) => equivalent(part, facts, steps));
      steps.push(`${formatDuty(duty)}: ${parts.map(percent).join(" + ")} = ${percent(sum(parts))}.`);
      return sum(parts);
    }
    case "mixed": {
      const of = duty.of.map((one) => equivalent(one, facts, steps)) as [number, number];
      const rate = duty.pick === "higher" ? Math.max(...of) : Math.min(...of);
      steps.push(
        `${formatDuty(duty)}: the ${duty.pick} of ${percent(of[0])} and ${percent(of[1])} is ${percent(rate)}.`,
      );
      return rate;
    }
    case "seasonal":
      return seasonal(duty, facts, steps);
    case "tariff-rate-quota":
      return quotaEquivalent(duty, facts, steps).rate;
  }
}

function specificEquivalent(duty: Specific, facts: DutyFacts, steps: string[]): number {
  if (duty.amount === 0) return 0;
  const value = (facts.unitValues ?? []).find(({ unit }) => unit === duty.unit);
  if (value === undefined || !(value.amount > 0)) {
    throw new InputError(
      "unit-value",
      `${formatPer(duty)} is a percentage only at a value for one ${duty.unit}, above 0; received ${(facts.unitValues ?? []).map(formatPer).join(", ") || "none"}.`,
      {
        place: { field: "unitValue" },
        received: (facts.unitValues ?? []).map(formatPer),
        hint: `Give the customs value, such as "3.25 ${duty.currency}/${duty.unit}".`,
      },
    );
  }
  const rate = exchangeRate(duty.currency, value.currency, facts.exchange ?? []);
  const ave = ((duty.amount / duty.per) * rate) / (value.amount / value.per);
  const money =
    rate === 1 ? "" : ` at ${decimal(Number(rate.toPrecision(6)))} ${value.currency} for 1 ${duty.currency}`;
  steps.push(`${formatPer(duty)} on a value of ${formatPer(value)}${money}: ${percent(ave)}.`);
  return ave;
}

/** What one `of` is in `into`, by a stated rate or its inverse. */
function exchangeRate(of: string, into: string, stated: readonly ExchangeRate[]): number {
  if (of === into) return 1;
  const straight = stated.find((one) => one.of === of && one.into === into);
  if (straight !== undefined) return straight.rate;
  const inverse = stated.find((one) => one.of === into && one.into === of);
  if (inverse !== undefined) return 1 / inverse.rate;
  throw new InputError(
    "exchange",
    `A duty in ${of} on a value in ${into} needs the exchange rate of the two.`,
    {
      place: { field: "exchange" },
      received: stated,
      hint: `State it, such as "1 ${of} = 1.33 ${into}", and say where it is from.`,
    },
  );
}

function seasonal(duty: Extract<Duty, { form: "seasonal" }>, facts: DutyFacts, steps: string[]): number {
  if (facts.on === undefined) {
    throw new InputError("season-day", `${formatDuty(duty)} depends on the day, and none was given.`, {
      place: { field: "on" },
      hint: "Give the day as YYYY-MM-DD.",
    });
  }
  const day = dayNumber(facts.on.slice(5));
  const season = duty.seasons.find(({ since, until }) => {
    const [first, last] = [dayNumber(since), dayNumber(until)];
    return first <= last ? day >= first && day <= last : day >= first || day <= last;
  });
  const chosen = season?.duty ?? duty.otherwise!;
  const which =
    season === undefined
      ? "outside every season"
      : `from ${dayWords(season.since)} to ${dayWords(season.until)}`;
  steps.push(`${dayWords(facts.on.slice(5))} is ${which}: ${formatDuty(chosen)}.`);
  return equivalent(chosen, facts, steps);
}

function quotaEquivalent(
  duty: Extract<Duty, { form: "tariff-rate-quota" }>,
  facts: DutyFacts,
  steps: string[],
): AdValoremEquivalent {
  const { imports, premium } = facts;
  const inQuota = equivalent(duty.inQuota, facts, steps);
  const overQuota = equivalent(duty.overQuota, facts, steps);
  const quota = `the quota of ${formatVolume(duty)}`;
  if (imports === undefined || !(imports >= 0)) {
    throw new InputError("quota-imports", `Which rate of ${formatDuty(duty)} is paid depends on imports.`, {
      place: { field: "imports" },
      received: imports,
      hint: `Give imports of the period in ${duty.unit}.`,
    });
  }
  const all = (regime: QuotaRegime, rate: number, average: number) => ({
    rate,
    average,
    quota: { regime, inQuota, overQuota },
    steps,
  });
  if (imports < duty.volume) {
    steps.push(`Imports are below ${quota}: the in-quota rate, ${percent(inQuota)}.`);
    return all("in-quota", inQuota, inQuota);
  }
  if (imports > duty.volume) {
    const inside = duty.volume / imports;
    const average = inQuota * inside + overQuota * (1 - inside);
    steps.push(
      `Imports are above ${quota}: the last unit pays the over-quota rate, ${percent(overQuota)}; all of them ${percent(average)} on average.`,
    );
    return all("over-quota", overQuota, average);
  }
  const most = overQuota - inQuota;
  if (premium === undefined || !(premium >= 0 && premium <= most)) {
    throw new InputError(
      "quota-premium",
      `Imports just fill ${quota}: a licence is worth between 0 and ${percent(most)}, which its two rates do not tell.`,
      {
        place: { field: "premium" },
        received: premium,
        hint: "Give the premium as a fraction of the value.",
      },
    );
  }
  steps.push(`Imports just fill ${quota}: ${percent(inQuota)} and a premium of ${percent(premium)}.`);
  return all("binding", inQuota + premium, inQuota);
}
