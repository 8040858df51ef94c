import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { economies } from "../../src/economies/index.js";
import { economySheetToText, worldCheckToText, worldToText } from "../../src/report/world-text.js";
import {
  type BalanceProblem,
  balance,
  checkWorld,
  economySheet,
  replaceCells,
  world2014,
  worldSummary,
} from "../../src/worlds/index.js";
import type { PackedWorld, Pair, PartnerList } from "../../src/worlds/packed-world.js";
import { packedWorld2014 } from "../../src/worlds/world-2014.generated.js";
import { worldProblem } from "../../src/worlds/world-problem.js";

/** A table with room for a solution: targets and weights at random, totals those of another random table. */
const problems = fc
  .record({ n: fc.integer({ min: 3, max: 9 }), seed: fc.integer({ min: 1, max: 1e6 }) })
  .map(({ n, seed }): BalanceProblem => {
    let state = seed;
    const random = (): number => {
      state = (state * 48271) % 2147483647;
      return state / 2147483647;
    };
    const cells = (make: (i: number, j: number) => number): Float64Array =>
      Float64Array.from({ length: n * n }, (_, c) =>
        c % (n + 1) === 0 ? 0 : make(Math.floor(c / n), c % n),
      );
    const inside = cells(() => Math.exp(6 * random() - 3));
    const rows = new Float64Array(n);
    const columns = new Float64Array(n);
    inside.forEach((x, c) => {
      rows[Math.floor(c / n)] += x;
      columns[c % n] += x;
    });
    return {
      n,
      target: cells(() => Math.exp(6 * random() - 3)),
      weight: cells(() => (random() < 0.3 ? 32 : 1)).map((w) => w || 1),
      cap: new Float64Array(n * n).fill(Number.POSITIVE_INFINITY),
      rows,
      columns,
    };
  });

function permuted(problem: BalanceProblem, order: readonly number[]): BalanceProblem {
  const { n } = problem;
  const table = (given: Float64Array): Float64Array =>
    Float64Array.from({ length: n * n }, (_, c) => given[order[Math.floor(c / n)] * n + order[c % n]]);
  return {
    n,
    target: table(problem.target),
    weight: table(problem.weight),
    cap: table(problem.cap),
    rows: Float64Array.from(order, (k) => problem.rows[k]),
    columns: Float64Array.from(order, (k) => problem.columns[k]),
  };
}

describe("balancing", () => {
  it("meets the totals of any table that can be met", () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const { flows, converged } = balance(problem);
        expect(converged).toBe(true);
        for (let k = 0; k < problem.n; k++) {
          let row = 0;
          let column = 0;
          for (let m = 0; m < problem.n; m++) {
            row += flows[k * problem.n + m];
            column += flows[m * problem.n + k];
          }
          expect(row / problem.rows[k]).toBeCloseTo(1, 9);
          expect(column / problem.columns[k]).toBeCloseTo(1, 9);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("permutes its result with the economies", () => {
    fc.assert(
      fc.property(problems, fc.integer({ min: 1, max: 8 }), (problem, shift) => {
        const order = Array.from({ length: problem.n }, (_, k) => (k * 1 + shift) % problem.n).reverse();
        const { flows } = balance(problem);
        const other = balance(permuted(problem, order)).flows;
        for (let i = 0; i < problem.n; i++) {
          for (let j = 0; j < problem.n; j++) {
            const here = flows[order[i] * problem.n + order[j]];
            expect(Math.abs(other[i * problem.n + j] - here)).toBeLessThanOrEqual(1e-8 * (1 + here));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("scales with its unit", () => {
    fc.assert(
      fc.property(problems, fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (problem, unit) => {
        const scaled = balance({
          ...problem,
          target: problem.target.map((x) => x * unit),
          rows: problem.rows.map((x) => x * unit),
          columns: problem.columns.map((x) => x * unit),
        });
        balance(problem).flows.forEach((x, c) => {
          expect(Math.abs(scaled.flows[c] / unit - x)).toBeLessThanOrEqual(1e-8 * (1 + x));
        });
      }),
      { numRuns: 40 },
    );
  });
});

/** The same world with its economies in another order: economy `order[k]` stands at k. */
function reordered(world: PackedWorld, order: readonly number[]): PackedWorld {
  const place = new Int32Array(order.length);
  order.forEach((old, k) => {
    place[old] = k;
  });
  const list = (given: PartnerList | null): PartnerList | null =>
    given && { ...given, partners: given.partners.map(([k, share]) => [place[k], share] as const) };
  const pairs = (given: readonly Pair[]): Pair[] =>
    given.map(([i, j]) => [Math.min(place[i], place[j]), Math.max(place[i], place[j])] as const);
  return {
    ...world,
    economies: order.map((old) => {
      const economy = world.economies[old];
      return {
        ...economy,
        exportPartners: list(economy.exportPartners),
        importPartners: list(economy.importPartners),
      };
    }),
    borders: pairs(world.borders),
    languages: pairs(world.languages),
    colonial: pairs(world.colonial),
    agreements: world.agreements.map((agreement) => ({
      ...agreement,
      sides: agreement.sides.map((side) => side.map((k) => place[k])),
    })),
  };
}

describe("the whole world", () => {
  it("comes out the same in any order of its economies", () => {
    const world = world2014();
    const n = world.economies.length;
    fc.assert(
      fc.property(fc.shuffledSubarray([...Array(n).keys()], { minLength: n, maxLength: n }), (order) => {
        const solved = balance(worldProblem(reordered(packedWorld2014, order)));
        expect(solved.converged).toBe(true);
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            if (i === j) continue;
            const here = world.flows[order[i] * n + order[j]];
            const gap = Math.abs(solved.flows[i * n + j] - here);
            if (gap > 1e-7 * here + 1e-12) expect(solved.flows[i * n + j]).toBe(here);
          }
        }
      }),
      { numRuns: 3, seed: 20141218 },
    );
  });
});

describe("replacing cells of the world", () => {
  const world = world2014();
  const n = world.economies.length;
  const totals = (flows: Float64Array): Float64Array => {
    const sums = new Float64Array(2 * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        if (i === j) continue;
        sums[i] += flows[i * n + j];
        sums[n + j] += flows[i * n + j];
      }
    }
    return sums;
  };

  it("keeps totals, leaves nothing negative, and fixes what it was asked to", () => {
    const before = totals(world.flows);
    const cell = fc
      .tuple(fc.integer({ min: 0, max: n - 1 }), fc.integer({ min: 0, max: n - 1 }))
      .filter(([i, j]) => i !== j);
    fc.assert(
      fc.property(cell, fc.double({ min: 0.5, max: 1.5, noNaN: true }), ([i, j], factor) => {
        // a figure near the world's, and within what both totals can spare
        const room = 0.02 * Math.min(before[i], before[n + j]);
        const now = world.flows[i * n + j];
        const usdMillion = now + Math.max(-0.9 * now, Math.min(room, (factor - 1) * now));
        const [exporter, importer] = [world.economies[i], world.economies[j]];
        const after = replaceCells(world, [{ exporter, importer, usdMillion, source: "test" }]);
        expect(after.flows[i * n + j]).toBe(usdMillion);
        expect(after.flows.every((x) => x >= 0 && Number.isFinite(x))).toBe(true);
        totals(after.flows).forEach((sum, k) => {
          expect(Math.abs(sum / before[k] - 1)).toBeLessThan(1e-9);
        });
      }),
      { numRuns: 12, seed: 20141218 },
    );
  });
});

describe("the world as text", () => {
  const broken = /NaN|Infinity|undefined|null|\[object/;

  it("has no hole in any economy's sheet, at any width", () => {
    const inWorld = new Set(world2014().economies);
    fc.assert(
      fc.property(
        fc.constantFrom(...economies.map(({ code }) => code).filter((code) => inWorld.has(code))),
        fc.integer({ min: 60, max: 140 }),
        (code, width) => {
          const text = economySheetToText(economySheet(code, { partners: 5 }), { width });
          expect(text).not.toMatch(broken);
          expect(text).toContain(code);
        },
      ),
      { numRuns: 25 },
    );
  });

  it("prints the page and the checks", () => {
    expect(worldToText(worldSummary(), { width: 100 })).not.toMatch(broken);
    const text = worldCheckToText(checkWorld(), { width: 100 });
    expect(text).not.toMatch(broken);
    expect(text).toContain("Totals    met");
    expect(text).toContain("fold 10");
  });
});
