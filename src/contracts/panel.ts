/**
 * Panel: columns of equal length read from a file. Numbers are Float64Array with a reason code for each missing
 * cell; text is dictionary-encoded.
 * @module
 */
import { z } from "zod";

/** Why a cell is missing (0: it is not). */
export const MissingReason = { present: 0, blank: 1, notANumber: 2, sourceCode: 3 } as const;

export interface NumberColumn {
  readonly type: "number";
  readonly name: string;
  /** Length nObs; NaN where missing. */
  readonly values: Float64Array;
  /** Length nObs, codes of MissingReason. */
  readonly missing: Uint8Array;
  /** Words for values (Stata's value labels); not every value needs one. */
  readonly labels?: ReadonlyMap<number, string>;
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

const numberColumn = z.strictObject({
  type: z.literal("number"),
  name: z.string().min(1),
  values: z.instanceof(Float64Array),
  missing: z.instanceof(Uint8Array),
});
const textColumn = z.strictObject({
  type: z.literal("text"),
  name: z.string().min(1),
  codes: z.instanceof(Int32Array),
  levels: z.array(z.string()),
});

/** The same as a schema, for values that come from elsewhere: columns of one length and names that differ. */
export const Panel: z.ZodType<Panel> = z
  .strictObject({
    source: z.string(),
    nObs: z.number().int().min(0),
    columns: z.array(z.discriminatedUnion("type", [numberColumn, textColumn])),
  })
  .check(({ value, issues }) => {
    const wrong = (name: string, message: string): void => {
      issues.push({ code: "custom", path: ["columns", name], message, input: value });
    };
    const names = value.columns.map((column) => column.name);
    for (const [k, column] of value.columns.entries()) {
      const length = column.type === "number" ? column.values.length : column.codes.length;
      if (length !== value.nObs) wrong(column.name, `expected ${value.nObs} rows; received ${length}`);
      if (names.indexOf(column.name) !== k) wrong(column.name, "the name stands twice");
    }
  });
