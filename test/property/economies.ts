/**
 * Random worlds and shocks for property tests.
 * @module
 */
import fc from "fast-check";
import type { Baseline } from "../../src/contracts/baseline.js";
import type { Shock, ShockCell } from "../../src/contracts/shock.js";
import { seededRandom } from "../../src/kernel/index.js";

export interface WorldSpec {
  readonly n: number;
  readonly seed: number;
  /** Spread of sizes and of trade shares, in logs. */
  readonly spread: number;
  readonly zeros: number;
  readonly tariffs: boolean;
}

/** A world from a few numbers, so that a counterexample can be read. */
export function worldOf({ n, seed, spread, zeros, tariffs }: WorldSpec): Baseline {
  const random = seededRandom(seed, "world");
  const economies = Array.from(
    { length: n },
    (_, k) => `A${String.fromCharCode(65 + Math.floor(k / 26), 65 + (k % 26))}`,
  );
  const size = economies.map(() => Math.exp(spread * random.normal() + 5));
  const flows = new Float64Array(n * n);
  const rates = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const k = i * n + j;
      if (i === j) flows[k] = size[i]! * (0.2 + 3 * random.uniform());
      else if (random.uniform() >= zeros) {
        flows[k] = ((size[i]! * size[j]!) / (size[i]! + size[j]!)) * Math.exp(spread * random.normal() - 1.5);
        if (tariffs) rates[k] = 0.4 * random.uniform() - 0.03;
      }
    }
  }
  return {
    id: "random",
    title: "A random world",
    year: 2000,
    economies,
    sectors: ["goods"],
    flows,
    tariffs: rates,
    origin: new Uint8Array(n * n),
    moved: new Float64Array(n * n).fill(1),
    gdp: new Float64Array(n).fill(Number.NaN),
    sources: [],
    notes: [],
  };
}

export function shockOf(cells: readonly ShockCell[]): Shock {
  return { title: "test", cells: [...cells], assumptions: [], notCosted: [] };
}

export const worldSpec = fc.record({
  n: fc.integer({ min: 2, max: 8 }),
  seed: fc.integer({ min: 0, max: 1e6 }),
  spread: fc.double({ min: 0, max: 1.5, noNaN: true }),
  zeros: fc.constantFrom(0, 0, 0.3),
  tariffs: fc.boolean(),
});

/** Some cells on distinct pairs, sizes within `depth` (in logs) of no change. */
export function randomCells(world: Baseline, seed: number, depth: number): ShockCell[] {
  const random = seededRandom(seed, "shock");
  const n = world.economies.length;
  const cells: ShockCell[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j || random.uniform() < 0.5) continue;
      const pair = { exporter: world.economies[i]!, importer: world.economies[j]! };
      const part = random.uniform() < 0.3 ? { share: 0.05 + 0.9 * random.uniform() } : {};
      const kind = random.uniform();
      if (kind < 0.75) {
        cells.push({
          ...pair,
          ...part,
          kind: "iceberg",
          before: 1,
          after: Math.exp(depth * (2 * random.uniform() - 1)),
        });
      }
      if (kind > 0.5) {
        const after = Math.exp(depth * (random.uniform() - 0.3)) - 1;
        cells.push({ ...pair, kind: "tariff", before: world.tariffs[i * n + j]!, after });
      }
    }
  }
  return cells;
}
