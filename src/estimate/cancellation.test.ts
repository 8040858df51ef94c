import { describe, expect, it } from "vitest";
import { seededRandom } from "../kernel/index.js";
import { type Design, type FitProgress, ols, ppml } from "./index.js";

/** Three-way effects, holes, and an embargo that zero trade follows always. */
function design(embargo: boolean): Design {
  const random = seededRandom(5, "cancellation");
  const [n, t] = [9, 5];
  const rows = Array.from({ length: n * n * t }, (_, r) => r).filter(() => random.uniform() < 0.9);
  const at = (r: number) => ({ i: Math.floor(r / (n * t)), j: Math.floor(r / t) % n, s: r % t });
  const code = (f: (cell: ReturnType<typeof at>) => number): Int32Array =>
    Int32Array.from(rows, (r) => f(at(r)));
  const shut = (r: number): boolean => embargo && at(r).i === 1 && at(r).j === 2 && at(r).s > 2;
  return {
    nObs: rows.length,
    y: Float64Array.from(rows, (r) => (shut(r) ? 0 : Math.exp(2 + random.normal()))),
    x: [
      { name: "x", values: Float64Array.from(rows, () => random.normal()) },
      ...(embargo ? [{ name: "shut", values: Float64Array.from(rows, (r) => Number(shut(r))) }] : []),
    ],
    effects: [
      { name: "it", codes: code(({ i, s }) => i * t + s), nLevels: n * t },
      { name: "jt", codes: code(({ j, s }) => j * t + s), nLevels: n * t },
      { name: "ij", codes: code(({ i, j }) => i * n + j), nLevels: n * n },
    ],
    rowNumbers: Int32Array.from(rows, (r) => r + 1),
    missing: 0,
  };
}

describe("a signal", () => {
  const vcov = { kind: "hetero", correction: "ppmlhdfe" } as const;

  it.each(["fit", "separation", "vcov"] as const)(
    "that comes at the stage %s ends the fit there",
    (stage) => {
      const signal = { aborted: false };
      const after: string[] = [];
      const onProgress = (progress: FitProgress): void => {
        if (signal.aborted) after.push(progress.stage);
        if (progress.stage === stage) signal.aborted = true;
      };
      expect(() => ppml(design(true), { vcov, signal, onProgress })).toThrow("cancelled");
      expect(after).toEqual([]);
    },
  );

  it("ends least squares too", () => {
    expect(() => ols(design(false), { vcov, signal: { aborted: true } })).toThrow("cancelled");
  });

  it("that does not come changes nothing", () => {
    const one = ppml(design(true), { vcov, signal: { aborted: false } });
    expect(one.estimate).toEqual(ppml(design(true), { vcov }).estimate);
  });
});
