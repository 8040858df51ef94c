/**
 * Outcome: what a model computed. In memory columns; JSON and tables are views of them.
 * Money in million current US dollars. Welfare in dollars is the equivalent variation at base prices.
 * @module
 */
import { z } from "zod";
import type { Baseline } from "./baseline.js";
import { type Market, QuotaRegime } from "./market.js";
import { type Assumption, Assumption as AssumptionSchema, Closure } from "./shock.js";

/** General equilibrium, one number or one column an economy (n) and a cell ([sector][exporter][importer]). */
export interface GeneralOutcome {
  readonly kind: "general";
  readonly model: string;
  /** What was let follow trade costs; absent: all of it ("full"). */
  readonly experiment?: "partial" | "conditional" | "full";
  readonly baseline: Baseline;
  readonly parameters: Readonly<Record<string, number>>;
  readonly closure: Closure;
  readonly converged: boolean;
  /** Why not, when not converged; then all columns are empty. */
  readonly because: string | null;
  /** Largest relative excess demand at the solution. */
  readonly residual: number;
  readonly iterations: number;
  /** [sector][exporter][importer], before the importer's tariff. */
  readonly flows: Float64Array;
  /** Tariffs after the shock, same layout. */
  readonly tariffs: Float64Array;
  /** After over before, per economy: wage = factory-gate price, price index, real income (E/P). */
  readonly wage: Float64Array;
  readonly priceIndex: Float64Array;
  readonly realIncome: Float64Array;
  /** Outward multilateral resistance, after over before; the inward one is the price index. Of one-sector models. */
  readonly outward?: Float64Array;
  /** Levels after. */
  readonly output: Float64Array;
  readonly expenditure: Float64Array;
  readonly tariffRevenue: Float64Array;
  /** World expenditure over world income less 1: zero but for the multiplicative closure. */
  readonly budgetGap: number;
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly string[];
}

/** A tariff-rate quota after the shock. */
export interface QuotaOutcome {
  readonly line: string;
  readonly importer: string;
  readonly exporters: readonly string[];
  readonly regime: QuotaRegime;
  /** Million dollars at base world prices: the quota and what its members sell. */
  readonly volume: number;
  readonly imports: number;
  /** What a licence is worth per unit of value: 0 to overQuota − inQuota. */
  readonly premium: number;
  /** Million dollars; by exporter in the order of `exporters`, before any of it stays at home. */
  readonly rent: number;
  readonly rentByExporter: readonly number[];
}

/**
 * Partial equilibrium (smart, gsim): columns over a Market, [line][exporter][importer], [line][exporter] or
 * [line][importer]. Levels are after the shock. Not converged: all columns are empty.
 */
export interface PartialOutcome {
  readonly kind: "partial";
  readonly model: "smart" | "gsim";
  readonly market: Market;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly converged: boolean;
  /** Why not, when not converged. */
  readonly because: string | null;
  /** Largest relative excess demand, or distance from a binding quota. */
  readonly residual: number;
  readonly iterations: number;
  /** [line][exporter][importer]: value at the exporter's price, and what arrives at base world prices. */
  readonly flows: Float64Array;
  readonly quantities: Float64Array;
  /** What the last unit pays, a quota's premium included; the mean over pieces, weighted by value. */
  readonly tariffs: Float64Array;
  /** Parts of quantities less base flows: what demand as a whole does, and what moves between exporters. */
  readonly creation: Float64Array;
  readonly diversion: Float64Array;
  /** [line][exporter]: world (factory-gate) price after over before, and producer surplus in million dollars. */
  readonly price: Float64Array;
  readonly producerSurplus: Float64Array;
  /** [line][importer]: price of the composite good after over before. */
  readonly priceIndex: Float64Array;
  /** [line][importer], million dollars: changes of consumer surplus, tariff revenue before and after. */
  readonly consumerSurplus: Float64Array;
  readonly tariffRevenueBefore: Float64Array;
  readonly tariffRevenue: Float64Array;
  /** [line][importer]: quota rent that stays at home, and [line][exporter] that goes abroad, before and after. */
  readonly rentAtHomeBefore: Float64Array;
  readonly rentAtHome: Float64Array;
  readonly rentAbroadBefore: Float64Array;
  readonly rentAbroad: Float64Array;
  /** [line][importer]: Σ ½(t + t') creation, what WITS calls welfare; it leaves diversion out. Empty for gsim. */
  readonly creationWelfare: Float64Array;
  readonly quotas: readonly QuotaOutcome[];
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly string[];
}

export type Outcome = GeneralOutcome | PartialOutcome;

/** A figure before and after. `low` and `high` bound the change in per cent, where draws were made. */
export const Figure = z.strictObject({
  before: z.number(),
  after: z.number(),
  /** Null where before is zero. */
  percent: z.number().nullable(),
  low: z.number().optional(),
  high: z.number().optional(),
  /** Sampling errors (standard errors) of the two, in the same unit; absent where draws are too few to tell. */
  lowError: z.number().optional(),
  highError: z.number().optional(),
});
export type Figure = z.infer<typeof Figure>;

/** Ends of a 90 % interval and their sampling errors. */
const Interval = z.strictObject({
  low: z.number(),
  high: z.number(),
  lowError: z.number().optional(),
  highError: z.number().optional(),
});

/** Which parameter moves a figure most: each at its 5 % and 95 % quantiles, the others at their centre. */
export const Tornado = z.strictObject({
  /** `flow.GEO.RUS`, `welfare.GEO`, `realIncomePercent.GEO`. */
  figure: z.string(),
  unit: z.enum(["million dollars", "per cent"]),
  centre: z.number(),
  bars: z.array(
    z.strictObject({
      parameter: z.string(),
      from: z.number(),
      to: z.number(),
      atFrom: z.number().nullable(),
      atTo: z.number().nullable(),
      swing: z.number().nullable(),
      /** First-order Sobol index, 0 to 1, from the draws. */
      firstOrder: z.number().nullable(),
    }),
  ),
});
export type Tornado = z.infer<typeof Tornado>;

/** How draws were made, how many failed and why, and which parameter mattered. */
export const UncertaintyJson = z.strictObject({
  method: z.enum(["random", "antithetic", "sobol"]),
  draws: z.number().int(),
  seed: z.number().int(),
  /** Independent shifts of the Sobol points. */
  shifts: z.number().int().optional(),
  failures: z.number().int(),
  reasons: z.array(z.string()),
  tornado: z.array(Tornado),
});
export type UncertaintyJson = z.infer<typeof UncertaintyJson>;

export const OutcomeJson = z.strictObject({
  kind: z.literal("general"),
  model: z.string(),
  /** Only where it was asked for. */
  experiment: z.enum(["partial", "conditional", "full"]).optional(),
  base: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  closure: Closure,
  numeraire: z.string(),
  residual: z.number(),
  iterations: z.number().int(),
  converged: z.boolean(),
  because: z.string().optional(),
  economies: z.array(
    z.strictObject({
      economy: z.string(),
      realIncome: Figure,
      exports: Figure,
      imports: Figure,
      output: Figure,
      expenditure: Figure,
      wage: Figure,
      priceIndex: Figure,
      /** Outward multilateral resistance; the inward one is the price index. With an experiment asked for. */
      outwardResistance: Figure.optional(),
      tariffRevenue: Figure,
      /** Equivalent variation at base prices, million dollars, and as a share of GDP in per cent. */
      welfare: z.strictObject({
        usdMillion: z.number(),
        low: z.number().optional(),
        high: z.number().optional(),
        lowError: z.number().optional(),
        highError: z.number().optional(),
        percentOfGdp: z.number().nullable(),
      }),
    }),
  ),
  flows: z.array(
    z.strictObject({
      exporter: z.string(),
      importer: z.string(),
      sector: z.string().optional(),
      before: z.number(),
      after: z.number(),
      /** Bounds of the change in per cent and their sampling errors; of flows that a cell of the shock names. */
      low: z.number().optional(),
      high: z.number().optional(),
      lowError: z.number().optional(),
      highError: z.number().optional(),
    }),
  ),
  budgetGap: z.number(),
  /** Where draws were made. */
  uncertainty: UncertaintyJson.optional(),
  assumptions: z.array(AssumptionSchema),
  warnings: z.array(z.string()),
});
export type OutcomeJson = z.infer<typeof OutcomeJson>;

/** A partial outcome as JSON. Figures that a model of one importer cannot know of others are absent. */
export const PartialOutcomeJson = z.strictObject({
  kind: z.literal("partial"),
  model: z.enum(["smart", "gsim"]),
  base: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  residual: z.number(),
  iterations: z.number().int(),
  converged: z.boolean(),
  because: z.string().optional(),
  economies: z.array(
    z.strictObject({
      economy: z.string(),
      /** Sales to oneself left out. */
      exports: Figure.optional(),
      imports: Figure.optional(),
      tariffRevenue: Figure.optional(),
      quotaRent: Figure.optional(),
      priceIndex: Figure.optional(),
      producerPrice: Figure.optional(),
      /** Changes, million dollars. Creation and diversion are of imports. */
      creation: z.number().optional(),
      diversion: z.number().optional(),
      consumerSurplus: z.number().optional(),
      producerSurplus: z.number().optional(),
      /** Intervals of these four, million dollars, where draws were made. */
      ranges: z.record(z.string(), Interval).optional(),
      /** Surpluses, revenue and rent together. */
      welfare: z.strictObject({
        usdMillion: z.number(),
        ...Interval.partial().shape,
        /** What WITS reports as welfare. */
        onCreation: z.number().optional(),
      }),
    }),
  ),
  flows: z.array(
    z.strictObject({
      exporter: z.string(),
      importer: z.string(),
      sector: z.string().optional(),
      before: z.number(),
      after: z.number(),
      creation: z.number(),
      diversion: z.number(),
      tariffBefore: z.number(),
      tariffAfter: z.number(),
      /** Bounds of the change in per cent; of flows that a cell of the shock names. */
      ...Interval.partial().shape,
    }),
  ),
  quotas: z.array(
    z.strictObject({
      line: z.string(),
      importer: z.string(),
      exporters: z.array(z.string()),
      regime: QuotaRegime,
      volume: z.number(),
      imports: z.number(),
      premium: z.number(),
      rent: z.number(),
      rentByExporter: z.array(z.number()),
    }),
  ),
  /** Where draws were made. */
  uncertainty: UncertaintyJson.optional(),
  assumptions: z.array(AssumptionSchema),
  warnings: z.array(z.string()),
});
export type PartialOutcomeJson = z.infer<typeof PartialOutcomeJson>;
