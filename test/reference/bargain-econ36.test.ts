import { describe, expect } from "vitest";
import {
  bestReply,
  type GamePoint,
  makePlayer,
  nash,
  type TariffWorld,
  verify,
} from "../../src/bargain/index.js";
import { econ36, econ36Rows, econ36Summary, econ36Table } from "./bargain-world.js";
import { conformance } from "./ge-cases.js";

/** The reference stops at first-order conditions of 1e-11 to 1e-13: what it leaves is within 3e-10. */
const rateTolerance = 1e-9;
const incomeTolerance = 1e-10;
const reach = { "opt CHN": "zero", "opt USA": "kept", nash: "zero" } as const;

/** Largest gap of a player's rates to a column by partner, and of all real incomes to the reference's. */
function gaps(world: TariffWorld, point: GamePoint, file: string, columns: readonly string[]) {
  const rows = econ36Rows(file);
  const { economies } = world.baseline;
  const row = (code: string) => rows.find(({ country }) => country === code)!;
  const rates = point.players.flatMap(({ player, rates }, p) =>
    player.controls.map(({ label }, c) => Math.abs(rates[c]! - Number(row(label)[columns[p]!]))),
  );
  const incomes = economies.map((code, j) =>
    Math.abs(Math.exp(world.realIncome[j]!) / Number(row(code).welfare_hat) - 1),
  );
  expect(rates.length).toBe(columns.length * (economies.length - 1));
  return { rates: Math.max(...rates), incomes: Math.max(...incomes) };
}

describe("optimal tariffs and a tariff war among 36 economies of 2001, by an independent solver", () => {
  for (const [code, key, mean, gain] of [
    ["CHN", "opt_CHN", 0.4949, 1.0808737],
    ["USA", "opt_USA", 0.5106, 1.5878014],
  ] as const) {
    conformance(`best reply of ${code}: every rate, every economy's real income, and nothing better`, () => {
      const world = econ36Table(econ36(), reach[`opt ${code}`]);
      const player = makePlayer(world, { economies: [code], schedule: "by-partner" });
      const point = bestReply(world, player);
      expect(point.converged).toBe(true);
      expect(point.firstOrder).toBeLessThan(1e-10);
      const { rates, payoff } = point.players[0]!;
      const plainMean = rates.reduce((sum, t) => sum + t, 0) / rates.length;
      const summary = econ36Summary()[key];
      expect(plainMean).toBeCloseTo(mean, 4);
      expect(plainMean).toBeCloseTo(summary.mean!, 9);
      expect(Math.min(...rates)).toBeCloseTo(summary.min!, 9);
      expect(Math.max(...rates)).toBeCloseTo(summary.max!, 9);
      expect(100 * Math.expm1(payoff)).toBeCloseTo(gain, 7);
      expect(100 * Math.expm1(payoff)).toBeCloseTo(summary.own_welfare_pct!, 9);
      const gap = gaps(world, point, `opt_tariff_${code}.csv`, ["opt_tariff"]);
      expect(gap.rates).toBeLessThan(rateTolerance);
      expect(gap.incomes).toBeLessThan(incomeTolerance);
      const [check] = verify(world, [player], { deviations: 1000 });
      expect(check!.curvature).toBeLessThan(0);
      expect(check!.bestDeviation).toBeLessThan(1e-13);
    });
  }

  conformance("China against the United States: every Nash tariff, every real income, one point only", () => {
    const world = econ36Table(econ36(), reach.nash);
    const players = ["CHN", "USA"].map((code) => makePlayer(world, { economies: [code] }));
    const point = nash(world, players);
    expect(point.converged).toBe(true);
    expect(point.firstOrder).toBeLessThan(1e-10);
    expect(point.unique).toBe(true);
    expect(point.starts.length).toBe(5);
    const gap = gaps(world, point, "nash_CHN_USA.csv", ["nash_tariff_CHN", "nash_tariff_USA"]);
    expect(gap.rates).toBeLessThan(rateTolerance);
    expect(gap.incomes).toBeLessThan(incomeTolerance);
    const { nash: summary } = econ36Summary();
    expect(100 * Math.expm1(point.players[0]!.payoff)).toBeCloseTo(summary.welfare_CHN_pct!, 9);
    expect(100 * Math.expm1(point.players[1]!.payoff)).toBeCloseTo(summary.welfare_USA_pct!, 9);
    for (const { curvature, bestDeviation } of verify(world, players, { deviations: 1000 })) {
      expect(curvature).toBeLessThan(0);
      expect(bestDeviation).toBeLessThan(1e-13);
    }
    // The closed form leaves out that third economies' wages move: near, not equal.
    point.players.forEach(({ rates }, p) => {
      const mean = rates.reduce((sum, t) => sum + t, 0) / rates.length;
      expect(Math.abs(point.closedForm![p]! - mean)).toBeLessThan(0.03);
    });
  });

  conformance("all 36 at war: first-order conditions of 1,260 rates, no start that leads elsewhere", () => {
    const world = econ36Table(econ36(), "zero");
    const players = world.baseline.economies.map((code) => makePlayer(world, { economies: [code] }));
    const point = nash(world, players, { probes: 3 });
    expect(point.converged).toBe(true);
    expect(point.firstOrder).toBeLessThan(1e-8);
    expect(point.unique).toBe(true);
    const some = players.filter(({ name }) => ["CHN", "USA", "ARG"].includes(name));
    for (const { curvature, bestDeviation } of verify(world, some, { deviations: 1000 })) {
      expect(curvature).toBeLessThan(0);
      expect(bestDeviation).toBeLessThan(1e-13);
    }
  });
});
