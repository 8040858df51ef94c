/**
 * Draws of the models whose outcome is read from its own figures: multi-sector, smart and gsim.
 * @module
 */
import type { PartialOutcomeJson } from "../contracts/outcome.js";
import type { MultiSectorOutcomeJson } from "../contracts/sector-outcome.js";
import type { ShockCell } from "../contracts/shock.js";
import { multiSectorToJson, partialToJson } from "../equilibrium/index.js";
import { drawLoop, type NamedJob, type ParameterColumns } from "../uncertainty/index.js";
import { type EconomyReading, economyFigures, flowName } from "./figure-names.js";
import { multiSectorAt } from "./multi-sector-outcome.js";
import { partialAt } from "./partial-outcome.js";
import type { ReadyScenario, Values } from "./ready-scenario.js";

export type DrawnModel = "multi-sector" | "smart" | "gsim";

/** A model solved once: its figures by economy, and its flows by name. */
interface Solved {
  readonly because: string | null;
  readonly economies: readonly EconomyReading[];
  flow(cell: Pick<ShockCell, "exporter" | "importer">, sector?: string): number;
}

/** How many of the flows that a shock names get an interval. */
const mostFlows = 50;

/**
 * The job that solves one of these models for each draw and reads every figure of its outcome: names are those of
 * economyFigures and flowName.
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
  const flows = first.because === null ? shockedFlows(ready) : [];
  const names = [
    ...first.economies.flatMap((economy) => economyFigures(economy).map(([name]) => name)),
    ...flows.map(({ exporter, importer, sector }) => flowName(exporter, importer, sector)),
  ];
  return drawLoop(names, parameters, (values, out, at) => {
    const { because, economies, flow } = solve(values);
    if (because !== null) return because;
    let place = at;
    for (const economy of economies) for (const [, value] of economyFigures(economy)) out[place++] = value;
    for (const cell of flows) out[place++] = flow(cell, cell.sector);
    return null;
  });
}

function sectorsSolved(ready: ReadyScenario, values: Values): Solved {
  const outcome = multiSectorAt(ready, values);
  const { economies: codes, sectors } = outcome.baseline;
  const n = codes.length;
  // Flows and sectors of the JSON are not read: only what stands under economies.
  const json: MultiSectorOutcomeJson = multiSectorToJson(outcome, { flows: "none", split: false });
  return {
    because: json.converged ? null : (json.because ?? "No convergence."),
    economies: json.economies,
    flow: ({ exporter, importer }, sector) =>
      outcome.flows[
        (sectors.indexOf(sector ?? sectors[0]!) * n + codes.indexOf(exporter)) * n + codes.indexOf(importer)
      ]!,
  };
}

function marketSolved(model: "smart" | "gsim", ready: ReadyScenario, values: Values): Solved {
  const outcome = partialAt(model, ready, values);
  const { exporters, importers, lines } = outcome.market;
  const json: PartialOutcomeJson = partialToJson(outcome, { flows: "none" });
  return {
    because: json.converged ? null : (json.because ?? "No convergence."),
    economies: json.economies,
    flow: ({ exporter, importer }, sector) =>
      outcome.flows[
        (lines.indexOf(sector ?? lines[0]!) * exporters.length + exporters.indexOf(exporter)) *
          importers.length +
          importers.indexOf(importer)
      ]!,
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
