import { expect, it } from "vitest";
import { divertInto } from "./smart-response.js";

it("ends on prices that are not numbers, and diverts nothing where there is nobody to divert to", () => {
  const out = new Float64Array(3);
  const order = Uint32Array.of(0, 1, 2);
  divertInto(Float64Array.of(1, 2, 3), Float64Array.of(1, Number.NaN, 0.5), 2, "capped", order, out);
  expect(out).toHaveLength(3);
  divertInto(Float64Array.of(1, 2, 3), Float64Array.of(0, 0, 0), 2, "capped", order, out);
  expect([...out]).toEqual([0, 0, 0]);
});

it("takes all of a source that is pulled hard enough, and leaves some of it when bounded", () => {
  const order = Uint32Array.of(0, 1);
  const [capped, bounded] = [new Float64Array(2), new Float64Array(2)];
  divertInto(Float64Array.of(10, 10), Float64Array.of(1, 0), 50, "capped", order, capped);
  divertInto(Float64Array.of(10, 10), Float64Array.of(1, 0), 50, "bounded", order, bounded);
  expect([...capped]).toEqual([10, -10]);
  expect(bounded[0]).toBeCloseTo((10 * 25) / 26, 12);
});
