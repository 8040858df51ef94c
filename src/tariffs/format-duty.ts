import type { Duty, DutyUnit, Specific } from "../contracts/duty.js";
import { decimal, shifted } from "./decimal.js";
import { MONTHS } from "./duty-words.js";

/**
 * A duty as a law would write it, in one form for each: `parseDuty(formatDuty(duty))` is the duty again.
 *
 * @example formatDuty({ form: "mixed", pick: "higher", of: [{ form: "ad-valorem", rate: 0.15 },
 *   { form: "specific", amount: 0.4, currency: "EUR", per: 1, unit: "kg" }] }) // "15 %, at least 0.4 EUR/kg"
 */
export function formatDuty(duty: Duty): string {
  switch (duty.form) {
    case "ad-valorem":
      return duty.rate === 0 ? "free" : `${shifted(duty.rate, 2)} %`;
    case "specific":
      return formatPer(duty);
    case "compound":
      return duty.parts.map((part) => inParens(part, isAtom(part))).join(" + ");
    case "mixed": {
      const [left, right] = duty.of;
      const word = duty.pick === "higher" ? "at least" : "at most";
      return `${inParens(left, isBounded(left))}, ${word} ${inParens(right, isSum(right))}`;
    }
    case "seasonal": {
      const seasons = duty.seasons.map(
        ({ since, until, duty: own }) =>
          `from ${dayWords(since)} to ${dayWords(until)} ${inParens(own, isBounded(own))}`,
      );
      const rest =
        duty.otherwise === null ? [] : [`otherwise ${inParens(duty.otherwise, isBounded(duty.otherwise))}`];
      return [...seasons, ...rest].join("; ");
    }
    case "tariff-rate-quota": {
      const { inQuota, overQuota } = duty;
      return `in-quota ${inParens(inQuota, isBounded(inQuota))} up to ${formatVolume(duty)}, over-quota ${inParens(overQuota, isBounded(overQuota))}`;
    }
  }
}

/** "9.3 EUR/100 kg", "120 EUR/t", "0.4 EUR/kg". */
export function formatPer({ amount, currency, per, unit }: Omit<Specific, "form">): string {
  return `${decimal(amount)} ${currency}/${amountOf(per, unit)}`;
}

/** "30000 t", "500 l". */
export function formatVolume({ volume, unit }: { readonly volume: number; readonly unit: DutyUnit }): string {
  return unit === "kg" && volume >= 1000 ? `${shifted(volume, -3)} t` : `${decimal(volume)} ${unit}`;
}

/** "6-1" as "1 June". */
export function dayWords(dayOfYear: string): string {
  const [month, day] = dayOfYear.split("-").map(Number) as [number, number];
  return `${day} ${MONTHS[month - 1]}`;
}

function amountOf(per: number, unit: DutyUnit): string {
  if (per === 1) return unit;
  if (per === 1000 && unit === "kg") return "t";
  if (per === 100 && unit === "l") return "hl";
  return `${decimal(per)} ${unit}`;
}

const isAtom = ({ form }: Duty): boolean => form === "ad-valorem" || form === "specific";
const isSum = (duty: Duty): boolean => isAtom(duty) || duty.form === "compound";
const isBounded = (duty: Duty): boolean => isSum(duty) || duty.form === "mixed";
const inParens = (duty: Duty, isBare: boolean): string =>
  isBare ? formatDuty(duty) : `(${formatDuty(duty)})`;
