import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Atom,
  type BinaryOperator,
  type Effect,
  type Expression,
  type Formula,
  functionNames,
  type Part,
  type Stepwise,
  stepwiseNames,
} from "../../src/estimate/formula/ast.js";
import { parseFormula } from "../../src/estimate/formula/parse-formula.js";
import { printFormula } from "../../src/estimate/formula/print-formula.js";

const place = { at: 0, end: 0 };
const column = fc
  .oneof(
    fc.constantFrom("x", "log", "i", "l", "c", "year", "ln.dist", "_a", ".b", "é1", "ref"),
    fc.stringMatching(/^[^`]{1,6}$/),
  )
  .map((name): Expression => ({ kind: "column", name, ...place }));
const number = fc
  .double({ noNaN: true, noDefaultInfinity: true, min: 0 })
  .map((value): Expression => ({ kind: "number", value: value + 0, ...place }));
const words = fc.stringMatching(/^[^"'`\\]{0,5}$/);
const text = words.map((value): Expression => ({ kind: "text", value, ...place }));
const operators: BinaryOperator[] = ["+", "-", "*", "/", "^", "==", "!=", "<", "<=", ">", ">=", "&", "|"];

const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, depthIdentifier: "e" },
    column,
    number,
    text,
    fc.record({
      kind: fc.constant("call" as const),
      name: fc.constantFrom(...functionNames),
      of: tie("expression"),
      at: fc.constant(0),
      end: fc.constant(0),
    }),
    fc.record({
      kind: fc.constant("unary" as const),
      op: fc.constantFrom("-" as const, "!" as const),
      of: tie("expression"),
      at: fc.constant(0),
      end: fc.constant(0),
    }),
    fc.record({
      kind: fc.constant("binary" as const),
      op: fc.constantFrom(...operators),
      left: tie("expression"),
      right: tie("expression"),
      at: fc.constant(0),
      end: fc.constant(0),
    }),
    fc.record({
      kind: fc.constant("shift" as const),
      name: fc.constantFrom("l" as const, "f" as const),
      of: tie("expression"),
      steps: fc.integer({ min: -9, max: 9 }),
      at: fc.constant(0),
      end: fc.constant(0),
    }),
  ),
}));

const literal = fc.oneof(words, fc.integer({ min: -3000, max: 3000 }));
const call = expression.map((of): Expression => ({ kind: "call", name: "I", of, ...place }));
const atom: fc.Arbitrary<Atom> = fc.oneof(
  fc.oneof(column, call).map((of): Atom => ({ kind: "value", of, ...place })),
  fc
    .record({
      of: expression,
      by: fc.option(column, { nil: null }),
      ref: fc.array(literal, { maxLength: 3 }),
      keep: fc.array(literal, { maxLength: 2 }),
    })
    .map((parts): Atom => ({ kind: "levels", ...parts, ...place })),
  fc
    .record({
      name: fc.constantFrom("l" as const, "f" as const),
      of: expression,
      steps: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 4 }),
    })
    .map((parts): Atom => ({ kind: "shifts", ...parts, ...place })),
);
const part: fc.Arbitrary<Part> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .array(fc.tuple(atom, fc.constantFrom(":" as const, "*" as const)), { minLength: 1, maxLength: 3 })
      .map(
        (list): Part => ({
          kind: "term",
          atoms: list.map(([a]) => a),
          ops: list.slice(1).map(([, op]) => op),
          ...place,
        }),
      ),
  },
  fc.boolean().map((keep): Part => ({ kind: "constant", keep, ...place })),
  expression.map((of): Part => ({ kind: "offset", of, ...place })),
);
const effect: fc.Arbitrary<Effect> = fc
  .record({
    keys: fc.array(fc.oneof(column, call), { minLength: 1, maxLength: 3 }),
    slopes: fc.array(expression, { maxLength: 2 }),
    slopesOnly: fc.boolean(),
  })
  .map(({ keys, slopes, slopesOnly }) => ({
    kind: "effect",
    keys,
    slopes,
    slopesOnly: slopesOnly && slopes.length > 0,
    ...place,
  }));
function stepwise<T>(of: fc.Arbitrary<T>): fc.Arbitrary<Stepwise<T>> {
  return fc
    .record({
      name: fc.constantFrom(...stepwiseNames),
      alternatives: fc.array(fc.array(of, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 }),
    })
    .map((parts) => ({ kind: "stepwise", ...parts, ...place }));
}
const formula = fc.record({
  responses: fc.array(expression, { minLength: 1, maxLength: 2 }),
  parts: fc.array(fc.oneof({ weight: 4, arbitrary: part }, stepwise(part)), { minLength: 1, maxLength: 4 }),
  effects: fc.array(fc.oneof({ weight: 4, arbitrary: effect }, stepwise(effect)), { maxLength: 3 }),
});

/** The tree without its places. */
function bare(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(bare);
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) =>
      key === "at" || key === "end" || key === "source" ? [] : [[key, bare(value)]],
    ),
  );
}

describe("the formula language", () => {
  it("reads back what it prints, for any tree", () => {
    fc.assert(
      fc.property(formula, (tree) => {
        expect(bare(parseFormula(printFormula(tree)))).toEqual(bare(tree));
      }),
      { numRuns: 400 },
    );
  });

  it("prints the same again", () => {
    fc.assert(
      fc.property(formula, (tree) => {
        const printed = printFormula(tree);
        expect(printFormula(parseFormula(printed))).toBe(printed);
      }),
    );
  });

  it("never fails but with an InputError that has a place", () => {
    const pieces = fc.constantFrom(
      ..."~ | + - * / ^ : ( ) [ ] , = == 1 0 2.5 x y log( I( i( l( sw( csw0( c( offset( 'a' \"b\" `q` [[ ]] & ! .5 1e3 é".split(
        " ",
      ),
    );
    const soup = fc.array(pieces, { maxLength: 25 }).map((list) => list.join(" "));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          soup,
          soup.map((s) => `y ~ ${s}`),
        ),
        (source) => {
          try {
            const tree: Formula = parseFormula(source);
            expect(bare(parseFormula(printFormula(tree)))).toEqual(bare(tree));
          } catch (error) {
            expect((error as Error).name).toBe("InputError");
            expect((error as Error).message).toMatch(/character \d+/);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  it("refuses nesting that would exhaust the stack", () => {
    for (const open of ["log(", "(", "-", "!", "I(-("]) {
      const source = `y ~ log(${open.repeat(50_000)}x`;
      expect(() => parseFormula(source)).toThrow(/levels of parentheses|Expected/);
    }
    expect(() => parseFormula(`y ~ ${"x^".repeat(50_000)}2`)).toThrow(/levels/);
  });

  it("every node stands where its text is", () => {
    const source = "log(trade) ~ rta + log( dist ):x | exporter^year + importer[[ t ]]";
    const { parts, effects, responses } = parseFormula(source);
    const at = (node: { at: number; end: number }): string => source.slice(node.at, node.end);
    expect(responses.map(at)).toEqual(["log(trade)"]);
    expect(parts.map(at)).toEqual(["rta", "log( dist ):x"]);
    expect(effects.map(at)).toEqual(["exporter^year", "importer[[ t ]]"]);
  });
});
