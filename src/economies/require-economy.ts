import { InputError } from "../contracts/errors.js";
import type { Economy } from "./economy.js";
import { findEconomy, nearestEconomies } from "./find-economy.js";

/**
 * The economy that `text` names, as `findEconomy` finds it.
 * @param field the option or field that the text came from, for the message
 * @throws {InputError} unknown_economy, naming the nearest names
 */
export function requireEconomy(text: string, field: string): Economy {
  const found = findEconomy(text);
  if (found !== null) return found;
  const near = nearestEconomies(text).map((economy) => `${economy.name} (${economy.code})`);
  throw new InputError(
    "unknown_economy",
    `${field} must name an economy; received ${JSON.stringify(text)}.`,
    {
      place: { field },
      received: text,
      hint:
        near.length > 0
          ? `Did you mean ${near.join(" or ")}?`
          : "Use an ISO 3166 alpha-3 code such as GEO, or an English name.",
    },
  );
}
