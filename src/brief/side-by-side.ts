/**
 * What several outcomes share.
 * @module
 */
import type { Figure, OutcomeJson, PartialOutcomeJson } from "../contracts/outcome.js";
import type { ShockCell } from "../contracts/shock.js";
import type { SharedFigure } from "../contracts/simulation.js";

type Json = OutcomeJson | PartialOutcomeJson;

/** How many flows and economies of each side are set side by side. */
const mostFlows = 5;
const mostEconomies = 3;

/**
 * The shocked flows, and of the economies on both sides exports, imports, revenue, welfare and (where two models have it)
 * real income, model by model.
 *
 * smart's exporters sell to one market only, so it has no exports of theirs; partial welfare is surplus, revenue and rent
 * in the market, general welfare the equivalent variation.
 * @param cells of the shock; the largest base flows among them are shown
 */
export function sideBySide(outcomes: readonly Json[], cells: readonly ShockCell[]): SharedFigure[] {
  const pairs = [...new Map(cells.map((c) => [`${c.exporter}.${c.importer}`, c])).values()];
  const size = ({ exporter, importer }: ShockCell): number =>
    Math.max(0, ...outcomes.map((o) => flowOf(o, exporter, importer)?.before ?? 0));
  const shown = pairs.sort((a, b) => size(b) - size(a)).slice(0, mostFlows);
  const side = (key: "exporter" | "importer"): string[] =>
    [...new Set(shown.map((cell) => cell[key]))].slice(0, mostEconomies);
  const flows = shown.map(({ exporter, importer }): SharedFigure => {
    const values = outcomes.map((o) => change(flowOf(o, exporter, importer), "per cent"));
    const ranges = outcomes.map((o) => rangeOf(onlyFlow(o, exporter, importer)));
    return withRanges({ of: "flow", exporter, importer, unit: "per cent", values }, ranges);
  });
  const row = (
    of: "exports" | "imports" | "tariffRevenue",
    economy: string,
    unit: SharedFigure["unit"],
  ): SharedFigure => {
    const figures = outcomes.map((o) =>
      of === "exports" && o.model === "smart" ? undefined : economyOf(o, economy)?.[of],
    );
    return withRanges(
      { of, economy, unit, values: figures.map((figure) => change(figure, unit)) },
      figures.map((figure) => inUnit(rangeOf(figure), figure, unit)),
    );
  };
  const welfare = (economy: string): SharedFigure =>
    withRanges(
      {
        of: "welfare",
        economy,
        unit: "million dollars",
        values: outcomes.map((o) => economyOf(o, economy)?.welfare.usdMillion ?? null),
      },
      outcomes.map((o) => rangeOf(economyOf(o, economy)?.welfare)),
    );
  const general = outcomes.filter(({ kind, converged }) => kind === "general" && converged).length;
  const realIncome = (economy: string): SharedFigure[] => {
    if (general < 2) return [];
    const values = outcomes.map((o) => change(economyOf(o, economy)?.realIncome, "per cent"));
    const ranges = outcomes.map((o) => rangeOf(economyOf(o, economy)?.realIncome));
    return [withRanges({ of: "realIncome", economy, unit: "per cent", values }, ranges)];
  };
  return [
    ...flows,
    ...side("importer").flatMap((economy) => [
      row("imports", economy, "per cent"),
      row("tariffRevenue", economy, "million dollars"),
      ...realIncome(economy),
      welfare(economy),
    ]),
    ...side("exporter").flatMap((economy) => [
      row("exports", economy, "per cent"),
      ...realIncome(economy),
      welfare(economy),
    ]),
  ].filter(({ values }) => values.some((value) => value !== null));
}

type Range = [low: number, high: number];

/** A figure with the intervals of those models that have any. */
function withRanges(figure: SharedFigure, ranges: readonly (Range | null)[]): SharedFigure {
  return ranges.some((range) => range !== null) ? { ...figure, intervals: [...ranges] } : figure;
}

interface Ranged {
  readonly before?: number;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

const rangeOf = (figure: Ranged | undefined): Range | null =>
  figure?.low === undefined || figure.high === undefined ? null : [figure.low, figure.high];

/** Where models mean different things by one name. */
export function sharedNotes(outcomes: readonly Json[]): string[] {
  const models = outcomes.map(({ model }) => model);
  if (models.length < 2 || !models.includes("multi-sector")) return [];
  return [
    `Real income and welfare of multi-sector are of final spending (value added, tariff revenue and deficit): spending on inputs is not in them.${models.includes("one-sector") ? " Those of one-sector are of all spending; the two are the same where no inputs are bought." : ""}`,
  ];
}

function change(
  figure: Pick<Figure, "before" | "after"> | undefined,
  unit: SharedFigure["unit"],
): number | null {
  if (!figure) return null;
  if (unit === "million dollars") return figure.after - figure.before;
  return figure.before === 0 ? null : 100 * (figure.after / figure.before - 1);
}

/** An interval of per cent in the unit of the figure. */
function inUnit(range: Range | null, figure: Figure | undefined, unit: SharedFigure["unit"]): Range | null {
  if (!range || !figure || unit === "per cent") return range;
  return [(range[0] / 100) * figure.before, (range[1] / 100) * figure.before];
}

/** The flow where the outcome has one of this pair: intervals of several sectors cannot be added. */
function onlyFlow(outcome: Json, exporter: string, importer: string): Ranged | undefined {
  const own = (outcome.flows as readonly (Ranged & { exporter: string; importer: string })[]).filter(
    (flow) => flow.exporter === exporter && flow.importer === importer,
  );
  return own.length === 1 ? own[0] : undefined;
}

/** A flow, sectors added up. */
function flowOf(
  outcome: Json,
  exporter: string,
  importer: string,
): { before: number; after: number } | undefined {
  const own = (
    outcome.flows as readonly { exporter: string; importer: string; before: number; after: number }[]
  ).filter((flow) => flow.exporter === exporter && flow.importer === importer);
  if (own.length === 0) return undefined;
  return own.reduce((sum, f) => ({ before: sum.before + f.before, after: sum.after + f.after }), {
    before: 0,
    after: 0,
  });
}

interface SharedEconomy {
  readonly economy: string;
  readonly exports?: Figure | undefined;
  readonly imports?: Figure | undefined;
  readonly tariffRevenue?: Figure | undefined;
  readonly realIncome?: Figure | undefined;
  readonly welfare: {
    readonly usdMillion: number;
    readonly low?: number | undefined;
    readonly high?: number | undefined;
  };
}

const economyOf = (outcome: Json, code: string): SharedEconomy | undefined =>
  (outcome.economies as readonly SharedEconomy[]).find(({ economy }) => economy === code);
