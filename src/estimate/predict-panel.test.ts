import { describe, expect, it } from "vitest";
import { readCsv } from "../formats/read-csv.js";
import { effectsTable } from "./effects-table.js";
import { estimatePanel, ols, ppml } from "./estimate-panel.js";
import { fittedRowsTable } from "./fitted-rows-table.js";
import { PredictionGap, predictPanel } from "./predict-panel.js";

const economies = ["A", "B", "C", "D", "E"];
/** Two years of flows between five economies with a made-up law; an embargo between D and E in 2001. */
function rows(years: readonly number[], change = 0): string {
  const lines = ["exporter,importer,year,trade,dist,rta,embargo"];
  for (const year of years) {
    economies.forEach((exporter, i) => {
      economies.forEach((importer, j) => {
        const dist = 1 + Math.abs(i - j) + ((i * 7 + j * 3) % 5) / 10;
        const rta = (i * j + year) % 3 === 0 ? 1 : 0;
        const embargo = i === 3 && j === 4 && year === 2001 ? 1 : 0;
        const noise = 1 + ((i * 31 + j * 17 + year * 7) % 11) / 30;
        const trade = embargo ? 0 : (100 * (i + 2) * (j + 1) * Math.exp(0.4 * rta) * noise) / dist;
        lines.push(`${exporter},${importer},${year},${trade},${dist},${rta + change},${embargo}`);
      });
    });
  }
  return lines.join("\n");
}
const panel = readCsv(rows([2000, 2001]), "a.csv");
const formula =
  "trade ~ log(dist) + rta + embargo + i(year, log(dist), ref = 2000) | exporter^year + importer^year";

describe("predictions for another panel", () => {
  it("are the fitted values on the fit's own rows; those of an embargo without an estimate have none", () => {
    for (const fit of [ppml(panel, { formula }), ols(panel, { formula })]) {
      const { mean, gap } = predictPanel(fit, panel);
      fit.fitted.forEach((value, n) => {
        if (fit.excluded[n] === 0) expect(mean[n]).toBeCloseTo(value, 6);
      });
      const embargoed = fit.estimate.estimator === "ppml" ? 1 : 0;
      expect(gap.filter((code) => code !== PredictionGap.none).length).toBe(embargoed);
    }
  });

  it("move with the regressors, whatever the order and codes of the second file", () => {
    const fit = ppml(panel, { formula });
    const [head, ...lines] = rows([2001], 1).split("\n");
    const second = readCsv([head, ...lines.reverse()].join("\n"), "b.csv");
    const { mean, linear } = predictPanel(fit, second);
    const at = fit.names.indexOf("rta");
    // Rows of 2001 backwards are rows 49 to 25.
    for (let n = 0; n < 25; n++) {
      const own = 49 - n;
      if (fit.excluded[own] !== 0) continue;
      expect(linear[n]! - fit.linear[own]!).toBeCloseTo(fit.coefficients[at]!, 8);
      expect(mean[n]).toBeCloseTo(Math.exp(linear[n]!), 8);
    }
  });

  it("say which levels have no estimate, and need no outcome", () => {
    const fit = ppml(panel, { formula });
    const text =
      "exporter,importer,year,dist,rta,embargo\nA,B,2001,2,0,0\nZ,B,2001,2,0,0\nA,B,2002,2,0,0\nA,B,2001,,0,0";
    const { gap, mean } = predictPanel(fit, readCsv(text, "c.csv"));
    expect([...gap]).toEqual([0, 2, 2, 1]);
    expect(mean[0]).toBeGreaterThan(0);
    expect(mean[1]).toBeNaN();
  });

  it("look lags up in the file given", () => {
    const lagged = ppml(readCsv(rows([2000, 2001, 2002]), "a.csv"), {
      formula: "trade ~ log(dist) + l(rta) | exporter + importer",
      panelId: "exporter^importer,year",
    });
    const { mean, gap } = predictPanel(lagged, readCsv(rows([2001, 2002]), "b.csv"));
    expect([...gap.subarray(0, 25)].every((code) => code === PredictionGap.missingCell)).toBe(true);
    // The fit's rows are those of 2001 and 2002: the first year has no lag.
    for (let n = 0; n < 25; n++) expect(mean[25 + n]).toBeCloseTo(lagged.fitted[25 + n]!, 6);
  });

  it("refuse a file without a column, by its name", () => {
    const fit = ppml(panel, { formula });
    expect(() => predictPanel(fit, readCsv("exporter,importer,year,distance\nA,B,2001,2", "c.csv"))).toThrow(
      /no column "(dist|rta|embargo)" in c\.csv/,
    );
  });
});

describe("tables of a fit", () => {
  const fit = ppml(panel, { formula });

  it("fitted values and residuals, with the reason where a row was left out", () => {
    const table = fittedRowsTable(fit);
    const column = (name: string) => table.columns.find((c) => c.name === name)!.values;
    expect(table.columns.map((c) => c.name)).toEqual([
      "row",
      "exporter",
      "year",
      "importer",
      "observed",
      "fitted",
      "linear",
      "residual",
      "leftOut",
    ]);
    const separated = column("leftOut").indexOf("separated");
    expect([column("exporter")[separated], column("importer")[separated]]).toEqual(["D", "E"]);
    expect(column("fitted")[separated]).toBeNull();
    expect(Number(column("observed")[3]) - Number(column("fitted")[3])).toBeCloseTo(
      Number(column("residual")[3]),
      9,
    );
  });

  it("effects, which with the regressors give the index", () => {
    const table = effectsTable(fit);
    const column = (name: string) => table.columns.find((c) => c.name === name)!.values;
    const effect = new Map(
      column("level").map((level, k) => [`${column("effect")[k]} ${level}`, Number(column("value")[k])]),
    );
    const x = fit.built.design.x;
    let index = effect.get("exporter^year A^2000")! + effect.get("importer^year B^2000")!;
    fit.names.forEach((name, j) => {
      index += fit.coefficients[j]! * x.find((c) => c.name === name)!.values[1]!;
    });
    expect(index).toBeCloseTo(fit.linear[1]!, 9);
    expect(column("exporter")[0]).toBe("A");
    expect(column("importer")[0]).toBeNull();
  });
});

describe("what is asked of a fit", () => {
  it("stands in the estimate", () => {
    const [fit] = estimatePanel(panel, {
      formula: formula.replace(" + embargo", ""),
      clusters: ["exporter^importer"],
      tests: ["rta = 0", "rta = 0, log(dist) = -1"],
      reset: true,
      covariance: true,
      bootstrap: { draws: 5, seed: 3 },
    });
    const { tests, reset, covariance, bootstrap, terms } = fit!.estimate;
    const z = terms.find((t) => t.name === "rta")!.z;
    expect(tests![0]!.chiSquare).toBeCloseTo(z * z, 8);
    expect(tests![1]!.df).toBe(2);
    expect(reset!.df).toBe(1);
    expect(Math.sqrt(covariance!.matrix[0]![0]!)).toBeCloseTo(terms[0]!.se, 12);
    expect(bootstrap).toMatchObject({ draws: 5, seed: 3, cluster: "exporter^importer", groups: 25 });
    expect(bootstrap!.terms.map((t) => t.name)).toEqual(terms.map((t) => t.name));
  });

  it("tests of a term without an estimate are a warning, of no term an error before anything is fitted", () => {
    const [fit] = estimatePanel(panel, { formula, tests: ["embargo = 0"] });
    expect(fit!.estimate.tests).toEqual([]);
    expect(fit!.estimate.warnings.join()).toMatch(/Not tested: embargo = 0; embargo has no estimate/);
    expect(() => estimatePanel(panel, { formula, tests: ["embarg = 0"] })).toThrow(/no term/);
    expect(() => estimatePanel(panel, { formula, bootstrap: { draws: 5, seed: 1 } })).toThrow(
      /resamples one key/,
    );
  });
});
