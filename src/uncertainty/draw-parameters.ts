/**
 * Draws of a scenario's parameters.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { Distribution, JointNormal } from "../contracts/scenario.js";
import { distributionQuantile } from "./distribution-quantile.js";
import { checkDrawPlan, type DrawPlan, drawPoints } from "./draw-points.js";
import { jointNormalQuantile } from "./joint-normal.js";

/** One column a parameter, each of the same length (draws). */
export type ParameterColumns = Readonly<Record<string, Float64Array>>;

export interface DrawOptions extends DrawPlan {
  /** Effects drawn together, columns by their names. */
  readonly joint?: JointNormal | undefined;
}

/**
 * Draws of every parameter, independent of one another but for the effects of a joint distribution.
 *
 * Each parameter has a stream of its own, from the seed and its name: another parameter, or more draws, changes none of
 * the values that were there (with Sobol points: no parameter that comes later in order does).
 * @param distributions by parameter; a number is a column of itself
 * @param options draws: integer >= 0; seed: integer, 0 to 2⁵³ − 1; method and shifts, see DrawPlan
 * @throws {InputError} draws, seed or shifts out of range, a distribution with bounds out of order, a covariance that is
 *   none, a name that is both a parameter and an effect, more parameters than Sobol points have dimensions
 * Source: see seededRandom, sobol and normalQuantile; all distributions by inversion.
 */
export function drawParameters(
  distributions: Readonly<Record<string, Distribution>>,
  options: DrawOptions,
): ParameterColumns {
  checkDrawPlan(options);
  const { draws, joint } = options;
  let dimension = 0;
  const columns = Object.entries(distributions).map(([name, distribution]): [string, Float64Array] => {
    if (typeof distribution === "number") return [name, new Float64Array(draws).fill(distribution)];
    const value = distributionQuantile(distribution, name);
    return [name, drawPoints(name, dimension++, options).map(value)];
  });
  const out = Object.fromEntries(columns);
  return joint === undefined ? out : { ...out, ...drawJoint(joint, dimension, options, out) };
}

function drawJoint(
  joint: JointNormal,
  from: number,
  options: DrawOptions,
  taken: ParameterColumns,
): ParameterColumns {
  const twice = joint.names.find((name) => name in taken);
  if (twice !== undefined) {
    throw new InputError("effect-name", `${twice} is both a parameter and an effect.`, {
      place: { field: "parameters.effects" },
      received: twice,
      hint: "Give the effect another name.",
    });
  }
  const value = jointNormalQuantile(joint);
  const points = joint.names.map((name, k) => drawPoints(name, from + k, options));
  const columns = joint.names.map(() => new Float64Array(options.draws));
  const drawn = new Float64Array(joint.names.length);
  for (let d = 0; d < options.draws; d++) {
    value(
      points.map((column) => column[d]),
      drawn,
    );
    columns.forEach((column, k) => {
      column[d] = drawn[k];
    });
  }
  return Object.fromEntries(joint.names.map((name, k) => [name, columns[k]]));
}
