/**
 * The gains from trade of one economy in a one-sector world, with a range.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import type { GainsReport } from "../contracts/gains.js";
import { normalQuantile } from "../kernel/normal-quantile.js";
import { gainsFromTrade } from "./gains-from-trade.js";
import { gainsInputs } from "./gains-inputs.js";

/** The same world under another choice, such as other domestic sales. */
export interface GainsAlternative {
  readonly says: string;
  readonly world: Baseline;
}

/**
 * The formula at the median θ, its 5 % and 95 % points (gains fall with θ, so these are the formula at θ's 95 % and 5 %
 * points, exactly), and the same under other choices, one at a time.
 *
 * @param options theta: lognormal, log standard deviation 0 fixes it; instead: other worlds
 * @throws {InputError} an economy that is not in the world, theta <= 0, a world of several sectors
 */
export function gainsReport(
  world: Baseline,
  economy: string,
  options: {
    readonly theta: { readonly median: number; readonly sdLog: number };
    readonly instead?: readonly GainsAlternative[];
    readonly notes?: readonly string[];
  },
): GainsReport {
  const { median, sdLog } = options.theta;
  const inputs = gainsInputs(world, economy, { theta: median });
  const { ownShare, revenue, spending, deficit } = inputs;
  const at = (theta: number, share = ownShare) => 100 * gainsFromTrade({ ownShare: share, theta });
  const gains = at(median);
  const end = Math.exp(normalQuantile(0.95) * sdLog);
  const gdp = world.gdp[world.economies.indexOf(economy)];
  const usd = (gains / 100) * spending;
  return {
    economy,
    base: world.id,
    formula: "arkolakis-costinot-rodriguez-clare",
    sectors: world.sectors.length,
    theta: { median, sdLog },
    ownShare: ownShare[0],
    gainsPercent: gains,
    low: at(median * end),
    high: at(median / end),
    withRevenuePercent: 100 * gainsFromTrade({ ownShare, theta: median, revenue }),
    gainsUsdMillion: usd,
    percentOfGdp: gdp > 0 ? (100 * usd) / gdp : null,
    deficitShare: spending > 0 ? deficit / spending : 0,
    instead: (options.instead ?? []).map(({ says, world: other }) => {
      const share = gainsInputs(other, economy, { theta: median }).ownShare;
      return { says, ownShare: share[0], gainsPercent: at(median, share as Float64Array) };
    }),
    notes: [...(options.notes ?? [])],
  };
}
