import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Market } from "../../src/contracts/market.js";
import type { PartialOutcome } from "../../src/contracts/outcome.js";
import type { ShockCell } from "../../src/contracts/shock.js";
import { type GsimOptions, solveGsim } from "../../src/equilibrium/index.js";
import { marketCells, slowGsim, worldMarket } from "./partial-markets.js";

const runs = { numRuns: 80, seed: 20141218 };
const size = fc.integer({ min: 2, max: 7 });
const zeros = fc.constantFrom(0, 0, 0.4);
const elasticities = fc.record({
  importDemand: fc.double({ min: 0.2, max: 3, noNaN: true }),
  substitution: fc.oneof(fc.double({ min: 1.2, max: 8, noNaN: true }), fc.constantFrom(1, 0.6, 1 + 1e-9)),
  exportSupply: fc.oneof(fc.double({ min: 0, max: 6, noNaN: true }), fc.constant(Number.POSITIVE_INFINITY)),
});
const solve = (market: Market, cells: readonly ShockCell[], o: GsimOptions): PartialOutcome =>
  solveGsim(market, { title: "test", cells: [...cells], assumptions: [], notCosted: [] }, o);
const sum = (column: ArrayLike<number>) => Array.from(column).reduce((a, b) => a + b, 0);

describe("gsim on random worlds", () => {
  it("no shock gives no change, in both forms", () => {
    fc.assert(
      fc.property(size, fc.nat(1e6), zeros, elasticities, (n, seed, z, o) => {
        const market = worldMarket(n, seed, z);
        for (const method of ["linear", "exact"] as const) {
          const outcome = solve(market, [], { ...o, method });
          expect(outcome.because).toBeNull();
          outcome.flows.forEach((x, k) => {
            expect(Math.abs(x - market.flows[k]!)).toBeLessThanOrEqual(1e-12 * market.flows[k]!);
          });
          expect(Math.max(...outcome.price.map((p) => Math.abs(p - 1)))).toBeLessThan(1e-12);
        }
      }),
      runs,
    );
  });

  it("exact: agrees with a slow solver in levels", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 4 }),
        fc.nat(1e6),
        zeros,
        fc.double({ min: 1.3, max: 5, noNaN: true }),
        fc.double({ min: 0.5, max: 1.5, noNaN: true }),
        fc.double({ min: 0.5, max: 3, noNaN: true }),
        (n, seed, z, substitution, importDemand, exportSupply) => {
          const market = worldMarket(n, seed, z);
          const cells = marketCells(market, seed, 0.5).filter(
            (c) => c.kind === "tariff" && c.share === undefined,
          );
          const cost = (i: number, j: number) => {
            const cell = cells.find(
              (c) => c.exporter === market.exporters[i] && c.importer === market.importers[j],
            );
            return cell ? (1 + cell.after) / (1 + cell.before) : 1;
          };
          const o = { substitution, importDemand, exportSupply };
          const fast = solve(market, cells, o);
          const slow = slowGsim(market, cost, o);
          expect(fast.because).toBeNull();
          slow.price.forEach((p, i) => {
            expect(Math.abs(fast.price[i]! - p)).toBeLessThan(1e-10);
          });
          slow.index.forEach((p, j) => {
            expect(Math.abs(fast.priceIndex[j]! - p)).toBeLessThan(1e-10);
          });
          slow.delivered.forEach((q, k) => {
            expect(Math.abs(fast.quantities[k]! - q)).toBeLessThan(1e-9 * (1 + market.flows[k]!));
          });
        },
      ),
      runs,
    );
  });

  it("exact: markets clear and budgets add up, from the figures that are reported", () => {
    fc.assert(
      fc.property(
        size,
        fc.nat(1e6),
        zeros,
        elasticities,
        fc.double({ min: 0, max: 1.5, noNaN: true }),
        (n, seed, z, o, depth) => {
          const market = worldMarket(n, seed, z);
          const cells = marketCells(market, seed, depth);
          const outcome = solve(market, cells, o);
          expect(outcome.because).toBeNull();
          expect(outcome.residual).toBeLessThanOrEqual(1e-12);
          for (const value of Object.values(outcome))
            if (value instanceof Float64Array) expect(value.every(Number.isFinite)).toBe(true);
          const total = sum(market.flows);
          for (let i = 0; i < n; i++) {
            const sold = sum(outcome.flows.subarray(i * n, i * n + n));
            const base = sum(market.flows.subarray(i * n, i * n + n));
            if (base === 0 || o.exportSupply === Number.POSITIVE_INFINITY) continue;
            const supplied = base * outcome.price[i]! ** (1 + o.exportSupply);
            expect(Math.abs(sold - supplied)).toBeLessThan(5e-11 * (supplied + base));
          }
          let spentByAll = 0;
          for (let j = 0; j < n; j++) {
            let [before, after] = [0, outcome.tariffRevenue[j]!];
            for (let i = 0; i < n; i++) {
              const k = i * n + j;
              before += market.flows[k]! * (1 + market.tariffs[k]!);
              after += outcome.flows[k]!;
            }
            const spent = before * outcome.priceIndex[j]! ** (1 - o.importDemand);
            spentByAll += spent;
            expect(Math.abs(after - spent)).toBeLessThan(1e-8 * (spent + before));
          }
          expect(Math.abs(spentByAll - sum(outcome.flows) - sum(outcome.tariffRevenue))).toBeLessThan(
            1e-8 * (total + spentByAll),
          );
        },
      ),
      runs,
    );
  });

  it("linear: the change of exact prices over that of the linear form tends to 1 as the shock shrinks", () => {
    fc.assert(
      fc.property(size, fc.nat(1e6), elasticities, (n, seed, o) => {
        const market = worldMarket(n, seed);
        const direction = marketCells(market, seed, 1);
        const distance = [1e-2, 1e-3, 1e-4].map((step) => {
          const cells = direction.map((c) => ({ ...c, after: c.before + step * (c.after - c.before) }));
          const exact = solve(market, cells, o);
          const linear = solve(market, cells, { ...o, method: "linear", surplus: "area" });
          const gap = (
            key: "price" | "priceIndex" | "flows" | "consumerSurplus" | "producerSurplus" | "tariffRevenue",
          ) => {
            const base =
              key === "flows" ? market.flows : key === "tariffRevenue" ? exact.tariffRevenueBefore : null;
            const change = (x: Float64Array, k: number) =>
              x[k]! - (base ? base[k]! : key.startsWith("price") ? 1 : 0);
            let [apart, scale] = [0, 0];
            exact[key].forEach((_, k) => {
              apart = Math.max(apart, Math.abs(change(exact[key], k) - change(linear[key], k)));
              scale = Math.max(scale, Math.abs(change(exact[key], k)));
            });
            return scale < 1e-13 * sum(market.flows) ? 0 : apart / scale;
          };
          return [gap("priceIndex"), gap("flows"), gap("consumerSurplus"), gap("tariffRevenue")];
        });
        distance[2]!.forEach((far, m) => {
          expect(far).toBeLessThan(0.02);
          // First order: ten times less shock, about ten times nearer.
          if (distance[1]![m]! > 1e-6) expect(far).toBeLessThan(0.2 * distance[1]![m]!);
        });
      }),
      runs,
    );
  });

  it("scale, names and order do not matter; zeros stay zero", () => {
    fc.assert(
      fc.property(size, fc.nat(1e6), zeros, elasticities, (n, seed, z, o) => {
        const market = worldMarket(n, seed, z);
        const cells = marketCells(market, seed, 0.4);
        const one = solve(market, cells, o);
        one.flows.forEach((x, k) => {
          expect(x === 0).toBe(market.flows[k] === 0);
        });
        const big = solve({ ...market, flows: market.flows.map((x) => 1000 * x) }, cells, o);
        big.price.forEach((p, i) => {
          expect(Math.abs(p - one.price[i]!)).toBeLessThan(1e-10);
        });
        expect(sum(big.consumerSurplus) / 1000).toBeCloseTo(sum(one.consumerSurplus), 6);
        const back = (x: Float64Array) => x.map((_, k) => x[n * n - 1 - k]!);
        const turned = solve(
          {
            ...market,
            exporters: [...market.exporters].reverse(),
            importers: [...market.importers].reverse(),
            flows: back(market.flows),
            tariffs: back(market.tariffs),
          },
          cells,
          o,
        );
        turned.price.forEach((p, i) => {
          expect(Math.abs(p - one.price[n - 1 - i]!)).toBeLessThan(1e-10);
        });
      }),
      runs,
    );
  });

  it("a prohibitive tariff tends to the ban, and lifting a ban undoes it", () => {
    fc.assert(
      fc.property(size, fc.nat(1e6), fc.double({ min: 2, max: 6, noNaN: true }), (n, seed, substitution) => {
        const market = worldMarket(n + 1, seed);
        const o = { importDemand: 0.8, substitution, exportSupply: 1.5 };
        const pair = { exporter: market.exporters[0]!, importer: market.importers[1]! };
        const ban = solve(market, [{ ...pair, kind: "ban", before: 0, after: 1 }], o);
        if (!ban.converged) {
          expect(ban.because).toMatch(/left without/);
          return;
        }
        expect(ban.flows[1]).toBe(0);
        const far = solve(market, [{ ...pair, kind: "tariff", before: market.tariffs[1]!, after: 1e9 }], o);
        far.price.forEach((p, i) => {
          expect(Math.abs(p - ban.price[i]!)).toBeLessThan(1e-6);
        });
        // The flow that there would be at the prices of the world with the ban.
        const prior =
          market.flows[1]! *
          (ban.price[0]! ** -substitution * ban.priceIndex[1]! ** (substitution - o.importDemand)) *
          ban.price[0]!;
        const shut = { ...market, flows: ban.flows };
        const lift = solve(shut, [{ ...pair, kind: "unban", before: 1, after: 0, priorFlow: prior }], o);
        expect(lift.because).toBeNull();
        lift.flows.forEach((x, k) => {
          expect(Math.abs(x - market.flows[k]!)).toBeLessThan(1e-8 * (1 + market.flows[k]!));
        });
      }),
      runs,
    );
  });

  it("a tariff on a partner lowers what is bought of it, and its price", () => {
    fc.assert(
      fc.property(size, fc.nat(1e6), fc.double({ min: 0.01, max: 1, noNaN: true }), (n, seed, rise) => {
        const market = worldMarket(n, seed);
        const before = market.tariffs[1]!;
        const cell: ShockCell = {
          exporter: market.exporters[0]!,
          importer: market.importers[1]!,
          kind: "tariff",
          before,
          after: before + rise,
        };
        const outcome = solve(market, [cell], { importDemand: 1.2, substitution: 4, exportSupply: 2 });
        expect(outcome.flows[1]).toBeLessThan(market.flows[1]!);
        expect(outcome.price[0]).toBeLessThan(1);
        expect(outcome.producerSurplus[0]).toBeLessThan(0);
        expect(outcome.consumerSurplus[1]).toBeLessThan(0);
      }),
      runs,
    );
  });

  it("comes out of torture with figures or a reason", () => {
    let solved = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 12 }),
        fc.nat(1e6),
        fc.constantFrom(0, 0.5, 0.9),
        fc.double({ min: Math.log(0.2), max: Math.log(20), noNaN: true }),
        fc.double({ min: 0, max: 4, noNaN: true }),
        fc.double({ min: 0, max: Math.log(10), noNaN: true }),
        (n, seed, z, logSubstitution, importDemand, depth) => {
          const market = worldMarket(n, seed, z);
          const o = { importDemand, substitution: Math.exp(logSubstitution), exportSupply: 0.5 };
          const outcome = solve(market, marketCells(market, seed, depth), o);
          for (const value of Object.values(outcome))
            if (value instanceof Float64Array) expect(value.every(Number.isFinite)).toBe(true);
          if (outcome.converged) solved++;
          else expect(outcome.because!.length).toBeGreaterThan(20);
        },
      ),
      { numRuns: 400, seed: 3 },
    );
    expect(solved).toBe(400);
  });
});
