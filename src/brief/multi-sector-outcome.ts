/**
 * A scenario through the multi-sector model, with intervals where it asks for draws.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { SectorLinks } from "../contracts/sector-baseline.js";
import type { MultiSectorOutcome, MultiSectorOutcomeJson } from "../contracts/sector-outcome.js";
import type { Assumption } from "../contracts/shock.js";
import { linkedWorld, multiSectorToJson, solveMultiSector } from "../equilibrium/index.js";
import type { Executor } from "../uncertainty/index.js";
import { baselineAt, type ReadyScenario, type Values } from "./ready-scenario.js";
import { withDraws } from "./with-draws.js";

/**
 * Solves the base as a world of linked sectors (linkedWorld: its input–output table, or one share of value added) at the
 * centre of the parameters and over the draws.
 *
 * @returns the Outcome as JSON, the table or what stands for it named as assumptions
 * @throws {InputError} the closure "multiplicative", an experiment other than "full", a share of value added beside a table,
 *   and whatever the model refuses
 */
export async function multiSectorOutcome(
  ready: ReadyScenario,
  executor: Executor,
): Promise<MultiSectorOutcomeJson> {
  const { experiment = "full", valueAdded } = ready.scenario.parameters;
  if (experiment !== "full") {
    throw new InputError(
      "experiment",
      `multi-sector lets all follow trade costs; the scenario asks for the ${experiment} experiment.`,
      {
        place: { field: "parameters.experiment" },
        received: experiment,
        hint: "Leave experiment out, or take one-sector.",
      },
    );
  }
  if (ready.links && valueAdded !== undefined) throw valueAddedTwice(valueAdded, ready.links.source);
  const { parameters: distributions, joint, centre } = ready.compiled;
  const solved = multiSectorToJson(multiSectorAt(ready, centre), { flows: "all" });
  const json = {
    ...solved,
    parameters: { ...solved.parameters, ...(ready.links ? {} : { valueAdded: valueAdded ?? 1 }) },
    assumptions: [
      ...solved.assumptions,
      ...(ready.links ? tableAssumptions(ready.links) : linkAssumptions(ready, valueAdded ?? 1)),
    ],
  };
  return withDraws("multi-sector", json, ready, { distributions, joint, centre }, executor);
}

/** The model solved once, at given parameters. */
export function multiSectorAt(ready: ReadyScenario, values: Values): MultiSectorOutcome {
  const { compiled, scenario } = ready;
  const { deficits, numeraire, valueAdded = 1 } = scenario.parameters;
  const baseline = baselineAt(ready, values);
  const theta = baseline.sectors.map((sector) => (values.theta ?? values[`theta.${sector}`])!);
  const { links } = ready;
  const world = linkedWorld(baseline, { theta, ...(links ? { links } : { valueAddedShare: valueAdded }) });
  return solveMultiSector(world, compiled.shockAt(values), {
    deficits,
    ...(numeraire === undefined ? {} : { numeraire }),
  });
}

function valueAddedTwice(valueAdded: number, source: string): InputError {
  return new InputError(
    "value-added-twice",
    `${source} gives value added by sector; the scenario gives it too.`,
    {
      place: { field: "parameters.valueAdded" },
      received: valueAdded,
      hint: "Leave out parameters.valueAdded or base.inputOutput.",
    },
  );
}

function tableAssumptions({ source, notes }: SectorLinks): Assumption[] {
  const table = "Inputs and value added by sector are those of the input–output table.";
  return [table, ...notes].map((says, k) => ({
    id: k === 0 ? "multi-sector.inputOutput" : `multi-sector.inputOutput.${k}`,
    says,
    source,
  }));
}

/** What linkedWorld puts in the place of an input–output table. */
function linkAssumptions({ baseline, scenario }: ReadyScenario, valueAdded: number): Assumption[] {
  const given = scenario.parameters.valueAdded !== undefined;
  const alone = baseline.sectors.length === 1;
  const links =
    valueAdded === 1
      ? `Value added is all of output: no sector buys inputs.${alone ? " With one sector this is the one-sector model, with income counted as final spending." : ""}`
      : `Value added is ${+(100 * valueAdded).toPrecision(4)} % of output in every sector of every economy; inputs are bought in the proportions of all spending.`;
  return [
    {
      id: "multi-sector.valueAdded",
      says: links,
      source: given ? "stated in the scenario" : "assumed",
    },
    ...(alone
      ? []
      : [
          {
            id: "multi-sector.finalShare",
            says: "Final users divide their spending between sectors as the economy divides all of its spending.",
            source: "assumed: the base has no input–output table",
          },
        ]),
  ];
}
