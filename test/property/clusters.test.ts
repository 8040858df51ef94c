/**
 * Clustered covariances of one to four keys against their definition, summed over all pairs of rows: two rows count
 * when they share a level of any key (Cameron, Gelbach and Miller 2011, section 2.1). No inclusion and exclusion here.
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Design, type Fit, ols, ppml } from "../../src/estimate/index.js";
import { seededRandom } from "../../src/kernel/index.js";

const k = 3;

/** A panel without effects: a constant, a dummy and a normal, and keys of few levels. */
function panel(seed: number, ways: number, n = 70): Design {
  const random = seededRandom(seed, "clusters");
  const draw = (levels: number) =>
    Int32Array.from({ length: n }, () => Math.floor(levels * random.uniform()));
  const levels = [7, 9, 5, 6].slice(0, ways);
  const clusters = levels.map((nLevels, w) => ({ name: `key${w}`, nLevels, codes: draw(nLevels) }));
  const shared = clusters.map(({ nLevels }) => Array.from({ length: nLevels }, () => random.normal()));
  const common = (r: number) => clusters.reduce((sum, { codes }, w) => sum + shared[w]![codes[r]!]!, 0);
  return {
    nObs: n,
    y: Float64Array.from({ length: n }, (_, r) => Math.exp(1 + 0.5 * common(r) + 0.5 * random.normal())),
    x: [
      { name: "constant", values: new Float64Array(n).fill(1) },
      { name: "dummy", values: Float64Array.from({ length: n }, () => Number(random.uniform() < 0.4)) },
      {
        name: "normal",
        values: Float64Array.from({ length: n }, (_, r) => random.normal() + 0.3 * common(r)),
      },
    ],
    effects: [],
    clusters,
    rowNumbers: Int32Array.from({ length: n }, (_, r) => r + 1),
    missing: 0,
  };
}

type Matrix = number[][];

/** By Gauss and Jordan. */
function inverse(a: Matrix): Matrix {
  const m = a.map((row, i) => [...row, ...row.map((_, j) => Number(i === j))]);
  for (let p = 0; p < k; p++) {
    const top = m
      .slice(p)
      .reduce((best, row, at) => (Math.abs(row[p]!) > Math.abs(m[best]![p]!) ? at + p : best), p);
    [m[p], m[top]] = [m[top]!, m[p]!];
    const lead = m[p]!.map((v) => v / m[p]![p]!);
    m.forEach((row, i) => {
      m[i] = i === p ? lead : row.map((v, j) => v - row[p]! * lead[j]!);
    });
  }
  return m.map((row) => row.slice(k));
}

const times = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b[0]!.map((_, j) => row.reduce((sum, v, m) => sum + v * b[m]![j]!, 0)));

/** B (Σ_ij 1[i, j share a level] s_i s_j x_i x_j') B from the fitted values alone. */
function byDefinition(design: Design, fit: Fit, poisson: boolean): Matrix {
  const n = design.nObs;
  const x = Array.from({ length: n }, (_, r) => design.x.map(({ values }) => values[r]!));
  const zero = (): Matrix => Array.from({ length: k }, () => new Array<number>(k).fill(0));
  const information = zero();
  const meat = zero();
  const score = x.map((_, r) => design.y[r]! - fit.fitted[r]!);
  for (let i = 0; i < n; i++) {
    for (let a = 0; a < k; a++)
      for (let b = 0; b < k; b++)
        information[a]![b]! += (poisson ? fit.fitted[i]! : 1) * x[i]![a]! * x[i]![b]!;
    for (let j = 0; j < n; j++) {
      if (!design.clusters!.some(({ codes }) => codes[i] === codes[j])) continue;
      for (let a = 0; a < k; a++)
        for (let b = 0; b < k; b++) meat[a]![b]! += score[i]! * score[j]! * x[i]![a]! * x[j]![b]!;
    }
  }
  const bread = inverse(information);
  return times(times(bread, meat), bread);
}

/** Eigenvalues of a symmetric matrix, by Jacobi rotations. */
function eigenvalues(matrix: Matrix): number[] {
  const a = matrix.map((row) => [...row]);
  for (let sweep = 0; sweep < 60; sweep++)
    for (let p = 0; p < k; p++)
      for (let q = p + 1; q < k; q++) {
        if (Math.abs(a[p]![q]!) < 1e-300) continue;
        const angle = 0.5 * Math.atan2(2 * a[p]![q]!, a[q]![q]! - a[p]![p]!);
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        for (let m = 0; m < k; m++)
          [a[m]![p], a[m]![q]] = [c * a[m]![p]! - s * a[m]![q]!, s * a[m]![p]! + c * a[m]![q]!];
        for (let m = 0; m < k; m++)
          [a[p]![m], a[q]![m]] = [c * a[p]![m]! - s * a[q]![m]!, s * a[p]![m]! + c * a[q]![m]!];
      }
  return a.map((row, i) => row[i]!);
}

const options = { vcov: { kind: "cluster", correction: "none" }, tolerance: 1e-12 } as const;
const rows = (flat: Float64Array): Matrix =>
  Array.from({ length: k }, (_, i) => Array.from(flat.slice(i * k, (i + 1) * k)));
const largest = (m: Matrix): number => Math.max(...m.flat().map(Math.abs));
const less = (a: Matrix, b: Matrix): Matrix => a.map((row, i) => row.map((v, j) => v - b[i]![j]!));

describe.each([1, 2, 3, 4])("clusters of %i keys", (ways) => {
  it.each([
    ["PPML", ppml],
    ["OLS", ols],
  ] as const)("%s: the sum over pairs of rows that share a level, made positive", (name, fitter) => {
    let clipped = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const design = panel(seed, ways);
        const fit = fitter(design, options as never);
        const own = rows(fit.vcov);
        const want = byDefinition(design, fit, name === "PPML");
        const size = largest(want);
        const spectrum = eigenvalues(want);
        if (ways === 1 || Math.min(...spectrum) > 1e-9 * size) {
          expect(largest(less(own, want))).toBeLessThan(1e-8 * size);
          return;
        }
        if (Math.min(...spectrum) > -1e-9 * size) return;
        clipped++;
        // The nearest positive semidefinite matrix: V⁺ ≥ 0, V⁺ − V ≥ 0, and the two are orthogonal.
        const added = less(own, want);
        expect(Math.min(...eigenvalues(own))).toBeGreaterThan(-1e-8 * size);
        expect(Math.min(...eigenvalues(added))).toBeGreaterThan(-1e-8 * size);
        expect(largest(times(own, added))).toBeLessThan(1e-8 * size * size);
        expect(fit.estimate.warnings.join()).toMatch(/negative eigenvalue, set to 0/);
      }),
      { numRuns: 40, seed: 2011 },
    );
    if (ways === 4) expect(clipped).toBeGreaterThan(0);
  });
});
