/**
 * Panel: columns of equal length read from a file. Numbers are Float64Array with a reason code for each missing
 * cell; text is dictionary-encoded.
 * @module
 */

/** Why a cell is missing (0: it is not). */
export const MissingReason = { present: 0, blank: 1, notANumber: 2, sourceCode: 3 } as const;

export interface NumberColumn {
  readonly type: "number";
  readonly name: string;
  /** Length nObs; NaN where missing. */
  readonly values: Float64Array;
  /** Length nObs, codes of MissingReason. */
  readonly missing: Uint8Array;
}

export interface TextColumn {
  readonly type: "text";
  readonly name: string;
  /** Length nObs; index into `levels`, -1 where missing. */
  readonly codes: Int32Array;
  readonly levels: readonly string[];
}

export type Column = NumberColumn | TextColumn;

export interface Panel {
  readonly source: string;
  readonly nObs: number;
  readonly columns: readonly Column[];
}
