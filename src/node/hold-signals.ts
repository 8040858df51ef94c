/**
 * Runs `write` so that an interrupt waits for its end: a file is written whole or not at all, and nothing is left
 * beside it. The interrupt then ends the program.
 */
export function holdSignals(write: () => void): void {
  let caught: NodeJS.Signals | null = null;
  const hold = (signal: NodeJS.Signals): void => {
    caught = signal;
  };
  process.on("SIGINT", hold);
  process.on("SIGTERM", hold);
  try {
    write();
  } finally {
    // A signal that came in between is delivered when the loop turns; only then may the old behaviour return.
    setImmediate(() => {
      process.off("SIGINT", hold);
      process.off("SIGTERM", hold);
      if (caught) process.kill(process.pid, caught);
    });
  }
}
