/**
 * Numbers of a column.
 * @module
 */
import { DataError } from "../contracts/errors.js";
import type { Panel } from "../contracts/panel.js";
import { findColumn } from "./where.js";

/**
 * The values of a numeric column (nObs), NaN where blank.
 *
 * @param field of the scenario that names the column, for messages
 * @throws {InputError} an unknown column; {DataError} `not-a-number` where it holds text
 */
export function numberColumn(panel: Panel, name: string, field: string): Float64Array {
  const column = findColumn(panel, name, field);
  if (column.type === "number") return column.values;
  throw new DataError("not-a-number", `Column ${name} holds text where numbers are needed.`, {
    place: { file: panel.source, field },
    hint: "Look for thousands separators, units or words in it.",
  });
}
