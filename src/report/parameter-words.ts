/**
 * Parameters, distributions and draws in words.
 * @module
 */
import type { OutcomeJson } from "../contracts/outcome.js";
import { Distribution } from "../contracts/scenario.js";
import { oneLine } from "./escape.js";
import { formatPlain } from "./numbers.js";

const SYMBOLS: Readonly<Record<string, string>> = {
  theta: "θ",
  valueAdded: "share of value added",
  kappa: "κ",
  importDemand: "elasticity of import demand",
  substitution: "elasticity of substitution",
  exportSupply: "elasticity of export supply",
};

/** Said elsewhere: in the closure, the experiment, the line on draws, the assumptions. */
const ELSEWHERE = new Set(["deficits", "numeraire", "experiment", "draws", "seed", "partial", "reading"]);

const READINGS: Readonly<Record<string, string>> = {
  armington: "goods differ by origin (Armington)",
  "eaton-kortum": "producers differ in productivity (Eaton and Kortum)",
};

/** "θ" for theta, "τ̂ of shock 1" for tau.0, "AVE after, shock 1" for ave.0.1; "θ of food" for theta.food; other names as they are. */
export function parameterName(name: string): string {
  const ave = /^ave\.(\d+)\.([01])$/.exec(name);
  if (ave) return `AVE ${ave[2] === "0" ? "before" : "after"}, shock ${Number(ave[1]) + 1}`;
  if (name.startsWith("theta.")) return `θ of ${oneLine(name.slice("theta.".length))}`;
  const own = /^(importDemand|substitution|exportSupply)\.(.+)$/.exec(name);
  if (own) return `${SYMBOLS[own[1]!]!}, ${oneLine(own[2]!)}`;
  const shock = /^tau\.(\d+)$/.exec(name);
  return shock ? `τ̂ of shock ${Number(shock[1]) + 1}` : (SYMBOLS[name] ?? oneLine(name));
}

/** "lognormal, median 5.03, log s.d. 0.4"; a number as it is. */
export function distributionWords(distribution: Distribution): string {
  if (typeof distribution === "number") return formatPlain(distribution);
  if ("lognormal" in distribution) {
    const { median, sdLog } = distribution.lognormal;
    return `lognormal, median ${formatPlain(median)}, log s.d. ${formatPlain(sdLog)}`;
  }
  if ("normal" in distribution) {
    const { mean, sd, min, max } = distribution.normal;
    const bounds = [
      ...(min === undefined ? [] : [`at least ${formatPlain(min)}`]),
      ...(max === undefined ? [] : [`at most ${formatPlain(max)}`]),
    ];
    return [`normal, mean ${formatPlain(mean)}, s.d. ${formatPlain(sd)}`, ...bounds].join(", ");
  }
  if ("uniform" in distribution)
    return `uniform from ${formatPlain(distribution.uniform[0])} to ${formatPlain(distribution.uniform[1])}`;
  const [low, mode, high] = distribution.triangular.map(formatPlain);
  return `triangular from ${low} over ${mode} to ${high}`;
}

/** "θ lognormal, median 5.03, log s.d. 0.4; σ = θ + 1, goods differ by origin (Armington)." or nothing. */
export function parameterWords(parameters: OutcomeJson["parameters"]): string {
  const { reading } = parameters;
  const shown = Object.entries(parameters)
    .filter(([name, value]) => !ELSEWHERE.has(name) && value !== undefined && value !== null)
    .map(([name, value]) => `${parameterName(name)} ${valueWords(value)}`);
  if (typeof reading === "string") shown.push(READINGS[reading] ?? oneLine(reading));
  return shown.length === 0 ? "" : `Parameters: ${shown.join("; ")}.`;
}

function valueWords(value: unknown): string {
  const distribution = Distribution.safeParse(value);
  if (distribution.success) return distributionWords(distribution.data);
  if (value === "Infinity" || value === Number.POSITIVE_INFINITY) return "infinite";
  if (typeof value === "string") return oneLine(value);
  const by = named(value);
  if (by !== null) return by;
  if (Array.isArray(value)) return value.map(valueWords).join(", ");
  if (typeof value === "object" && value !== null) {
    if ("names" in value && Array.isArray(value.names))
      return `${value.names.map((name) => oneLine(String(name))).join(", ")}, with a covariance`;
    return Object.entries(value)
      .map(([name, inner]) => `${parameterName(name)} ${valueWords(inner)}`)
      .join(", ");
  }
  return oneLine(String(value));
}

/** "2 for GEO, infinite for others" of `{ by: { GEO: 2 }, other: "infinite" }`; null where it is no such thing. */
function named(value: unknown): string | null {
  if (typeof value !== "object" || value === null || !("by" in value)) return null;
  const own = Object.entries(value.by as object).map(([who, x]) => `${valueWords(x)} for ${oneLine(who)}`);
  const rest = "other" in value && value.other !== undefined ? [`${valueWords(value.other)} for others`] : [];
  return [...own, ...rest].join(", ");
}

const METHODS: Readonly<Record<string, string>> = {
  random: "random draws",
  antithetic: "draws in antithetic pairs",
  sobol: "Sobol points",
};

/** "Intervals hold 90 % of 500 random draws; seed 20141218." or nothing. */
export function uncertaintyWords({
  uncertainty,
  parameters,
}: Pick<OutcomeJson, "uncertainty" | "parameters">): string {
  if (!uncertainty) {
    const { draws, seed } = parameters;
    if (typeof draws !== "number" || draws === 0) return "";
    return `Intervals hold 90 % of ${formatPlain(draws)} draws; seed ${String(seed)}.`;
  }
  const { method, draws, failures, seed, shifts } = uncertainty;
  const many = formatPlain(draws - failures);
  const under = shifts === undefined ? "" : ` under ${shifts} independent shifts`;
  return `Intervals hold 90 % of ${many} ${METHODS[method]}${under}; seed ${seed}.`;
}
