/**
 * A bar on stderr while a large file is read: only on a terminal, or in lines where asked; cleared at the end.
 * @module
 */
export interface ImportProgress {
  readonly step: (bytes: number, rows: number) => void;
  readonly clear: () => void;
}

const everyMs = 100;
/** Lines into a log come this much slower. */
const everyMsInLog = 5000;

/**
 * @param total bytes of all files; NaN where not known (standard input)
 * @param asked print lines where stderr is no terminal
 */
export function importProgress(total: number, asked: boolean): ImportProgress {
  const { stderr } = process;
  if (!stderr.isTTY && !asked) return { step: () => {}, clear: () => {} };
  const start = performance.now();
  let drawn = start;
  return {
    step: (bytes, rows) => {
      const now = performance.now();
      if (now - drawn < (stderr.isTTY ? everyMs : everyMsInLog)) return;
      drawn = now;
      const bar = importBar({ bytes, total, rows, ms: now - start, width: stderr.columns ?? 80 });
      stderr.write(stderr.isTTY ? `\r\u001b[K${bar}` : `${bar}\n`);
    },
    clear: () => {
      if (stderr.isTTY && drawn > start) stderr.write("\r\u001b[K");
    },
  };
}

/** The line, no wider than the terminal. */
export function importBar(state: {
  readonly bytes: number;
  readonly total: number;
  readonly rows: number;
  readonly ms: number;
  readonly width: number;
}): string {
  const { bytes, total, rows, ms, width } = state;
  const done = bytes / total;
  const pace = rows / Math.max(1, ms / 1000);
  const left =
    Number.isNaN(done) || done <= 0 ? "" : `, ${Math.ceil((ms / 1000 / done) * (1 - done))} s left`;
  const text = ` ${(rows / 1e6).toFixed(1)} million rows, ${Math.round(pace / 1000)} thousand a second${left}`;
  const room = Number.isNaN(done) ? 0 : Math.max(0, Math.min(30, width - text.length - 3));
  const full = Math.round(room * Math.min(1, done));
  const bar = room < 5 ? "" : `[${"#".repeat(full)}${"-".repeat(room - full)}]`;
  return `${bar}${text}`.slice(0, Math.max(1, width - 1));
}
