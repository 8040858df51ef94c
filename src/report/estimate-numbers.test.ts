import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimalsFor, fixed, pValue, statistic, testStatistic } from "./estimate-numbers.js";

describe("numbers of a regression table", () => {
  it.each([
    [0.19071757542, 0.06579676, "0.19072"],
    [-26.564, 3.166, "−26.564"],
    [9.413e9, 2.5e8, "9413000000"],
    [1.585, 3.2e-12, "1.5850000000"],
    [3e-12, 1e-13, "3.0000e−12"],
    [0, 0, "0.00000"],
  ])("%s with standard error %s", (estimate, se, text) => {
    expect(fixed(estimate, decimalsFor(se, estimate))).toBe(text);
  });

  it("never says NaN, Infinity or minus zero", () => {
    const any = fc.oneof(fc.double(), fc.constantFrom(0, -0, Number.NaN, Number.POSITIVE_INFINITY));
    fc.assert(
      fc.property(any, any, (x, se) => {
        for (const text of [fixed(x, decimalsFor(se, x)), pValue(x), statistic(x), testStatistic(x)]) {
          expect(text).not.toMatch(/NaN|Infinity|^−0(\.0*)?$|-/);
        }
      }),
    );
  });
});
