/**
 * One importer's market in partial equilibrium, line by line: WITS's SMART.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { Market, TariffRateQuota } from "../contracts/market.js";
import type { PartialOutcome } from "../contracts/outcome.js";
import type { Shock } from "../contracts/shock.js";
import { checkMarket, placeCells } from "./partial-cells.js";
import { type Elasticity, elasticities, exportSupplies, shownElasticity } from "./partial-elasticities.js";
import { type Source, sourcesOf } from "./partial-sources.js";
import { addLine, smartColumns } from "./smart-figures.js";
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
  const columns = smartColumns(market);
  const reasons: string[] = [];
  for (let line = 0; line < market.lines.length; line++) {
    const sources = sourcesOf(market, cells.byFlow, line);
    if (sources.length === 0) continue;
    const rules: LineRules = {
      importDemand: importDemand[line],
      substitution: substitution[line],
      diversion: options.diversion ?? "capped",
      demand: options.demand ?? "linear",
      supply: options.supply ?? "creation",
    };
    const own = quotas.filter((quota) => quota.line === line);
    const members = own.map(({ exporters }) => membersOf(sources, exporters));
    const solution = solveLine(
      sources,
      Float64Array.from(sources, (source) => supply[source.exporter]),
      rules,
      own.map(({ terms }, q) => ({
        members: members[q],
        volume: terms.volume,
        inQuota: terms.inQuota,
        overQuota: terms.overQuota,
      })),
    );
    if (solution.because === null)
      addLine(columns, { market, sources, supply, rules, quotas: own, members, solution });
    else
      reasons.push(
        market.lines.length === 1 ? solution.because : `${market.lines[line]}: ${solution.because}`,
      );
  }
  const frame = {
    kind: "partial",
    model: "smart",
    market,
    parameters: parametersOf(options),
    assumptions: [...shock.assumptions, ...assumptionsOf(options, quotas)],
    warnings: [...warnings, ...cells.warnings, ...columns.warnings],
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

function membersOf(sources: readonly Source[], exporters: readonly number[]): number[] {
  const inside = new Set(exporters);
  return sources.flatMap((source, k) => (inside.has(source.exporter) ? [k] : []));
}

function parametersOf(options: SmartOptions): Record<string, unknown> {
  return {
    importDemand: shownElasticity(options.importDemand),
    substitution: shownElasticity(options.substitution ?? 1.5),
    exportSupply: shownElasticity(options.exportSupply ?? Number.POSITIVE_INFINITY),
    diversion: options.diversion ?? "capped",
    demand: options.demand ?? "linear",
    supply: options.supply ?? "creation",
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
