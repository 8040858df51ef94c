import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  arrives,
  ban,
  cost,
  gsim,
  impliedAve,
  oneSectorAve,
  smart,
} from "../../tools/studies/wine/markets.js";
import { wineStudy } from "../../tools/studies/wine/study.js";
import { root } from "../cli/gravitas.js";

const { file, numbers, files } = wineStudy();
const written = (name: string) => readFileSync(join(root, "docs/studies", name), "utf8");

describe("the study of wine", () => {
  it.each(Object.keys(files))("%s is current (else: npx tsx tools/studies/wine/write.ts)", (name) => {
    expect(written(name)).toBe(files[name]);
  });

  it("by hand: three quarters of the bottles, the dollars, and their bottle's price", () => {
    const { bottles, dollars } = numbers;
    // 57 × 0.88, 59 × 0.64
    expect(bottles.in2005).toBeCloseTo(50.16, 10);
    expect(bottles.in2014).toBeCloseTo(37.76, 10);
    expect(bottles.ratio2014).toBeCloseTo(0.7528, 4);
    // Elsewhere 81.4 × 0.23 + 50.9 = 69.622, which is 38 % of all.
    expect(dollars.all2014).toBeCloseTo(69.622 / 0.38, 10);
    expect(dollars.in2014).toBeCloseTo(113.594, 3);
    expect(dollars.in2013).toBeCloseTo(62.622, 10);
  });

  it("every figure has a source; what is from memory, and what rests on it, is marked in the page", () => {
    for (const figure of Object.values(file.figures)) expect(file.sources[figure.source]).toBeDefined();
    const prose = written("wine.md").split("## The figures")[0]!;
    for (const rests of ["62.7", "62.6", "113.6", "183", "29.2"]) {
      const found = [...prose.matchAll(new RegExp(`(?<![\\d.])${rests}(?![\\d.%]|\\*\\* †)( †)?`, "g"))];
      expect(found.length, rests).toBeGreaterThan(0);
      expect(
        found.filter((m) => m[1] === undefined).map((m) => prose.slice(m.index - 40, m.index + 20)),
      ).toEqual([]);
    }
  });

  it("a ban is the limit of rising equivalents, and no equivalent itself", () => {
    const left = numbers.limit.map((row) => row.left);
    expect(left.every((x, k) => x > 0 && (k === 0 || x < left[k - 1]!))).toBe(true);
    expect(left.at(-1)).toBeLessThan(0.01);
  });

  const sales = {
    year: 2005,
    russia: { georgia: 60, moldova: 200, others: 140 },
    elsewhere: { georgia: 20, moldova: 100 },
  };
  const at = { sigma: 4, demand: 0.65, supply: Number.POSITIVE_INFINITY };

  it("each one's ban helps the other, in both models", () => {
    for (const solve of [gsim, smart]) {
      expect(arrives(solve(sales, [ban("MDA")], at), "GEO")).toBeGreaterThan(60);
      expect(arrives(solve(sales, [ban("GEO")], at), "MDA")).toBeGreaterThan(200);
    }
    for (const { open, shut } of numbers.implied.flatMap((base) => base.rows))
      expect(shut).toBeGreaterThan(2 * open);
  });

  it("gsim at given prices is the CES nest: the implied equivalent by its formula", () => {
    // q = τ^−σ P^(σ−η), P^(1−σ) = 1 − s + s τ^(1−σ), s = 0.15.
    const q = (tau: number) => tau ** -4 * (0.85 + 0.15 * tau ** -3) ** ((4 - 0.65) / -3);
    const ave = impliedAve((a) => arrives(gsim(sales, [cost("GEO", a)], at), "GEO"), 45);
    expect(q(1 + ave)).toBeCloseTo(0.75, 8);
  });

  it("one-sector terms: for a small share the ratio alone; with half of the market shut twice the pull", () => {
    expect(oneSectorAve(0.75, { share: 1e-9, shut: 0, theta: 5 })).toBeCloseTo(0.75 ** (-1 / 5) - 1, 8);
    expect(oneSectorAve(0.75, { share: 1e-9, shut: 0.5, theta: 5 })).toBeCloseTo(0.375 ** (-1 / 5) - 1, 8);
    expect(oneSectorAve(1, { share: 0.2, shut: 0, theta: 5 })).toBeCloseTo(0, 12);
  });

  it("the placebo: the false equivalent is larger than the shortfall that the same eye would see in 2014", () => {
    const oneSector = numbers.implied[0]!.rows.filter((row) => row.model === "one-sector");
    expect(numbers.placebo.falseAve).toBeGreaterThan(oneSector[0]!.open);
    expect(numbers.placebo.falseAveFood).toBeGreaterThan(oneSector[1]!.open);
  });
});
