/** `gravitas simulate`: a scenario file in, an Outcome out, or several side by side. @module */
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { simulateModels } from "../brief/simulate.js";
import { InputError } from "../contracts/errors.js";
import type { OutcomeJson, PartialOutcomeJson } from "../contracts/outcome.js";
import { ModelName, type Scenario } from "../contracts/scenario.js";
import type { Assumption } from "../contracts/shock.js";
import type { SimulationJson } from "../contracts/simulation.js";
import { readInput } from "../node/read-input.js";
import { readScenarioBase } from "../node/read-scenario-base.js";
import { isReadingYaml } from "../node/reading-yaml.js";
import { outcomeToCsv } from "../report/csv.js";
import { plainText } from "../report/escape.js";
import { outcomeToText } from "../report/outcome-text.js";
import { partialToCsv } from "../report/partial-csv.js";
import { partialToText } from "../report/partial-text.js";
import { simulationToCsv, simulationToText } from "../report/simulation-text.js";
import { parseScenario } from "../scenario/index.js";
import { type Executor, inlineExecutor } from "../uncertainty/index.js";
import { exactly, numberOption } from "./options.js";

const usage = `usage: gravitas simulate FILE.yaml [--model MODELS] [--scenario ID] [--threads N] [--json | --csv]

Runs a scenario (docs/scenario.md), or a scenario of a reading that you corrected (gravitas read FILE --edit), and
prints the economies and flows that change most.

  --model    ${ModelName.options.join(", ")}; several with commas are set side by side.
             Default: the scenario's own
  --scenario of a reading: a (the default), b …, as in its brief
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
      scenario: { type: "string" },
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
  const [file] = exactly(positionals, ["FILE.yaml"], usage);
  const threads = numberOption(values.threads, {
    option: "--threads",
    expected: "a whole number from 1 to 64",
    accepts: (n) => Number.isInteger(n) && n >= 1 && n <= 64,
    hint: "As many as there are cores is most.",
  });
  const { scenario: written, assumption } = await scenarioIn(file!, values.scenario);
  const scenario = values.model === undefined ? written : { ...written, model: modelsOption(values.model) };
  // From standard input, files are looked for in the working folder.
  const folder = file === "-" ? "." : dirname(file!);
  const base = typeof scenario.base === "string" ? null : await readScenarioBase(scenario.base, folder);
  const solved = await withThreads(threads, (executor) => simulateModels(scenario, () => base!, executor));
  const found =
    assumption === null ? solved : { ...solved, outcomes: solved.outcomes.map(assuming(assumption)) };
  const several = found.outcomes.length + found.refused.length > 1;
  const form = values.json ? "json" : values.csv ? "csv" : "text";
  process.stdout.write(several ? showSeveral(found, form) : showOne(found.outcomes[0]!, form));
  const failed = found.outcomes.filter(({ converged }) => !converged);
  for (const { model, because } of failed)
    process.stderr.write(`gravitas: no solution${several ? ` of ${model}` : ""}: ${because}\n`);
  return failed.length > 0 ? 3 : 0;
}

interface Found {
  readonly scenario: Scenario;
  /** That a person corrected what it rests on; null for a scenario file. */
  readonly assumption: Assumption | null;
}

/** A scenario file, or the scenario chosen of a reading's. */
async function scenarioIn(file: string, id: string | undefined): Promise<Found> {
  const text = readInput(file);
  if (!isReadingYaml(text)) {
    if (id !== undefined) {
      throw new InputError(
        "arguments",
        "--scenario chooses among those of a reading; this file is one scenario.",
        {
          hint: "Leave --scenario out.",
        },
      );
    }
    return { scenario: parseScenario(text, file), assumption: null };
  }
  const [{ takeReading }, { scenariosOfReading }, { correctionAssumption }] = await Promise.all([
    import("../node/read-reading.js"),
    import("../brief/scenarios-of-reading.js"),
    import("../brief/mark-corrections.js"),
  ]);
  const { reading, corrections } = takeReading(text, file);
  const scenarios = scenariosOfReading(reading);
  const chosen = id === undefined ? scenarios[0] : scenarios.find((one) => one.id === id);
  if (chosen === undefined) {
    throw new InputError("option-value", `The reading has no scenario ${JSON.stringify(id)}.`, {
      place: { field: "--scenario" },
      received: id,
      hint: `It has ${scenarios.map((one) => `${one.id} (${one.title})`).join(", ")}.`,
    });
  }
  process.stderr.write(
    `${plainText(`scenario ${chosen.id} of ${scenarios.map((one) => one.id).join(", ")}: ${chosen.says}`)}\n`,
  );
  return { scenario: chosen.scenario, assumption: correctionAssumption(corrections) };
}

const assuming =
  (assumption: Assumption) =>
  <T extends OutcomeJson | PartialOutcomeJson>(outcome: T): T => ({
    ...outcome,
    assumptions: [...outcome.assumptions, assumption],
  });

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
