import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HsCode } from "../contracts/codes.js";
import { chapters, describeHs, findGoods, goodsKinds, goodsNamed, hsOf } from "./index.js";

describe("hsOf", () => {
  it.each([
    [["wine"], ["2204"]],
    [["wines"], ["2204"]],
    [["mineral water"], ["2201"]],
    [["citrus"], ["0805"]],
    [["steel"], ["72"]],
    [["cars"], ["8703"]],
    [["poultry"], ["0207"]],
    [["dairy"], ["04"]],
    [["soybeans"], ["1201"]],
    [["flat-rolled steel"], ["72"]],
    [["cheese", "dairy products"], ["04"]],
    [["all"], []],
    [["moonbeams"], []],
  ])("%j falls under %j", (words, codes) => {
    expect(hsOf(words)).toEqual(codes);
  });
  it("gives codes of the contract for every word it knows, leading zeros kept", () => {
    for (const kind of goodsKinds)
      for (const word of kind.words)
        for (const code of hsOf([word])) expect(HsCode.safeParse(code).success).toBe(true);
  });
});

describe("findGoods", () => {
  it("takes the longest name and tells the country from the bird", () => {
    expect(findGoods("crude palm oil and turkey from Turkey").map((g) => g.word)).toEqual([
      "crude palm oil",
      "turkey",
    ]);
  });
  it("stays inside any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const { start, end } of findGoods(text))
          expect(0 <= start && start < end && end <= text.length).toBe(true);
      }),
    );
  });
});

describe("describeHs", () => {
  it("labels 96 chapters, headings and what lies below", () => {
    expect(chapters).toHaveLength(96);
    expect(describeHs("04")).toBe("Dairy products, eggs, honey");
    expect(describeHs("2204")).toBe("Wine");
    expect(describeHs("220421")).toBe("part of: Wine");
    expect(describeHs("77")).toBe("HS 77");
  });
  it("knows every chapter that words point to", () => {
    const known = new Set(chapters.map(([code]) => code));
    for (const kind of goodsKinds) for (const code of kind.hs) expect(known.has(code.slice(0, 2))).toBe(true);
    expect(goodsNamed("whiskies")?.hs ?? ["2208"]).toEqual(["2208"]);
  });
});
