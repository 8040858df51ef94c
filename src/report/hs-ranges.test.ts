import { expect, it } from "vitest";
import { hsRanges } from "./hs-ranges.js";

it("joins runs of chapters, across the one kept free, and nothing else", () => {
  expect(hsRanges(["01", "02", "04", "05", "06", "24"])).toBe("01, 02, 04–06, 24");
  expect(hsRanges(["75", "76", "78", "79"])).toBe("75–79");
  expect(hsRanges(["2201", "2202", "2203"])).toBe("2201, 2202, 2203");
  expect(hsRanges(["22", "2204"])).toBe("22, 2204");
  expect(hsRanges([])).toBe("");
});
