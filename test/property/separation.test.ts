import { describe, expect, it } from "vitest";
import { type Design, ExcludedRow, ppml } from "../../src/estimate/index.js";
import { seededRandom } from "../../src/kernel/index.js";
import { separatedByProgramme } from "./separation-oracle.js";

/** A small panel with 30 to 70 % zeros; regressors are rare dummies, common ones and whole numbers. */
function panel(seed: number): Design {
  const random = seededRandom(seed, "separation");
  const draw = (below: number): number => Math.floor(below * random.uniform());
  const [n, t, k, ways] = [3 + draw(3), 1 + draw(3), draw(4), 1 + draw(3)];
  const share = 0.3 + 0.4 * random.uniform();
  const rows: (readonly [number, number, number])[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) for (let s = 0; s < t; s++) if (random.uniform() < 0.85) rows.push([i, j, s]);
  }
  const effect = (name: string, nLevels: number, code: (i: number, j: number, s: number) => number) => ({
    name,
    nLevels,
    codes: Int32Array.from(rows, ([i, j, s]) => code(i, j, s)),
  });
  return {
    nObs: rows.length,
    y: Float64Array.from(rows, (_, r) =>
      r > 0 && random.uniform() < share ? 0 : Math.exp(3 + random.normal()),
    ),
    x: Array.from({ length: k }, (_, m) => ({
      name: `x${m}`,
      values: Float64Array.from(rows, () =>
        m === 0 ? Number(random.uniform() < 0.15) : m === 1 ? Number(random.uniform() < 0.5) : draw(9) - 4,
      ),
    })),
    effects: [
      effect("exporter-time", n * t, (i, _, s) => i * t + s),
      effect("importer-time", n * t, (_, j, s) => j * t + s),
      effect("pair", n * n, (i, j) => i * n + j),
    ].slice(0, ways),
    rowNumbers: Int32Array.from(rows, (_, r) => r + 1),
    missing: 0,
  };
}

describe("separated rows", () => {
  it("are those of an exact linear programme; a separated row may have gone as a singleton before", () => {
    let found = 0;
    for (let seed = 1; seed <= 150; seed++) {
      const design = panel(seed);
      let fit: ReturnType<typeof ppml>;
      try {
        fit = ppml(design, { vcov: { kind: "iid", correction: "none" } });
      } catch (error) {
        expect((error as { code: string }).code, `seed ${seed}`).toBe("nothing-left");
        continue;
      }
      const separated = new Set(separatedByProgramme(design));
      expect(fit.estimate.warnings, `seed ${seed}`).toEqual([]);
      fit.excluded.forEach((code, n) => {
        const ours = code === ExcludedRow.separatedLevel || code === ExcludedRow.separatedRectifier;
        if (code !== ExcludedRow.singleton) expect([seed, n, ours]).toEqual([seed, n, separated.has(n)]);
        if (ours) found++;
      });
    }
    expect(found).toBeGreaterThan(300);
  });
});
