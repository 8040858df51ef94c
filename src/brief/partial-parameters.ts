/**
 * Elasticities of the partial models: what the scenario gives, what is assumed, and their values in a draw.
 * @module
 */
import type { Distribution, Scenario } from "../contracts/scenario.js";
import type { Assumption } from "../contracts/shock.js";
import { central } from "../scenario/index.js";
import { inWords } from "./parameters.js";

export type PartialModel = "smart" | "gsim";

/**
 * Elasticities where the scenario gives none, one for all goods. Demand and, for gsim, substitution and supply are those of
 * the worked example of Francois and Hall (2003); smart's are the values that WITS starts from.
 */
const defaults = {
  importDemand: 1.25,
  smart: { substitution: 1.5, exportSupply: Number.POSITIVE_INFINITY },
  gsim: { substitution: 5, exportSupply: 1.5 },
} as const;

const names = ["importDemand", "substitution", "exportSupply"] as const;
type ElasticityName = (typeof names)[number];

type Given = Distribution | "infinite";
type Values = Readonly<Record<string, number>>;

/** One elasticity: for all, or by name with what all others have. */
interface Spread {
  readonly all: Distribution | undefined;
  readonly by: readonly (readonly [string, Distribution])[];
  readonly stated: boolean;
}

export interface PartialParameters {
  /** `importDemand`, `substitution`, `exportSupply`, and `exportSupply.GEO` where given by name. */
  readonly distributions: Readonly<Record<string, Distribution>>;
  /** Their values at the centre. */
  readonly centre: Values;
  /** The model's options at values of these; names that the market lacks are left for the model to refuse. */
  optionsAt(
    values: Values,
    market: Readonly<Record<ElasticityName, readonly string[]>>,
  ): Record<ElasticityName, number | Record<string, number>>;
  readonly assumptions: readonly Assumption[];
  /** As the scenario gives them, for those that it gives by name or as a distribution. */
  readonly given: Readonly<Record<string, unknown>>;
}

/** The elasticities of a scenario for a model. */
export function partialParameters(
  model: PartialModel,
  { parameters }: Pick<Scenario, "parameters">,
): PartialParameters {
  const given = parameters.partial ?? {};
  const assumed = { importDemand: defaults.importDemand, ...defaults[model] };
  const spreads = names.map((name): readonly [ElasticityName, Spread] => [
    name,
    spreadOf(given[name], assumed[name]),
  ]);
  const distributions = Object.fromEntries(
    spreads.flatMap(([name, { all, by }]) => [
      ...(all === undefined ? [] : [[name, all] as const]),
      ...by.map(([own, distribution]) => [`${name}.${own}`, distribution] as const),
    ]),
  );
  return {
    distributions,
    centre: Object.fromEntries(Object.entries(distributions).map(([name, d]) => [name, central(d)])),
    optionsAt: (values, market) => {
      const at = ([name, { all, by }]: readonly [ElasticityName, Spread]) => {
        if (by.length === 0) return [name, values[name]!] as const;
        const others = all === undefined ? [] : market[name].map((own) => [own, values[name]!] as const);
        return [
          name,
          Object.fromEntries([...others, ...by.map(([own]) => [own, values[`${name}.${own}`]!] as const)]),
        ] as const;
      };
      return Object.fromEntries(spreads.map(at)) as ReturnType<PartialParameters["optionsAt"]>;
    },
    given: Object.fromEntries(
      Object.entries(given).filter(([, value]) => typeof value === "object" && value !== null),
    ),
    assumptions: spreads.map(([name, spread]) => assumption(model, name, spread)),
  };
}

const finite = (given: Given): Distribution => (given === "infinite" ? Number.POSITIVE_INFINITY : given);

function spreadOf(
  given: Given | { by: Record<string, Given>; other?: Given | undefined } | undefined,
  assumed: number,
): Spread {
  if (given === undefined) return { all: assumed, by: [], stated: false };
  if (typeof given !== "object" || !("by" in given)) return { all: finite(given), by: [], stated: true };
  return {
    all: given.other === undefined ? undefined : finite(given.other),
    by: Object.entries(given.by).map(([name, own]) => [name, finite(own)] as const),
    stated: true,
  };
}

const words = {
  importDemand: "Price elasticity of import demand",
  substitution: "Elasticity of substitution between exporters",
  exportSupply: "Elasticity of export supply",
} as const;

/** Where the value comes from that stands in when the scenario gives none. */
function origin(model: PartialModel, name: ElasticityName): string {
  if (model === "gsim" || name === "importDemand") return "example of Francois and Hall 2003";
  return name === "substitution" ? "WITS's starting value" : "WITS's starting value (99, read as infinite)";
}

function assumption(model: PartialModel, name: ElasticityName, { all, by, stated }: Spread): Assumption {
  const shown = (distribution: Distribution): string => {
    if (typeof distribution !== "number")
      return `${+central(distribution).toPrecision(6)} (${inWords(distribution)})`;
    return Number.isFinite(distribution) ? String(distribution) : "infinite";
  };
  const own = by.map(([who, distribution]) => `${shown(distribution)} for ${who}`);
  const rest =
    all === undefined
      ? []
      : [by.length === 0 ? `${shown(all)}, the same for all goods` : `${shown(all)} for all others`];
  return {
    id: `${model}.${name}`,
    says: `${words[name]}: ${[...own, ...rest].join(", ")}.`,
    source: stated ? "stated in the scenario" : `assumed: ${origin(model, name)}`,
  };
}
