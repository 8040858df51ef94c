import { describe, expect, it } from "vitest";
import { absorbColumns } from "./absorb-columns.js";
import { fitJoint, jointFittedInto, jointWork } from "./absorb-joint.js";
import { prepareWeights } from "./absorb-passes.js";
import { planAbsorption } from "./absorb-plan.js";
import { choleskyInOrder } from "./cholesky-in-order.js";
import { emptyForest, factorForest, hangOn, solveForest } from "./forest-preconditioner.js";
import { chiSquareTail } from "./gamma-tail.js";
import { logGamma } from "./log-gamma.js";
import { seededRandom } from "./seeded-random.js";
import { studentCritical, studentTwoSided } from "./student-tail.js";
import { symmetricEigen } from "./symmetric-eigen.js";

const close = (got: number, want: number, tolerance: number) =>
  expect(Math.abs(got - want)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(want)));

describe("absorption", () => {
  const random = seededRandom(4, "absorb");
  const n = 240;
  const codes = (levels: number) =>
    Int32Array.from({ length: n }, () => Math.floor(levels * random.uniform()));
  const blocks = [9, 30, 7].map((nLevels) => ({ codes: codes(nLevels), nLevels }));
  const slope = Float64Array.from({ length: n }, () => random.normal());
  const w = Float64Array.from({ length: n }, () => Math.exp(random.normal()));

  it.each([
    ["one block", blocks.slice(0, 1)],
    ["two blocks", blocks.slice(0, 2)],
    ["three blocks", blocks],
    ["slopes", [...blocks, { ...blocks[2], multiplier: slope }]],
    ["slopes alone", [{ ...blocks[0], multiplier: slope }]],
  ])("leaves nothing of %s in a column", (_, chosen) => {
    const plan = planAbsorption(n, chosen);
    const row = (r: number) => (plan.order ? plan.order[r] : r);
    const weights = Float64Array.from({ length: n }, (__, r) => w[row(r)]);
    const v = Float64Array.from({ length: 2 * n }, () => random.normal());
    const done = absorbColumns(plan, prepareWeights(plan, weights), v, 2, { tolerance: 1e-12 });
    expect(done.converged).toBe(true);
    for (const block of chosen) {
      for (let j = 0; j < 2; j++) {
        const sums = new Float64Array(block.nLevels);
        for (let r = 0; r < n; r++) {
          const m = "multiplier" in block ? (block.multiplier as Float64Array)[row(r)] : 1;
          sums[block.codes[row(r)]] += weights[r] * m * v[2 * r + j];
        }
        for (const sum of sums) close(sum, 0, 1e-9);
      }
    }
  });

  it("fits regressors and effects jointly as it does one after the other", () => {
    const plan = planAbsorption(n, blocks);
    const weights = prepareWeights(plan, w);
    const x = Float64Array.from({ length: n }, () => random.normal());
    const z = Float64Array.from({ length: n }, (_, r) => 0.7 * x[r] + random.normal());
    const work = jointWork(plan, 1);
    fitJoint(plan, weights, x, z, work, 1e-13);
    const both = new Float64Array(2 * n);
    for (let r = 0; r < n; r++) {
      both[2 * r] = x[r];
      both[2 * r + 1] = z[r];
    }
    absorbColumns(plan, weights, both, 2, { tolerance: 1e-13 });
    let xx = 0;
    let xz = 0;
    for (let r = 0; r < n; r++) {
      xx += w[r] * both[2 * r] ** 2;
      xz += w[r] * both[2 * r] * both[2 * r + 1];
    }
    close(work.b[0], xz / xx, 1e-10);
    const fitted = new Float64Array(n);
    jointFittedInto(plan, weights, x, z, work, fitted);
    for (let r = 0; r < n; r++) close(z[r] - fitted[r], both[2 * r + 1] - (xz / xx) * both[2 * r], 1e-9);
  });

  it("solves with a forest exactly, cycles of ties cut", () => {
    const forest = emptyForest(5);
    hangOn(forest, Int32Array.from([1, 2, 0, 4, 3]));
    expect([...forest.parent].filter((p) => p < 0)).toHaveLength(2);
    forest.diagonal.set([4, 5, 6, 7, 8]);
    forest.coupling.set([1, 2, 1, 3, 3]);
    factorForest(forest);
    const z = new Float64Array(5);
    const r = Float64Array.from([1, 2, 3, 4, 5]);
    solveForest(forest, r, z);
    const back = Float64Array.from(z, (v, u) => forest.diagonal[u] * v);
    forest.parent.forEach((up, u) => {
      if (up < 0) return;
      back[u] += forest.coupling[u] * z[up];
      back[up] += forest.coupling[u] * z[u];
    });
    back.forEach((v, u) => {
      close(v, r[u], 1e-13);
    });
  });
});

describe("small matrices and tails", () => {
  it("marks the later of two dependent columns, with what it combines", () => {
    const factor = choleskyInOrder(Float64Array.from([1, 0, 2, 0, 1, 3, 2, 3, 13]), 3, 1e-12);
    expect([...factor.dependent]).toEqual([0, 0, 1]);
    expect([...factor.combination(2)]).toEqual([2, 3, 0]);
  });

  it("diagonalises", () => {
    const { values } = symmetricEigen(Float64Array.from([2, 1, 1, 2]), 2);
    expect([...values].sort()).toEqual([expect.closeTo(1, 12), expect.closeTo(3, 12)]);
  });

  it("knows published values", () => {
    close(logGamma(0.5), 0.5 * Math.log(Math.PI), 1e-14);
    close(logGamma(101), 363.73937555556347, 1e-14);
    close(chiSquareTail(3.841458820694124, 1), 0.05, 1e-13);
    close(chiSquareTail(18.307038053275146, 10), 0.05, 1e-13);
    // Closed forms: Cauchy for one degree of freedom, 1 - t/√(2 + t²) for two.
    close(studentTwoSided(1, 1), 0.5, 1e-14);
    close(studentCritical(0.05, 1), Math.tan(0.475 * Math.PI), 1e-12);
    close(studentTwoSided(3, 2), 1 - 3 / Math.sqrt(11), 1e-14);
  });
});
