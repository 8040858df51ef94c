import { describe, expect, it } from "vitest";
import { type BalanceProblem, balance } from "./balance.js";

const table = (values: readonly number[]): Float64Array => Float64Array.from(values);

/** The same problem by the slow and obvious way: RAS (Stone 1961), for equal weights and no caps. */
function ras(problem: BalanceProblem, sweeps: number): Float64Array {
  const { n } = problem;
  const x = Float64Array.from(problem.target);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (let i = 0; i < n; i++) {
      const sum = x.subarray(i * n, i * n + n).reduce((a, b) => a + b, 0);
      for (let j = 0; j < n; j++) x[i * n + j] *= problem.rows[i] / sum;
    }
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += x[i * n + j];
      for (let i = 0; i < n; i++) x[i * n + j] *= problem.columns[j] / sum;
    }
  }
  return x;
}

const problem = (over: Partial<BalanceProblem> = {}): BalanceProblem => ({
  n: 4,
  target: table([0, 5, 2, 1, 4, 0, 3, 2, 1, 2, 0, 6, 3, 1, 2, 0]),
  weight: new Float64Array(16).fill(1),
  cap: new Float64Array(16).fill(Number.POSITIVE_INFINITY),
  rows: table([10, 8, 6, 7]),
  columns: table([9, 7, 8, 7]),
  ...over,
});

describe("balance", () => {
  it("is RAS when all cells weigh alike", () => {
    const solved = balance(problem());
    const slow = ras(problem(), 2000);
    expect(solved.converged).toBe(true);
    for (let c = 0; c < 16; c++) expect(solved.flows[c]).toBeCloseTo(slow[c], 10);
  });

  it("leaves a table that meets its totals as it is", () => {
    const target = table([0, 5, 2, 1, 4, 0, 3, 2, 1, 2, 0, 6, 3, 1, 2, 0]);
    const solved = balance(problem({ rows: table([8, 9, 9, 6]), columns: table([8, 8, 7, 9]) }));
    for (let c = 0; c < 16; c++) expect(solved.flows[c]).toBeCloseTo(target[c], 11);
  });

  it("moves heavy cells less than light ones", () => {
    const weight = new Float64Array(16).fill(1);
    weight[1] = 50;
    const light = balance(problem());
    const heavy = balance(problem({ weight }));
    expect(Math.abs(heavy.flows[1] - 5)).toBeLessThan(Math.abs(light.flows[1] - 5));
    expect(heavy.flows[1]).toBeCloseTo(5, 1);
  });

  it("satisfies the first-order conditions: w ln(x/t) is a row's plus a column's multiplier", () => {
    const weight = Float64Array.from({ length: 16 }, (_, c) => 1 + ((c * 7) % 5));
    const solved = balance(problem({ weight }));
    const target = problem().target;
    const pull = (i: number, j: number): number =>
      weight[i * 4 + j] * Math.log(solved.flows[i * 4 + j] / target[i * 4 + j]);
    // any rectangle off the diagonal sums to nothing
    expect(pull(0, 2) - pull(0, 3) - pull(1, 2) + pull(1, 3)).toBeCloseTo(0, 9);
    expect(pull(2, 0) - pull(2, 1) - pull(3, 0) + pull(3, 1)).toBeCloseTo(0, 9);
  });

  it("keeps to caps, and says so when they leave no table", () => {
    const cap = new Float64Array(16).fill(Number.POSITIVE_INFINITY);
    cap[1] = 4;
    const solved = balance(problem({ cap }));
    expect(solved.converged).toBe(true);
    expect(solved.flows[1]).toBeLessThanOrEqual(4);
    const none = balance(problem({ cap: new Float64Array(16).fill(0.5) }));
    expect(none.converged).toBe(false);
    expect(none.gap).toBeGreaterThan(0.1);
  });

  it("changes nothing that it was given", () => {
    const given = problem();
    const before = JSON.stringify(given, (_, value) =>
      ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value,
    );
    balance(given);
    const after = JSON.stringify(given, (_, value) =>
      ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value,
    );
    expect(after).toBe(before);
  });
});
