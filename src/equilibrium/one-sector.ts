/**
 * One-sector trade in general equilibrium.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import type { GeneralOutcome } from "../contracts/outcome.js";
import type { Deficits } from "../contracts/scenario.js";
import type { Shock } from "../contracts/shock.js";
import { compileShock } from "./compile-shock.js";
import { type Experiment, type OneSectorSolution, prepareOneSector } from "./prepare-one-sector.js";
import { removeDeficits } from "./remove-deficits.js";

export interface OneSectorOptions {
  /** Trade elasticity (σ − 1 of an Armington model), any number > 0. */
  readonly theta: number;
  /** What may follow trade costs: see Experiment. Default "full". */
  readonly experiment?: Experiment;
  /** How expenditure follows income; default "additive". */
  readonly deficits?: Deficits;
  /** "world-output" (Σ ŵ Y = Σ Y, the default) or an economy whose wage stays at 1. */
  readonly numeraire?: string;
  /** Largest relative excess demand, in (0, 1); default 1e-12. */
  readonly tolerance?: number;
  /** Evaluations of the system; default 1000. Solves take tens. */
  readonly maxIterations?: number;
  /** Wages over base wages (n) to start from (conditional: 1/Π̂); default all 1. Changes the time, not the answer. */
  readonly start?: Float64Array;
}

/**
 * Who gains and who loses when trade costs change: the full-endowment equilibrium of an Armington or Eaton–Kortum
 * world, in exact hat algebra, with tariffs and their revenue.
 *
 * Model, with X value before tariff, t tariff, λ share of gross spending, ρ share of it that is revenue:
 *   P̂_j^(−θ) = Σ_i π_ij A_ij ŵ_i^(−θ);  λ'_ij = π_ij A_ij ŵ_i^(−θ) P̂_j^θ;  X'_ij = (1 − ρ_ij) λ'_ij E'_j
 *   E'_j = (ŵ_j Y_j + D'_j) / (1 − Σ_i ρ_ij λ'_ij);  Σ_j X'_ij = ŵ_i Y_i
 * Two experiments stop short of that. "conditional" holds output Y and what is spent at exporters' prices, E less
 * revenue: x_i = Π̂_i^θ stands where ŵ_i^(−θ) stands above, wages stay at 1 and P̂, Π̂ are what clears markets. "partial"
 * holds P and Π too: X'_ij is the base flow at its new trade cost, and flows need not add up to anything.
 * theta = θ, A and ρ from the shock (pairKernelInto), D' from the closure. docs/models.md has all closures.
 * @param baseline one sector; flows [exporter][importer] in million dollars, >= 0
 * @param shock    cells of trade cost
 * @returns columns over economies and cells; not converged: empty columns and the reason. For "removed", `baseline` is
 *   the world with deficits removed, from which the shock starts
 * @throws {InputError} unknown economy, the same on both sides, a cell twice, theta <= 0, a tariff of -100 % or less
 * @throws {DataError} a baseline with a flow or tariff out of range
 * Method: wageSolver; residual is the largest |Σ_j X'_ij − ŵ_i Y_i| / (ŵ_i Y_i). Prices are positive by construction.
 * Source: Dekle, Eaton and Kortum (2008), IMF Staff Papers 55(3); Yotov, Piermartini, Monteiro and Larch (2016), An
 *   Advanced Guide to Trade Policy Analysis, ch. 2; Caliendo and Parro (2015), Rev. Econ. Stud. 82(1), for revenue.
 * Checked against: GEGravity (44 economies, additive and multiplicative, 2e-7), an independent solver with tariffs (36
 *   economies), an independent solver of two gravity experiments (30 economies).
 */
export function solveOneSector(baseline: Baseline, shock: Shock, options: OneSectorOptions): GeneralOutcome {
  const deficits = options.deficits ?? "additive";
  if (deficits !== "removed") return solveFrom(baseline, shock, options, deficits);
  compileShock(baseline, shock);
  const removed = removeDeficits(baseline, options);
  if (!removed.baseline) {
    const because = `Without the shock, deficits could not be removed. ${removed.because}`;
    return failure(baseline, shock, options, { ...removed, because }, []);
  }
  return solveFrom(removed.baseline, shock, options, "none");
}

function solveFrom(
  baseline: Baseline,
  shock: Shock,
  options: OneSectorOptions,
  deficits: Exclude<Deficits, "removed"> | "none",
): GeneralOutcome {
  const prepared = prepareOneSector(baseline, { solves: "one" });
  const compiled = compileShock(baseline, shock);
  const solution = prepared.solve(compiled, { ...options, deficits });
  const warnings = [...compiled.warnings, ...idleWarnings(baseline, solution), ...notInEquilibrium(options)];
  if (!solution.converged) return failure(baseline, shock, options, solution, warnings);
  const n = baseline.economies.length;
  const flows = new Float64Array(n * n);
  const tariffs = new Float64Array(n * n);
  solution.flowsInto(flows);
  solution.tariffsInto(tariffs);
  // Effective rates carry rounding, and a closed flow has none: where one rate applies to all goods, state it.
  for (const { at, tariffs: cells } of compiled.pairs) {
    if (cells.length === 0) tariffs[at] = baseline.tariffs[at];
    else if (cells.length === 1 && (cells[0].share ?? 1) === 1) tariffs[at] = cells[0].after;
  }
  return {
    ...frame(baseline, shock, options, warnings),
    converged: true,
    because: null,
    residual: solution.residual,
    iterations: solution.iterations,
    flows,
    tariffs,
    wage: solution.wage.slice(),
    priceIndex: solution.priceIndex.slice(),
    realIncome: solution.realIncome.slice(),
    outward: solution.outward.slice(),
    output: solution.output.slice(),
    expenditure: solution.expenditure.slice(),
    tariffRevenue: solution.revenue.slice(),
    budgetGap: solution.budgetGap,
  };
}

/** What an outcome says whether or not it converged. */
function frame(baseline: Baseline, shock: Shock, options: OneSectorOptions, warnings: readonly string[]) {
  return {
    kind: "general",
    model: "one-sector",
    ...(options.experiment === undefined ? {} : { experiment: options.experiment }),
    baseline,
    parameters: { theta: options.theta },
    closure: { deficits: options.deficits ?? "additive", numeraire: options.numeraire ?? "world-output" },
    assumptions: shock.assumptions,
    warnings,
  } as const;
}

function failure(
  baseline: Baseline,
  shock: Shock,
  options: OneSectorOptions,
  last: Pick<OneSectorSolution, "because" | "residual" | "iterations">,
  warnings: readonly string[],
): GeneralOutcome {
  const none = () => new Float64Array(0);
  return {
    ...frame(baseline, shock, options, warnings),
    converged: false,
    because: last.because,
    residual: last.residual,
    iterations: last.iterations,
    flows: none(),
    tariffs: none(),
    wage: none(),
    priceIndex: none(),
    realIncome: none(),
    outward: none(),
    output: none(),
    expenditure: none(),
    tariffRevenue: none(),
    budgetGap: 0,
  };
}

/** Economies for which a figure is a convention. */
function idleWarnings(baseline: Baseline, solution: OneSectorSolution): string[] {
  return baseline.economies.flatMap((code, k) => {
    const spends = solution.expenditureBefore[k] > 0;
    const makes = solution.outputBefore[k] > 0;
    if (spends && makes) return [];
    if (!spends && !makes)
      return [`${code} neither produces nor spends in the base: all its changes are shown as none.`];
    if (!makes) return [`${code} produces nothing in the base: its wage is shown as unchanged.`];
    return [`${code} spends nothing in the base: its price index and real income are shown as unchanged.`];
  });
}

/** What an experiment that is not the full equilibrium leaves out. */
function notInEquilibrium({ experiment }: OneSectorOptions): string[] {
  if (experiment === "partial") {
    return [
      "The partial experiment changes trade costs only: prices, output and expenditure stay, flows no longer add up to output, and real income is not computed.",
    ];
  }
  if (experiment === "conditional") {
    return [
      "The conditional experiment holds output, and expenditure but for tariff revenue: real income shows price indexes relative to one another, not gains.",
    ];
  }
  return [];
}
