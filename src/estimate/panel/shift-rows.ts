/**
 * Rows of a panel found again at another time.
 * @module
 */
import { DataError } from "../../contracts/errors.js";
import type { Panel } from "../../contracts/panel.js";
import { type Codes, encodeNumbers } from "./encode-key.js";

/** For each row (−1: none) the row of the same unit `steps` of time earlier, −1 where there is none. */
export type ShiftRows = (rows: Int32Array, steps: number) => Int32Array;

/**
 * Finds rows by unit and time. A step is one unit of the time column (a year, whatever the gaps between the years
 * that the file has); the whole file is searched, whatever filter chose the rows.
 *
 * @param units codes of the unit, length nObs of the panel; −1 where missing
 * @param times length nObs; NaN where missing
 * @throws {DataError} `panel-twice` where a unit has two rows at one time, with both
 */
export function shiftRows(panel: Panel, units: Codes, times: Float64Array): ShiftRows {
  const periods = encodeNumbers(times);
  const timeOf = new Float64Array(periods.nLevels);
  for (let n = 0; n < times.length; n++) if (periods.codes[n]! >= 0) timeOf[periods.codes[n]!] = times[n]!;
  const periodOf = new Map(Array.from(timeOf, (time, period) => [time, period]));
  const index = rowIndex(panel, units, periods);

  return (rows, steps) => {
    // Period `steps` earlier than each period, −1 where the file has none.
    const target = Int32Array.from(timeOf, (time) => periodOf.get(time - steps) ?? -1);
    const found = new Int32Array(rows.length).fill(-1);
    for (let n = 0; n < rows.length; n++) {
      const row = rows[n]!;
      if (row < 0) continue;
      const [unit, period] = [units.codes[row]!, periods.codes[row]!];
      if (unit < 0 || period < 0) continue;
      const then = target[period]!;
      if (then >= 0) found[n] = index(unit, then);
    }
    return found;
  };
}

/** Rows of each unit side by side, searched by period: memory is of the order of the rows, however sparse the panel. */
function rowIndex(panel: Panel, units: Codes, periods: Codes): (unit: number, period: number) => number {
  const n = units.codes.length;
  const starts = new Int32Array(units.nLevels + 1);
  for (let row = 0; row < n; row++) {
    if (units.codes[row]! >= 0 && periods.codes[row]! >= 0) starts[units.codes[row]! + 1]!++;
  }
  for (let unit = 0; unit < units.nLevels; unit++) starts[unit + 1]! += starts[unit]!;
  const rows = new Int32Array(starts[units.nLevels]!);
  const next = starts.slice();
  for (let row = 0; row < n; row++) {
    if (units.codes[row]! >= 0 && periods.codes[row]! >= 0) rows[next[units.codes[row]!]!++] = row;
  }
  for (let unit = 0; unit < units.nLevels; unit++) {
    const own = rows.subarray(starts[unit]!, starts[unit + 1]!);
    own.sort((a, b) => periods.codes[a]! - periods.codes[b]! || a - b);
    for (let k = 1; k < own.length; k++) {
      if (periods.codes[own[k]!] === periods.codes[own[k - 1]!]) throw twice(panel, own[k - 1]!, own[k]!);
    }
  }
  return (unit, period) => {
    let [low, high] = [starts[unit]!, starts[unit + 1]! - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const here = periods.codes[rows[middle]!]!;
      if (here === period) return rows[middle]!;
      if (here < period) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  };
}

function twice(panel: Panel, first: number, second: number): DataError {
  return new DataError(
    "panel-twice",
    `Data rows ${first + 1} and ${second + 1} have the same unit and time; lags and leads need one row each.`,
    {
      place: { file: panel.source },
      received: [first + 1, second + 1],
      hint: "Add what tells them apart to the unit: --panel exporter^importer^sector,year.",
    },
  );
}
