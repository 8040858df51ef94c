/** `gravitas read`: a report in, its Reading out. @module */
import { parseArgs } from "node:util";
import { readInput } from "../node/read-input.js";
import { read } from "../read/index.js";
import { moveInWords, statusInWords } from "../read/words.js";
import { readingToText } from "../report/reading-text.js";
import { exactly } from "./options.js";

const usage = `usage: gravitas read FILE [--json]

Reads a report (- for standard input) and prints its statements, moves, events and claims.

  --json   the Reading as JSON (docs/reading.md)
`;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const [file] = exactly(positionals, ["FILE"], usage);
  const reading = read(readInput(file!));
  const width = process.stdout.columns ?? 100;
  const words = { says: moveInWords, status: statusInWords };
  process.stdout.write(
    values.json ? `${JSON.stringify(reading, null, 1)}\n` : readingToText(reading, { width, words }),
  );
  return 0;
}
