/**
 * A scenario run through its model, with intervals where it asks for draws.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import { InputError } from "../contracts/errors.js";
import type { OutcomeJson } from "../contracts/outcome.js";
import type { FlowsFile, Scenario } from "../contracts/scenario.js";
import { outcomeToJson, prepareOneSector, solveOneSector } from "../equilibrium/index.js";
import { type CellColumn, type CompiledScenario, central, compileScenario } from "../scenario/index.js";
import {
  type DrawColumns,
  drawParameters,
  type Executor,
  inlineExecutor,
  type ParameterColumns,
  solveDraws,
  summarise,
} from "../uncertainty/index.js";
import { domesticSales, world2014 } from "../worlds/index.js";

export interface ScenarioBase {
  readonly baseline: Baseline;
  readonly columnOf: CellColumn;
}

/** Reads the file that a scenario names as its base. */
export type ReadBase = (spec: FlowsFile) => ScenarioBase;

type Values = Readonly<Record<string, number>>;

/** Figures of every economy that get an interval. */
const intervals = ["realIncomePercent", "welfare", "exports", "imports", "revenue"] as const;

/**
 * Solves a scenario at the centre of its parameters and over its draws.
 *
 * @param readBase called when the base is a file; the embedded world needs none
 * @returns the Outcome as JSON; `converged: false` with the reason and no figures when there is no solution
 * @throws {InputError} whatever of the scenario cannot be used with its base
 */
export async function simulate(
  scenario: Scenario,
  readBase: ReadBase,
  executor: Executor = inlineExecutor,
): Promise<OutcomeJson> {
  const embedded = scenario.base === "world-2014";
  const { kappa, g } = scenario.parameters;
  if (!embedded && (kappa !== undefined || g !== undefined)) {
    throw new InputError(
      "goods-parameters",
      "kappa and g belong to world-2014; the base is a file of flows.",
      {
        place: { field: "parameters" },
        hint: "Leave them out: the file states its domestic sales.",
      },
    );
  }
  const goods = {
    ...(kappa === undefined ? {} : { kappa: central(kappa) }),
    ...(g === undefined ? {} : { g: central(g) }),
  };
  const base = typeof scenario.base === "string" ? { baseline: world2014(goods) } : readBase(scenario.base);
  const columnOf = "columnOf" in base ? base.columnOf : undefined;
  const { baseline } = base;
  const compiled = compileScenario(scenario, baseline, columnOf);
  const centre = Object.fromEntries(
    Object.entries(compiled.parameters).map(([name, d]) => [name, central(d)]),
  );
  const outcome = solveOneSector(baseline, compiled.shockAt(centre), {
    theta: centre.theta!,
    ...closureOf(scenario),
  });
  const { draws = 0, seed = 0 } = scenario.uncertainty ?? {};
  if (!outcome.converged || draws === 0) return outcomeToJson(outcome, { flows: "all" });
  const columns = await drawn({ scenario, baseline, compiled, centre, executor, draws, seed });
  const json = outcomeToJson(outcome, { flows: "all", intervals: summarise(columns) });
  return {
    ...json,
    parameters: { ...scenario.parameters, draws, seed },
    warnings: [
      ...json.warnings,
      ...(columns.failures > 0
        ? [
            `${columns.failures} of ${draws} draws have no solution and are left out: ${columns.reasons.join("; ")}`,
          ]
        : []),
    ],
  };
}

function closureOf({ parameters }: Scenario) {
  const { deficits, numeraire } = parameters;
  return { deficits, ...(numeraire === undefined ? {} : { numeraire }) };
}

interface Drawing {
  readonly scenario: Scenario;
  readonly baseline: Baseline;
  readonly compiled: CompiledScenario;
  readonly centre: Values;
  readonly executor: Executor;
  readonly draws: number;
  readonly seed: number;
}

async function drawn(drawing: Drawing): Promise<DrawColumns> {
  const { scenario, baseline, compiled, centre, executor, draws, seed } = drawing;
  const parameters = drawParameters(compiled.parameters, { draws, seed });
  const { deficits, ...closure } = closureOf(scenario);
  if (deficits === "removed") return withDeficitsRemoved(drawing, parameters);
  const movesHome = "kappa" in parameters || "g" in parameters;
  return solveDraws({
    prepared: prepareOneSector(baseline),
    shockAt: compiled.shockAt,
    parameters,
    centre,
    deficits,
    ...closure,
    ...(movesHome ? { domesticAt: (values: Values) => domesticSales(goodsAt(values)) } : {}),
    figures: intervals.map((of) => ({ of })),
    executor,
  });
}

const goodsAt = ({ kappa, g }: Values): { kappa?: number; g?: number } => ({
  ...(kappa === undefined ? {} : { kappa }),
  ...(g === undefined ? {} : { g }),
});

/** The world without deficits depends on every parameter, so each draw makes its own. */
function withDeficitsRemoved(drawing: Drawing, parameters: ParameterColumns): DrawColumns {
  const { scenario, baseline, compiled, draws } = drawing;
  const { economies } = baseline;
  const columns = intervals.flatMap(() => economies.map(() => new Float64Array(draws)));
  const failed = new Uint8Array(draws);
  const reasons = new Set<string>();
  for (let d = 0; d < draws; d++) {
    const values = Object.fromEntries(Object.entries(parameters).map(([name, column]) => [name, column[d]!]));
    const world = "kappa" in values || "g" in values ? world2014(goodsAt(values)) : baseline;
    const outcome = solveOneSector(world, compiled.shockAt(values), {
      theta: values.theta!,
      tolerance: 1e-9,
      ...closureOf(scenario),
    });
    if (!outcome.converged) {
      failed[d] = 1;
      reasons.add(outcome.because ?? "no solution");
      continue;
    }
    outcomeToJson(outcome, { flows: "none" }).economies.forEach((row, k) => {
      const cells = [
        row.realIncome.percent ?? 0,
        row.welfare.usdMillion,
        row.exports.after,
        row.imports.after,
        row.tariffRevenue.after,
      ];
      cells.forEach((value, f) => {
        columns[f * economies.length + k]![d] = value;
      });
    });
  }
  return {
    draws,
    names: intervals.flatMap((of) => economies.map((code) => `${of}.${code}`)),
    columns,
    failed,
    failures: failed.reduce((sum, f) => sum + f, 0),
    reasons: [...reasons],
  };
}
