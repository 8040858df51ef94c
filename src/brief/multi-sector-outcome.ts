/**
 * A scenario through the multi-sector model.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { MultiSectorOutcomeJson } from "../contracts/sector-outcome.js";
import type { Assumption } from "../contracts/shock.js";
import { linkedWorld, multiSectorToJson, solveMultiSector } from "../equilibrium/index.js";
import { centreWarnings } from "./centre-warnings.js";
import type { ReadyScenario } from "./one-sector-outcome.js";

/**
 * Solves the base as a world of linked sectors (linkedWorld: no input–output table, one share of value added) at the centre
 * of the parameters.
 *
 * @returns the Outcome as JSON, what stands for the missing table named as assumptions; there are no draws
 * @throws {InputError} the closure "multiplicative", an experiment other than "full", and whatever the model refuses
 */
export function multiSectorOutcome(ready: ReadyScenario): MultiSectorOutcomeJson {
  const { baseline, compiled, scenario } = ready;
  const { deficits, numeraire, experiment = "full", valueAdded = 1 } = scenario.parameters;
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
  const { centre } = compiled;
  const theta = baseline.sectors.map((sector) => (centre.theta ?? centre[`theta.${sector}`])!);
  const world = linkedWorld(baseline, { theta, valueAddedShare: valueAdded });
  const bare = compiled.shockAt(centre);
  const assumptions = [...bare.assumptions, ...linkAssumptions(ready, valueAdded)];
  const outcome = solveMultiSector(
    world,
    { ...bare, assumptions },
    { deficits, ...(numeraire === undefined ? {} : { numeraire }) },
  );
  const json = multiSectorToJson(outcome, { flows: "all" });
  return {
    ...json,
    parameters: { ...json.parameters, valueAdded },
    warnings: [...json.warnings, ...centreWarnings("multi-sector", scenario)],
  };
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
