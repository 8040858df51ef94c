/**
 * A solved outcome with what the draws of its scenario say of it.
 * @module
 */
import type { OutcomeJson, Tornado, UncertaintyJson } from "../contracts/outcome.js";
import type { Distribution, JointNormal, ModelName } from "../contracts/scenario.js";
import {
  type DrawFigure,
  type DrawPlan,
  drawGroups,
  drawParameters,
  type Executor,
  inlineExecutor,
  runDraws,
  summarise,
  tornado,
  tornadoPlan,
} from "../uncertainty/index.js";
import { flowName } from "./figure-names.js";
import type { ReadyScenario, Values } from "./ready-scenario.js";
import { scenarioDrawJob } from "./scenario-draws.js";
import { type AnyOutcomeJson, withIntervals } from "./with-intervals.js";

/** What varies when a model is drawn, and its centre. */
export interface DrawnParameters {
  readonly distributions: Readonly<Record<string, Distribution>>;
  readonly joint?: JointNormal | undefined;
  readonly centre: Values;
}

/**
 * The outcome with intervals, how the draws went, and which parameter moves its main figures most; unchanged where there is
 * no solution or the scenario asks for no draws.
 *
 * @param figures of one-sector; the other models give every figure of theirs
 */
export async function withDraws<J extends AnyOutcomeJson>(
  model: ModelName,
  json: J,
  ready: ReadyScenario,
  drawn: DrawnParameters,
  executor: Executor,
  figures: readonly DrawFigure[] = [],
): Promise<J> {
  const { draws = 0, seed = 0, method, shifts } = ready.scenario.uncertainty ?? {};
  if (!json.converged || draws === 0) return json;
  const plan: DrawPlan = {
    draws,
    seed,
    ...(method === undefined ? {} : { method }),
    ...(shifts === undefined ? {} : { shifts }),
  };
  const { scenario, baseline, columns: given, links } = ready;
  const { distributions, joint, centre } = drawn;
  const plain = { model, scenario, baseline, columns: given, links, centre };
  const parameters = drawParameters(distributions, { ...plan, joint });
  const columns = await runDraws(scenarioDrawJob({ ...plain, parameters, figures }), executor);
  const ends = tornadoPlan(distributions, centre, joint);
  const charts = ends.ends.length === 0 ? [] : charted(json, new Set(columns.names));
  const asked = charts.map(({ figure }) => figure);
  const solved =
    charts.length === 0
      ? null
      : await runDraws(
          scenarioDrawJob({ ...plain, parameters: ends.columns, figures: asked }),
          inlineExecutor,
        );
  const { failures, reasons } = columns;
  return {
    ...withIntervals(json, summarise(columns, drawGroups(plan))),
    parameters: { ...json.parameters, draws, seed },
    uncertainty: {
      method: method ?? "random",
      draws,
      seed,
      ...(method === "sobol" ? { shifts: shifts ?? 8 } : {}),
      failures,
      reasons: [...reasons],
      tornado: charts.flatMap(({ name, unit }): Tornado[] => {
        const k = solved?.names.indexOf(name) ?? -1;
        if (!solved || k < 0) return [];
        const bars = tornado(ends, solved, name, { parameters, columns });
        return [{ figure: name, unit, centre: solved.columns[k]![0]!, bars }];
      }),
    } satisfies UncertaintyJson,
    warnings: [
      ...json.warnings,
      ...(failures > 0
        ? [`${failures} of ${draws} draws have no solution and are left out: ${reasons.join("; ")}`]
        : []),
    ],
  };
}

interface Chart {
  readonly name: string;
  readonly figure: DrawFigure;
  readonly unit: Tornado["unit"];
}

/** The shocked flow that changes most, and the economy that does: in real income, or in surplus where a model has no incomes. */
function charted(json: AnyOutcomeJson, known: ReadonlySet<string>): Chart[] {
  type Flow = Pick<OutcomeJson["flows"][number], "exporter" | "importer" | "sector" | "before" | "after">;
  // A world of one sector may name it in its flows; its draws do not.
  const named = ({ exporter, importer, sector }: Flow): string => {
    const full = flowName(exporter, importer, sector);
    return known.has(full) ? full : flowName(exporter, importer);
  };
  const flow = most(
    (json.flows as readonly Flow[]).filter((f) => known.has(named(f))),
    ({ before, after }) => after - before,
  );
  const charts: Chart[] = [];
  if (flow) {
    const { exporter, importer } = flow;
    charts.push({ name: named(flow), figure: { of: "flow", exporter, importer }, unit: "million dollars" });
  }
  if (json.kind === "partial") {
    const economy = most(json.economies, ({ welfare }) => welfare.usdMillion)?.economy;
    if (economy !== undefined)
      charts.push({
        name: `welfare.${economy}`,
        figure: { of: "welfare", economy },
        unit: "million dollars",
      });
  } else if (json.experiment !== "partial") {
    const economy = most(json.economies, ({ realIncome }) => realIncome.percent ?? 0)?.economy;
    if (economy !== undefined)
      charts.push({
        name: `realIncomePercent.${economy}`,
        figure: { of: "realIncomePercent", economy },
        unit: "per cent",
      });
  }
  return charts;
}

/** The first of those whose size is largest. */
function most<T>(items: readonly T[], size: (item: T) => number): T | undefined {
  let best: T | undefined;
  for (const item of items)
    if (best === undefined || Math.abs(size(item)) > Math.abs(size(best))) best = item;
  return best;
}
