/** `gravitas read`: a report in, its Reading out. @module */
import { parseArgs } from "node:util";
import { InputError } from "../contracts/errors.js";
import { readReport } from "../node/read-report.js";
import { read } from "../read/index.js";
import { moveInWords, statusInWords } from "../read/words.js";
import { readingToText } from "../report/reading-text.js";
import { exactly } from "./options.js";

const usage = `usage: gravitas read FILE [--json]
       gravitas read --batch DIR --out FILE

Reads a report (text, HTML, Markdown or PDF; - for standard input) and prints its statements, moves, events and
claims. Or reads all reports below a folder into one table, a row a move.

  --json        the Reading as JSON (docs/reading.md)
  --batch DIR   a folder of reports; files that cannot be read are listed at the end
  --out FILE    the table: .csv, .jsonl or .parquet

Exit codes of a batch: 0 all were read, 4 some could not be read, 2 none could.
`;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      batch: { type: "string" },
      out: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  if (values.batch !== undefined || values.out !== undefined) {
    exactly(positionals, [], usage);
    return batch(values);
  }
  const [file] = exactly(positionals, ["FILE"], usage);
  const report = await readReport(file!);
  const reading = read(report.text, report);
  const width = process.stdout.columns ?? 100;
  const words = { says: moveInWords, status: statusInWords };
  process.stdout.write(
    values.json ? `${JSON.stringify(reading, null, 1)}\n` : readingToText(reading, { width, words }),
  );
  return 0;
}

async function batch(values: { batch?: string; out?: string; json: boolean }): Promise<number> {
  if (values.batch === undefined || values.out === undefined || values.json) {
    throw new InputError("arguments", "--batch DIR and --out FILE go together, and without --json.", {
      hint: "For example: gravitas read --batch reports --out moves.csv",
    });
  }
  const { readBatch } = await import("./read-batch.js");
  return readBatch(values.batch, values.out);
}
