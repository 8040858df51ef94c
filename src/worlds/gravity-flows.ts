/**
 * What gravity makes of a flow of world-2014.
 * @module
 */
import { agreementTable } from "./agreement-table.js";
import { gravityPrior } from "./gravity-prior.js";
import { packedWorld2014 } from "./world-2014.generated.js";
import { worldIndex } from "./world-index.js";

/**
 * The scaled gravity prior of any cell: what the world would have had there if nobody had reported it, before balancing.
 *
 * @returns a function of exporter and importer: million dollars, and in a sentence where they come from; it throws
 *   InputError economy_not_in_world
 * Source: see gravityPrior; its factors for exporter and importer are those that the build step fitted to what totals
 *   leave for cells that nobody reported.
 */
export function gravityFlows(): (exporter: string, importer: string) => { usdMillion: number; says: string } {
  const { solution, economies } = packedWorld2014;
  const n = economies.length;
  let prior: Float64Array | null = null;
  return (exporter, importer) => {
    const [i, j] = [worldIndex(exporter, "exporter"), worldIndex(importer, "importer")];
    prior ??= gravityPrior(packedWorld2014, agreementTable(packedWorld2014));
    return {
      usdMillion: prior[i * n + j] * Math.exp(solution.priorRow[i] + solution.priorColumn[j]),
      says: "gravity prior of world-2014 (distance, border, language, colonial tie, agreement; Head and Mayer 2014), fitted to totals",
    };
  };
}
