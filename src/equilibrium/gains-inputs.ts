/**
 * What the formula for the gains from trade needs of an economy, from a world.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import { InputError } from "../contracts/errors.js";
import type { SectorBaseline } from "../contracts/sector-baseline.js";
import type { GainsInputs } from "./gains-from-trade.js";

/** Inputs of gainsFromTrade, with what they were made of. */
export interface EconomyGains extends GainsInputs {
  /** Tariff revenue over value added, in the base. */
  readonly revenue: number;
  /** Spending of all sectors, tariffs included, million dollars. */
  readonly spending: number;
  /** Imports less exports, before tariff. */
  readonly deficit: number;
}

/**
 * Shares of an economy's spending on its own goods, and the shares that link its sectors where the world has them.
 *
 * @param world   one sector, or a SectorBaseline
 * @param options theta: for a world that carries none, or to replace its own
 * @throws {InputError} an economy that is not in the world, no theta, several sectors that are not linked
 */
export function gainsInputs(
  world: Baseline | SectorBaseline,
  economy: string,
  options: { readonly theta?: number | Float64Array } = {},
): EconomyGains {
  const n = world.economies.length;
  const S = world.sectors.length;
  const j = world.economies.indexOf(economy);
  if (j < 0) {
    throw new InputError("unknown-economy", `${world.id} has no economy ${economy}.`, {
      received: economy,
      hint: "Use a code of the baseline's list of economies.",
    });
  }
  const linked = "inputShare" in world ? world : null;
  const theta = options.theta ?? linked?.theta;
  if (theta === undefined || (linked === null && S > 1)) {
    const what = theta === undefined ? "a trade elasticity" : "shares of value added, inputs and final use";
    throw new InputError("gains-inputs", `The gains from trade in ${world.id} need ${what}.`, {
      hint: theta === undefined ? "Give theta." : "Give a SectorBaseline, or add the sectors up.",
    });
  }
  const sums = sumsOf(world, j);
  const own = (list: Float64Array) => Float64Array.from({ length: S }, (_, s) => list[s * n + j]);
  const links =
    linked === null
      ? {}
      : {
          finalShare: own(linked.finalShare),
          valueAddedShare: own(linked.valueAddedShare).map((b, s) => (sums.output[s] > 0 ? b : 1)),
          inputShare: Float64Array.from({ length: S * S }, (_, c) => linked.inputShare[c * n + j]),
        };
  const valueAdded = sums.output.reduce(
    (sum, y, s) => sum + y * (linked === null ? 1 : linked.valueAddedShare[s * n + j]),
    0,
  );
  return {
    ...links,
    ownShare: sums.ownShare,
    theta,
    revenue: valueAdded > 0 ? sums.revenue / valueAdded : 0,
    spending: sums.spending,
    deficit: sums.deficit,
  };
}

function sumsOf({ economies, sectors, flows, tariffs }: Baseline, j: number) {
  const n = economies.length;
  const ownShare = new Float64Array(sectors.length);
  const output = new Float64Array(sectors.length);
  let [revenue, spending, deficit] = [0, 0, 0];
  for (let s = 0; s < sectors.length; s++) {
    let spent = 0;
    for (let i = 0; i < n; i++) {
      const bought = (s * n + i) * n + j;
      const duty = flows[bought] * tariffs[bought];
      spent += flows[bought] + duty;
      revenue += duty;
      const sold = flows[(s * n + j) * n + i];
      output[s] += sold;
      deficit += flows[bought] - sold;
    }
    const own = (s * n + j) * n + j;
    ownShare[s] = spent > 0 ? (flows[own] * (1 + tariffs[own])) / spent : 1;
    spending += spent;
  }
  return { ownShare, output, revenue, spending, deficit };
}
