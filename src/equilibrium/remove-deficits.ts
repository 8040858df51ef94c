/**
 * The world as it would be if trade balanced.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import { prepareOneSector } from "./prepare-one-sector.js";

export interface RemovedDeficits {
  /** Null when no such world was found. */
  readonly baseline: Baseline | null;
  readonly because: string | null;
  readonly residual: number;
  readonly iterations: number;
}

/**
 * Solves the base with every deficit at zero, at its own tariffs, and returns it as a baseline.
 *
 * @param options as for solveOneSector; the answer depends on theta
 * @returns a baseline with the flows of the balanced world and a note that says so; origins and moves are kept as they
 *   describe the data that it was made from
 * Source: Dekle, Eaton and Kortum (2008), IMF Staff Papers 55(3).
 */
export function removeDeficits(
  baseline: Baseline,
  options: {
    readonly theta: number;
    readonly numeraire?: string;
    readonly tolerance?: number;
    readonly maxIterations?: number;
  },
): RemovedDeficits {
  const { theta, numeraire = "world-output", tolerance = 1e-12, maxIterations = 1000 } = options;
  const draw = { theta, numeraire, tolerance, maxIterations, deficits: "none" } as const;
  const solution = prepareOneSector(baseline, { solves: "one" }).solve({ pairs: [], warnings: [] }, draw);
  const { converged, because, residual, iterations } = solution;
  if (!converged) return { baseline: null, because, residual, iterations };
  const n = baseline.economies.length;
  const flows = new Float64Array(n * n);
  solution.flowsInto(flows);
  const note = `Deficits were removed first, with a trade elasticity of ${theta}: flows are those of the balanced world.`;
  return {
    baseline: { ...baseline, flows, notes: [...baseline.notes, note] },
    because: null,
    residual,
    iterations,
  };
}
