/**
 * Outcome: what a model computed. In memory columns; JSON and tables are views of them.
 * Money in million current US dollars. Welfare in dollars is the equivalent variation at base prices.
 * @module
 */
import { z } from "zod";
import type { Baseline } from "./baseline.js";
import { type Assumption, Assumption as AssumptionSchema, Closure } from "./shock.js";

/** General equilibrium, one number or one column an economy (n) and a cell ([sector][exporter][importer]). */
export interface GeneralOutcome {
  readonly kind: "general";
  readonly model: string;
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
  /** Levels after. */
  readonly output: Float64Array;
  readonly expenditure: Float64Array;
  readonly tariffRevenue: Float64Array;
  /** World expenditure over world income less 1: zero but for the multiplicative closure. */
  readonly budgetGap: number;
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly string[];
}

/** Partial equilibrium (smart, gsim). */
export interface PartialOutcome {
  readonly kind: "partial";
  readonly model: string;
  readonly converged: boolean;
  readonly because: string | null;
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
});
export type Figure = z.infer<typeof Figure>;

export const OutcomeJson = z.strictObject({
  kind: z.literal("general"),
  model: z.string(),
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
      tariffRevenue: Figure,
      /** Equivalent variation at base prices, million dollars, and as a share of GDP in per cent. */
      welfare: z.strictObject({
        usdMillion: z.number(),
        low: z.number().optional(),
        high: z.number().optional(),
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
    }),
  ),
  budgetGap: z.number(),
  assumptions: z.array(AssumptionSchema),
  warnings: z.array(z.string()),
});
export type OutcomeJson = z.infer<typeof OutcomeJson>;
