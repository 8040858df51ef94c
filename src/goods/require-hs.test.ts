import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../contracts/errors.js";
import { goodsKinds, HS_VINTAGES, headingVintages, requireHs } from "./index.js";

describe("HS codes and their vintages", () => {
  it("has as many headings as each vintage", () => {
    const count = (year: number) =>
      [...headingVintages.values()].filter((v) => v.includes(year as never)).length;
    expect(HS_VINTAGES.map(count)).toEqual([1241, 1241, 1245, 1221, 1224, 1222, 1229]);
  });

  it("codes as people write them, and what came and went", () => {
    expect(requireHs("22.04", "goods")).toEqual({ code: "2204", vintages: HS_VINTAGES });
    expect(requireHs(" 2204.21 ", "goods").code).toBe("220421");
    expect(requireHs("8469", "goods").vintages).toEqual([1992, 1996, 2002, 2007, 2012]);
    expect(requireHs("9619", "goods").vintages).toEqual([2012, 2017, 2022]);
    // The number was used again.
    expect(requireHs("8524", "goods").vintages).toEqual([1992, 1996, 2002, 2022]);
    expect(requireHs("8485", "goods").vintages).toEqual([1992, 1996, 2002, 2022]);
  });

  it("knows the code of every word for goods", () => {
    for (const code of goodsKinds.flatMap(({ hs }) => hs)) expect(requireHs(code, "goods").code).toBe(code);
  });

  it.each([
    ["406", /did you mean "0406" \(Cheese\)/],
    ["40610", /did you mean "040610"/],
    ["2299", /Nearest: "2209" .* or "2208" \(Spirits\)/],
    ["77", /Nearest: "76" .* or "78"/],
    ["0000", /Nearest: "0101"/],
    ["22042109", /take its first six, "220421"/],
    ["wine", /or a word such as wine/],
    ["", /such as 2204/],
  ])("refuses %j, and says what is near", (text, hint) => {
    try {
      requireHs(text, "goods");
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
      expect((error as InputError).hint).toMatch(hint);
    }
  });

  it("any text is a code or refused", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{0,9}$/)), (text) => {
        try {
          expect(requireHs(text, "goods").code).toMatch(/^(\d\d){1,3}$/);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
    );
  });
});
