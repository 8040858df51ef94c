/**
 * What the header of a Stata file says, the same for all formats.
 * @module
 */

/** A string of fixed width, a long string kept elsewhere in the file, or a number. */
export type DtaType =
  | { readonly kind: "str"; readonly width: number }
  | { readonly kind: "strL"; readonly width: 8 }
  | { readonly kind: "byte"; readonly width: 1 }
  | { readonly kind: "int"; readonly width: 2 }
  | { readonly kind: "long"; readonly width: 4 }
  | { readonly kind: "float"; readonly width: 4 }
  | { readonly kind: "double"; readonly width: 8 };

export type LabelTables = ReadonlyMap<string, ReadonlyMap<number, string>>;

export interface DtaLayout {
  readonly nObs: number;
  readonly names: readonly string[];
  readonly types: readonly DtaType[];
  /** Name of each variable's value labels, "" for none. */
  readonly labelNames: readonly string[];
  /** Byte at which the rows start. */
  readonly dataStart: number;
  readonly rowWidth: number;
  readonly labels: LabelTables;
  /** The long string that a cell of 8 bytes at this byte points at. */
  readonly longText: (cell: number) => string;
}

export const numberTypes = {
  byte: { kind: "byte", width: 1 },
  int: { kind: "int", width: 2 },
  long: { kind: "long", width: 4 },
  float: { kind: "float", width: 4 },
  double: { kind: "double", width: 8 },
} as const satisfies Record<string, DtaType>;
