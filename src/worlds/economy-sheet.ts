/**
 * What the world knows of one economy.
 * @module
 */
import { type Baseline, CellOrigin } from "../contracts/baseline.js";
import type { DatedFigure, EconomySheet, OriginWord, PartnerLine } from "../contracts/world.js";
import { economyName } from "../economies/index.js";
import { customsFigures, customsTotals } from "./customs.js";
import {
  defaultGoodsParameters,
  domesticSalesOf,
  type GoodsParameters,
  goodsValueAdded,
  isFloored,
} from "./domestic-sales.js";
import { worldSources } from "./sources.js";
import { tariffBasisAt } from "./tariff-basis.js";
import { packedWorld2014 } from "./world-2014.generated.js";
import { decodedProblem, world2014 } from "./world-2014.js";
import { worldIndex } from "./world-index.js";

const originWords: Readonly<Record<number, OriginWord>> = Object.fromEntries(
  Object.entries(CellOrigin).map(([word, code]) => [code, word as OriginWord]),
);

/**
 * The sheet of an economy of world-2014, ready for JSON.
 * @param code ISO 3166 alpha-3
 * @param options.partners how many partners on each side, default 10
 * @param options.field where the code came from, for the message
 * @throws {InputError} economy_not_in_world
 */
export function economySheet(
  code: string,
  options: { readonly partners?: number; readonly field?: string } & GoodsParameters = {},
): EconomySheet {
  const { partners = 10, field = "economy", ...parameters } = options;
  const { kappa, g } = { ...defaultGoodsParameters, ...parameters };
  const k = worldIndex(code, field);
  const world = packedWorld2014;
  const problem = decodedProblem();
  const baseline = world2014(parameters);
  const economy = world.economies[k];
  const [agriculture, industry] = economy.sectors ?? world.worldSectors;
  const [mfnRate, mfnYear, mfnSource, mfnConfidence] = economy.mfn;
  return {
    code,
    name: economyName(economy.code),
    gdp: dated(economy.gdp),
    exports: dated(economy.exports),
    imports: dated(economy.imports),
    importsInWorld: problem.columns[k],
    agriculture,
    industry,
    sectorsGiven: economy.sectors !== null,
    kappa,
    g,
    goodsValueAdded: goodsValueAdded(world, economy, g),
    domesticSales: domesticSalesOf(world, parameters)[k],
    floored: isFloored(world, economy, parameters),
    mfnPercent: 100 * mfnRate,
    mfnYear,
    mfnSource,
    mfnConfidence,
    agreements: world.agreements
      .filter(({ sides }) => sides.some((side) => side.includes(k)))
      .map(({ id, name }) => ({ id, name })),
    exportPartners: partnerLines(baseline, problem.agreements, k, true, partners),
    importPartners: partnerLines(baseline, problem.agreements, k, false, partners),
    exportListYear: economy.exportPartners?.year ?? null,
    importListYear: economy.importPartners?.year ?? null,
    customs: {
      totals: customsTotals.filter((total) => total.economy === code),
      flows: customsFigures.filter((flow) => flow.exporter === code || flow.importer === code),
    },
    notes: economy.notes,
    sources: worldSources.map((source) => `${source.title}; ${source.publisher}`),
  };
}

function dated([usdMillion, year]: readonly [number, number]): DatedFigure {
  return { usdMillion, year };
}

function partnerLines(
  baseline: Baseline,
  agreements: Int16Array,
  k: number,
  exports: boolean,
  count: number,
): PartnerLine[] {
  const n = baseline.economies.length;
  const cell = (m: number): number => (exports ? k * n + m : m * n + k);
  let total = 0;
  const others = [];
  for (let m = 0; m < n; m++) {
    if (m === k) continue;
    total += baseline.flows[cell(m)];
    others.push(m);
  }
  others.sort((a, b) => baseline.flows[cell(b)] - baseline.flows[cell(a)] || a - b);
  return others.slice(0, count).map((m) => {
    const c = cell(m);
    const [exporter, importer] = exports ? [k, m] : [m, k];
    return {
      economy: baseline.economies[m],
      name: economyName(baseline.economies[m]),
      usdMillion: baseline.flows[c],
      share: baseline.flows[c] / total,
      origin: originWords[baseline.origin[c]],
      moved: baseline.moved[c],
      tariff: tariffBasisAt(agreements, exporter, importer),
    };
  });
}
