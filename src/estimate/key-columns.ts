/**
 * The plain columns that the effects of a model are made of.
 * @module
 */

import type { Panel } from "../contracts/panel.js";
import type { Cell } from "../formats/flow-table.js";
import type { PanelFit } from "./estimate-panel.js";

/** `exporter`, `importer`, `year` of `exporter^year + importer^year`, each once, in the order written. */
export function keyColumns({ built }: PanelFit): string[] {
  const keys = built.model.effects.flatMap(({ keys }) =>
    keys.flatMap((key) => (key.kind === "column" ? [key.name] : [])),
  );
  return [...new Set(keys)];
}

/** Cells of a column at the rows given: texts, numbers, value labels where the file has them; null where missing. */
export function cellsOf(panel: Panel, name: string, rows: Int32Array): Cell[] {
  const column = panel.columns.find((c) => c.name === name)!;
  if (column.type === "text") return Array.from(rows, (row) => column.levels[column.codes[row]!] ?? null);
  const { values, labels } = column;
  const worded = labels !== undefined && labels.size > 0;
  return Array.from(rows, (row) => {
    const value = values[row]!;
    if (Number.isNaN(value)) return null;
    return worded ? (labels.get(value) ?? String(value)) : value;
  });
}
