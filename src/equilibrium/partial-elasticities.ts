/**
 * Elasticities as options of partial models: one number, or one by name; checked.
 * @module
 */
import { InputError } from "../contracts/errors.js";

/** One for all, or one by name (line, exporter, importer); names left out are refused. */
export type Elasticity = number | Readonly<Record<string, number>>;

/**
 * An elasticity for each name, in their order.
 *
 * @throws {InputError} a name that is not of the market, one left out, a number out of range. Demand elasticities are
 *   taken in absolute value: a negative one is refused with that hint, since signs differ between the sources
 */
export function elasticities(
  given: Elasticity,
  names: readonly string[],
  field: string,
  range: { readonly above?: number; readonly infinite?: boolean } = {},
): Float64Array {
  const check = (value: number | undefined, name: string | null): number => {
    const from = range.above ?? 0;
    const inside = value !== undefined && (range.above === undefined ? value >= 0 : value > from);
    const finite = value !== undefined && (Number.isFinite(value) || (range.infinite === true && value > 0));
    if (inside && finite) return value;
    const must = `${range.above === undefined ? "a number of at least 0" : `above ${from}`}${range.infinite ? ", or Infinity" : ""}`;
    const hint =
      value !== undefined && value < 0
        ? `Elasticities are given in absolute value: ${-value}.`
        : "See docs/models-partial.md for values in use.";
    throw new InputError(
      "elasticity-range",
      `${field} must be ${must}; received ${String(value)}${name === null ? "" : ` for ${name}`}.`,
      { place: { field }, received: value, hint },
    );
  };
  if (typeof given === "number" || given === undefined || given === null)
    return new Float64Array(names.length).fill(check(given ?? undefined, null));
  const known = new Set(names);
  const stranger = Object.keys(given).find((name) => !known.has(name));
  if (stranger !== undefined) {
    throw new InputError("elasticity-name", `${field} must name what the market has; received ${stranger}.`, {
      place: { field },
      received: stranger,
      hint: `It has ${names.slice(0, 5).join(", ")}${names.length > 5 ? " …" : ""}.`,
    });
  }
  return Float64Array.from(names, (name) => check(given[name], name));
}

/**
 * Export supply elasticities, in which WITS writes 99 for infinite. Read so, with a warning.
 *
 * @returns the elasticities, and the warnings
 */
export function exportSupplies(
  given: Elasticity,
  exporters: readonly string[],
  floor: { readonly above?: number },
): { readonly supply: Float64Array; readonly warnings: readonly string[] } {
  const supply = elasticities(given, exporters, "exportSupply", { ...floor, infinite: true });
  if (!supply.includes(99)) return { supply, warnings: [] };
  return {
    supply: supply.map((x) => (x === 99 ? Number.POSITIVE_INFINITY : x)),
    warnings: [
      "exportSupply 99 is read as infinite, as WITS does: write Infinity, or another number near 99.",
    ],
  };
}

/** An elasticity as an outcome's parameters state it: JSON has no Infinity. */
export function shownElasticity(given: Elasticity): unknown {
  const shown = (value: number) => (value === Number.POSITIVE_INFINITY ? "infinite" : value);
  if (typeof given === "number") return shown(given);
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, shown(value)]));
}
