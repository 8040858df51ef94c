/**
 * What a multi-sector model refuses, in sentences.
 * @module
 */
import { DataError, InputError } from "../../contracts/errors.js";
import type { SectorBaseline } from "../../contracts/sector-baseline.js";

/** How far shares may be from adding to 1: tables are printed with six digits or so. They are used as they are. */
const addingUp = 1e-5;
/** Published tables enter a by-product as a small negative input; more than this is taken for an error. */
const byProduct = 0.01;

/**
 * Checks the sizes, ranges and adding-up of a multi-sector world; whether it is at rest is told by restGap.
 *
 * @throws {DataError} sizes that do not fit, a cell out of range (NaN too), shares that do not add to 1, trade in a
 *   sector that is not traded; {InputError} a sector named twice
 */
export function checkSectorBaseline(world: SectorBaseline): void {
  checkSizes(world);
  const { sectors, economies, theta } = world;
  if (new Set(sectors).size !== sectors.length || new Set(economies).size !== economies.length) {
    throw new InputError("named-twice", "Every sector and every economy needs a name of its own.", {
      received: sectors.length === new Set(sectors).size ? economies : sectors,
      hint: "Rename or merge those that are the same.",
    });
  }
  checkTheta(theta, sectors);
  checkFlows(world);
  checkShares(world);
}

function checkSizes(world: SectorBaseline): void {
  const n = world.economies.length;
  const count = world.sectors.length;
  if (n === 0 || count === 0) {
    throw new DataError(
      "baseline-shape",
      `A world needs an economy and a sector; ${world.id} has ${n} and ${count}.`,
    );
  }
  const expected: [string, number, number][] = [
    ["flows", world.flows.length, count * n * n],
    ["tariffs", world.tariffs.length, count * n * n],
    ["traded", world.traded.length, count],
    ["theta", world.theta.length, count],
    ["valueAddedShare", world.valueAddedShare.length, count * n],
    ["finalShare", world.finalShare.length, count * n],
    ["inputShare", world.inputShare.length, count * count * n],
  ];
  for (const [name, length, want] of expected) {
    if (length === want) continue;
    throw new DataError(
      "baseline-shape",
      `${name} must have ${want} cells for ${count} sectors and ${n} economies; ${world.id} has ${length}.`,
      {
        place: { field: name },
        received: length,
        hint: "Every cell is needed, zero where there is nothing.",
      },
    );
  }
}

/** @throws {InputError} an elasticity that is not a positive number, or too few of them */
export function checkTheta(theta: Float64Array, sectors: readonly string[]): void {
  if (theta.length !== sectors.length) {
    throw new InputError(
      "theta-range",
      `Every sector needs a trade elasticity: ${sectors.length} are needed; received ${theta.length}.`,
      { place: { field: "theta" }, received: theta.length, hint: "Give them in the order of the sectors." },
    );
  }
  const at = theta.findIndex((value) => !(value > 0 && Number.isFinite(value)));
  if (at < 0) return;
  throw new InputError(
    "theta-range",
    `The trade elasticity theta must be positive; received ${theta[at]} for ${sectors[at]}.`,
    {
      place: { field: "theta" },
      received: theta[at],
      hint: "Estimates by sector lie between about 1 and 20.",
    },
  );
}

function checkFlows(world: SectorBaseline): void {
  const { flows, tariffs, economies, sectors, traded } = world;
  const n = economies.length;
  for (let k = 0; k < flows.length; k++) {
    const s = Math.floor(k / (n * n));
    // Written so that NaN fails too; Infinity less itself is NaN.
    if (!(flows[k] >= 0 && flows[k] - flows[k] === 0))
      throw flowError(world, k, "A flow must be a number of at least 0", flows[k]);
    if (!(tariffs[k] > -1 && tariffs[k] - tariffs[k] === 0))
      throw flowError(world, k, "A tariff must be a fraction above -1", tariffs[k]);
    if (!traded[s] && flows[k] > 0 && (k % (n * n)) % (n + 1) !== 0)
      throw flowError(
        world,
        k,
        `${sectors[s]} is said not to be traded, so it has no flows abroad`,
        flows[k],
      );
  }
}

function flowError(world: SectorBaseline, at: number, must: string, received: number): DataError {
  const n = world.economies.length;
  const pair = `${world.economies[Math.floor(at / n) % n]} to ${world.economies[at % n]}`;
  return new DataError(
    "cell-range",
    `${must}; received ${received}, ${world.sectors[Math.floor(at / (n * n))]}, ${pair}.`,
    { received, hint: "Correct or leave out the row." },
  );
}

function checkShares(world: SectorBaseline): void {
  const { economies, sectors, flows, valueAddedShare, inputShare, finalShare } = world;
  const n = economies.length;
  const count = sectors.length;
  for (let c = 0; c < count * n; c++) {
    // A sector that makes nothing may have no shares.
    if (flows.subarray(c * n, c * n + n).every((x) => x === 0)) continue;
    const place = `${sectors[Math.floor(c / n)]} in ${economies[c % n]}`;
    const b = valueAddedShare[c];
    if (!(b > 0 && b <= 1))
      throw shareError("A share of value added must be above 0 and at most 1", b, place);
    let sum = 0;
    for (let s = 0; s < count; s++) {
      const g = inputShare[(Math.floor(c / n) * count + s) * n + (c % n)];
      if (!(g >= -byProduct && g <= 1 + byProduct))
        throw shareError("An input share must be from 0 to 1", g, place);
      sum += g;
    }
    if (b < 1 && !(Math.abs(sum - 1) <= addingUp))
      throw shareError("The input shares of a sector must add to 1", sum, place);
  }
  for (let j = 0; j < n; j++) {
    let sum = 0;
    for (let s = 0; s < count; s++) {
      const a = finalShare[s * n + j];
      if (!(a >= 0 && a <= 1 + addingUp))
        throw shareError(
          "A share of final spending must be from 0 to 1",
          a,
          `${sectors[s]} in ${economies[j]}`,
        );
      sum += a;
    }
    if (!(Math.abs(sum - 1) <= addingUp))
      throw shareError("The shares of final spending must add to 1", sum, economies[j]);
  }
}

function shareError(must: string, received: number, place: string): DataError {
  return new DataError("share-range", `${must}; received ${received}, ${place}.`, {
    received,
    hint: "Divide by the sum, or correct the cell.",
  });
}
