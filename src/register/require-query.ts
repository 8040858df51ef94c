/**
 * What is asked of the register, checked: economies, days, whose view.
 * @module
 */
import { isCalendarDay } from "../contracts/codes.js";
import { InputError } from "../contracts/errors.js";
import { requireEconomy } from "../economies/index.js";

/** The days of which the register speaks, both included: from the GATT on. */
export const REGISTER_DAYS: readonly [first: string, last: string] = ["1948-01-01", "2016-12-31"];

/** The days for which the ledger was gathered; before them there are memberships and agreements only. */
export const LEDGER_DAYS: readonly [first: string, last: string] = ["1992-01-01", "2016-12-31"];

const SPAN = `The register speaks of ${REGISTER_DAYS.join(" to ")}.`;

/** @throws {InputError} unknown_economy, same_economy */
export function requirePair(importer: string, exporter: string): [importer: string, exporter: string] {
  const two: [string, string] = [requireTrader(importer, "importer"), requireTrader(exporter, "exporter")];
  if (two[0] !== two[1]) return two;
  throw new InputError(
    "same_economy",
    `importer and exporter must be two economies; received ${two[0]} twice.`,
    {
      received: [importer, exporter],
      hint: "Name the economy that imports first and the one that exports second.",
    },
  );
}

function requireTrader(text: string, field: string): string {
  const { code, kind, name } = requireEconomy(text, field);
  if (kind !== "organisation") return code;
  throw new InputError(
    "unknown_economy",
    `the ${field} must be an economy; received ${name}, an organisation.`,
    {
      place: { field },
      received: text,
      hint: "Use an ISO 3166 alpha-3 code such as GEO, or an English name.",
    },
  );
}

/** @throws {InputError} unknown_economy */
export function requireView(view: string | null | undefined): string | null {
  return view ? requireEconomy(view, "view").code : null;
}

/** @throws {InputError} day */
export function requireKnownOn(day: string | null | undefined): string | null {
  return day ? requireCalendarDay(day, "known-on", "For example 2014-12-18.") : null;
}

/** @throws {InputError} day */
export function requireDay(text: string, field: string): string {
  const [first, last] = REGISTER_DAYS;
  const day = requireCalendarDay(text, field, SPAN);
  if (day >= first && day <= last) return day;
  throw new InputError("day", `the day must lie within ${first} and ${last}; received ${day}.`, {
    place: { field },
    received: text,
    hint: SPAN,
  });
}

function requireCalendarDay(text: string, field: string, hint: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && isCalendarDay(text)) return text;
  throw new InputError("day", `a day must be written YYYY-MM-DD; received ${JSON.stringify(text)}.`, {
    place: { field },
    received: text,
    hint,
  });
}
