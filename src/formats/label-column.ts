/**
 * Codes of a column, whatever its type.
 * @module
 */
import { DataError } from "../contracts/errors.js";
import type { Panel } from "../contracts/panel.js";
import { findColumn } from "./where.js";

/**
 * The label of each data row of a column; numbers are written out.
 *
 * @param field of the scenario that names the column, for messages
 * @throws {InputError} an unknown column; {DataError} `code-missing` from the reader, with the row that is blank
 */
export function labelColumn(panel: Panel, name: string, field: string): (row: number) => string {
  const column = findColumn(panel, name, field);
  return (row) => {
    const label = column.type === "text" ? column.levels[column.codes[row]!] : String(column.values[row]);
    if (label === undefined || label === "NaN") {
      throw new DataError("code-missing", `Column ${column.name} is blank in data row ${row + 1}.`, {
        place: { file: panel.source, line: row + 2, field: column.name },
        hint: "Fill in the code, or leave the row out with where.",
      });
    }
    return label;
  };
}
