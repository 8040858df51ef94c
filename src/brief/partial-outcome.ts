/**
 * A scenario through the partial models.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { PartialOutcomeJson } from "../contracts/outcome.js";
import type { Assumption, Shock } from "../contracts/shock.js";
import { marketOf, partialToJson, solveGsim, solveSmart } from "../equilibrium/index.js";
import { centreWarnings } from "./centre-warnings.js";
import type { ReadyScenario } from "./one-sector-outcome.js";

/**
 * Elasticities where the scenario gives none, one for all goods. Demand and, for gsim, substitution and supply are those of
 * the worked example of Francois and Hall (2003); smart's are the values that WITS starts from.
 */
const defaults = {
  importDemand: 1.25,
  smart: { substitution: 1.5, exportSupply: Number.POSITIVE_INFINITY },
  gsim: { substitution: 5, exportSupply: 1.5 },
} as const;

/**
 * Solves smart (the one importer's market that the shock names) or gsim (all markets) at the centre of the parameters.
 *
 * @returns the partial Outcome as JSON, elasticities named as assumptions; there are no draws
 * @throws {InputError} smart with several importers or none, and whatever the model refuses
 */
export function partialOutcome(model: "smart" | "gsim", ready: ReadyScenario): PartialOutcomeJson {
  const { baseline, compiled, scenario } = ready;
  const given = scenario.parameters.partial ?? {};
  const own = defaults[model];
  const options = {
    importDemand: given.importDemand ?? defaults.importDemand,
    substitution: given.substitution ?? own.substitution,
    exportSupply: given.exportSupply ?? own.exportSupply,
  };
  const bare = compiled.shockAt(compiled.centre);
  const shock: Shock = {
    ...bare,
    assumptions: [...bare.assumptions, ...elasticityAssumptions(model, options, given)],
  };
  const outcome =
    model === "smart"
      ? solveSmart(marketOf(baseline, { importer: oneImporter(shock) }), shock, options)
      : solveGsim(marketOf(baseline, { all: true }), shock, options);
  const json = partialToJson(outcome, { flows: "all" });
  return { ...json, warnings: [...json.warnings, ...centreWarnings(model, scenario)] };
}

function oneImporter({ cells }: Shock): string {
  const importers = [...new Set(cells.map(({ importer }) => importer))];
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

function elasticityAssumptions(
  model: "smart" | "gsim",
  options: { importDemand: number; substitution: number; exportSupply: number },
  given: Readonly<Record<string, number | undefined>>,
): Assumption[] {
  const words = {
    importDemand: ["Price elasticity of import demand", "example of Francois and Hall 2003"],
    substitution: [
      "Elasticity of substitution between exporters",
      model === "smart" ? "WITS's starting value" : "example of Francois and Hall 2003",
    ],
    exportSupply: [
      "Elasticity of export supply",
      model === "smart"
        ? "WITS's starting value (99, read as infinite)"
        : "example of Francois and Hall 2003",
    ],
  } as const;
  return (["importDemand", "substitution", "exportSupply"] as const).map((name) => ({
    id: `${model}.${name}`,
    says: `${words[name][0]}: ${Number.isFinite(options[name]) ? options[name] : "infinite"}, the same for all goods.`,
    source: given[name] === undefined ? `assumed: ${words[name][1]}` : "stated in the scenario",
  }));
}
