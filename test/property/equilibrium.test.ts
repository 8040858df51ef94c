import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Baseline } from "../../src/contracts/baseline.js";
import type { GeneralOutcome } from "../../src/contracts/outcome.js";
import type { Deficits } from "../../src/contracts/scenario.js";
import type { ShockCell } from "../../src/contracts/shock.js";
import { solveOneSector } from "../../src/equilibrium/index.js";
import { randomCells, shockOf, type WorldSpec, worldOf, worldSpec } from "./economies.js";
import { slowEquilibrium } from "./slow-equilibrium.js";

const closures: readonly Deficits[] = ["additive", "multiplicative", "multiplicative-rescaled", "removed"];
const theta = fc.double({ min: 0.5, max: 12, noNaN: true });
const runs = { numRuns: 60, seed: 20141218 };

const gap = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  expect(a.length).toBe(b.length);
  return Math.max(
    0,
    ...Array.from(a, (x, k) => (x === b[k] ? 0 : Math.abs(x - b[k]!) / Math.max(Math.abs(b[k]!), 1e-300))),
  );
};
const columns = (o: GeneralOutcome) => [
  o.flows,
  o.wage,
  o.priceIndex,
  o.realIncome,
  o.output,
  o.expenditure,
  o.tariffRevenue,
];
const solve = (world: Baseline, cells: readonly ShockCell[], options: Parameters<typeof solveOneSector>[2]) =>
  solveOneSector(world, shockOf(cells), options);

/** What must hold of any outcome: figures when it converged, a reason when not, never NaN. */
function expectSound(outcome: GeneralOutcome): void {
  if (!outcome.converged) {
    expect(outcome.because?.length).toBeGreaterThan(20);
    for (const column of columns(outcome)) expect(column.length).toBe(0);
    return;
  }
  expect(outcome.because).toBeNull();
  expect(outcome.residual).toBeLessThanOrEqual(1e-12);
  for (const column of columns(outcome))
    expect(Array.from(column).filter((x) => !Number.isFinite(x))).toEqual([]);
  expect(outcome.wage.every((w) => w > 0)).toBe(true);
  const n = outcome.baseline.economies.length;
  if (outcome.closure.deficits === "multiplicative") return;
  // Markets clear and budgets hold, taken from the figures that are reported and not from the solver.
  for (let i = 0; i < n; i++) {
    const row = outcome.flows.subarray(i * n, i * n + n).reduce((a, b) => a + b, 0);
    expect(Math.abs(row - outcome.output[i]!)).toBeLessThanOrEqual(3e-12 * outcome.output[i]!);
    let spent = 0;
    for (let j = 0; j < n; j++) spent += outcome.flows[j * n + i]! * (1 + outcome.tariffs[j * n + i]!);
    expect(Math.abs(spent - outcome.expenditure[i]!)).toBeLessThanOrEqual(1e-11 * outcome.expenditure[i]!);
  }
}

describe("one-sector equilibrium on random worlds", () => {
  it("no shock gives no change", () => {
    fc.assert(
      fc.property(worldSpec, theta, fc.constantFrom(...closures), (spec, th, deficits) => {
        const world = worldOf({ ...spec, zeros: 0 });
        const outcome = solve(world, [], { theta: th, deficits });
        expect(outcome.converged).toBe(true);
        for (const column of [outcome.wage, outcome.priceIndex, outcome.realIncome]) {
          expect(
            gap(
              column,
              column.map(() => 1),
            ),
          ).toBeLessThan(1e-12);
        }
        expect(gap(outcome.flows, outcome.baseline.flows)).toBeLessThan(1e-11);
      }),
      runs,
    );
  });

  it("agrees with a slow solver in levels: icebergs, tariffs with revenue, shares, bans, lifted bans", () => {
    fc.assert(
      fc.property(
        fc.record({ n: fc.integer({ min: 2, max: 5 }), seed: fc.nat(1e6), tariffs: fc.boolean() }),
        fc.double({ min: 1, max: 8, noNaN: true }),
        fc.constantFrom("additive" as const, "multiplicative-rescaled" as const),
        ({ n, seed, tariffs }, th, deficits) => {
          const world = worldOf({ n, seed, tariffs, spread: 0.6, zeros: 0 });
          const [first, second] = world.economies as [string, string];
          const cells = randomCells(world, seed, 0.5).filter(
            (c) => !(c.exporter === first && c.importer === second),
          );
          cells.push({ exporter: first, importer: second, kind: "ban", before: 0, after: 1, share: 0.7 });
          cells.push({ exporter: second, importer: first, kind: "unban", before: 1, after: 0, priorFlow: 3 });
          // The oracle lets lifted goods escape the other cells of their pair, so give them none.
          const plain = cells.filter(
            (c) => c.kind === "unban" || !(c.exporter === second && c.importer === first),
          );
          const fast = solve(world, plain, { theta: th, deficits });
          if (!fast.converged) {
            expect(fast.because).toMatch(/infeasible/);
            return;
          }
          const slow = slowEquilibrium(world, plain, th, deficits);
          expect(gap(fast.wage, slow.wage)).toBeLessThan(1e-9);
          expect(gap(fast.priceIndex, slow.priceIndex)).toBeLessThan(1e-9);
          expect(gap(fast.expenditure, slow.expenditure)).toBeLessThan(1e-9);
          const revenueGap = fast.tariffRevenue.map(
            (r, k) => Math.abs(r - slow.revenue[k]!) / fast.expenditure[k]!,
          );
          expect(Math.max(...revenueGap)).toBeLessThan(1e-9);
          expect(gap(fast.flows, slow.flows.flat())).toBeLessThan(1e-8);
        },
      ),
      runs,
    );
  });

  it("an iceberg cost is a tariff whose revenue buys the exporter's good and is thrown away", () => {
    fc.assert(
      fc.property(
        worldSpec,
        theta,
        fc.constantFrom("additive" as const, "multiplicative-rescaled" as const),
        fc.nat(),
        (spec, th, deficits, seed) => {
          const world = worldOf(spec);
          const cells = randomCells(world, seed, 0.4).filter(
            ({ kind }) => kind === "iceberg" || kind === "tariff",
          );
          const iceberg = solve(world, cells, { theta: th, deficits });
          if (!iceberg.converged) {
            expect(iceberg.because).toMatch(/infeasible/);
            return;
          }
          const wasted = slowEquilibrium(world, cells, th, deficits, "wasted-tariff");
          expect(gap(iceberg.wage, wasted.wage)).toBeLessThan(1e-9);
          expect(gap(iceberg.priceIndex, wasted.priceIndex)).toBeLessThan(1e-9);
          expect(gap(iceberg.expenditure, wasted.expenditure)).toBeLessThan(1e-9);
          expect(gap(iceberg.flows, wasted.flows.flat())).toBeLessThan(1e-8);
        },
      ),
      runs,
    );
  });

  it("scaling all flows scales only dollars", () => {
    fc.assert(
      fc.property(worldSpec, theta, fc.constantFrom(...closures), fc.nat(), (spec, th, deficits, seed) => {
        const world = worldOf(spec);
        const cells = randomCells(world, seed, 0.4);
        const one = solve(world, cells, { theta: th, deficits });
        const thousand = solve({ ...world, flows: world.flows.map((x) => 1000 * x) }, cells, {
          theta: th,
          deficits,
        });
        expect(thousand.converged).toBe(one.converged);
        if (!one.converged) return;
        for (const key of ["wage", "priceIndex", "realIncome"] as const) {
          expect(gap(thousand[key], one[key])).toBeLessThan(tight(one));
        }
        expect(
          gap(
            thousand.flows,
            one.flows.map((x) => 1000 * x),
          ),
        ).toBeLessThan(20 * tight(one));
      }),
      runs,
    );
  });

  it("world expenditure equals world income, but for the multiplicative closure", () => {
    fc.assert(
      fc.property(worldSpec, theta, fc.constantFrom(...closures), fc.nat(), (spec, th, deficits, seed) => {
        const world = worldOf(spec);
        const outcome = solve(world, randomCells(world, seed, 0.6), { theta: th, deficits });
        expectSound(outcome);
        if (!outcome.converged) return;
        const total = (column: Float64Array) => column.reduce((a, b) => a + b, 0);
        const open = total(outcome.expenditure) / (total(outcome.output) + total(outcome.tariffRevenue)) - 1;
        expect(Math.abs(open - outcome.budgetGap)).toBeLessThan(1e-13);
        if (deficits !== "multiplicative") expect(Math.abs(open)).toBeLessThan(1e-12);
      }),
      runs,
    );
  });

  it("permuting the economies permutes the result", () => {
    fc.assert(
      fc.property(worldSpec, theta, fc.constantFrom(...closures), fc.nat(), (spec, th, deficits, seed) => {
        const world = worldOf(spec);
        const n = spec.n;
        const order = Array.from({ length: n }, (_, k) => (k * 1 + 1 + (seed % n)) % n);
        const moved = <T extends Float64Array>(cells: T) =>
          cells.map((_, k) => cells[order[Math.floor(k / n)]! * n + order[k % n]!]!);
        const permuted: Baseline = {
          ...world,
          economies: order.map((k) => world.economies[k]!),
          flows: moved(world.flows),
          tariffs: moved(world.tariffs),
        };
        const cells = randomCells(world, seed, 0.4);
        const one = solve(world, cells, { theta: th, deficits });
        const other = solve(permuted, cells, { theta: th, deficits });
        expect(other.converged).toBe(one.converged);
        if (!one.converged) return;
        for (const key of ["wage", "priceIndex", "realIncome"] as const) {
          expect(
            gap(
              other[key],
              order.map((k) => one[key][k]!),
            ),
          ).toBeLessThan(tight(one));
        }
      }),
      runs,
    );
  });

  it("a prohibitive tariff tends to the ban", () => {
    fc.assert(
      fc.property(worldSpec, fc.double({ min: 2, max: 10, noNaN: true }), (spec, th) => {
        const world = worldOf({ ...spec, n: spec.n + 1, zeros: 0 });
        const pair = { exporter: world.economies[0]!, importer: world.economies[1]! };
        const before = world.tariffs[1]!;
        const options = { theta: th, deficits: "multiplicative-rescaled" as const };
        const ban = solve(world, [{ ...pair, kind: "ban", before: 0, after: 1 }], options);
        const far = [1e3, 1e6].map((after) => {
          const outcome = solve(world, [{ ...pair, kind: "tariff", before, after }], options);
          return gap(outcome.realIncome, ban.realIncome);
        });
        expect(ban.flows[1]).toBe(0);
        expect(far[1]).toBeLessThan(1e-8);
        expect(far[1]! <= far[0]! + 1e-11).toBe(true);
      }),
      runs,
    );
  });

  it("a tariff on a partner lowers its share of what the importer spends", () => {
    fc.assert(
      fc.property(worldSpec, theta, fc.double({ min: 0.01, max: 1, noNaN: true }), (spec, th, rise) => {
        const world = worldOf({ ...spec, zeros: 0 });
        const n = spec.n;
        const before = world.tariffs[1]!;
        const cell: ShockCell = {
          exporter: world.economies[0]!,
          importer: world.economies[1]!,
          kind: "tariff",
          before,
          after: before + rise,
        };
        const outcome = solve(world, [cell], { theta: th, deficits: "multiplicative-rescaled" });
        const share = (flows: Float64Array) => {
          let all = 0;
          for (let i = 0; i < n; i++) all += flows[i * n + 1]!;
          return flows[1]! / all;
        };
        expect(share(outcome.flows)).toBeLessThan(share(world.flows));
      }),
      runs,
    );
  });

  it("responds more to a cut the larger theta is, and gains from a dearer good fall with theta", () => {
    const world = worldOf({ n: 5, seed: 3, spread: 0.5, zeros: 0, tariffs: false });
    const cell = { exporter: "AA", importer: "AB", kind: "iceberg" as const, before: 1, after: 0.9 };
    const cells = [{ ...cell, exporter: world.economies[0]!, importer: world.economies[1]! }];
    const flows = [1, 2, 4, 8, 16].map((th) => solve(world, cells, { theta: th }).flows[1]!);
    for (let k = 1; k < flows.length; k++) expect(flows[k]).toBeGreaterThan(flows[k - 1]!);
    const banned = [{ ...cells[0]!, kind: "ban" as const, before: 0, after: 1 }];
    const loss = [1, 2, 4, 8, 16].map((th) => 1 - solve(world, banned, { theta: th }).realIncome[1]!);
    for (let k = 1; k < loss.length; k++) expect(loss[k]).toBeLessThan(loss[k - 1]!);
  });

  it("the numeraire moves no real figure where budgets scale with wages", () => {
    fc.assert(
      fc.property(worldSpec, theta, fc.nat(), (spec, th, seed) => {
        const world = worldOf({ ...spec, zeros: 0 });
        const cells = randomCells(world, seed, 0.4);
        const deficits = "multiplicative-rescaled" as const;
        const one = solve(world, cells, { theta: th, deficits });
        const numeraire = world.economies[0]!;
        const other = solve(world, cells, { theta: th, deficits, numeraire });
        expect(Math.abs(other.wage[0]! - 1)).toBeLessThan(1e-15);
        expect(gap(other.realIncome, one.realIncome)).toBeLessThan(tight(one));
        const level = other.wage[1]! / one.wage[1]!;
        expect(
          gap(
            other.expenditure,
            one.expenditure.map((e) => e * level),
          ),
        ).toBeLessThan(tight(one));
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
        fc.constantFrom(...closures),
        fc.constantFrom("none", "none", "row", "column"),
        fc.nat(),
        (spec: WorldSpec, logTheta, depth, deficits, emptied, seed) => {
          const world = worldOf(spec);
          const { n } = spec;
          for (let k = 0; k < n; k++) {
            if (emptied === "row") world.flows[(seed % n) * n + k] = 0;
            if (emptied === "column") world.flows[k * n + (seed % n)] = 0;
          }
          const outcome = solve(world, randomCells(world, seed, depth), {
            theta: Math.exp(logTheta),
            deficits,
          });
          expectSound(outcome);
          if (outcome.converged) solved++;
          else if (emptied === "none" && spec.zeros === 0)
            expect(outcome.because).toMatch(/infeasible|No convergence/);
        },
      ),
      { numRuns: 600, seed: 7 },
    );
    expect(solved).toBeGreaterThan(450);
  });
});

/** Two solves to residual 1e-12 differ by that over the share of trade in income: closed economies amplify. */
function tight(outcome: GeneralOutcome): number {
  const n = outcome.baseline.economies.length;
  let open = 1;
  for (let i = 0; i < n; i++) {
    if (outcome.output[i] === 0) continue;
    const abroad = 1 - outcome.flows[i * n + i]! / outcome.output[i]!;
    open = Math.min(open, Math.max(abroad, 1e-6));
  }
  return 1e-11 / open;
}
