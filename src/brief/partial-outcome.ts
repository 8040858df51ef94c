/**
 * A scenario through the partial models, with intervals where it asks for draws.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { TariffRateQuota } from "../contracts/market.js";
import type { PartialOutcome, PartialOutcomeJson } from "../contracts/outcome.js";
import type { Shock } from "../contracts/shock.js";
import { marketOf, partialToJson, solveGsim, solveSmart } from "../equilibrium/index.js";
import type { Executor } from "../uncertainty/index.js";
import { type PartialModel, partialParameters } from "./partial-parameters.js";
import { baselineAt, type ReadyScenario, type Values } from "./ready-scenario.js";
import { type DrawnParameters, withDraws } from "./with-draws.js";

/**
 * Solves smart (the one importer's market that the scenario names) or gsim (all markets) at the centre of the parameters
 * and over the draws.
 *
 * @returns the partial Outcome as JSON, elasticities named as assumptions
 * @throws {InputError} smart with several importers or none, quotas with gsim, and whatever the model refuses
 */
export async function partialOutcome(
  model: PartialModel,
  ready: ReadyScenario,
  executor: Executor,
): Promise<PartialOutcomeJson> {
  const drawn = drawnParameters(model, ready);
  const json = partialToJson(partialAt(model, ready, drawn.centre), { flows: "all" });
  const { assumptions, given } = partialParameters(model, ready.scenario);
  const named = new Set(["smart-substitution", "smart-supply"]);
  return withDraws(
    model,
    {
      ...json,
      parameters: { ...json.parameters, ...given },
      assumptions: [...json.assumptions.filter(({ id }) => !named.has(id)), ...assumptions],
    },
    ready,
    drawn,
    executor,
  );
}

/** The model solved once, at given parameters. */
export function partialAt(model: PartialModel, ready: ReadyScenario, values: Values): PartialOutcome {
  const { compiled, scenario } = ready;
  const { quotas = [] } = scenario;
  const baseline = baselineAt(ready, values);
  const shock = compiled.shockAt(values);
  const elasticities = partialParameters(model, scenario);
  if (model === "gsim") {
    if (quotas.length > 0) throw quotasWithGsim();
    const market = marketOf(baseline, { all: true });
    const { exporters, importers } = market;
    const names = { importDemand: importers, substitution: importers, exportSupply: exporters };
    return solveGsim(market, shock, elasticities.optionsAt(values, names));
  }
  const market = marketOf(baseline, { importer: oneImporter(shock, quotas) });
  const { lines, exporters } = market;
  const names = { importDemand: lines, substitution: lines, exportSupply: exporters };
  return solveSmart(market, shock, {
    ...elasticities.optionsAt(values, names),
    quotas: quotas.map(({ sector, ...quota }) => ({
      ...quota,
      ...(sector === undefined ? {} : { line: sector }),
    })) as TariffRateQuota[],
  });
}

/** θ, κ and g vary only where the model hears of them. */
function drawnParameters(model: PartialModel, { scenario, compiled }: ReadyScenario): DrawnParameters {
  const byColumn = scenario.shocks.some((shock) => "column" in shock);
  const heard = (name: string): boolean => {
    if (name === "kappa" || name === "g") return model === "gsim";
    return byColumn || !/^theta(\.|$)/.test(name);
  };
  const own = Object.entries(compiled.parameters).filter(([name]) => heard(name));
  const { distributions, centre } = partialParameters(model, scenario);
  return {
    distributions: { ...Object.fromEntries(own), ...distributions },
    joint: compiled.joint,
    centre: { ...compiled.centre, ...centre },
  };
}

function oneImporter({ cells }: Shock, quotas: readonly { readonly importer: string }[]): string {
  const importers = [...new Set([...cells, ...quotas].map(({ importer }) => importer))];
  if (importers.length === 1) return importers[0]!;
  throw new InputError(
    "smart-importer",
    `smart looks at one importer's market; the scenario changes trade costs in ${importers.length === 0 ? "none" : importers.length}.`,
    {
      place: { field: "model" },
      received: importers,
      hint: "Name one importer in the shocks, or take gsim for all markets at once.",
    },
  );
}

function quotasWithGsim(): InputError {
  return new InputError("quotas-model", "gsim has no tariff-rate quotas; the scenario has some.", {
    place: { field: "quotas" },
    hint: "Take smart, which has them, or leave quotas out.",
  });
}
