import type { Duty } from "../contracts/duty.js";
import { InputError } from "../contracts/errors.js";
import type { QuotaTerms } from "../contracts/market.js";
import { adValoremEquivalent, type DutyFacts } from "./ad-valorem-equivalent.js";
import { formatDuty } from "./format-duty.js";

/**
 * A tariff-rate quota as law writes it, in the terms of the models (`smart`): million dollars at the unit value, and
 * both rates as fractions.
 *
 * @throws {InputError} `quota-terms` when the duty is no quota, or its value is not in dollars; and as adValoremEquivalent
 */
export function quotaTerms(duty: Duty, facts: Omit<DutyFacts, "imports" | "premium">): QuotaTerms {
  if (duty.form !== "tariff-rate-quota") {
    throw new InputError("quota-terms", `${formatDuty(duty)} is no tariff-rate quota.`, {
      received: duty,
      hint: 'For example "in-quota 15 % up to 430000 t, over-quota 55 %".',
    });
  }
  const value = (facts.unitValues ?? []).find(
    ({ unit, currency, amount }) => unit === duty.unit && currency === "USD" && amount > 0,
  );
  if (value === undefined) {
    throw new InputError(
      "quota-terms",
      `A quota in ${duty.unit} needs a value for one ${duty.unit} in USD.`,
      {
        place: { field: "unitValue" },
        received: facts.unitValues,
        hint: `Give it, such as "2.5 USD/${duty.unit}".`,
      },
    );
  }
  return {
    volume: (duty.volume * (value.amount / value.per)) / 1e6,
    inQuota: adValoremEquivalent(duty.inQuota, facts).rate,
    overQuota: adValoremEquivalent(duty.overQuota, facts).rate,
  };
}
