/**
 * The figures of a solved line of the global simulation model, added to the columns of an outcome.
 * @module
 */
import type { GsimSolution, GsimSystem } from "./gsim-system.js";
import type { PartialFigures } from "./partial-columns.js";

/** How surplus is measured: see docs/models-partial.md. */
export type GsimSurplus = "exact" | "published" | "area";

/** Adds line l. */
export function addGsimLine(
  figures: PartialFigures,
  line: number,
  system: GsimSystem,
  solution: GsimSolution,
  surplus: GsimSurplus,
): void {
  const { K, I, J, exporter, importer, value, iceberg, before, after, tariffBefore, tariffAfter } = system;
  // By cell of the line: value and duty after, and the rate of its pieces where they share one (NaN: they do not).
  const worths = new Float64Array(I * J);
  const duties = new Float64Array(I * J);
  const rates = new Float64Array(I * J).fill(Number.POSITIVE_INFINITY);
  const internal = new Float64Array(J);
  for (let k = 0; k < K; k++) {
    const [i, j] = [exporter[k], importer[k]];
    const at = (line * I + i) * J + j;
    const base = before[k] ? value[k] : 0;
    const arrives = value[k] * (1 + solution.quantity[k]);
    // Linear: what is shipped changes by the sum of relative changes, as everything in that form does.
    const shippedChange =
      surplus === "exact"
        ? (1 + solution.quantity[k]) * iceberg[k]
        : 1 + solution.quantity[k] + iceberg[k] - 1;
    const worth = after[k] ? value[k] * shippedChange * (1 + solution.price[i]) : 0;
    const created = base * compositeDemand(system.demand[j], solution.composite[j], surplus);
    figures.flows[at] += worth;
    figures.quantities[at] += arrives;
    figures.creation[at] += created;
    figures.diversion[at] += arrives - base - created;
    const column = line * J + j;
    figures.tariffRevenueBefore[column] += base * tariffBefore[k];
    figures.tariffRevenue[column] += worth * tariffAfter[k];
    internal[j] +=
      system.theta[k] *
      ((iceberg[k] * (1 + solution.price[i]) * (1 + tariffAfter[k])) / (1 + tariffBefore[k]) - 1);
    const cell = i * J + j;
    worths[cell] += worth;
    duties[cell] += worth * tariffAfter[k];
    const rate = rates[cell];
    rates[cell] = rate === Number.POSITIVE_INFINITY || rate === tariffAfter[k] ? tariffAfter[k] : Number.NaN;
  }
  for (let cell = 0; cell < I * J; cell++) {
    const at = line * I * J + cell;
    if (Number.isFinite(rates[cell])) figures.tariffs[at] = rates[cell];
    else if (worths[cell] > 0) figures.tariffs[at] = duties[cell] / worths[cell];
  }
  for (let i = 0; i < I; i++) {
    const price = solution.price[i];
    figures.price[line * I + i] = 1 + price;
    figures.producerSurplus[line * I + i] = system.sales[i] * supplySurplus(system.supply[i], price, surplus);
  }
  for (let j = 0; j < J; j++) {
    const price = surplus === "exact" ? solution.composite[j] : internal[j];
    figures.priceIndex[line * J + j] = 1 + price;
    figures.consumerSurplus[line * J + j] =
      -system.spending[j] * demandSurplus(system.demand[j], price, surplus);
  }
}

function compositeDemand(elasticity: number, price: number, surplus: GsimSurplus): number {
  if (surplus === "exact") return Math.expm1(-elasticity * Math.log1p(price));
  return -elasticity * price;
}

/** Area left of supply, per dollar of base sales, when the price changes from 1. */
function supplySurplus(elasticity: number, price: number, surplus: GsimSurplus): number {
  if (elasticity === Number.POSITIVE_INFINITY) return 0;
  if (surplus !== "exact") return price * (1 + 0.5 * elasticity * price);
  return Math.expm1((1 + elasticity) * Math.log1p(price)) / (1 + elasticity);
}

/** Area left of composite demand, per dollar of base spending, lost when the price rises from 1. */
function demandSurplus(elasticity: number, price: number, surplus: GsimSurplus): number {
  const triangle = 0.5 * elasticity * price * price;
  if (surplus === "area") return price - triangle;
  // As printed: the triangle is added to a loss as well, which makes it too large.
  if (surplus === "published") return price + triangle * Math.sign(price);
  const power = 1 - elasticity;
  const log = Math.log1p(price);
  return power === 0 ? log : Math.expm1(power * log) / power;
}
