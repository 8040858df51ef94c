/**
 * Expressions: arithmetic, comparisons, functions, shifts in time. Precedence as in R.
 * @module
 */
import {
  type BinaryOperator,
  type Expression,
  functionNames,
  type ShiftName,
  shiftNames,
  stepwiseNames,
} from "./ast.js";
import type { Tokens } from "./tokens.js";

const levels: readonly (readonly BinaryOperator[])[] = [
  ["|"],
  ["&"],
  ["==", "!=", "<", "<=", ">", ">="],
  ["+", "-"],
  ["*", "/"],
];
const known = [...functionNames, ...shiftNames, "i", "offset", ...stepwiseNames].join(", ");
const furthest = 1000;

/**
 * Reads an expression; inside parentheses or on the left of `~` all operators stand for arithmetic.
 * @throws {InputError} `formula-syntax`
 */
export function parseExpression(tokens: Tokens): Expression {
  return tokens.nested(() => binary(tokens, 0));
}

/** The left side of `~`: arithmetic without `|`, which would be the effects. */
export function parseResponse(tokens: Tokens): Expression {
  return binary(tokens, 3);
}

function binary(tokens: Tokens, level: number): Expression {
  const operators = levels[level];
  if (!operators) return negation(tokens);
  let left = binary(tokens, level + 1);
  for (;;) {
    const op = operators.find((sign) => tokens.is(sign));
    if (!op) return left;
    tokens.next();
    const right = binary(tokens, level + 1);
    left = { kind: "binary", op, left, right, at: left.at, end: right.end };
  }
}

function negation(tokens: Tokens): Expression {
  const { at } = tokens.peek();
  for (const op of ["-", "!"] as const) {
    if (!tokens.take(op)) continue;
    const of = tokens.nested(() => negation(tokens));
    return { kind: "unary", op, of, at, end: of.end };
  }
  return parsePower(tokens);
}

/** A primary with an optional exponent; `^` binds to the right. */
export function parsePower(tokens: Tokens): Expression {
  const left = parsePrimary(tokens);
  if (!tokens.take("^")) return left;
  const right = tokens.nested(() => negation(tokens));
  return { kind: "binary", op: "^", left, right, at: left.at, end: right.end };
}

/** A number, a text, a column, a call, or an expression in parentheses. */
export function parsePrimary(tokens: Tokens): Expression {
  const token = tokens.peek();
  const { at, end } = token;
  if (token.kind === "number" || token.kind === "text") {
    tokens.next();
    return token.kind === "number"
      ? { kind: "number", value: Number(token.text), at, end }
      : { kind: "text", value: token.text, at, end };
  }
  if (tokens.take("(")) {
    const inner = parseExpression(tokens);
    tokens.need(")");
    return { ...inner, at, end: tokens.lastEnd };
  }
  const fn = tokens.call(functionNames);
  if (fn) {
    tokens.next();
    tokens.need("(");
    const of = parseExpression(tokens);
    tokens.need(")");
    return { kind: "call", name: fn, of, at, end: tokens.lastEnd };
  }
  const shift = tokens.call(shiftNames);
  if (shift) {
    const { of, steps } = parseShift(tokens, shift);
    if (steps.length > 1) throw tokens.error("one step inside an expression", at);
    return { kind: "shift", name: shift, of, steps: steps[0]!, at, end: tokens.lastEnd };
  }
  if (token.kind !== "name") throw tokens.error("a column, a number or a function");
  if (tokens.is("(", 1) && tokens.source[at] !== "`") {
    throw tokens.error(`one of the functions ${known}`);
  }
  tokens.next();
  return { kind: "column", name: token.text, at, end };
}

/** `l(x)`, `l(x, 2)`, `l(x, 1:3)`, `l(x, c(1, 4))`. */
export function parseShift(tokens: Tokens, name: ShiftName): { of: Expression; steps: number[] } {
  tokens.next();
  tokens.need("(");
  const of = parseExpression(tokens);
  let steps = [1];
  if (name !== "d" && tokens.take(",")) {
    if (tokens.call(["c"])) {
      tokens.next();
      tokens.need("(");
      steps = [];
      do steps.push(wholeNumber(tokens));
      while (tokens.take(","));
      tokens.need(")");
    } else {
      const first = wholeNumber(tokens);
      const last = tokens.take(":") ? wholeNumber(tokens) : first;
      const step = last < first ? -1 : 1;
      steps = Array.from({ length: Math.abs(last - first) + 1 }, (_, k) => first + step * k);
    }
  }
  tokens.need(")");
  return { of, steps };
}

function wholeNumber(tokens: Tokens): number {
  const { at } = tokens.peek();
  const sign = tokens.take("-") ? -1 : 1;
  const token = tokens.next();
  const value = token.kind === "number" ? Number(token.text) : Number.NaN;
  if (!Number.isInteger(value) || value > furthest) {
    throw tokens.error(`a whole number of steps, at most ${furthest},`, at);
  }
  return value === 0 ? 0 : sign * value;
}
