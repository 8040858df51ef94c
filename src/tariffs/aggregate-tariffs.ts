/**
 * Tariffs on goods, made into one for a sector.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import { decimal } from "./decimal.js";

export interface TariffLine {
  /** HS code or name, for messages. */
  readonly goods: string;
  /** Fraction, above −1. */
  readonly rate: number;
  /** Imports at prices before the duty, in any one unit, >= 0; needed by all methods but "simple". */
  readonly imports?: number;
}

/**
 * "simple"           mean over lines: every line counts the same, prohibitive tariffs in full
 * "trade-weighted"   Σ M t / Σ M: duty collected over imports; a tariff that shuts trade counts for nothing
 * "ces-price"        the uniform tariff at which the sector costs buyers the same
 * "ces-imports"      the uniform tariff at which imports of the sector have the same value before duty
 * "ces-welfare"      the uniform tariff at which consumers' surplus and revenue together are the same
 */
export const AGGREGATIONS = ["simple", "trade-weighted", "ces-price", "ces-imports", "ces-welfare"] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

export interface AggregateOptions {
  readonly method: Aggregation;
  /** Between the goods of the sector, > 0; needed by the ces methods. */
  readonly sigma?: number;
  /** Of demand for the sector as a whole, in absolute value, > 0; needed by "ces-imports" and "ces-welfare". */
  readonly demand?: number;
}

export interface AggregateTariff {
  readonly rate: number;
  readonly method: Aggregation;
  /** The choice in a sentence, to stand beside the figure. */
  readonly says: string;
}

/**
 * One tariff for several goods.
 *
 * Model of the ces methods: within the sector a CES nest over goods with shares β and elasticity σ, whose price is
 * P(t) = [Σ β (1+t)^(1−σ)]^(1/(1−σ)) at world prices of 1, and demand P^(−η) for the whole. Imports M at tariffs t give
 * β ∝ M (1+t)^σ with Σ β = 1. Then
 *   ces-price    1 + T = P(t) = [Σ s (1+t)^(σ−1)]^(1/(σ−1)), s ∝ M (1+t) the shares in spending
 *   ces-imports  (1 + T)^(−η) = P^(σ−η) Σ β (1+t)^(−σ)
 *   ces-welfare  V(T) = V(t), V = −∫ P^(−η) dP + revenue
 * So ces-price is a mean of power σ − 1 of 1 + t: with equal shares it is the simple mean at σ = 2, the geometric mean
 * as σ → 1, the trade-weighted mean as σ → 0, and it rises with σ.
 * @throws {InputError} `tariff-lines`, `sigma`, `demand`
 * Source: Anderson and Neary (1994), World Bank Economic Review 8(2), and (2005), Measuring the Restrictiveness of
 *   International Trade Policy (the welfare index); (2003), International Economic Review 44(2) (the import-volume
 *   index); Bach and Martin (2001), Journal of Policy Modeling 23(6) (the expenditure aggregator). Their ideas; the
 *   closed forms for a CES nest are worked out here and checked by hand.
 */
export function aggregateTariffs(lines: readonly TariffLine[], options: AggregateOptions): AggregateTariff {
  const { method } = options;
  if (!AGGREGATIONS.includes(method)) throw wrongMethod(method);
  checkLines(lines, method);
  const rates = lines.map(({ rate }) => rate);
  if (method === "simple")
    return { rate: mean(rates), method, says: `Simple mean of ${lines.length} lines.` };
  const imports = lines.map((line) => line.imports!);
  if (method === "trade-weighted") {
    const rate = between(dot(imports, rates) / total(imports), rates);
    return { rate, method, says: "Mean weighted by imports before duty." };
  }
  const sigma = elasticity(options.sigma, "sigma", "0.99 or 3");
  if (method === "ces-price") {
    const rate = between(Math.expm1(nest(imports, rates, sigma).logPrice), rates);
    return {
      rate,
      method,
      says: `Uniform tariff of the same CES price index, sigma = ${decimal(sigma)} between the goods.`,
    };
  }
  const demand = elasticity(options.demand, "demand", "1");
  const base = nest(imports, rates, sigma);
  const rate =
    method === "ces-imports"
      ? Math.expm1(-((sigma - demand) * base.logPrice + base.logBought) / demand)
      : uniformWelfare(base, rates, demand, sigma);
  return {
    rate,
    method,
    says: `Uniform tariff of the same ${method === "ces-imports" ? "imports before duty" : "welfare"}, sigma = ${decimal(sigma)} between the goods, demand for all of them ${decimal(demand)}.`,
  };
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
const mean = (numbers: readonly number[]): number => total(numbers) / numbers.length;
const dot = (a: readonly number[], b: readonly number[]): number => total(a.map((one, n) => one * b[n]!));

/** Rounding may carry a mean a digit beyond the rates that it is of. */
const between = (rate: number, rates: readonly number[]): number =>
  Math.min(Math.max(rate, Math.min(...rates)), Math.max(...rates));

interface Nest {
  /** ln P(t), with P = 1 without tariffs. */
  readonly logPrice: number;
  /** ln Σ β (1+t)^(−σ). */
  readonly logBought: number;
  /** Revenue over Σ β: Σ β t (1+t)^(−σ). */
  readonly taxed: number;
}

function nest(imports: readonly number[], rates: readonly number[], sigma: number): Nest {
  // Powers relative to the highest price, so that a large sigma does not overflow.
  const top = Math.max(...rates);
  const free = imports.map((m, n) => m * ((1 + rates[n]!) / (1 + top)) ** sigma);
  const shares = free.map((one) => one / total(free));
  const logs = rates.map(Math.log1p);
  const middle = dot(shares, logs);
  /** ln Σ β (1+t)^power. Taken from the middle, what log1p gets is at least 0, so no digits are lost. */
  const logSum = (power: number) =>
    power * middle +
    Math.log1p(
      dot(
        shares,
        logs.map((one) => Math.expm1(power * (one - middle))),
      ),
    );
  const less = 1 - sigma;
  return {
    logPrice: Math.abs(less) < 1e-12 ? middle : logSum(less) / less,
    logBought: logSum(-sigma),
    taxed: dot(
      shares.map((share, n) => share * Math.exp(-sigma * logs[n]!)),
      rates,
    ),
  };
}

/** V at ln P and revenue R. */
function welfare(log: number, revenue: number, demand: number): number {
  const surplus = Math.abs(demand - 1) < 1e-9 ? -log : Math.expm1((1 - demand) * log) / (demand - 1);
  return surplus + revenue;
}

/** V falls in T from T = 0 on, so the uniform tariff that is as bad is found by halving. */
function uniformWelfare(base: Nest, rates: readonly number[], demand: number, sigma: number): number {
  if (rates.every((rate) => rate === rates[0])) return rates[0]!;
  const wanted = welfare(base.logPrice, Math.exp((sigma - demand) * base.logPrice) * base.taxed, demand);
  const at = (t: number) => welfare(Math.log1p(t), t * (1 + t) ** -demand, demand) - wanted;
  if (at(0) <= 0) return 0;
  let [low, high] = [0, Math.max(...rates, 0.01)];
  while (at(high) > 0 && high < 1e12) [low, high] = [high, high * 2];
  if (at(high) > 0) {
    throw new InputError(
      "aggregate",
      "No uniform tariff costs as much welfare as these tariffs do: demand for the sector hardly answers.",
      { received: demand, hint: "Take a larger demand elasticity, or ces-price." },
    );
  }
  for (let n = 0; n < 200 && high - low > 1e-15 * (1 + high); n++) {
    const middle = (low + high) / 2;
    if (at(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function wrongMethod(method: unknown): InputError {
  return new InputError(
    "aggregation",
    `Tariffs are aggregated by ${AGGREGATIONS.join(", ")}; received ${String(method)}.`,
    { place: { field: "method" }, received: method, hint: "docs/tariffs.md says what each is for." },
  );
}

function elasticity(value: number | undefined, field: string, example: string): number {
  if (value !== undefined && value > 0 && Number.isFinite(value)) return value;
  throw new InputError(field, `A ces aggregate needs ${field} above 0; received ${value ?? "none"}.`, {
    place: { field },
    received: value,
    hint: `For example ${example}.`,
  });
}

function checkLines(lines: readonly TariffLine[], method: Aggregation): void {
  const fault = lines.find(
    ({ rate, imports }) =>
      !(rate > -1 && Number.isFinite(rate)) ||
      (imports === undefined ? method !== "simple" : !(imports >= 0 && Number.isFinite(imports))),
  );
  const none =
    lines.length === 0 ||
    (method !== "simple" && fault === undefined && total(lines.map((l) => l.imports!)) === 0);
  if (fault === undefined && !none) return;
  throw new InputError(
    "tariff-lines",
    fault === undefined
      ? `An aggregate needs ${lines.length === 0 ? "a line" : "imports above 0 on some line"}.`
      : `Each line needs a rate above -1${method === "simple" ? "" : " and imports of 0 or more"}; received ${JSON.stringify(fault)}.`,
    {
      place: { field: fault?.goods ?? "lines" },
      received: fault ?? lines,
      hint: "Rates are fractions: 0.15 is 15 %.",
    },
  );
}
