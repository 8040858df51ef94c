import { describe, expect, it } from "vitest";
import { CellOrigin } from "../contracts/baseline.js";
import { InputError } from "../contracts/errors.js";
import {
  checkWorld,
  customsExplanations,
  customsFigure,
  domesticSales,
  economySheet,
  replaceCells,
  reportedCells,
  tariffBasis,
  world2014,
  worldSummary,
} from "./index.js";

const world = world2014();
const n = world.economies.length;
const at = (code: string): number => world.economies.indexOf(code);
const flow = (exporter: string, importer: string, of = world): number =>
  of.flows[at(exporter) * n + at(importer)];
const exportsOf = (code: string, of = world): number => {
  let sum = 0;
  for (let j = 0; j < n; j++) if (j !== at(code)) sum += of.flows[at(code) * n + j];
  return sum;
};
const importsOf = (code: string, of = world): number => {
  let sum = 0;
  for (let i = 0; i < n; i++) if (i !== at(code)) sum += of.flows[i * n + at(code)];
  return sum;
};

describe("world2014", () => {
  it("holds about 200 economies, sorted by code, and no union", () => {
    expect(n).toBeGreaterThan(185);
    expect(world.economies).toEqual([...world.economies].sort());
    expect(new Set(world.economies).size).toBe(n);
    for (const code of ["EUU", "MCO", "LIE", "PRI"]) expect(at(code)).toBe(-1);
    for (const code of ["GEO", "RUS", "TWN", "HKG", "XKX", "PSE", "SYR"])
      expect(at(code)).toBeGreaterThanOrEqual(0);
  });

  it("has flows that are finite and not negative, positive at home", () => {
    expect(world.flows.length).toBe(n * n);
    for (let c = 0; c < n * n; c++) {
      expect(Number.isFinite(world.flows[c]) && world.flows[c] >= 0).toBe(true);
      expect(Number.isFinite(world.moved[c]) && world.moved[c] > 0).toBe(true);
      expect(world.tariffs[c] >= 0 && world.tariffs[c] < 1).toBe(true);
    }
    for (let i = 0; i < n; i++) {
      expect(world.flows[i * n + i]).toBeGreaterThan(0);
      expect(world.tariffs[i * n + i]).toBe(0);
      expect(world.origin[i * n + i]).toBe(CellOrigin.domestic);
      expect(world.gdp[i]).toBeGreaterThan(0);
    }
  });

  it("has the Factbook's figures for Georgia", () => {
    expect(world.gdp[at("GEO")]).toBe(16540);
    expect(exportsOf("GEO")).toBeCloseTo(4493, 6);
    expect(importsOf("GEO")).toBeCloseTo(8328 * economyScale(), 6);
    // 9.6 % of 4,493, moved by balancing by 1 % at most
    expect(flow("GEO", "RUS") / (0.096 * 4493)).toBeCloseTo(1, 1);
    expect(world.origin[at("GEO") * n + at("RUS")]).toBe(CellOrigin.exporter);
  });

  const economyScale = (): number => {
    const sheet = economySheet("GEO");
    return sheet.importsInWorld / sheet.imports.usdMillion;
  };

  it("meets every total, and world exports are world imports", () => {
    const summary = worldSummary();
    let exported = 0;
    let imported = 0;
    for (const { code, exports } of summary.economies) {
      expect(exportsOf(code) / exports).toBeCloseTo(1, 9);
      exported += exportsOf(code);
      imported += importsOf(code);
    }
    expect(imported / exported).toBeCloseTo(1, 12);
    expect(economyScale()).toBeGreaterThan(0.95);
    expect(economyScale()).toBeLessThan(1.05);
  });

  it("is of the size of world trade: the Factbook's world page says 19.08 trillion", () => {
    const total = worldSummary().economies.reduce((sum, { exports }) => sum + exports, 0);
    expect(total / 19.08e6).toBeGreaterThan(0.98);
    expect(total / 19.08e6).toBeLessThan(1.02);
  });

  it("makes a new value each time", () => {
    const other = world2014();
    other.flows[1] = -1;
    expect(world2014().flows[1]).toBe(world.flows[1]);
  });
});

describe("domestic sales", () => {
  it("move with κ and g, and nothing else does", () => {
    const other = world2014({ kappa: 2.3, g: 0.6 });
    const home = domesticSales({ kappa: 2.3, g: 0.6 });
    for (let i = 0; i < n; i++) expect(other.flows[i * n + i]).toBe(home[i]);
    for (let c = 0; c < n * n; c++) if (c % (n + 1) !== 0) expect(other.flows[c]).toBe(world.flows[c]);
  });

  it("are κ × goods value added − exports, or the floor where that is less", () => {
    const georgia = economySheet("GEO");
    expect(georgia.goodsValueAdded).toBeCloseTo(16540 * (0.091 + 0.7 * 0.218), 6);
    expect(georgia.domesticSales).toBeCloseTo(2.74 * georgia.goodsValueAdded - 4493, 6);
    const hongKong = economySheet("HKG");
    expect(hongKong.floored).toBe(true);
    expect(hongKong.domesticSales).toBeCloseTo(0.3 * 2.74 * hongKong.goodsValueAdded, 6);
  });

  it("refuse what is no ratio", () => {
    for (const kappa of [0, -1, Number.NaN, 50]) expect(() => domesticSales({ kappa })).toThrow(InputError);
    for (const g of [0, 1.2, Number.NaN]) expect(() => domesticSales({ g })).toThrow(InputError);
  });
});

describe("tariffs", () => {
  it("are zero between parties, the importer's MFN rate else", () => {
    const rate = (exporter: string, importer: string): number =>
      world.tariffs[at(exporter) * n + at(importer)];
    expect(rate("GEO", "RUS")).toBe(0);
    expect(rate("USA", "RUS")).toBeCloseTo(0.0807, 10);
    expect(rate("FRA", "DEU")).toBe(0);
    expect(rate("GEO", "DEU")).toBe(0);
    expect(rate("UKR", "DEU")).toBeCloseTo(0.0571, 10);
    expect(rate("CHN", "HKG")).toBe(0);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const basis = tariffBasis(world.economies[i], world.economies[j]);
        expect(world.tariffs[i * n + j]).toBe(basis.rate);
      }
      if (i > 20) break;
    }
  });

  it("name their ground", () => {
    expect(tariffBasis("GEO", "RUS")).toMatchObject({ basis: "agreement", agreement: "geo-rus", rate: 0 });
    expect(tariffBasis("GEO", "RUS").mfn.rate).toBeCloseTo(0.0807, 10);
    expect(tariffBasis("RUS", "GEO")).toMatchObject({ basis: "agreement", agreement: "geo-rus" });
    expect(tariffBasis("MEX", "USA")).toMatchObject({ agreement: "nafta" });
    expect(tariffBasis("RUS", "KAZ").basis).toBe("agreement");
    expect(tariffBasis("USA", "PRK").basis).toBe("assumed");
    // partial scope only: not zero
    expect(tariffBasis("CHL", "IND")).toMatchObject({ basis: "mfn", agreement: null });
    expect(() => tariffBasis("GEO", "EUU")).toThrow(/no economy|is required/);
  });
});

describe("replaceCells", () => {
  const figure = customsFigure("GEO", "RUS")!;
  const replaced = replaceCells(world, [{ ...figure, source: figure.source.title }]);

  it("fixes the cell and keeps every total", () => {
    expect(flow("GEO", "RUS", replaced)).toBe(274.7);
    expect(replaced.origin[at("GEO") * n + at("RUS")]).toBe(CellOrigin.replaced);
    for (const code of world.economies) {
      expect(exportsOf(code, replaced) / exportsOf(code)).toBeCloseTo(1, 9);
      expect(importsOf(code, replaced) / importsOf(code)).toBeCloseTo(1, 9);
    }
    expect(replaced.notes.at(-1)).toContain("274.7");
    expect(flow("GEO", "RUS")).not.toBe(274.7);
  });

  it("moves what was reported less than what was imputed", () => {
    const change = (importer: string): number => flow("GEO", importer, replaced) / flow("GEO", importer) - 1;
    expect(change("TUR")).toBeGreaterThan(0);
    expect(change("TUR")).toBeLessThan(0.02);
    expect(change("GBR")).toBeGreaterThan(change("TUR"));
  });

  it("by the world's own figure changes nothing", () => {
    const same = replaceCells(world, [
      { exporter: "GEO", importer: "RUS", usdMillion: flow("GEO", "RUS"), source: "itself" },
    ]);
    for (let c = 0; c < n * n; c++) {
      expect(Math.abs(same.flows[c] - world.flows[c])).toBeLessThanOrEqual(
        1e-7 * Math.max(1e-3, world.flows[c]),
      );
    }
  });

  it("keeps cells that were replaced before", () => {
    const twice = replaceCells(replaced, [
      { exporter: "GEO", importer: "TUR", usdMillion: 239, source: "x" },
    ]);
    expect(flow("GEO", "RUS", twice)).toBe(274.7);
    expect(flow("GEO", "TUR", twice)).toBe(239);
  });

  it("refuses what no world can hold", () => {
    const put = (exporter: string, importer: string, usdMillion: number) => () =>
      replaceCells(world, [{ exporter, importer, usdMillion, source: "x" }]);
    expect(put("GEO", "RUS", 5000)).toThrow(InputError);
    expect(put("GEO", "RUS", -1)).toThrow(InputError);
    expect(put("GEO", "GEO", 1)).toThrow(InputError);
    expect(put("GEO", "LIE", 1)).toThrow(/Liechtenstein|required/);
  });
});

describe("what the world says of itself", () => {
  it("tells each reported cell's sides and why it moved", () => {
    const cells = reportedCells();
    expect(cells.length).toBeGreaterThan(1500);
    for (const cell of cells) {
      expect(cell.reportedBy === "both").toBe(cell.byExporter !== null && cell.byImporter !== null);
      expect(cell.because === null).toBe(Math.abs(cell.moved - 1) <= 0.01);
      expect(cell.value).toBeCloseTo(flow(cell.exporter, cell.importer), 9);
    }
    const syria = cells.find(({ exporter, importer }) => exporter === "SYR" && importer === "IRQ");
    expect(syria?.because).toBe("beyond_partner_total");
  });

  it("checks out", () => {
    const check = checkWorld();
    expect(check.margins.met).toBe(true);
    expect(check.reportedShare).toBeGreaterThan(0.7);
    expect(check.holdOut.folds).toHaveLength(10);
    expect(check.holdOut.logCorrelation).toBeGreaterThan(0.89);
    expect(check.holdOut.levelCorrelation).toBeGreaterThan(0.9);
    expect(check.holdOut.medianError).toBeLessThan(0.7);
    const cells = check.holdOut.folds.reduce((sum, fold) => sum + fold.cells, 0);
    expect(cells).toBe(check.cells.both.cells + check.cells.exporter.cells + check.cells.importer.cells);
    expect(JSON.parse(JSON.stringify(check))).toEqual(check);
  });

  it("keeps customs beside it, with what is established and what is not", () => {
    const figure = customsFigure("GEO", "RUS");
    expect(figure?.usdMillion).toBe(274.7);
    expect(figure!.usdMillion / economySheet("GEO").customs.totals[0].exports).toBeCloseTo(0.096, 3);
    expect(customsFigure("GEO", "USA")).toBeNull();
    expect(customsExplanations[0].notEstablished.length).toBeGreaterThan(0);
  });
});
