/**
 * Laps by a clock that the caller passes in.
 * @module
 */
import type { Fit } from "./design.js";

export interface Stopwatch {
  /** Adds the time since the last lap to the named one. */
  lap(name: string): void;
  /** The fit with `timings` in its estimate, the time since the last lap under `name`. */
  into(fit: Fit, name: string): Fit;
}

/** Without a clock, laps cost and record nothing. */
export function stopwatch(clock: (() => number) | undefined): Stopwatch {
  const laps: Record<string, number> = {};
  let last = clock ? clock() : 0;
  const lap = (name: string): void => {
    if (!clock) return;
    const now = clock();
    laps[name] = (laps[name] ?? 0) + (now - last) / 1000;
    last = now;
  };
  return {
    lap,
    into: (fit, name) => {
      lap(name);
      return clock ? { ...fit, estimate: { ...fit.estimate, timings: laps } } : fit;
    },
  };
}
