/**
 * The reports that readings are scored on, and where they lie.
 * @module
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { read } from "../../src/read/index.js";
import type { Expected, Scored } from "./score.js";

const here = dirname(fileURLToPath(import.meta.url));
export const shared = process.env.GRAVITAS_SHARED ?? resolve(here, "../../../shared");
const own = join(here, "own");

/** The last batch: its first marks are in the README beside the reports; its errors have been looked at once. */
const held = new Set(["d1", "d2", "d3"]);

function load(folder: string, name: string, expected = `${name}.json`): Scored {
  return {
    name,
    got: read(readFileSync(join(folder, `${name}.txt`), "utf8")),
    expected: JSON.parse(readFileSync(join(folder, expected), "utf8")) as Expected,
  };
}

const namesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".txt"))
    .map((file) => file.slice(0, -4))
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));

export interface ReportSet {
  readonly label: string;
  readonly reports: readonly Scored[];
}

/** The own reports: those that the rules were tuned on again and again, and the last batch. */
export function ownSets(): ReportSet[] {
  const names = namesIn(own);
  const load_ = (which: boolean) =>
    names.filter((name) => held.has(name) === which).map((name) => load(own, name));
  return [
    { label: "own, tuned on", reports: load_(false) },
    { label: "own, last batch", reports: load_(true) },
  ];
}

/** The seed and the development set with its halves; null where the shared folder is absent. */
export function sharedSets(): ReportSet[] | null {
  const folder = join(shared, "reading/dev");
  if (!existsSync(folder)) return null;
  const dev = namesIn(folder).map((name) => load(folder, name));
  return [
    { label: "seed", reports: [load(join(shared, "seed"), "russia-georgia-2014", "reading.json")] },
    { label: "development, all", reports: dev },
    { label: "development, half 1", reports: dev.filter((_, n) => n % 2 === 0) },
    { label: "development, half 2", reports: dev.filter((_, n) => n % 2 === 1) },
  ];
}
