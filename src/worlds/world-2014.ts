/**
 * The embedded world of 2014.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import { balancedCell } from "./balance.js";
import { domesticSalesOf, type GoodsParameters } from "./domestic-sales.js";
import type { PackedWorld } from "./packed-world.js";
import { worldNotes, worldSources } from "./sources.js";
import { baseTariffs } from "./tariffs.js";
import { packedWorld2014 } from "./world-2014.generated.js";
import { type WorldProblem, worldProblem } from "./world-problem.js";

/**
 * The baseline `world-2014`: trade in goods among about 200 economies and with themselves, with applied tariffs.
 *
 * Decoded in closed form from targets and multipliers that the build step found; nothing is balanced here.
 * @param parameters κ and g move domestic sales only
 * @returns a new Baseline each time, million current dollars at the exporter's price
 * @throws {InputError} bad_goods_parameter
 * Source and method: docs/world-2014.md
 */
export function world2014(parameters: GoodsParameters = {}): Baseline {
  const world = packedWorld2014;
  const problem = decodedProblem();
  const { alpha, beta } = world.solution;
  const n = problem.n;
  const flows = new Float64Array(n * n);
  const moved = new Float64Array(n * n).fill(1);
  for (let i = 0, c = 0; i < n; i++) {
    for (let j = 0; j < n; j++, c++) {
      const t = problem.target[c];
      if (t === 0) continue;
      flows[c] = balancedCell(t, problem.weight[c], problem.cap[c], alpha[i] + beta[j]);
      moved[c] = flows[c] / problem.figure[c];
    }
  }
  return assembleWorld(world, problem, { flows, moved }, parameters);
}

/** Follows from the generated file alone, so it is worked out once; nobody is given this copy. */
let decoded: WorldProblem | null = null;

/** The problem that the embedded multipliers solve. Targets and origins are the caller's own to change. */
export function decodedProblem(): WorldProblem {
  const { solution } = packedWorld2014;
  decoded ??= worldProblem(packedWorld2014, {
    scales: { row: solution.priorRow, column: solution.priorColumn },
  });
  return { ...decoded, target: decoded.target.slice(), origin: decoded.origin.slice() };
}

/** A Baseline from balanced trade: sets the diagonal, tariffs and what must be said. */
function assembleWorld(
  world: PackedWorld,
  problem: WorldProblem,
  { flows, moved }: { readonly flows: Float64Array; readonly moved: Float64Array },
  parameters: GoodsParameters,
): Baseline {
  const home = domesticSalesOf(world, parameters);
  for (let i = 0; i < problem.n; i++) flows[i * problem.n + i] = home[i];
  return {
    id: "world-2014",
    title: "The world of 2014, estimated",
    year: world.year,
    economies: world.economies.map(({ code }) => code),
    sectors: ["goods"],
    flows,
    tariffs: baseTariffs(world, problem.agreements),
    origin: problem.origin,
    moved,
    gdp: Float64Array.from(world.economies, ({ gdp }) => gdp[0]),
    sources: worldSources,
    notes: worldNotes(world, problem.importScale, parameters),
  };
}
