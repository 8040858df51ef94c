/**
 * Effects that were estimated together: a normal vector with a covariance.
 * @module
 */

import { InputError } from "../contracts/errors.js";
import type { JointNormal } from "../contracts/scenario.js";
import { cholesky } from "../kernel/cholesky.js";
import { normalQuantile } from "../kernel/index.js";

/**
 * The function that turns uniform numbers, one a component, into a draw of the vector: mean + L z, L Lᵀ the covariance
 * and z standard normal by inversion.
 *
 * @returns (uniforms, out), both of the length of the vector
 * @throws {InputError} lengths that do not fit, a name twice, a covariance that is not symmetric and positive semidefinite
 */
export function jointNormalQuantile(joint: JointNormal): (u: readonly number[], out: Float64Array) => void {
  const { names, mean, covariance } = joint;
  const n = names.length;
  const refuse = (must: string, received: unknown): InputError =>
    new InputError("covariance", `Effects ${names.join(", ")}: ${must}.`, {
      place: { field: "parameters.effects" },
      received,
      hint: "Give names, mean and the covariance of an estimate, in one order.",
    });
  if (new Set(names).size !== n) throw refuse("each name stands once", names);
  if (mean.length !== n || covariance.length !== n || covariance.some((row) => row.length !== n))
    throw refuse(`the mean needs ${n} numbers and the covariance ${n} rows of ${n}`, { mean, covariance });
  const flat = Float64Array.from(covariance.flat());
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const scale = Math.sqrt(Math.abs(flat[i * n + i] * flat[j * n + j]));
      if (!(Math.abs(flat[i * n + j] - flat[j * n + i]) <= 1e-9 * scale))
        throw refuse("the covariance must be symmetric", covariance);
    }
  }
  const root = cholesky(flat, n);
  if (!root) throw refuse("the covariance must be positive semidefinite", covariance);
  const z = new Float64Array(n);
  return (u, out) => {
    for (let i = 0; i < n; i++) {
      z[i] = normalQuantile(u[i]);
      let sum = mean[i];
      for (let k = 0; k <= i; k++) sum += root[i * n + k] * z[k];
      out[i] = sum;
    }
  };
}
