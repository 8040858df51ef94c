/**
 * `gravitas read FILE --edit`: the reading as YAML that a person corrects.
 * @module
 */
import { existsSync } from "node:fs";
import { basename, extname } from "node:path";
import { InputError } from "../contracts/errors.js";
import type { Reading } from "../contracts/reading.js";
import { sha256 } from "../node/sha256.js";
import { writeOutput } from "../node/write-output.js";
import { readingToYaml } from "../read/edit/index.js";
import { version } from "../version.js";

/**
 * Writes `NAME.reading.yaml` in the working folder, or what --out names; never over a file that is there, which may
 * hold somebody's corrections.
 * @throws {InputError} `file-exists`, `not-writable`
 */
export function writeForEditing(
  reading: Reading,
  from: { readonly path: string; readonly by: string; readonly out: string | undefined },
): void {
  const report = from.path === "-" ? "standard input" : basename(from.path);
  const stem = from.path === "-" ? "report" : basename(from.path, extname(from.path));
  const path = from.out ?? `${stem}.reading.yaml`;
  const yaml = readingToYaml(reading, {
    report,
    file: path === "-" ? `${stem}.reading.yaml` : path,
    by: from.by,
    gravitas: version,
    sha256: sha256(reading.document.text),
  });
  if (path === "-") {
    process.stdout.write(yaml);
    return;
  }
  if (existsSync(path)) {
    throw new InputError("file-exists", `${path} is there already, and may hold corrections.`, {
      place: { file: path },
      hint: "Name another file with --out, or remove it first.",
    });
  }
  writeOutput(path, yaml);
  process.stderr.write(`wrote ${path}: correct it, then gravitas brief ${path}\n`);
}
