/**
 * Customs figures kept beside the world, with their sources.
 * @module
 */
import type { CustomsExplanation, CustomsFigure, CustomsShare, CustomsTotal } from "../contracts/world.js";
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

/** The share that goods of these HS codes have in a flow; null where none is kept for just these. */
export function customsShare(exporter: string, importer: string, hs: readonly string[]): CustomsShare | null {
  const same = (share: CustomsShare): boolean =>
    share.exporter === exporter &&
    share.importer === importer &&
    hs.length === share.hs.length &&
    share.hs.every((code) => hs.includes(code));
  return packedWorld2014.customs.shares.find(same) ?? null;
}
