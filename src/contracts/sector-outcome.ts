/**
 * What a multi-sector model computed: a GeneralOutcome with columns by sector, and its JSON.
 * @module
 */
import { z } from "zod";
import { Figure, type GeneralOutcome, OutcomeJson } from "./outcome.js";
import type { SectorBaseline } from "./sector-baseline.js";

/**
 * `output` is gross output of all sectors; `expenditure` is final spending (value added, revenue and deficit), which real
 * income deflates: spending on inputs is not in it. `baseline` is the world from which the shock starts: at rest, without
 * deficits where these were removed.
 */
export interface MultiSectorOutcome extends GeneralOutcome {
  readonly model: "multi-sector";
  readonly baseline: SectorBaseline;
  /** (S) Trade elasticities used. */
  readonly theta: Float64Array;
  /** [sector][economy] After over before: price to buyers, unit cost of producers. */
  readonly sectorPrice: Float64Array;
  readonly unitCost: Float64Array;
  /** [sector][economy] Levels: gross output, and gross spending on final use and inputs, tariffs included. */
  readonly sectorOutputBefore: Float64Array;
  readonly sectorOutput: Float64Array;
  readonly sectorSpendingBefore: Float64Array;
  readonly sectorSpending: Float64Array;
  /** (n) Levels in the base, which `expenditure` and `tariffRevenue` are the after of, and value added. */
  readonly expenditureBefore: Float64Array;
  readonly tariffRevenueBefore: Float64Array;
  readonly valueAddedBefore: Float64Array;
}

/** The first-order sum by which Caliendo and Parro state welfare; per cent of final spending in the base. */
export const FirstOrderSplit = z.strictObject({
  economy: z.string(),
  /** Terms of trade plus volume of trade: not the change of real income, which `exact` is. */
  firstOrder: z.number(),
  termsOfTrade: z.number(),
  volumeOfTrade: z.number(),
  exact: z.number(),
  realWage: z.number(),
  bySector: z.array(
    z.strictObject({ sector: z.string(), termsOfTrade: z.number(), volumeOfTrade: z.number() }),
  ),
  byPartner: z.array(
    z.strictObject({ partner: z.string(), termsOfTrade: z.number(), volumeOfTrade: z.number() }),
  ),
});
export type FirstOrderSplit = z.infer<typeof FirstOrderSplit>;

/** An OutcomeJson with the model's own fields under its name. */
export const MultiSectorOutcomeJson = OutcomeJson.extend({
  "multi-sector": z.strictObject({
    theta: z.array(z.strictObject({ sector: z.string(), theta: z.number() })),
    realWage: z.array(z.strictObject({ economy: z.string(), realWage: Figure })),
    sectors: z.array(
      z.strictObject({
        economy: z.string(),
        sector: z.string(),
        output: Figure,
        spending: Figure,
        price: Figure,
        unitCost: Figure,
        exports: Figure,
        imports: Figure,
      }),
    ),
    firstOrderSplit: z.array(FirstOrderSplit),
  }),
});
export type MultiSectorOutcomeJson = z.infer<typeof MultiSectorOutcomeJson>;
