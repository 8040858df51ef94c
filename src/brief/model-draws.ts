/**
 * Draws of the models whose outcome is read from its own figures: multi-sector, smart and gsim.
 * @module
 */
import type { PartialOutcomeJson } from "../contracts/outcome.js";
import type { MultiSectorOutcomeJson } from "../contracts/sector-outcome.js";
import type { ShockCell } from "../contracts/shock.js";
import { multiSectorToJson, partialToJson } from "../equilibrium/index.js";
import { drawLoop, type NamedJob, onBase, type ParameterColumns } from "../uncertainty/index.js";
import { type EconomyReading, economyFigures, flowName, type NamedFigure } from "./figure-names.js";
import { multiSectorAt } from "./multi-sector-outcome.js";
import { partialAt } from "./partial-outcome.js";
import type { ReadyScenario, Values } from "./ready-scenario.js";

export type DrawnModel = "multi-sector" | "smart" | "gsim";

/** A model solved once: its figures by economy, and a flow before and after. */
interface Solved {
  readonly because: string | null;
  readonly economies: readonly EconomyReading[];
  flow(cell: Pick<ShockCell, "exporter" | "importer" | "sector">): readonly [before: number, after: number];
}

/** How many of the flows that a shock names get an interval. */
const mostFlows = 50;

/**
 * The job that solves one of these models for each draw and reads every figure of its outcome: names are those of
 * economyFigures and flowName. Levels are stated on the base of the centre, see onBase.
 *
 * @throws {InputError} whatever the model refuses at the centre
 */
export function modelDrawJob(
  model: DrawnModel,
  ready: ReadyScenario,
  parameters: ParameterColumns,
  centre: Values,
): NamedJob {
  const solve = (values: Values): Solved =>
    model === "multi-sector" ? sectorsSolved(ready, values) : marketSolved(model, ready, values);
  const first = solve(centre);
  const cells = first.because === null ? shockedFlows(ready) : [];
  const figuresOf = ({ economies, flow }: Solved): NamedFigure[] => [
    ...economies.flatMap(economyFigures),
    ...cells.map((cell): NamedFigure => {
      const [before, after] = flow(cell);
      return [flowName(cell.exporter, cell.importer, cell.sector), after, before];
    }),
  ];
  const atCentre = figuresOf(first);
  const base = Float64Array.from(atCentre, ([, , before]) => before);
  const own = new Float64Array(base.length);
  return drawLoop(
    atCentre.map(([name]) => name),
    parameters,
    (values, out, at) => {
      const solved = solve(values);
      if (solved.because !== null) return solved.because;
      figuresOf(solved).forEach(([, after, before], k) => {
        out[at + k] = after;
        own[k] = before;
      });
      onBase(out, at, own, base);
      return null;
    },
  );
}

function sectorsSolved(ready: ReadyScenario, values: Values): Solved {
  const outcome = multiSectorAt(ready, values);
  const { economies: codes, sectors } = outcome.baseline;
  // Flows and sectors of the JSON are not read: only what stands under economies.
  const json: MultiSectorOutcomeJson = multiSectorToJson(outcome, { flows: "none", split: false });
  return solvedOf(json, outcome.baseline.flows, outcome.flows, [sectors, codes, codes]);
}

function marketSolved(model: "smart" | "gsim", ready: ReadyScenario, values: Values): Solved {
  const { market, ...outcome } = partialAt(model, ready, values);
  const json: PartialOutcomeJson = partialToJson({ market, ...outcome }, { flows: "none" });
  return solvedOf(json, market.flows, outcome.flows, [market.lines, market.exporters, market.importers]);
}

/** @param names of the three dimensions of the flows, [sector][exporter][importer] */
function solvedOf(
  { converged, because = "No convergence.", economies }: MultiSectorOutcomeJson | PartialOutcomeJson,
  before: Float64Array,
  after: Float64Array,
  [lines, exporters, importers]: readonly [readonly string[], readonly string[], readonly string[]],
): Solved {
  return {
    because: converged ? null : because,
    economies,
    flow: ({ exporter, importer, sector = lines[0]! }) => {
      const row = lines.indexOf(sector) * exporters.length + exporters.indexOf(exporter);
      const at = row * importers.length + importers.indexOf(importer);
      return [before[at]!, after[at]!];
    },
  };
}

/** Flows that the shock or a quota names, sector by sector where the base has several. */
function shockedFlows({
  scenario,
  baseline,
  compiled,
}: ReadyScenario): Pick<ShockCell, "exporter" | "importer" | "sector">[] {
  const { sectors } = baseline;
  const found = new Map<string, Pick<ShockCell, "exporter" | "importer" | "sector">>();
  const quotas = (scenario.quotas ?? []).flatMap(({ importer, exporters, sector }) =>
    (exporters === "all" ? baseline.economies : exporters)
      .filter((exporter) => exporter !== importer)
      .map((exporter) => ({ exporter, importer, sector })),
  );
  for (const { exporter, importer, sector } of [...compiled.shockAt(compiled.centre).cells, ...quotas]) {
    const own = sectors.length === 1 ? [undefined] : sector === undefined ? sectors : [sector];
    for (const name of own) {
      if (found.size === mostFlows) return [...found.values()];
      const cell = { exporter, importer, ...(name === undefined ? {} : { sector: name }) };
      found.set(flowName(exporter, importer, name), cell);
    }
  }
  return [...found.values()];
}
