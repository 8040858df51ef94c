/**
 * Draws of a scenario's parameters.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { Distribution } from "../contracts/scenario.js";
import { seededRandom } from "../kernel/index.js";
import { distributionQuantile } from "./distribution-quantile.js";

/** One column a parameter, each of the same length (draws). */
export type ParameterColumns = Readonly<Record<string, Float64Array>>;

/**
 * Independent draws of every parameter.
 *
 * Each parameter has a stream of its own, from the seed and its name: another parameter, or more draws, changes none of
 * the values that were there.
 * @param distributions by parameter; a number is a column of itself
 * @param options draws: integer >= 0; seed: integer, 0 to 2⁵³ − 1
 * @throws {InputError} draws or seed out of range, a distribution with bounds out of order
 * Source: see seededRandom and normalQuantile; all distributions by inversion.
 */
export function drawParameters(
  distributions: Readonly<Record<string, Distribution>>,
  options: { readonly draws: number; readonly seed: number },
): ParameterColumns {
  const { draws, seed } = options;
  for (const [field, value] of Object.entries({ draws, seed })) {
    if (Number.isSafeInteger(value) && value >= 0) continue;
    throw new InputError("draws-range", `${field} must be a whole number of at least 0; received ${value}.`, {
      place: { field: `uncertainty.${field}` },
      received: value,
      hint: "500 draws are enough for 90 % intervals; any whole number is a seed.",
    });
  }
  return Object.fromEntries(
    Object.entries(distributions).map(([name, distribution]) => {
      const random = seededRandom(seed, name);
      const value = distributionQuantile(distribution, name);
      return [name, Float64Array.from({ length: draws }, () => value(random.uniform()))];
    }),
  );
}
