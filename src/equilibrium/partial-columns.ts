/**
 * The columns of a partial outcome, before any line has been added.
 * @module
 */
import type { Market } from "../contracts/market.js";
import type { PartialOutcome } from "../contracts/outcome.js";

export type PartialFigures = Pick<
  PartialOutcome,
  | "flows"
  | "quantities"
  | "tariffs"
  | "creation"
  | "diversion"
  | "price"
  | "producerSurplus"
  | "priceIndex"
  | "consumerSurplus"
  | "tariffRevenueBefore"
  | "tariffRevenue"
  | "rentAtHomeBefore"
  | "rentAtHome"
  | "rentAbroadBefore"
  | "rentAbroad"
  | "creationWelfare"
>;

/** Columns that lines add to: flows zero, prices 1, tariffs as in the base. Without lines, all are empty. */
export function partialColumns({ exporters, importers, lines, tariffs }: Market): PartialFigures {
  const [I, J, L] = [exporters.length, importers.length, lines.length];
  const cells = () => new Float64Array(L * I * J);
  const rows = () => new Float64Array(L * I);
  const columns = () => new Float64Array(L * J);
  return {
    flows: cells(),
    quantities: cells(),
    tariffs: L === 0 ? cells() : tariffs.slice(),
    creation: cells(),
    diversion: cells(),
    price: rows().fill(1),
    producerSurplus: rows(),
    priceIndex: columns().fill(1),
    consumerSurplus: columns(),
    tariffRevenueBefore: columns(),
    tariffRevenue: columns(),
    rentAtHomeBefore: columns(),
    rentAtHome: columns(),
    rentAbroadBefore: rows(),
    rentAbroad: rows(),
    creationWelfare: columns(),
  };
}
