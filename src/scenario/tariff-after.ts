import { InputError } from "../contracts/errors.js";
import type { CellShock } from "../contracts/scenario.js";
import type { Assumption } from "../contracts/shock.js";
import { adValoremEquivalent, formatDuty, parseDuty, parseExchange, parsePer } from "../tariffs/index.js";

/** The rate after a tariff shock as a fraction; for a duty as law writes it, with how it was reckoned. */
export interface TariffAfter {
  readonly rate: number;
  readonly assumption: Assumption | null;
}

/**
 * @param field of the shock, for messages
 * @throws {InputError} `duty`, `unit-value`, `exchange`, `season-day`: a duty that cannot be read or made a percentage with
 *   what the scenario states; a tariff-rate quota, which has a place of its own
 */
export function tariffAfter(shock: CellShock, field: string): TariffAfter {
  const { tariff, unitValue = [], exchange = [], on } = shock;
  if (tariff === undefined || typeof tariff === "number") return { rate: tariff ?? 0, assumption: null };
  const duty = parseDuty(tariff, `${field}.tariff`);
  if (duty.form === "tariff-rate-quota") {
    throw new InputError("duty-quota", `A tariff-rate quota is no tariff: ${formatDuty(duty)}.`, {
      place: { field: `${field}.tariff` },
      received: tariff,
      hint: "Write it under quotas, in million dollars.",
    });
  }
  const { rate, steps } = adValoremEquivalent(duty, {
    unitValues: [unitValue].flat().map((text) => parsePer(text, `${field}.unitValue`)),
    exchange: [exchange].flat().map((text) => parseExchange(text, `${field}.exchange`)),
    ...(on === undefined ? {} : { on }),
  });
  return {
    rate,
    assumption: {
      id: `${field}.tariff`,
      says: `The duty of ${formatDuty(duty)} is ${Number((100 * rate).toFixed(4))} % of the value.${steps.length === 0 ? "" : ` ${steps.join(" ")}`}`,
      source: "reckoned from what the scenario states",
    },
  };
}
