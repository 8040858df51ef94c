/**
 * Named options of partial models.
 * @module
 */
import { InputError } from "../contracts/errors.js";

/**
 * The choice made, or the first when none was.
 *
 * @throws {InputError} a name that is none of the choices: types do not hold in plain JavaScript
 */
export function choiceOf<T extends string>(
  given: T | undefined,
  choices: readonly [T, ...T[]],
  field: string,
): T {
  if (given === undefined) return choices[0];
  if (choices.includes(given)) return given;
  throw new InputError(
    "option-choice",
    `${field} must be ${choices.join(" or ")}; received ${String(given)}.`,
    {
      place: { field },
      received: given,
      hint: `Leave it out for ${choices[0]}.`,
    },
  );
}
