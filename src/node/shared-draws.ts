/**
 * Draws that several threads take from one counter.
 * @module
 */
import type { DrawChunk, DrawJob } from "../uncertainty/index.js";

/** What threads share: a counter of chunks taken, and the size of a chunk. */
export interface SharedDraws {
  readonly counter: SharedArrayBuffer;
  readonly chunk: number;
}

/** Runs chunks until none is left; a draw depends on its number only, so who runs it changes nothing. */
export function runChunks(job: DrawJob, { counter, chunk }: SharedDraws): DrawChunk[] {
  const taken = new Int32Array(counter);
  const chunks: DrawChunk[] = [];
  for (;;) {
    const from = Atomics.add(taken, 0, 1) * chunk;
    if (from >= job.draws) return chunks;
    chunks.push(job.run(from, Math.min(from + chunk, job.draws)));
  }
}
