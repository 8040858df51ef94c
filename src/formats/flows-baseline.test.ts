import { describe, expect, it } from "vitest";
import { Baseline } from "../contracts/baseline.js";
import { flowsBaseline } from "./flows-baseline.js";
import { readCsv } from "./read-csv.js";

const spec = { flows: "f.csv", exporter: "x", importer: "m", value: "v" };
const good = "x,m,v,t\nA,A,10,0\nA,B,2,0.1\nB,A,3,0.2\nB,B,20,0\n";

describe("flowsBaseline", () => {
  it("puts exporters in rows and importers in columns", () => {
    const { baseline, rowOf } = flowsBaseline(readCsv(good, "f.csv"), { ...spec, tariff: "t" });
    expect(baseline.economies).toEqual(["A", "B"]);
    expect([...baseline.flows]).toEqual([10, 2, 3, 20]);
    expect([...baseline.tariffs]).toEqual([0, 0.1, 0.2, 0]);
    expect([...rowOf]).toEqual([0, 1, 2, 3]);
  });

  it.each([
    ["a negative flow", good.replace("A,B,2", "A,B,-2"), /data row 2, the flow of A to B is -2/],
    ["a missing flow", good.replace("A,B,2", "A,B,"), /the flow of A to B is missing/],
    ["a pair twice", `${good}A,B,1,0\n`, /data row 5, A to B stands twice/],
    ["text in the flows", good.replace("A,B,2", "A,B,two"), /Column v holds text/],
    ["no domestic sales", "x,m,v\nA,B,1\nB,A,2\n", /no domestic sales/],
    ["a blank code", good.replace("B,A,3", ",A,3"), /Column x is blank in data row 3/],
    ["a ragged line", `${good}A,B\n`, /Row 5 has 2 cells where the header has 4/],
    ["no rows", "x,m,v\n", /at least one row/],
    ["a name twice", "x,x,v\n1,2,3\n", /stands twice/],
  ])("refuses %s", (_, csv, message) => {
    expect(() => flowsBaseline(readCsv(csv, "f.csv"), spec)).toThrow(message);
  });

  it("refuses a tariff of -100 % or less, and a filter that keeps nothing", () => {
    const csv = readCsv(good.replace("2,0.1", "2,-1"), "f.csv");
    expect(() => flowsBaseline(csv, { ...spec, tariff: "t" })).toThrow(/the tariff is -1/);
    expect(() => flowsBaseline(readCsv(good, "f.csv"), { ...spec, where: "v > 100" })).toThrow(
      /keeps no row/,
    );
  });

  it("keeps codes with a leading zero as text", () => {
    const panel = readCsv("hs,v\n0101,1\n2204,2\n", "f.csv");
    expect(panel.columns[0]).toMatchObject({ type: "text", levels: ["0101", "2204"] });
  });

  const linked =
    "s,x,m,v,t\ncars,A,A,10,0\nfood,A,A,5,0\ncars,A,B,2,0.1\nfood,B,A,3,0.2\ncars,B,B,20,0\nfood,B,B,8,0\n";
  const bySector = { ...spec, sector: "s", tariff: "t" };

  it("keys rows by sector too: [sector][exporter][importer]", () => {
    const { baseline, rowOf } = flowsBaseline(readCsv(linked, "f.csv"), bySector);
    expect(baseline.sectors).toEqual(["cars", "food"]);
    expect([...baseline.flows]).toEqual([10, 2, 0, 20, 5, 0, 3, 8]);
    expect([...baseline.tariffs]).toEqual([0, 0.1, 0, 0, 0, 0, 0.2, 0]);
    expect([...rowOf]).toEqual([0, 2, -1, 4, 1, -1, 3, 5]);
    expect(Baseline.safeParse(baseline).success).toBe(true);
  });

  it("keeps one sector that where chooses, and orders numbers as numbers", () => {
    const csv = readCsv(linked, "f.csv");
    const { baseline } = flowsBaseline(csv, { ...bySector, where: "s = 'food'" });
    expect(baseline.sectors).toEqual(["food"]);
    expect([...baseline.flows]).toEqual([5, 0, 3, 8]);
    const numbered = readCsv("s,x,m,v\n10,A,A,1\n9,A,A,2\n", "f.csv");
    expect(flowsBaseline(numbered, { ...spec, sector: "s" }).baseline.sectors).toEqual(["9", "10"]);
  });

  it.each([
    ["a negative flow", linked.replace("A,B,2", "A,B,-2"), /data row 3, the flow of A to B in cars is -2/],
    ["a missing flow", linked.replace("B,A,3", "B,A,"), /the flow of B to A in food is missing/],
    ["a pair twice", `${linked}food,A,A,1,0\n`, /data row 7, A to A in food stands twice/],
    ["a blank sector", linked.replace("food,B,A", ",B,A"), /Column s is blank in data row 4/],
    [
      "a sector without domestic sales",
      linked.replace("food,A,A,5", "food,A,A,0").replace("food,B,B,8", "food,B,B,0"),
      /no domestic sales in food/,
    ],
  ])("refuses %s of a sector", (_, csv, message) => {
    expect(() => flowsBaseline(readCsv(csv, "f.csv"), bySector)).toThrow(message);
  });
});
