/**
 * Who plays: the economies whose incomes count, and the tariffs that they choose.
 * @module
 */
import type { TariffWorld } from "./tariff-world.js";

/** One rate that a player chooses, on one or more cells. */
export interface Control {
  readonly label: string;
  /** Places in [sector][exporter][importer]. */
  readonly cells: Int32Array;
  /** Bounds of the tariff, fractions; equal bounds fix it. */
  readonly low: number;
  readonly high: number;
}

/**
 * A government: one economy, or several with one policy (a customs union), which maximises the sum of its members' real
 * incomes in base dollars.
 */
export interface Player {
  readonly name: string;
  /** Places of its economies. */
  readonly members: readonly number[];
  readonly controls: readonly Control[];
}

/** ln of the player's real income over the base's, at the world's last solution. */
export function payoff({ members }: Player, { objective, spendingBefore }: TariffWorld): number {
  if (members.length === 1) return objective[members[0]!]!;
  let before = 0;
  let after = 0;
  for (const j of members) {
    before += spendingBefore[j];
    after += spendingBefore[j] * Math.exp(objective[j]);
  }
  return Math.log(after / before);
}

/** Adds `factor` times the derivative of payoff by each economy's objective. */
export function addPayoffWeights(
  { members }: Player,
  { objective, spendingBefore }: TariffWorld,
  factor: number,
  out: Float64Array,
): void {
  let after = 0;
  for (const j of members) after += spendingBefore[j] * Math.exp(objective[j]);
  for (const j of members) out[j] += (factor * spendingBefore[j] * Math.exp(objective[j])) / after;
}

/** Writes the rates of the controls into the world's tariffs. */
export function setRates(world: TariffWorld, controls: readonly Control[], rates: ArrayLike<number>): void {
  controls.forEach(({ cells }, c) => {
    for (const k of cells) world.tariffs[k] = rates[c]!;
  });
}

/** The rates in the world's tariffs now; the mean over its cells where they differ. */
export function ratesOf(world: TariffWorld, controls: readonly Control[]): Float64Array {
  return Float64Array.from(controls, ({ cells }) => {
    let sum = 0;
    for (const k of cells) sum += world.tariffs[k];
    return sum / cells.length;
  });
}

/** Importers on whose columns the controls lie. */
export function importersOf({ controls }: { readonly controls: readonly Control[] }, n: number): number[] {
  const found = new Set<number>();
  for (const { cells } of controls) for (const k of cells) found.add(k % n);
  return [...found].sort((a, b) => a - b);
}
