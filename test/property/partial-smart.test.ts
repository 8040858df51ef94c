import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Market } from "../../src/contracts/market.js";
import type { PartialOutcome } from "../../src/contracts/outcome.js";
import type { ShockCell } from "../../src/contracts/shock.js";
import { type SmartOptions, solveSmart } from "../../src/equilibrium/index.js";
import { importMarket, marketCells, marketSpec, slowDiversion } from "./partial-markets.js";

const runs = { numRuns: 100, seed: 20141218 };
const options = fc.record({
  importDemand: fc.double({ min: 0, max: 3, noNaN: true }),
  substitution: fc.double({ min: 0, max: 8, noNaN: true }),
  exportSupply: fc.constantFrom(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0.7, 5),
  diversion: fc.constantFrom("capped" as const, "bounded" as const),
  demand: fc.constantFrom("linear" as const, "constant-elasticity" as const),
  supply: fc.constantFrom("creation" as const, "joint" as const),
});
const solve = (market: Market, cells: readonly ShockCell[], o: SmartOptions): PartialOutcome =>
  solveSmart(market, { title: "test", cells: [...cells], assumptions: [], notCosted: [] }, o);
const sum = (column: ArrayLike<number>) => Array.from(column).reduce((a, b) => a + b, 0);
const size = (market: Market) => sum(market.flows) + 1;

function columns(o: PartialOutcome): Float64Array[] {
  return Object.values(o).filter((value) => value instanceof Float64Array);
}

describe("smart on random markets", () => {
  it("no shock gives no change", () => {
    fc.assert(
      fc.property(marketSpec, options, (spec, o) => {
        const market = importMarket(spec);
        const outcome = solve(market, [], o);
        expect(outcome.converged).toBe(true);
        outcome.flows.forEach((x, k) => {
          expect(Math.abs(x - market.flows[k]!)).toBeLessThanOrEqual(1e-12 * market.flows[k]!);
        });
        for (const column of [outcome.creation, outcome.diversion, outcome.consumerSurplus])
          expect(Math.max(...column.map(Math.abs))).toBeLessThan(1e-12 * size(market));
      }),
      runs,
    );
  });

  it("has finite columns, no negative trade, and parts that add to the change", () => {
    fc.assert(
      fc.property(
        marketSpec,
        options,
        fc.nat(),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (spec, o, seed, depth) => {
          const market = importMarket(spec);
          const outcome = solve(market, marketCells(market, seed, depth), o);
          expect(outcome.because).toBeNull();
          for (const column of columns(outcome)) expect(column.every(Number.isFinite)).toBe(true);
          expect(Math.min(...outcome.flows, ...outcome.quantities)).toBeGreaterThanOrEqual(0);
          outcome.quantities.forEach((x, k) => {
            const parts = market.flows[k]! + outcome.creation[k]! + outcome.diversion[k]!;
            expect(Math.abs(x - parts)).toBeLessThan(1e-12 * size(market));
          });
        },
      ),
      runs,
    );
  });

  it("diversion sums to zero over partners of a line, stays within trade, and is the definition's", () => {
    fc.assert(
      fc.property(marketSpec, options, fc.nat(), (spec, o, seed) => {
        const market = importMarket(spec);
        const cells = marketCells(market, seed, 0.8).filter(
          (c) => c.share === undefined && c.kind === "tariff",
        );
        const outcome = solve(market, cells, { ...o, exportSupply: Number.POSITIVE_INFINITY });
        const n = market.exporters.length;
        market.lines.forEach((line, l) => {
          const part = outcome.diversion.subarray(l * n, l * n + n);
          expect(Math.abs(sum(part))).toBeLessThan(1e-12 * size(market));
          part.forEach((d, i) => {
            expect(d).toBeGreaterThanOrEqual(-market.flows[l * n + i]! - 1e-12 * size(market));
          });
          const rho = market.exporters.map((exporter, i) => {
            const cell = cells.find((c) => c.exporter === exporter && c.sector === line);
            return cell ? (1 + cell.after) / (1 + market.tariffs[l * n + i]!) : 1;
          });
          const trade = [...market.flows.subarray(l * n, l * n + n)];
          const slow = slowDiversion(trade, rho, o.substitution, o.diversion);
          slow.forEach((d, i) => {
            expect(Math.abs(part[i]! - d)).toBeLessThan(1e-12 * size(market));
          });
        });
      }),
      runs,
    );
  });

  it("bounded diversion is never more than capped", () => {
    fc.assert(
      fc.property(marketSpec, options, fc.double({ min: 0.01, max: 0.9, noNaN: true }), (spec, o, cut) => {
        const market = importMarket(spec);
        const [first] = market.exporters as [string];
        const cells = market.lines.map((sector, l): ShockCell => {
          const before = market.tariffs[l * spec.exporters]!;
          return {
            exporter: first,
            importer: "ZZZ",
            sector,
            kind: "tariff",
            before,
            after: (1 + before) * cut - 1,
          };
        });
        const [capped, bounded] = (["capped", "bounded"] as const).map((diversion) =>
          solve(market, cells, { ...o, diversion, exportSupply: Number.POSITIVE_INFINITY }),
        );
        expect(bounded!.diversion[0]).toBeLessThanOrEqual(capped!.diversion[0]! + 1e-12 * size(market));
        expect(bounded!.diversion[0]).toBeGreaterThanOrEqual(0);
      }),
      runs,
    );
  });

  it("tariff cuts create trade and consumers win by them", () => {
    fc.assert(
      fc.property(marketSpec, options, fc.nat(), (spec, o, seed) => {
        const market = importMarket(spec);
        const cells = marketCells(market, seed, 0.5).filter(
          (c) => c.kind === "tariff" && c.after <= c.before,
        );
        const outcome = solve(market, cells, { ...o, supply: "creation" });
        expect(Math.min(...outcome.creation)).toBeGreaterThanOrEqual(-1e-12 * size(market));
        expect(Math.min(...outcome.consumerSurplus)).toBeGreaterThanOrEqual(-1e-12 * size(market));
      }),
      runs,
    );
  });

  it("revenue is tariff times value, before and after; surplus and revenue add to creation's triangle alone", () => {
    fc.assert(
      fc.property(marketSpec, options, fc.nat(), (spec, o, seed) => {
        const market = importMarket(spec);
        const cells = marketCells(market, seed, 0.4);
        const outcome = solve(market, cells, o);
        const n = market.exporters.length;
        for (let l = 0; l < market.lines.length; l++) {
          const duty = (flows: Float64Array, tariffs: Float64Array) =>
            sum(flows.subarray(l * n, l * n + n).map((x, i) => x * tariffs[l * n + i]!));
          expect(Math.abs(outcome.tariffRevenue[l]! - duty(outcome.flows, outcome.tariffs))).toBeLessThan(
            1e-12 * size(market),
          );
          expect(outcome.tariffRevenueBefore[l]).toBeCloseTo(duty(market.flows, market.tariffs), 9);
        }
        // Without substitution and with given prices, surplus and revenue together are Harberger's trapezoid.
        const plain = cells.filter((c) => c.kind === "tariff" && c.after < 0.6);
        const simple = solve(market, plain, { importDemand: o.importDemand * 0.3, substitution: 0 });
        const won = sum(simple.consumerSurplus) + sum(simple.tariffRevenue) - sum(simple.tariffRevenueBefore);
        expect(Math.abs(won - sum(simple.creationWelfare))).toBeLessThan(1e-11 * size(market));
      }),
      runs,
    );
  });

  it("scaling flows scales dollars; order and names of exporters do not matter; lines stand alone", () => {
    fc.assert(
      fc.property(marketSpec, options, fc.nat(), (spec, o, seed) => {
        const market = importMarket(spec);
        const cells = marketCells(market, seed, 0.6);
        const one = solve(market, cells, o);
        const big = solve({ ...market, flows: market.flows.map((x) => 1000 * x) }, cells, o);
        big.flows.forEach((x, k) => {
          expect(Math.abs(x / 1000 - one.flows[k]!)).toBeLessThan(1e-10 * size(market));
        });
        expect(Math.abs(sum(big.consumerSurplus) / 1000 - sum(one.consumerSurplus))).toBeLessThan(
          1e-10 * size(market),
        );
        const n = market.exporters.length;
        const back = (column: Float64Array) =>
          column.map((_, k) => column[Math.floor(k / n) * n + (n - 1 - (k % n))]!);
        const turned = solve(
          {
            ...market,
            exporters: [...market.exporters].reverse(),
            flows: back(market.flows),
            tariffs: back(market.tariffs),
          },
          [...cells].reverse(),
          o,
        );
        back(turned.flows).forEach((x, k) => {
          expect(Math.abs(x - one.flows[k]!)).toBeLessThan(1e-10 * size(market));
        });
        const alone = solve(
          {
            ...market,
            lines: [market.lines[0]!],
            flows: market.flows.slice(0, n),
            tariffs: market.tariffs.slice(0, n),
          },
          cells.filter((c) => c.sector === market.lines[0]),
          o,
        );
        alone.flows.forEach((x, k) => {
          expect(Math.abs(x - one.flows[k]!)).toBeLessThan(1e-10 * size(market));
        });
      }),
      runs,
    );
  });

  it("a change of all prices together diverts nothing", () => {
    fc.assert(
      fc.property(marketSpec, options, fc.double({ min: 0.6, max: 1.5, noNaN: true }), (spec, o, factor) => {
        const market = importMarket(spec);
        const cells = market.exporters.map(
          (exporter): ShockCell => ({ exporter, importer: "ZZZ", kind: "iceberg", before: 1, after: factor }),
        );
        const outcome = solve(market, cells, o);
        expect(Math.max(...outcome.diversion.map(Math.abs))).toBeLessThan(1e-11 * size(market));
      }),
      runs,
    );
  });

  it("a prohibitive tariff tends to the ban, and lifting a ban undoes it", () => {
    fc.assert(
      fc.property(marketSpec, options, (spec, o) => {
        const market = importMarket({ ...spec, exporters: spec.exporters + 1, lines: 1, zeros: 0 });
        const pair = { exporter: market.exporters[0]!, importer: "ZZZ" };
        const rules = { ...o, importDemand: o.importDemand + 2, exportSupply: Number.POSITIVE_INFINITY };
        const ban = solve(market, [{ ...pair, kind: "ban", before: 0, after: 1 }], rules);
        expect(ban.flows[0]).toBe(0);
        const before = market.tariffs[0]!;
        const far = solve(market, [{ ...pair, kind: "tariff", before, after: 1e12 }], rules);
        far.flows.forEach((x, k) => {
          expect(Math.abs(x - ban.flows[k]!)).toBeLessThan(1e-6 * size(market));
        });
        const shut = { ...market, flows: ban.flows };
        const priorFlow = market.flows[0]!;
        const lift = solve(shut, [{ ...pair, kind: "unban", before: 1, after: 0, priorFlow }], rules);
        lift.flows.forEach((x, k) => {
          expect(Math.abs(x - market.flows[k]!)).toBeLessThan(1e-11 * size(market));
        });
        const both = lift.consumerSurplus[0]! + ban.consumerSurplus[0]!;
        expect(Math.abs(both)).toBeLessThan(1e-8 * size(market));
      }),
      runs,
    );
  });

  it("bans and lifted bans beside other cells: finite, zero-sum, adding up", () => {
    fc.assert(
      fc.property(
        marketSpec,
        options,
        fc.nat(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (spec, o, seed, depth) => {
          const market = importMarket({ ...spec, exporters: spec.exporters + 2, lines: 1 });
          const [one, two] = market.exporters as [string, string];
          const cells = marketCells(market, seed, depth).filter((c) => c.exporter !== one);
          cells.push({ exporter: one, importer: "ZZZ", kind: "ban", before: 0, after: 1, share: 0.7 });
          cells.push({
            exporter: two,
            importer: "ZZZ",
            sector: "line 0",
            kind: "unban",
            before: 1,
            after: 0.25,
            priorFlow: 8,
          });
          const outcome = solve(market, cells, { ...o, importDemand: o.importDemand + 1.2 });
          expect(outcome.because).toBeNull();
          for (const column of columns(outcome)) expect(column.every(Number.isFinite)).toBe(true);
          expect(Math.abs(sum(outcome.diversion))).toBeLessThan(1e-12 * size(market));
          outcome.quantities.forEach((x, k) => {
            const parts = market.flows[k]! + outcome.creation[k]! + outcome.diversion[k]!;
            expect(x).toBeGreaterThanOrEqual(0);
            expect(Math.abs(x - parts)).toBeLessThan(1e-12 * size(market));
          });
        },
      ),
      runs,
    );
  });

  it("joint supply: what is shipped is what is supplied", () => {
    fc.assert(
      fc.property(
        marketSpec,
        options,
        fc.nat(),
        fc.double({ min: 0.2, max: 9, noNaN: true }),
        (spec, o, seed, exportSupply) => {
          const market = importMarket(spec);
          const cells = marketCells(market, seed, 0.5).filter(
            (c) => c.kind === "tariff" && c.share === undefined,
          );
          const outcome = solve(market, cells, { ...o, exportSupply, supply: "joint" });
          expect(outcome.because).toBeNull();
          outcome.quantities.forEach((q, k) => {
            if (market.flows[k] === 0) return;
            const p = outcome.price[k]!;
            const offered =
              o.demand === "linear" ? Math.max(1 + exportSupply * (p - 1), 0) : p ** exportSupply;
            expect(Math.abs(q / market.flows[k]! - offered)).toBeLessThan(2e-12 * Math.max(offered, 1));
          });
        },
      ),
      { numRuns: 400, seed: 777 },
    );
  });
});
