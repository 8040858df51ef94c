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
  const steps: Step[] = [];
  let draws: Draw | undefined;
  let shown = false;
  let last = "";
  return {
    report: (progress) => {
      const now = performance.now();
      if (progress.stage === "fit") steps.push({ at: now, change: progress.change });
      if (progress.stage === "bootstrap") draws ??= { at: now, iteration: progress.iteration };
      if (!asked && now - start < quietMs) return;
      const text = inWords(progress, now, steps, draws, tolerance);
      if (text === last) return;
      last = text;
      stderr.write(stderr.isTTY ? `\r\u001b[K${text}` : `${text}\n`);
      shown = true;
    },
    clear: () => {
      if (shown && stderr.isTTY) stderr.write("\r\u001b[K");
    },
  };
}

interface Step {
  readonly at: number;
  readonly change: number;
}

/** The first draw that ended, and when. */
interface Draw {
  readonly at: number;
  readonly iteration: number;
}

function inWords(
  { stage, iteration, of, deviance }: FitProgress,
  now: number,
  steps: readonly Step[],
  first: Draw | undefined,
  tolerance: number,
): string {
  if (stage === "vcov") return "standard errors";
  if (stage === "bias") return `bias correction: ${iteration} % of the covariance`;
  if (stage === "separation") return `separated rows looked for, after step ${iteration}`;
  if (stage !== "bootstrap")
    return `${stage} ${iteration}: deviance ${deviance.toPrecision(10)}${timeLeft(steps, tolerance)}`;
  const made = iteration - (first?.iteration ?? iteration);
  const seconds =
    made > 0 && iteration !== of
      ? (((now - first!.at) / made) * ((of ?? iteration) - iteration)) / 1000
      : Number.NaN;
  return `bootstrap draw ${iteration} of ${of ?? "?"}${Number.isNaN(seconds) ? "" : `, about ${Math.ceil(seconds)} s left`}`;
}

/** From the pace at which the change of the deviance falls, in the last step; a Newton fit is faster than that. */
function timeLeft(steps: readonly Step[], tolerance: number): string {
  const [before, last] = steps.slice(-2);
  if (!before || !last || !(last.change > 0) || !(before.change > last.change)) return "";
  const pace = Math.log(before.change / last.change);
  const more = Math.min(20, Math.max(1, Math.log(last.change / tolerance) / pace));
  const seconds = (more * (last.at - before.at)) / 1000;
  return seconds < 1 ? ", less than a second left" : `, at most about ${Math.ceil(seconds)} s left`;
}
