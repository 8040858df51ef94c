/**
 * Draws on several threads.
 * @module
 */
import { Worker } from "node:worker_threads";
import { InputError } from "../contracts/errors.js";
import { type DrawChunk, type DrawJob, type Executor, inlineExecutor } from "../uncertainty/index.js";
import { runChunks, type SharedDraws } from "./shared-draws.js";

export interface ThreadExecutor extends Executor {
  /** Ends the threads; the executor may be used again and starts new ones. */
  close(): Promise<void>;
}

export interface ThreadOptions {
  /** Where the worker's program lies, and flags for it; default beside this file. For sources run without a build. */
  readonly worker?: { readonly url: URL; readonly execArgv: readonly string[] };
}

/** Draws to a chunk: short enough that threads end together, long enough that the counter costs nothing. */
const chunkSize = 16;

interface Answer {
  readonly chunks?: readonly DrawChunk[];
  readonly error?: string;
}

/**
 * An executor over `threads` threads, this one among them. Other threads build the job from its plain data; a job without
 * any runs here alone. Results are the same bits whatever the number of threads.
 *
 * @param threads integer, 1 to 64
 * @throws {InputError} threads out of range
 */
export function threadExecutor(threads: number, options: ThreadOptions = {}): ThreadExecutor {
  if (!(Number.isInteger(threads) && threads >= 1 && threads <= 64)) {
    throw new InputError(
      "threads-range",
      `The number of threads must be a whole number from 1 to 64; received ${threads}.`,
      { place: { field: "threads" }, received: threads, hint: "As many as there are cores is most." },
    );
  }
  let workers: Worker[] = [];
  const start = (): void => {
    const { url = new URL("./draw-worker.js", import.meta.url), execArgv } = options.worker ?? {};
    while (workers.length < threads - 1) {
      const worker = new Worker(url, execArgv === undefined ? {} : { execArgv: [...execArgv] });
      // An idle thread keeps no program alive.
      worker.unref();
      workers.push(worker);
    }
  };
  // Threads load their program while this one prepares the job.
  start();
  return {
    run: async (job: DrawJob) => {
      if (threads === 1 || job.plain === undefined || job.draws <= chunkSize) return inlineExecutor.run(job);
      start();
      const shared: SharedDraws = { counter: new SharedArrayBuffer(4), chunk: chunkSize };
      const elsewhere = workers.map((worker) => ask(worker, { ...shared, plain: job.plain }));
      // Marked as handled: a failure is thrown below, once this thread is done.
      for (const answer of elsewhere) answer.catch(() => undefined);
      const here = runChunks(job, shared);
      const all = [...here, ...(await Promise.all(elsewhere)).flat()];
      return all.sort((a, b) => a.from - b.from);
    },
    close: async () => {
      const ending = workers;
      workers = [];
      await Promise.all(ending.map((worker) => worker.terminate()));
    },
  };
}

function ask(
  worker: Worker,
  order: SharedDraws & { readonly plain: unknown },
): Promise<readonly DrawChunk[]> {
  return new Promise((resolve, reject) => {
    worker.ref();
    const settle = (end: () => void) => {
      worker.off("message", answered);
      worker.off("error", reject);
      worker.off("exit", exited);
      worker.unref();
      end();
    };
    const answered = ({ chunks, error }: Answer): void =>
      settle(() => (chunks ? resolve(chunks) : reject(new Error(error))));
    const exited = (code: number): void =>
      settle(() => reject(new Error(`A thread ended with code ${code} before its draws were done.`)));
    worker.on("message", answered);
    worker.on("error", reject);
    worker.on("exit", exited);
    worker.postMessage(order);
  });
}
