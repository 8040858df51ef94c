/**
 * What tariffs as strategies cost, and how that grows. Agreement with the reference is asserted before anything is timed.
 * @module
 */
import { existsSync } from "node:fs";
import { bestReply, makePlayer, multiSectorWorld, nash, oneSectorWorld } from "../src/bargain/index.js";
import type { Baseline } from "../src/contracts/baseline.js";
import { worldOf } from "../test/property/economies.js";
import { sectorWorld } from "../test/property/sector-worlds.js";
import { econ36, econ36Rows, econ36Table, hasEcon36 } from "../test/reference/bargain-world.js";
import { cp2015World } from "../test/reference/cp2015-world.js";
import { geFile } from "../test/reference/ge-cases.js";

/** Seconds that a tariff war of two took in numpy, on a shared two-core machine. */
const numpySeconds = 13.5;

const print = (line: string) => process.stdout.write(`${line}\n`);

interface Cost {
  readonly ms: number;
  /** Processor time of the shortest run, which a busy machine does not lengthen as much. */
  readonly cpu: number;
}

function shortest(times: number, run: () => unknown): Cost {
  let best: Cost = { ms: Number.POSITIVE_INFINITY, cpu: Number.POSITIVE_INFINITY };
  for (let k = 0; k < times; k++) {
    const start = performance.now();
    const used = process.cpuUsage();
    run();
    const ms = performance.now() - start;
    const { user, system } = process.cpuUsage(used);
    if (ms < best.ms) best = { ms, cpu: (user + system) / 1000 };
  }
  return best;
}

const told = ({ ms, cpu }: Cost): string =>
  ms < 100
    ? `${ms.toFixed(1)} ms (${cpu.toFixed(1)} ms of processor)`
    : `${ms.toFixed(0)} ms (${cpu.toFixed(0)} ms of processor)`;

/** Whether a limit of the design is kept. */
const within = (cost: Cost, limit: number): string =>
  `${told(cost)}, limit ${limit >= 1000 ? `${limit / 1000} s` : `${limit} ms`}: ${cost.ms <= limit ? "kept" : "NOT KEPT"}`;

function econ36Cases(): void {
  if (!hasEcon36()) {
    print("36 economies of 2001: skipped, no reference folder (set GRAVITAS_SHARED)");
    return;
  }
  const base = econ36();
  const world = econ36Table(base, "zero");
  const given = world.tariffs.slice();
  const fresh = () => {
    world.tariffs.set(given);
    world.forget();
    return world;
  };
  const [china, states] = ["CHN", "USA"].map((code) => makePlayer(world, { economies: [code] })) as [
    ReturnType<typeof makePlayer>,
    ReturnType<typeof makePlayer>,
  ];
  const rows = econ36Rows("nash_CHN_USA.csv");
  const war = nash(fresh(), [china, states], { probes: 0 });
  const gap = Math.max(
    ...china.controls.map(({ label }, c) =>
      Math.abs(
        war.players[0]!.rates[c]! - Number(rows.find(({ country }) => country === label)!.nash_tariff_CHN),
      ),
    ),
  );
  if (!(gap < 1e-9)) throw new Error(`Nash tariffs differ from the reference by ${gap}: nothing is timed`);
  print(`36 economies of 2001, one sector (Nash tariffs within ${gap.toExponential(0)} of the reference)`);
  print(
    `  best reply of the United States: ${within(
      shortest(20, () => bestReply(fresh(), states)),
      50,
    )}`,
  );
  const two = shortest(10, () => nash(fresh(), [china, states], { probes: 0 }));
  print(`  tariff war of two: ${within(two, 500)}; numpy took ${numpySeconds} s (quoted)`);
  const all = base.economies.map((code) => makePlayer(world, { economies: [code] }));
  print(
    `  war of all 36, 1,260 rates: ${within(
      shortest(3, () => nash(fresh(), all, { probes: 0 })),
      20_000,
    )}`,
  );
}

function oneSectorGrowth(name: string, base: Baseline): void {
  const world = oneSectorWorld(base, 5.03);
  const given = world.tariffs.slice();
  const player = makePlayer(world, { economies: [base.economies[0]!] });
  const everyone = base.economies.map((code) => makePlayer(world, { economies: [code] }));
  let rounds = 0;
  const reply = shortest(3, () => {
    world.tariffs.set(given);
    world.forget();
    const point = bestReply(world, player);
    if (!point.converged) throw new Error(point.because ?? name);
    rounds = point.rounds;
  });
  const war = shortest(1, () => {
    world.tariffs.set(given);
    world.forget();
    const point = nash(world, everyone, { probes: 0 });
    if (!point.converged) throw new Error(point.because ?? name);
  });
  print(`  ${name.padStart(12)}  best reply ${told(reply)}, ${rounds} rounds; war of all ${told(war)}`);
}

/** A random world whose trade balances pair by pair: deficits are not what is timed. */
function balancedWorld(n: number): Baseline {
  const base = worldOf({ n, seed: 11, spread: 0.8, zeros: 0, tariffs: true });
  const flows = base.flows.map((flow, k) => Math.sqrt(flow * base.flows[(k % n) * n + Math.floor(k / n)]!));
  return { ...base, flows };
}

function linkedSectors(): void {
  if (existsSync(geFile("cp2015", "GO.txt"))) {
    const world = multiSectorWorld(cp2015World().world, { deficits: "removed" });
    for (const schedule of ["uniform", "by-sector", "by-partner-and-sector"] as const) {
      const player = makePlayer(world, { economies: ["USA"], schedule });
      let rounds = 0;
      const cost = shortest(2, () => {
        world.tariffs.set(world.baseline.tariffs);
        world.forget();
        const point = bestReply(world, player);
        if (!(point.firstOrder < 1e-8)) throw new Error(point.because ?? schedule);
        rounds = point.rounds;
      });
      print(
        `  31 economies, 40 sectors of 1993, United States ${schedule}: ${told(cost)}, ${player.controls.length} rates, ${rounds} rounds`,
      );
    }
  }
  for (const n of [10, 20, 40]) {
    for (const sectors of [5, 20]) {
      const base = sectorWorld({ n, sectors, seed: 4, spread: 0.6, zeros: 0, tariffs: true, thetaMin: 3 });
      const world = multiSectorWorld(base, { deficits: "removed" });
      const player = makePlayer(world, {
        economies: [base.economies[0]!],
        schedule: "by-partner-and-sector",
      });
      const cost = shortest(2, () => {
        world.tariffs.set(world.baseline.tariffs);
        world.forget();
        const point = bestReply(world, player);
        if (!point.converged) throw new Error(`${n} × ${sectors}: ${point.because}`);
      });
      print(
        `  ${n} economies × ${sectors} sectors: best reply of ${player.controls.length} rates ${told(cost)}`,
      );
    }
  }
}

/** Prints all of it. */
export function benchBargain(): void {
  print("Tariffs as strategies");
  econ36Cases();
  print("  growth with economies, random worlds, one sector");
  for (const n of [18, 36, 72, 144]) oneSectorGrowth(`${n} economies`, balancedWorld(n));
  print("  growth with sectors, linked");
  linkedSectors();
}

if (process.argv[1]?.endsWith("bargain.ts")) benchBargain();
