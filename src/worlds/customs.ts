/**
 * Customs figures kept beside the world, with their sources.
 * @module
 */
import type { CustomsExplanation, CustomsFigure, CustomsTotal } from "../contracts/world.js";
import { packedWorld2014 } from "./world-2014.generated.js";

/** Flows by customs; not in the balanced world, `replaceCells` puts one in. */
export const customsFigures: readonly CustomsFigure[] = packedWorld2014.customs.figures;

/** Totals by customs. */
export const customsTotals: readonly CustomsTotal[] = packedWorld2014.customs.totals;

/** Why the world's figure and customs' differ, as far as it is established. */
export const customsExplanations: readonly CustomsExplanation[] = packedWorld2014.customs.explanations;

/** The customs figure of a flow; null where none is kept. */
export function customsFigure(exporter: string, importer: string): CustomsFigure | null {
  return customsFigures.find((f) => f.exporter === exporter && f.importer === importer) ?? null;
}
