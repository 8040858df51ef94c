/** `gravitas simulate`: a scenario file in, an Outcome out. @module */
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type ScenarioBase, simulate } from "../brief/simulate.js";
import type { FlowsFile } from "../contracts/scenario.js";
import { findColumn, flowsBaseline, readCsv } from "../formats/index.js";
import { readInput } from "../node/read-input.js";
import { outcomeToCsv } from "../report/csv.js";
import { outcomeToText } from "../report/outcome-text.js";
import { parseScenario } from "../scenario/index.js";
import { exactly } from "./options.js";

const usage = `usage: gravitas simulate SCENARIO.yaml [--json | --csv]

Runs a scenario (docs/scenario.md) and prints the economies and flows that change most.

  --json   the whole Outcome as JSON
  --csv    one row an economy
`;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
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
  const scenario = parseScenario(readInput(file!), file!);
  const outcome = await simulate(scenario, (spec) => readBase(spec, file!));
  if (values.json) process.stdout.write(`${JSON.stringify(outcome, null, 1)}\n`);
  else if (values.csv) process.stdout.write(outcomeToCsv(outcome));
  else process.stdout.write(outcomeToText(outcome, { width: process.stdout.columns ?? 100, top: 15 }));
  if (!outcome.converged) {
    process.stderr.write(`gravitas: no solution: ${outcome.because}\n`);
    return 3;
  }
  return 0;
}

/** Flows are looked for beside the scenario file; from standard input, in the working folder. */
function readBase(spec: FlowsFile, scenarioFile: string): ScenarioBase {
  const folder = scenarioFile === "-" ? "." : dirname(scenarioFile);
  const panel = readCsv(readInput(resolve(folder, spec.flows)), spec.flows);
  const { baseline, rowOf } = flowsBaseline(panel, spec);
  return {
    baseline,
    columnOf: (name) => {
      const column = findColumn(panel, name, "shocks.column");
      if (column.type !== "number") {
        return new Float64Array(rowOf.length).fill(Number.NaN);
      }
      return Float64Array.from(rowOf, (row) => (row < 0 ? Number.NaN : column.values[row]!));
    },
  };
}
