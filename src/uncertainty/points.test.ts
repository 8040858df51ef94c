import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JointNormal } from "../contracts/scenario.js";
import { cholesky } from "../kernel/cholesky.js";
import { normalCdf, quantile, seededRandom } from "../kernel/index.js";
import { sobol, sobolDimensions } from "../kernel/sobol.js";
import { drawPoints } from "./draw-points.js";
import {
  drawGroups,
  drawParameters,
  effectsOfFit,
  firstOrderIndex,
  type Groups,
  jointNormalQuantile,
  quantilesOf,
  tornado,
  tornadoPlan,
} from "./index.js";

const binary = (index: number, digits: number) =>
  Array.from({ length: sobolDimensions }, (_, d) => Math.floor(sobol(d)(index) / 2 ** (32 - digits)));

describe("sobol", () => {
  it("has the points of SciPy 1.17, scipy.stats.qmc.Sobol(40, scramble=False), in 128ths and finer", () => {
    expect(binary(0, 7)).toEqual(binary(0, 7).map(() => 0));
    expect(binary(1, 7)).toEqual(binary(1, 7).map(() => 64));
    expect(binary(5, 7)).toEqual([
      112, 112, 16, 48, 112, 80, 112, 48, 48, 16, 48, 112, 112, 16, 112, 48, 112, 48, 48, 80, 80, 80, 112, 48,
      48, 48, 112, 16, 80, 80, 112, 80, 48, 48, 16, 16, 16, 48, 112, 48,
    ]);
    expect(binary(100, 7)).toEqual([
      53, 33, 99, 93, 113, 95, 3, 61, 81, 89, 59, 87, 61, 109, 41, 63, 87, 95, 107, 43, 97, 51, 1, 63, 3, 1,
      121, 85, 31, 93, 91, 53, 33, 33, 47, 85, 125, 61, 115, 17,
    ]);
    expect(binary(127, 7)).toEqual([
      1, 85, 71, 81, 61, 43, 31, 9, 53, 69, 79, 75, 113, 33, 77, 35, 123, 27, 87, 103, 69, 63, 53, 107, 31,
      61, 69, 1, 59, 41, 55, 17, 69, 13, 123, 49, 33, 49, 63, 77,
    ]);
    // A point beyond a million meets every direction number up to the twentieth.
    expect(binary(1000003, 30)).toEqual([
      296862720, 603356160, 83747840, 449088512, 943453184, 585255936, 237024256, 286467072, 54133760,
      4725760, 953838592, 731407360, 561800192, 304237568, 965407744, 500466688, 207244288, 544908288,
      905051136, 678919168, 848395264, 219368448, 981476352, 257215488, 426472448, 308618240, 949269504,
      597478400, 1011588096, 304440320, 700601344, 312892416, 676176896, 895554560, 357975040, 59155456,
      199150592, 611908608, 747502592, 280685568,
    ]);
  });

  it("puts one of any aligned 2^k points into each interval of length 2^-k, in every dimension", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: sobolDimensions - 1 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 50 }),
        (dimension, k, block) => {
          const point = sobol(dimension);
          const size = 2 ** k;
          const cells = Array.from({ length: size }, (_, m) =>
            Math.floor(point(block * size + m) / 2 ** (32 - k)),
          );
          expect(new Set(cells).size).toBe(size);
        },
      ),
      { seed: 3, numRuns: 200 },
    );
  });

  it("fills all elementary rectangles of the first two dimensions evenly, shifted or not", () => {
    const [first, second] = [sobol(0), sobol(1)];
    const random = seededRandom(4, "shift");
    for (const [a, b] of [
      [0, 0],
      [random.bits(), random.bits()],
    ] as const) {
      for (let k = 0; k <= 8; k++) {
        const cells = new Set<number>();
        for (let m = 0; m < 256; m++) {
          const x = ((first(m) ^ a) >>> 0) / 2 ** 32;
          const y = ((second(m) ^ b) >>> 0) / 2 ** 32;
          cells.add(Math.floor(x * 2 ** k) * 2 ** (8 - k) + Math.floor(y * 2 ** (8 - k)));
        }
        expect(cells.size).toBe(256);
      }
    }
  });
});

describe("draws that are spread or mirrored", () => {
  const distributions = {
    theta: { lognormal: { median: 5, sdLog: 0.4 } },
    tau: { uniform: [0.9, 1] as [number, number] },
    kappa: { normal: { mean: 2.7, sd: 0.3 } },
  };
  /** A smooth figure, not linear in anything. */
  const figure = ({ theta, tau, kappa }: Readonly<Record<string, Float64Array>>) =>
    theta!.map((t, d) => tau![d]! ** -t / kappa![d]!);
  const run = (method: "random" | "antithetic" | "sobol", draws: number, seed: number) => {
    const y = figure(drawParameters(distributions, { draws, seed, method }));
    const groups = drawGroups({ draws, seed, method });
    return quantilesOf({ draws, failed: new Uint8Array(draws) }, y, [0.05, 0.95], groups)!;
  };

  it("is closer to the truth with Sobol points and antithetic pairs than at random, and says how close", () => {
    const truth = run("sobol", 1 << 17, 99);
    const seeds = Array.from({ length: 40 }, (_, k) => k + 1);
    const rms = (of: (r: ReturnType<typeof run>) => number, method: Parameters<typeof run>[0]) =>
      Math.sqrt(seeds.reduce((sum, seed) => sum + of(run(method, 512, seed)) ** 2, 0) / seeds.length);
    const offMean = (r: ReturnType<typeof run>) => r.mean.value - truth.mean.value;
    const offHigh = (r: ReturnType<typeof run>) => r.quantiles[1]!.value - truth.quantiles[1]!.value;
    expect(rms(offMean, "sobol")).toBeLessThan(rms(offMean, "random") / 1.7);
    expect(rms(offMean, "antithetic")).toBeLessThan(rms(offMean, "random") / 1.5);
    expect(rms(offHigh, "sobol")).toBeLessThan(rms(offHigh, "random") / 1.5);
    // The stated error is the error: in root mean square over seeds, within a factor of two.
    for (const method of ["random", "antithetic", "sobol"] as const) {
      for (const [off, stated] of [
        [offMean, (r: ReturnType<typeof run>) => r.mean.error!],
        [offHigh, (r: ReturnType<typeof run>) => r.quantiles[1]!.error!],
      ] as const) {
        const ratio = rms(stated, method) / rms(off, method);
        expect(ratio).toBeGreaterThan(0.5);
        expect(ratio).toBeLessThan(2);
      }
    }
  });

  it("keeps the draws that were there when more are made or a parameter follows", () => {
    for (const method of ["random", "antithetic", "sobol"] as const) {
      const few = drawParameters(distributions, { draws: 64, seed: 5, method });
      const many = drawParameters(
        { ...distributions, g: { uniform: [0, 1] } },
        { draws: 200, seed: 5, method },
      );
      for (const name of Object.keys(distributions))
        expect([...many[name]!.subarray(0, 64)]).toEqual([...few[name]!]);
    }
  });

  it("mirrors every second draw", () => {
    const u = drawPoints("x", 0, { draws: 9, seed: 1, method: "antithetic" });
    for (let d = 0; d + 1 < 9; d += 2) expect(u[d]! + u[d + 1]!).toBeCloseTo(1, 15);
  });

  it("refuses fewer than eight shifts, and more dimensions than it knows", () => {
    expect(() => drawParameters({}, { draws: 1, seed: 1, method: "sobol", shifts: 4 })).toThrow(/at least 8/);
    const many = Object.fromEntries(
      Array.from({ length: 41 }, (_, k) => [`p${k}`, { uniform: [0, 1] as [number, number] }]),
    );
    expect(() => drawParameters(many, { draws: 1, seed: 1, method: "sobol" })).toThrow(/40 dimensions/);
    expect(() => drawParameters(many, { draws: 1, seed: 1 })).not.toThrow();
  });

  it("does not state an error that so few draws cannot tell", () => {
    const failed = new Uint8Array(16);
    const groups: Groups = drawGroups({ draws: 16, seed: 1, method: "sobol" });
    const few = quantilesOf(
      { draws: 16, failed },
      Float64Array.from({ length: 16 }, (_, k) => k),
      [0.5],
      groups,
    );
    expect(few!.quantiles[0]!.error).toBeNull();
    expect(
      quantilesOf({ draws: 2, failed: failed.subarray(0, 2) }, Float64Array.of(1, 2), [0.05])!.quantiles[0],
    ).toMatchObject({ error: null });
  });
});

describe("effects with a covariance", () => {
  const joint: JointNormal = {
    names: ["rta", "wto", "eu"],
    mean: [0.3, -0.1, 0.8],
    covariance: [
      [0.04, 0.018, -0.006],
      [0.018, 0.09, 0.003],
      [-0.006, 0.003, 0.0025],
    ],
  };

  it("are drawn with their mean and covariance, by every method", () => {
    for (const [method, draws] of [
      ["random", 40_000],
      ["antithetic", 40_000],
      ["sobol", 4096],
    ] as const) {
      const columns = drawParameters({}, { draws, seed: 3, method, joint });
      const mean = (x: Float64Array) => x.reduce((a, b) => a + b, 0) / draws;
      joint.names.forEach((a, i) => {
        const [x, m] = [columns[a]!, mean(columns[a]!)];
        expect(Math.abs(m - joint.mean[i]!)).toBeLessThan(5 * Math.sqrt(joint.covariance[i]![i]! / draws));
        joint.names.forEach((b, j) => {
          const [y, k] = [columns[b]!, mean(columns[b]!)];
          const found = x.reduce((sum, v, d) => sum + (v - m) * (y[d]! - k), 0) / draws;
          const scale = Math.sqrt(joint.covariance[i]![i]! * joint.covariance[j]![j]!);
          expect(Math.abs(found - joint.covariance[i]![j]!)).toBeLessThan((6 * scale) / Math.sqrt(draws));
        });
      });
    }
  });

  it("each have the quantiles of a normal", () => {
    const x = drawParameters({}, { draws: 2048, seed: 8, method: "sobol", joint }).wto!.sort();
    for (const p of [0.05, 0.25, 0.5, 0.75, 0.95])
      expect(Math.abs(normalCdf((quantile(x, p) + 0.1) / 0.3) - p)).toBeLessThan(0.01);
  });

  it("may be singular: an effect that another explains in full follows it", () => {
    const value = jointNormalQuantile({
      names: ["a", "b"],
      mean: [0, 1],
      covariance: [
        [1, 2],
        [2, 4],
      ],
    });
    const out = new Float64Array(2);
    value([0.8, 0.1], out);
    expect(out[1]! - 1).toBeCloseTo(2 * out[0]!, 12);
  });

  it("are refused where no covariance is meant", () => {
    const wrong = (change: Partial<JointNormal>) => () => jointNormalQuantile({ ...joint, ...change });
    expect(wrong({ mean: [1] })).toThrow(/3 numbers/);
    expect(wrong({ names: ["a", "a", "b"] })).toThrow(/once/);
    expect(
      wrong({
        covariance: [
          [1, 0, 0],
          [0.5, 1, 0],
          [0, 0, 1],
        ],
      }),
    ).toThrow(/symmetric/);
    expect(
      wrong({
        covariance: [
          [1, 2, 0],
          [2, 1, 0],
          [0, 0, 1],
        ],
      }),
    ).toThrow(/positive/);
    expect(() => drawParameters({ rta: 1 }, { draws: 1, seed: 1, joint })).toThrow(/both/);
  });

  it("come from a fit, in the order wanted", () => {
    const fit = {
      names: ["a", "b", "c"],
      coefficients: Float64Array.of(1, 2, 3),
      vcov: Float64Array.of(1, 0.2, 0.3, 0.2, 4, 0.6, 0.3, 0.6, 9),
    };
    expect(effectsOfFit(fit, ["c", "a"])).toEqual({
      names: ["c", "a"],
      mean: [3, 1],
      covariance: [
        [9, 0.3],
        [0.3, 1],
      ],
    });
    expect(effectsOfFit(fit).mean).toEqual([1, 2, 3]);
    expect(() => effectsOfFit(fit, ["d"])).toThrow(/d is not a term/);
  });

  it("cholesky multiplies back, on random covariances", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(), (n, seed) => {
        const random = seededRandom(seed, "covariance");
        const b = Float64Array.from({ length: n * n }, () => random.normal());
        const a = new Float64Array(n * n);
        for (let i = 0; i < n; i++)
          for (let j = 0; j < n; j++)
            for (let k = 0; k < n; k++) a[i * n + j]! += b[i * n + k]! * b[j * n + k]!;
        const l = cholesky(a, n)!;
        for (let i = 0; i < n; i++)
          for (let j = 0; j <= i; j++) {
            let sum = 0;
            for (let k = 0; k <= j; k++) sum += l[i * n + k]! * l[j * n + k]!;
            expect(Math.abs(sum - a[i * n + j]!)).toBeLessThan(1e-11 * (1 + Math.abs(a[i * n + i]!)));
          }
      }),
      { seed: 1, numRuns: 50 },
    );
  });
});

describe("which parameter matters", () => {
  it("first-order indexes of a linear figure are its shares of variance", () => {
    const draws = 4096;
    const { x, y, z } = drawParameters(
      { x: { uniform: [0, 1] }, y: { uniform: [0, 1] }, z: { uniform: [0, 1] } },
      { draws, seed: 2 },
    );
    const figure = x!.map((v, d) => 3 * v + 2 * y![d]! + z![d]!);
    [x!, y!, z!].forEach((column, k) => {
      expect(Math.abs(firstOrderIndex(column, figure)! - (3 - k) ** 2 / 14)).toBeLessThan(0.06);
    });
    expect(
      firstOrderIndex(
        x!,
        x!.map((v) => Math.exp(3 * v)),
      )!,
    ).toBeGreaterThan(0.99);
    expect(firstOrderIndex(x!, new Float64Array(draws))).toBeNull();
    expect(firstOrderIndex(new Float64Array(draws), figure)).toBeNull();
  });

  it("a tornado moves one parameter at a time from its 5 % to its 95 % quantile, longest bar first", () => {
    const plan = tornadoPlan(
      { a: { uniform: [0, 1] }, fixed: 3, b: { triangular: [0, 1, 4] } },
      { a: 0.5, fixed: 3, b: 1, e: 0.2 },
      { names: ["e"], mean: [0.2], covariance: [[0.01]] },
    );
    expect(plan.ends.map(([name]) => name)).toEqual(["a", "b", "e"]);
    const { a, b, e } = plan.columns;
    expect(plan.columns.fixed!.every((x) => x === 3)).toBe(true);
    const failed = new Uint8Array(7);
    failed[3] = 1;
    const column = a!.map((x, d) => x + 0.1 * b![d]! + 10 * e![d]!);
    const solved = { draws: 7, names: ["f"], columns: [column], failed, failures: 1, reasons: [] };
    const bars = tornado(plan, solved, "f");
    expect(bars.map((bar) => bar.parameter)).toEqual(["e", "a", "b"]);
    expect(bars[0]!.swing).toBeCloseTo(10 * 2 * 1.6448536 * 0.1, 5);
    expect(bars[1]).toMatchObject({ from: 0.05, to: 0.95, firstOrder: null });
    expect(bars[1]!.swing).toBeCloseTo(0.9, 12);
    expect(bars[2]).toMatchObject({ atFrom: null, swing: null });
  });
});
