/**
 * Restrictions on coefficients as people write them.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import { nearestNames } from "./formula/nearest-names.js";
import type { LinearRestriction } from "./wald.js";

/**
 * Reads `rta = 0, log(dist) = -1`, `rta = fta`, `2*rta - 0.5*fta = 1`; a sum without `=` is held to be zero. Terms are
 * named as the table names them; white space does not count.
 *
 * @param names terms that there are
 * @throws {InputError} `test-syntax`; `test-term` with the nearest names
 */
export function parseTest(text: string, names: readonly string[]): LinearRestriction[] {
  return new TestReader(text, names).read();
}

class TestReader {
  private readonly given: string;
  private readonly text: string;
  /** Longest first, so that `rta:eu` is not read as `rta`. */
  private readonly known: readonly { readonly name: string; readonly bare: string }[];
  private at = 0;

  constructor(given: string, names: readonly string[]) {
    this.given = given;
    this.text = bare(given).replaceAll("\u2212", "-");
    this.known = names
      .map((name) => ({ name, bare: bare(name) }))
      .sort((a, b) => b.bare.length - a.bare.length);
  }

  read(): LinearRestriction[] {
    const list: LinearRestriction[] = [];
    do {
      const sum = new Map<string, number>();
      let constant = this.sumInto(sum, 1);
      if (this.take("==") || this.take("=")) constant += this.sumInto(sum, -1);
      const weights = Object.fromEntries([...sum].filter(([, weight]) => weight !== 0));
      if (Object.keys(weights).length === 0) throw this.wrong("a restriction names a term");
      list.push({ weights, equals: constant === 0 ? 0 : -constant });
    } while (this.take(","));
    if (this.at < this.text.length)
      throw this.wrong(`nothing is understood from ${JSON.stringify(this.rest())} on`);
    return list;
  }

  /** Adds `sign` times a sum of terms; returns its constant. */
  private sumInto(sum: Map<string, number>, sign: number): number {
    let constant = 0;
    const minus = this.take("-");
    if (!minus) this.take("+");
    let own = minus ? -sign : sign;
    for (;;) {
      const { name, factor } = this.item();
      if (name === null) constant += own * factor;
      else sum.set(name, (sum.get(name) ?? 0) + own * factor);
      if (this.take("+")) own = sign;
      else if (this.take("-")) own = -sign;
      else return constant;
    }
  }

  /** `rta`, `2`, `2*rta`, `rta*2`, `rta/2`. */
  private item(): { readonly name: string | null; readonly factor: number } {
    const first = this.term();
    if (first !== null) {
      if (this.take("*")) return { name: first, factor: this.need() };
      if (this.take("/")) return { name: first, factor: 1 / this.need() };
      return { name: first, factor: 1 };
    }
    const factor = this.number();
    if (factor === null) throw this.unknown();
    if (!this.take("*")) return { name: null, factor };
    const name = this.term();
    if (name === null) throw this.unknown();
    return { name, factor };
  }

  private term(): string | null {
    for (const { name, bare: own } of this.known) {
      if (!this.text.startsWith(own, this.at)) continue;
      if (/^[\p{L}\p{N}_.(:^[]/u.test(this.text.slice(this.at + own.length))) continue;
      this.at += own.length;
      return name;
    }
    return null;
  }

  private number(): number | null {
    const found = /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?(?![\p{L}_.(])/iu.exec(this.rest());
    if (!found) return null;
    this.at += found[0].length;
    return Number(found[0]);
  }

  private need(): number {
    const minus = this.take("-");
    const value = this.number();
    if (value === null) throw this.wrong("a number is needed after * and /");
    return minus ? -value : value;
  }

  private take(sign: string): boolean {
    if (!this.text.startsWith(sign, this.at)) return false;
    this.at += sign.length;
    return true;
  }

  private rest(): string {
    return this.text.slice(this.at);
  }

  private unknown(): InputError {
    const word = /^[^=,+*/]*/.exec(this.rest())![0].replace(/-[\d.]*$/, "");
    if (word === "") return this.wrong("a term or a number is needed before its end, a comma or a sign");
    const near = nearestNames(
      word,
      this.known.map(({ name }) => name),
    );
    return new InputError(
      "test-term",
      `The test ${JSON.stringify(this.given)} names ${JSON.stringify(word)}, which is no term.`,
      {
        place: { field: "--test" },
        received: word,
        hint:
          near.length > 0
            ? `Nearest: ${near.join(", ")}.`
            : `The terms are ${this.known
                .map(({ name }) => name)
                .reverse()
                .slice(0, 20)
                .join(", ")}.`,
      },
    );
  }

  private wrong(what: string): InputError {
    return new InputError("test-syntax", `The test ${JSON.stringify(this.given)} cannot be read: ${what}.`, {
      place: { field: "--test" },
      received: this.given,
      hint: 'Write for instance "rta = 0, log(dist) = -1".',
    });
  }
}

const bare = (text: string): string => text.replace(/\s+/g, "");
