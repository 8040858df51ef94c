/**
 * What uncertainty costs at world-2014: draws on one thread and two, warm and cold solves, and how far Sobol points and
 * antithetic pairs stretch a draw. `npx tsx bench/uncertainty.ts`.
 * @module
 */
import { existsSync } from "node:fs";
import { type ScenarioDraws, scenarioDrawJob } from "../src/brief/scenario-draws.js";
import { readyScenario } from "../src/brief/simulate.js";
import { prepareOneSector } from "../src/equilibrium/index.js";
import { threadExecutor } from "../src/node/thread-executor.js";
import { parseScenario } from "../src/scenario/index.js";
import {
  type DrawMethod,
  drawGroups,
  drawParameters,
  type Executor,
  inlineExecutor,
  runDraws,
  summarise,
} from "../src/uncertainty/index.js";

/** Seconds that gegravity (Python) took for one Monte Carlo trial at 30 economies and one solve, on such a machine. */
const peer = { draw: 0.6, solve: 0.35 };
const draws = 1000;

const print = (line: string) => process.stdout.write(`${line}\n`);

async function shortest(times: number, run: () => unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let k = 0; k < times + 2; k++) {
    const start = performance.now();
    await run();
    if (k >= 2) best = Math.min(best, performance.now() - start);
  }
  return best;
}

function question(method: DrawMethod, seed: number, count: number): ScenarioDraws {
  const scenario = parseScenario(
    `title: B
base: world-2014
parameters:
  theta: { lognormal: { median: 5.03, sdLog: 0.4 } }
  kappa: { normal: { mean: 2.74, sd: 0.35, min: 2.3, max: 3.2 } }
shocks: [{ importer: RUS, exporter: GEO, tau: { triangular: [0.85, 0.9, 0.95] } }]
`,
    "bench.yaml",
  );
  const { baseline, columns, compiled } = readyScenario(scenario, () => {
    throw new Error("no file");
  });
  return {
    model: "one-sector" as const,
    scenario,
    baseline,
    columns,
    parameters: drawParameters(compiled.parameters, { draws: count, seed, method }),
    centre: compiled.centre,
    figures: [
      { of: "realIncomePercent" },
      { of: "welfare" },
      { of: "exports" },
      { of: "imports" },
      { of: "revenue" },
      { of: "flow", exporter: "GEO", importer: "RUS" },
    ],
  };
}

/** @throws {Error} when two threads give other bits than one: nothing is timed then */
async function threads(): Promise<void> {
  // The worker of the last build; where there is none, that of the sources.
  const [built, plainly] = ["../dist/node/draw-worker.js", "../test/property/draw-worker.mjs"].map(
    (path) => new URL(path, import.meta.url),
  );
  const worker = { url: existsSync(built!) ? built! : plainly!, execArgv: [] };
  const two = threadExecutor(2, { worker });
  const plain = question("random", 20141218, draws);
  const run = (executor: Executor) => runDraws(scenarioDrawJob(plain), executor);
  const [alone, shared] = [await run(inlineExecutor), await run(two)];
  const same = alone.columns.every((column, k) => column.every((x, d) => x === shared.columns[k]![d]));
  if (!same || alone.failures > 0) throw new Error("two threads give other numbers than one");
  const one = await shortest(3, () => run(inlineExecutor));
  const both = await shortest(3, () => run(two));
  await two.close();
  print(
    `${draws} draws of θ, τ̂ and κ at world-2014 (${plain.baseline.economies.length} economies), 1,011 figures each`,
  );
  print(
    `  one thread ${one.toFixed(0)} ms, two threads ${both.toFixed(0)} ms (${(one / both).toFixed(2)} times as fast, the same bits)`,
  );
  print(
    `  gegravity: ${peer.draw} s a draw at 30 economies (quoted): ${((1000 * peer.draw) / (both / draws)).toFixed(0)} times as long a draw`,
  );
}

async function solves(): Promise<void> {
  const { baseline } = question("random", 1, 1);
  const prepared = prepareOneSector(baseline);
  const at =
    baseline.economies.indexOf("GEO") * baseline.economies.length + baseline.economies.indexOf("RUS");
  const moved = (after: number) =>
    prepared.compile({
      title: "B",
      cells: [{ exporter: "GEO", importer: "RUS", kind: "tariff", before: baseline.tariffs[at]!, after }],
      assumptions: [],
      notCosted: [],
    });
  const options = { theta: 5.03, deficits: "additive" } as const;
  const [first, second] = [moved(0.08), moved(0.1)];
  const solved = prepared.solve(first, options);
  const start = solved.wage.slice();
  const outward = () => prepared.solve(first, { ...options, experiment: "conditional" }).outward;
  const shadow = outward().map((o) => 1 / o);
  const cold = await shortest(30, () => prepared.solve(second, options));
  const warm = await shortest(60, () => prepared.solve(second, { ...options, start }));
  const held = { ...options, experiment: "conditional" } as const;
  const conditional = await shortest(30, () => prepared.solve(second, held));
  const again = await shortest(60, () => prepared.solve(second, { ...held, start: shadow }));
  print("one tariff moved, residual 1e-12");
  print(`  cold ${cold.toFixed(2)} ms, from the last solution ${warm.toFixed(2)} ms`);
  print(`  conditional experiment: cold ${conditional.toFixed(2)} ms, from the last ${again.toFixed(2)} ms`);
  print(
    `  gegravity: ${peer.solve} s a solve at 30 economies (quoted): ${((1000 * peer.solve) / cold).toFixed(0)} times as long`,
  );
}

/** Root mean square over seeds of a figure's distance from what very many points give. */
async function spread(): Promise<void> {
  const figure = "flow.GEO.RUS";
  const ends = async (method: DrawMethod, seed: number, count: number) => {
    const columns = await runDraws(
      scenarioDrawJob({
        ...question(method, seed, count),
        figures: [{ of: "flow", exporter: "GEO", importer: "RUS" }],
      }),
    );
    return summarise(columns, drawGroups({ draws: count, seed, method })).get(figure)!;
  };
  const truth = await ends("sobol", 99, 8192);
  const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
  print(
    "512 draws, flow from Georgia to Russia: error of the mean and of the 95 % quantile, million dollars",
  );
  for (const method of ["random", "antithetic", "sobol"] as const) {
    const off = await Promise.all(seeds.map((seed) => ends(method, seed, 512)));
    const rms = (of: (s: (typeof off)[number]) => number) =>
      Math.sqrt(off.reduce((sum, s) => sum + of(s) ** 2, 0) / off.length);
    print(
      `  ${method.padEnd(11)} ${rms((s) => s.mean - truth.mean).toFixed(2)} and ${rms((s) => s.high - truth.high).toFixed(2)} (stated: ${rms((s) => s.errors.mean ?? 0).toFixed(2)} and ${rms((s) => s.errors.high ?? 0).toFixed(2)})`,
    );
  }
}

export async function benchUncertainty(): Promise<void> {
  await threads();
  await solves();
  await spread();
}

if (process.argv[1]?.endsWith("uncertainty.ts")) await benchUncertainty();
