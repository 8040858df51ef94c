/**
 * An outcome with the intervals that draws give.
 * @module
 */
import type { OutcomeJson, PartialOutcomeJson } from "../contracts/outcome.js";
import type { MultiSectorOutcomeJson } from "../contracts/sector-outcome.js";
import type { Summary } from "../uncertainty/index.js";
import {
  changeFields,
  type EconomyReading,
  flowName,
  levelFields,
  levelName,
  type OwnFigures,
} from "./figure-names.js";

export type AnyOutcomeJson = OutcomeJson | MultiSectorOutcomeJson | PartialOutcomeJson;
type Intervals = ReadonlyMap<string, Summary | null>;

interface Bounds {
  low: number;
  high: number;
  lowError?: number;
  highError?: number;
}

/**
 * The outcome with `low` and `high` on every figure that the draws know, and the sampling errors of the two.
 *
 * Levels become changes in per cent of what was before; a figure of nothing before has none.
 * @param intervals 90 % intervals by name, see figure-names
 */
export function withIntervals<J extends AnyOutcomeJson>(json: J, intervals: Intervals): J {
  const flows = (json.flows as readonly FlowReading[]).map((flow) => {
    const { exporter, importer, sector, before } = flow;
    const levels =
      intervals.get(flowName(exporter, importer, sector)) ?? intervals.get(flowName(exporter, importer));
    return levels && before > 0 ? { ...flow, ...percents(levels, before) } : flow;
  });
  const economies = (json.economies as readonly EconomyReading[]).map((economy) =>
    ranged(economy, intervals),
  );
  return { ...json, economies, flows };
}

type FlowReading = OutcomeJson["flows"][number];

function ranged(reading: EconomyReading, intervals: Intervals): EconomyReading {
  const { economy, welfare } = reading;
  const own: OwnFigures = reading;
  const out: Record<string, unknown> = { ...reading };
  const real = intervals.get(`realIncomePercent.${economy}`);
  if (real && own.realIncome) out.realIncome = { ...own.realIncome, ...bounds(real) };
  for (const field of levelFields) {
    const levels = intervals.get(levelName(field, economy));
    const figure = own[field];
    if (levels && figure && figure.before !== 0)
      out[field] = { ...figure, ...percents(levels, figure.before) };
  }
  const ranges = changeFields.flatMap((field) => {
    const levels = intervals.get(`${field}.${economy}`);
    return levels && own[field] !== undefined ? [[field, bounds(levels)] as const] : [];
  });
  if (ranges.length > 0) out.ranges = Object.fromEntries(ranges);
  const dollars = intervals.get(`welfare.${economy}`);
  if (dollars) {
    const { low, high, lowError, highError } = bounds(dollars);
    const errors = {
      ...(lowError === undefined ? {} : { lowError }),
      ...(highError === undefined ? {} : { highError }),
    };
    // Between the two figures that a general outcome has of welfare, as its schema lists them.
    const { usdMillion, ...rest } = welfare;
    out.welfare = { usdMillion, low, high, ...errors, ...rest };
  }
  return out as unknown as EconomyReading;
}

/** The interval as fields, its unit turned by `to` and its errors scaled. */
function bounds({ low, high, errors }: Summary, to = (x: number): number => x, scale = 1): Bounds {
  return {
    low: to(low),
    high: to(high),
    ...(errors.low === null ? {} : { lowError: errors.low * scale }),
    ...(errors.high === null ? {} : { highError: errors.high * scale }),
  };
}

const percents = (levels: Summary, before: number): Bounds =>
  bounds(levels, (level) => 100 * (level / before - 1), 100 / before);
