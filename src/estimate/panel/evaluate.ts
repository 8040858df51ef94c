/**
 * Expressions of a formula over rows of a panel.
 * @module
 */
import { DataError, InputError } from "../../contracts/errors.js";
import {
  type Column,
  MissingReason,
  type NumberColumn,
  type Panel,
  type TextColumn,
} from "../../contracts/panel.js";
import type { BinaryOperator, Expression, FunctionName } from "../formula/ast.js";
import { nearestNames } from "../formula/nearest-names.js";
import type { ShiftRows } from "./shift-rows.js";

/** A value a row: numbers (NaN missing), with the words that stand for them if the file has any; or coded text. */
export type Vector =
  | {
      readonly type: "number";
      readonly values: Float64Array;
      readonly labels?: ReadonlyMap<number, string> | undefined;
    }
  | { readonly type: "text"; readonly codes: Int32Array; readonly levels: readonly string[] }
  | { readonly type: "literal"; readonly value: string };

/** Where a function has no value though its argument has one: log of zero, root of a negative number. */
export interface Undefined {
  readonly name: string;
  count: number;
  /** First such row of the panel, from 0. */
  readonly firstRow: number;
}

export interface Scope {
  readonly panel: Panel;
  /** Rows of the panel, ascending; after a shift in time −1 stands for a row that there is not. */
  readonly rows: Int32Array;
  /** Shifts in time; null where no panel is declared. */
  readonly shiftRows: ShiftRows | null;
  /** Text of the formula, to name what is written. */
  readonly source: string;
  /** What the text is called in messages: the formula, --weights. */
  readonly field: string;
  /** By the text of the function call. */
  readonly undefinedIn: Map<string, Undefined>;
}

/** The text of a node as the user wrote it, white space collapsed. */
export function textOf(source: string, node: { readonly at: number; readonly end: number }): string {
  return source.slice(node.at, node.end).replace(/\s+/g, " ").trim();
}

/**
 * @returns Float64Array, one value for each of `scope.rows`, NaN where missing; may be the panel's own column: not to
 * be written to
 * @throws {InputError} `unknown-column` with the nearest names, `no-panel` for a shift without a declared panel,
 * `formula-type` for arithmetic on texts
 * @throws {DataError} `not-a-number` for a column of text, with the first cell that is no number; `nan` with the row
 */
export function evaluateNumbers(node: Expression, scope: Scope): Float64Array {
  const vector = evaluate(node, scope);
  if (vector.type === "number") return vector.values;
  if (node.kind === "column") throw textInNumbers(node.name, scope);
  throw new InputError("formula-type", `${textOf(scope.source, node)} is a text; a number is needed.`, {
    place: { field: scope.field },
    hint: 'Texts can be compared: I(exporter != importer), I(region == "EU").',
  });
}

/** As `evaluateNumbers`, but texts are allowed: for keys and comparisons. */
export function evaluate(node: Expression, scope: Scope): Vector {
  switch (node.kind) {
    case "number":
      return { type: "number", values: new Float64Array(scope.rows.length).fill(node.value) };
    case "text":
      return { type: "literal", value: node.value };
    case "column":
      return gather(columnNamed(node.name, scope), scope);
    case "unary": {
      const of = evaluateNumbers(node.of, scope);
      return numbers(of, node.op === "-" ? (x) => -x : (x) => (Number.isNaN(x) ? x : x === 0 ? 1 : 0));
    }
    case "call":
      return node.name === "I" ? evaluate(node.of, scope) : call(node, node.name, scope);
    case "shift":
      return shifted(node, scope);
    case "binary":
      return binary(node, scope);
  }
}

const numbers = (of: Float64Array, f: (x: number) => number): Vector => ({
  type: "number",
  values: of.map(f),
});

/** @throws {InputError} `unknown-column` */
export function columnNamed(name: string, scope: Pick<Scope, "panel" | "field">): Column {
  const { panel, field } = scope;
  const column = panel.columns.find((c) => c.name === name);
  if (column) return column;
  const known = panel.columns.map((c) => c.name);
  const near = nearestNames(name, known);
  throw new InputError("unknown-column", `There is no column ${JSON.stringify(name)} in ${panel.source}.`, {
    place: { field },
    received: name,
    hint: near.length
      ? `Nearest: ${near.join(", ")}.`
      : `It has: ${known.slice(0, 20).join(", ")}${known.length > 20 ? ", …" : ""}.`,
  });
}

/** A blank cell is missing; NaN is a computation gone wrong, and somebody should know. */
function refuseNaN(column: NumberColumn, rows: Int32Array, panel: Panel): void {
  if (!column.missing.includes(MissingReason.notANumber)) return;
  const row = rows.find((r) => column.missing[r] === MissingReason.notANumber);
  if (row === undefined) return;
  throw new DataError("nan", `${column.name} is NaN (not a number) in data row ${row + 1}.`, {
    place: { file: panel.source },
    received: "NaN",
    hint: `Blank the cell, or leave such rows out: --where "${column.name} IS NOT NULL".`,
  });
}

function gather(column: Column, { rows, panel }: Scope): Vector {
  const all = rows.length === panel.nObs && rows[0] === 0 && rows.at(-1) === panel.nObs - 1;
  if (column.type === "number") {
    refuseNaN(column, rows, panel);
    const values = all && isIdentity(rows) ? column.values : gatherNumbers(column, rows);
    return { type: "number", values, labels: column.labels };
  }
  return { type: "text", codes: gatherCodes(column, rows), levels: column.levels };
}

function isIdentity(rows: Int32Array): boolean {
  for (let n = 0; n < rows.length; n++) if (rows[n] !== n) return false;
  return true;
}

function gatherNumbers(column: NumberColumn, rows: Int32Array): Float64Array {
  const values = new Float64Array(rows.length);
  for (let n = 0; n < rows.length; n++) values[n] = rows[n]! < 0 ? Number.NaN : column.values[rows[n]!]!;
  return values;
}

function gatherCodes(column: TextColumn, rows: Int32Array): Int32Array {
  const codes = new Int32Array(rows.length);
  for (let n = 0; n < rows.length; n++) codes[n] = rows[n]! < 0 ? -1 : column.codes[rows[n]!]!;
  return codes;
}

function textInNumbers(name: string, scope: Scope): DataError {
  const column = columnNamed(name, scope) as TextColumn;
  const isText = column.levels.map((level) => level.trim() === "" || !Number.isFinite(Number(level)));
  const row = column.codes.findIndex((code) => code >= 0 && isText[code]);
  const cell =
    row < 0 ? "" : `: data row ${row + 1} holds ${JSON.stringify(column.levels[column.codes[row]!])}`;
  return new DataError("not-a-number", `Column ${name} holds text where numbers are needed${cell}.`, {
    place: { file: scope.panel.source },
    received: row < 0 ? name : column.levels[column.codes[row]!]!,
    hint: isText.every(Boolean)
      ? `Write i(${name}) for a dummy a level, or put it behind | as an effect.`
      : "Correct or blank such cells.",
  });
}

const functions: Readonly<Record<Exclude<FunctionName, "I">, (x: number) => number>> = {
  log: (x) => (x > 0 ? Math.log(x) : Number.NaN),
  log10: (x) => (x > 0 ? Math.log10(x) : Number.NaN),
  log1p: (x) => (x > -1 ? Math.log1p(x) : Number.NaN),
  exp: Math.exp,
  sqrt: Math.sqrt,
  abs: Math.abs,
  floor: Math.floor,
};

function call(
  node: Expression & { readonly kind: "call" },
  name: Exclude<FunctionName, "I">,
  scope: Scope,
): Vector {
  const of = evaluateNumbers(node.of, scope);
  const f = functions[name];
  const written = textOf(scope.source, node);
  const values = new Float64Array(of.length);
  for (let n = 0; n < of.length; n++) {
    const value = f(of[n]!);
    values[n] = value;
    if (Number.isNaN(value) && !Number.isNaN(of[n]!)) countUndefined(written, scope, n);
  }
  return { type: "number", values };
}

function countUndefined(name: string, scope: Scope, n: number): void {
  const entry = scope.undefinedIn.get(name);
  if (entry) entry.count++;
  else scope.undefinedIn.set(name, { name, count: 1, firstRow: scope.rows[n]! });
}

function shifted(node: Expression & { readonly kind: "shift" }, scope: Scope): Vector {
  if (node.name === "d") {
    const [now, before] = [evaluateNumbers(node.of, scope), evaluateShift(node.of, 1, scope)];
    return { type: "number", values: now.map((x, n) => x - before[n]!) };
  }
  const steps = node.name === "l" ? node.steps : -node.steps;
  return { type: "number", values: evaluateShift(node.of, steps, scope) };
}

/** The expression `steps` of time earlier in the same unit (later where negative). */
export function evaluateShift(of: Expression, steps: number, scope: Scope): Float64Array {
  if (!scope.shiftRows) {
    throw new InputError("no-panel", "Lags, leads and differences need a declared panel.", {
      place: { field: scope.field },
      received: textOf(scope.source, of),
      hint: "Say what makes a unit and what is its time: --panel exporter^importer,year.",
    });
  }
  return evaluateNumbers(of, { ...scope, rows: scope.shiftRows(scope.rows, steps) });
}

function binary(node: Expression & { readonly kind: "binary" }, scope: Scope): Vector {
  const { op } = node;
  if (op === "==" || op === "!=") {
    const [left, right] = [evaluate(node.left, scope), evaluate(node.right, scope)];
    if (left.type !== "number" || right.type !== "number") return compareTexts(left, right, op, scope);
  }
  const left = evaluateNumbers(node.left, scope);
  const right = evaluateNumbers(node.right, scope);
  const f = operators[op];
  return { type: "number", values: left.map((x, n) => f(x, right[n]!)) };
}

/** A comparison with a missing value is missing. */
const truth =
  (test: (x: number, y: number) => boolean) =>
  (x: number, y: number): number =>
    Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : test(x, y) ? 1 : 0;

const operators: Readonly<Record<BinaryOperator, (x: number, y: number) => number>> = {
  "+": (x, y) => x + y,
  "-": (x, y) => x - y,
  "*": (x, y) => x * y,
  "/": (x, y) => x / y,
  "^": (x, y) => x ** y,
  "==": truth((x, y) => x === y),
  "!=": truth((x, y) => x !== y),
  "<": truth((x, y) => x < y),
  "<=": truth((x, y) => x <= y),
  ">": truth((x, y) => x > y),
  ">=": truth((x, y) => x >= y),
  "&": truth((x, y) => x !== 0 && y !== 0),
  "|": truth((x, y) => x !== 0 || y !== 0),
};

/** The text of each row (null missing): a number's own word where the file has one. */
function wordAt(vector: Vector): (n: number) => string | null {
  if (vector.type === "literal") return () => vector.value;
  if (vector.type === "text") return (n) => vector.levels[vector.codes[n]!] ?? null;
  return (n) => {
    const value = vector.values[n]!;
    return Number.isNaN(value) ? null : (vector.labels?.get(value) ?? String(value));
  };
}

function compareTexts(left: Vector, right: Vector, op: "==" | "!=", scope: Scope): Vector {
  const [a, b] = [wordAt(left), wordAt(right)];
  const values = new Float64Array(scope.rows.length);
  for (let n = 0; n < values.length; n++) {
    const [x, y] = [a(n), b(n)];
    values[n] = x === null || y === null ? Number.NaN : (x === y) === (op === "==") ? 1 : 0;
  }
  return { type: "number", values };
}
