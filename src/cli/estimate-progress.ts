/**
 * Progress of a long fit on stderr: one line that is written over, and cleared at the end.
 * @module
 */
import type { FitProgress } from "../estimate/index.js";

export interface Progress {
  readonly report: (progress: FitProgress) => void;
  readonly clear: () => void;
}

/** Fits that end sooner than this say nothing. */
const quietMs = 500;

/** On a terminal, and where asked; `tolerance` is where the fit ends. */
export function progressOn(asked: boolean, tolerance: number): Progress {
  const { stderr } = process;
  if (!asked && !stderr.isTTY) return { report: () => {}, clear: () => {} };
  const start = performance.now();
  const steps: { at: number; change: number }[] = [];
  let shown = false;
  return {
    report: ({ stage, iteration, deviance, change }) => {
      const now = performance.now();
      steps.push({ at: now, change });
      if (!asked && now - start < quietMs) return;
      const left = timeLeft(steps, tolerance);
      const text = `${stage} ${iteration}: deviance ${deviance.toPrecision(10)}${left}`;
      stderr.write(stderr.isTTY ? `\r\u001b[K${text}` : `${text}\n`);
      shown = true;
    },
    clear: () => {
      if (shown && stderr.isTTY) stderr.write("\r\u001b[K");
    },
  };
}

/** From the pace at which the change of the deviance falls, in the last step; a Newton fit is faster than that. */
function timeLeft(steps: readonly { at: number; change: number }[], tolerance: number): string {
  const [before, last] = steps.slice(-2);
  if (!before || !last || !(last.change > 0) || !(before.change > last.change)) return "";
  const pace = Math.log(before.change / last.change);
  const more = Math.min(20, Math.max(1, Math.log(last.change / tolerance) / pace));
  const seconds = (more * (last.at - before.at)) / 1000;
  return seconds < 1 ? ", less than a second left" : `, at most about ${Math.ceil(seconds)} s left`;
}
