/**
 * Welfare as Caliendo and Parro state it: a first-order sum, split by sector and partner.
 * @module
 */
import type { FirstOrderSplit, MultiSectorOutcome } from "../../contracts/sector-outcome.js";

/**
 * Terms of trade and volume of trade of one economy, in per cent of its final spending in the base, with base flows X,
 * base tariffs t, unit costs ĉ and changes in per cent (not in logs):
 *   terms of trade  = Σ_s Σ_i [X_s,ji (ĉ_sj − 1) − X_s,ij (ĉ_si − 1)] / I_j
 *   volume of trade = Σ_s Σ_i t_s,ij X_s,ij [(X̂_s,ij − 1) − (ĉ_si − 1)] / I_j
 *
 * The sum is a linear approximation around the base: it counts revenue on new trade at the old tariff. Where tariffs fall
 * far it is not the change of real income, which is given beside it as `exact`.
 *
 * @param outcome one that converged
 * @param economy a code of its baseline
 * @returns null where the economy is unknown, spends nothing, or the outcome has no figures
 * Source: Caliendo and Parro (2015), Rev. Econ. Stud. 82(1), in the form that gives their published table.
 */
export function firstOrderSplit(outcome: MultiSectorOutcome, economy: string): FirstOrderSplit | null {
  const { baseline, flows, unitCost, converged } = outcome;
  const n = baseline.economies.length;
  const j = baseline.economies.indexOf(economy);
  if (j < 0 || !converged || !(outcome.expenditureBefore[j] > 0)) return null;
  const perCent = 100 / outcome.expenditureBefore[j];
  const bySector = baseline.sectors.map((sector) => ({ sector, termsOfTrade: 0, volumeOfTrade: 0 }));
  const byPartner = baseline.economies.map((partner) => ({ partner, termsOfTrade: 0, volumeOfTrade: 0 }));
  for (let s = 0; s < bySector.length; s++) {
    const ownCost = unitCost[s * n + j] - 1;
    for (let i = 0; i < n; i++) {
      if (i === j) continue;
      const imported = (s * n + i) * n + j;
      const value = baseline.flows[imported];
      const cost = unitCost[s * n + i] - 1;
      const terms = perCent * (baseline.flows[(s * n + j) * n + i] * ownCost - value * cost);
      const volume = perCent * baseline.tariffs[imported] * (flows[imported] - value - value * cost);
      bySector[s].termsOfTrade += terms;
      bySector[s].volumeOfTrade += volume;
      byPartner[i].termsOfTrade += terms;
      byPartner[i].volumeOfTrade += volume;
    }
  }
  const termsOfTrade = bySector.reduce((sum, row) => sum + row.termsOfTrade, 0);
  const volumeOfTrade = bySector.reduce((sum, row) => sum + row.volumeOfTrade, 0);
  return {
    economy,
    firstOrder: termsOfTrade + volumeOfTrade,
    termsOfTrade,
    volumeOfTrade,
    exact: 100 * (outcome.realIncome[j] - 1),
    realWage: 100 * (outcome.wage[j] / outcome.priceIndex[j] - 1),
    bySector,
    byPartner: byPartner.filter((_, i) => i !== j),
  };
}
