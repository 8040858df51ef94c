/**
 * The world in a page.
 * @module
 */
import type { BaselineSource } from "../contracts/baseline.js";
import { domesticSales } from "./domestic-sales.js";
import { packedWorld2014 } from "./world-2014.generated.js";
import { world2014 } from "./world-2014.js";

export interface WorldSummary {
  readonly id: string;
  readonly title: string;
  readonly year: number;
  readonly day: string;
  readonly economies: readonly {
    readonly code: string;
    readonly name: string;
    readonly gdp: number;
    readonly exports: number;
    readonly imports: number;
    readonly domesticSales: number;
    readonly mfnPercent: number;
  }[];
  readonly leftOut: readonly { readonly code: string; readonly name: string; readonly because: string }[];
  readonly sources: readonly BaselineSource[];
  readonly notes: readonly string[];
}

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
      name: economy.name,
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
