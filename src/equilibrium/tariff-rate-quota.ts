/**
 * A tariff-rate quota on one good: price, imports, and whose the rent is.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { QuotaRegime, QuotaTerms } from "../contracts/market.js";

/** Import demand: intercept − slope · price (never below zero), or imports · (price / at)^(−elasticity). */
export type QuotaDemand =
  | { readonly form: "linear"; readonly intercept: number; readonly slope: number }
  | {
      readonly form: "constant-elasticity";
      readonly imports: number;
      /** The domestic price at which `imports` are bought. */
      readonly at: number;
      /** In absolute value, >= 0. */
      readonly elasticity: number;
    };

export interface QuotaProblem extends QuotaTerms {
  readonly demand: QuotaDemand;
  /** Given, > 0; default 1. */
  readonly worldPrice?: number;
  /** Shares of the licences by holder (exporters, or importing firms); they add to 1. */
  readonly licences?: Readonly<Record<string, number>>;
}

export interface QuotaSolution {
  readonly regime: QuotaRegime;
  /** Domestic price. */
  readonly price: number;
  readonly imports: number;
  /** Domestic price less the in-quota one: what a licence for one unit is worth. */
  readonly premium: number;
  /** premium · min(imports, volume). */
  readonly rent: number;
  /** At the border: in-quota duty on min(imports, volume), over-quota duty on the rest. */
  readonly revenue: number;
  /** By holder, in proportion to licences. */
  readonly rentBy: Readonly<Record<string, number>>;
}

/**
 * What a tariff-rate quota does to a good whose world price is given.
 *
 * Model: price P = P_w (1 + t_in) + λ with 0 <= λ <= P_w (t_out − t_in), and exactly one of: imports < volume and λ = 0;
 * imports = volume; imports > volume and λ = P_w (t_out − t_in). Demand is not increasing, so the regime is found by
 * comparing imports at either end with the volume; no smoothing.
 * @param problem volume and imports in one unit; tariffs as fractions above -1, inQuota <= overQuota
 * @throws {InputError} a number out of range, licences that do not add to 1
 * Method: closed form.
 * Source: Boughner, de Gorter and Sheldon (2000), Agricultural and Resource Economics Review 29(1), for the three
 *   regimes (from memory).
 * Checked against: constructed cases of the three regimes (1e-12)
 * @example
 *   solveTariffRateQuota({ demand: { form: "linear", intercept: 100, slope: 50 }, volume: 30, inQuota: 0.1,
 *     overQuota: 0.6 }) // binding: price 1.4, premium 0.3, rent 9, revenue 3
 */
export function solveTariffRateQuota(problem: QuotaProblem): QuotaSolution {
  const { demand, volume, inQuota, overQuota, worldPrice = 1, licences = {} } = problem;
  checkQuotaTerms(problem, "quota");
  checkDemand(demand, worldPrice);
  checkShares(licences, "licences");
  const [low, high] = [worldPrice * (1 + inQuota), worldPrice * (1 + overQuota)];
  const [most, least] = [imports(demand, low), imports(demand, high)];
  let regime: QuotaRegime = "binding";
  let [price, bought] = [low, volume];
  if (most <= volume) [regime, bought] = ["in-quota", most];
  else if (least >= volume) [regime, bought, price] = ["over-quota", least, high];
  else price = Math.min(Math.max(inverse(demand, volume), low), high);
  const premium = regime === "over-quota" ? worldPrice * (overQuota - inQuota) : price - low;
  const inside = Math.min(bought, volume);
  const rent = premium * inside;
  return {
    regime,
    price,
    imports: bought,
    premium,
    rent,
    revenue: worldPrice * (inQuota * inside + overQuota * (bought - inside)),
    rentBy: Object.fromEntries(Object.entries(licences).map(([holder, share]) => [holder, share * rent])),
  };
}

function imports(demand: QuotaDemand, price: number): number {
  if (demand.form === "linear") return Math.max(demand.intercept - demand.slope * price, 0);
  return demand.imports * (price / demand.at) ** -demand.elasticity;
}

function inverse(demand: QuotaDemand, bought: number): number {
  if (demand.form === "linear") return (demand.intercept - bought) / demand.slope;
  return demand.at * (bought / demand.imports) ** (-1 / demand.elasticity);
}

/** @throws {InputError} a volume below 0, a rate of -1 or less, an over-quota rate below the in-quota one */
export function checkQuotaTerms({ volume, inQuota, overQuota }: QuotaTerms, place: string): void {
  if (!(volume >= 0 && Number.isFinite(volume))) {
    throw new InputError(
      "quota-range",
      `A quota's volume must be a number of at least 0; received ${volume}.`,
      {
        place: { field: `${place}.volume` },
        received: volume,
        hint: "It is in million dollars at base world prices.",
      },
    );
  }
  if (!(inQuota > -1 && overQuota >= inQuota && Number.isFinite(overQuota))) {
    throw new InputError(
      "quota-range",
      `A quota's rates must be fractions above -1, the over-quota rate not below the in-quota one; received ${inQuota} and ${overQuota}.`,
      {
        place: { field: place },
        received: [inQuota, overQuota],
        hint: "0.15 is 15 %. Where no imports over the quota are allowed, give a rate at which there are none.",
      },
    );
  }
}

/** @throws {InputError} shares out of range, or some that do not add to 1 */
export function checkShares(shares: Readonly<Record<string, number>>, place: string): void {
  const all = Object.values(shares);
  const total = all.reduce((sum, share) => sum + share, 0);
  if (all.length === 0 || (all.every((share) => share >= 0) && Math.abs(total - 1) <= 1e-9)) return;
  throw new InputError(
    "quota-shares",
    `Shares of licences must be 0 or more and add to 1; they add to ${total}.`,
    {
      place: { field: place },
      received: shares,
      hint: "Divide each by their sum.",
    },
  );
}

function checkDemand(demand: QuotaDemand, worldPrice: number): void {
  const positive = (x: number) => x > 0 && Number.isFinite(x);
  const fine =
    demand.form === "linear"
      ? Number.isFinite(demand.intercept) && positive(demand.slope)
      : positive(demand.imports) &&
        positive(demand.at) &&
        demand.elasticity >= 0 &&
        Number.isFinite(demand.elasticity);
  if (fine && positive(worldPrice)) return;
  throw new InputError(
    "quota-demand",
    `Import demand must fall in the price, from positive numbers, and the world price must be above 0; received ${JSON.stringify(demand)} at ${worldPrice}.`,
    {
      place: { field: "demand" },
      received: demand,
      hint: "Give slope and elasticity in absolute value.",
    },
  );
}
