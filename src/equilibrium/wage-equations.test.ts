import { describe, expect, it } from "vitest";
import { seededRandom } from "../kernel/index.js";
import { evaluateWages, wageJacobianInto, wagePoint, wageSystem } from "./wage-equations.js";

const random = seededRandom(11);

describe("wageJacobianInto", () => {
  it.each([true, false])(
    "is the derivative of the imbalances (additive: %s), but for the level of wages",
    (additive) => {
      const n = 6;
      const system = wageSystem(n);
      Object.assign(system, { theta: 3, additive });
      const { kernel, own, output, deficit } = system;
      for (let k = 0; k < n * n; k++) kernel[k] = k % (n + 1) === 0 ? 0 : random.uniform();
      for (let i = 0; i < n; i++) {
        own[i] = 3 * random.uniform();
        output[i] = own[i]!;
      }
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          output[i]! += kernel[i * n + j]!;
          deficit[i]! -= kernel[i * n + j]!;
          deficit[j]! += kernel[i * n + j]!;
        }
      }
      const at = (logWage: Float64Array) => {
        const point = wagePoint(n);
        point.logWage.set(logWage);
        evaluateWages(system, point);
        return point;
      };
      const logWage = Float64Array.from({ length: n }, () => 0.2 * random.normal());
      // In the additive closure the deficit's unit moves with the level; hold it, as the Jacobian does.
      const level = Math.log(
        output.reduce((sum, y, i) => sum + y * Math.exp(logWage[i]!), 0) /
          output.reduce((sum, y) => sum + y, 0),
      );
      const here = at(logWage.map((l) => l - level));
      const jacobian = new Float64Array(n * n);
      wageJacobianInto(system, here, jacobian);
      const world = here.wage.reduce((sum, w, i) => sum + w * output[i]!, 0);
      const share = (k: number) => (here.wage[k]! * output[k]!) / world;
      const h = 1e-6;
      for (let k = 1; k < n; k++) {
        // A move of two wages that leaves world output, and so the unit, where it is.
        const move = (sign: number) =>
          here.logWage.map((l, i) => l + sign * h * (i === k ? 1 / share(k) : i === 0 ? -1 / share(0) : 0));
        const [up, down] = [at(move(1)).imbalance, at(move(-1)).imbalance];
        for (let i = 0; i < n; i++) {
          const exact = jacobian[i * n + k]! / share(k) - jacobian[i * n]! / share(0);
          expect(exact).toBeCloseTo((up[i]! - down[i]!) / (2 * h), 5);
        }
      }
    },
  );
});
