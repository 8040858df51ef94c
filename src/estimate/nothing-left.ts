/**
 * The error of a sample that empties itself.
 * @module
 */
import { DataError } from "../contracts/errors.js";
import type { Design } from "./design.js";

/** @throws {DataError} `nothing-left`, always */
export function nothingLeft(design: Design): never {
  const effects = design.effects.map((e) => e.name).join(", ");
  throw new DataError(
    "nothing-left",
    `Some rows must be left after singletons and separated rows; of ${design.nObs}, none is.`,
    {
      hint:
        effects === "" ? "Check the filter." : `The effects ${effects} fit every row exactly: absorb fewer.`,
    },
  );
}
