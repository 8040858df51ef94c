/** `gravitas simulate`: a scenario file in, an Outcome out, or several side by side. @module */
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { simulateModels } from "../brief/simulate.js";
import { InputError } from "../contracts/errors.js";
import type { OutcomeJson, PartialOutcomeJson } from "../contracts/outcome.js";
import { ModelName, type Scenario } from "../contracts/scenario.js";
import type { SimulationJson } from "../contracts/simulation.js";
import { readInput } from "../node/read-input.js";
import { readScenarioBase } from "../node/read-scenario-base.js";
import { outcomeToCsv } from "../report/csv.js";
import { outcomeToText } from "../report/outcome-text.js";
import { partialToCsv } from "../report/partial-csv.js";
import { partialToText } from "../report/partial-text.js";
import { simulationToCsv, simulationToText } from "../report/simulation-text.js";
import { parseScenario } from "../scenario/index.js";
import { type Executor, inlineExecutor } from "../uncertainty/index.js";
import { exactly, numberOption } from "./options.js";

const usage = `usage: gravitas simulate SCENARIO.yaml [--model MODELS] [--threads N] [--json | --csv]

Runs a scenario (docs/scenario.md) and prints the economies and flows that change most.

  --model    ${ModelName.options.join(", ")}; several with commas are set side by side.
             Default: the scenario's own
  --threads  threads that share the draws; the numbers do not depend on it. Default 1
  --json     the whole Outcome as JSON; of several models { outcomes, refused, sideBySide, notes? }
  --csv      one row an economy; of several models one row a figure that they share
`;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      model: { type: "string" },
      threads: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
      csv: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const [file] = exactly(positionals, ["SCENARIO.yaml"], usage);
  const threads = numberOption(values.threads, {
    option: "--threads",
    expected: "a whole number from 1 to 64",
    accepts: (n) => Number.isInteger(n) && n >= 1 && n <= 64,
    hint: "As many as there are cores is most.",
  });
  const written = parseScenario(readInput(file!), file!);
  const scenario = values.model === undefined ? written : { ...written, model: modelsOption(values.model) };
  // From standard input, files are looked for in the working folder.
  const folder = file === "-" ? "." : dirname(file!);
  const base = typeof scenario.base === "string" ? null : await readScenarioBase(scenario.base, folder);
  const found = await withThreads(threads, (executor) => simulateModels(scenario, () => base!, executor));
  const several = found.outcomes.length + found.refused.length > 1;
  const form = values.json ? "json" : values.csv ? "csv" : "text";
  process.stdout.write(several ? showSeveral(found, form) : showOne(found.outcomes[0]!, form));
  const failed = found.outcomes.filter(({ converged }) => !converged);
  for (const { model, because } of failed)
    process.stderr.write(`gravitas: no solution${several ? ` of ${model}` : ""}: ${because}\n`);
  return failed.length > 0 ? 3 : 0;
}

type Form = "json" | "csv" | "text";

const page = () => ({ width: process.stdout.columns ?? 100, top: 15 });
const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

function showOne(outcome: OutcomeJson | PartialOutcomeJson, form: Form): string {
  if (form === "json") return json(outcome);
  if (outcome.kind === "partial")
    return form === "csv" ? partialToCsv(outcome) : partialToText(outcome, page());
  return form === "csv" ? outcomeToCsv(outcome) : outcomeToText(outcome, page());
}

function showSeveral(found: SimulationJson, form: Form): string {
  if (form === "json") return json(found);
  return form === "csv" ? simulationToCsv(found) : simulationToText(found, page());
}

/** @throws {InputError} `option-value` for a name that is no model */
function modelsOption(text: string): Scenario["model"] {
  const names = text.split(",").map((name) => name.trim());
  const models = names.flatMap((name) => ModelName.options.filter((known) => known === name));
  if (models.length === names.length) return models;
  throw new InputError(
    "option-value",
    `--model must be one or more of ${ModelName.options.join(", ")}; received ${JSON.stringify(text)}.`,
    { place: { field: "--model" }, received: text, hint: "For example --model one-sector,smart." },
  );
}

/** Threads are loaded only where they are asked for. */
async function withThreads<T>(threads: number, run: (executor: Executor) => Promise<T>): Promise<T> {
  if (threads === 1) return run(inlineExecutor);
  const { threadExecutor } = await import("../node/thread-executor.js");
  const executor = threadExecutor(threads);
  try {
    return await run(executor);
  } finally {
    await executor.close();
  }
}
