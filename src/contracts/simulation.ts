/**
 * Simulation: several models on one scenario, side by side on what they share.
 * @module
 */
import { z } from "zod";
import { OutcomeJson, PartialOutcomeJson } from "./outcome.js";
import { ModelName } from "./scenario.js";
import { MultiSectorOutcomeJson } from "./sector-outcome.js";

/** A figure that more than one model has, one value a model in the order of `outcomes`. */
export const SharedFigure = z.strictObject({
  of: z.enum(["flow", "exports", "imports", "tariffRevenue", "realIncome", "welfare"]),
  /** Of a flow: exporter and importer. Else the economy. */
  exporter: z.string().optional(),
  importer: z.string().optional(),
  economy: z.string().optional(),
  /** Changes: of trade and real income in per cent, of revenue and welfare in million dollars. */
  unit: z.enum(["per cent", "million dollars"]),
  /** Null: the model has no such figure, or no solution. */
  values: z.array(z.number().nullable()),
  /** 90 % intervals of the values; absent where no model has one. */
  intervals: z.array(z.tuple([z.number(), z.number()]).nullable()).optional(),
});
export type SharedFigure = z.infer<typeof SharedFigure>;

export const SimulationJson = z.strictObject({
  outcomes: z.array(z.union([OutcomeJson, MultiSectorOutcomeJson, PartialOutcomeJson])),
  /** Models that cannot use this base or scenario, and why. */
  refused: z.array(z.strictObject({ model: ModelName, because: z.string() })),
  sideBySide: z.array(SharedFigure),
  /** In what the models mean different things by one name; absent where they do not. */
  notes: z.array(z.string()).optional(),
});
export type SimulationJson = z.infer<typeof SimulationJson>;
