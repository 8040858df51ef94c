/**
 * What a one-sector model refuses, and why a solve failed, in sentences.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import { DataError, InputError } from "../contracts/errors.js";
import type { WageSystem } from "./wage-equations.js";

/** @throws {InputError} several sectors; {DataError} lengths that do not fit, a flow or tariff out of range */
export function checkBaseline(baseline: Baseline): void {
  const n = baseline.economies.length;
  if (baseline.sectors.length !== 1) {
    throw new InputError(
      "one-sector",
      `A one-sector model needs one sector; ${baseline.id} has ${baseline.sectors.length}.`,
      {
        received: baseline.sectors,
        hint: "Add the sectors up, or take a multi-sector model.",
      },
    );
  }
  if (n === 0 || baseline.flows.length !== n * n || baseline.tariffs.length !== n * n) {
    throw new DataError(
      "baseline-shape",
      `Flows and tariffs must have ${n} × ${n} cells; ${baseline.id} has ${baseline.flows.length} and ${baseline.tariffs.length}.`,
      {
        hint: "Every pair of economies needs a cell, zero where there is no trade.",
      },
    );
  }
  const { flows, tariffs } = baseline;
  for (let k = 0; k < n * n; k++) {
    // Written so that NaN fails too; Infinity less itself is NaN.
    if (!(flows[k] >= 0 && flows[k] - flows[k] === 0))
      throw cellError(baseline, k, "A flow must be a number of at least 0", flows[k]);
    if (!(tariffs[k] > -1 && tariffs[k] - tariffs[k] === 0))
      throw cellError(baseline, k, "A tariff must be a fraction above -1", tariffs[k]);
  }
}

function cellError({ economies }: Baseline, at: number, must: string, received: number): DataError {
  const pair = `${economies[Math.floor(at / economies.length)]} to ${economies[at % economies.length]}`;
  return new DataError("cell-range", `${must}; received ${received}, ${pair}.`, {
    received,
    hint: "Correct or leave out the row.",
  });
}

/** @throws {InputError} theta, tolerance, iterations, start or domestic sales out of range */
export function checkOptions(
  options: {
    readonly theta: number;
    readonly tolerance?: number | undefined;
    readonly maxIterations?: number | undefined;
    readonly start?: Float64Array | undefined;
    readonly domestic?: Float64Array | undefined;
  },
  n: number,
): void {
  const { theta, tolerance = 1e-12, maxIterations = 1, start, domestic } = options;
  if (!(theta > 0 && Number.isFinite(theta))) {
    throw new InputError("theta-range", `The trade elasticity theta must be positive; received ${theta}.`, {
      place: { field: "theta" },
      received: theta,
      hint: "Estimates lie between about 2 and 9.",
    });
  }
  if (!(tolerance > 0 && tolerance < 1)) {
    throw new InputError("tolerance-range", `The tolerance must be in (0, 1); received ${tolerance}.`, {
      place: { field: "tolerance" },
      received: tolerance,
      hint: "Use 1e-12 unless you are drawing.",
    });
  }
  if (!(Number.isInteger(maxIterations) && maxIterations >= 1)) {
    throw new InputError(
      "iterations-range",
      `maxIterations must be a positive integer; received ${maxIterations}.`,
      {
        place: { field: "maxIterations" },
        received: maxIterations,
        hint: "Leave it out: solves take tens of iterations.",
      },
    );
  }
  if (start && !(start.length === n && start.every((w) => w > 0 && Number.isFinite(w)))) {
    throw new InputError("start-range", `Starting wages must be ${n} positive numbers.`, {
      place: { field: "start" },
      hint: "Pass the wages of another solution of the same world.",
    });
  }
  if (domestic && !(domestic.length === n && domestic.every((d) => d >= 0 && Number.isFinite(d)))) {
    throw new InputError("domestic-range", `Domestic sales must be ${n} numbers of at least 0.`, {
      place: { field: "domestic" },
      hint: "Floor output less exports at zero or above.",
    });
  }
}

/**
 * The place of an economy that is the numeraire; -1 for world output.
 *
 * @param output base output (n)
 * @throws {InputError} unknown, or an economy that produces nothing
 */
export function numeraireIndex(
  numeraire: string,
  index: ReadonlyMap<string, number>,
  output: Float64Array,
): number {
  if (numeraire === "world-output") return -1;
  const at = index.get(numeraire);
  if (at !== undefined && output[at] > 0) return at;
  throw new InputError(
    "numeraire",
    `The numeraire must be world-output or an economy of the baseline that produces something; received ${numeraire}.`,
    { place: { field: "numeraire" }, received: numeraire, hint: "World output is the default." },
  );
}

/** A market that has no solution whatever the wages: nothing to buy, nobody to sell to, nothing produced. Null: none. */
export function brokenMarket(system: WageSystem, economies: readonly string[]): string | null {
  const { n, kernel, own, output, deficit, additive } = system;
  for (let k = 0; k < n; k++) {
    if (own[k] > 0 && output[k] > 0) continue;
    let sold = own[k];
    let bought = own[k];
    for (let m = 0; m < n; m++) {
      sold += kernel[k * n + m];
      bought += kernel[m * n + k];
    }
    const spends = output[k] + deficit[k];
    const name = economies[k];
    if (output[k] > 0 && sold === 0) return `${name} is left without a market: nobody buys what it produces.`;
    if (output[k] === 0 && sold > 0) return `${name} would sell again, but produces nothing in the base.`;
    if (bought === 0 && spends > 1e-12 * output[k])
      return `${name} is left without supply: nobody sells to it.`;
    if (bought === 0 && output[k] > 0 && additive) {
      return `${name} sells but buys nothing in the base: with its balance held fixed it cannot spend a change of income. Take a multiplicative closure.`;
    }
  }
  return null;
}

/** Why the iteration stopped short. */
export function whyNot(
  system: WageSystem,
  last: { readonly overspent: number; readonly residual: number; readonly iterations: number },
  economies: readonly string[],
): string {
  if (last.overspent >= 0) {
    return `The additive closure is infeasible: the surplus of ${economies[last.overspent]}, held fixed, leaves it nothing to spend. Take a multiplicative closure or remove the deficits.`;
  }
  const apart = system.additive ? null : oneWayTrade(system, economies, true);
  if (apart !== null) return apart;
  return `No convergence: the largest relative excess demand is ${last.residual.toExponential(1)} after ${last.iterations} iterations.`;
}

/** Whether trade leads from every producer to every other, so that no group stands apart. */
export function isConnected({ n, kernel, output }: WageSystem): boolean {
  const first = output.findIndex((y) => y > 0);
  if (first < 0) return false;
  const producers = output.reduce((count, y) => count + (y > 0 ? 1 : 0), 0);
  const all = (group: readonly number[]) => group.filter((i) => output[i] > 0).length === producers;
  return (
    all(reach(n, first, (i, j) => kernel[i * n + j] > 0)) &&
    all(reach(n, first, (i, j) => kernel[j * n + i] > 0))
  );
}

/**
 * A group of economies whose payments no wages can balance: it only buys from the rest and has no deficit to pay by, only
 * sells and has no surplus, or is alone with a deficit or surplus. In words, or null.
 *
 * @param strict also where deficits would allow it, for closures in which these scale with wages
 */
export function oneWayTrade(
  system: WageSystem,
  economies: readonly string[],
  strict: boolean,
): string | null {
  const { n, kernel, output, deficit } = system;
  const says = (group: readonly number[]) =>
    group.length > 5 ? `a group of ${group.length} economies` : group.map((i) => economies[i]).join(", ");
  for (let first = 0; first < n; first++) {
    if (output[first] === 0) continue;
    const sells = reach(n, first, (i, j) => kernel[i * n + j] > 0);
    const buys = reach(n, first, (i, j) => kernel[j * n + i] > 0);
    const group = sells.filter((i) => buys.includes(i));
    const size = group.reduce((sum, i) => sum + output[i], 0);
    const borrowed = group.reduce((sum, i) => sum + deficit[i], 0) / size;
    const [onlySells, onlyBuys] = [buys.length === group.length, sells.length === group.length];
    if (onlySells && onlyBuys) {
      if (Math.abs(borrowed) <= 1e-12) continue;
      return `The shock leaves ${says(group)} without trade with the rest of the world, and with a deficit or surplus that nobody finances. Remove the deficits first.`;
    }
    if (onlySells && (strict || borrowed >= -1e-12)) {
      return `No wages balance trade that runs one way: ${says(group)} sells to others but buys nothing from them, directly or through third economies.`;
    }
    if (onlyBuys && (strict || borrowed <= 1e-12)) {
      return `No wages balance trade that runs one way: ${says(group)} buys from others but sells nothing to them, directly or through third economies.`;
    }
  }
  return null;
}

/** Economies that a relation leads to from one, itself among them, in ascending order. */
function reach(n: number, first: number, leads: (i: number, j: number) => boolean): number[] {
  const seen = new Uint8Array(n);
  seen[first] = 1;
  const found = [first];
  for (let at = 0; at < found.length; at++) {
    for (let j = 0; j < n; j++) {
      if (seen[j] || !leads(found[at], j)) continue;
      seen[j] = 1;
      found.push(j);
    }
  }
  return found.sort((a, b) => a - b);
}
