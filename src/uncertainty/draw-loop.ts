/**
 * One solve for every draw, whatever the model.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { ParameterColumns } from "./draw-parameters.js";
import type { DrawChunk } from "./executor.js";
import type { DrawValues, NamedJob } from "./solve-draws.js";

/** Writes the figures of one draw from `at` on and returns null, or says why there are none. */
export type ReadDraw = (values: DrawValues, out: Float64Array, at: number) => string | null;

/**
 * The job that solves each draw by itself. A draw whose values the model refuses (InputError) counts as failed, with the
 * reason.
 *
 * @param names of the figures, as many as `read` writes
 * @param parameters at least one column
 */
export function drawLoop(names: readonly string[], parameters: ParameterColumns, read: ReadDraw): NamedJob {
  const columns = Object.entries(parameters);
  const run = (from: number, to: number): DrawChunk => {
    const values = new Float64Array((to - from) * names.length);
    const failed = new Uint8Array(to - from);
    const reasons = new Set<string>();
    for (let d = from; d < to; d++) {
      const drawn = Object.fromEntries(columns.map(([name, column]) => [name, column[d]!]));
      const reason = attempt(() => read(drawn, values, (d - from) * names.length));
      if (reason === null) continue;
      values.fill(0, (d - from) * names.length, (d - from + 1) * names.length);
      failed[d - from] = 1;
      reasons.add(reason);
    }
    return { from, to, values, failed, reasons: [...reasons] };
  };
  return { names, job: { draws: columns[0]?.[1].length ?? 0, run } };
}

/** A draw outside a parameter's range is a reason for that draw to fail, and no more. */
function attempt(draw: () => string | null): string | null {
  try {
    return draw();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}
