/**
 * The end of a fit that nobody waits for any more.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { FitOptions } from "./design.js";

/** A check for inner loops; undefined where there is no signal, so that they pay nothing. */
export function cancellation({ signal }: Pick<FitOptions, "signal">): (() => void) | undefined {
  if (!signal) return undefined;
  return () => {
    if (signal.aborted) throw new InputError("cancelled", "The fit was cancelled.");
  };
}
