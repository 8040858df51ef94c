/**
 * Trade data as publishers ship it: rows understood one by one, checked, and prepared for estimation and models.
 * @module
 */
export { addDomestic } from "./add-domestic.js";
export { addZeros } from "./add-zeros.js";
export { balancePanel } from "./balance-panel.js";
export { checkUnits, type UnitDoubt } from "./check-units.js";
export { type Convention, conventions, unitInWords } from "./conventions.js";
export { counted } from "./counted.js";
export { CsvRows } from "./csv-rows.js";
export { checkImport, type ImportFacts, importReport } from "./import-report.js";
export { Intake, type IntakeOptions } from "./intake.js";
export { type ColumnChoice, type MatchedColumns, matchColumns } from "./match-columns.js";
export { panelRows } from "./panel-rows.js";
export { defaultCifFactor, type MirrorRule, mirrorRules, reconcileMirrors } from "./reconcile-mirrors.js";
export type { TradeSink } from "./trade-sink.js";
export { TradeTable } from "./trade-table.js";
