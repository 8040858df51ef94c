/**
 * Where an economy stands in world-2014.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import { packedWorld2014 } from "./world-2014.generated.js";

/**
 * Row and column of an economy in `world2014()`.
 * @throws {InputError} economy_not_in_world, saying why it is left out where that is known
 */
export function worldIndex(code: string, field = "economy"): number {
  const at = packedWorld2014.economies.findIndex((economy) => economy.code === code);
  if (at >= 0) return at;
  const left = packedWorld2014.leftOut.find(([other]) => other === code);
  throw new InputError("economy_not_in_world", `an economy of world-2014 is required; received ${code}.`, {
    place: { field },
    received: code,
    hint:
      left === undefined
        ? "List them with: gravitas world."
        : `${left[1]} is left out: ${left[2]}. List the economies with: gravitas world.`,
  });
}

/** Whether `world2014()` has a row and column for a code. */
export function isInWorld(code: string): boolean {
  return packedWorld2014.economies.some((economy) => economy.code === code);
}
