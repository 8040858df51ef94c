/**
 * What a solver of linked sectors may be asked.
 * @module
 */
import { InputError } from "../../contracts/errors.js";

/**
 * @param length of a state, where a start is given
 * @throws {InputError} tolerance, iterations or start out of range
 */
export function checkSolverOptions(
  options: {
    readonly tolerance?: number | undefined;
    readonly maxIterations?: number | undefined;
    readonly start?: Float64Array | undefined;
  },
  length = 0,
): void {
  const { tolerance, maxIterations, start } = options;
  if (tolerance !== undefined && !(tolerance > 0 && tolerance < 1)) {
    throw new InputError("tolerance-range", `The tolerance must be in (0, 1); received ${tolerance}.`, {
      place: { field: "tolerance" },
      received: tolerance,
      hint: "Use 1e-12 unless you are drawing.",
    });
  }
  if (maxIterations !== undefined && !(Number.isInteger(maxIterations) && maxIterations >= 1)) {
    throw new InputError(
      "iterations-range",
      `maxIterations must be a positive integer; received ${maxIterations}.`,
      {
        place: { field: "maxIterations" },
        received: maxIterations,
        hint: "Leave it out: solves take some tens of sweeps.",
      },
    );
  }
  if (start !== undefined && !(start.length === length && start.every(Number.isFinite))) {
    throw new InputError(
      "start-range",
      `A start must be ${length} finite numbers; received ${start.length}.`,
      {
        place: { field: "start" },
        hint: "Pass the state of another solution of the same world.",
      },
    );
  }
}
