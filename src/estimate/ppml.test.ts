import { describe, expect, it } from "vitest";
import { DataError, type GravitasError, InputError } from "../contracts/errors.js";
import type { Design, FitOptions } from "./design.js";
import { ols } from "./ols.js";
import { pairBootstrap } from "./pair-bootstrap.js";
import { percentEffects } from "./percent-effects.js";
import { ppml } from "./ppml.js";
import { predict } from "./predict.js";
import { resetTest, squaredIndex } from "./reset-test.js";
import { wald } from "./wald.js";

const options: FitOptions = { vcov: { kind: "hetero", correction: "ppmlhdfe" } };

/** Six exporters by six importers, two regressors, no effects but what is asked for. */
function design(change: Partial<Design> = {}): Design {
  const n = 36;
  const cells = Array.from({ length: n }, (_, r) => r);
  const x = Float64Array.from(cells, (r) => Math.sin(3 * r + 1));
  const d = Float64Array.from(cells, (r) => Number((r * 7) % 5 === 0));
  return {
    nObs: n,
    y: Float64Array.from(cells, (r) => Math.round(Math.exp(2 + 0.5 * x[r] + 0.3 * d[r] + Math.cos(r)))),
    x: [
      { name: "x", values: x },
      { name: "d", values: d },
    ],
    effects: [
      { name: "exporter", codes: Int32Array.from(cells, (r) => Math.floor(r / 6)), nLevels: 6 },
      { name: "importer", codes: Int32Array.from(cells, (r) => r % 6), nLevels: 6 },
    ],
    rowNumbers: Int32Array.from(cells, (r) => r + 1),
    missing: 0,
    ...change,
  };
}

function failure(run: () => unknown): GravitasError {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError || error instanceof DataError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

function changed(values: Float64Array, row: number, value: number): Float64Array {
  const out = values.slice();
  out[row] = value;
  return out;
}

describe("bad input", () => {
  const { y, x, effects } = design();
  it.each([
    ["negative trade", { y: changed(y, 4, -2) }, "negative", "row 5 has -2"],
    ["a missing outcome", { y: changed(y, 4, Number.NaN) }, "not-finite", "the outcome is NaN in row 5"],
    [
      "an infinite regressor",
      { x: [{ name: "x", values: changed(x[0].values, 7, -Infinity) }] },
      "not-finite",
      '"x" is -Infinity in row 8',
    ],
    ["all-zero trade", { y: new Float64Array(36) }, "outcome-zero", "all 36 rows have 0"],
    ["weights of zero", { weights: new Float64Array(36) }, "weights-zero", "all are 0"],
    [
      "a negative weight",
      { weights: changed(new Float64Array(36).fill(1), 2, -1) },
      "negative",
      "row 3 has -1",
    ],
    ["no rows", { nObs: 0, y: new Float64Array(0) }, "no-rows", "none are left"],
    [
      "more effects than rows",
      { effects: [{ name: "row", codes: Int32Array.from({ length: 36 }, (_, r) => r), nLevels: 36 }] },
      "nothing-left",
      "of 36, none is",
    ],
    [
      "a column of another length",
      { effects: [{ ...effects[0], codes: new Int32Array(3) }] },
      "length",
      '"exporter" has 3 cells',
    ],
  ] as const)("%s is named with its place", (_, change, code, words) => {
    const error = failure(() => ppml(design(change as Partial<Design>), options));
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
    expect(error.hint).toBeTruthy();
  });

  it.each([
    [{ tolerance: 2 }, "tolerance"],
    [{ maxIterations: 0 }, "max-iterations"],
    [{ vcov: { kind: "cluster", correction: "none" } }, "clusters"],
    [{ signal: { aborted: true } }, "cancelled"],
    [
      { biasCorrection: { exporter: effects[0].codes, importer: effects[1].codes, time: effects[1].codes } },
      "bias-effects",
    ],
  ] as const)("option %j", (change, code) => {
    expect(failure(() => ppml(design(), { ...options, ...(change as Partial<FitOptions>) })).code).toBe(code);
  });

  it("one group only is a regression with a constant", () => {
    const one = ppml(design({ effects: [{ name: "all", codes: new Int32Array(36), nLevels: 1 }] }), options);
    const constant = { name: "constant", values: new Float64Array(36).fill(1) };
    const two = ppml(design({ x: [constant, ...design().x], effects: [] }), options);
    expect(one.coefficients[0]).toBeCloseTo(two.coefficients[1], 9);
    expect(one.fixedEffects().effects[0].values[0]).toBeCloseTo(two.coefficients[0], 8);
  });

  it("needs no regressor, and changes nothing that it was given", () => {
    const given = design();
    const copy = structuredClone(given);
    expect(ppml({ ...given, x: [] }, options).estimate.converged).toBe(true);
    ppml(given, options);
    ols(given, options);
    expect(given).toEqual(copy);
  });

  it("ends with a reason where iterations run out", () => {
    const { estimate } = ppml(design(), { ...options, maxIterations: 1 });
    expect(estimate.converged).toBe(false);
    expect(estimate.because).toContain("after 1 steps");
  });
});

describe("after the fit", () => {
  const fit = ppml(design(), options);

  it("states effects in per cent, both ways", () => {
    const [x] = percentEffects(fit);
    const { estimate, se } = fit.estimate.terms[0];
    expect(x.percent).toBeCloseTo(100 * (Math.exp(estimate) - 1), 10);
    expect(x.kennedy).toBeCloseTo(100 * (Math.exp(estimate - se ** 2 / 2) - 1), 10);
  });

  it("predicts, tests and refuses by name", () => {
    expect(predict(fit, design()).mean[3]).toBeCloseTo(fit.fitted[3], 7);
    expect(failure(() => predict(fit, design({ x: [] }))).code).toBe("predict-column");
    expect(failure(() => wald(fit, [{ weights: { nothing: 1 } }])).code).toBe("wald-term");
    const test = resetTest(design(), fit, options);
    expect(test.df).toBe(1);
    expect(test.p).toBeGreaterThan(0);
    expect(squaredIndex).toContain("index");
  });

  it("bootstraps the same numbers from the same seed", () => {
    const cluster = design().effects[0];
    const run = (seed: number) => pairBootstrap(design(), { family: "ppml", cluster, draws: 20, seed });
    expect(run(1)).toEqual(run(1));
    expect(run(1)[0].se).not.toBe(run(2)[0].se);
    expect(run(1)[0].se).toBeGreaterThan(0);
    expect(failure(() => pairBootstrap(design(), { family: "ppml", cluster, draws: 1, seed: 1 })).code).toBe(
      "bootstrap",
    );
  });

  it("recovers slopes by key", () => {
    const { nObs, effects } = design();
    const trend = { name: "trend", values: Float64Array.from({ length: nObs }, (_, r) => 2000 + (r % 6)) };
    const slope = (level: number) => 0.1 * level - 0.2;
    const y = Float64Array.from({ length: nObs }, (_, r) => {
      const level = effects[0].codes[r];
      return Math.exp(1 + level / 3 + slope(level) * (trend.values[r] - 2002));
    });
    const sloped = ppml(design({ y, x: [], effects: [{ ...effects[0], slopes: [trend] }] }), options);
    const [own] = sloped.fixedEffects().effects;
    for (let level = 0; level < 6; level++) expect(own.slopes[0].values[level]).toBeCloseTo(slope(level), 7);
  });
});
