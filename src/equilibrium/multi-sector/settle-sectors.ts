/**
 * A world of linked sectors brought to rest.
 * @module
 */
import type { SectorBaseline } from "../../contracts/sector-baseline.js";
import { type PreparedMultiSector, prepareMultiSector } from "./prepare-multi-sector.js";

/** Sweeps spent on a finer base than was asked for. */
const polish = 12;

export interface SettledSectors {
  /** Null when no such world was found. */
  readonly world: SectorBaseline | null;
  readonly because: string | null;
  readonly residual: number;
  readonly iterations: number;
}

/**
 * How far a world is from rest: the largest relative gap between what is spent on a sector's goods and what final use and
 * inputs demand of them, in any economy.
 *
 * @throws what prepareMultiSector throws
 */
export function restGap(world: SectorBaseline): number {
  return prepareMultiSector(world).restGap;
}

/**
 * Solves a world without shock, with its deficits held or at none, and returns it as a baseline: the step before the
 * shock where shares of final use do not reproduce the flows, or where trade is to balance first.
 *
 * @param world   as it is or made ready
 * @param options theta: (S), default the world's; deficits "held" in units of the numeraire, or "removed"
 * @throws what prepareMultiSector throws
 * Source: Caliendo and Parro (2015), Rev. Econ. Stud. 82(1), who remove deficits before tariffs change.
 */
export function settleSectors(
  world: SectorBaseline | PreparedMultiSector,
  options: {
    readonly deficits: "held" | "removed";
    readonly theta?: Float64Array | undefined;
    readonly numeraire?: string | undefined;
    readonly tolerance?: number | undefined;
    readonly maxIterations?: number | undefined;
  },
): SettledSectors {
  const removed = options.deficits === "removed";
  const prepared = "solve" in world ? world : prepareMultiSector(world);
  const base = prepared.world;
  const none = { cells: [], warnings: [] };
  const draw = { ...options, deficits: removed ? "none" : "additive" } as const;
  const solution = prepared.solve(none, draw);
  const { converged, because, residual, iterations } = solution;
  if (!converged) return { world: null, because, residual, iterations };
  // What is left of the residual would be a change without a shock later: a few sweeps more, if they help.
  const start = solution.state.slice();
  const finer = (options.tolerance ?? 1e-12) / 20;
  if (!prepared.solve(none, { ...draw, start, tolerance: finer, maxIterations: polish }).converged)
    prepared.solve(none, { ...draw, start });
  const flows = new Float64Array(base.flows.length);
  solution.flowsInto(flows);
  const note = removed
    ? "Deficits were removed first: flows are those of the balanced world."
    : "Flows were solved anew before the shock, with deficits held, so that they agree with the shares of final use and inputs.";
  return { world: { ...base, flows, notes: [...base.notes, note] }, because: null, residual, iterations };
}
