/** `gravitas read`: a report in, its Reading out. @module */
import { parseArgs } from "node:util";
import { InputError } from "../contracts/errors.js";
import type { Reading } from "../contracts/reading.js";
import { readReading } from "../node/read-reading.js";
import { readReport } from "../node/read-report.js";
import { read } from "../read/index.js";
import { moveInWords, statusInWords } from "../read/words.js";
import { comparisonToText } from "../report/comparison-text.js";
import { listedToText, readingToText } from "../report/reading-text.js";
import { exactly } from "./options.js";
import { type EngineOptions, engineOptions, readByModel } from "./read-engines.js";

const usage = `usage: gravitas read FILE [--json | --edit [--out FILE]] [--engine rules|llm|both]
       gravitas read --batch DIR --out FILE

Reads a report (text, HTML, Markdown or PDF; - for standard input) and prints its statements, moves, events and
claims. Or reads all reports below a folder into one table, a row a move.

  --json          the Reading as JSON (docs/reading.md)
  --edit          writes the reading as YAML, NAME.reading.yaml, which you correct and give to read, brief or simulate
  --engine NAME   rules (the default, no network), llm (a language model, its answer held to the text), both (compared)
  --endpoint URL  an OpenAI-compatible endpoint, a local Ollama's http://localhost:11434/v1 included; its key, where it
                  needs one, from the environment variable GRAVITAS_LLM_KEY
  --model NAME    the model to ask there
  --timeout S     seconds to wait for an answer (default 120)
  --batch DIR     a folder of reports, read by the rules; files that cannot be read are listed at the end
  --out FILE      the table: .csv, .jsonl or .parquet; with --edit the YAML's name, - for standard output

Exit codes of a batch: 0 all were read, 4 some could not be read, 2 none could.
`;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      edit: { type: "boolean", default: false },
      engine: { type: "string", default: "rules" },
      endpoint: { type: "string" },
      model: { type: "string" },
      timeout: { type: "string" },
      batch: { type: "string" },
      out: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const engine = engineOptions(values);
  if (values.batch !== undefined || (values.out !== undefined && !values.edit)) {
    exactly(positionals, [], usage);
    return batch(values);
  }
  const [file] = exactly(positionals, ["FILE"], usage);
  if (values.edit && values.json) {
    throw new InputError("arguments", "--edit writes YAML and --json JSON; take one of them.", {
      hint: "gravitas read FILE --json prints the same reading.",
    });
  }
  if (engine.engine === "both") return compare(file!, engine, values);
  return engine.engine === "llm" ? byModel(file!, engine, values) : byRules(file!, values);
}

interface Form {
  readonly json: boolean;
  readonly edit: boolean;
  readonly out?: string | undefined;
}

const words = { says: moveInWords, status: statusInWords };
const width = (): number => process.stdout.columns ?? 100;
const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

async function byRules(file: string, form: Form): Promise<number> {
  const { reading, corrections, isEdited, movedTo } = await readReading(file);
  if (form.edit) {
    if (isEdited) {
      throw new InputError("arguments", `${file} is a reading to be edited already.`, {
        hint: "Open it in an editor, or give the report.",
      });
    }
    await edit(reading, { path: file, by: "rules", out: form.out });
    return 0;
  }
  if (form.json) {
    process.stdout.write(json(isEdited ? { ...reading, corrections } : reading));
    return 0;
  }
  const said = [...corrections.map(({ says }) => says), ...(movedTo === null ? [] : [movedTo])];
  process.stdout.write(readingToText(reading, { width: width(), words }));
  if (said.length > 0) process.stdout.write(listedToText("Corrected by the user", said, width()));
  return 0;
}

async function byModel(file: string, engine: EngineOptions, form: Form): Promise<number> {
  const reading = await readByModel(await readReport(file), engine);
  const dropped = reading.dropped.map(({ what, because }) => `${what}: ${because}`);
  if (form.edit) {
    const { engine: _, dropped: __, ...plain } = reading;
    await edit(plain, { path: file, by: engine.model, out: form.out });
    for (const line of dropped) process.stderr.write(`left out, ${line}\n`);
  } else if (form.json) process.stdout.write(json(reading));
  else {
    process.stdout.write(readingToText(reading, { width: width(), words }));
    if (dropped.length > 0)
      process.stdout.write(listedToText("Left out of the model's answer", dropped, width()));
  }
  return 0;
}

async function compare(file: string, engine: EngineOptions, form: Form): Promise<number> {
  if (form.edit) {
    throw new InputError("arguments", "--edit takes one engine's reading; --engine both gives two.", {
      hint: "Take --engine rules or --engine llm.",
    });
  }
  const report = await readReport(file);
  const rules = read(report.text, report);
  const llm = await readByModel(report, engine);
  const { compareReadings } = await import("../read/llm/index.js");
  const comparison = compareReadings(rules, llm);
  process.stdout.write(
    form.json
      ? json({ rules, llm, comparison })
      : comparisonToText({ rules, llm, comparison }, { width: width(), words }),
  );
  return 0;
}

async function edit(
  reading: Reading,
  from: { path: string; by: string; out: string | undefined },
): Promise<void> {
  const { writeForEditing } = await import("./read-edit.js");
  writeForEditing(reading, from);
}

async function batch(values: {
  batch?: string;
  out?: string;
  json: boolean;
  edit: boolean;
  engine: string;
}): Promise<number> {
  if (values.batch === undefined || values.out === undefined || values.json || values.edit) {
    throw new InputError("arguments", "--batch DIR and --out FILE go together, without --json and --edit.", {
      hint: "For example: gravitas read --batch reports --out moves.csv",
    });
  }
  if (values.engine !== "rules") {
    throw new InputError("arguments", "A folder is read by the rules; --engine is for one report.", {
      hint: "Leave --engine out.",
    });
  }
  const { readBatch } = await import("./read-batch.js");
  return readBatch(values.batch, values.out);
}
