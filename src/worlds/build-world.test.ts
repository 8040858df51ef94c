import { describe, expect, it } from "vitest";
import { CellOrigin } from "../contracts/baseline.js";
import { readWorldFile, worldFileText } from "../formats/index.js";
import { buildWorld, checkOwnWorld, type OwnEconomy, type YearOfTrade } from "./index.js";

const economy = (gdp: number): OwnEconomy => ({ gdp, output: null, agriculture: null, industry: null });
const known = new Map([
  ["GEO", economy(17_500)],
  ["RUS", economy(1_690_000)],
]);

/** GEO sells 400 to RUS and 70 to a third that has no GDP; RUS sells 900 to GEO; both sell at home. */
const trade: YearOfTrade = {
  year: 2019,
  economies: ["RUS", "GEO", "ABW"],
  sectors: ["goods"],
  title: "made up",
  source: "trade.csv",
  rows: [
    { exporter: 1, importer: 0, sector: 0, value: 400, origin: CellOrigin.both },
    { exporter: 1, importer: 2, sector: 0, value: 70, origin: CellOrigin.exporter },
    { exporter: 0, importer: 1, sector: 0, value: 900, origin: CellOrigin.importer },
    { exporter: 0, importer: 0, sector: 0, value: 500_000, origin: CellOrigin.observed },
    { exporter: 1, importer: 1, sector: 0, value: 6000, origin: CellOrigin.observed },
  ],
};

describe("a world of one's own", () => {
  const built = buildWorld(trade, known, { id: "own", gdpSource: "gdp.csv" });

  it("is the file, economies by code, the rest listed", () => {
    const { baseline } = built;
    expect(baseline.economies).toEqual(["GEO", "RUS"]);
    expect([...baseline.flows]).toEqual([6000, 400, 900, 500_000]);
    expect([...baseline.origin]).toEqual([
      CellOrigin.domestic,
      CellOrigin.both,
      CellOrigin.importer,
      CellOrigin.domestic,
    ]);
    expect(built.totals).toEqual({ exports: [400, 900], imports: [900, 400] });
    expect(built.leftOut).toEqual([{ economy: "ABW", usdMillion: 70, because: "no GDP in the file" }]);
  });

  it("passes its checks, and fails them when a cell is moved", () => {
    const check = checkOwnWorld(built);
    expect(check).toMatchObject({ trade: 1300, domesticSales: 506_000, leftOutShare: 70 / 1370 });
    expect(check.margins).toMatchObject({ met: true, largestGap: 0 });
    expect(check.deficits).toMatchObject({ met: true, sum: 0 });
    expect(check.cells).toMatchObject({ both: { cells: 1, share: 400 / 1300 }, importer: { cells: 1 } });
    const flows = built.baseline.flows.slice();
    flows[1]! += 1;
    const moved = checkOwnWorld({ ...built, baseline: { ...built.baseline, flows } });
    expect(moved.margins).toMatchObject({ met: false, at: "exports of GEO" });
  });

  it("comes back from its file as it was", () => {
    const back = readWorldFile(worldFileText(built), "own.json");
    expect(back).toEqual(built);
  });

  it("refuses what is too large, and sectors without domestic sales", () => {
    const sectors = Array.from({ length: 3_000_000 }, (_, k) => String(k));
    expect(() => buildWorld({ ...trade, sectors }, known, { id: "own", gdpSource: "gdp.csv" })).toThrow(
      "at most 10,000,000",
    );
    expect(() =>
      buildWorld(
        {
          ...trade,
          sectors: ["a", "b"],
          rows: [...trade.rows, { exporter: 0, importer: 1, sector: 1, value: 1, origin: 6 }],
        },
        known,
        {
          id: "own",
          gdpSource: "gdp.csv",
        },
      ),
    ).toThrow("none of RUS in b");
  });
});
