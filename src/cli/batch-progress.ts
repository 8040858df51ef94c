/**
 * A bar on stderr for a batch: only on a terminal, drawn at most ten times a second, cleared at the end.
 * @module
 */
export interface BatchProgress {
  readonly step: (done: number, broken: number) => void;
  readonly clear: () => void;
}

const everyMs = 100;

export function batchProgress(total: number): BatchProgress {
  const { stderr } = process;
  if (!stderr.isTTY) return { step: () => {}, clear: () => {} };
  const start = performance.now();
  let drawn = start;
  return {
    step: (done, broken) => {
      const now = performance.now();
      if (now - drawn < everyMs) return;
      drawn = now;
      stderr.write(
        `\r\u001b[K${batchBar({ done, total, broken, ms: now - start, width: stderr.columns ?? 80 })}`,
      );
    },
    clear: () => {
      if (drawn > start) stderr.write("\r\u001b[K");
    },
  };
}

/** The line, no wider than the terminal. */
export function batchBar(state: {
  readonly done: number;
  readonly total: number;
  readonly broken: number;
  readonly ms: number;
  readonly width: number;
}): string {
  const { done, total, broken, ms, width } = state;
  const pace = (1000 * done) / Math.max(1, ms);
  const left = Math.ceil((total - done) / Math.max(1e-9, pace));
  const text = ` ${done} of ${total} reports, ${Math.round(pace)} a second, ${left} s left${broken > 0 ? `, ${broken} not read` : ""}`;
  const room = Math.max(0, Math.min(30, width - text.length - 3));
  const full = Math.round((room * done) / total);
  const bar = room < 5 ? "" : `[${"#".repeat(full)}${"-".repeat(room - full)}]`;
  return `${bar}${text}`.slice(0, Math.max(1, width - 1));
}
