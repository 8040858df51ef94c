/**
 * The reports in a folder and the folders in it.
 * @module
 */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../contracts/errors.js";

const known = /\.(?:txt|text|html?|xhtml|md|markdown|pdf)(?:\.gz)?$/i;

/**
 * Paths of reports below a folder, in the order of their characters, with "/" between names whatever the system. Hidden
 * files and folders are left out, links to folders not followed; files of other endings are counted.
 *
 * @throws {InputError} `no-such-file`, `not-a-folder`, `no-reports`
 */
export function listReports(folder: string): { paths: string[]; others: number } {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    const exists = statSync(folder, { throwIfNoEntry: false }) !== undefined;
    throw new InputError(
      exists ? "not-a-folder" : "no-such-file",
      exists ? "This is a file; --batch needs a folder." : "There is no such folder.",
      { place: { file: folder }, hint: exists ? "For one report: gravitas read FILE." : "Check the path." },
    );
  }
  const paths: string[] = [];
  const open = [""];
  let others = 0;
  while (open.length > 0) {
    const below = open.pop()!;
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      if (entry.name.startsWith(".")) continue;
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) open.push(path);
      else if (known.test(entry.name) || !entry.name.includes(".")) paths.push(path);
      else others++;
    }
  }
  if (paths.length === 0) {
    throw new InputError("no-reports", "There is no report in this folder.", {
      place: { file: folder },
      hint: "Files ending in .txt, .html, .md or .pdf are read.",
    });
  }
  return { paths: paths.sort((a, b) => (a < b ? -1 : 1)), others };
}
