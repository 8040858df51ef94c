/**
 * The corrected covariance of three-way PPML against its definition with one dense pseudo-inverse of all effects, on
 * small panels with holes; and the inversion that it rests on.
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Design, type Fit, ppml } from "../../src/estimate/index.js";
import { invertSemidefinite, seededRandom } from "../../src/kernel/index.js";

type Matrix = number[][];
const zeros = (rows: number, columns: number): Matrix =>
  Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
const times = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b[0]!.map((_, j) => row.reduce((sum, v, m) => sum + v * b[m]![j]!, 0)));
const transposed = (a: Matrix): Matrix => a[0]!.map((_, j) => a.map((row) => row[j]!));

/** Pseudo-inverse of a symmetric matrix by Jacobi rotations. */
function pseudoInverse(matrix: Matrix): Matrix {
  const n = matrix.length;
  const a = matrix.map((row) => [...row]);
  const v = zeros(n, n).map((row, i) => row.map((_, j) => Number(i === j)));
  for (let sweep = 0; sweep < 40; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        off += a[p]![q]! ** 2;
        if (Math.abs(a[p]![q]!) < 1e-300) continue;
        const angle = 0.5 * Math.atan2(2 * a[p]![q]!, a[q]![q]! - a[p]![p]!);
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        for (const m of [a, v])
          for (let r = 0; r < n; r++)
            [m[r]![p], m[r]![q]] = [c * m[r]![p]! - s * m[r]![q]!, s * m[r]![p]! + c * m[r]![q]!];
        for (let r = 0; r < n; r++)
          [a[p]![r], a[q]![r]] = [c * a[p]![r]! - s * a[q]![r]!, s * a[p]![r]! + c * a[q]![r]!];
      }
    if (off < 1e-26) break;
  }
  const largest = Math.max(...a.map((row, i) => row[i]!));
  const out = zeros(n, n);
  for (let m = 0; m < n; m++) {
    const value = a[m]![m]!;
    if (value < 1e-10 * largest) continue;
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) out[i]![j]! += (v[i]![m]! * v[j]![m]!) / value;
  }
  return out;
}

interface Panel {
  readonly design: Design;
  readonly keys: { exporter: Int32Array; importer: Int32Array; time: Int32Array };
}

function panel(seed: number, n: number, t: number, holes: number): Panel {
  const random = seededRandom(seed, "three-way");
  const rows: [number, number, number][] = [];
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n + 1; j++)
      for (let s = 0; s < t; s++) if (i !== j && random.uniform() >= holes) rows.push([i, j, s]);
  const of = (f: (row: [number, number, number]) => number) => Int32Array.from(rows, f);
  const pair = of(([i, j]) => i * (n + 1) + j);
  return {
    keys: { exporter: of(([i]) => i), importer: of(([, j]) => j), time: of(([, , s]) => s) },
    design: {
      nObs: rows.length,
      y: Float64Array.from(rows, () => Math.exp(2 + random.normal())),
      x: [0, 1].map((m) => ({ name: `x${m}`, values: Float64Array.from(rows, () => random.normal()) })),
      effects: [
        { name: "it", codes: of(([i, , s]) => i * t + s), nLevels: n * t },
        { name: "jt", codes: of(([, j, s]) => j * t + s), nLevels: (n + 1) * t },
        { name: "ij", codes: pair, nLevels: n * (n + 1) },
      ],
      clusters: [{ name: "ij", codes: pair, nLevels: n * (n + 1) }],
      rowNumbers: of((_) => 0).map((_, r) => r + 1),
      missing: 0,
    },
  };
}

/** Standard errors by the definition, from the fitted values. */
function byDefinition({ design }: Panel, fit: Fit): number[] {
  const used = [...fit.excluded.keys()].filter((r) => fit.excluded[r] === 0);
  const mu = used.map((r) => fit.fitted[r]!);
  const s = used.map((r) => design.y[r]! - fit.fitted[r]!);
  const x = used.map((r) => design.x.map(({ values }) => values[r]!));
  const dummies = (effects: Design["effects"]): Matrix => {
    const starts = effects.map((_, e) => effects.slice(0, e).reduce((sum, f) => sum + f.nLevels, 0));
    const width = effects.reduce((sum, f) => sum + f.nLevels, 0);
    return used.map((r) => {
      const row = new Array<number>(width).fill(0);
      for (const [e, { codes }] of effects.entries()) row[starts[e]! + codes[r]!] = 1;
      return row;
    });
  };
  const d = dummies(design.effects);
  const weighted = d.map((row, r) => row.map((v) => v * mu[r]!));
  const shares = times(pseudoInverse(times(transposed(weighted), d)), times(transposed(weighted), x));
  const fitted = times(d, shares);
  const reduced = x.map((row, r) => row.map((v, j) => v - fitted[r]![j]!));
  const bread = pseudoInverse(
    times(transposed(reduced.map((row, r) => row.map((v) => v * mu[r]!))), reduced),
  );
  const pairs = new Map<number, number[]>();
  used.forEach((row, r) => {
    const code = design.effects[2]!.codes[row]!;
    pairs.set(code, [...(pairs.get(code) ?? []), r]);
  });
  const hessian = (rows: number[]): Matrix => {
    const sum = rows.reduce((total, r) => total + mu[r]!, 0);
    return rows.map((a) => rows.map((b) => (a === b ? mu[a]! : 0) - (mu[a]! * mu[b]!) / sum));
  };
  const e = dummies(design.effects.slice(0, 2));
  const information = zeros(e[0]!.length, e[0]!.length);
  for (const rows of pairs.values()) {
    const own = rows.map((r) => e[r]!);
    const part = times(times(transposed(own), hessian(rows)), own);
    for (const [i, row] of part.entries()) for (const [j, v] of row.entries()) information[i]![j]! += v;
  }
  const inverse = pseudoInverse(information);
  const meat = zeros(2, 2);
  for (const rows of pairs.values()) {
    const own = rows.map((r) => e[r]!);
    const ours = rows.map((r) => reduced[r]!);
    const one = times(times(own, inverse), transposed(own));
    const two = times(times(ours, bread), transposed(ours));
    const hq = times(
      hessian(rows),
      one.map((row, a) => row.map((v, b) => v + two[a]![b]!)),
    );
    const left = hq.map((row, a) => row.map((v, b) => Number(a === b) - v));
    // (I − H̄Q)⁻¹ by normal equations: it need not be symmetric.
    const solve = times(pseudoInverse(times(transposed(left), left)), transposed(left));
    const score = rows.map((r) => [s[r]!]);
    const plain = times(transposed(ours), score).map(([v]) => v!);
    const more = times(transposed(ours), times(solve, score)).map(([v]) => v!);
    for (let i = 0; i < 2; i++)
      for (let j = 0; j < 2; j++) meat[i]![j]! += 0.5 * (more[i]! * plain[j]! + plain[i]! * more[j]!);
  }
  const cov = times(times(bread, meat), bread);
  const factor = pairs.size / (pairs.size - 1);
  return [0, 1].map((j) => Math.sqrt(factor * cov[j]![j]!));
}

describe("the corrected covariance of three-way PPML", () => {
  it("is the definition's, with holes and sides of different size", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 4, max: 5 }),
        fc.constantFrom(0, 0.15),
        (seed, n, holes) => {
          const made = panel(seed, n, 3, holes);
          const fit = ppml(made.design, {
            vcov: { kind: "cluster", correction: "none" },
            tolerance: 1e-12,
            biasCorrection: made.keys,
          });
          const terms = fit.estimate.biasCorrection!.terms;
          const want = byDefinition(made, fit);
          terms.forEach(({ se }, j) => {
            expect(Math.abs(se! / want[j]! - 1)).toBeLessThan(1e-6);
          });
        },
      ),
      { numRuns: 12 },
    );
  }, 120_000);
});

describe("invertSemidefinite", () => {
  it("gives A A⁻ A = A, and nothing in dependent columns", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 19 }),
        fc.integer({ min: 0, max: 4 }),
        (seed, n, lost) => {
          const random = seededRandom(seed, "semidefinite");
          const rank = Math.max(1, n - lost);
          const factor = Float64Array.from({ length: n * rank }, () => random.normal());
          const a = new Float64Array(n * n);
          for (let i = 0; i < n; i++)
            for (let j = 0; j < n; j++)
              for (let m = 0; m < rank; m++) a[i * n + j]! += factor[i * rank + m]! * factor[j * rank + m]!;
          const inverse = a.slice();
          const scale = Float64Array.from({ length: n }, (_, i) => a[i * n + i]!);
          invertSemidefinite(inverse, n, 1e-9, scale);
          const rows = (flat: Float64Array): Matrix =>
            Array.from({ length: n }, (_, i) => Array.from(flat.slice(i * n, (i + 1) * n)));
          const back = times(times(rows(a), rows(inverse)), rows(a));
          const size = Math.max(...scale);
          const worst = Math.max(...inverse.map(Math.abs), 1 / size);
          for (const [i, row] of back.entries())
            for (const [j, v] of row.entries())
              expect(Math.abs(v - a[i * n + j]!)).toBeLessThan(1e-11 * size * size * worst);
          const kept = [...scale.keys()].filter((i) => inverse[i * n + i] !== 0).length;
          expect(kept).toBe(Math.min(n, rank));
        },
      ),
      { numRuns: 200 },
    );
  });
});
