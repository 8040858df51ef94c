import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { Reading } from "../../src/contracts/reading.js";
import { read } from "../../src/read/index.js";

const project = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const shared = process.env.GRAVITAS_SHARED ?? join(project, "../shared");
const scorer = join(shared, "tools/score-reading.mjs");
const available = existsSync(scorer);
if (!available) console.log(`reading: no conformance cases at ${shared}; set GRAVITAS_SHARED to run them`);

interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}
type Kind = "moves" | "statements" | "events" | "claims";
type Scores = Record<Kind, Score> & { quotesNotVerbatim: number; missing: number };

const kinds: readonly Kind[] = ["moves", "statements", "events", "claims"];

/** Reads some reports of a folder and scores them together. */
function score(
  folder: string,
  names: readonly string[],
  expectedName = (name: string) => `${name}.json`,
): Scores {
  const work = mkdtempSync(join(tmpdir(), "gravitas-reading-"));
  for (const side of ["got", "expected"]) mkdirSync(join(work, side));
  for (const name of names) {
    const reading = Reading.parse(read(readFileSync(join(folder, `${name}.txt`), "utf8")));
    writeFileSync(join(work, "got", `${name}.json`), JSON.stringify(reading));
    writeFileSync(join(work, "expected", `${name}.json`), readFileSync(join(folder, expectedName(name))));
  }
  const printed = execFileSync(process.execPath, [
    scorer,
    "--all",
    join(work, "got"),
    join(work, "expected"),
  ]);
  return JSON.parse(printed.toString()) as Scores;
}

const line = (label: string, scores: Scores): string =>
  `${label}: ${kinds.map((kind) => `${kind} ${scores[kind]?.f1.toFixed(3) ?? "-"}`).join(", ")}`;

describe.skipIf(!available)("readings held to the expected ones", () => {
  it("reads the seed with F1 of at least 0.90 on each kind", () => {
    const scores = score(join(shared, "seed"), ["russia-georgia-2014"], () => "reading.json");
    console.log(line("seed", scores));
    for (const kind of kinds) expect(scores[kind].f1, kind).toBeGreaterThanOrEqual(0.9);
    expect(scores.quotesNotVerbatim).toBe(0);
  });

  it("reads the development set, both halves of it", () => {
    const folder = join(shared, "reading/dev");
    const names = readdirSync(folder)
      .filter((file) => file.endsWith(".txt"))
      .map((file) => file.replace(/\.txt$/, ""))
      .sort();
    const all = score(folder, names);
    console.log(line(`all ${names.length}`, all));
    for (const half of [0, 1])
      console.log(
        line(
          `half ${half + 1}`,
          score(
            folder,
            names.filter((_, n) => n % 2 === half),
          ),
        ),
      );
    const floor: Record<Kind, number> = { moves: 0.82, statements: 0.96, events: 0.8, claims: 0.77 };
    for (const kind of kinds) expect(all[kind].f1, kind).toBeGreaterThanOrEqual(floor[kind]);
    expect(all.quotesNotVerbatim).toBe(0);
  });
});
