/**
 * `npm run score:reading [-- --errors] [--only LABEL]`: reads the reports whose readings are known and prints, for each
 * set of them, precision, recall and F1 a kind, conditions and responses found, and how far the confidences can be
 * trusted. `--errors` lists what was missed, invented or half right.
 * @module
 */
import { ownSets, shared, sharedSets } from "../test/reading/report-sets.js";
import { kinds, reliability, scoreReadings } from "../test/reading/score.js";

const print = (line = ""): void => void process.stdout.write(`${line}\n`);
const share = (x: number): string => x.toFixed(3);

const args = process.argv.slice(2);
const only = args.includes("--only") ? args[args.indexOf("--only") + 1] : undefined;
const outside = sharedSets();
if (outside === null)
  print(`No reports at ${shared} (set GRAVITAS_SHARED): the project's own reports only.\n`);

for (const { label, reports } of [...(outside ?? []), ...ownSets()]) {
  if (only !== undefined && !label.includes(only)) continue;
  const scores = scoreReadings(reports);
  print(`${label}: ${reports.length} report${reports.length === 1 ? "" : "s"}`);
  print("  kind        precision  recall     F1    got  expected");
  for (const kind of kinds) {
    const { precision, recall, f1, got, expected } = scores.kinds[kind];
    print(
      `  ${kind.padEnd(11)} ${share(precision).padStart(9)} ${share(recall).padStart(7)} ${share(f1).padStart(6)} ${String(got).padStart(6)} ${String(expected).padStart(9)}`,
    );
  }
  for (const field of ["condition", "inResponseTo"] as const) {
    const [found, expected, needless] = scores[field];
    print(`  ${field}: ${found} of ${expected} found, ${needless} where none is expected`);
  }
  print("  confidence of moves: bin, number, mean, share right");
  for (const bin of reliability(scores.moves))
    print(
      `    ${bin.from.toFixed(1)} to ${bin.to.toFixed(1)} ${String(bin.moves).padStart(5)}  ${bin.confidence.toFixed(2)}  ${bin.right.toFixed(2)}`,
    );
  if (args.includes("--errors")) for (const line of scores.errors) print(`  ${line}`);
  print();
}
