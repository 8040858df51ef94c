/** Bytes to columns and back. @module */

export { LineBlocks } from "./csv/line-blocks.js";
export { CellKind, type NumberCell, parseNumberInto } from "./csv/parse-number.js";
export { type CellSink, findSeparator, scanCells } from "./csv/scan-cells.js";
export { type Cell, type FlowTable, flowTableToCsv, flowTableToJson, readFlowTable } from "./flow-table.js";
export { flowTableToParquet } from "./flow-table-to-parquet.js";
export { type FlowsBaseline, flowsBaseline } from "./flows-baseline.js";
export { labelColumn } from "./label-column.js";
export { numberColumn } from "./number-column.js";
export { encodeParquetColumn, type RowGroupColumn } from "./parquet-columns.js";
export { readCsv } from "./read-csv.js";
export { readDta } from "./read-dta.js";
export {
  type ParquetFile,
  type ParquetOptions,
  readParquet,
  readParquetGroups,
} from "./read-parquet.js";
export { sectorLinks } from "./sector-links.js";
export { findColumn, parseWhere, selectRows, type Where } from "./where.js";
export { type OwnWorld, readWorldFile, worldFileText } from "./world-file.js";
export { type OutputColumn, writeParquet } from "./write-parquet.js";
