/**
 * A scenario run through its model or models.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import { InputError } from "../contracts/errors.js";
import type { OutcomeJson, PartialOutcomeJson } from "../contracts/outcome.js";
import type { FlowsFile, ModelName, Scenario, WorldFile } from "../contracts/scenario.js";
import type { SectorLinks } from "../contracts/sector-baseline.js";
import type { SimulationJson } from "../contracts/simulation.js";
import { type CellColumn, central } from "../scenario/index.js";
import { type Executor, inlineExecutor } from "../uncertainty/index.js";
import { world2014 } from "../worlds/index.js";
import { multiSectorOutcome } from "./multi-sector-outcome.js";
import { oneSectorOutcome } from "./one-sector-outcome.js";
import { partialOutcome } from "./partial-outcome.js";
import { compilePlain, type ReadyScenario } from "./ready-scenario.js";
import { sharedNotes, sideBySide } from "./side-by-side.js";

export interface ScenarioBase {
  readonly baseline: Baseline;
  readonly columnOf: CellColumn;
  /** Of the file's input–output table, where the scenario names one. */
  readonly links?: SectorLinks;
}

/** Reads the file that a scenario names as its base. */
export type ReadBase = (spec: FlowsFile | WorldFile) => ScenarioBase;

/**
 * Solves a scenario through the one-sector model, at the centre of its parameters and over its draws.
 *
 * @param readBase called when the base is a file; the embedded world needs none
 * @param executor runs the draws; the numbers do not depend on it
 * @returns the Outcome as JSON; `converged: false` with the reason and no figures when there is no solution
 * @throws {InputError} whatever of the scenario cannot be used with its base, and a scenario of other models: these are
 *   for simulateModels
 */
export async function simulate(
  scenario: Scenario,
  readBase: ReadBase,
  executor: Executor = inlineExecutor,
): Promise<OutcomeJson> {
  const models = modelsOf(scenario);
  if (models.length > 1 || models[0] !== "one-sector") {
    throw new InputError(
      "one-sector-only",
      `simulate runs one-sector; the scenario names ${models.join(", ")}.`,
      {
        place: { field: "model" },
        received: models,
        hint: "simulateModels runs any of the models.",
      },
    );
  }
  return oneSectorOutcome(forOneSector(readyScenario(scenario, readBase)), executor);
}

/**
 * Runs every model that a scenario names and sets side by side what they share. A model that cannot use the base or the
 * scenario is listed with the reason.
 *
 * @returns outcomes in the order named, those refused left out
 * @throws {InputError} whatever of the scenario cannot be used with its base, and a scenario whose models all refuse it
 */
export async function simulateModels(
  scenario: Scenario,
  readBase: ReadBase,
  executor: Executor = inlineExecutor,
): Promise<SimulationJson> {
  const ready = readyScenario(scenario, readBase);
  const outcomes: (OutcomeJson | PartialOutcomeJson)[] = [];
  const refused: { model: ModelName; because: string }[] = [];
  let refusal: InputError | null = null;
  for (const model of modelsOf(scenario)) {
    try {
      outcomes.push(await outcomeOf(model, ready, executor));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      refusal ??= error;
      refused.push({ model, because: error.message });
    }
  }
  if (outcomes.length === 0 && refusal) throw refusal;
  const { compiled } = ready;
  const notes = sharedNotes(outcomes);
  return {
    outcomes,
    refused,
    sideBySide: sideBySide(outcomes, compiled.shockAt(compiled.centre).cells),
    ...(notes.length === 0 ? {} : { notes }),
  };
}

/** The models that a scenario names, each once. */
export function modelsOf({ model }: Scenario): ModelName[] {
  return [...new Set(typeof model === "string" ? [model] : model)];
}

async function outcomeOf(
  model: ModelName,
  ready: ReadyScenario,
  executor: Executor,
): Promise<OutcomeJson | PartialOutcomeJson> {
  if (model === "one-sector") return oneSectorOutcome(forOneSector(ready), executor);
  return model === "multi-sector"
    ? multiSectorOutcome(ready, executor)
    : partialOutcome(model, ready, executor);
}

/** @throws {InputError} a base of several sectors, theta by sector */
function forOneSector(ready: ReadyScenario): ReadyScenario {
  const { baseline, compiled, scenario } = ready;
  const { id, sectors } = baseline;
  if (sectors.length > 1) {
    const named = `${sectors.slice(0, 5).join(", ")}${sectors.length > 5 ? ", …" : ""}`;
    throw new InputError(
      "one-sector",
      `one-sector needs a base of one sector, chosen with where; ${id} has ${sectors.length}: ${named}.`,
      {
        place: { field: "base.where" },
        received: sectors,
        hint: oneSectorHint(scenario, sectors[0]!),
      },
    );
  }
  if (compiled.centre.theta !== undefined) return ready;
  throw new InputError("theta-sectors", "one-sector takes one theta; the scenario gives it by sector.", {
    place: { field: "parameters.theta" },
    received: scenario.parameters.theta,
    hint: "Write theta as a number or a distribution, or take multi-sector.",
  });
}

function oneSectorHint({ base }: Scenario, sector: string): string {
  if (typeof base !== "string" && "world" in base)
    return "Build the world of one sector (gravitas world build --sum-to total), or take multi-sector.";
  const column = typeof base === "string" ? undefined : base.sector;
  const number = sector.trim() !== "" && Number.isFinite(Number(sector));
  const filter = `${column ?? "sector"} = ${number ? sector : `'${sector}'`}`;
  return `For example where: "${filter}", or take multi-sector.`;
}

/** Reads the base of a scenario and compiles its shocks against it. */
export function readyScenario(scenario: Scenario, readBase: ReadBase): ReadyScenario {
  const { kappa, g } = scenario.parameters;
  if (scenario.base === "world-2014") {
    const baseline = world2014({
      ...(kappa === undefined ? {} : { kappa: central(kappa) }),
      ...(g === undefined ? {} : { g: central(g) }),
    });
    return compilePlain({ scenario, baseline, columns: {} });
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
  const { baseline, columnOf, links } = readBase(scenario.base);
  const names = scenario.shocks.flatMap((shock) => ("column" in shock ? [shock.column] : []));
  const columns = Object.fromEntries(names.map((name) => [name, columnOf(name)]));
  return compilePlain({ scenario, baseline, columns, links });
}
