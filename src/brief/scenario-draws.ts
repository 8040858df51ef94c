/**
 * The draws of a scenario as plain data, and the job that any thread makes of it.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import { InputError } from "../contracts/errors.js";
import type { Scenario } from "../contracts/scenario.js";
import { prepareOneSector, removeDeficits } from "../equilibrium/index.js";
import { compileScenario } from "../scenario/index.js";
import {
  type DrawChunk,
  type DrawFigure,
  drawJob,
  figureColumns,
  type NamedJob,
  type ParameterColumns,
} from "../uncertainty/index.js";
import { domesticSales, gravityFlows } from "../worlds/index.js";

/** Nothing but numbers, texts and typed arrays: it crosses to another thread as it is. */
export interface ScenarioDraws {
  readonly scenario: Scenario;
  readonly baseline: Baseline;
  /** Columns of the flows file that shocks name, [exporter][importer]. */
  readonly columns: Readonly<Record<string, Float64Array>>;
  readonly parameters: ParameterColumns;
  readonly centre: Readonly<Record<string, number>>;
  readonly figures: readonly DrawFigure[];
}

type Values = Readonly<Record<string, number>>;

/** Relative excess demand that draws stop at. */
const drawTolerance = 1e-9;

/**
 * The job that solves a scenario for each of its draws.
 *
 * @throws {InputError} whatever of the scenario cannot be used with its base
 */
export function scenarioDrawJob(plain: ScenarioDraws): NamedJob {
  const { scenario, baseline, parameters, centre, figures } = plain;
  const { shockAt } = compileDraws(plain);
  const { deficits, numeraire, experiment } = scenario.parameters;
  const closure = {
    ...(numeraire === undefined ? {} : { numeraire }),
    ...(experiment === undefined ? {} : { experiment }),
  };
  const movesHome = "kappa" in parameters || "g" in parameters;
  if (deficits === "removed") return removedJob(plain, shockAt, closure, movesHome);
  const { names, job } = drawJob({
    prepared: prepareOneSector(baseline),
    shockAt,
    parameters,
    centre,
    deficits,
    ...closure,
    ...(movesHome ? { domesticAt: (values: Values) => domesticSales(goodsAt(values)) } : {}),
    figures,
    tolerance: drawTolerance,
  });
  return { names, job: { ...job, plain } };
}

/** The scenario against its base, with the columns at hand and gravity's word where the base has one. */
export function compileDraws({
  scenario,
  baseline,
  columns,
}: Pick<ScenarioDraws, "scenario" | "baseline" | "columns">) {
  const embedded = scenario.base === "world-2014";
  return compileScenario(
    scenario,
    baseline,
    embedded ? undefined : (name) => columns[name]!,
    embedded ? gravityFlows() : undefined,
  );
}

export const goodsAt = ({ kappa, g }: Values): { kappa?: number; g?: number } => ({
  ...(kappa === undefined ? {} : { kappa }),
  ...(g === undefined ? {} : { g }),
});

/** The world without deficits depends on every parameter, so each draw makes its own. */
function removedJob(
  plain: ScenarioDraws,
  shockAt: ReturnType<typeof compileDraws>["shockAt"],
  closure: { readonly numeraire?: string; readonly experiment?: "partial" | "conditional" | "full" },
  movesHome: boolean,
): NamedJob {
  const { baseline, parameters } = plain;
  const columns = figureColumns(prepareOneSector(baseline, { solves: "one" }), plain.figures);
  const names = columns.flatMap((column) => column.names);
  const draws = parameters.theta!.length;

  /** Null when read; else why not. */
  const draw = (values: Values, out: Float64Array, at: number): string | null => {
    const world = movesHome ? withDomestic(baseline, domesticSales(goodsAt(values))) : baseline;
    const options = { theta: values.theta!, tolerance: drawTolerance };
    const removed = removeDeficits(world, { ...options, ...closure });
    if (!removed.baseline) return `Without the shock, deficits could not be removed. ${removed.because}`;
    const prepared = prepareOneSector(removed.baseline, { solves: "one" });
    const solution = prepared.solve(prepared.compile(shockAt(values)), {
      ...options,
      ...closure,
      deficits: "none",
    });
    if (!solution.converged) return solution.because ?? "No convergence.";
    let place = at;
    for (const column of columns) {
      column.readInto(solution, out, place);
      place += column.names.length;
    }
    return null;
  };

  const run = (from: number, to: number): DrawChunk => {
    const values = new Float64Array((to - from) * names.length);
    const failed = new Uint8Array(to - from);
    const reasons = new Set<string>();
    for (let d = from; d < to; d++) {
      const drawn = Object.fromEntries(
        Object.entries(parameters).map(([name, column]) => [name, column[d]!]),
      );
      const reason = attempt(() => draw(drawn, values, (d - from) * names.length));
      if (reason === null) continue;
      failed[d - from] = 1;
      reasons.add(reason);
    }
    return { from, to, values, failed, reasons: [...reasons] };
  };
  return { names, job: { draws, run, plain } };
}

/** κ and g move nothing else of the world. */
function withDomestic(baseline: Baseline, domestic: Float64Array): Baseline {
  const flows = baseline.flows.slice();
  const n = domestic.length;
  for (let i = 0; i < n; i++) flows[i * n + i] = domestic[i]!;
  return { ...baseline, flows };
}

/** A draw outside a parameter's range is a reason for that draw to fail, and no more. */
function attempt(draw: () => string | null): string | null {
  try {
    return draw();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}
