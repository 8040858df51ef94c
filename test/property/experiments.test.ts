import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Baseline } from "../../src/contracts/baseline.js";
import type { ShockCell } from "../../src/contracts/shock.js";
import {
  compileShock,
  gravityMargins,
  gravityTerms,
  multilateralResistance,
  type OneSectorOptions,
  prepareOneSector,
  solveOneSector,
} from "../../src/equilibrium/index.js";
import { randomCells, shockOf, type WorldSpec, worldOf, worldSpec } from "./economies.js";

const runs = { numRuns: 60, seed: 11 };
const theta = fc.double({ min: 0.7, max: 12, noNaN: true });

const solve = (world: Baseline, cells: readonly ShockCell[], options: OneSectorOptions) =>
  solveOneSector(world, shockOf(cells), options);

function gap(got: ArrayLike<number>, want: ArrayLike<number>): number {
  expect(got.length).toBe(want.length);
  let worst = 0;
  for (let k = 0; k < got.length; k++) {
    const d = Math.abs(got[k]! - want[k]!) / Math.max(Math.abs(want[k]!), 1e-300);
    if (got[k] !== want[k] && !(d <= worst)) worst = d;
  }
  return worst;
}

const rowSums = (x: Float64Array, n: number) =>
  Array.from({ length: n }, (_, i) => x.subarray(i * n, i * n + n).reduce((a, b) => a + b, 0));
const columnSums = (x: Float64Array, n: number) =>
  Array.from({ length: n }, (_, j) => x.reduce((sum, v, k) => (k % n === j ? sum + v : sum), 0));

describe("the partial experiment", () => {
  it("moves the shocked flows by their trade cost and nothing else", () => {
    fc.assert(
      fc.property(worldSpec, theta, fc.nat(), (spec, th, seed) => {
        const world = worldOf({ ...spec, tariffs: false });
        const cells = randomCells(world, seed, 0.5).filter(
          (c) => c.kind === "iceberg" && c.share === undefined,
        );
        const outcome = solve(world, cells, { theta: th, experiment: "partial" });
        expect(outcome.converged).toBe(true);
        const want = world.flows.slice();
        const n = spec.n;
        for (const { exporter, importer, after } of cells)
          want[world.economies.indexOf(exporter) * n + world.economies.indexOf(importer)]! *= after ** -th;
        expect(gap(outcome.flows, want)).toBeLessThan(1e-14);
        for (const column of [outcome.wage, outcome.priceIndex, outcome.realIncome, outcome.outward!])
          expect(new Set(column)).toEqual(new Set([1]));
      }),
      runs,
    );
  });
});

describe("the conditional experiment", () => {
  it("keeps output, and what is spent at exporters' prices", () => {
    fc.assert(
      fc.property(worldSpec, theta, fc.nat(), (spec, th, seed) => {
        const world = worldOf({ ...spec, zeros: 0 });
        const { n } = spec;
        const outcome = solve(world, randomCells(world, seed, 0.6), {
          theta: th,
          experiment: "conditional",
        });
        expect(outcome.because).toBeNull();
        expect(gap(rowSums(outcome.flows, n), rowSums(world.flows, n))).toBeLessThan(3e-12);
        expect(gap(columnSums(outcome.flows, n), columnSums(world.flows, n))).toBeLessThan(1e-12);
        expect(new Set(outcome.wage)).toEqual(new Set([1]));
        const spent = columnSums(
          outcome.flows.map((x, k) => x * (1 + outcome.tariffs[k]!)),
          n,
        );
        expect(gap(outcome.expenditure, spent)).toBeLessThan(1e-11);
      }),
      runs,
    );
  });

  it("is the full equilibrium where output and expenditure do not change", () => {
    // Economies alike in everything: a uniform change of all foreign trade costs moves no relative income.
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 7 }),
        theta,
        fc.double({ min: 0.7, max: 1.4, noNaN: true }),
        (n, th, tau) => {
          const plain = worldOf({ n, seed: 1, spread: 0, zeros: 0, tariffs: false });
          const world = {
            ...plain,
            flows: plain.flows.map((_, k) => (k % (n + 1) === 0 ? 60 : 40 / n)),
          };
          const cells = world.economies.flatMap((exporter) =>
            world.economies
              .filter((importer) => importer !== exporter)
              .map((importer) => ({
                exporter,
                importer,
                kind: "iceberg" as const,
                before: 1,
                after: tau,
              })),
          );
          const full = solve(world, cells, { theta: th });
          const conditional = solve(world, cells, { theta: th, experiment: "conditional" });
          expect(gap(conditional.flows, full.flows)).toBeLessThan(1e-11);
          expect(gap(conditional.priceIndex, full.priceIndex)).toBeLessThan(1e-11);
          expect(gap(conditional.outward!, full.outward!)).toBeLessThan(1e-11);
        },
      ),
      runs,
    );
  });

  it("with no shock changes nothing", () => {
    fc.assert(
      fc.property(worldSpec, theta, (spec, th) => {
        const world = worldOf({ ...spec, zeros: 0 });
        const outcome = solve(world, [], { theta: th, experiment: "conditional" });
        expect(gap(outcome.flows, world.flows)).toBeLessThan(1e-12);
        for (const column of [outcome.priceIndex, outcome.outward!, outcome.realIncome])
          expect(
            gap(
              column,
              column.map(() => 1),
            ),
          ).toBeLessThan(1e-12);
      }),
      runs,
    );
  });

  it("comes out of torture with figures or a reason", () => {
    const hard = fc.record({
      n: fc.integer({ min: 2, max: 9 }),
      seed: fc.nat(1e9),
      spread: fc.double({ min: 0, max: 4, noNaN: true }),
      zeros: fc.constantFrom(0, 0, 0.4),
      tariffs: fc.boolean(),
    });
    let solved = 0;
    fc.assert(
      fc.property(
        hard,
        fc.double({ min: Math.log(0.5), max: Math.log(20), noNaN: true }),
        fc.double({ min: 0, max: Math.log(10), noNaN: true }),
        fc.nat(),
        (spec: WorldSpec, logTheta, depth, seed) => {
          const world = worldOf(spec);
          const outcome = solve(world, randomCells(world, seed, depth), {
            theta: Math.exp(logTheta),
            experiment: "conditional",
          });
          if (outcome.converged) {
            solved++;
            expect(outcome.residual).toBeLessThanOrEqual(1e-12);
            for (const column of [outcome.flows, outcome.priceIndex, outcome.outward!])
              expect(Array.from(column).filter((x) => !Number.isFinite(x))).toEqual([]);
          } else {
            expect(outcome.because).toMatch(/[a-z]/);
            expect(outcome.flows.length).toBe(0);
          }
        },
      ),
      { numRuns: 400, seed: 7 },
    );
    expect(solved).toBeGreaterThan(340);
  });
});

describe("the full equilibrium", () => {
  it("without deficits and with tariffs of at least zero is no worse than autarky", () => {
    fc.assert(
      fc.property(worldSpec, theta, (spec, th) => {
        const world = worldOf({ ...spec, n: spec.n + 1, zeros: 0 });
        const n = world.economies.length;
        const tariffs = world.tariffs.map((t) => Math.max(t, 0));
        const pairs = world.economies.flatMap((exporter) =>
          world.economies
            .filter((importer) => importer !== exporter)
            .map((importer) => ({ exporter, importer })),
        );
        const bans = pairs.map((pair) => ({ ...pair, kind: "ban" as const, before: 0, after: 1 }));
        const autarky = solve({ ...world, tariffs }, bans, { theta: th, deficits: "removed" });
        expect(autarky.because).toBeNull();
        for (let i = 0; i < n; i++) {
          expect(autarky.realIncome[i]).toBeLessThanOrEqual(1 + 1e-12);
          // Without revenue it is the share bought at home, to the power of 1/θ.
          let [spent, revenue] = [0, 0];
          for (let k = 0; k < n; k++) {
            const x = autarky.baseline.flows[k * n + i]!;
            spent += x * (1 + tariffs[k * n + i]!);
            revenue += x * tariffs[k * n + i]!;
          }
          const home = autarky.baseline.flows[i * n + i]! / spent;
          const exact = (1 - revenue / spent) * home ** (1 / th);
          expect(Math.abs(autarky.realIncome[i]! / exact - 1)).toBeLessThan(1e-9);
        }
      }),
      runs,
    );
  });
});

describe("multilateral resistances", () => {
  it("of the full equilibrium are those of its output and expenditure at the new trade costs", () => {
    fc.assert(
      fc.property(worldSpec, theta, fc.nat(), (spec, th, seed) => {
        const world = worldOf({ ...spec, zeros: 0, tariffs: false });
        const { n } = spec;
        const cells = randomCells(world, seed, 0.4).filter((c) => c.kind === "iceberg");
        const full = solve(world, cells, { theta: th, deficits: "multiplicative-rescaled" });
        const kernel = new Float64Array(n * n);
        prepareOneSector(world)
          .solve(compileShock(world, shockOf(cells)), {
            theta: th,
            deficits: "additive",
            experiment: "partial",
          })
          .flowsInto(kernel);
        const margins = (flows: Float64Array) => ({
          output: Float64Array.from(rowSums(flows, n)),
          expenditure: Float64Array.from(columnSums(flows, n)),
        });
        // Base flows serve as base trade costs: Π and P of the base are then powers of output and expenditure.
        const before = multilateralResistance({ costs: world.flows, ...margins(world.flows) }, { theta: th });
        const after = multilateralResistance({ costs: kernel, ...margins(full.flows) }, { theta: th });
        const { inward, outward } = gravityTerms(full, { reference: world.economies[0]! });
        expect(
          gap(
            after.inward.map((p, k) => p / before.inward[k]!),
            inward,
          ),
        ).toBeLessThan(tight(world));
        expect(
          gap(
            after.outward.map((p, k) => p / before.outward[k]!),
            outward,
          ),
        ).toBeLessThan(tight(world));
      }),
      runs,
    );
  });

  it("are homogeneous: of degree one in trade costs jointly, zero in the units of output and expenditure", () => {
    fc.assert(
      fc.property(worldSpec, theta, fc.double({ min: 0.1, max: 10, noNaN: true }), (spec, th, by) => {
        const world = worldOf({ ...spec, zeros: 0 });
        const margins = gravityMargins(world);
        const one = multilateralResistance(margins, { theta: th });
        const dearer = multilateralResistance(
          { ...margins, costs: margins.costs.map((c) => c * by ** -th) },
          { theta: th },
        );
        const otherUnits = multilateralResistance(
          { ...margins, output: margins.output.map((y) => y * by) },
          { theta: th },
        );
        // P of the reference is 1 in both: the whole of the cost shows in Π.
        expect(gap(dearer.inward, one.inward)).toBeLessThan(tight(world));
        expect(
          gap(
            dearer.outward,
            one.outward.map((p) => p * by),
          ),
        ).toBeLessThan(tight(world));
        expect(gap(otherUnits.inward, one.inward)).toBeLessThan(tight(world));
        expect(gap(otherUnits.outward, one.outward)).toBeLessThan(tight(world));
      }),
      runs,
    );
  });

  it("of Head and Ries's costs reproduce a world that is gravity with symmetric costs", () => {
    const n = 4;
    const size = [5, 8, 2, 11];
    const flows = Float64Array.from({ length: n * n }, (_, k) => {
      const [i, j] = [Math.floor(k / n), k % n];
      return size[i]! * size[j]! * (i === j ? 1 : 0.3 / (1 + Math.abs(i - j)));
    });
    const world = { ...worldOf({ n, seed: 1, spread: 0, zeros: 0, tariffs: false }), flows };
    const { costs, output, expenditure } = gravityMargins(world);
    const { inward, outward } = multilateralResistance({ costs, output, expenditure }, { theta: 4 });
    const total = expenditure.reduce((a, b) => a + b, 0);
    const rebuilt = costs.map((c, k) => {
      const [i, j] = [Math.floor(k / n), k % n];
      return ((output[i]! * expenditure[j]!) / total) * c * (inward[j]! * outward[i]!) ** 4;
    });
    expect(gap(rebuilt, flows)).toBeLessThan(1e-12);
  });

  it("refuses what it cannot use, in a sentence", () => {
    const margins = { costs: Float64Array.of(1, 0.1, 0.1, 1), output: Float64Array.of(1, 2) };
    const expenditure = Float64Array.of(1, 2);
    expect(() => multilateralResistance({ ...margins, expenditure }, { theta: -1 })).toThrow(/theta/);
    expect(() =>
      multilateralResistance({ ...margins, expenditure: Float64Array.of(1) }, { theta: 4 }),
    ).toThrow(/2 numbers/);
    expect(() => multilateralResistance({ ...margins, expenditure }, { theta: 4, reference: 2 })).toThrow(
      /below 2/,
    );
    const apart = multilateralResistance(
      { ...margins, costs: Float64Array.of(1, 0, 0, 1), expenditure: Float64Array.of(2, 1) },
      { theta: 4 },
    );
    expect(apart).toMatchObject({ converged: false, inward: new Float64Array(0) });
    expect(apart.because).toMatch(/add up/);
  });
});

/** Resistances of closed economies amplify the residual by the share of trade. */
function tight(world: Baseline): number {
  const n = world.economies.length;
  let open = 1;
  rowSums(world.flows, n).forEach((output, i) => {
    open = Math.min(open, Math.max(1 - world.flows[i * n + i]! / output, 1e-6));
  });
  return 1e-11 / open;
}
