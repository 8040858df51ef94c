/**
 * The moves of many reports as one table: a row a move.
 * @module
 */

/** Lists are joined by "; ". Empty cells are null. */
export interface MoveRow {
  /** Path of the report, from the folder that was read. */
  readonly report: string;
  /** Path of the first report that tells the same story; its own where no other does. */
  readonly group: string;
  readonly title: string | null;
  readonly outlet: string | null;
  /** The report's day, month or year. */
  readonly date: string | null;
  /** The move's id in its report's reading. */
  readonly move: string;
  readonly by: string;
  readonly towards: string;
  readonly instrument: string;
  readonly goods: string;
  readonly hs: string;
  readonly rate_from: number | null;
  readonly rate_to: number | null;
  readonly rate_unit: string | null;
  readonly direction: string;
  readonly status: string;
  readonly condition: string | null;
  readonly in_response_to: string | null;
  readonly when_from: string | null;
  readonly when_to: string | null;
  /** The words that say so, verbatim; several passages parted by " … ". */
  readonly quote: string;
  /** Where the first passage stands in the text, UTF-16 units, end exclusive. */
  readonly quote_start: number;
  readonly quote_end: number;
  readonly confidence: number;
}
