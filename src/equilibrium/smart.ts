/**
 * One importer's market in partial equilibrium, line by line: WITS's SMART.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { Market, TariffRateQuota } from "../contracts/market.js";
import type { PartialOutcome } from "../contracts/outcome.js";
import type { Shock } from "../contracts/shock.js";
import { checkMarket, placeCells } from "./partial-cells.js";
import { choiceOf } from "./partial-choice.js";
import { type Elasticity, elasticities, exportSupplies, shownElasticity } from "./partial-elasticities.js";
import { type Source, sourcesOf } from "./partial-sources.js";
import { addLine, type SmartColumns, smartColumns } from "./smart-figures.js";
import { type LineRules, solveLine } from "./smart-line.js";
import { type PlacedQuota, placeQuotas } from "./smart-quotas.js";

export interface SmartOptions {
  /** E_m, price elasticity of import demand, by line or for all; in absolute value, >= 0. */
  readonly importDemand: Elasticity;
  /** E_s, elasticity of substitution between exporters, by line or for all; >= 0, default 1.5. */
  readonly substitution?: Elasticity;
  /** E_x, elasticity of export supply, by exporter or for all; > 0, default Infinity (99 is read so, with a warning). */
  readonly exportSupply?: Elasticity;
  /** "capped" at existing trade, as WITS does (default), or "bounded" (Laird and Yeats). */
  readonly diversion?: LineRules["diversion"];
  /** How creation answers a large change of price; default "linear", as published. */
  readonly demand?: LineRules["demand"];
  /** Where supply is finite: world prices answer creation alone (default, as published), or all that is shipped. */
  readonly supply?: LineRules["supply"];
  /** Tariff-rate quotas in force after the shock. */
  readonly quotas?: readonly TariffRateQuota[];
}

/**
 * What a change of trade costs does to one importer's purchases: trade creation, trade diversion, tariff revenue and
 * surplus, with several exporters, lines, preferences and tariff-rate quotas at once. Others' markets do not move.
 *
 * Model, with M imports at base world prices, ρ = τ̂ (1 + t')/(1 + t):
 *   creation   E_m M (1 − ρ) / (1 + E_m/E_x)                         (linear demand)
 *   diversion  from each exporter to those whose ρ is lower: divertInto
 *   quotas     tariff of members t_in + λ, λ complementary to what is left of the quota
 * docs/models-partial.md has every form.
 * @param market of one importer, from marketOf(baseline, { importer })
 * @param shock  cells; one without a sector falls on every line, those on other importers are left out with a warning
 * @returns columns over the market; million dollars; not converged: empty columns and the reason
 * @throws {InputError} several importers, unknown economy or line, elasticity or tariff out of range, quota terms that do not fit, a ban
 *   whose cost to consumers has no bound
 * @throws {DataError} a market with a flow or tariff out of range
 * Method: closed form; quotas by bracketed roots; joint supply by an accelerated fixed point.
 * Source: Laird and Yeats (1986), The UNCTAD Trade Policy Simulation Model, UNCTAD Discussion Paper 19; Jammes and
 *   Olarreaga (2005), Explaining SMART and GSIM, World Bank.
 * Checked against: a constructed example of three exporters (1e-4 as stated, and by hand to 1e-14)
 */
export function solveSmart(market: Market, shock: Shock, options: SmartOptions): PartialOutcome {
  checkMarket(market);
  checkOneImporter(market);
  const importDemand = elasticities(options.importDemand, market.lines, "importDemand");
  const substitution = elasticities(options.substitution ?? 1.5, market.lines, "substitution");
  const { supply, warnings } = exportSupplies(
    options.exportSupply ?? Number.POSITIVE_INFINITY,
    market.exporters,
    {
      above: 0,
    },
  );
  const cells = placeCells(market, shock);
  const quotas = placeQuotas(market, options.quotas ?? [], cells.byFlow);
  const choices = choicesOf(options);
  const columns = smartColumns(market);
  const reasons: string[] = [];
  for (let line = 0; line < market.lines.length; line++) {
    const sources = sourcesOf(market, cells.byFlow, line);
    if (sources.length === 0) continue;
    const rules: LineRules = {
      ...choices,
      importDemand: importDemand[line],
      substitution: substitution[line],
    };
    const own = quotas.filter((quota) => quota.line === line);
    const reason = addSolved(columns, market, sources, supply, rules, own);
    if (reason !== null)
      reasons.push(market.lines.length === 1 ? reason : `${market.lines[line]}: ${reason}`);
  }
  const frame = {
    kind: "partial",
    model: "smart",
    market,
    parameters: parametersOf(options),
    assumptions: [...shock.assumptions, ...assumptionsOf(options, quotas)],
    warnings: [...warnings, ...cells.warnings, ...idleQuotas(market, quotas)],
  } as const;
  const converged = reasons.length === 0;
  const shown = converged ? columns : smartColumns({ ...market, lines: [] });
  return {
    ...frame,
    ...shown.figures,
    converged,
    because: converged ? null : reasons.join(" "),
    residual: columns.residual,
    iterations: columns.iterations,
    quotas: shown.quotas,
  };
}

/** Solves a line and adds its figures; the reason where it has no solution. */
function addSolved(
  columns: SmartColumns,
  market: Market,
  sources: readonly Source[],
  supply: Float64Array,
  rules: LineRules,
  quotas: readonly PlacedQuota[],
): string | null {
  const members = quotas.map(({ exporters }) => membersOf(sources, exporters));
  const bySource = Float64Array.from(sources, (source) => supply[source.exporter]);
  const terms = quotas.map(({ terms: { volume, inQuota, overQuota } }, q) => ({
    members: members[q],
    volume,
    inQuota,
    overQuota,
  }));
  const solution = solveLine(sources, bySource, rules, terms);
  if (solution.because !== null) return solution.because;
  addLine(columns, { market, sources, supply, rules, quotas, members, solution });
  return null;
}

function choicesOf(options: SmartOptions): Pick<LineRules, "diversion" | "demand" | "supply"> {
  return {
    diversion: choiceOf(options.diversion, ["capped", "bounded"], "diversion"),
    demand: choiceOf(options.demand, ["linear", "constant-elasticity"], "demand"),
    supply: choiceOf(options.supply, ["creation", "joint"], "supply"),
  };
}

function checkOneImporter({ exporters, importers }: Market): void {
  const [importer] = importers;
  if (importers.length === 1 && !exporters.includes(importer)) return;
  throw new InputError(
    "one-importer",
    `smart needs the market of one importer, its own sales left out; received ${importers.length === 1 ? `${importer} on both sides` : `${importers.length} importers`}.`,
    {
      received: importers.length,
      hint: "Use marketOf(baseline, { importer }), or gsim for all markets at once.",
    },
  );
}

/** Quotas that bind nobody, because nobody in them sells anything in the base. */
function idleQuotas(market: Market, quotas: readonly PlacedQuota[]): string[] {
  return quotas.flatMap(({ line, exporters }) => {
    const sold = exporters.some((i) => market.flows[line * market.exporters.length + i] > 0);
    if (sold) return [];
    const codes = exporters.map((i) => market.exporters[i]).join(", ");
    return [`The quota on ${market.lines[line]} does nothing: ${codes} sells none of it in the base.`];
  });
}

function membersOf(sources: readonly Source[], exporters: readonly number[]): number[] {
  const inside = new Set(exporters);
  return sources.flatMap((source, k) => (inside.has(source.exporter) ? [k] : []));
}

function parametersOf(options: SmartOptions): Record<string, unknown> {
  return {
    importDemand: shownElasticity(options.importDemand),
    substitution: shownElasticity(options.substitution ?? 1.5),
    exportSupply: shownElasticity(options.exportSupply ?? Number.POSITIVE_INFINITY),
    ...choicesOf(options),
  };
}

function assumptionsOf(options: SmartOptions, quotas: readonly PlacedQuota[]) {
  const out = [];
  if (options.substitution === undefined) {
    out.push({
      id: "smart-substitution",
      says: "The elasticity of substitution between exporters is 1.5.",
      source: "assumed: the value commonly used in WITS (from memory)",
    });
  }
  if (options.exportSupply === undefined) {
    out.push({
      id: "smart-supply",
      says: "Export supply is infinitely elastic: world prices do not move.",
      source: "assumed, as WITS does",
    });
  }
  if (quotas.some(({ terms }) => terms.rentAtHome === undefined)) {
    out.push({
      id: "smart-rent",
      says: "The rent of tariff-rate quotas stays in the importing economy.",
      source: "assumed: importers hold the licences",
    });
  }
  return out;
}
