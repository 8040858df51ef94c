/**
 * The other side of threadExecutor: builds the job from plain data and runs whatever chunks are left.
 * @module
 */
import { parentPort } from "node:worker_threads";
import { type ScenarioDraws, scenarioDrawJob } from "../brief/scenario-draws.js";
import { runChunks, type SharedDraws } from "./shared-draws.js";

interface Order extends SharedDraws {
  readonly plain: ScenarioDraws;
}

parentPort?.on("message", (order: Order) => {
  try {
    const chunks = runChunks(scenarioDrawJob(order.plain).job, order);
    parentPort?.postMessage(
      { chunks },
      chunks.flatMap(({ values, failed }) => [values.buffer as ArrayBuffer, failed.buffer as ArrayBuffer]),
    );
  } catch (error) {
    parentPort?.postMessage({
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
});
