/**
 * Predictions as a table.
 * @module
 */
import type { Panel } from "../contracts/panel.js";
import type { FlowTable } from "../formats/flow-table.js";
import type { PanelFit } from "./estimate-panel.js";
import { cellsOf, keyColumns } from "./key-columns.js";
import { PredictionGap, predictPanel } from "./predict-panel.js";

const words: Readonly<Record<number, string>> = {
  [PredictionGap.missingCell]: "missing value",
  [PredictionGap.noEstimate]: "level or term without an estimate",
};

/**
 * `row` (data row of the second file, from 1), the columns of the effects' keys, `predicted`, `linear` (the index,
 * PPML), and `gap` with the reason where there is no prediction.
 */
export function predictionsTable(fit: PanelFit, panel: Panel): FlowTable {
  const { linear, mean, gap } = predictPanel(fit, panel);
  const rows = Int32Array.from({ length: panel.nObs }, (_, row) => row);
  const finite = (values: Float64Array): (number | null)[] =>
    Array.from(values, (v) => (Number.isFinite(v) ? v : null));
  const reserved = new Set(["row", "predicted", "linear", "gap"]);
  const keys = keyColumns(fit).filter((name) => !reserved.has(name));
  return {
    about: {
      kind: "predictions",
      source: panel.source,
      formula: fit.estimate.formula,
      fittedOn: fit.built.panel.source,
    },
    columns: [
      { name: "row", values: Array.from(rows, (row) => row + 1) },
      ...keys.map((name) => ({ name, values: cellsOf(panel, name, rows) })),
      { name: "predicted", values: finite(mean) },
      ...(fit.estimate.estimator === "ppml" ? [{ name: "linear", values: finite(linear) }] : []),
      { name: "gap", values: Array.from(gap, (code) => words[code] ?? null) },
    ],
  };
}
