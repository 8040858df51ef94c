import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptySlopes, multiSectorWorld, oneSectorWorld, type TariffWorld } from "../../src/bargain/index.js";
import { seededRandom } from "../../src/kernel/index.js";
import { worldOf, worldSpec } from "./economies.js";
import { sectorSpec, sectorWorld } from "./sector-worlds.js";

/** Step of ln(1 + t) in differences of fourth order, and what is left of their error and of the solver's. */
const h = 3e-4;
const tolerance = 3e-7;

function isolated({ n, baseline: { flows } }: TariffWorld): boolean {
  return Array.from({ length: n }, (_, j) => j).some((j) =>
    flows.every(
      (flow, k) =>
        k % n === Math.floor(k / n) % n || (k % n !== j && Math.floor(k / n) % n !== j) || flow === 0,
    ),
  );
}

/** Largest gap between the adjoint's derivatives of Σ a ln U and differences, at tariffs and costs off the base. */
function gradientGap(world: TariffWorld, seed: number, probes: number): number {
  const { n, sectors, baseline } = world;
  const random = seededRandom(seed, "gradient");
  for (let k = 0; k < world.tariffs.length; k++) {
    if (Math.floor(k / n) % n === k % n) continue;
    world.tariffs[k] = (1 + world.tariffs[k]!) * Math.exp(0.1 * random.normal()) - 1;
    world.costs[k] = Math.exp(0.05 * random.normal());
  }
  // Deficits are held in units of world output, of which an economy that trades with nobody is a part without a price.
  if (!world.solve() || isolated(world)) return 0;
  const weights = Float64Array.from({ length: n }, () => random.normal());
  const out = emptySlopes(world);
  const all = Array.from({ length: n }, (_, j) => j);
  expect(world.slopesInto(weights, all, out)).toBe(true);
  const aim = (): number => {
    expect(world.solve()).toBe(true);
    return world.objective.reduce((sum, u, j) => sum + weights[j]! * u, 0);
  };
  const slopes = out.pull.map((pull, k) => pull - out.push[k]! / (1 + world.tariffs[k]!));
  let far = 0;
  for (let probe = 0; probe < probes; probe++) {
    const [s, i, j] = [sectors, n, n].map((m) => Math.floor(m * random.uniform())) as [
      number,
      number,
      number,
    ];
    const k = (s * n + i) * n + j;
    if (i === j || !(baseline.flows[k]! > 0)) continue;
    const rate = world.tariffs[k]!;
    const at = (u: number): number => {
      world.tariffs[k] = (1 + rate) * Math.exp(u) - 1;
      return aim();
    };
    const difference = (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
    world.tariffs[k] = rate;
    far = Math.max(far, Math.abs(difference - slopes[k]!) / (1 + Math.abs(difference)));
  }
  return far;
}

describe("derivatives by one adjoint solve", () => {
  it("agree with finite differences: one sector, any tariffs, deficits and missing flows", () => {
    fc.assert(
      fc.property(worldSpec, fc.double({ min: 1, max: 12, noNaN: true }), (spec, theta) => {
        expect(gradientGap(oneSectorWorld(worldOf(spec), theta), spec.seed, 6)).toBeLessThan(tolerance);
      }),
      { numRuns: 60 },
    );
  });

  it("agree with finite differences: linked sectors, with and without lobby weights", () => {
    fc.assert(
      fc.property(sectorSpec, fc.boolean(), (spec, lobbied) => {
        const base = sectorWorld(spec);
        const random = seededRandom(spec.seed, "lobby");
        const lobby = lobbied
          ? Float64Array.from({ length: spec.n * spec.sectors }, () => 1 + 1.5 * random.uniform())
          : undefined;
        expect(gradientGap(multiSectorWorld(base, { lobby }), spec.seed, 5)).toBeLessThan(tolerance);
      }),
      { numRuns: 40 },
    );
  });
});
