/**
 * Regressions as JSON.
 * @module
 */
import type { Estimate, EstimateJson } from "../contracts/estimate.js";

/** An Estimate, or a list of them for several models. A fit that did not converge has its reason and no figures. */
export function estimatesToJson(estimates: readonly Estimate[]): string {
  const list = estimates.map(withoutFigures);
  const text = JSON.stringify(list.length === 1 ? list[0] : list, null, 1);
  // Lists of row numbers on one line.
  return `${text.replace(/\[\n\s*(\d+(?:,\n\s*\d+)*)\n\s*\]/g, (_, rows: string) => `[${rows.replace(/\n\s*/g, " ")}]`)}\n`;
}

function withoutFigures(estimate: Estimate): EstimateJson {
  if (estimate.converged) return estimate;
  const { squaredCorrelation: _, biasCorrection: __, ...rest } = estimate;
  return { ...rest, terms: [], deviance: null, logLikelihood: null, pseudoR2: null };
}
