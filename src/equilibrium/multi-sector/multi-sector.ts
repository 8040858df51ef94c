/**
 * Trade of linked sectors in general equilibrium.
 * @module
 */
import { InputError } from "../../contracts/errors.js";
import type { Deficits } from "../../contracts/scenario.js";
import type { SectorBaseline } from "../../contracts/sector-baseline.js";
import type { MultiSectorOutcome } from "../../contracts/sector-outcome.js";
import type { Shock } from "../../contracts/shock.js";
import { checkSolverOptions } from "./check-solver-options.js";
import { type MultiSectorSolution, prepareMultiSector } from "./prepare-multi-sector.js";
import { settleSectors } from "./settle-sectors.js";

export interface MultiSectorOptions {
  /** (S) Trade elasticities, or one for all sectors; default the world's. */
  readonly theta?: Float64Array | number | undefined;
  /** What becomes of deficits; default "additive" (held, in units of the numeraire). "multiplicative" is refused. */
  readonly deficits?: Deficits | undefined;
  /** "world-output" (world value added keeps its value, the default) or an economy whose wage stays at 1. */
  readonly numeraire?: string | undefined;
  /** Largest relative gap of any equation, in (0, 1); default 1e-12. */
  readonly tolerance?: number | undefined;
  /** Sweeps through the equations; default 20000. Solves take some tens. */
  readonly maxIterations?: number | undefined;
}

/** A world further than this from rest is solved without shock first. */
const atRest = 1e-9;

/**
 * Who gains and who loses, sector by sector, when trade costs change: Caliendo and Parro's economy of linked sectors in
 * exact hat algebra, with tariffs and their revenue, sectors that are not traded, deficits held or removed first.
 *
 * Model, hats after over before:
 *   ĉ_si = ŵ_i^B_si Π_k P̂_ki^((1−B_si)γ_ski);  P̂_sj^(−θ_s) = Σ_i π_s,ij A_s,ij ĉ_si^(−θ_s)
 *   X'_s,ij = (1 − ρ_s,ij) π'_s,ij E'_sj;  E'_sj = α_sj I'_j + Σ_k γ_ksj (1 − B_kj) Y'_kj;  Y'_si = Σ_j X'_s,ij
 *   I'_j = ŵ_j VA_j + T'_j + D'_j;  Σ_s B_si Y'_si = ŵ_i VA_i
 * docs/models-multi-sector.md has the closures, the split of welfare and when not to use it.
 * @param world a SectorBaseline; one that is not at rest (shares that do not reproduce its flows) is solved without shock
 *   first, and the outcome says so
 * @param shock cells of trade cost; a cell without sector falls on all traded sectors
 * @returns columns over sectors, economies and cells; not converged: empty columns and the reason
 * @throws {InputError} an unknown economy or sector, theta <= 0, the closure "multiplicative"; {DataError} a world that
 *   does not add up
 * Method: sectorSolver; the residual is the largest relative gap of any price, spending or factor-market equation.
 * Source: Caliendo and Parro (2015), Rev. Econ. Stud. 82(1): the equilibrium in relative changes.
 * Checked against: KITE (5 × 3, 1e-9), the files of Caliendo and Parro (31 × 40), a Newton solver on the full system.
 */
export function solveMultiSector(
  world: SectorBaseline,
  shock: Shock,
  options: MultiSectorOptions = {},
): MultiSectorOutcome {
  const deficits = options.deficits ?? "additive";
  checkClosure(deficits);
  checkSolverOptions(options);
  const given = prepareMultiSector(world);
  const theta = thetaOf(world, options.theta);
  const compiled = given.compile(shock);
  const gap = given.restGap;
  let prepared = given;
  if (deficits === "removed" || gap > atRest) {
    const settled = settleSectors(given, {
      ...options,
      theta,
      deficits: deficits === "removed" ? "removed" : "held",
    });
    if (!settled.world) {
      const because = `Without the shock, the world could not be brought to rest. ${settled.because}`;
      return failure(frame(world, shock, options, theta, compiled.warnings), { ...settled, because });
    }
    prepared = prepareMultiSector(settled.world);
  }
  const base = prepared.world;
  const solution = prepared.solve(compiled, {
    ...options,
    theta,
    deficits:
      deficits === "removed" ? "none" : deficits === "additive" ? "additive" : "multiplicative-rescaled",
  });
  const warnings = [...compiled.warnings, ...restWarnings(gap, deficits), ...idleWarnings(base, solution)];
  const outline = frame(base, shock, options, theta, warnings);
  return solution.converged ? success(outline, solution) : failure(outline, solution);
}

function checkClosure(deficits: Deficits): void {
  if (deficits === "multiplicative") {
    throw new InputError(
      "closure",
      "The multi-sector model needs budgets that close; the multiplicative closure leaves the world's open.",
      { place: { field: "deficits" }, received: deficits, hint: "Take multiplicative-rescaled." },
    );
  }
}

function thetaOf(world: SectorBaseline, theta: Float64Array | number | undefined): Float64Array {
  if (theta === undefined) return world.theta;
  return typeof theta === "number" ? new Float64Array(world.sectors.length).fill(theta) : theta;
}

/** What an outcome says whether or not it converged. */
function frame(
  baseline: SectorBaseline,
  shock: Shock,
  options: MultiSectorOptions,
  theta: Float64Array,
  warnings: readonly string[],
) {
  const closure = {
    deficits: options.deficits ?? "additive",
    numeraire: options.numeraire ?? "world-output",
  } as const;
  const parameters = Object.fromEntries(baseline.sectors.map((sector, s) => [`theta.${sector}`, theta[s]]));
  const { assumptions } = shock;
  return {
    kind: "general",
    model: "multi-sector",
    baseline,
    theta: theta.slice(),
    parameters,
    closure,
    assumptions,
    warnings,
    budgetGap: 0,
  } as const;
}

type Frame = ReturnType<typeof frame>;

function success(outline: Frame, solution: MultiSectorSolution): MultiSectorOutcome {
  const { baseline } = outline;
  const n = baseline.economies.length;
  const flows = new Float64Array(baseline.flows.length);
  const tariffs = new Float64Array(baseline.flows.length);
  solution.flowsInto(flows);
  solution.tariffsInto(tariffs);
  const output = new Float64Array(n);
  for (let c = 0; c < solution.output.length; c++) output[c % n] += solution.output[c];
  return {
    ...outline,
    converged: true,
    because: null,
    residual: solution.residual,
    iterations: solution.iterations,
    flows,
    tariffs,
    wage: solution.wage.slice(),
    priceIndex: solution.priceIndex.slice(),
    realIncome: solution.realIncome.slice(),
    output,
    expenditure: solution.income.slice(),
    tariffRevenue: solution.revenue.slice(),
    sectorPrice: solution.sectorPrice.slice(),
    unitCost: solution.unitCost.slice(),
    sectorOutputBefore: solution.outputBefore.slice(),
    sectorOutput: solution.output.slice(),
    sectorSpendingBefore: solution.spendingBefore.slice(),
    sectorSpending: solution.spending.slice(),
    expenditureBefore: solution.incomeBefore.slice(),
    tariffRevenueBefore: solution.revenueBefore.slice(),
    valueAddedBefore: solution.valueAddedBefore.slice(),
  };
}

function failure(
  outline: Frame,
  last: Pick<MultiSectorSolution, "because" | "residual" | "iterations">,
): MultiSectorOutcome {
  const none = () => new Float64Array(0);
  return {
    ...outline,
    converged: false,
    because: last.because,
    residual: last.residual,
    iterations: last.iterations,
    flows: none(),
    tariffs: none(),
    wage: none(),
    priceIndex: none(),
    realIncome: none(),
    output: none(),
    expenditure: none(),
    tariffRevenue: none(),
    sectorPrice: none(),
    unitCost: none(),
    sectorOutputBefore: none(),
    sectorOutput: none(),
    sectorSpendingBefore: none(),
    sectorSpending: none(),
    expenditureBefore: none(),
    tariffRevenueBefore: none(),
    valueAddedBefore: none(),
  };
}

function restWarnings(gap: number, deficits: Deficits): string[] {
  if (gap <= atRest || deficits === "removed") return [];
  return [
    `The world was not at rest: shares of final use and inputs missed spending by up to ${(100 * gap).toPrecision(2)} %. It was solved without shock first; before and after are measured from there.`,
  ];
}

/** Economies for which a figure is a convention. */
function idleWarnings(world: SectorBaseline, solution: MultiSectorSolution): string[] {
  return world.economies.flatMap((code, j) => {
    const spends = solution.incomeBefore[j] > 0;
    const makes = solution.valueAddedBefore[j] > 0;
    if (spends && makes) return [];
    if (!spends && !makes)
      return [`${code} neither produces nor spends in the base: all its changes are shown as none.`];
    if (!makes) return [`${code} produces nothing in the base: its wage is shown as unchanged.`];
    return [`${code} has no final spending in the base: its real income is shown as unchanged.`];
  });
}
