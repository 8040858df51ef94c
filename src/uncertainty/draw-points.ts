/**
 * Where the draws lie in the unit cube.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import { seededRandom } from "../kernel/index.js";
import { sobol, sobolDimensions } from "../kernel/sobol.js";

/**
 * "random": independent draws. "antithetic": every second draw mirrors the one before it, u and 1 − u, so that what is
 * monotone in a parameter errs both ways. "sobol": evenly spread points, shifted at random several times over.
 */
export type DrawMethod = "random" | "antithetic" | "sobol";

export interface DrawPlan {
  /** Integer >= 0. With "sobol" best a power of two times the shifts: 512, 1024, 2048. */
  readonly draws: number;
  /** Integer, 0 to 2⁵³ − 1. */
  readonly seed: number;
  /** Default "random". */
  readonly method?: DrawMethod;
  /** Independent digital shifts of the Sobol points, at least 8; default 8. */
  readonly shifts?: number;
}

/** Batches into which antithetic pairs are gathered to see how far chance moves a figure. */
const pairGroups = 16;
export const leastShifts = 8;

/** @throws {InputError} draws, seed or shifts out of range */
export function checkDrawPlan({ draws, seed, method = "random", shifts = leastShifts }: DrawPlan): void {
  for (const [field, value] of Object.entries({ draws, seed })) {
    if (Number.isSafeInteger(value) && value >= 0) continue;
    throw new InputError("draws-range", `${field} must be a whole number of at least 0; received ${value}.`, {
      place: { field: `uncertainty.${field}` },
      received: value,
      hint: "500 draws are enough for 90 % intervals; any whole number is a seed.",
    });
  }
  if (method !== "sobol" || (Number.isSafeInteger(shifts) && shifts >= leastShifts)) return;
  throw new InputError(
    "shifts-range",
    `Sobol points need at least ${leastShifts} independent shifts; received ${shifts}.`,
    {
      place: { field: "uncertainty.shifts" },
      received: shifts,
      hint: "Their spread is the sampling error: with fewer it cannot be told.",
    },
  );
}

/**
 * The coordinates of all draws for one parameter.
 *
 * The stream of random numbers (or shifts) is named after the parameter, so that another parameter changes none of these
 * but through its place in the Sobol sequence, which goes by order; and more draws change none that were there.
 * @param dimension place among the parameters that vary, 0 first; for "sobol" only
 * @returns Float64Array (draws) in the open interval (0, 1)
 * @throws {InputError} more dimensions than there are direction numbers for
 */
export function drawPoints(name: string, dimension: number, plan: DrawPlan): Float64Array {
  const { draws, seed, method = "random", shifts = leastShifts } = plan;
  if (method === "sobol") return sobolPoints(name, dimension, draws, seed, shifts);
  const random = seededRandom(seed, name);
  const out = new Float64Array(draws);
  for (let d = 0; d < draws; d++)
    out[d] = method === "antithetic" && d % 2 === 1 ? 1 - out[d - 1] : random.uniform();
  return out;
}

function sobolPoints(
  name: string,
  dimension: number,
  draws: number,
  seed: number,
  shifts: number,
): Float64Array {
  if (dimension >= sobolDimensions) {
    throw new InputError(
      "sobol-dimensions",
      `Sobol points are known here in ${sobolDimensions} dimensions; ${name} would be one more.`,
      {
        place: { field: "uncertainty.method" },
        received: dimension + 1,
        hint: "Take method: random, or fix some parameters.",
      },
    );
  }
  const digits = sobol(dimension);
  const random = seededRandom(seed, `${name}/shift`);
  const shift = Array.from({ length: shifts }, () => random.bits());
  // Draw d is point ⌊d/shifts⌋ under shift d mod shifts; half a step keeps it off 0 and 1.
  return Float64Array.from({ length: draws }, (_, d) => {
    const x = (digits(Math.floor(d / shifts)) ^ shift[d % shifts]) >>> 0;
    return (x + 0.5) / 4294967296;
  });
}

/**
 * Groups of draws that are independent of one another while draws within a group are not: the shifts of Sobol points,
 * batches of antithetic pairs. Null where every draw is independent.
 *
 * @returns Uint16Array (draws), each below `count`
 */
export function drawGroups(plan: DrawPlan): { readonly of: Uint16Array; readonly count: number } | null {
  const { draws, method = "random", shifts = leastShifts } = plan;
  if (method === "random") return null;
  const count = method === "sobol" ? shifts : pairGroups;
  const step = method === "sobol" ? 1 : 2;
  return { of: Uint16Array.from({ length: draws }, (_, d) => Math.floor(d / step) % count), count };
}
