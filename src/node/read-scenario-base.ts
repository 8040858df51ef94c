/**
 * The files that a scenario names as its base.
 * @module
 */
import { resolve } from "node:path";
import type { ScenarioBase } from "../brief/simulate.js";
import { InputError } from "../contracts/errors.js";
import type { Panel } from "../contracts/panel.js";
import type { FlowsFile, WorldFile } from "../contracts/scenario.js";
import { findColumn, flowsBaseline, readWorldFile, sectorLinks } from "../formats/index.js";
import { readBytes } from "./read-input.js";
import { readTable } from "./read-table.js";

/**
 * Reads flows, or a world of one's own, and, where it is named, the input–output table.
 *
 * @param folder that file names start from
 * @throws {InputError} {DataError} what readTable, flowsBaseline, readWorldFile and sectorLinks throw
 */
export async function readScenarioBase(spec: FlowsFile | WorldFile, folder: string): Promise<ScenarioBase> {
  const read = async (name: string): Promise<Panel> => ({
    ...(await readTable(resolve(folder, name))),
    source: name,
  });
  if ("world" in spec) {
    const { baseline } = readWorldFile(
      new TextDecoder().decode(readBytes(resolve(folder, spec.world))),
      spec.world,
    );
    const { inputOutput } = spec;
    return {
      baseline,
      columnOf: (name) => {
        throw new InputError("no-such-column", `A world has no columns; a shock names column ${name}.`, {
          place: { field: "shocks.column" },
          hint: "Name cells by importer and exporter, or take a file of flows as base.",
        });
      },
      ...(inputOutput ? { links: sectorLinks(await read(inputOutput.file), inputOutput, baseline) } : {}),
    };
  }
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
