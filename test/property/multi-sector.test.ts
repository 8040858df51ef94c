import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Deficits } from "../../src/contracts/scenario.js";
import type { SectorBaseline } from "../../src/contracts/sector-baseline.js";
import type { MultiSectorOutcome } from "../../src/contracts/sector-outcome.js";
import type { ShockCell } from "../../src/contracts/shock.js";
import {
  type MultiSectorOptions,
  restGap,
  settleSectors,
  solveMultiSector,
  solveOneSector,
} from "../../src/equilibrium/index.js";
import { randomCells, shockOf, worldOf, worldSpec } from "./economies.js";
import { type SectorSpec, sectorCells, sectorSpec, sectorWorld } from "./sector-worlds.js";
import { slowSectors } from "./slow-sectors.js";

const closures: readonly Deficits[] = ["additive", "multiplicative-rescaled", "removed"];
const runs = { numRuns: 50, seed: 20141218 };
/** Two solves to residual 1e-12 differ by that over how open the economies are and how little of a good they make. */
const same = 1e-9;

const gap = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  expect(a.length).toBe(b.length);
  return Math.max(
    0,
    ...Array.from(a, (x, k) => (x === b[k] ? 0 : Math.abs(x - b[k]!) / Math.max(Math.abs(b[k]!), 1e-300))),
  );
};
const columns = (o: MultiSectorOutcome) => [
  o.flows,
  o.tariffs,
  o.wage,
  o.priceIndex,
  o.realIncome,
  o.output,
  o.expenditure,
  o.tariffRevenue,
  o.sectorPrice,
  o.unitCost,
  o.sectorOutput,
  o.sectorSpending,
];
const solve = (world: SectorBaseline, cells: readonly ShockCell[], options: MultiSectorOptions = {}) =>
  solveMultiSector(world, shockOf(cells), options);

/** What must hold of any outcome, taken from the figures reported and not from the solver. */
function expectSound(o: MultiSectorOutcome, tolerance = 1e-12): void {
  if (!o.converged) {
    expect(o.because?.length).toBeGreaterThan(20);
    for (const column of columns(o)) expect(column.length).toBe(0);
    return;
  }
  expect(o.because).toBeNull();
  expect(o.residual).toBeLessThanOrEqual(tolerance);
  for (const column of columns(o)) expect(Array.from(column).filter((x) => !Number.isFinite(x))).toEqual([]);
  expect(o.wage.every((w) => w > 0)).toBe(true);
  const { economies, sectors, valueAddedShare } = o.baseline;
  const n = economies.length;
  const pay = new Float64Array(n);
  const spent = new Float64Array(n);
  const sold = new Float64Array(sectors.length * n);
  for (let k = 0; k < o.flows.length; k++) {
    const c = Math.floor(k / n);
    sold[c]! += o.flows[k]!;
    pay[c % n]! += valueAddedShare[c]! * o.flows[k]!;
    spent[k % n]! += o.flows[k]! * (1 + o.tariffs[k]!);
  }
  const inputs = new Float64Array(n);
  for (let c = 0; c < sold.length; c++) inputs[c % n]! += (1 - valueAddedShare[c]!) * sold[c]!;
  for (let j = 0; j < n; j++) {
    // Factors are paid what the wage says; all that is spent is final spending and inputs.
    expect(Math.abs(pay[j]! / (o.wage[j]! * o.valueAddedBefore[j]!) - 1)).toBeLessThan(10 * tolerance);
    expect(Math.abs((o.expenditure[j]! + inputs[j]!) / spent[j]! - 1)).toBeLessThan(10 * tolerance);
  }
}

describe("linked sectors on random worlds", () => {
  it("no shock gives no change", () => {
    fc.assert(
      fc.property(sectorSpec, fc.constantFrom(...closures), (spec, deficits) => {
        const world = sectorWorld({ ...spec, zeros: 0 });
        expect(restGap(world)).toBeLessThan(1e-12);
        const o = solve(world, [], { deficits });
        expect(o.because).toBeNull();
        for (const column of [o.wage, o.priceIndex, o.realIncome, o.sectorPrice])
          expect(
            gap(
              column,
              column.map(() => 1),
            ),
          ).toBeLessThan(1e-12);
        expect(gap(o.flows, o.baseline.flows)).toBeLessThan(1e-11);
      }),
      runs,
    );
  });

  it("agrees with Newton on the full system in levels: deficits held or scaled, tariffs, icebergs as burnt revenue, bans", () => {
    fc.assert(
      fc.property(
        fc.record({
          n: fc.integer({ min: 2, max: 4 }),
          sectors: fc.integer({ min: 1, max: 3 }),
          seed: fc.nat(1e6),
          tariffs: fc.boolean(),
        }),
        fc.constantFrom("additive" as const, "multiplicative-rescaled" as const),
        fc.constantFrom(-1, 0, 1),
        ({ n, sectors, seed, tariffs }, closure, numeraire) => {
          const world = sectorWorld({ n, sectors, seed, tariffs, spread: 0.5, zeros: 0, thetaMax: 7 });
          const [first, second] = world.economies as [string, string];
          const banned = { exporter: first, importer: second, sector: world.sectors[0]! };
          const cells: ShockCell[] = sectorCells(world, seed, 0.3).filter(
            (c) => !(c.exporter === first && c.importer === second && c.sector === banned.sector),
          );
          cells.push({ ...banned, kind: "ban", before: 0, after: 1 });
          const fast = solve(world, cells, {
            deficits: closure,
            numeraire: numeraire < 0 ? "world-output" : world.economies[numeraire]!,
          });
          if (!fast.converged) {
            expect(fast.because).toMatch(/infeasible|one way/);
            return;
          }
          expectSound(fast);
          const slow = slowSectors(world, cells, { closure, numeraire });
          expect(gap(fast.wage, slow.wage)).toBeLessThan(same);
          expect(gap(fast.sectorPrice, slow.price.flat())).toBeLessThan(same);
          expect(gap(fast.sectorSpending, slow.spending.flat())).toBeLessThan(same);
          expect(gap(fast.expenditure, slow.income)).toBeLessThan(same);
          const revenue = fast.tariffRevenue.map(
            (r, j) => Math.abs(r - slow.revenue[j]!) / fast.expenditure[j]!,
          );
          expect(Math.max(...revenue)).toBeLessThan(same);
          expect(gap(fast.flows, slow.flows.flat(2))).toBeLessThan(10 * same);
        },
      ),
      { ...runs, numRuns: 30 },
    );
  });

  it("deficits removed first: balanced trade in the base, and the slow solver finds the same base", () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.boolean(), (seed, tariffs) => {
        const world = sectorWorld({ n: 3, sectors: 2, seed, tariffs, spread: 0.5, zeros: 0, thetaMax: 6 });
        const settled = settleSectors(world, { deficits: "removed" });
        expect(settled.because).toBeNull();
        const slow = slowSectors(world, [], { closure: "none" });
        expect(gap(settled.world!.flows, slow.flows.flat(2))).toBeLessThan(10 * same);
        const cells = sectorCells(world, seed, 0.3);
        const o = solve(world, cells, { deficits: "removed" });
        expect(o.because).toBeNull();
        const trade = (flows: Float64Array, j: number) => {
          let net = 0;
          let all = 0;
          for (let k = 0; k < flows.length; k++) {
            const i = Math.floor(k / 3) % 3;
            if (i !== j && k % 3 === j) net += flows[k]!;
            if (i === j && k % 3 !== j) net -= flows[k]!;
            if ((i === j) !== (k % 3 === j)) all += flows[k]!;
          }
          return Math.abs(net) / all;
        };
        for (let j = 0; j < 3; j++) {
          expect(trade(o.baseline.flows, j)).toBeLessThan(1e-10);
          expect(trade(o.flows, j)).toBeLessThan(1e-10);
        }
      }),
      { ...runs, numRuns: 20 },
    );
  });

  it("budgets add up in the world, whatever the closure", () => {
    fc.assert(
      fc.property(sectorSpec, fc.constantFrom(...closures), fc.nat(), (spec, deficits, seed) => {
        const world = sectorWorld(spec);
        const o = solve(world, sectorCells(world, seed, 0.6), { deficits });
        expectSound(o);
        if (!o.converged) return;
        let [pay, spend, revenue] = [0, 0, 0];
        for (let j = 0; j < spec.n; j++) {
          pay += o.wage[j]! * o.valueAddedBefore[j]!;
          spend += o.expenditure[j]!;
          revenue += o.tariffRevenue[j]!;
        }
        expect(Math.abs(spend / (pay + revenue) - 1)).toBeLessThan(1e-11);
        const base = o.valueAddedBefore.reduce((a, b) => a + b, 0);
        expect(Math.abs(pay / base - 1)).toBeLessThan(1e-12);
      }),
      runs,
    );
  });

  it("scaling all flows scales only dollars", () => {
    fc.assert(
      fc.property(sectorSpec, fc.constantFrom(...closures), fc.nat(), (spec, deficits, seed) => {
        const world = sectorWorld(spec);
        const cells = sectorCells(world, seed, 0.4);
        const one = solve(world, cells, { deficits });
        const other = solve({ ...world, flows: world.flows.map((x) => 1000 * x) }, cells, { deficits });
        expect(other.converged).toBe(one.converged);
        if (!one.converged) return;
        expect(gap(other.realIncome, one.realIncome)).toBeLessThan(same);
        expect(gap(other.sectorPrice, one.sectorPrice)).toBeLessThan(same);
        expect(
          gap(
            other.flows,
            one.flows.map((x) => 1000 * x),
          ),
        ).toBeLessThan(10 * same);
      }),
      runs,
    );
  });

  it("relabelling economies and sectors relabels the result", () => {
    fc.assert(
      fc.property(sectorSpec, fc.constantFrom(...closures), fc.nat(), (spec, deficits, seed) => {
        const world = sectorWorld(spec);
        const turn = (length: number) => Array.from({ length }, (_, k) => (k + 1 + (seed % length)) % length);
        const { world: turned, economies, cellOf } = relabel(world, turn(spec.n), turn(spec.sectors));
        const cells = sectorCells(world, seed, 0.4);
        const one = solve(world, cells, { deficits });
        const other = solve(turned, cells, { deficits });
        expect(other.converged).toBe(one.converged);
        if (!one.converged) return;
        expect(
          gap(
            other.realIncome,
            economies.map((j) => one.realIncome[j]!),
          ),
        ).toBeLessThan(same);
        expect(
          gap(
            other.sectorPrice,
            cellOf.map((c) => one.sectorPrice[c]!),
          ),
        ).toBeLessThan(same);
      }),
      runs,
    );
  });

  it("one sector without inputs is the one-sector model", () => {
    fc.assert(
      fc.property(
        worldSpec,
        fc.double({ min: 1, max: 12, noNaN: true }),
        fc.constantFrom(...closures),
        fc.nat(),
        (spec, theta, deficits, seed) => {
          const base = worldOf({ ...spec, zeros: 0 });
          const world: SectorBaseline = {
            ...base,
            traded: [true],
            theta: Float64Array.of(theta),
            valueAddedShare: new Float64Array(spec.n).fill(1),
            inputShare: new Float64Array(spec.n),
            finalShare: new Float64Array(spec.n).fill(1),
          };
          const pair = { exporter: base.economies[0]!, importer: base.economies[1]! };
          const opened: ShockCell = {
            ...pair,
            kind: "unban",
            before: 1,
            after: 0,
            priorFlow: base.flows[1]!,
          };
          const cells = [...randomCells(base, seed, 0.5), opened];
          const one = solveOneSector(base, shockOf(cells), { theta, deficits });
          const many = solve(world, cells, { deficits });
          expect(many.converged).toBe(one.converged);
          if (!one.converged) return;
          expect(gap(many.wage, one.wage)).toBeLessThan(same);
          expect(gap(many.priceIndex, one.priceIndex)).toBeLessThan(same);
          expect(gap(many.realIncome, one.realIncome)).toBeLessThan(same);
          expect(gap(many.flows, one.flows)).toBeLessThan(10 * same);
          expect(gap(many.tariffs, one.tariffs)).toBeLessThan(1e-12);
        },
      ),
      runs,
    );
  });

  it("the numeraire moves no real figure where budgets scale with value added", () => {
    fc.assert(
      fc.property(sectorSpec, fc.nat(), (spec, seed) => {
        const world = sectorWorld({ ...spec, zeros: 0 });
        const cells = sectorCells(world, seed, 0.4);
        const deficits = "multiplicative-rescaled" as const;
        const one = solve(world, cells, { deficits });
        const other = solve(world, cells, { deficits, numeraire: world.economies[0]! });
        expect(other.converged).toBe(one.converged);
        if (!one.converged) return;
        expect(Math.abs(other.wage[0]! - 1)).toBeLessThan(1e-14);
        expect(gap(other.realIncome, one.realIncome)).toBeLessThan(same);
      }),
      runs,
    );
  });

  it("trade with balance and tariffs of at least zero is no worse than autarky", () => {
    fc.assert(
      fc.property(sectorSpec, fc.double({ min: 0, max: 1.5, noNaN: true }), (spec, rate) => {
        const drawn = sectorWorld({ ...spec, tariffs: false, zeros: 0 });
        const world = { ...drawn, tariffs: drawn.tariffs.slice() };
        const n = spec.n;
        const taxes = sectorCells(world, spec.seed, 1)
          .filter(({ kind }) => kind === "tariff")
          .map((cell) => ({ ...cell, after: rate * Math.abs(cell.after) }));
        const taxed = solve(world, taxes, { deficits: "removed" });
        const shut = solve(world, everyBan(world), { deficits: "removed" });
        expect(taxed.because).toBeNull();
        expect(shut.because).toBeNull();
        for (let j = 0; j < n; j++)
          expect(taxed.realIncome[j]! / shut.realIncome[j]!).toBeGreaterThan(1 - 1e-11);
      }),
      runs,
    );
  });

  it("a world that is not at rest is solved without shock first, and says so", () => {
    const world = sectorWorld({ n: 4, sectors: 3, seed: 5, spread: 0.5, zeros: 0, tariffs: true });
    const flows = world.flows.map((x, k) => x * (1 + 0.05 * Math.sin(k)));
    const o = solve({ ...world, flows }, []);
    expect(o.warnings.join()).toMatch(/not at rest/);
    expect(
      gap(
        o.realIncome,
        o.realIncome.map(() => 1),
      ),
    ).toBeLessThan(1e-11);
    expect(restGap(o.baseline)).toBeLessThan(1e-11);
  });

  it("comes out of torture with figures or a reason", () => {
    const hard = fc.record({
      n: fc.integer({ min: 2, max: 9 }),
      sectors: fc.integer({ min: 1, max: 6 }),
      seed: fc.nat(1e9),
      spread: fc.double({ min: 0, max: 4, noNaN: true }),
      zeros: fc.constantFrom(0, 0, 0.6),
      tariffs: fc.boolean(),
      thetaMin: fc.constant(1.05),
      thetaMax: fc.constant(65),
    });
    let solved = 0;
    let vague = 0;
    fc.assert(
      fc.property(
        hard,
        fc.double({ min: 0, max: Math.log(10), noNaN: true }),
        fc.constantFrom(...closures),
        fc.constantFrom("none", "none", "row", "column"),
        fc.nat(),
        (spec: SectorSpec, depth, deficits, emptied, seed) => {
          const world = sectorWorld(spec);
          const flows = world.flows.slice();
          const at = seed % spec.n;
          for (let k = 0; k < flows.length; k++) {
            const [i, j] = [Math.floor(k / spec.n) % spec.n, k % spec.n];
            if (i === j) continue;
            if ((emptied === "row" && i === at) || (emptied === "column" && j === at)) flows[k] = 0;
          }
          const o = solve(
            { ...world, flows },
            sectorCells(world, seed, depth).filter((c) => c.kind !== "tariff" || c.after > -1),
            { deficits },
          );
          expectSound(o, 1e-10);
          if (o.converged) solved++;
          else if (/No convergence/.test(o.because ?? "")) vague++;
        },
      ),
      { numRuns: 400, seed: 7 },
    );
    expect(solved).toBeGreaterThan(300);
    expect(vague).toBeLessThanOrEqual(4);
  });
});

/** Every flow between two economies shut. */
function everyBan(world: SectorBaseline): ShockCell[] {
  return world.economies.flatMap((exporter) =>
    world.economies
      .filter((importer) => importer !== exporter)
      .map((importer) => ({ exporter, importer, kind: "ban" as const, before: 0, after: 1 })),
  );
}

/** The same world in another order. */
function relabel(world: SectorBaseline, economies: readonly number[], sectors: readonly number[]) {
  const n = economies.length;
  const S = sectors.length;
  const cellOf = sectors.flatMap((s) => economies.map((i) => s * n + i));
  const pick = (column: Float64Array, places: readonly number[]) =>
    Float64Array.from(places, (k) => column[k]!);
  const pairs = sectors.flatMap((s) => economies.flatMap((i) => economies.map((j) => (s * n + i) * n + j)));
  const inputs = sectors.flatMap((k) => sectors.flatMap((s) => economies.map((i) => (k * S + s) * n + i)));
  const turned: SectorBaseline = {
    ...world,
    economies: economies.map((i) => world.economies[i]!),
    sectors: sectors.map((s) => world.sectors[s]!),
    flows: pick(world.flows, pairs),
    tariffs: pick(world.tariffs, pairs),
    traded: sectors.map((s) => world.traded[s]!),
    theta: pick(world.theta, sectors),
    valueAddedShare: pick(world.valueAddedShare, cellOf),
    finalShare: pick(world.finalShare, cellOf),
    inputShare: pick(world.inputShare, inputs),
  };
  return { world: turned, economies, cellOf };
}
