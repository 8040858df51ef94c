/**
 * A file written whole or not at all.
 * @module
 */
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { InputError } from "../contracts/errors.js";

/**
 * Writes to a temporary name beside the target, then renames.
 * @throws {InputError} `not-writable`; nothing is left behind
 */
export function writeOutput(path: string, content: string | Uint8Array): void {
  const temporary = `${path}.${process.pid}.part`;
  try {
    writeFileSync(temporary, content);
    renameSync(temporary, path);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw new InputError("not-writable", `Cannot write ${path}.`, {
      place: { file: path },
      hint: "Check that the folder exists and may be written.",
      cause,
    });
  }
}
