import { afterAll, describe, expect, it } from "vitest";
import { simulate, simulateModels } from "../../src/brief/index.js";
import { type ScenarioDraws, scenarioDrawJob } from "../../src/brief/scenario-draws.js";
import { readyScenario } from "../../src/brief/simulate.js";
import type { Scenario } from "../../src/contracts/scenario.js";
import { threadExecutor } from "../../src/node/thread-executor.js";
import { parseScenario } from "../../src/scenario/index.js";
import { drawParameters, type Executor, inlineExecutor, runDraws } from "../../src/uncertainty/index.js";

/** The worker of the sources, run without a build. */
const worker = {
  url: new URL("./draw-worker.mjs", import.meta.url),
  execArgv: [],
};
const threads = [1, 2, 3].map((count) => threadExecutor(count, { worker }));
afterAll(() => Promise.all(threads.map((executor) => executor.close())));

const scenario = (extra: string): Scenario =>
  parseScenario(
    `title: T
base: world-2014
parameters: { theta: { lognormal: { median: 5.03, sdLog: 0.4 } }, kappa: { uniform: [2.4, 3.1] }${extra} }
shocks:
  - { importer: RUS, exporter: GEO, tau: { triangular: [0.85, 0.9, 0.95] } }
  - { importer: GEO, exporter: RUS, tariff: 0.1 }
uncertainty: { draws: 100, seed: 7, method: sobol }
`,
    "t.yaml",
  );

describe("draws on several threads", () => {
  it("are the same text in the models that are read from their own figures", async () => {
    const partial = ", partial: { importDemand: { uniform: [0.8, 1.6] } }";
    const one = scenario(partial);
    const asked = {
      ...one,
      shocks: one.shocks.slice(0, 1),
      uncertainty: { draws: 20, seed: 7 },
      model: ["multi-sector", "smart", "gsim"] as const,
    } as unknown as Scenario;
    const run = async (executor: Executor) =>
      JSON.stringify(
        await simulateModels(
          asked,
          () => {
            throw new Error("no file");
          },
          executor,
        ),
      );
    const alone = await run(inlineExecutor);
    expect(alone).toContain('"draws":20');
    for (const executor of threads.slice(1, 2)) expect((await run(executor)) === alone).toBe(true);
  });

  it("are the same bits whatever the number of threads", async () => {
    for (const extra of ["", ", experiment: conditional", ", deficits: removed"]) {
      const ready = readyScenario(scenario(extra), () => {
        throw new Error("no file");
      });
      const { compiled, baseline, columns } = ready;
      // Removing deficits solves twice a draw: a few draws tell as much.
      const draws = extra.includes("removed") ? 20 : 100;
      const plain: ScenarioDraws = {
        model: "one-sector",
        scenario: ready.scenario,
        baseline,
        columns,
        parameters: drawParameters(compiled.parameters, { draws, seed: 7, method: "sobol" }),
        centre: compiled.centre,
        figures: [{ of: "welfare" }, { of: "flow", exporter: "GEO", importer: "RUS" }],
      };
      const run = (executor: Executor) => runDraws(scenarioDrawJob(plain), executor);
      const alone = await run(inlineExecutor);
      expect(alone.failures).toBe(0);
      for (const executor of threads) {
        const found = await run(executor);
        expect(found.names).toEqual(alone.names);
        found.columns.forEach((column, k) => {
          expect(Buffer.from(column.buffer).equals(Buffer.from(alone.columns[k]!.buffer))).toBe(true);
        });
      }
    }
  });

  it("give the same answer to the last byte", async () => {
    const none = () => {
      throw new Error("no file");
    };
    const texts = await Promise.all(
      [inlineExecutor, ...threads].map(async (executor) =>
        JSON.stringify(await simulate(scenario(""), none, executor)),
      ),
    );
    expect(new Set(texts).size).toBe(1);
  });

  it("run here where a job has no plain data, and refuse a number of threads that is none", async () => {
    const ran: number[] = [];
    const job = {
      draws: 40,
      run: (from: number, to: number) => {
        ran.push(from, to);
        return {
          from,
          to,
          values: new Float64Array(to - from),
          failed: new Uint8Array(to - from),
          reasons: [],
        };
      },
    };
    await threads[1]!.run(job);
    expect(ran).toEqual([0, 40]);
    expect(() => threadExecutor(0)).toThrow(/from 1 to 64/);
    expect(() => threadExecutor(1.5)).toThrow(/from 1 to 64/);
  });
});
