/**
 * A scenario through the one-sector model, with intervals where it asks for draws.
 * @module
 */
import type { GeneralOutcome, OutcomeJson, Tornado, UncertaintyJson } from "../contracts/outcome.js";
import { outcomeToJson, solveOneSector } from "../equilibrium/index.js";
import type { CompiledScenario } from "../scenario/index.js";
import {
  type DrawColumns,
  type DrawFigure,
  type DrawPlan,
  drawGroups,
  drawParameters,
  type Executor,
  inlineExecutor,
  type ParameterColumns,
  runDraws,
  summarise,
  tornado,
  tornadoPlan,
} from "../uncertainty/index.js";
import { type ScenarioDraws, scenarioDrawJob } from "./scenario-draws.js";

/** A scenario that has met its base. */
export interface ReadyScenario extends Pick<ScenarioDraws, "scenario" | "baseline" | "columns"> {
  readonly compiled: CompiledScenario;
}

/** Figures of every economy that get an interval. */
const intervals = ["realIncomePercent", "welfare", "exports", "imports", "revenue"] as const;
/** How many of the flows that a shock names get one. */
const mostFlows = 50;

/**
 * Solves at the centre of the parameters and over the draws.
 *
 * @returns the Outcome as JSON; `converged: false` with the reason and no figures when there is no solution
 * @throws {InputError} whatever of the scenario cannot be used with its base
 */
export async function oneSectorOutcome(ready: ReadyScenario, executor: Executor): Promise<OutcomeJson> {
  const { scenario, baseline, compiled } = ready;
  const { centre } = compiled;
  const { deficits, numeraire, experiment, reading } = scenario.parameters;
  const outcome = solveOneSector(baseline, compiled.shockAt(centre), {
    theta: centre.theta!,
    deficits,
    ...(numeraire === undefined ? {} : { numeraire }),
    ...(experiment === undefined ? {} : { experiment }),
  });
  const { draws = 0, seed = 0, method, shifts } = scenario.uncertainty ?? {};
  if (!outcome.converged || draws === 0) {
    const json = outcomeToJson(outcome, { flows: "all" });
    return reading === undefined ? json : { ...json, parameters: { ...json.parameters, reading } };
  }
  const plan: DrawPlan = {
    draws,
    seed,
    ...(method === undefined ? {} : { method }),
    ...(shifts === undefined ? {} : { shifts }),
  };
  const parameters = drawParameters(compiled.parameters, { ...plan, joint: compiled.joint });
  const figures = figuresOf(outcome, ready);
  const { columns: given } = ready;
  const job = scenarioDrawJob({ scenario, baseline, columns: given, parameters, centre, figures });
  const columns = await runDraws(job, executor);
  const json = outcomeToJson(outcome, { flows: "all", intervals: summarise(columns, drawGroups(plan)) });
  const { failures, reasons } = columns;
  return {
    ...json,
    // valueAdded is of multi-sector, which may have run beside.
    parameters: { ...scenario.parameters, valueAdded: undefined, draws, seed },
    uncertainty: {
      method: method ?? "random",
      draws,
      seed,
      ...(method === "sobol" ? { shifts: shifts ?? 8 } : {}),
      failures,
      reasons: [...reasons],
      tornado: await tornadoes(ready, outcome, { parameters, columns }),
    } satisfies UncertaintyJson,
    warnings: [
      ...json.warnings,
      ...(failures > 0
        ? [`${failures} of ${draws} draws have no solution and are left out: ${reasons.join("; ")}`]
        : []),
    ],
  };
}

function figuresOf(outcome: GeneralOutcome, { compiled }: ReadyScenario): DrawFigure[] {
  const pairs = new Map<string, DrawFigure>();
  for (const { exporter, importer } of compiled.shockAt(compiled.centre).cells) {
    if (pairs.size === mostFlows) break;
    pairs.set(`${exporter}.${importer}`, { of: "flow", exporter, importer });
  }
  // An economy that the draws cannot read is none of the baseline's, which the solve has refused already.
  return outcome.converged ? [...intervals.map((of) => ({ of })), ...pairs.values()] : [];
}

/** For the shocked flow that changes most and for the economy whose real income does. */
async function tornadoes(
  { scenario, baseline, columns, compiled }: ReadyScenario,
  outcome: GeneralOutcome,
  drawn: { readonly parameters: ParameterColumns; readonly columns: DrawColumns },
): Promise<Tornado[]> {
  const plan = tornadoPlan(compiled.parameters, compiled.centre, compiled.joint);
  if (plan.ends.length === 0) return [];
  const figures = chartedFigures(outcome, drawn.columns.names);
  const asked = figures.map(({ figure }) => figure);
  const job = scenarioDrawJob({
    scenario,
    baseline,
    columns,
    parameters: plan.columns,
    centre: compiled.centre,
    figures: asked,
  });
  const solved = await runDraws(job, inlineExecutor);
  return solved.names.map((name, k) => ({
    figure: name,
    unit: figures[k]!.unit,
    centre: solved.columns[k]![0]!,
    bars: tornado(plan, solved, name, drawn),
  }));
}

function chartedFigures(
  { baseline, flows, realIncome, experiment }: GeneralOutcome,
  names: readonly string[],
): { readonly figure: DrawFigure; readonly unit: Tornado["unit"] }[] {
  const { economies } = baseline;
  const n = economies.length;
  const place = (code: string): number => economies.indexOf(code);
  const moved = (name: string): number => {
    const [, exporter, importer] = name.split(".");
    const at = place(exporter!) * n + place(importer!);
    return Math.abs(flows[at]! - baseline.flows[at]!);
  };
  const flow = names.filter((name) => name.startsWith("flow.")).sort((a, b) => moved(b) - moved(a))[0];
  const most = economies.reduce(
    (best, _, k) => (Math.abs(realIncome[k]! - 1) > Math.abs(realIncome[best]! - 1) ? k : best),
    0,
  );
  const [, exporter, importer] = flow?.split(".") ?? [];
  return [
    ...(flow === undefined
      ? []
      : [
          {
            figure: { of: "flow", exporter: exporter!, importer: importer! } as const,
            unit: "million dollars" as const,
          },
        ]),
    ...(experiment === "partial"
      ? []
      : [
          {
            figure: { of: "realIncomePercent", economy: economies[most]! } as const,
            unit: "per cent" as const,
          },
        ]),
  ];
}
