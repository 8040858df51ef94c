/**
 * A scenario through the one-sector model, with intervals where it asks for draws.
 * @module
 */
import type { OutcomeJson } from "../contracts/outcome.js";
import { outcomeToJson, solveOneSector } from "../equilibrium/index.js";
import type { DrawFigure, Executor } from "../uncertainty/index.js";
import type { ReadyScenario } from "./ready-scenario.js";
import { withDraws } from "./with-draws.js";

/** Figures of every economy that get an interval. */
const intervals = ["realIncomePercent", "welfare", "exports", "imports", "revenue"] as const;
/** How many of the flows that a shock names get one. */
const mostFlows = 50;

/**
 * Solves at the centre of the parameters and over the draws.
 *
 * @returns the Outcome as JSON; `converged: false` with the reason and no figures when there is no solution
 * @throws {InputError} whatever of the scenario cannot be used with its base
 */
export async function oneSectorOutcome(ready: ReadyScenario, executor: Executor): Promise<OutcomeJson> {
  const { scenario, baseline, compiled } = ready;
  const { parameters: distributions, joint, centre } = compiled;
  const { deficits, numeraire, experiment, reading } = scenario.parameters;
  const outcome = solveOneSector(baseline, compiled.shockAt(centre), {
    theta: centre.theta!,
    deficits,
    ...(numeraire === undefined ? {} : { numeraire }),
    ...(experiment === undefined ? {} : { experiment }),
  });
  const json = outcomeToJson(outcome, { flows: "all" });
  const parameters = drawsAsked(ready)
    ? // valueAdded and partial are of other models, which may have run beside.
      { ...scenario.parameters, valueAdded: undefined, partial: undefined }
    : { ...json.parameters, ...(reading === undefined ? {} : { reading }) };
  const drawn = { distributions, joint, centre };
  return withDraws("one-sector", { ...json, parameters }, ready, drawn, executor, figuresOf(ready));
}

const drawsAsked = ({ scenario }: ReadyScenario): boolean => (scenario.uncertainty?.draws ?? 0) > 0;

function figuresOf({ compiled }: ReadyScenario): DrawFigure[] {
  const pairs = new Map<string, DrawFigure>();
  for (const { exporter, importer } of compiled.shockAt(compiled.centre).cells) {
    if (pairs.size === mostFlows) break;
    pairs.set(`${exporter}.${importer}`, { of: "flow", exporter, importer });
  }
  return [...intervals.map((of) => ({ of })), ...pairs.values()];
}
