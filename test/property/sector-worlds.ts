/**
 * Random worlds of linked sectors, and shocks to them.
 * @module
 */
import fc from "fast-check";
import type { SectorBaseline } from "../../src/contracts/sector-baseline.js";
import type { ShockCell } from "../../src/contracts/shock.js";
import { seededRandom } from "../../src/kernel/index.js";

export interface SectorSpec {
  readonly n: number;
  readonly sectors: number;
  readonly seed: number;
  /** Spread of sizes and of trade shares, in logs. */
  readonly spread: number;
  /** Chance that a pair does not trade in a sector. */
  readonly zeros: number;
  readonly tariffs: boolean;
  readonly thetaMin?: number;
  readonly thetaMax?: number;
}

export const sectorSpec: fc.Arbitrary<SectorSpec> = fc.record({
  n: fc.integer({ min: 2, max: 6 }),
  sectors: fc.integer({ min: 1, max: 5 }),
  seed: fc.integer({ min: 0, max: 1e6 }),
  spread: fc.double({ min: 0, max: 1.5, noNaN: true }),
  zeros: fc.constantFrom(0, 0, 0.3),
  tariffs: fc.boolean(),
});

/** A world at rest from a few numbers: shares are drawn, then spending follows from final incomes. */
export function sectorWorld(spec: SectorSpec): SectorBaseline {
  const { n, sectors: count, seed, spread, zeros, tariffs: taxed, thetaMin = 2, thetaMax = 9 } = spec;
  const random = seededRandom(seed, "sectors");
  const traded = Array.from({ length: count }, (_, s) => s === 0 || random.uniform() > 0.25);
  const income = Float64Array.from({ length: n }, () => Math.exp(spread * random.normal() + 5));
  const tariffs = new Float64Array(count * n * n);
  const shares = new Float64Array(count * n * n);
  for (let c = 0; c < count * n; c++) {
    const [s, j] = [Math.floor(c / n), c % n];
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const k = (s * n + i) * n + j;
      const sells = i === j || (traded[s]! && random.uniform() >= zeros);
      shares[k] = sells ? Math.exp(spread * random.normal() - (i === j ? 0 : 1.5)) : 0;
      if (taxed && i !== j && sells) tariffs[k] = 0.4 * random.uniform() - 0.02;
      sum += shares[k]!;
    }
    for (let i = 0; i < n; i++) shares[(s * n + i) * n + j]! /= sum;
  }
  const valueAddedShare = Float64Array.from({ length: count * n }, () => 0.2 + 0.7 * random.uniform());
  const inputShare = addingToOne(count * n, count, random.uniform, ([c, s]) => {
    const [k, i] = [Math.floor(c / n), c % n];
    return (k * count + s) * n + i;
  });
  const finalShare = addingToOne(n, count, random.uniform, ([j, s]) => s * n + j);
  const flows = spend({ n, count, income, tariffs, shares, valueAddedShare, inputShare, finalShare });
  return {
    id: "random",
    title: "A random world of sectors",
    year: 2000,
    economies: Array.from(
      { length: n },
      (_, k) => `A${String.fromCharCode(65 + Math.floor(k / 26), 65 + (k % 26))}`,
    ),
    sectors: Array.from({ length: count }, (_, s) => `sector ${s + 1}`),
    flows,
    tariffs,
    origin: new Uint8Array(flows.length),
    moved: new Float64Array(flows.length).fill(1),
    gdp: new Float64Array(n).fill(Number.NaN),
    sources: [],
    notes: [],
    traded,
    theta: Float64Array.from({ length: count }, () => thetaMin * (thetaMax / thetaMin) ** random.uniform()),
    valueAddedShare,
    inputShare,
    finalShare,
  };
}

/** `groups` lists of `length` shares, some of them zero, written where `place` says. */
function addingToOne(
  groups: number,
  length: number,
  uniform: () => number,
  place: (at: [number, number]) => number,
): Float64Array {
  const out = new Float64Array(groups * length);
  for (let g = 0; g < groups; g++) {
    const parts = Array.from({ length }, (_, s) => (s > 0 && uniform() < 0.15 ? 0 : 0.1 + uniform()));
    const sum = parts.reduce((a, b) => a + b, 0);
    parts.forEach((part, s) => {
      out[place([g, s])] = part / sum;
    });
  }
  return out;
}

/** Flows at which final use and inputs demand what is spent, final incomes given. */
function spend(world: {
  n: number;
  count: number;
  income: Float64Array;
  tariffs: Float64Array;
  shares: Float64Array;
  valueAddedShare: Float64Array;
  inputShare: Float64Array;
  finalShare: Float64Array;
}): Float64Array {
  const { n, count, income, tariffs, shares, valueAddedShare, inputShare, finalShare } = world;
  let spent = finalShare.map((share, c) => share * income[c % n]!);
  const flows = new Float64Array(shares.length);
  for (let round = 0; round < 2000; round++) {
    const made = new Float64Array(count * n);
    for (let k = 0; k < flows.length; k++) {
      flows[k] = (shares[k]! * spent[Math.floor(k / (n * n)) * n + (k % n)]!) / (1 + tariffs[k]!);
      made[Math.floor(k / n)]! += flows[k]!;
    }
    const next = finalShare.map((share, c) => share * income[c % n]!);
    for (let k = 0; k < count; k++) {
      for (let s = 0; s < count; s++) {
        for (let i = 0; i < n; i++) {
          const c = k * n + i;
          next[s * n + i]! += inputShare[(k * count + s) * n + i]! * (1 - valueAddedShare[c]!) * made[c]!;
        }
      }
    }
    const still = next.every((x, c) => Math.abs(x - spent[c]!) <= 1e-15 * x);
    spent = next;
    if (still) break;
  }
  return flows;
}

/** Some cells on traded sectors, sizes within `depth` (in logs) of no change. */
export function sectorCells(world: SectorBaseline, seed: number, depth: number): ShockCell[] {
  const random = seededRandom(seed, "sector shock");
  const n = world.economies.length;
  const cells: ShockCell[] = [];
  world.sectors.forEach((sector, s) => {
    for (let k = 0; k < n * n; k++) {
      const [i, j] = [Math.floor(k / n), k % n];
      if (!world.traded[s] || i === j || random.uniform() < 0.5) continue;
      const pair = { exporter: world.economies[i]!, importer: world.economies[j]!, sector };
      const kind = random.uniform();
      if (kind < 0.7)
        cells.push({
          ...pair,
          kind: "iceberg",
          before: 1,
          after: Math.exp(depth * (2 * random.uniform() - 1)),
        });
      if (kind > 0.5) {
        const after = Math.exp(depth * (random.uniform() - 0.3)) - 1;
        cells.push({ ...pair, kind: "tariff", before: world.tariffs[s * n * n + k]!, after });
      }
    }
  });
  return cells;
}
