/**
 * A large file that is written piece by piece, and is there whole or not at all.
 * @module
 */
import { closeSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { InputError } from "../contracts/errors.js";

export interface OutputFile {
  write(bytes: Uint8Array): void;
  /** Gives the file its name. */
  commit(): void;
  /** Leaves nothing behind; harmless after `commit`. */
  abort(): void;
}

/**
 * Opens a temporary file beside the target. An interrupt removes it.
 * @throws {InputError} `not-writable`, here or from a later write
 */
export function outputFile(path: string): OutputFile {
  const temporary = `${path}.${process.pid}.part`;
  const refused = (cause: unknown): InputError =>
    new InputError("not-writable", `Cannot write ${path}.`, {
      place: { file: path },
      hint: "Check that the folder exists, may be written and has room.",
      cause,
    });
  const attempt = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      abort();
      throw refused(cause);
    }
  };
  let open = true;
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const interrupted = (signal: NodeJS.Signals): void => {
    abort();
    process.kill(process.pid, signal);
  };
  const done = (): void => {
    open = false;
    for (const signal of signals) process.off(signal, interrupted);
  };
  const abort = (): void => {
    if (!open) return;
    done();
    try {
      closeSync(descriptor);
    } catch {
      // It was never opened, or the disk failed: the file is removed all the same.
    }
    rmSync(temporary, { force: true });
  };
  let descriptor = -1;
  descriptor = attempt(() => openSync(temporary, "w"));
  for (const signal of signals) process.on(signal, interrupted);
  return {
    write: (bytes) =>
      attempt(() => {
        for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at, bytes.length - at);
      }),
    commit: () =>
      attempt(() => {
        closeSync(descriptor);
        renameSync(temporary, path);
        done();
      }),
    abort,
  };
}
