/**
 * The tree of a formula. Every node knows where it stands in the source: [at, end), UTF-16 offsets.
 * @module
 */

interface Placed {
  readonly at: number;
  readonly end: number;
}

export type BinaryOperator = "+" | "-" | "*" | "/" | "^" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "&" | "|";

/** Something with one value a row. */
export type Expression = Placed &
  (
    | { readonly kind: "number"; readonly value: number }
    | { readonly kind: "text"; readonly value: string }
    | { readonly kind: "column"; readonly name: string }
    | { readonly kind: "call"; readonly name: FunctionName; readonly of: Expression }
    | { readonly kind: "unary"; readonly op: "-" | "!"; readonly of: Expression }
    | {
        readonly kind: "binary";
        readonly op: BinaryOperator;
        readonly left: Expression;
        readonly right: Expression;
      }
    | ShiftExpression
  );

/** l(x, k), f(x, k) and d(x): the value k steps of time before, after, and the change since the step before. */
type ShiftExpression = {
  readonly kind: "shift";
  readonly name: ShiftName;
  readonly of: Expression;
  readonly steps: number;
};

export const functionNames = ["log", "log10", "log1p", "exp", "sqrt", "abs", "floor", "I"] as const;
export type FunctionName = (typeof functionNames)[number];
export const shiftNames = ["l", "f", "d"] as const;
export type ShiftName = (typeof shiftNames)[number];
export const stepwiseNames = ["sw", "sw0", "csw", "csw0"] as const;
export type StepwiseName = (typeof stepwiseNames)[number];

export type Literal = number | string;

/** A part of a term: one column, one column a level (`i`), or one a shift (`l(x, 1:3)`). */
export type Atom =
  | (Placed & { readonly kind: "value"; readonly of: Expression })
  | (Placed & {
      readonly kind: "levels";
      readonly of: Expression;
      /** Each level's dummy times this. */
      readonly by: Expression | null;
      readonly ref: readonly Literal[];
      /** Only these levels; all where empty. */
      readonly keep: readonly Literal[];
    })
  | (Placed & {
      readonly kind: "shifts";
      readonly name: "l" | "f";
      readonly of: Expression;
      readonly steps: readonly number[];
    });

/** `a:b` multiplies; `a*b` is a + b + a:b. `ops[k]` stands between atoms k and k + 1. */
export type Term = Placed & {
  readonly kind: "term";
  readonly atoms: readonly Atom[];
  readonly ops: readonly (":" | "*")[];
};

export type Part =
  | Term
  | (Placed & { readonly kind: "constant"; readonly keep: boolean })
  | (Placed & { readonly kind: "offset"; readonly of: Expression });

/** An absorbed effect: joined keys, with slopes `[x]` (and intercept) or `[[x]]` (alone). */
export type Effect = Placed & {
  readonly kind: "effect";
  readonly keys: readonly Expression[];
  readonly slopes: readonly Expression[];
  readonly slopesOnly: boolean;
};

/** Several models in one: each alternative in turn (`sw`), or one after another added (`csw`); 0: nothing first. */
export type Stepwise<T> = Placed & {
  readonly kind: "stepwise";
  readonly name: StepwiseName;
  readonly alternatives: readonly (readonly T[])[];
};

export interface Formula {
  readonly source: string;
  /** One model each. */
  readonly responses: readonly Expression[];
  readonly parts: readonly (Part | Stepwise<Part>)[];
  readonly effects: readonly (Effect | Stepwise<Effect>)[];
}
