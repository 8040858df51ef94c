/**
 * What the partial models cost: `npm run bench`. The published example is asserted before anything is timed.
 * @module
 */
import type { Market } from "../src/contracts/market.js";
import type { Shock } from "../src/contracts/shock.js";
import { solveGsim, solveSmart } from "../src/equilibrium/index.js";
import { seededRandom } from "../src/kernel/index.js";
import { marketFrom, shockFrom, tariffCell } from "../test/reference/pe-cases.js";

const print = (line: string) => process.stdout.write(`${line}\n`);

/** Shortest of `times` runs, in milliseconds; what precedes the first run is warm-up. */
function shortest(times: number, run: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let k = 0; k < times + 2; k++) {
    const start = performance.now();
    run();
    if (k >= 2) best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** A made-up market of lognormal flows, a fifth of them zero. */
function madeUp(exporters: number, importers: number, lines: number): Market {
  const random = seededRandom(7, "bench");
  const code = (k: number) =>
    String.fromCharCode(65 + Math.floor(k / 676), 65 + (Math.floor(k / 26) % 26), 65 + (k % 26));
  const cells = exporters * importers * lines;
  const names = Array.from({ length: exporters }, (_, k) => code(k));
  return marketFrom(
    names,
    importers === 1 ? ["ZZZ"] : names.slice(0, importers),
    Array.from({ length: cells }, () => (random.uniform() < 0.2 ? 0 : Math.exp(2 * random.normal() + 3))),
    Array.from({ length: cells }, () => 0.2 * random.uniform()),
    Array.from({ length: lines }, (_, l) => `line ${l}`),
  );
}

function cutBy(market: Market, partners: number): Shock {
  const [importer] = market.importers as [string];
  const cells = market.lines.flatMap((sector, l) =>
    market.exporters.slice(1, partners + 1).map((exporter, k) => {
      const at = (l * market.exporters.length + k + 1) * market.importers.length;
      return { ...tariffCell(exporter, importer, market.tariffs[at]!, 0), sector };
    }),
  );
  return shockFrom(...cells);
}

/** The prices of Francois and Hall's 4 × 4 example. */
function assertPublished(): void {
  const regions = ["USA", "JPN", "EUU", "ROW"];
  const flows = [0, 50, 200, 300, 500, 0, 150, 200, 300, 100, 200, 200, 50, 100, 110, 20];
  const tariffs = [0, 0.21, 0.41, 0.22, 0.37, 0, 0.31, 0.23, 0.32, 0.36, 0, 0.18, 0.57, 0.41, 0.25, 0.15];
  const shock = shockFrom(tariffCell("USA", "EUU", 0.41, 0), tariffCell("EUU", "USA", 0.32, 0));
  const options = { importDemand: 1.25, substitution: 5, exportSupply: 1.5, method: "linear" } as const;
  const { price } = solveGsim(marketFrom(regions, regions, flows, tariffs), shock, options);
  const gap = Math.max(...[1.0792, 0.9684, 1.048, 0.9816].map((p, i) => Math.abs(price[i]! - p)));
  if (!(gap < 5e-5)) throw new Error(`gsim differs from the published prices by ${gap}: nothing is timed`);
}

/** Prints times of gsim by the number of economies, and of smart by lines. */
export function benchPartial(): void {
  print("Partial models");
  assertPublished();
  const times: number[] = [];
  for (const n of [25, 50, 100, 200]) {
    const market = madeUp(n, n, 1);
    const shock = cutBy(market, 5);
    const options = { importDemand: 1.25, substitution: 5, exportSupply: 1.5 } as const;
    const outcome = solveGsim(market, shock, options);
    if (!(outcome.converged && outcome.residual <= 1e-12)) throw new Error(`gsim ${n}: ${outcome.because}`);
    const exact = shortest(5, () => solveGsim(market, shock, options));
    const linear = shortest(5, () => solveGsim(market, shock, { ...options, method: "linear" }));
    times.push(exact);
    const growth =
      times.length > 1 ? `, ${(exact / times.at(-2)!).toFixed(1)} times that of half the size` : "";
    print(
      `  gsim, ${n} economies, residual 1e-12: ${exact.toFixed(1)} ms in ${outcome.iterations} evaluations (linear ${linear.toFixed(1)} ms)${growth}`,
    );
  }
  for (const lines of [1, 100, 5000]) {
    const market = madeUp(100, 1, lines);
    const shock = cutBy(market, 10);
    const ms = shortest(3, () => solveSmart(market, shock, { importDemand: 1.2 }));
    print(
      `  smart, 100 exporters, ${lines} lines: ${ms.toFixed(2)} ms, ${((1000 * ms) / lines).toFixed(0)} µs a line`,
    );
  }
}
