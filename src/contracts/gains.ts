/**
 * Gains from trade: what an economy would lose if it traded with nobody.
 * @module
 */
import { z } from "zod";

/** Figures for `gravitas gains --json`. Per cents are of real income as it is (positive: trade is worth that much). */
export const GainsReport = z.strictObject({
  economy: z.string(),
  base: z.string(),
  formula: z.literal("arkolakis-costinot-rodriguez-clare"),
  sectors: z.number().int(),
  theta: z.strictObject({ median: z.number(), sdLog: z.number() }),
  /** Share of spending that falls on the economy's own goods. */
  ownShare: z.number(),
  /** 1 − λ^(1/θ). */
  gainsPercent: z.number(),
  /** 5 % and 95 % points over θ; equal to gainsPercent where θ is fixed. */
  low: z.number(),
  high: z.number(),
  /** With the tariff revenue that ends with trade: what the model computes when all trade is shut. */
  withRevenuePercent: z.number(),
  /** gainsPercent of the economy's spending, million dollars, and that over GDP. */
  gainsUsdMillion: z.number(),
  percentOfGdp: z.number().nullable(),
  /** Deficit over spending at exporters' prices: the formula holds for balanced trade. */
  deficitShare: z.number(),
  /** The same figure under other choices, one at a time. */
  instead: z.array(z.strictObject({ says: z.string(), ownShare: z.number(), gainsPercent: z.number() })),
  notes: z.array(z.string()),
});
export type GainsReport = z.infer<typeof GainsReport>;
