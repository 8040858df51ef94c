/**
 * One scenario solved at its centre and over its draws, and the figures that a brief shows of it.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import type { BilateralEffect, BriefFigure, EconomyEffect, Ranged } from "../contracts/brief.js";
import type { Scenario } from "../contracts/scenario.js";
import { economyName } from "../economies/index.js";
import { compileShock } from "../equilibrium/compile-shock.js";
import type { OneSectorSolution, PreparedOneSector } from "../equilibrium/prepare-one-sector.js";
import { quantile } from "../kernel/index.js";
import type { CompiledScenario, Principal } from "../scenario/index.js";
import type { DrawFigure } from "../uncertainty/draw-figures.js";
import type { ParameterColumns } from "../uncertainty/draw-parameters.js";
import type { Executor } from "../uncertainty/executor.js";
import { drawJob, runDraws } from "../uncertainty/solve-draws.js";
import type { DrawColumns } from "../uncertainty/summarise.js";
import { originInWords } from "./origin-in-words.js";
import type { ScenarioDraws } from "./scenario-draws.js";

export interface Evaluation {
  readonly converged: boolean;
  readonly because: string | null;
  readonly residual: number;
  readonly iterations: number;
  readonly drawsFailed: number;
  readonly figures: BriefFigure[];
  readonly effects: EconomyEffect[];
  readonly bilateral: BilateralEffect[];
}

export interface EvaluationQuestion {
  readonly prepared: PreparedOneSector;
  readonly principal: Principal;
  readonly compiled: CompiledScenario;
  /** What was compiled, for executors on other threads; absent: draws run on this one. */
  readonly scenario?: Scenario;
  /** Central values of all parameters. */
  readonly centre: Readonly<Record<string, number>>;
  /** Null: no draws, no intervals. */
  readonly draws: ParameterColumns | null;
  readonly domesticAt: (values: Readonly<Record<string, number>>) => Float64Array;
  readonly executor: Executor;
}

/** How many bilateral flows a brief shows besides the principal ones. */
const shownFlows = 14;

/** Solves; a scenario that does not converge at its centre has no figures. */
export async function evaluate(question: EvaluationQuestion): Promise<Evaluation> {
  const { prepared, compiled, centre } = question;
  const { baseline } = prepared;
  const solution = prepared.solve(compileShock(baseline, compiled.shockAt(centre)), {
    theta: centre.theta!,
    deficits: "additive",
  });
  const { converged, because, residual, iterations } = solution;
  if (!converged) {
    return {
      converged,
      because,
      residual,
      iterations,
      drawsFailed: 0,
      figures: [],
      effects: [],
      bilateral: [],
    };
  }
  const plan = planOf(question, solution);
  const central = plan.map((item) => ({ before: item.before(solution), after: item.after(solution) }));
  // Without a change every draw is the base itself: its interval is the point.
  const still = compiled.shockAt(centre).cells.length === 0;
  const draws = question.draws === null || still ? null : await drawn(question, plan);
  // The columns stand in the order in which the plan asks for them.
  let from = 0;
  const columnsOf = plan.map(({ figures: asked }) => {
    from += asked.length;
    return draws?.columns.slice(from - asked.length, from) ?? [];
  });
  const ranged = (k: number, of: (before: number, after: number) => number): Ranged => {
    const { before, after } = central[k]!;
    const range = draws === null ? null : interval(draws, columnsOf[k]!, (x) => of(before, x));
    const point = zero(of(before, after));
    const none = still && question.draws !== null ? point : null;
    return { central: point, low: range?.[0] ?? none, high: range?.[1] ?? none };
  };
  const difference = (before: number, after: number): number => after - before;
  const percent = (before: number, after: number): number => (100 * (after - before)) / before;

  const figures = plan.flatMap((item, k): BriefFigure[] => {
    if (item.kind !== "figure" || central[k]!.before === 0) return [];
    return [
      {
        id: item.id,
        label: item.label,
        ...central[k]!,
        percent: ranged(k, percent),
        usdMillion: ranged(k, difference),
      },
    ];
  });
  const bilateral = plan.flatMap((item, k): BilateralEffect[] => {
    if (item.kind !== "flow") return [];
    const { before, after } = central[k]!;
    const origin = originInWords(baseline, item.exporter, item.importer);
    const { exporter, importer } = item;
    const change = before === 0 ? null : ranged(k, percent);
    return [
      { exporter, importer, before, after, percent: change, usdMillion: ranged(k, difference), origin },
    ];
  });
  const at = (id: string): number => plan.findIndex((item) => item.id === id);
  const effects = baseline.economies.map((code, k): EconomyEffect => {
    const usdMillion = ranged(at(`welfare.${code}`), difference);
    const gdp = baseline.gdp[k]!;
    const ofGdp = (x: number | null): number | null => (x === null ? null : (100 * x) / gdp);
    return {
      economy: code,
      name: economyName(code),
      realIncomePercent: ranged(at(`realIncomePercent.${code}`), difference),
      usdMillion,
      percentOfGdp:
        gdp > 0
          ? { central: ofGdp(usdMillion.central)!, low: ofGdp(usdMillion.low), high: ofGdp(usdMillion.high) }
          : null,
    };
  });
  return {
    converged,
    because,
    residual,
    iterations,
    drawsFailed: draws?.failures ?? 0,
    figures,
    effects: ordered(effects, question.principal),
    bilateral,
  };
}

/** The principals first, then by the size of the effect in dollars. */
function ordered(effects: EconomyEffect[], { importers, exporters }: Principal): EconomyEffect[] {
  const group = (code: string): number =>
    exporters.length < 10 && exporters.includes(code)
      ? 0
      : importers.length < 10 && importers.includes(code)
        ? 1
        : 2;
  const size = (e: EconomyEffect): number => Math.abs(e.usdMillion.central);
  return effects.sort((a, b) => group(a.economy) - group(b.economy) || size(b) - size(a));
}

/** A number to show, and the columns of the draws that add up to it. */
type PlanItem = {
  readonly id: string;
  readonly figures: readonly DrawFigure[];
  readonly before: (s: OneSectorSolution) => number;
  readonly after: (s: OneSectorSolution) => number;
} & (
  | { readonly kind: "figure"; readonly label: string }
  | { readonly kind: "flow"; readonly exporter: string; readonly importer: string }
  | { readonly kind: "economy" }
);

function planOf({ prepared, principal }: EvaluationQuestion, solution: OneSectorSolution): PlanItem[] {
  const { baseline, index } = prepared;
  const place = (code: string): number => index.get(code)!;
  const { importerName: importer, exporterName: exporter } = principal;
  const flowItem = (id: string, label: string, pairs: readonly (readonly [string, string])[]): PlanItem => ({
    kind: "figure",
    id,
    label,
    figures: pairs.map(([x, m]) => ({ of: "flow", exporter: x, importer: m })),
    before: (s) => sum(pairs, ([x, m]) => s.flowBefore(place(x), place(m))),
    after: (s) => sum(pairs, ([x, m]) => s.flow(place(x), place(m))),
  });
  const totalItem = (
    of: "exports" | "imports" | "revenue",
    label: string,
    codes: readonly string[],
  ): PlanItem => ({
    kind: "figure",
    id: of,
    label,
    figures: codes.map((economy) => ({ of, economy })),
    before: (s) => sum(codes, (c) => s[`${of}Before`][place(c)]!),
    after: (s) => sum(codes, (c) => s[of][place(c)]!),
  });
  const forth = principal.exporters
    .flatMap((x) => principal.importers.map((m) => [x, m] as const))
    .filter(([x, m]) => x !== m);
  const economies = baseline.economies.flatMap((economy): PlanItem[] =>
    (["welfare", "realIncomePercent"] as const).map((of) => ({
      kind: "economy",
      id: `${of}.${economy}`,
      figures: [{ of, economy }],
      before: () => 0,
      after: (s) =>
        of === "welfare" ? s.welfare[place(economy)]! : 100 * (s.realIncome[place(economy)]! - 1),
    })),
  );
  return [
    flowItem("flow", `Exports of ${exporter} to ${importer}`, forth),
    totalItem("exports", `Exports of ${exporter}, all`, principal.exporters),
    ...(principal.bothWays
      ? [
          flowItem(
            "back",
            `Exports of ${importer} to ${exporter}`,
            forth.map(([x, m]) => [m, x] as const),
          ),
        ]
      : []),
    totalItem("imports", `Imports of ${importer}, all`, principal.importers),
    totalItem("revenue", `Tariff revenue of ${importer}`, principal.importers),
    ...flowsToShow(baseline, principal, solution).map(
      ([x, m]): PlanItem => ({
        kind: "flow",
        id: `flow.${x}.${m}`,
        exporter: x,
        importer: m,
        figures: [{ of: "flow", exporter: x, importer: m }],
        before: (s) => s.flowBefore(place(x), place(m)),
        after: (s) => s.flow(place(x), place(m)),
      }),
    ),
    ...economies,
  ];
}

/** The principal pair first, then the importers' other suppliers and the exporters' other markets that change most. */
function flowsToShow(
  baseline: Baseline,
  { importers, exporters }: Principal,
  solution: OneSectorSolution,
): (readonly [string, string])[] {
  const codes = baseline.economies;
  const changes: { pair: readonly [string, string]; principal: boolean; size: number }[] = [];
  const buys = codes.map((code) => importers.includes(code));
  const sells = codes.map((code) => exporters.includes(code));
  for (let i = 0; i < codes.length; i++) {
    for (let j = 0; j < codes.length; j++) {
      if (i === j || !(sells[i] || buys[j])) continue;
      const size = Math.abs(solution.flow(i, j) - solution.flowBefore(i, j));
      changes.push({ pair: [codes[i]!, codes[j]!], principal: sells[i]! && buys[j]!, size });
    }
  }
  changes.sort((a, b) => Number(b.principal) - Number(a.principal) || b.size - a.size);
  return changes.slice(0, shownFlows).map(({ pair }) => pair);
}

async function drawn(question: EvaluationQuestion, plan: readonly PlanItem[]): Promise<DrawColumns> {
  const { prepared, compiled, scenario, centre, domesticAt, executor } = question;
  const figures = plan.flatMap((item) => item.figures);
  const parameters = question.draws!;
  const { names, job } = drawJob({
    prepared,
    shockAt: compiled.shockAt,
    parameters,
    centre,
    domesticAt,
    figures,
  });
  const { baseline } = prepared;
  const plain: ScenarioDraws | undefined = scenario && {
    model: "one-sector",
    scenario,
    baseline,
    columns: {},
    parameters,
    centre,
    figures,
  };
  return runDraws({ names, job: plain ? { ...job, plain } : job }, executor);
}

/** 5 % and 95 % quantiles of a function of the sum of some columns over draws. */
function interval(
  draws: DrawColumns,
  columns: readonly Float64Array[],
  of: (after: number) => number,
): [number, number] | null {
  const values: number[] = [];
  for (let d = 0; d < draws.draws; d++) {
    if (draws.failed[d]) continue;
    values.push(of(sum(columns, (column) => column[d]!)));
  }
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  return [zero(quantile(sorted, 0.05)), zero(quantile(sorted, 0.95))];
}

/** Rounding of the solver is no effect: below a part in 10¹¹ of a million dollars it is zero. */
const zero = (x: number): number => (Math.abs(x) < 1e-11 ? 0 : x);

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += of(item);
  return total;
}
