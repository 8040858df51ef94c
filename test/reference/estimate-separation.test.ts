/**
 * The separation cases: which rows, deviance and fitted values on the kept, which regressors are left without estimate.
 * @module
 */
import { readFileSync } from "node:fs";
import { describe, expect } from "vitest";
import { ppml } from "../../src/estimate/index.js";
import { conformance, designOf, estimateFile, factorOf, frameOf } from "./estimate-cases.js";

interface Case {
  readonly n: number;
  readonly x: string[];
  readonly absorb: string[];
  readonly lp_separated_rows: number[];
  readonly ppml_on_kept: {
    coef: Record<string, number>;
    dropped: string[];
    deviance: number;
    loglik: number;
    mu: number[];
    kept_rows: number[] | null;
  };
}

const files = [
  ...["01", "02", "03", "04", "05", "06", "08", "09", "10", "12", "13", "14", "15"],
  ...["guide_example1", "guide_example2", "guide_fe1", "guide_fe2", "ppmlhdfe_test_problem6"],
];

describe("separation", () => {
  for (const file of files) {
    conformance(file, () => {
      const want = JSON.parse(readFileSync(estimateFile("separation.json"), "utf8"))[`${file}.csv`] as Case;
      const frame = frameOf(`separation/${file}.csv`);
      const constant = want.absorb.length === 0 ? { _cons: new Float64Array(frame.n).fill(1) } : {};
      const fit = ppml(
        designOf({
          y: frame.number("y"),
          x: { ...constant, ...Object.fromEntries(want.x.map((name) => [name, frame.number(name)])) },
          effects: want.absorb.map((name) => factorOf(name, frame.text(name))),
        }),
        { vcov: { kind: "iid", correction: "none" } },
      );
      const { estimate } = fit;
      const kept = want.ppml_on_kept;
      expect(estimate.separatedRows).toEqual(want.lp_separated_rows);
      expect(estimate.converged).toBe(true);
      expect(estimate.warnings).toEqual([]);
      expect(estimate.collinear.map((c) => c.name)).toEqual(kept.dropped);
      expect(Math.abs(estimate.deviance - kept.deviance)).toBeLessThan(1e-8);
      for (const t of estimate.terms)
        expect(Math.abs(t.estimate - kept.coef[t.name]!), t.name).toBeLessThan(1e-7);
      (kept.kept_rows ?? []).forEach((row, k) => {
        if (fit.excluded[row - 1] === 0)
          expect(Math.abs(fit.fitted[row - 1]! - kept.mu[k]!)).toBeLessThan(1e-7);
      });
    });
  }
});
