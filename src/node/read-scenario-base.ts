/**
 * The files that a scenario names as its base.
 * @module
 */
import { resolve } from "node:path";
import type { ScenarioBase } from "../brief/simulate.js";
import type { Panel } from "../contracts/panel.js";
import type { FlowsFile } from "../contracts/scenario.js";
import { findColumn, flowsBaseline, sectorLinks } from "../formats/index.js";
import { readTable } from "./read-table.js";

/**
 * Reads flows and, where it is named, the input–output table.
 *
 * @param folder that file names start from
 * @throws {InputError} {DataError} what readTable, flowsBaseline and sectorLinks throw
 */
export async function readScenarioBase(spec: FlowsFile, folder: string): Promise<ScenarioBase> {
  const read = async (name: string): Promise<Panel> => ({
    ...(await readTable(resolve(folder, name))),
    source: name,
  });
  const flows = await read(spec.flows);
  const { baseline, rowOf } = flowsBaseline(flows, spec);
  const { inputOutput } = spec;
  return {
    baseline,
    columnOf: (name) => {
      const column = findColumn(flows, name, "shocks.column");
      if (column.type !== "number") return new Float64Array(rowOf.length).fill(Number.NaN);
      return Float64Array.from(rowOf, (row) => (row < 0 ? Number.NaN : column.values[row]!));
    },
    ...(inputOutput ? { links: sectorLinks(await read(inputOutput.file), inputOutput, baseline) } : {}),
  };
}
