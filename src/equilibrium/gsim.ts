/**
 * All markets of one kind of goods in partial equilibrium: the global simulation model.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { Market } from "../contracts/market.js";
import type { PartialOutcome } from "../contracts/outcome.js";
import type { Shock } from "../contracts/shock.js";
import { solveGsimExact } from "./gsim-exact.js";
import { addGsimLine, type GsimSurplus } from "./gsim-figures.js";
import { solveGsimLinear } from "./gsim-linear.js";
import { type GsimSolution, gsimSystem } from "./gsim-system.js";
import { checkMarket, placeCells } from "./partial-cells.js";
import { choiceOf } from "./partial-choice.js";
import { partialColumns } from "./partial-columns.js";
import { type Elasticity, elasticities, exportSupplies, shownElasticity } from "./partial-elasticities.js";
import { type Source, sourcesOf } from "./partial-sources.js";

export interface GsimOptions {
  /** E_m, price elasticity of demand for the composite good, by importer or for all; in absolute value, >= 0. */
  readonly importDemand: Elasticity;
  /** E_s, elasticity of substitution between exporters, by importer or for all; > 0. */
  readonly substitution: Elasticity;
  /** E_x, elasticity of supply, by exporter or for all; >= 0, Infinity allowed (99 is read so, with a warning). */
  readonly exportSupply: Elasticity;
  /** "exact" (default) or "linear", as published. */
  readonly method?: "exact" | "linear";
  /**
   * Of the linear form: consumer surplus as "published" (default), which adds the triangle to a loss too, or the "area"
   * left of linear demand. The exact form has exact areas.
   */
  readonly surplus?: "published" | "area";
  /** Of the exact form: largest relative excess demand, in (0, 1); default 1e-12. */
  readonly tolerance?: number;
  /** Of the exact form: evaluations of the system; default 500. Solves take about ten. */
  readonly maxIterations?: number;
}

/**
 * What a change of trade costs does to one kind of goods in all markets at once: world prices by exporter, flows, and
 * the surplus of producers, consumers and governments. Incomes and other goods do not move.
 *
 * Model: varieties by exporter in a CES nest (E_s), demand for the composite of constant elasticity (E_m), supply of
 * constant elasticity (E_x); solveGsimExact and solveGsimLinear have the equations.
 * @param market from marketOf(baseline, { all: true, sector }); own sales on the diagonal belong to it where they are
 *   not zero; each line is taken by itself
 * @param shock  cells; one without a sector falls on every line
 * @returns columns over the market, million dollars; not converged: empty columns and the reason
 * @throws {InputError} unknown economy or line, elasticity or tariff out of range, bans with "linear" or with
 *   substitution <= 1
 * @throws {DataError} a market with a flow or tariff out of range
 * Source: Francois and Hall (2003), Global Simulation Analysis of Industry-Level Trade Policy, version 3.0.
 * Checked against: the published prices of its 4 × 4 example (linear); finite differences and identities (exact)
 */
export function solveGsim(market: Market, shock: Shock, options: GsimOptions): PartialOutcome {
  checkMarket(market);
  const { tolerance = 1e-12, maxIterations = 500 } = options;
  const method = choiceOf(options.method, ["exact", "linear"], "method");
  const form = choiceOf(options.surplus, ["published", "area"], "surplus");
  checkStops(tolerance, maxIterations);
  const demand = elasticities(options.importDemand, market.importers, "importDemand");
  const substitution = elasticities(options.substitution, market.importers, "substitution", { above: 0 });
  const { supply, warnings } = exportSupplies(options.exportSupply, market.exporters, {});
  const cells = placeCells(market, shock);
  const figures = { ...partialColumns(market), creationWelfare: new Float64Array(0) };
  const surplus: GsimSurplus = method === "exact" ? "exact" : form;
  const reasons: string[] = [];
  let [residual, iterations] = [0, 0];
  market.lines.forEach((name, line) => {
    const sources = sourcesOf(market, cells.byFlow, line);
    refuseBans(market, sources, method, substitution);
    const system = gsimSystem(market, sources, { demand, substitution, supply });
    const solution =
      method === "exact"
        ? solveGsimExact(system, { tolerance, maxIterations }, market)
        : solveGsimLinear(system);
    residual = Math.max(residual, solution.residual);
    iterations += solution.iterations;
    const because = solution.because ?? (method === "linear" ? outOfReach(market, sources, solution) : null);
    if (because === null) addGsimLine(figures, line, system, solution, surplus);
    else reasons.push(market.lines.length === 1 ? because : `${name}: ${because}`);
  });
  const converged = reasons.length === 0;
  return {
    kind: "partial",
    model: "gsim",
    market,
    parameters: parametersOf(options, method, surplus),
    converged,
    because: converged ? null : reasons.join(" "),
    residual,
    iterations,
    ...(converged ? figures : partialColumns({ ...market, lines: [] })),
    quotas: [],
    assumptions: shock.assumptions,
    warnings: [...warnings, ...cells.warnings],
  };
}

function checkStops(tolerance: number, maxIterations: number): void {
  if (!(tolerance > 0 && tolerance < 1)) {
    throw new InputError("tolerance-range", `The tolerance must be in (0, 1); received ${tolerance}.`, {
      place: { field: "tolerance" },
      received: tolerance,
      hint: "Leave it at 1e-12.",
    });
  }
  if (Number.isInteger(maxIterations) && maxIterations >= 1) return;
  throw new InputError(
    "iterations-range",
    `maxIterations must be a positive integer; received ${maxIterations}.`,
    {
      place: { field: "maxIterations" },
      received: maxIterations,
      hint: "Leave it out: solves take about ten evaluations.",
    },
  );
}

/** A share that goes to zero is no small change, and with E_s <= 1 no variety can be done without. */
function refuseBans(
  market: Market,
  sources: readonly Source[],
  method: "exact" | "linear",
  substitution: Float64Array,
): void {
  const ban = sources.find(
    ({ state, importer }) => state !== "open" && (method === "linear" || substitution[importer] <= 1),
  );
  if (ban === undefined) return;
  const pair = `${market.exporters[ban.exporter]} in ${market.importers[ban.importer]}`;
  if (method === "linear") {
    throw new InputError(
      "ban-linear",
      `The linear form takes small changes of cost only; received a ban, imposed or lifted, on ${pair}.`,
      { received: pair, hint: 'Take method "exact".' },
    );
  }
  throw new InputError(
    "ban-essential",
    `A ban needs substitution above 1, else no variety can be done without; received ${substitution[ban.importer]} with a ban, imposed or lifted, on ${pair}.`,
    {
      place: { field: "substitution" },
      received: substitution[ban.importer],
      hint: "Estimates lie above 1.",
    },
  );
}

/** Where the linear form has left the world it is a picture of: a negative flow or price. */
function outOfReach(market: Market, sources: readonly Source[], solution: GsimSolution): string | null {
  const beyond = sources.find(
    ({ exporter, iceberg }, k) =>
      !(
        solution.quantity[k] + iceberg - 1 >= -1 &&
        solution.quantity[k] >= -1 &&
        solution.price[exporter] > -1
      ),
  );
  if (beyond === undefined) return null;
  const pair = `${market.exporters[beyond.exporter]} to ${market.importers[beyond.importer]}`;
  return `The shock is too large for the linear form: trade from ${pair} would be negative. Take method "exact".`;
}

function parametersOf(options: GsimOptions, method: string, surplus: GsimSurplus): Record<string, unknown> {
  return {
    importDemand: shownElasticity(options.importDemand),
    substitution: shownElasticity(options.substitution),
    exportSupply: shownElasticity(options.exportSupply),
    method,
    surplus,
  };
}
