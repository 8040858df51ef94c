/**
 * The draws of a scenario as plain data, and the job that any thread makes of it.
 * @module
 */
import type { ModelName } from "../contracts/scenario.js";
import { prepareOneSector } from "../equilibrium/index.js";
import { type DrawFigure, drawJob, type NamedJob, type ParameterColumns } from "../uncertainty/index.js";
import { domesticSales } from "../worlds/index.js";
import { modelDrawJob } from "./model-draws.js";
import { compilePlain, goodsAt, movesHome, type PlainScenario, type Values } from "./ready-scenario.js";

/** It crosses to another thread as it is. */
export interface ScenarioDraws extends PlainScenario {
  readonly model: ModelName;
  readonly parameters: ParameterColumns;
  readonly centre: Values;
  /** Of one-sector; the other models give every figure of their outcome. */
  readonly figures: readonly DrawFigure[];
}

/**
 * The job that solves a scenario for each of its draws.
 *
 * @throws {InputError} whatever of the scenario cannot be used with its base
 */
export function scenarioDrawJob(plain: ScenarioDraws): NamedJob {
  const { model } = plain;
  const { names, job } =
    model === "one-sector"
      ? oneSectorJob(plain)
      : modelDrawJob(model, compilePlain(plain), plain.parameters, plain.centre);
  return { names, job: { ...job, plain } };
}

function oneSectorJob(plain: ScenarioDraws): NamedJob {
  const { scenario, baseline, parameters, centre, figures } = plain;
  const { deficits, numeraire, experiment } = scenario.parameters;
  return drawJob({
    prepared: prepareOneSector(baseline),
    shockAt: compilePlain(plain).compiled.shockAt,
    parameters,
    centre,
    deficits,
    ...(numeraire === undefined ? {} : { numeraire }),
    ...(experiment === undefined ? {} : { experiment }),
    ...(movesHome(parameters) ? { domesticAt: (values: Values) => domesticSales(goodsAt(values)) } : {}),
    figures,
  });
}
