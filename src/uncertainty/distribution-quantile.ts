/**
 * Distributions of a scenario, by their quantile functions.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { Distribution } from "../contracts/scenario.js";
import { normalCdf, normalQuantile } from "../kernel/index.js";

/**
 * The function that turns a uniform number into a draw: random or evenly spread points serve alike.
 *
 * A bounded normal is the normal given that it lies within its bounds, its probabilities rescaled; a lognormal has the
 * log normal around the log of the median; a triangular is [lowest, most likely, highest].
 * @param name the parameter, for the message
 * @returns u in (0, 1) to a value
 * @throws {InputError} bounds out of order, or with nothing of the distribution between them
 */
export function distributionQuantile(distribution: Distribution, name: string): (u: number) => number {
  if (typeof distribution === "number") return () => distribution;
  if ("lognormal" in distribution) {
    const { median, sdLog } = distribution.lognormal;
    return (u) => median * Math.exp(sdLog * normalQuantile(u));
  }
  if ("uniform" in distribution) {
    const [low, high] = distribution.uniform;
    if (!(low <= high)) throw outOfOrder(name, distribution.uniform);
    return (u) => low + u * (high - low);
  }
  if ("triangular" in distribution) return triangular(distribution.triangular, name);
  return boundedNormal(distribution.normal, name);
}

function boundedNormal(
  normal: { mean: number; sd: number; min?: number | undefined; max?: number | undefined },
  name: string,
): (u: number) => number {
  const { mean, sd, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = normal;
  const [a, b] = [(min - mean) / sd, (max - mean) / sd];
  if (!(a <= b)) throw outOfOrder(name, [min, max]);
  // Above the mean the upper tail is the exact one: mirror, so that a far bound keeps its digits.
  const sign = a > 0 ? -1 : 1;
  const [from, to] = sign > 0 ? [normalCdf(a), normalCdf(b)] : [normalCdf(-b), normalCdf(-a)];
  if (!(to > from)) {
    throw new InputError(
      "distribution-empty",
      `${name}: a bounded normal must have its bounds in reach of its mean.`,
      {
        place: { field: name },
        received: normal,
        hint: "Widen the bounds or the standard deviation.",
      },
    );
  }
  return (u) => {
    const p = sign > 0 ? from + u * (to - from) : to - u * (to - from);
    return Math.min(max, Math.max(min, mean + sd * sign * normalQuantile(p)));
  };
}

function triangular(
  [low, mode, high]: readonly [number, number, number],
  name: string,
): (u: number) => number {
  if (!(low <= mode && mode <= high)) throw outOfOrder(name, [low, mode, high]);
  const width = high - low;
  if (width === 0) return () => low;
  const atMode = (mode - low) / width;
  return (u) =>
    u < atMode
      ? low + Math.sqrt(u * width * (mode - low))
      : high - Math.sqrt((1 - u) * width * (high - mode));
}

function outOfOrder(name: string, received: readonly number[]): InputError {
  return new InputError(
    "distribution-order",
    `${name}: bounds must ascend; received ${received.join(", ")}.`,
    {
      place: { field: name },
      received,
      hint: "Write the lowest first.",
    },
  );
}
