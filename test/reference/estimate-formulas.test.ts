/**
 * From a file and a formula to the reference's figures, and the Stata files of the reference.
 * @module
 */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect } from "vitest";
import type { Panel } from "../../src/contracts/panel.js";
import { estimatePanel, type PanelSpec } from "../../src/estimate/index.js";
import { readCsv, readDta } from "../../src/formats/index.js";
import { conformance, estimateFile } from "./estimate-cases.js";

interface Model {
  readonly id: string;
  readonly coef: Record<string, number>;
  readonly n_obs_used: number;
}

const six = "year IN (1986, 1990, 1994, 1998, 2002, 2006)";
const abroad = `${six} AND exporter <> importer`;
const gravity = "log(dist) + cntg + lang + clny";
const cases: readonly (readonly [id: string, file: string, spec: PanelSpec])[] = [
  [
    "a3_ols_fe",
    "agtpa_applications",
    {
      formula: `log(trade) ~ ${gravity} | exporter^year + importer^year`,
      where: `${abroad} AND trade > 0`,
      family: "ols",
    },
  ],
  [
    "b2_ppml",
    "agtpa_applications",
    {
      formula: "trade ~ i(year, log(dist)) + cntg + lang + clny | exporter^year + importer^year",
      where: abroad,
    },
  ],
  [
    "c2_ppml",
    "agtpa_applications",
    { formula: `trade ~ ${gravity} + rta | exporter^year + importer^year`, where: abroad },
  ],
  ["e1_4fe", "fixest_trade", { formula: "Euros ~ log(dist_km) | Origin + Destination + Product + Year" }],
  [
    "e2_odyear",
    "fixest_trade",
    { formula: "Euros ~ log(dist_km) | Origin^Year + Destination^Year + Product" },
  ],
  [
    "d1_total",
    "ppmlhdfe_EXAMPLE_TRADE_FTA_DATA",
    {
      formula: "trade ~ fta | isoimp^year + isoexp^year + isoexp^isoimp",
      where: "category = 'TOTAL'",
    },
  ],
  [
    "f_synth_30x30x8_3fe",
    "synth_30x30x8",
    { formula: "trade ~ rta + tariff + x3 | exporter^year + importer^year + exporter^importer" },
  ],
  [
    "f_synth_30x30x8_2fe",
    "synth_30x30x8",
    {
      formula: "trade ~ log(dist) + rta + tariff + x3 | exporter^year + importer^year",
      where: "exporter <> importer",
    },
  ],
];

const panelOf = (file: string): Panel =>
  readCsv(gunzipSync(readFileSync(estimateFile("data", `${file}.csv.gz`))), file);

describe("formulas on files", () => {
  for (const [id, file, spec] of cases) {
    conformance(`${id}: coefficients within 1e-8 of fixest's`, () => {
      const { models } = JSON.parse(readFileSync(estimateFile("fixest.json"), "utf8")) as {
        models: Model[] | Record<string, Model>;
      };
      const model = Object.values(models).find((m) => m.id === id)!;
      const [fit] = estimatePanel(panelOf(file), { ...spec, tolerance: 1e-11 });
      const expected = Object.values(model.coef);
      const found = fit!.estimate.terms.map((t) => t.estimate);
      expect(fit!.estimate.n).toBe(model.n_obs_used);
      expect(found).toHaveLength(expected.length);
      // The reference lists terms in another order.
      const nearest = expected.map((b) => Math.min(...found.map((f) => Math.abs(f - b))));
      expect(Math.max(...nearest)).toBeLessThan(1e-8);
    });
  }

  conformance("lags and leads by formula are those of a plain look-up by pair and year", () => {
    const panel = panelOf("agtpa_applications");
    const number = (name: string): Float64Array =>
      (panel.columns.find((c) => c.name === name) as { values: Float64Array }).values;
    const texts = ["exporter", "importer"].map((name) => panel.columns.find((c) => c.name === name)!);
    const key = (row: number, year: number): string =>
      `${texts.map((c) => (c as { codes: Int32Array }).codes[row]).join(",")},${year}`;
    const [year, rta] = [number("year"), number("rta")];
    const rowOf = new Map(Array.from(year, (y, row) => [key(row, y), row]));
    const shifted = (steps: number): Float64Array =>
      year.map((y, row) => rta[rowOf.get(key(row, y - steps)) ?? -1] ?? Number.NaN);
    const plain: Panel = {
      ...panel,
      columns: [
        ...panel.columns,
        ...[4, -3].map((steps) => {
          const values = shifted(steps);
          const missing = Uint8Array.from(values, (v) => (Number.isNaN(v) ? 1 : 0));
          return { type: "number" as const, name: `shift${steps}`.replace("-", "_"), values, missing };
        }),
      ],
    };
    const where = "year >= 1994 AND year <= 2000";
    const [own, looked] = ["l(rta, 4) + f(rta, 3)", "shift4 + shift_3"].map(
      (terms) =>
        estimatePanel(plain, {
          formula: `trade ~ rta + ${terms} | exporter^year + importer^year`,
          where,
          panelId: "exporter^importer,year",
        })[0]!,
    );
    expect(own!.estimate.n).toBe(looked!.estimate.n);
    expect(own!.estimate.terms.map((t) => t.estimate)).toEqual(looked!.estimate.terms.map((t) => t.estimate));
  });
});

describe("Stata files of the reference", () => {
  const sum = (panel: Panel, name: string): number => {
    const column = panel.columns.find((c) => c.name === name);
    if (column?.type !== "number") throw new Error(`${name} is no number`);
    return column.values.reduce((s, x) => s + (Number.isNaN(x) ? 0 : x), 0);
  };

  conformance("format 113: sums that a reader written in another language found", () => {
    const panel = readDta(readFileSync(estimateFile("data", "dta", "Chapter1Exercise2.dta")), "t.dta");
    expect([panel.nObs, panel.columns.length]).toEqual([18928, 13]);
    expect(sum(panel, "year")).toBe(37799216);
    expect(sum(panel, "trade")).toBeCloseTo(110284169.81917283, 4);
    expect(sum(panel, "MFN_TARIFF")).toBeCloseTo(1072.357915381178, 9);
    expect(sum(panel, "RTA_LEAD4")).toBe(2812);
  });

  conformance(
    "format 117: the collinear data of ppmlhdfe's tests are fitted, one regressor dropped by name",
    () => {
      const panel = readDta(readFileSync(estimateFile("data", "dta", "collinear.dta")), "t.dta");
      expect([panel.nObs, panel.columns.map((c) => c.name).join(" ")]).toEqual([100, "y x z w v im ex year"]);
      const [fit] = estimatePanel(panel, { formula: "y ~ x + z + I(2 * x + z) | ex^year + im^year" });
      expect(fit!.estimate.collinear.map((c) => c.name)).toContain("I(2 * x + z)");
    },
  );
});
