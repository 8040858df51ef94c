/**
 * How fast reports are read: `npx tsx bench/read.ts`, or as a part of `npm run bench`. One thread, processor time too.
 * @module
 */
import { nearDuplicates } from "../src/documents/index.js";
import { read } from "../src/read/index.js";
import { reportsFor } from "./reports.js";

const print = (line: string) => process.stdout.write(`${line}\n`);

interface Took {
  readonly wall: number;
  readonly processor: number;
}

/** Least of `times` runs, in seconds. */
function least(times: number, run: () => unknown): Took {
  let best: Took = { wall: Number.POSITIVE_INFINITY, processor: Number.POSITIVE_INFINITY };
  for (let k = 0; k < times; k++) {
    const start = performance.now();
    const cpu = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(cpu);
    const took = { wall: (performance.now() - start) / 1000, processor: (user + system) / 1e6 };
    if (took.processor < best.processor) best = took;
  }
  return best;
}

/** Texts that are no reports, made to cost time. */
const hostile: readonly (readonly [string, string])[] = [
  ["parentheses", "("],
  ["brackets open and shut", "(the ban) "],
  ["one sentence without end", "Russia bans wine from Georgia and "],
  ["quotation marks", '" '],
  ["one line of letters", "a"],
  ["capitals", "Russia "],
  ["right to left", "وقال الوزير "],
  ["combining marks", "e\u0301\u0302\u0303 "],
  ["halves of surrogates", "\ud83d x "],
  ["new lines", "ban\n"],
  ["numbers", "12.5 per cent "],
  ["dates", "12 May 2014 "],
];

/** Prints reports a second and seconds a megabyte; checks that every text is read to the end first. */
export function benchRead(): void {
  const reports = reportsFor(600);
  const moves = reports.reduce((sum, text) => sum + read(text).moves.length, 0);
  if (moves < reports.length)
    throw new Error(`only ${moves} moves in ${reports.length} reports: nothing is timed`);
  const took = least(5, () => {
    for (const text of reports) read(text);
  });
  const megabytes = reports.reduce((sum, text) => sum + text.length, 0) / 1e6;
  print(`Reading, ${reports.length} reports of 400 words, no two alike, warm, one thread`);
  print(
    `  ${(reports.length / took.processor).toFixed(0)} reports a second of processor time (${(reports.length / took.wall).toFixed(0)} by the clock), ${((1000 * took.processor) / reports.length).toFixed(2)} ms each, ${(took.processor / megabytes).toFixed(2)} s a megabyte`,
  );
  const grouping = least(3, () => nearDuplicates(reports));
  print(
    `  same stories found among them: ${((1e3 * grouping.processor) / reports.length).toFixed(3)} ms a report`,
  );
  for (const [name, unit] of hostile) {
    const text = unit.repeat(Math.ceil(1e6 / unit.length));
    const { processor } = least(1, () => read(text));
    print(`  a megabyte of ${name}: ${processor.toFixed(2)} s${processor > 2 ? " (over 2 s)" : ""}`);
  }
}

if (process.argv[1]?.endsWith("read.ts")) benchRead();
