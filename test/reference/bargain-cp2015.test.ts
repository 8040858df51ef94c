import { describe, expect } from "vitest";
import { bestReply, makePlayer, multiSectorWorld, nash, verify } from "../../src/bargain/index.js";
import { cp2015World } from "./cp2015-world.js";
import { conformance } from "./ge-cases.js";

/**
 * The run that docs/bargain.md tells: Caliendo and Parro's world of 1993, deficits removed first. No published figure
 * exists for it; what is checked are the conditions of an optimum, and that freer schedules are worth no less.
 */
describe("best tariffs with linked sectors, 31 economies and 40 sectors of 1993", () => {
  conformance("the United States under four schedules", () => {
    const world = multiSectorWorld(cp2015World().world, { deficits: "removed" });
    const runs = (["uniform", "by-partner", "by-sector", "by-partner-and-sector"] as const).map(
      (schedule) => {
        world.tariffs.set(world.baseline.tariffs);
        world.forget();
        const player = makePlayer(world, { economies: ["USA"], schedule });
        const point = bestReply(world, player);
        expect(point.converged).toBe(true);
        expect(point.firstOrder).toBeLessThan(1e-8);
        const { rates, payoff } = point.players[0]!;
        return { player, gain: 100 * Math.expm1(payoff), rates };
      },
    );
    const [uniform, partner, sector, both] = runs;
    expect(uniform!.rates[0]).toBeCloseTo(0.1859202, 6);
    expect(uniform!.gain).toBeCloseTo(0.1956255, 6);
    expect(partner!.gain).toBeCloseTo(0.1961222, 6);
    expect(sector!.gain).toBeCloseTo(0.1965566, 6);
    expect(both!.gain).toBeCloseTo(0.19837, 5);
    expect(both!.player.controls.length).toBe(596);
    const [check] = verify(world, [both!.player], { deviations: 16 });
    expect(check!.curvature).toBeLessThan(0);
    expect(check!.bestDeviation).toBeLessThan(1e-12);
  });

  conformance("Mexico and the United States at war, one tariff a sector", () => {
    const world = multiSectorWorld(cp2015World().world, { deficits: "removed" });
    const players = (["MEX", "USA"] as const).map((code) =>
      makePlayer(world, { economies: [code], schedule: "by-sector" }),
    );
    const point = nash(world, players, { probes: 1 });
    expect(point.converged).toBe(true);
    expect(point.firstOrder).toBeLessThan(1e-8);
    expect(point.unique).toBe(true);
    expect(point.players[0]!.payoff).toBeLessThan(0);
    for (const { curvature } of verify(world, players, { deviations: 0 })) expect(curvature).toBeLessThan(0);
  });
});
