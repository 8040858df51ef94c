/**
 * Shock: cells of trade cost that change, with every assumption named. A ban is a kind, never a large number.
 * @module
 */
import { z } from "zod";
import { Deficits } from "./scenario.js";

export const ShockCell = z.strictObject({
  exporter: z.string(),
  importer: z.string(),
  sector: z.string().optional(),
  kind: z.enum(["iceberg", "tariff", "ban", "unban"]),
  /**
   * iceberg: cost factors, after over before is τ̂. tariff: fractions. ban, unban: share of the flow that is shut
   * (0 open, 1 shut).
   */
  before: z.number(),
  after: z.number(),
  /** Million dollars at base prices; for `unban` only. */
  priorFlow: z.number().positive().optional(),
  /** Share of the flow that the shock falls on (goods named in a one-sector model); 1 when absent. */
  share: z.number().gt(0).max(1).optional(),
});
export type ShockCell = z.infer<typeof ShockCell>;

/** A number or choice that neither the text nor the register gives. */
export const Assumption = z.strictObject({
  id: z.string(),
  says: z.string(),
  /** Where the value comes from, or "assumed". */
  source: z.string(),
});
export type Assumption = z.infer<typeof Assumption>;

export const Shock = z.strictObject({
  title: z.string(),
  cells: z.array(ShockCell),
  assumptions: z.array(Assumption),
  /** Moves whose instrument has no known effect on trade cost: listed, never dropped. */
  notCosted: z.array(z.strictObject({ move: z.string(), says: z.string(), because: z.string() })),
});
export type Shock = z.infer<typeof Shock>;

export const Closure = z.strictObject({
  deficits: Deficits,
  /** "world-output" (Σ ŵ Y = Σ Y) or an economy whose wage stays at 1. */
  numeraire: z.string(),
});
export type Closure = z.infer<typeof Closure>;
