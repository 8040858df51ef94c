/**
 * What must hold of any panel: agreement with a dense solution, invariances, orthogonality, exact separation.
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Design, type Fit, ols, ppml, predict, wald } from "../../src/estimate/index.js";
import { seededRandom } from "../../src/kernel/index.js";
import { densePoisson } from "./estimate-oracle.js";

const plain = { vcov: { kind: "iid", correction: "none" } } as const;
const clustered = { vcov: { kind: "cluster", correction: "none" } } as const;

interface Shape {
  readonly seed: number;
  readonly n: number;
  readonly t: number;
  /** Share of zeros. */
  readonly zeros: number;
  /** Share of rows left out. */
  readonly holes: number;
  readonly k: number;
  readonly ways: number;
}

const shape = fc.record<Shape>({
  seed: fc.integer({ min: 1, max: 1e6 }),
  n: fc.integer({ min: 3, max: 5 }),
  t: fc.integer({ min: 2, max: 4 }),
  zeros: fc.constantFrom(0, 0.2, 0.4),
  holes: fc.constantFrom(0, 0.2),
  k: fc.integer({ min: 0, max: 3 }),
  ways: fc.integer({ min: 0, max: 3 }),
});

/** A small gravity panel with heavy tails. */
function panel({ seed, n, t, zeros, holes, k, ways }: Shape): Design {
  const random = seededRandom(seed, "panel");
  const rows: { i: number; j: number; s: number }[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++)
      for (let s = 0; s < t; s++) if (random.uniform() >= holes) rows.push({ i, j, s });
  }
  const y = Float64Array.from(rows, () =>
    random.uniform() < zeros ? 0 : Math.exp(3 + 1.5 * random.normal()),
  );
  const keys = [
    { name: "it", of: ({ i, s }: { i: number; s: number }) => i * t + s, nLevels: n * t },
    { name: "jt", of: ({ j, s }: { j: number; s: number }) => j * t + s, nLevels: n * t },
    { name: "ij", of: ({ i, j }: { i: number; j: number }) => i * n + j, nLevels: n * n },
  ];
  const factor = (key: (typeof keys)[number]) => ({
    name: key.name,
    nLevels: key.nLevels,
    codes: Int32Array.from(rows, (r) => key.of({ i: r.i, j: r.j, s: r.s })),
  });
  const x = Array.from({ length: k }, (_, m) => ({
    name: `x${m}`,
    values: Float64Array.from(rows, () => (m === 0 ? Number(random.uniform() < 0.4) : random.normal())),
  }));
  const constant = { name: "constant", values: new Float64Array(rows.length).fill(1) };
  return {
    nObs: rows.length,
    y,
    x: ways === 0 ? [constant, ...x] : x,
    effects: keys.slice(0, ways).map(factor),
    clusters: [factor(keys[2]!)],
    rowNumbers: Int32Array.from(rows, (_, r) => r + 1),
    missing: 0,
  };
}

function usable(design: Design): boolean {
  return design.nObs > 0 && design.y.some((v) => v > 0);
}

/** The fit, or undefined where nothing is left of the rows. */
function fitOf(design: Design, options: Parameters<typeof ppml>[1] = plain as never): Fit | undefined {
  try {
    return ppml(design, options as never);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "nothing-left") return undefined;
    throw error;
  }
}

function close(got: number, want: number, tolerance: number, what: string): void {
  expect(Math.abs(got - want), `${what}: ${got} and ${want}`).toBeLessThanOrEqual(
    tolerance * Math.max(1, Math.abs(want)),
  );
}

function sameFit(a: Fit, b: Fit, scale = 1): void {
  expect(b.names).toEqual(a.names);
  a.names.forEach((name, j) => {
    close(b.coefficients[j]!, a.coefficients[j]!, 1e-7, name);
    close(b.estimate.terms[j]!.se * Math.sqrt(scale), a.estimate.terms[j]!.se, 1e-5, `${name} se`);
  });
}

describe("PPML", () => {
  it("agrees with a dense Newton solution on the rows kept, and excludes the rows that that one sends to zero", () => {
    fc.assert(
      fc.property(shape, (s) => {
        const design = panel(s);
        fc.pre(usable(design));
        const fit = fitOf(design, clustered as never);
        if (!fit) return;
        expect(fit.estimate.converged).toBe(true);
        const rows = [...fit.excluded.keys()].filter((r) => fit.excluded[r] === 0);
        const oracle = densePoisson(design, rows);
        oracle.coefficients.forEach((b, j) => {
          const name = design.x[j]!.name;
          const at = fit.names.indexOf(name);
          expect(at < 0, `${name} dropped`).toBe(Number.isNaN(b));
          if (at < 0) return;
          close(fit.coefficients[at]!, b, 1e-7, name);
          close(fit.estimate.terms[at]!.se ** 2, oracle.clustered[j]![j]!, 1e-5, `${name} variance`);
        });
        close(fit.estimate.deviance, oracle.deviance, 1e-8, "deviance");
        rows.forEach((r, k) => {
          close(fit.linear[r]!, oracle.linear[k]!, 1e-5, `index of row ${r}`);
        });
        // Kept rows have a finite index: none was overlooked.
        expect(Math.min(...oracle.linear)).toBeGreaterThan(-25);
        // Separated rows go to zero where they are put back, as far as the dense solution can follow them.
        const all = densePoisson(design, [...fit.excluded.keys()], 120);
        fit.excluded.forEach((code, r) => {
          if (code === 2 || code === 3) expect(all.linear[r]!).toBeLessThan(-9);
        });
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it("has residuals orthogonal to every level and every regressor", () => {
    fc.assert(
      fc.property(shape, (s) => {
        const design = panel(s);
        fc.pre(usable(design));
        const fit = fitOf(design);
        if (!fit) return;
        for (const { codes, nLevels, name } of design.effects) {
          const sums = new Float64Array(nLevels);
          const sizes = new Float64Array(nLevels);
          codes.forEach((c, r) => {
            if (fit.excluded[r] !== 0) return;
            sums[c]! += fit.residuals[r]!;
            sizes[c]! += design.y[r]!;
          });
          for (let l = 0; l < nLevels; l++)
            expect(Math.abs(sums[l]!), name).toBeLessThanOrEqual(1e-6 * (1 + sizes[l]!));
        }
        for (const { name, values } of design.x.filter((c) => fit.names.includes(c.name))) {
          let sum = 0;
          let size = 0;
          values.forEach((v, r) => {
            if (fit.excluded[r] !== 0) return;
            sum += v * fit.residuals[r]!;
            size += Math.abs(v * fit.residuals[r]!);
          });
          expect(Math.abs(sum), name).toBeLessThanOrEqual(1e-6 * (1 + size));
        }
      }),
      { numRuns: 60, seed: 8 },
    );
  });

  it("does not change with the order of rows, the names of levels, or the unit of y; b/c for c x", () => {
    fc.assert(
      fc.property(shape, fc.constantFrom(1e-6, 1e-3, 1e4, 1e9), fc.constantFrom(-1e-4, 50), (s, unit, c) => {
        const design = panel(s);
        fc.pre(usable(design));
        const fit = fitOf(design);
        if (!fit) return;
        const random = seededRandom(s.seed, "order");
        const order = [...design.rowNumbers.keys()].map((r) => ({ r, u: random.uniform() }));
        order.sort((a, b) => a.u - b.u);
        const pick = (v: Float64Array) => Float64Array.from(order, ({ r }) => v[r]!);
        const moved: Design = {
          ...design,
          y: pick(design.y),
          x: design.x.map(({ name, values }) => ({ name, values: pick(values) })),
          effects: design.effects.map((e) => ({
            ...e,
            codes: Int32Array.from(order, ({ r }) => e.nLevels - 1 - e.codes[r]!),
          })),
          rowNumbers: Int32Array.from(order, ({ r }) => design.rowNumbers[r]!),
        };
        const again = fitOf(moved)!;
        sameFit(fit, again);
        expect([...again.estimate.separatedRows].sort((a, b) => a - b)).toEqual(fit.estimate.separatedRows);
        order.forEach(({ r }, n) => {
          if (fit.excluded[r] === 0) close(again.fitted[n]!, fit.fitted[r]!, 1e-6, "fitted");
        });
        const scaled = fitOf({ ...design, y: design.y.map((v) => v * unit) })!;
        if (s.ways > 0) sameFit(fit, scaled, unit);
        close(scaled.estimate.deviance / unit, fit.estimate.deviance, 1e-7, "deviance");
        const stretched = fitOf({
          ...design,
          x: design.x.map(({ name, values }) => ({ name, values: values.map((v) => v * c) })),
        })!;
        fit.names.forEach((name, j) => {
          close(stretched.coefficients[j]! * c, fit.coefficients[j]!, 1e-7, name);
        });
      }),
      { numRuns: 40, seed: 9 },
    );
  });

  it("takes duplicated rows as weights, and drops an added collinear column by name", () => {
    fc.assert(
      fc.property(shape, (s) => {
        const withClusters = panel({ ...s, k: Math.max(1, s.k) });
        fc.pre(usable(withClusters));
        const { clusters: _, ...design } = withClusters;
        const random = seededRandom(s.seed, "times");
        const times = Float64Array.from(design.y, () => 2 + Math.floor(3 * random.uniform()));
        const rows = [...times.keys()].flatMap((r) => new Array<number>(times[r]!).fill(r));
        // Singletons differ between the two ways of writing: weights of 2 or more make a row twice.
        const weighted = fitOf({ ...design, weights: times });
        if (!weighted || weighted.estimate.excluded.singleton > 0) return;
        const repeated = fitOf({
          ...design,
          nObs: rows.length,
          y: Float64Array.from(rows, (r) => design.y[r]!),
          x: design.x.map(({ name, values }) => ({
            name,
            values: Float64Array.from(rows, (r) => values[r]!),
          })),
          effects: design.effects.map((e) => ({ ...e, codes: Int32Array.from(rows, (r) => e.codes[r]!) })),
          rowNumbers: Int32Array.from(rows, (r) => r + 1),
        })!;
        sameFit(weighted, repeated);
        close(repeated.estimate.deviance, weighted.estimate.deviance, 1e-8, "deviance");
        const level = design.effects[0];
        const sum = {
          name: "again",
          values: design.y.map(
            (_, r) => 2 * design.x[0]!.values[r]! - (level ? level.codes[r]! : 3 * design.x[0]!.values[r]!),
          ),
        };
        const fit = fitOf(design)!;
        const more = fitOf({ ...design, x: [...design.x, sum] })!;
        sameFit(fit, more);
        expect(more.estimate.collinear.at(-1)!.name).toBe("again");
        expect(more.estimate.collinear.at(-1)!.because).toContain("linear combination");
      }),
      { numRuns: 40, seed: 10 },
    );
  });

  it("predicts its own rows from recovered effects, with slopes too", () => {
    fc.assert(
      fc.property(shape, fc.boolean(), (s, sloped) => {
        const base = panel({ ...s, t: 4, ways: Math.max(1, s.ways) });
        fc.pre(usable(base));
        const trend = { name: "trend", values: Float64Array.from(base.y, (_, r) => 2000 + (r % 4)) };
        const design: Design = sloped
          ? {
              ...base,
              effects: base.effects.map((e, q) =>
                q === base.effects.length - 1 ? { ...e, slopes: [trend] } : e,
              ),
            }
          : base;
        const fit = fitOf(design);
        if (!fit?.estimate.converged) return;
        const { mean } = predict(fit, design);
        fit.excluded.forEach((code, r) => {
          if (code === 0)
            expect(Math.abs(mean[r]! - fit.fitted[r]!)).toBeLessThanOrEqual(1e-6 * (1 + fit.fitted[r]!));
        });
      }),
      { numRuns: 40, seed: 11 },
    );
  });

  it("says that an embargo dummy never followed by trade has no estimate", () => {
    const design = panel({ seed: 5, n: 5, t: 4, zeros: 0.1, holes: 0, k: 2, ways: 3 });
    const embargo = Float64Array.from(design.y, (_, r) => Number(r % 17 === 3));
    const y = design.y.map((v, r) => (embargo[r] ? 0 : v));
    const fit = fitOf({ ...design, y, x: [{ name: "embargo", values: embargo }, ...design.x] })!;
    expect(fit.estimate.separatedRows).toEqual(expect.arrayContaining([4, 21, 38]));
    expect(fit.estimate.collinear.map((c) => c.name)).toEqual(["embargo"]);
    expect(fit.estimate.collinear[0]!.because).toContain("no finite estimate");
  });
});

describe("least squares and tests", () => {
  it("gives the same coefficients with effects absorbed and written as columns", () => {
    fc.assert(
      fc.property(shape, (s) => {
        const design = panel({ ...s, k: 2, ways: Math.max(1, s.ways), zeros: 0 });
        fc.pre(design.nObs > 30);
        const fit = ols(design, plain);
        const rows = [...fit.excluded.keys()].filter((r) => fit.excluded[r] === 0);
        const dummies = design.effects.flatMap((e, q) =>
          Array.from({ length: e.nLevels }, (_, l) => ({
            name: `${e.name}${l}`,
            values: Float64Array.from(rows, (r) => Number(e.codes[r] === l)),
          })).filter((__, l) => q === 0 || l > 0),
        );
        const wide = ols(
          {
            nObs: rows.length,
            y: Float64Array.from(rows, (r) => design.y[r]!),
            x: [
              ...dummies,
              ...design.x.map(({ name, values }) => ({
                name,
                values: Float64Array.from(rows, (r) => values[r]!),
              })),
            ],
            effects: [],
            rowNumbers: Int32Array.from(rows),
            missing: 0,
          },
          plain,
        );
        for (const name of fit.names) {
          const at = wide.names.indexOf(name);
          close(wide.coefficients[at]!, fit.coefficients[fit.names.indexOf(name)]!, 1e-7, name);
        }
        close(wide.estimate.deviance, fit.estimate.deviance, 1e-8, "sum of squares");
      }),
      { numRuns: 30, seed: 12 },
    );
  });

  it("squares the z statistic for one coefficient", () => {
    const fit = fitOf(
      panel({ seed: 3, n: 5, t: 4, zeros: 0.1, holes: 0, k: 2, ways: 3 }),
      clustered as never,
    )!;
    const test = wald(fit, [{ weights: { x1: 1 } }]);
    const term = fit.estimate.terms.find((t) => t.name === "x1")!;
    close(test.chiSquare, term.z ** 2, 1e-12, "chi-square");
    close(test.p, term.p, 1e-10, "p");
    expect(wald(fit, [{ weights: { x1: 1 } }, { weights: { x1: 2 } }]).df).toBe(1);
  });
});
