import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bestReply,
  efficientTariffs,
  makePlayer,
  multiSectorWorld,
  nash,
  nashBargain,
  oneSectorWorld,
  type Player,
  payoff,
  ratesOf,
  type TariffWorld,
  verify,
} from "../../src/bargain/index.js";
import type { Baseline } from "../../src/contracts/baseline.js";
import { seededRandom } from "../../src/kernel/index.js";
import { worldOf } from "./economies.js";
import { sectorWorld } from "./sector-worlds.js";

const spec = fc.record({
  n: fc.integer({ min: 2, max: 6 }),
  seed: fc.integer({ min: 0, max: 1e6 }),
  spread: fc.double({ min: 0, max: 0.8, noNaN: true }),
  zeros: fc.constant(0),
  tariffs: fc.boolean(),
});
const elasticity = fc.double({ min: 1.5, max: 9, noNaN: true });
const runs = { numRuns: 50 };

/** Deficits that a war may make unpayable are not what these tests are about. */
function balanced(world: Baseline): Baseline {
  const n = world.economies.length;
  const flows = world.flows.slice();
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const mean = Math.sqrt(flows[i * n + j]! * flows[j * n + i]!);
      flows[i * n + j] = mean;
      flows[j * n + i] = mean;
    }
  }
  return { ...world, flows };
}

const tableOf = (s: Parameters<typeof worldOf>[0], theta: number): TariffWorld =>
  oneSectorWorld(balanced(worldOf(s)), theta);
const player = (world: TariffWorld, place: number, more = {}): Player =>
  makePlayer(world, { economies: [world.baseline.economies[place]!], ...more });

/** The same world with its economies in another order. */
function relabelled(world: Baseline, order: readonly number[]): Baseline {
  const n = order.length;
  const cells = (from: Float64Array) =>
    Float64Array.from(from, (_, k) => from[order[Math.floor(k / n)]! * n + order[k % n]!]!);
  return {
    ...world,
    economies: order.map((k) => world.economies[k]!),
    flows: cells(world.flows),
    tariffs: cells(world.tariffs),
  };
}

describe("a best reply", () => {
  it("never hurts who makes it, meets its conditions, and no deviation pays", () => {
    fc.assert(
      fc.property(spec, elasticity, (s, theta) => {
        const world = tableOf(s, theta);
        world.solve();
        const one = player(world, 0);
        const before = payoff(one, world);
        const point = bestReply(world, one);
        expect(point.converged).toBe(true);
        expect(point.firstOrder).toBeLessThan(1e-8);
        expect(point.players[0]!.payoff).toBeGreaterThanOrEqual(before - 1e-13);
        const [check] = verify(world, [one], { deviations: 40 });
        expect(check!.curvature).toBeLessThan(0);
        expect(check!.bestDeviation).toBeLessThan(1e-12);
      }),
      runs,
    );
  });

  it("stays within its bounds, and the bounds cost something or nothing", () => {
    fc.assert(
      fc.property(
        spec,
        elasticity,
        fc.double({ min: 0, max: 0.3, noNaN: true }),
        fc.double({ min: 0, max: 0.4, noNaN: true }),
        (s, theta, low, width) => {
          const world = tableOf(s, theta);
          const free = bestReply(world, player(world, 0));
          const bounded = player(world, 0, { low, high: low + width });
          const point = bestReply(world, bounded);
          expect(point.converged).toBe(true);
          for (const rate of point.players[0]!.rates) {
            expect(rate).toBeGreaterThanOrEqual(low - 1e-12);
            expect(rate).toBeLessThanOrEqual(low + width + 1e-12);
          }
          expect(point.players[0]!.payoff).toBeLessThanOrEqual(free.players[0]!.payoff + 1e-12);
        },
      ),
      runs,
    );
  });

  it("with linked sectors and lobby weights: meets its conditions, and is no worse than where it began", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 2, max: 4 }),
        fc.boolean(),
        (seed, n, lobbied) => {
          const base = sectorWorld({
            n,
            sectors: 3,
            seed,
            spread: 0.5,
            zeros: 0,
            tariffs: true,
            thetaMax: 6,
          });
          const random = seededRandom(seed, "lobby");
          const lobby = lobbied
            ? Float64Array.from({ length: 3 * n }, () => 1 + 0.15 * random.uniform())
            : undefined;
          const world = multiSectorWorld(base, { lobby, deficits: "removed" });
          const one = player(world, 0, { schedule: "by-partner-and-sector" });
          const before = payoff(one, world);
          const point = bestReply(world, one);
          expect(point.converged).toBe(true);
          expect(point.firstOrder).toBeLessThan(1e-8);
          expect(point.players[0]!.payoff).toBeGreaterThanOrEqual(before - 1e-12);
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe("a tariff war", () => {
  it("does not depend on the order of economies or of players", () => {
    fc.assert(
      fc.property(spec, elasticity, (s, theta) => {
        const base = balanced(worldOf(s));
        const order = base.economies.map((_, k) => k).reverse();
        const solved = [base, relabelled(base, order)].map((b, turned) => {
          const world = oneSectorWorld(b, theta);
          const codes = [base.economies[0]!, base.economies[1]!];
          const players = (turned ? codes.reverse() : codes).map((code) =>
            makePlayer(world, { economies: [code] }),
          );
          const point = nash(world, players, { probes: 0 });
          expect(point.converged).toBe(true);
          const rate = (code: string, partner: string) => {
            const own = point.players.find((p) => p.player.name === code)!;
            return own.rates[own.player.controls.findIndex(({ label }) => label === partner)];
          };
          return { rate, incomes: b.economies.map((code, j) => [code, world.realIncome[j]!] as const) };
        });
        const [a, b] = solved as [(typeof solved)[0], (typeof solved)[0]];
        for (const partner of base.economies.slice(1))
          expect(b.rate(base.economies[0]!, partner)).toBeCloseTo(a.rate(base.economies[0]!, partner)!, 8);
        const other = new Map(b.incomes);
        for (const [code, u] of a.incomes) expect(other.get(code)).toBeCloseTo(u, 9);
      }),
      runs,
    );
  });

  it("ends inside the bounds, where every player's rates are its best reply", () => {
    fc.assert(
      fc.property(spec, elasticity, fc.double({ min: 0.05, max: 0.6, noNaN: true }), (s, theta, high) => {
        const world = tableOf(s, theta);
        const count = Math.min(3, s.n);
        const players = Array.from({ length: count }, (_, k) => player(world, k, { low: 0, high }));
        const point = nash(world, players, { probes: 0 });
        expect(point.converged).toBe(true);
        expect(point.firstOrder).toBeLessThan(1e-8);
        for (const { rates } of point.players) {
          for (const rate of rates) {
            expect(rate).toBeGreaterThanOrEqual(-1e-12);
            expect(rate).toBeLessThanOrEqual(high + 1e-12);
          }
        }
        for (const [p, one] of players.entries()) {
          const again = bestReply(world, one);
          for (const [c, rate] of again.players[0]!.rates.entries())
            expect(rate).toBeCloseTo(point.players[p]!.rates[c]!, 7);
        }
      }),
      runs,
    );
  });

  it("with partners alike, tariffs alike: an economy twice", () => {
    const base = balanced(worldOf({ n: 3, seed: 5, spread: 0, zeros: 0, tariffs: false }));
    const flows = Float64Array.from([80, 10, 10, 10, 80, 10, 10, 10, 80]);
    const world = oneSectorWorld({ ...base, flows }, 4);
    const point = nash(
      world,
      [0, 1, 2].map((k) => player(world, k)),
      { probes: 2 },
    );
    const first = point.players[0]!.rates[0]!;
    for (const { rates } of point.players) for (const rate of rates) expect(rate).toBeCloseTo(first, 9);
    expect(point.unique).toBe(true);
  });
});

describe("cooperation", () => {
  it("leaves no player below the threat point, from a war or from tariffs in force", () => {
    fc.assert(
      fc.property(spec, elasticity, fc.boolean(), (s, theta, fromWar) => {
        const world = tableOf(s, theta);
        const players = [0, 1].map((k) => player(world, k));
        if (fromWar) expect(nash(world, players, { probes: 0 }).converged).toBe(true);
        else world.solve();
        const threat = players.map((one) => payoff(one, world));
        const start = players.map(({ controls }) => ratesOf(world, controls));
        const agreed = nashBargain(world, players, { threat, start });
        if (!agreed.converged) {
          // Tariffs in force may be efficient already; a war's never are.
          expect(fromWar).toBe(false);
          expect(agreed.because).toMatch(
            /^No tariffs within the bounds were found|rates still moved|no step/,
          );
          return;
        }
        expect(agreed.firstOrder).toBeLessThan(1e-8);
        for (const [p, u] of agreed.payoffs.entries()) expect(u).toBeGreaterThan(threat[p]!);
        // Efficient: at the weights that its own gains imply, nothing is better for the sum.
        const weights = agreed.payoffs.map((u, p) => Math.exp(u) / (Math.exp(u) - Math.exp(threat[p]!)));
        const total = weights.reduce((a, b) => a + b, 0);
        const shares = weights.map((w) => w / total);
        const sum = agreed.payoffs.reduce((x, u, p) => x + shares[p]! * u, 0);
        const best = efficientTariffs(world, players, shares, { start: agreed.rates });
        expect(best.payoffs.reduce((x, u, p) => x + shares[p]! * u, 0)).toBeLessThan(sum + 1e-9);
      }),
      { numRuns: 20 },
    );
  });

  it("says what was tried where nothing is better for all", () => {
    const world = oneSectorWorld(
      balanced(worldOf({ n: 3, seed: 2, spread: 0.3, zeros: 0, tariffs: false })),
      4,
    );
    const players = [0, 1].map((k) => player(world, k, { low: 0, high: 0 }));
    world.solve();
    const agreed = nashBargain(world, players, { threat: players.map((one) => payoff(one, world)) });
    expect(agreed.converged).toBe(false);
    expect(agreed.because).toMatch(/^No tariffs within the bounds were found that leave .* all better off/);
  });
});

describe("a war that is not found", () => {
  it("says what was tried", () => {
    // A deficit larger than what the economy earns: at high tariffs there is nothing to pay it from.
    const base = worldOf({ n: 3, seed: 9, spread: 0, zeros: 0, tariffs: false });
    const flows = Float64Array.from([5, 10, 10, 400, 500, 300, 400, 300, 500]);
    const world = oneSectorWorld({ ...base, flows }, 4);
    const players = [0, 1, 2].map((k) => player(world, k));
    const point = nash(world, players, { probes: 0, tolerance: 1e-30 });
    expect(point.converged).toBe(false);
    expect(point.because).toMatch(
      /^No Nash equilibrium was found\. Tried: .*best replies in turn, 60 rounds/,
    );
  });
});
