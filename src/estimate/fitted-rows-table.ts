/**
 * Fitted values and residuals, a row for each row of the regression.
 * @module
 */
import type { FlowTable } from "../formats/flow-table.js";
import { ExcludedRow } from "./design.js";
import type { PanelFit } from "./estimate-panel.js";
import { cellsOf, keyColumns } from "./key-columns.js";

const words: Readonly<Record<number, string>> = {
  [ExcludedRow.singleton]: "singleton",
  [ExcludedRow.separatedLevel]: "separated",
  [ExcludedRow.separatedRectifier]: "separated",
  [ExcludedRow.zeroWeight]: "weight 0",
};

/**
 * `row` (data row of the file, from 1), the columns of the effects' keys, `observed`, `fitted`, `linear` (the index,
 * PPML), `residual`, and `leftOut` with the reason where a row was not used; rows with missing cells are not there.
 */
export function fittedRowsTable(fit: PanelFit): FlowTable {
  const { built, estimate, excluded } = fit;
  const { design, panel, rows } = built;
  const finite = (values: Float64Array): (number | null)[] =>
    Array.from(values, (v) => (Number.isFinite(v) ? v : null));
  const reserved = new Set(["row", "observed", "fitted", "linear", "residual", "leftOut"]);
  const keys = keyColumns(fit).filter((name) => !reserved.has(name));
  return {
    about: { kind: "fitted values", source: panel.source, formula: estimate.formula },
    columns: [
      { name: "row", values: Array.from(design.rowNumbers) },
      ...keys.map((name) => ({ name, values: cellsOf(panel, name, rows) })),
      { name: "observed", values: Array.from(design.y) },
      { name: "fitted", values: finite(fit.fitted) },
      ...(estimate.estimator === "ppml" ? [{ name: "linear", values: finite(fit.linear) }] : []),
      { name: "residual", values: finite(fit.residuals) },
      { name: "leftOut", values: Array.from(excluded, (code) => words[code] ?? null) },
    ],
  };
}
