/**
 * The formula language, after fixest's: what stands where, and what it may be.
 * @module
 */
import {
  type Atom,
  type Effect,
  type Expression,
  type Formula,
  type Literal,
  type Part,
  type Stepwise,
  stepwiseNames,
  type Term,
} from "./ast.js";
import { parseExpression, parsePower, parsePrimary, parseResponse, parseShift } from "./parse-expression.js";
import { Tokens } from "./tokens.js";

/**
 * Reads `y ~ terms | effects`.
 *
 * Terms: columns, `log()`, `exp()`, `sqrt()`, `abs()`, `log10()`, `log1p()`, `floor()`, `I()` with arithmetic and
 * comparisons, `x^2`, `a:b`, `a*b`, `i(var, by, ref = , keep = )`, `l(x, 1:3)`, `f(x)`, `d(x)`, `offset()`, `-1`, and
 * `sw()`, `sw0()`, `csw()`, `csw0()` for several models. Effects: keys joined by `^`, slopes `key[x]`, `key[[x]]`.
 * Names with other characters stand in backticks.
 *
 * @param field what to call the formula in messages
 * @throws {InputError} `formula-syntax` with the character at which reading stopped
 */
export function parseFormula(source: string, field = "formula"): Formula {
  const tokens = new Tokens(source, field);
  const responses = parseResponses(tokens);
  tokens.need("~", '"~" between the outcome and the terms');
  const parts = parseParts(tokens);
  const effects = tokens.take("|") ? parseEffects(tokens) : [];
  if (tokens.is("|")) throw tokens.error("no third part (instruments are not estimated)");
  if (tokens.peek().kind !== "end") throw tokens.error('"+", "|" or the end');
  return { source, responses, parts, effects };
}

function parseResponses(tokens: Tokens): Expression[] {
  if (!tokens.call(["c"])) return [parseResponse(tokens)];
  tokens.next();
  tokens.need("(");
  const responses: Expression[] = [];
  do responses.push(parseResponse(tokens));
  while (tokens.take(","));
  tokens.need(")");
  return responses;
}

function parseParts(tokens: Tokens): (Part | Stepwise<Part>)[] {
  const parts: (Part | Stepwise<Part>)[] = [];
  let minus = tokens.take("-");
  if (!minus) tokens.take("+");
  for (;;) {
    parts.push(minus ? parseMinus(tokens) : (parseStepwise(tokens, parsePart) ?? parsePart(tokens)));
    if (tokens.take("+")) minus = false;
    else if (tokens.take("-")) minus = true;
    else return parts;
  }
}

function parseMinus(tokens: Tokens): Part {
  const token = tokens.peek();
  if (token.kind !== "number" || token.text !== "1") throw tokens.error('1 after "-" (no constant)');
  tokens.next();
  return { kind: "constant", keep: false, at: token.at, end: token.end };
}

function parseStepwise<T>(tokens: Tokens, parse: (tokens: Tokens) => T): Stepwise<T> | null {
  const name = tokens.call(stepwiseNames);
  if (!name) return null;
  const { at } = tokens.next();
  tokens.need("(");
  const alternatives: T[][] = [];
  do {
    const sum = [parse(tokens)];
    while (tokens.take("+")) sum.push(parse(tokens));
    alternatives.push(sum);
  } while (tokens.take(","));
  tokens.need(")");
  return { kind: "stepwise", name, alternatives, at, end: tokens.lastEnd };
}

function parsePart(tokens: Tokens): Part {
  const token = tokens.peek();
  if (token.kind === "number" && !tokens.is("^", 1)) {
    if (token.text !== "0" && token.text !== "1") throw tokens.error("a term (the only numbers are 0 and 1)");
    tokens.next();
    return { kind: "constant", keep: token.text === "1", at: token.at, end: token.end };
  }
  if (tokens.call(stepwiseNames)) throw tokens.error("no sw() or csw() inside another");
  if (tokens.call(["offset"])) {
    tokens.next();
    tokens.need("(");
    const of = parseExpression(tokens);
    tokens.need(")");
    return { kind: "offset", of, at: token.at, end: tokens.lastEnd };
  }
  return parseTerm(tokens);
}

function parseTerm(tokens: Tokens): Term {
  const atoms = [parseAtom(tokens)];
  const ops: (":" | "*")[] = [];
  for (;;) {
    const op = tokens.is(":") ? ":" : tokens.is("*") ? "*" : null;
    if (!op) return { kind: "term", atoms, ops, at: atoms[0]!.at, end: tokens.lastEnd };
    tokens.next();
    ops.push(op);
    atoms.push(parseAtom(tokens));
    if (ops.filter((o) => o === "*").length > 5) throw tokens.error('at most five "*" in a term');
  }
}

function parseAtom(tokens: Tokens): Atom {
  const { at } = tokens.peek();
  if (tokens.is("("))
    throw tokens.error("a term without parentheses of its own: write I(...) for arithmetic");
  if (tokens.peek().kind === "text") throw tokens.error("a column, not a text");
  if (tokens.call(["i"])) return parseLevels(tokens);
  const shift = tokens.call(["l", "f"]);
  if (shift) {
    const { of, steps } = parseShift(tokens, shift);
    return { kind: "shifts", name: shift, of, steps, at, end: tokens.lastEnd };
  }
  const of = parsePower(tokens);
  return { kind: "value", of, at, end: of.end };
}

/** `i(var)`, `i(var, by)`, `i(var, 2000)` and `i(var, by, ref = c(1, 2), keep = 3)`. */
function parseLevels(tokens: Tokens): Atom {
  const { at } = tokens.next();
  tokens.need("(");
  const of = parseExpression(tokens);
  let by: Expression | null = null;
  const named: { ref: Literal[]; keep: Literal[] } = { ref: [], keep: [] };
  while (tokens.take(",")) {
    const option = tokens.peek();
    if (option.kind === "name" && tokens.is("=", 1)) {
      if (option.text !== "ref" && option.text !== "keep") throw tokens.error('"ref =" or "keep ="');
      tokens.next();
      tokens.next();
      named[option.text].push(...parseLiterals(tokens));
    } else if (option.kind === "name" && !tokens.call(["c"])) {
      if (by) throw tokens.error('"ref =" or "keep ="');
      by = parseExpression(tokens);
    } else named.ref.push(...parseLiterals(tokens));
  }
  tokens.need(")");
  return { kind: "levels", of, by, ...named, at, end: tokens.lastEnd };
}

function parseLiterals(tokens: Tokens): Literal[] {
  if (!tokens.call(["c"])) return [parseLiteral(tokens)];
  tokens.next();
  tokens.need("(");
  const list: Literal[] = [];
  do list.push(parseLiteral(tokens));
  while (tokens.take(","));
  tokens.need(")");
  return list;
}

function parseLiteral(tokens: Tokens): Literal {
  const minus = tokens.take("-");
  const token = tokens.peek();
  if (token.kind === "number") {
    tokens.next();
    return minus && Number(token.text) !== 0 ? -Number(token.text) : Number(token.text);
  }
  // A bare word is a text: quotes within quotes are a burden in a shell.
  if (minus || (token.kind !== "text" && token.kind !== "name")) throw tokens.error("a number or a text");
  tokens.next();
  return token.text;
}

function parseEffects(tokens: Tokens): (Effect | Stepwise<Effect>)[] {
  const effects: (Effect | Stepwise<Effect>)[] = [];
  do {
    if (tokens.peek().kind === "number" && tokens.peek().text === "0" && effects.length === 0) {
      // `| 0`: no effects, as fixest has it.
      tokens.next();
      return effects;
    }
    effects.push(parseStepwise(tokens, parseEffect) ?? parseEffect(tokens));
  } while (tokens.take("+"));
  return effects;
}

function parseEffect(tokens: Tokens): Effect {
  const { at } = tokens.peek();
  const keys: Expression[] = [];
  do {
    if (tokens.call(stepwiseNames)) throw tokens.error("a key");
    const key = parsePrimary(tokens);
    if (key.kind === "number" || key.kind === "text")
      throw tokens.error("a key: the name of a column", key.at);
    keys.push(key);
  } while (tokens.take("^"));
  const slopes: Expression[] = [];
  let slopesOnly = false;
  if (tokens.take("[")) {
    slopesOnly = tokens.take("[");
    do slopes.push(parseExpression(tokens));
    while (tokens.take(","));
    tokens.need("]");
    if (slopesOnly) tokens.need("]");
  }
  return { kind: "effect", keys, slopes, slopesOnly, at, end: tokens.lastEnd };
}

/**
 * Reads keys without slopes: `exporter^importer, year`.
 * @throws {InputError} `formula-syntax`
 */
export function parseKeys(source: string, field: string): Effect[] {
  const tokens = new Tokens(source, field);
  const keys: Effect[] = [];
  do {
    const { at } = tokens.peek();
    const key = parseEffect(tokens);
    if (key.slopes.length > 0) throw tokens.error("a key without slopes", at);
    keys.push(key);
  } while (tokens.take(","));
  if (tokens.peek().kind !== "end") throw tokens.error('"^", "," or the end');
  return keys;
}

/**
 * Reads one expression by itself, such as weights.
 * @throws {InputError} `formula-syntax`
 */
export function parseValue(source: string, field: string): Expression {
  const tokens = new Tokens(source, field);
  const value = parseExpression(tokens);
  if (tokens.peek().kind !== "end") throw tokens.error("an operator or the end");
  return value;
}
