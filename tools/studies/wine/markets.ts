/**
 * Russia's wine market as the models see it: Georgia, Moldova, all others; and what the models say of it.
 * @module
 */
import type { Market } from "../../../src/contracts/market.js";
import type { PartialOutcome } from "../../../src/contracts/outcome.js";
import type { ShockCell } from "../../../src/contracts/shock.js";
import { solveGsim, solveSmart } from "../../../src/equilibrium/index.js";

/** Sales of wine in Russia and elsewhere, million dollars. */
export interface WineSales {
  readonly year: number;
  readonly russia: { readonly georgia: number; readonly moldova: number; readonly others: number };
  readonly elsewhere: { readonly georgia: number; readonly moldova: number };
}

export interface WineElasticities {
  /** Between wines. */
  readonly sigma: number;
  /** Of wine as a whole, in absolute value. */
  readonly demand: number;
  /** Of Georgian and Moldovan supply. */
  readonly supply: number;
}

/** What others sell elsewhere; it only has to be large, and they supply at a given price. */
const OTHERS_ELSEWHERE = 20_000;
const EXPORTERS = ["GEO", "MDA", "others"] as const;

function marketOf(sales: WineSales, importers: readonly string[]): Market {
  const { russia, elsewhere } = sales;
  const rows = [
    [russia.georgia, elsewhere.georgia],
    [russia.moldova, elsewhere.moldova],
    [russia.others, OTHERS_ELSEWHERE],
  ];
  const flows = rows.flatMap((row) => row.slice(0, importers.length));
  return {
    id: `wine-${sales.year}`,
    title: "Wine",
    year: sales.year,
    exporters: EXPORTERS,
    importers,
    lines: ["2204"],
    flows: Float64Array.from(flows),
    tariffs: new Float64Array(flows.length),
    notes: [],
  };
}

const shockOf = (cells: readonly ShockCell[]) => ({
  title: "wine",
  cells: [...cells],
  assumptions: [],
  notCosted: [],
});

export const ban = (exporter: string): ShockCell => ({
  exporter,
  importer: "RUS",
  kind: "ban",
  before: 0,
  after: 1,
});
export const unban = (exporter: string, priorFlow: number): ShockCell => ({
  exporter,
  importer: "RUS",
  kind: "unban",
  before: 1,
  after: 0,
  priorFlow,
});
export const cost = (exporter: string, ave: number): ShockCell => ({
  exporter,
  importer: "RUS",
  kind: "iceberg",
  before: 1,
  after: 1 + ave,
});

/** All markets at once: prices of Georgian and Moldovan wine move, others' do not. */
export function gsim(sales: WineSales, cells: readonly ShockCell[], at: WineElasticities): PartialOutcome {
  const outcome = solveGsim(marketOf(sales, ["RUS", "elsewhere"]), shockOf(cells), {
    importDemand: at.demand,
    substitution: at.sigma,
    exportSupply: { GEO: at.supply, MDA: at.supply, others: Number.POSITIVE_INFINITY },
  });
  return solved(outcome);
}

/** Russia's market alone, at given world prices. */
export function smart(sales: WineSales, cells: readonly ShockCell[], at: WineElasticities): PartialOutcome {
  const outcome = solveSmart(marketOf(sales, ["RUS"]), shockOf(cells), {
    importDemand: at.demand,
    substitution: at.sigma,
    diversion: "bounded",
  });
  return solved(outcome);
}

function solved(outcome: PartialOutcome): PartialOutcome {
  if (!outcome.converged) throw new Error(`not solved: ${outcome.because}`);
  return outcome;
}

/** What arrives in Russia, at base prices: bottles over those of the base, where the base is one price. */
export function arrives(outcome: PartialOutcome, exporter: (typeof EXPORTERS)[number]): number {
  return outcome.quantities[EXPORTERS.indexOf(exporter) * outcome.market.importers.length]!;
}

/** Value of sales, million dollars. */
export function sells(
  outcome: PartialOutcome,
  exporter: (typeof EXPORTERS)[number],
  where: "RUS" | "elsewhere" = "RUS",
): number {
  const { importers } = outcome.market;
  return outcome.flows[EXPORTERS.indexOf(exporter) * importers.length + importers.indexOf(where)]!;
}

/**
 * The ad valorem equivalent on Georgian wine at which a share of the base arrives; found by halving, since what arrives
 * falls in it.
 */
export function impliedAve(arriving: (ave: number) => number, wanted: number): number {
  let [low, high] = [0, 0.02];
  while (arriving(high) > wanted) [low, high] = [high, 2 * high];
  for (let n = 0; n < 60; n++) {
    const middle = (low + high) / 2;
    if (arriving(middle) > wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * One-sector terms: λ' = λ τ̂^(−θ)/Σ, spending held. τ̂^(−θ) = r (1 − s − m)/(1 − r s), with s Georgia's share in the base,
 * m the share of what is shut (0 where nothing is) and r what is left of Georgia's sales.
 */
export function oneSectorAve(ratio: number, at: { share: number; shut: number; theta: number }): number {
  const pull = (ratio * (1 - at.share - at.shut)) / (1 - ratio * at.share);
  return pull ** (-1 / at.theta) - 1;
}
