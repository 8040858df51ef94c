/**
 * Random markets, and slow oracles for the partial models.
 * @module
 */
import fc from "fast-check";
import type { Market } from "../../src/contracts/market.js";
import type { ShockCell } from "../../src/contracts/shock.js";
import { seededRandom } from "../../src/kernel/index.js";

export interface MarketSpec {
  readonly exporters: number;
  readonly lines: number;
  readonly seed: number;
  readonly zeros: number;
}

export const marketSpec = fc.record({
  exporters: fc.integer({ min: 1, max: 7 }),
  lines: fc.integer({ min: 1, max: 3 }),
  seed: fc.nat(1e6),
  zeros: fc.constantFrom(0, 0, 0.3),
});

const code = (k: number) => `A${String.fromCharCode(65 + Math.floor(k / 26), 65 + (k % 26))}`;

/** One importer, ZZZ. */
export function importMarket({ exporters, lines, seed, zeros }: MarketSpec): Market {
  const random = seededRandom(seed, "market");
  const cells = exporters * lines;
  return {
    id: "random",
    title: "A random market",
    year: 2000,
    exporters: Array.from({ length: exporters }, (_, k) => code(k)),
    importers: ["ZZZ"],
    lines: Array.from({ length: lines }, (_, l) => `line ${l}`),
    flows: Float64Array.from({ length: cells }, () =>
      random.uniform() < zeros ? 0 : Math.exp(1.5 * random.normal() + 3),
    ),
    tariffs: Float64Array.from({ length: cells }, () => 0.4 * random.uniform()),
    notes: [],
  };
}

/** n economies, sales to oneself on the diagonal for most. */
export function worldMarket(n: number, seed: number, zeros = 0): Market {
  const random = seededRandom(seed, "world market");
  const economies = Array.from({ length: n }, (_, k) => code(k));
  const flows = new Float64Array(n * n);
  const tariffs = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const draw = random.uniform();
      if (i === j ? draw < 0.2 : draw < zeros) continue;
      flows[i * n + j] = Math.exp(random.normal() + 3);
      if (i !== j) tariffs[i * n + j] = 0.5 * random.uniform() - 0.02;
    }
  }
  const frame = { id: "random", title: "A random market", year: 2000, notes: [] };
  return { ...frame, exporters: economies, importers: economies, lines: ["goods"], flows, tariffs };
}

/** Cells on about half of the flows: tariffs, icebergs, shares; `depth` is their size in logs. */
export function marketCells(market: Market, seed: number, depth: number): ShockCell[] {
  const random = seededRandom(seed, "cells");
  const { exporters, importers, lines } = market;
  const cells: ShockCell[] = [];
  lines.forEach((sector, l) => {
    exporters.forEach((exporter, i) => {
      importers.forEach((importer, j) => {
        if (exporter === importer || random.uniform() < 0.4) return;
        const before = market.tariffs[(l * exporters.length + i) * importers.length + j]!;
        const pair = { exporter, importer, sector };
        const part = random.uniform() < 0.3 ? { share: 0.1 + 0.8 * random.uniform() } : {};
        const kind = random.uniform();
        const size = Math.exp(depth * (2 * random.uniform() - 1));
        if (kind < 0.7) {
          const after = Math.max((1 + before) * size - 1, -0.5);
          cells.push({ ...pair, ...part, kind: "tariff", before, after });
        }
        if (kind > 0.5) cells.push({ ...pair, kind: "iceberg", before: 1, after: 1 / size ** 0.5 });
      });
    });
  });
  return cells;
}

/**
 * Diversion by its definition, pair by pair: what k loses to i.
 *
 * @param rho relative prices, Infinity for a shut source
 */
export function slowDiversion(
  trade: readonly number[],
  rho: readonly number[],
  substitution: number,
  form: "capped" | "bounded",
): number[] {
  const size = trade.reduce((a, b) => a + b, 0);
  const out = trade.map(() => 0);
  trade.forEach((own, k) => {
    const pulls = trade.map((other, i) =>
      rho[i]! < rho[k]! ? other * substitution * (1 - rho[i]! / rho[k]!) : 0,
    );
    const pull = pulls.reduce((a, b) => a + b, 0);
    if (pull === 0) return;
    const ratio = pull / size;
    const lost = own * (form === "capped" ? Math.min(ratio, 1) : ratio / (1 + ratio));
    pulls.forEach((p, i) => {
      out[i]! += (lost * p) / pull;
    });
    out[k]! -= lost;
  });
  return out;
}

/**
 * The exact global simulation in levels, by a damped fixed point on prices: quantities from shares and indexes as a
 * textbook writes them.
 */
export function slowGsim(
  market: Market,
  cost: (i: number, j: number) => number,
  {
    importDemand,
    substitution,
    exportSupply,
  }: Record<"importDemand" | "substitution" | "exportSupply", number>,
): { price: number[]; index: number[]; delivered: number[] } {
  const n = market.exporters.length;
  const base = (i: number, j: number) => market.flows[i * n + j]!;
  const power = (i: number, j: number) => 1 + market.tariffs[i * n + j]!;
  const range = Array.from({ length: n }, (_, k) => k);
  const spending = range.map((j) => range.reduce((s, i) => s + base(i, j) * power(i, j), 0));
  const sales = range.map((i) => range.reduce((s, j) => s + base(i, j), 0));
  let price = range.map(() => 1);
  let index = range.map(() => 1);
  let delivered: number[] = [];
  for (let step = 0; step < 200_000; step++) {
    index = range.map((j) => {
      if (spending[j] === 0) return 1;
      const sum = range.reduce(
        (s, i) =>
          s + ((base(i, j) * power(i, j)) / spending[j]!) * (price[i]! * cost(i, j)) ** (1 - substitution),
        0,
      );
      return sum ** (1 / (1 - substitution));
    });
    delivered = range.flatMap((i) =>
      range.map((j) => {
        const relative = (price[i]! * cost(i, j)) / index[j]!;
        return base(i, j) * relative ** -substitution * index[j]! ** -importDemand;
      }),
    );
    const excess = range.map((i) => {
      if (sales[i] === 0) return 1;
      const bought = range.reduce((s, j) => s + delivered[i * n + j]!, 0);
      return bought / (sales[i]! * price[i]! ** exportSupply);
    });
    if (Math.max(...excess.map((e) => Math.abs(e - 1))) < 1e-13) break;
    price = price.map((p, i) => p * excess[i]! ** (1 / (1 + exportSupply + substitution)));
  }
  return { price, index, delivered };
}
