/**
 * Reading of option values, each refused with a sentence when it is no such thing.
 * @module
 */
import { isCalendarDay } from "../contracts/codes.js";
import { InputError } from "../contracts/errors.js";

interface NumberRule {
  readonly option: string;
  /** "a positive number", "a whole number from 0 to 100000". */
  readonly expected: string;
  readonly accepts: (value: number) => boolean;
  readonly hint: string;
}

/** @throws {InputError} `option-value` */
export function numberOption(text: string, rule: NumberRule): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (Number.isFinite(value) && rule.accepts(value)) return value;
  throw new InputError(
    "option-value",
    `${rule.option} must be ${rule.expected}; received ${JSON.stringify(text)}.`,
    {
      place: { field: rule.option },
      received: text,
      hint: rule.hint,
    },
  );
}

/** @throws {InputError} `option-value` unless it is a day of the calendar, YYYY-MM-DD */
export function dayOption(text: string, option: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && isCalendarDay(text)) return text;
  throw new InputError(
    "option-value",
    `${option} must be a day as YYYY-MM-DD; received ${JSON.stringify(text)}.`,
    {
      place: { field: option },
      received: text,
      hint: "For example 2014-12-18.",
    },
  );
}

/** @throws {InputError} `arguments` unless exactly the arguments named were given */
export function exactly(positionals: readonly string[], names: readonly string[], usage: string): string[] {
  if (positionals.length === names.length) return [...positionals];
  const came = positionals.length === 0 ? "none" : positionals.map((p) => JSON.stringify(p)).join(" ");
  throw new InputError("arguments", `Expected ${names.join(" ")}; received ${came}.`, {
    received: positionals,
    hint: usage.split("\n")[0]!,
  });
}
