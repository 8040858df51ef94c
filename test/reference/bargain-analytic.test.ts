import { describe, expect, it } from "vitest";
import { bestReply, closedFormNash, makePlayer, nash, oneSectorWorld } from "../../src/bargain/index.js";
import { bracketedRoot } from "../../src/kernel/index.js";
import { baselineOf } from "./ge-cases.js";

/** Two economies whose trade balances: home sells `trade` to foreign and buys as much. */
function two(home: number, foreign: number, trade: number) {
  return baselineOf(["HOM", "FOR"], Float64Array.of(home - trade, trade, trade, foreign - trade));
}

const rateOf = (world: ReturnType<typeof oneSectorWorld>, code: string) => {
  const player = makePlayer(world, { economies: [code] });
  const point = bestReply(world, player);
  expect(point.converged).toBe(true);
  expect(point.firstOrder).toBeLessThan(1e-8);
  return point.players[0]!.rates[0]!;
};

describe("tariffs that are known on paper", () => {
  it.each([
    [3, 100, 80, 20],
    [5.03, 40, 500, 12],
    [8, 300, 300, 90],
    [1.2, 10, 15, 6],
  ])(
    "Gros (1987): t = 1/(θ λ), λ what foreign spends on its own: θ %d, sizes %d and %d",
    (theta, a, b, x) => {
      const world = oneSectorWorld(two(a, b, x), theta);
      const t = rateOf(world, "HOM");
      const own = world.flow(0, 1, 1) / (world.flow(0, 0, 1) + world.flow(0, 1, 1));
      expect(t * theta * own).toBeCloseTo(1, 8);
    },
  );

  it("Gros's λ is the foreign economy's share, not the home economy's", () => {
    const world = oneSectorWorld(two(40, 500, 12), 5.03);
    const t = rateOf(world, "HOM");
    const home = world.flow(0, 0, 0) / (world.flow(0, 0, 0) + world.flow(0, 1, 0) * (1 + t));
    expect(Math.abs(t * 5.03 * home - 1)).toBeGreaterThan(0.02);
  });

  it.each([
    [3, 30],
    [5.03, 10],
    [2, 45],
  ])("two symmetric economies at war: one tariff, the root of one equation (θ %d)", (theta, trade) => {
    // Wages stay equal, so that shares follow from the tariff alone: λ abroad = k (1 + t)^−θ / (1 + k (1 + t)^−θ).
    const k = trade / (100 - trade);
    const excess = (t: number): number => {
      const x = k * (1 + t) ** -theta;
      const [abroad, own] = [x / (1 + x), 1 / (1 + x)];
      const delta = (t * own) / (1 + t * own);
      return t * theta * (1 - (1 - delta) * abroad) - 1;
    };
    const expected = bracketedRoot(excess, 1e-6, 5);
    const world = oneSectorWorld(two(100, 100, trade), theta);
    const players = ["HOM", "FOR"].map((code) => makePlayer(world, { economies: [code] }));
    const point = nash(world, players);
    expect(point.unique).toBe(true);
    for (const { rates } of point.players) expect(rates[0]).toBeCloseTo(expected, 9);
    expect(point.players[0]!.payoff).toBeCloseTo(point.players[1]!.payoff, 12);
    expect(point.players[0]!.payoff).toBeLessThan(0);
  });

  it("two economies of any size at war: Lashkaripour's closed form is exact", () => {
    const world = oneSectorWorld(two(70, 420, 25), 4);
    const players = ["HOM", "FOR"].map((code) => makePlayer(world, { economies: [code] }));
    const point = nash(world, players);
    const formula = closedFormNash(world, [0, 1]);
    for (const [p, { rates }] of point.players.entries())
      expect(rates[0]).toBeCloseTo(formula.tariffs[p]!, 8);
  });

  it.each([2, 5.03, 9])("an economy whose size goes to nothing: t goes to 1/θ, not to 0 (θ %d)", (theta) => {
    const gap = [1, 0.1, 0.001].map((size) => {
      const world = oneSectorWorld(two(size, 1000, 0.3 * size), theta);
      return rateOf(world, "HOM") - 1 / theta;
    });
    // Foreign's own share is 1 − 0.3 size/1000 and little else: the gap falls with the size.
    expect(gap[0]).toBeGreaterThan(0);
    expect(gap[1]! / gap[0]!).toBeCloseTo(0.1, 2);
    expect(Math.abs(gap[2]!)).toBeLessThan(1e-6);
  });

  it("goods ever more alike: the small economy's best tariff goes to 0", () => {
    const rates = [5, 50, 500].map((theta) => rateOf(oneSectorWorld(two(0.01, 1000, 0.003), theta), "HOM"));
    expect(rates[0]).toBeCloseTo(0.2, 4);
    expect(rates[1]).toBeCloseTo(0.02, 5);
    expect(rates[2]).toBeCloseTo(0.002, 6);
  });
});
