/**
 * The small part of SQL that filters rows: comparisons, IN, BETWEEN, IS NULL, AND, OR, NOT, parentheses.
 * A number with value labels may be compared by its word: status = 'member'.
 * One parser for the command line and the browser. NULL compares as unknown, as in SQL; unknown rows are left out.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { Column, Panel } from "../contracts/panel.js";

type Literal =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly value: string };
type Operand = Literal | { readonly kind: "column"; readonly name: string; readonly at: number };
type Comparison = "=" | "<>" | "<" | "<=" | ">" | ">=";

export type Where =
  | { readonly op: "and" | "or"; readonly left: Where; readonly right: Where }
  | { readonly op: "not"; readonly of: Where }
  | { readonly op: Comparison; readonly left: Operand; readonly right: Operand }
  | { readonly op: "in"; readonly of: Operand; readonly list: readonly Literal[] }
  | { readonly op: "between"; readonly of: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly op: "null"; readonly of: Operand };

interface Token {
  readonly kind: "word" | "column" | "number" | "text" | "sign" | "end";
  readonly text: string;
  readonly at: number;
}

const pattern =
  /\s+|(?<word>[A-Za-z_][\w.]*)|"(?<column>(?:[^"]|"")*)"|'(?<text>(?:[^']|'')*)'|(?<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|(?<sign><>|!=|<=|>=|==|[=<>(),])/y;

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < source.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(source);
    if (!match) throw wrong(source, at, "a column, a number, a quoted text or an operator");
    const { word, column, text, number, sign } = match.groups ?? {};
    if (word !== undefined) tokens.push({ kind: "word", text: word, at });
    else if (column !== undefined) tokens.push({ kind: "column", text: column.replaceAll('""', '"'), at });
    else if (text !== undefined) tokens.push({ kind: "text", text: text.replaceAll("''", "'"), at });
    else if (number !== undefined) tokens.push({ kind: "number", text: number, at });
    else if (sign !== undefined) {
      tokens.push({ kind: "sign", text: sign === "!=" ? "<>" : sign === "==" ? "=" : sign, at });
    }
  }
  tokens.push({ kind: "end", text: "", at: source.length });
  return tokens;
}

function wrong(source: string, at: number, expected: string): InputError {
  const came = source.slice(at, at + 20) || "the end";
  return new InputError(
    "where-syntax",
    `where: expected ${expected} at character ${at + 1}; received ${JSON.stringify(came)}.`,
    {
      place: { field: "where" },
      received: source,
      hint: "Write for example: year = 2000 AND exporter <> importer AND sector IN (1, 2).",
    },
  );
}

/**
 * Reads a filter.
 * @throws {InputError} `where-syntax`, with the character at which reading stopped
 */
export function parseWhere(source: string): Where {
  const tokens = tokenize(source);
  let position = 0;
  const peek = (): Token => tokens[position]!;
  const keyword = (word: string): boolean => peek().kind === "word" && peek().text.toUpperCase() === word;
  const take = (word: string): boolean => {
    const found = keyword(word) || (peek().kind === "sign" && peek().text === word);
    if (found) position++;
    return found;
  };
  const need = (word: string): void => {
    if (!take(word)) throw wrong(source, peek().at, word);
  };

  const or = (): Where => {
    let left = and();
    while (take("OR")) left = { op: "or", left, right: and() };
    return left;
  };
  const and = (): Where => {
    let left = not();
    while (take("AND")) left = { op: "and", left, right: not() };
    return left;
  };
  const not = (): Where => (take("NOT") ? { op: "not", of: not() } : primary());
  const primary = (): Where => {
    if (take("(")) {
      const inner = or();
      need(")");
      return inner;
    }
    const left = operand();
    if (take("IS")) {
      const negated = take("NOT");
      need("NULL");
      return negate(negated, { op: "null", of: left });
    }
    const negated = take("NOT");
    if (take("IN")) return negate(negated, { op: "in", of: left, list: list() });
    if (take("BETWEEN")) {
      const low = operand();
      need("AND");
      return negate(negated, { op: "between", of: left, low, high: operand() });
    }
    const sign = peek();
    if (negated || sign.kind !== "sign" || !/^[=<>]/.test(sign.text))
      throw wrong(source, sign.at, "a comparison");
    position++;
    return { op: sign.text as Comparison, left, right: operand() };
  };
  const list = (): Literal[] => {
    const items: Literal[] = [];
    need("(");
    do {
      const at = peek().at;
      const item = operand();
      if (item.kind === "column") throw wrong(source, at, "a number or a quoted text");
      items.push(item);
    } while (take(","));
    need(")");
    return items;
  };
  const operand = (): Operand => {
    const token = peek();
    const reserved = /^(AND|OR|NOT|IN|BETWEEN|IS|NULL)$/i.test(token.text);
    position++;
    if (token.kind === "number") return { kind: "number", value: Number(token.text) };
    if (token.kind === "text") return { kind: "text", value: token.text };
    if (token.kind === "column" || (token.kind === "word" && !reserved)) {
      return { kind: "column", name: token.text, at: token.at };
    }
    throw wrong(source, token.at, "a column, a number or a quoted text");
  };

  const tree = or();
  if (peek().kind !== "end") throw wrong(source, peek().at, "AND, OR or the end");
  return tree;
}

const negate = (negated: boolean, of: Where): Where => (negated ? { op: "not", of } : of);

/** true, false, or null for SQL's unknown. */
type Truth = boolean | null;
type Cell = number | string | null;

/**
 * The rows of a panel that satisfy a filter.
 * @returns Int32Array of row indices, ascending
 * @throws {InputError} `where-column` for a column that the panel lacks, `where-type` for a text compared with a number
 */
export function selectRows(panel: Panel, where: Where): Int32Array {
  const test = compile(panel, where);
  const rows = new Int32Array(panel.nObs);
  let kept = 0;
  for (let row = 0; row < panel.nObs; row++) if (test(row) === true) rows[kept++] = row;
  return rows.slice(0, kept);
}

function compile(panel: Panel, where: Where): (row: number) => Truth {
  switch (where.op) {
    case "and": {
      const [left, right] = [compile(panel, where.left), compile(panel, where.right)];
      return (row) => {
        const [a, b] = [left(row), right(row)];
        return a === false || b === false ? false : a === null || b === null ? null : true;
      };
    }
    case "or": {
      const [left, right] = [compile(panel, where.left), compile(panel, where.right)];
      return (row) => {
        const [a, b] = [left(row), right(row)];
        return a === true || b === true ? true : a === null || b === null ? null : false;
      };
    }
    case "not": {
      const inner = compile(panel, where.of);
      return (row) => {
        const value = inner(row);
        return value === null ? null : !value;
      };
    }
    case "null": {
      const cell = reader(panel, where.of);
      return (row) => cell.read(row) === null;
    }
    case "in": {
      const texts = where.list.some((item) => item.kind === "text");
      const cell = texts ? worded(panel, where.of) : reader(panel, where.of);
      for (const item of where.list) sameType(cell.type, item.kind);
      const set = new Set<Cell>(where.list.map((item) => item.value));
      return (row) => {
        const value = cell.read(row);
        return value === null ? null : set.has(value);
      };
    }
    case "between": {
      const low = comparison(panel, ">=", where.of, where.low);
      const high = comparison(panel, "<=", where.of, where.high);
      return (row) => {
        const [a, b] = [low(row), high(row)];
        return a === false || b === false ? false : a === null || b === null ? null : true;
      };
    }
    default:
      return comparison(panel, where.op, where.left, where.right);
  }
}

function comparison(panel: Panel, op: Comparison, a: Operand, b: Operand): (row: number) => Truth {
  const plain = [reader(panel, a), reader(panel, b)] as const;
  // Beside a text, a number that the file has words for is its word.
  const [left, right] = plain.some((r) => r.type === "text") ? [worded(panel, a), worded(panel, b)] : plain;
  sameType(left.type, right.type);
  const compare: (x: number | string, y: number | string) => boolean = {
    "=": (x: number | string, y: number | string) => x === y,
    "<>": (x: number | string, y: number | string) => x !== y,
    "<": (x: number | string, y: number | string) => x < y,
    "<=": (x: number | string, y: number | string) => x <= y,
    ">": (x: number | string, y: number | string) => x > y,
    ">=": (x: number | string, y: number | string) => x >= y,
  }[op];
  return (row) => {
    const [x, y] = [left.read(row), right.read(row)];
    return x === null || y === null ? null : compare(x, y);
  };
}

interface Reader {
  readonly type: "number" | "text";
  readonly read: (row: number) => Cell;
}

function reader(panel: Panel, operand: Operand): Reader {
  if (operand.kind !== "column") return { type: operand.kind, read: () => operand.value };
  const column = findColumn(panel, operand.name, "where");
  if (column.type === "number") {
    return { type: "number", read: (row) => (column.missing[row] ? null : column.values[row]!) };
  }
  return { type: "text", read: (row) => column.levels[column.codes[row]!] ?? null };
}

function worded(panel: Panel, operand: Operand): Reader {
  const column = operand.kind === "column" ? findColumn(panel, operand.name, "where") : null;
  if (column?.type !== "number" || !column.labels) return reader(panel, operand);
  const { values, labels } = column;
  return { type: "text", read: (row) => labels.get(values[row]!) ?? null };
}

function sameType(a: "number" | "text", b: "number" | "text"): void {
  if (a === b) return;
  throw new InputError("where-type", "where: a number is compared with a text.", {
    place: { field: "where" },
    hint: "Put texts in single quotes and leave numbers bare.",
  });
}

/**
 * The column of that name.
 * @throws {InputError} `unknown-column`, with the names that there are
 */
export function findColumn(panel: Panel, name: string, field: string): Column {
  const column = panel.columns.find((c) => c.name === name);
  if (column) return column;
  const known = panel.columns.map((c) => c.name);
  const near = known.filter((k) => k.toLowerCase() === name.toLowerCase());
  throw new InputError(
    "unknown-column",
    `${field}: there is no column ${JSON.stringify(name)} in ${panel.source}.`,
    {
      place: { file: panel.source, field },
      received: name,
      hint: near.length ? `Did you mean ${near[0]}?` : `It has: ${known.slice(0, 30).join(", ")}.`,
    },
  );
}
