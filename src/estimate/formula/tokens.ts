/**
 * A formula cut into tokens, and a place in them that the parsers move.
 * @module
 */
import { InputError } from "../../contracts/errors.js";

export interface Token {
  readonly kind: "name" | "number" | "text" | "sign" | "end";
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

const pattern =
  /\s+|(?<name>[\p{L}_.][\p{L}\p{N}_.]*)|`(?<quoted>[^`]+)`|"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|(?<sign>==|!=|<=|>=|[-~|+*/^:()[\],=<>&!])/uy;
/** Deeper nesting is a mistake (and would exhaust the stack). */
const deepest = 100;

export class Tokens {
  readonly source: string;
  readonly field: string;
  private readonly list: readonly Token[];
  private position = 0;
  private depth = 0;

  constructor(source: string, field: string) {
    this.source = source;
    this.field = field;
    this.list = this.cut();
  }

  private cut(): Token[] {
    const tokens: Token[] = [];
    pattern.lastIndex = 0;
    let at = 0;
    while (at < this.source.length) {
      pattern.lastIndex = at;
      const match = pattern.exec(this.source);
      if (!match) throw this.error("a column, a number or an operator", at);
      const end = at + match[0].length;
      const { name, quoted, double, single, number, sign } = match.groups ?? {};
      const column = startsNumber(name) ? undefined : (name ?? quoted);
      const text = double ?? single;
      if (column !== undefined) tokens.push({ kind: "name", text: column, at, end });
      else if (text !== undefined) tokens.push({ kind: "text", text, at, end });
      else if (number !== undefined && !Number.isFinite(Number(number)))
        throw this.error("a finite number", at);
      else if (number !== undefined) tokens.push({ kind: "number", text: number, at, end });
      else if (sign !== undefined) tokens.push({ kind: "sign", text: sign, at, end });
      else if (name !== undefined) {
        // ".5": the pattern for names comes first, so a number that starts with a point is cut here.
        const digits = /^\.\d+(?:[eE][-+]?\d+)?/.exec(this.source.slice(at))!;
        tokens.push({ kind: "number", text: digits[0], at, end: at + digits[0].length });
        at += digits[0].length;
        continue;
      }
      at = end;
    }
    tokens.push({ kind: "end", text: "", at: this.source.length, end: this.source.length });
    return tokens;
  }

  peek(ahead = 0): Token {
    return this.list[Math.min(this.position + ahead, this.list.length - 1)]!;
  }

  next(): Token {
    const token = this.peek();
    this.position++;
    return token;
  }

  /** The end of the token just taken. */
  get lastEnd(): number {
    return this.position === 0 ? 0 : this.list[this.position - 1]!.end;
  }

  is(sign: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === "sign" && token.text === sign;
  }

  take(sign: string): boolean {
    const found = this.is(sign);
    if (found) this.position++;
    return found;
  }

  need(sign: string, expected = JSON.stringify(sign)): void {
    if (!this.take(sign)) throw this.error(expected);
  }

  /** Whether a call of one of these stands here. */
  call<T extends string>(names: readonly T[]): T | null {
    const token = this.peek();
    if (token.kind !== "name" || !this.is("(", 1) || this.source[token.at] === "`") return null;
    return names.find((name) => name === token.text) ?? null;
  }

  /** Runs a parser one level deeper. */
  nested<T>(parse: () => T): T {
    if (++this.depth > deepest) throw this.error(`at most ${deepest} levels of parentheses`);
    const result = parse();
    this.depth--;
    return result;
  }

  error(expected: string, at = this.peek().at): InputError {
    const came = this.source.slice(at, at + 20) || "the end";
    return new InputError(
      "formula-syntax",
      `Expected ${expected} at character ${at + 1} of ${this.field === "formula" ? "the formula" : this.field}; received ${JSON.stringify(came)}.`,
      {
        place: { field: this.field },
        received: this.source,
        hint: "Write for example: trade ~ rta + log(dist) | exporter^year + importer^year.",
      },
    );
  }
}

const startsNumber = (name: string | undefined): boolean => name !== undefined && /^\.\d/.test(name);
