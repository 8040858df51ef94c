/**
 * A world of linked sectors brought to rest.
 * @module
 */
import type { SectorBaseline } from "../../contracts/sector-baseline.js";
import { prepareMultiSector } from "./prepare-multi-sector.js";

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
 */
export function restGap(world: SectorBaseline): number {
  const n = world.economies.length;
  const count = world.sectors.length;
  const { flows, tariffs, valueAddedShare, inputShare, finalShare } = world;
  const spent = new Float64Array(count * n);
  const made = new Float64Array(count * n);
  const income = new Float64Array(n);
  for (let k = 0; k < flows.length; k++) {
    const s = Math.floor(k / (n * n));
    const gross = flows[k] * (1 + tariffs[k]);
    spent[s * n + (k % n)] += gross;
    made[Math.floor(k / n)] += flows[k];
    income[k % n] += gross;
  }
  // Final spending is all spending less inputs: value added, revenue and deficit follow from the same flows.
  for (let c = 0; c < made.length; c++) if (made[c] > 0) income[c % n] -= (1 - valueAddedShare[c]) * made[c];
  const demand = finalShare.map((share, c) => share * income[c % n]);
  for (let k = 0; k < count; k++) {
    for (let s = 0; s < count; s++) {
      for (let i = 0; i < n; i++) {
        const c = k * n + i;
        if (made[c] > 0)
          demand[s * n + i] += inputShare[(k * count + s) * n + i] * (1 - valueAddedShare[c]) * made[c];
      }
    }
  }
  let gap = 0;
  for (let c = 0; c < spent.length; c++) {
    const scale = Math.max(spent[c], demand[c]);
    if (scale > 0) gap = Math.max(gap, Math.abs(spent[c] - demand[c]) / scale);
  }
  return gap;
}

/**
 * Solves a world without shock, with its deficits held or at none, and returns it as a baseline: the step before the
 * shock where shares of final use do not reproduce the flows, or where trade is to balance first.
 *
 * @param options theta: (S), default the world's; deficits "held" in units of the numeraire, or "removed"
 * @throws what prepareMultiSector throws
 * Source: Caliendo and Parro (2015), Rev. Econ. Stud. 82(1), section 5: deficits are removed before tariffs change.
 */
export function settleSectors(
  world: SectorBaseline,
  options: {
    readonly deficits: "held" | "removed";
    readonly theta?: Float64Array | undefined;
    readonly numeraire?: string | undefined;
    readonly tolerance?: number | undefined;
    readonly maxIterations?: number | undefined;
  },
): SettledSectors {
  const removed = options.deficits === "removed";
  const solution = prepareMultiSector(world).solve(
    { cells: [], warnings: [] },
    { ...options, deficits: removed ? "none" : "additive" },
  );
  const { converged, because, residual, iterations } = solution;
  if (!converged) return { world: null, because, residual, iterations };
  const flows = new Float64Array(world.flows.length);
  solution.flowsInto(flows);
  const note = removed
    ? "Deficits were removed first: flows are those of the balanced world."
    : "Flows were solved anew before the shock, with deficits held, so that they agree with the shares of final use and inputs.";
  return { world: { ...world, flows, notes: [...world.notes, note] }, because: null, residual, iterations };
}
