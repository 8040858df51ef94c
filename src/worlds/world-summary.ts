/**
 * The world in a page.
 * @module
 */
import type { WorldSummary } from "../contracts/world.js";
import { economyName } from "../economies/index.js";
import { domesticSales } from "./domestic-sales.js";
import { packedWorld2014 } from "./world-2014.generated.js";
import { world2014 } from "./world-2014.js";

/** Every economy of world-2014 with its main figures, what is left out and why, sources and notes. JSON-ready. */
export function worldSummary(): WorldSummary {
  const world = world2014();
  const home = domesticSales();
  return {
    id: world.id,
    title: world.title,
    year: world.year,
    day: packedWorld2014.day,
    economies: packedWorld2014.economies.map((economy, k) => ({
      code: economy.code,
      name: economyName(economy.code),
      gdp: economy.gdp[0],
      exports: economy.exports[0],
      imports: economy.imports[0],
      domesticSales: home[k],
      mfnPercent: 100 * economy.mfn[0],
    })),
    leftOut: packedWorld2014.leftOut.map(([code, name, because]) => ({ code, name, because })),
    sources: world.sources,
    notes: world.notes,
  };
}
