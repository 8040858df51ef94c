import { describe, expect, it } from "vitest";
import { expandModels } from "./expand-models.js";
import { nearestNames } from "./nearest-names.js";
import { parseFormula } from "./parse-formula.js";
import { printAtom } from "./print-formula.js";

const products = (formula: string): string[][] =>
  expandModels(parseFormula(formula)).map((m) => m.products.map((p) => p.atoms.map(printAtom).join(":")));

describe("expandModels", () => {
  it.each<[string, string[][]]>([
    ["y ~ a*b", [["a", "b", "a:b"]]],
    ["y ~ a*b:c", [["a", "b:c", "a:b:c"]]],
    ["y ~ a*b*c", [["a", "b", "c", "a:b", "a:c", "b:c", "a:b:c"]]],
    ["y ~ a + a*b + b:a", [["a", "b", "a:b"]]],
    ["y ~ sw(a, b + c)", [["a"], ["b", "c"]]],
    [
      "y ~ x + csw(a, b)",
      [
        ["x", "a"],
        ["x", "a", "b"],
      ],
    ],
    ["y ~ csw0(a, b)", [[], ["a"], ["a", "b"]]],
    ["y ~ sw0(a, b)", [[], ["a"], ["b"]]],
    ["c(y, z) ~ a | sw(f, g)", [["a"], ["a"], ["a"], ["a"]]],
  ])("%s", (formula, expected) => {
    expect(products(formula)).toEqual(expected);
  });

  it("knows the constant, and gives single models the text as written", () => {
    const constants = ["y ~ x", "y ~ x - 1", "y ~ 0 + x", "y ~ -1 + x", "y ~ 1"].map(
      (f) => expandModels(parseFormula(f))[0]!.constant,
    );
    expect(constants).toEqual([true, false, false, false, true]);
    expect(expandModels(parseFormula(" y ~  x "))[0]!.text).toBe("y ~  x");
    expect(expandModels(parseFormula("y ~ csw0(x)|f")).map((m) => m.text)).toEqual([
      "y ~ 1 | f",
      "y ~ x | f",
    ]);
  });

  it("refuses more than 100 models", () => {
    const many = Array.from({ length: 30 }, () => "sw(a, b, c)").join(" + ");
    expect(() => expandModels(parseFormula(`y ~ ${many}`))).toThrow(/at most 100 models/);
  });
});

describe("nearestNames", () => {
  const known = ["exporter", "importer", "rta", "rta_lag3", "log_dist", "dist", "trade"];
  it.each([
    ["exportr", "exporter"],
    ["Importer", "importer"],
    ["rat", "rta"],
    ["rta_lag", "rta_lag3"],
    ["tarde", "trade"],
  ])("%s: %s", (name, first) => {
    expect(nearestNames(name, known)[0]).toBe(first);
  });
  it("has nothing to say of what is far off", () => expect(nearestNames("gdp", known)).toEqual([]));
});
