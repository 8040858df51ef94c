/**
 * Simulation: several models on one scenario, side by side on what they share.
 * @module
 */
import { z } from "zod";
import { OutcomeJson, PartialOutcomeJson } from "./outcome.js";
import { ModelName } from "./scenario.js";

/** A figure that more than one model has, one value a model in the order of `outcomes`. */
export const SharedFigure = z.strictObject({
  of: z.enum(["flow", "exports", "imports", "tariffRevenue", "welfare"]),
  /** Of a flow: exporter and importer. Else the economy. */
  exporter: z.string().optional(),
  importer: z.string().optional(),
  economy: z.string().optional(),
  /** Changes: of trade in per cent, of revenue and welfare in million dollars. */
  unit: z.enum(["per cent", "million dollars"]),
  /** Null: the model has no such figure, or no solution. */
  values: z.array(z.number().nullable()),
});
export type SharedFigure = z.infer<typeof SharedFigure>;

export const SimulationJson = z.strictObject({
  outcomes: z.array(z.union([OutcomeJson, PartialOutcomeJson])),
  /** Models that cannot use this base or scenario, and why. */
  refused: z.array(z.strictObject({ model: ModelName, because: z.string() })),
  sideBySide: z.array(SharedFigure),
});
export type SimulationJson = z.infer<typeof SimulationJson>;
