/**
 * The figures of a solved line, added to the columns of an outcome.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { Market, QuotaOutcome } from "../contracts/index.js";
import { type PartialFigures, partialColumns } from "./partial-columns.js";
import type { Source } from "./partial-sources.js";
import type { LineRules, LineSolution } from "./smart-line.js";
import { type PlacedQuota, quotaMoney, regimeOf, shareRent } from "./smart-quotas.js";
import { surplusLost } from "./smart-surplus.js";

export interface SmartColumns {
  readonly figures: PartialFigures;
  readonly quotas: QuotaOutcome[];
  residual: number;
  iterations: number;
}

export interface SolvedLine {
  readonly market: Market;
  readonly sources: readonly Source[];
  /** By exporter. */
  readonly supply: Float64Array;
  readonly rules: LineRules;
  readonly quotas: readonly PlacedQuota[];
  /** By quota: places of its sources. */
  readonly members: readonly (readonly number[])[];
  readonly solution: LineSolution;
}

/** Before any line has been added. */
export function smartColumns(market: Market): SmartColumns {
  return { figures: partialColumns(market), quotas: [], residual: 0, iterations: 0 };
}

/** Adds a line of one importer. @throws {InputError} a ban whose cost to consumers has no bound */
export function addLine(columns: SmartColumns, solved: SolvedLine): void {
  const { market, sources, solution } = solved;
  const { figures } = columns;
  const [I, J] = [market.exporters.length, market.importers.length];
  const { line, importer } = sources[0];
  const column = line * J + importer;
  const [dutyBefore, duty] = money(columns, solved);
  const weights = new Map<number, { paid: number; value: number }>();
  sources.forEach((source, k) => {
    const at = (line * I + source.exporter) * J + importer;
    const value = worth(solved, k);
    figures.flows[at] += value;
    figures.quantities[at] += solution.quantity[k];
    figures.creation[at] += solution.creation[k];
    figures.diversion[at] += solution.diversion[k];
    figures.tariffRevenueBefore[column] += dutyBefore[k];
    figures.tariffRevenue[column] += duty[k];
    figures.creationWelfare[column] +=
      0.5 * (source.tariffBefore + solution.tariff[k]) * solution.creation[k];
    const weight = weights.get(at) ?? { paid: 0, value: 0 };
    // A flow that is gone has no value to weigh by: its pieces count by what they were.
    const size = value > 0 ? value : 1e-300 * source.value;
    weights.set(at, { paid: weight.paid + size * solution.tariff[k], value: weight.value + size });
  });
  for (const [at, { paid, value }] of weights) if (value > 0) figures.tariffs[at] = paid / value;
  statePlainRates(figures.tariffs, solved);
  figures.consumerSurplus[column] = consumerSurplus(solved);
  figures.priceIndex[column] = priceIndex(solved);
  producers(figures, solved);
  columns.residual = Math.max(columns.residual, solution.residual);
  columns.iterations = Math.max(columns.iterations, solution.iterations);
}

/** A mean over pieces carries rounding: where one rate applies to the whole flow, state it. */
function statePlainRates(tariffs: Float64Array, { market, sources, solution }: SolvedLine): void {
  const J = market.importers.length;
  const rates = new Map<number, number>();
  sources.forEach(({ line, exporter, importer }, k) => {
    const at = (line * market.exporters.length + exporter) * J + importer;
    const rate = solution.tariff[k];
    rates.set(at, rates.has(at) && rates.get(at) !== rate ? Number.NaN : rate);
  });
  for (const [at, rate] of rates) if (!Number.isNaN(rate)) tariffs[at] = rate;
}

/** Duty by source before and after; rents and quota outcomes go to the columns. */
function money(columns: SmartColumns, solved: SolvedLine): [Float64Array, Float64Array] {
  const { sources, quotas, solution } = solved;
  const before = Float64Array.from(sources, (s) => (s.state === "reopened" ? 0 : s.value * s.tariffBefore));
  const after = Float64Array.from(sources, (_, k) => worth(solved, k) * solution.tariff[k]);
  quotas.forEach((quota, q) => {
    if (quota.terms.before) quotaBefore(columns, solved, q, before);
    quotaAfter(columns, solved, q, after);
  });
  return [before, after];
}

/** What a source's trade is worth at the border after the shock. */
function worth({ sources, solution }: SolvedLine, k: number): number {
  return solution.quantity[k] * sources[k].iceberg * solution.price[k];
}

/** Puts the duty of a quota's members in the base in place, and its rent. */
function quotaBefore({ figures }: SmartColumns, solved: SolvedLine, q: number, duty: Float64Array): void {
  const { market, sources, quotas, members } = solved;
  const own = members[q].map((k) => sources[k]);
  const terms = quotas[q].terms.before!;
  const values = own.map((s) => (s.state === "reopened" ? 0 : s.value));
  const imports = values.reduce((sum, v) => sum + v, 0);
  const premium = (own[0]?.tariffBefore ?? terms.inQuota) - terms.inQuota;
  const { revenue, rent } = quotaMoney(values, imports, terms, premium);
  members[q].forEach((k, m) => {
    duty[k] = revenue[m];
  });
  const shares = shareRent(quotas[q], market, own, rent);
  spreadRent(market, quotas[q], shares, figures.rentAtHomeBefore, figures.rentAbroadBefore);
}

/** The same after the shock, and the quota's outcome. */
function quotaAfter(
  { figures, quotas: shown }: SmartColumns,
  solved: SolvedLine,
  q: number,
  duty: Float64Array,
) {
  const { market, sources, quotas, members, solution } = solved;
  const { terms, line, importer, exporters } = quotas[q];
  const own = members[q].map((k) => sources[k]);
  const imports = members[q].reduce((sum, k) => sum + solution.quantity[k], 0);
  const values = members[q].map((k) => worth(solved, k));
  const premium = solution.premiums[q];
  const { revenue, rent } = quotaMoney(values, imports, terms, premium);
  members[q].forEach((k, m) => {
    duty[k] = revenue[m];
  });
  const rentByExporter = shareRent(quotas[q], market, own, rent);
  spreadRent(market, quotas[q], rentByExporter, figures.rentAtHome, figures.rentAbroad);
  shown.push({
    line: market.lines[line],
    importer: market.importers[importer],
    exporters: exporters.map((i) => market.exporters[i]),
    regime: regimeOf(imports, premium, terms),
    volume: terms.volume,
    imports,
    premium,
    rent: rent.reduce((sum, r) => sum + r, 0),
    rentByExporter: [...rentByExporter],
  });
}

function spreadRent(
  market: Market,
  { terms, line, importer, exporters }: PlacedQuota,
  rents: Float64Array,
  atHome: Float64Array,
  abroad: Float64Array,
): void {
  const home = terms.rentAtHome ?? 1;
  exporters.forEach((i, e) => {
    atHome[line * market.importers.length + importer] += home * rents[e];
    abroad[line * market.exporters.length + i] += (1 - home) * rents[e];
  });
}

function consumerSurplus({ market, sources, rules, solution }: SolvedLine): number {
  const { importDemand, demand } = rules;
  let won = 0;
  sources.forEach((source, k) => {
    const spent = 1 + source.tariffBefore;
    const { state, value } = source;
    const reference = solution.reference[k];
    if (state === "reopened") {
      const drawn = solution.diversion[k] - solution.priceDiversion[k];
      won += spent * value * surplusLost(Number.POSITIVE_INFINITY, drawn / value, importDemand, demand);
    }
    if (reference > 0) {
      const lost = -solution.priceDiversion[k] / reference;
      won -= spent * reference * surplusLost(solution.consumerPrice[k], lost, importDemand, demand);
    }
    if (Number.isFinite(won)) return;
    throw new InputError(
      "ban-unbounded",
      `A ban needs demand that ends at some price: at importDemand ${importDemand} buyers of ${market.exporters[source.exporter]}'s goods would pay any.`,
      {
        place: { field: "importDemand" },
        received: importDemand,
        hint: 'Take demand "linear" with an elasticity above 0, or an elasticity above 1.',
      },
    );
  });
  return won;
}

/** Mean change of consumer prices at base spending, of what is traded before and after. */
function priceIndex({ sources, solution }: SolvedLine): number {
  let [before, after] = [0, 0];
  sources.forEach(({ state, value, tariffBefore }, k) => {
    if (state !== "open") return;
    before += value * (1 + tariffBefore);
    after += value * (1 + tariffBefore) * solution.consumerPrice[k];
  });
  return before === 0 ? 1 : after / before;
}

/** Prices and surplus of exporters whose supply is finite. A source that is shut loses all its surplus. */
function producers(figures: PartialFigures, { market, sources, supply, rules, solution }: SolvedLine): void {
  const I = market.exporters.length;
  const sold = new Map<number, { base: number; now: number }>();
  sources.forEach(({ line, exporter, state, value }, k) => {
    const x = supply[exporter];
    if (x === Number.POSITIVE_INFINITY) return;
    const at = line * I + exporter;
    const base = state === "reopened" ? solution.reference[k] : value;
    // A reopened flow had no market: all of its surplus is new. A shut one has none left.
    if (state !== "reopened") figures.producerSurplus[at] -= base * supplySurplus(1, x, rules.demand);
    if (state === "shut") return;
    figures.producerSurplus[at] += solution.reference[k] * supplySurplus(solution.price[k], x, rules.demand);
    const so = sold.get(at) ?? { base: 0, now: 0 };
    sold.set(at, {
      base: so.base + solution.reference[k],
      now: so.now + solution.reference[k] * solution.price[k],
    });
  });
  for (const [at, { base, now }] of sold) if (base > 0) figures.price[at] = now / base;
}

/** Producer surplus at a price (1 in the base) per dollar of base sales, from the price at which nothing is supplied. */
function supplySurplus(price: number, supply: number, form: LineRules["demand"]): number {
  if (form === "constant-elasticity") return price ** (1 + supply) / (1 + supply);
  const lowest = Math.max(1 - 1 / supply, 0);
  const area = (p: number) => p - 1 + 0.5 * supply * (p - 1) ** 2;
  return area(Math.max(price, lowest)) - area(lowest);
}
