/**
 * The rows of a file that a scenario uses.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { Panel } from "../contracts/panel.js";
import { parseWhere, selectRows } from "./where.js";

/**
 * Row numbers from 0, in order; all of them where there is no filter.
 *
 * @param field of the scenario that holds the filter, for messages
 * @throws {InputError} a filter that is no filter (`where…`), or that keeps no row (`where-empty`)
 */
export function chosenRows(panel: Panel, where: string | undefined, field: string): Int32Array {
  const rows =
    where === undefined
      ? Int32Array.from({ length: panel.nObs }, (_, k) => k)
      : selectRows(panel, parseWhere(where));
  if (rows.length > 0) return rows;
  throw new InputError(
    "where-empty",
    `The filter ${JSON.stringify(where)} keeps no row of ${panel.source}.`,
    {
      place: { file: panel.source, field },
      hint: "Check the values that the columns hold.",
    },
  );
}
