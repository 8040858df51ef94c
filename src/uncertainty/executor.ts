/**
 * Who runs the draws.
 * @module
 */

/** What a range of draws gave: [draw][column], and which draws failed. */
export interface DrawChunk {
  /** First draw, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** (to − from) × width; zeros where failed. */
  readonly values: Float64Array;
  /** (to − from); 1 where there is no figure. */
  readonly failed: Uint8Array;
  /** Each reason for failing once. */
  readonly reasons: readonly string[];
}

/** Draws to be made. A draw depends on its own number only, never on the draws before it. */
export interface DrawJob {
  readonly draws: number;
  /** The question as plain data, from which another thread can build the same job; absent: only `run` can. */
  readonly plain?: unknown;
  /** Runs the draws from ≤ k < to. */
  run(from: number, to: number): DrawChunk;
}

/**
 * Runs a job in chunks of its choosing and returns them in the order of draws, without gaps. Here inline; executors on
 * worker threads or other machines are passed in and give the same numbers, because draws are independent.
 */
export interface Executor {
  run(job: DrawJob): Promise<readonly DrawChunk[]>;
}

/** Runs the whole job at once, on the caller's thread. */
export const inlineExecutor: Executor = {
  run: async (job) => (job.draws === 0 ? [] : [job.run(0, job.draws)]),
};
