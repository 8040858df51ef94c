/**
 * What linked sectors cost, and how that grows. Agreement with the reference is asserted before anything is timed.
 * @module
 */
import { existsSync } from "node:fs";
import type { SectorBaseline } from "../src/contracts/sector-baseline.js";
import type { ShockCell } from "../src/contracts/shock.js";
import { firstOrderSplit, prepareMultiSector, solveMultiSector } from "../src/equilibrium/index.js";
import { sectorWorld } from "../test/property/sector-worlds.js";
import { cp2015World, naftaCells } from "../test/reference/cp2015-world.js";
import { geFile, shockOf } from "../test/reference/ge-cases.js";

/** Seconds that others took, on a shared two-core machine: Caliendo and Parro's world in numpy; KITE at 20 × 20. */
const numpySeconds = [6, 20] as const;
const kiteSeconds = 1.46;

const print = (line: string) => process.stdout.write(`${line}\n`);

function shortest(times: number, run: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let k = 0; k < times; k++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** Free trade among the first three economies, in all traded sectors. */
function freeTrade(world: SectorBaseline): ShockCell[] {
  const n = world.economies.length;
  const three = [0, 1, 2];
  return world.sectors.flatMap((sector, s) =>
    three.flatMap((i) =>
      three
        .filter((j) => j !== i && world.traded[s])
        .map((j) => ({
          exporter: world.economies[i]!,
          importer: world.economies[j]!,
          sector,
          kind: "tariff" as const,
          before: world.tariffs[(s * n + i) * n + j]!,
          after: 0,
        })),
    ),
  );
}

function nafta(): void {
  if (!existsSync(geFile("cp2015", "GO.txt"))) {
    print("31 economies, 40 sectors, NAFTA: skipped, no reference folder (set GRAVITAS_SHARED)");
    return;
  }
  const { world, tariffs2005 } = cp2015World();
  const shock = shockOf(naftaCells(world, tariffs2005));
  const solve = () => solveMultiSector(world, shock, { deficits: "removed" });
  const outcome = solve();
  const mexico = firstOrderSplit(outcome, "MEX");
  if (mexico?.firstOrder.toFixed(3) !== "1.312" || mexico.exact.toFixed(5) !== "0.00732")
    throw new Error("NAFTA differs from the published figures: nothing is timed");
  const ms = shortest(12, solve);
  print(
    `31 economies, 40 sectors, NAFTA, deficits removed first (two solves): ${ms.toFixed(0)} ms, residual ${outcome.residual.toExponential(0)}`,
  );
  print(
    `  numpy took ${numpySeconds[0]} to ${numpySeconds[1]} s on a machine of this kind (quoted, not measured here): ${((1000 * numpySeconds[0]) / ms).toFixed(0)} to ${((1000 * numpySeconds[1]) / ms).toFixed(0)} times as long`,
  );
}

function kiteSize(): void {
  const world = sectorWorld({ n: 20, sectors: 20, seed: 1, spread: 1, zeros: 0, tariffs: true });
  const shock = shockOf(freeTrade(world));
  const outcome = solveMultiSector(world, shock);
  if (!outcome.converged) throw new Error(`20 × 20: ${outcome.because}`);
  const whole = shortest(20, () => solveMultiSector(world, shock));
  print(
    `20 economies, 20 sectors, free trade among three: ${whole.toFixed(1)} ms from a world to an outcome, ${outcome.iterations} sweeps; KITE took ${kiteSeconds} s at this size (quoted): ${((1000 * kiteSeconds) / whole).toFixed(0)} times as long`,
  );
  const prepared = prepareMultiSector(world);
  const compiled = prepared.compile(shock);
  const draw = { deficits: "additive" } as const;
  const start = prepared.solve(compiled, draw).state.slice();
  const near = { ...draw, start, tolerance: 1e-9, theta: world.theta.map((theta) => 1.1 * theta) };
  const again = shortest(20, () => prepared.solve(compiled, near));
  print(`  again for another theta to 1e-9, from that solution: ${again.toFixed(1)} ms`);
}

/** One size: a world made ready and solved cold, with what the solver holds beside the world. */
function growth(n: number, sectors: number): void {
  const world = sectorWorld({ n, sectors, seed: 3, spread: 1, zeros: 0.3, tariffs: true });
  const shock = shockOf(freeTrade(world));
  const started = performance.now();
  const prepared = prepareMultiSector(world);
  const made = performance.now() - started;
  const compiled = prepared.compile(shock);
  let found = prepared.solve(compiled, { deficits: "additive" });
  const ms = shortest(n * sectors > 5000 ? 1 : 3, () => {
    found = prepared.solve(compiled, { deficits: "additive" });
  });
  const traded = world.traded.filter(Boolean).length;
  // Trade and revenue by pair, input shares, and some seventy columns by sector and economy, most of them the accelerator's.
  const held = (8 * (2 * traded * n * n + sectors * sectors * n + 70 * sectors * n)) / 2 ** 20;
  const size = (8 * (3 * world.flows.length + world.inputShare.length)) / 2 ** 20;
  const told = found.converged ? `${found.iterations} sweeps` : `not solved: ${found.because}`;
  print(
    `  ${String(n).padStart(3)} × ${String(sectors).padStart(3)}  ${made.toFixed(0).padStart(5)} ms  ${ms.toFixed(0).padStart(5)} ms  ${told.padStart(10)}  ${size.toFixed(0).padStart(4)} MB the world, ${held.toFixed(0).padStart(3)} MB the solver`,
  );
}

/** Prints all of it. */
export function benchMultiSector(): void {
  print("Linked sectors");
  nafta();
  kiteSize();
  print(
    "  growth, a third of pairs without trade, a quarter of sectors not traded: made ready, solved cold to 1e-12",
  );
  for (const n of [50, 100, 200]) for (const sectors of [10, 40, 100]) growth(n, sectors);
}

if (process.argv[1]?.endsWith("multi-sector.ts")) benchMultiSector();
