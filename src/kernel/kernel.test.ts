import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assemblePasses } from "../../tools/assemble-passes.js";
import { anderson } from "./anderson.js";
import { matrixPasses, passesWasm } from "./matrix-passes.js";
import { normalCdf } from "./normal-cdf.js";
import { normalQuantile } from "./normal-quantile.js";
import { quantile } from "./quantile.js";
import { seededRandom, xoshiro128 } from "./seeded-random.js";
import { factorDense, solveFactored } from "./solve-dense.js";

describe("seededRandom", () => {
  it("is xoshiro128**: the words that its definition gives, in arithmetic of whole numbers", () => {
    const mask = 0xffffffffn;
    const rotl = (x: bigint, k: bigint) => ((x << k) | (x >> (32n - k))) & mask;
    const s = [1n, 2n, 3n, 4n];
    const fast = xoshiro128(Uint32Array.of(1, 2, 3, 4));
    for (let step = 0; step < 1000; step++) {
      const result = (rotl((s[1]! * 5n) & mask, 7n) * 9n) & mask;
      const t = (s[1]! << 9n) & mask;
      s[2]! ^= s[0]!;
      s[3]! ^= s[1]!;
      s[1]! ^= s[2]!;
      s[0]! ^= s[3]!;
      s[2]! ^= t;
      s[3] = rotl(s[3]!, 11n);
      expect(fast.bits()).toBe(Number(result));
      if (step === 0) expect(Number(result)).toBe(11520);
    }
  });

  it("is the same for a seed, and another for another seed or stream", () => {
    const take = (seed: number, stream?: string) => {
      const random = seededRandom(seed, stream);
      return Array.from({ length: 5 }, () => random.uniform());
    };
    expect(take(7)).toEqual(take(7));
    expect(take(7)).not.toEqual(take(8));
    expect(take(7, "theta")).not.toEqual(take(7, "kappa"));
    expect(take(2 ** 40 + 7)).not.toEqual(take(7));
  });

  it("has the moments of a uniform and of a normal", () => {
    const random = seededRandom(1);
    const n = 200_000;
    const moments = (next: () => number) => {
      let [one, two, four] = [0, 0, 0];
      for (let k = 0; k < n; k++) {
        const x = next();
        one += x / n;
        two += x ** 2 / n;
        four += x ** 4 / n;
      }
      return [one, two, four];
    };
    // Five standard errors of each moment.
    const [u1, u2] = moments(random.uniform);
    expect(Math.abs(u1! - 1 / 2)).toBeLessThan(5 * Math.sqrt(1 / 12 / n));
    expect(Math.abs(u2! - 1 / 3)).toBeLessThan(5 * Math.sqrt(4 / 45 / n));
    const [z1, z2, z4] = moments(random.normal);
    expect(Math.abs(z1!)).toBeLessThan(5 * Math.sqrt(1 / n));
    expect(Math.abs(z2! - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    expect(Math.abs(z4! - 3)).toBeLessThan(5 * Math.sqrt(96 / n));
  });
});

describe("normalQuantile and normalCdf", () => {
  it("gives the values of the tables", () => {
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
    expect(normalQuantile(0.05)).toBeCloseTo(-1.6448536269514722, 14);
    expect(normalCdf(1)).toBeCloseTo(0.8413447460685429, 15);
    expect(normalCdf(-10) / 7.61985302416052e-24).toBeCloseTo(1, 12);
  });

  it("undo one another, far into the tail", () => {
    fc.assert(
      fc.property(fc.double({ min: -690, max: Math.log(0.5), noNaN: true }), (logP) => {
        const p = Math.exp(logP);
        const x = normalQuantile(p);
        // A relative error of x counts x² times in p.
        expect(Math.abs(normalCdf(x) / p - 1)).toBeLessThan(4e-15 * (1 + x * x));
        expect(normalCdf(-x) + normalCdf(x)).toBeCloseTo(1, 14);
      }),
    );
  });
});

describe("quantile", () => {
  it("is NumPy's and R's default", () => {
    const sorted = Float64Array.of(1, 2, 4, 8, 16);
    expect([0, 0.05, 0.25, 0.5, 0.95, 1].map((p) => quantile(sorted, p))).toEqual([
      1, 1.2, 2, 4, 14.399999999999999, 16,
    ]);
    expect(quantile(Float64Array.of(3), 0.9)).toBe(3);
  });

  it("is the plain definition on any sample", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, p) => {
          const sorted = Float64Array.from(values).sort();
          const h = (sorted.length - 1) * p;
          const [low, high] = [sorted[Math.floor(h)]!, sorted[Math.ceil(h)]!];
          expect(quantile(sorted, p)).toBeCloseTo(low * (1 - (h % 1)) + high * (h % 1), 6);
        },
      ),
    );
  });
});

describe("factorDense and solveFactored", () => {
  it("solve random systems: A x is b again", () => {
    const random = seededRandom(3);
    for (let n = 1; n <= 25; n++) {
      const a = Float64Array.from({ length: n * n }, random.normal);
      const x = Float64Array.from({ length: n }, random.normal);
      const b = x.map((_, i) => x.reduce((sum, v, j) => sum + a[i * n + j]! * v, 0));
      const pivots = new Int32Array(n);
      expect(factorDense(a, pivots)).toBe(true);
      solveFactored(a, pivots, b);
      expect(Math.max(...b.map((v, i) => Math.abs(v - x[i]!)))).toBeLessThan(1e-10);
    }
  });

  it("say when a matrix is singular", () => {
    expect(factorDense(Float64Array.of(1, 2, 2, 4), new Int32Array(2))).toBe(false);
    expect(factorDense(Float64Array.of(Number.NaN), new Int32Array(1))).toBe(false);
  });
});

describe("anderson", () => {
  /** x ← M x + c with spectral radius near one. */
  const n = 30;
  const random = seededRandom(5);
  const diagonal = Float64Array.from({ length: n }, (_, i) => 0.99 - 0.9 * (i / n));
  const c = Float64Array.from({ length: n }, random.normal);
  const stepOf = (x: Float64Array) => x.map((v, i) => diagonal[i]! * v + 0.01 * x[(i + 1) % n]! + c[i]! - v);
  const size = (f: Float64Array) => Math.max(...f.map(Math.abs));
  const iterate = (depth: number, most: number): number => {
    const mixer = anderson(n, depth);
    const x = new Float64Array(n);
    for (let k = 1; k <= most; k++) {
      const f = stepOf(x);
      if (size(f) < 1e-10) return k;
      mixer.nextInto(x, f, x);
    }
    return most;
  };

  it("without memory is the plain fixed point", () => {
    const mixer = anderson(3, 0);
    const x = Float64Array.of(1, 2, 3);
    mixer.nextInto(x, Float64Array.of(0.5, 0, -1), x);
    mixer.nextInto(x, Float64Array.of(0.5, 0, -1), x);
    expect([...x]).toEqual([2, 2, 1]);
  });

  it("arrives where the plain fixed point crawls", () => {
    expect(iterate(0, 800)).toBe(800);
    expect(iterate(8, 800)).toBeLessThan(250);
  });

  it("solves a linear problem of d dimensions in about d steps", () => {
    const mixer = anderson(2, 2);
    const x = Float64Array.of(5, -3);
    for (let k = 0; k < 5; k++) {
      const f = Float64Array.of(0.9 * x[0]! + 0.3 * x[1]! + 1 - x[0]!, -0.2 * x[0]! + 0.7 * x[1]! - x[1]!);
      mixer.nextInto(x, f, x);
    }
    expect(size(Float64Array.of(-0.1 * x[0]! + 0.3 * x[1]! + 1, -0.2 * x[0]! - 0.3 * x[1]!))).toBeLessThan(
      1e-9,
    );
  });
});

describe("matrixPasses", () => {
  it("are the plain sums, to the same bit with and without SIMD, for every remainder of the unrolled loops", () => {
    const random = seededRandom(11);
    for (let n = 1; n <= 21; n++) {
      const [fast, plain] = [matrixPasses(n, { simd: true }), matrixPasses(n, { simd: false })];
      const x = Float64Array.from({ length: n }, random.normal);
      for (let k = 0; k < n * n; k++) {
        fast.matrix[k] = random.normal();
        plain.matrix[k] = fast.matrix[k]!;
      }
      const results = [fast, plain].map((passes) => {
        const [columns, rows] = [new Float64Array(n).fill(9), new Float64Array(n).fill(9)];
        // Twice: nothing may be left over from the time before.
        for (let k = 0; k < 2; k++) {
          passes.columnSumsInto(x, columns);
          passes.rowSumsInto(x, rows);
        }
        return { columns, rows };
      });
      expect(results[0]).toEqual(results[1]);
      for (let k = 0; k < n; k++) {
        const down = x.reduce((sum, v, i) => sum + plain.matrix[i * n + k]! * v, 0);
        const across = x.reduce((sum, v, j) => sum + plain.matrix[k * n + j]! * v, 0);
        expect(results[0]!.columns[k]).toBeCloseTo(down, 12);
        expect(results[0]!.rows[k]).toBeCloseTo(across, 12);
      }
    }
  });

  it("carries the WebAssembly that its text assembles to", () => {
    expect(Buffer.from(assemblePasses()).toString("hex")).toBe(passesWasm);
    expect(matrixPasses(32).matrix.buffer.byteLength).toBe(65536);
  });
});
