/**
 * A scenario run through its model or models.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import { InputError } from "../contracts/errors.js";
import type { OutcomeJson } from "../contracts/outcome.js";
import type { FlowsFile, Scenario } from "../contracts/scenario.js";
import { type CellColumn, central } from "../scenario/index.js";
import { type Executor, inlineExecutor } from "../uncertainty/index.js";
import { world2014 } from "../worlds/index.js";
import { oneSectorOutcome, type ReadyScenario } from "./one-sector-outcome.js";
import { compileDraws } from "./scenario-draws.js";

export interface ScenarioBase {
  readonly baseline: Baseline;
  readonly columnOf: CellColumn;
}

/** Reads the file that a scenario names as its base. */
export type ReadBase = (spec: FlowsFile) => ScenarioBase;

/**
 * Solves a scenario at the centre of its parameters and over its draws.
 *
 * @param readBase called when the base is a file; the embedded world needs none
 * @param executor runs the draws; the numbers do not depend on it
 * @returns the Outcome as JSON; `converged: false` with the reason and no figures when there is no solution
 * @throws {InputError} whatever of the scenario cannot be used with its base
 */
export async function simulate(
  scenario: Scenario,
  readBase: ReadBase,
  executor: Executor = inlineExecutor,
): Promise<OutcomeJson> {
  return oneSectorOutcome(readyScenario(scenario, readBase), executor);
}

/** Reads the base of a scenario and compiles its shocks against it. */
export function readyScenario(scenario: Scenario, readBase: ReadBase): ReadyScenario {
  const { kappa, g } = scenario.parameters;
  if (scenario.base === "world-2014") {
    const baseline = world2014({
      ...(kappa === undefined ? {} : { kappa: central(kappa) }),
      ...(g === undefined ? {} : { g: central(g) }),
    });
    const ready = { scenario, baseline, columns: {} };
    return { ...ready, compiled: compileDraws(ready) };
  }
  if (kappa !== undefined || g !== undefined) {
    throw new InputError(
      "goods-parameters",
      "kappa and g belong to world-2014; the base is a file of flows.",
      {
        place: { field: "parameters" },
        hint: "Leave them out: the file states its domestic sales.",
      },
    );
  }
  const { baseline, columnOf } = readBase(scenario.base);
  const names = scenario.shocks.flatMap((shock) => ("column" in shock ? [shock.column] : []));
  const columns = Object.fromEntries(names.map((name) => [name, columnOf(name)]));
  const ready = { scenario, baseline, columns };
  return { ...ready, compiled: compileDraws(ready) };
}
