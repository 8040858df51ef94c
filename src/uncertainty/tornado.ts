/**
 * Which parameter moves an answer most.
 * @module
 */
import type { Distribution, JointNormal } from "../contracts/scenario.js";
import { normalQuantile } from "../kernel/index.js";
import { distributionQuantile } from "./distribution-quantile.js";
import type { ParameterColumns } from "./draw-parameters.js";
import { firstOrderIndex } from "./first-order-index.js";
import type { DrawValues } from "./solve-draws.js";
import type { DrawColumns } from "./summarise.js";

/** One bar of a tornado. */
export interface TornadoBar {
  readonly parameter: string;
  /** The parameter at its 5 % and 95 % quantiles. */
  readonly from: number;
  readonly to: number;
  /** The figure there, all other parameters at their centre; null where there is no solution. */
  readonly atFrom: number | null;
  readonly atTo: number | null;
  /** |atTo − atFrom|; null where either is. */
  readonly swing: number | null;
  /** Share of the figure's variance over the draws that this parameter accounts for by itself; null: not told. */
  readonly firstOrder: number | null;
}

/** The solves that tornadoes need: as draws, so that whatever runs draws runs them. */
export interface TornadoPlan {
  /** The parameters that vary, and their ends. */
  readonly ends: readonly (readonly [parameter: string, from: number, to: number])[];
  /** Draw 0 is the centre; draws 2k + 1 and 2k + 2 move parameter k to its ends. */
  readonly columns: ParameterColumns;
}

/**
 * Two solves for each parameter that varies: at its 5 % and at its 95 % quantile, the others at their centre. Effects
 * with a covariance are moved one at a time along their own margins, so a bar leaves out what moves with them.
 *
 * @throws {InputError} a distribution with bounds out of order
 */
export function tornadoPlan(
  parameters: Readonly<Record<string, Distribution>>,
  centre: DrawValues,
  joint?: JointNormal,
): TornadoPlan {
  const ends: [string, number, number][] = Object.entries(parameters).flatMap(([name, distribution]) => {
    if (typeof distribution === "number") return [];
    const value = distributionQuantile(distribution, name);
    return [[name, value(0.05), value(0.95)] as [string, number, number]];
  });
  joint?.names.forEach((name, k) => {
    const by = normalQuantile(0.95) * Math.sqrt(joint.covariance[k][k]);
    ends.push([name, joint.mean[k] - by, joint.mean[k] + by]);
  });
  const columns = Object.fromEntries(
    Object.entries(centre).map(([name, value]) => [name, new Float64Array(2 * ends.length + 1).fill(value)]),
  );
  ends.forEach(([name, from, to], k) => {
    columns[name][2 * k + 1] = from;
    columns[name][2 * k + 2] = to;
  });
  return { ends, columns };
}

/**
 * The bars of one figure, the longest first; those without a solution last.
 *
 * @param solved the plan's draws, with the figure among its columns
 * @param drawn the parameters of a run of draws and what they gave, for first-order indexes
 * Source: see firstOrderIndex.
 */
export function tornado(
  { ends }: TornadoPlan,
  solved: DrawColumns,
  figure: string,
  drawn?: { readonly parameters: ParameterColumns; readonly columns: DrawColumns },
): TornadoBar[] {
  const column = solved.columns[solved.names.indexOf(figure)];
  const at = (d: number): number | null => (solved.failed[d] ? null : column[d]);
  const kept = (x: Float64Array): Float64Array => x.filter((_, d) => !drawn?.columns.failed[d]);
  const figures = drawn && kept(drawn.columns.columns[drawn.columns.names.indexOf(figure)]);
  const bars = ends.map(([parameter, from, to], k): TornadoBar => {
    const [atFrom, atTo] = [at(2 * k + 1), at(2 * k + 2)];
    const swing = atFrom === null || atTo === null ? null : Math.abs(atTo - atFrom);
    const firstOrder = figures ? firstOrderIndex(kept(drawn.parameters[parameter]), figures) : null;
    return { parameter, from, to, atFrom, atTo, swing, firstOrder };
  });
  return bars.sort((a, b) => (b.swing ?? -1) - (a.swing ?? -1));
}
