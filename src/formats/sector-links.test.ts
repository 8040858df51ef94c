import { describe, expect, it } from "vitest";
import type { InputOutputFile } from "../contracts/scenario.js";
import { flowsBaseline } from "./flows-baseline.js";
import { readCsv } from "./read-csv.js";
import { sectorLinks } from "./sector-links.js";

const flows = `s,x,m,v,t
food,A,A,60,0
food,A,B,40,0.1
food,B,A,20,0.5
food,B,B,80,0
cars,A,A,30,0
cars,A,B,20,0
cars,B,A,50,0.2
cars,B,B,100,0
`;
const { baseline } = flowsBaseline(readCsv(flows, "f.csv"), {
  flows: "f.csv",
  exporter: "x",
  importer: "m",
  value: "v",
  tariff: "t",
  sector: "s",
});
// Sectors by alphabet: cars, food. Output: cars 50 and 150, food 100 and 100.

const spec: InputOutputFile = { file: "t.csv", supplier: "from", user: "to", economy: "e", value: "usd" };
const head = "from,to,e,usd\n";
const money = `${head}food,food,A,10
cars,food,A,30
food,cars,A,5
cars,cars,A,20
food,food,B,20
cars,food,B,20
food,cars,B,15
cars,cars,B,60
`;
const stated = `${money}VA,food,A,60
VA,cars,A,25
VA,food,B,60
VA,cars,B,75
`;
const links = (csv: string, more: Partial<InputOutputFile> = {}) =>
  sectorLinks(readCsv(csv, "t.csv"), { ...spec, ...more }, baseline);

describe("sectorLinks", () => {
  it("takes value added as what output leaves, or as stated", () => {
    for (const found of [links(money), links(stated, { valueAdded: "VA" })]) {
      // [sector][economy]: cars A and B, food A and B.
      expect([...found.valueAddedShare]).toEqual([0.5, 0.5, 0.6, 0.6]);
      // [using][supplying][economy]: cars of cars, cars of food, food of cars, food of food.
      expect([...found.inputShare]).toEqual([0.8, 0.8, 0.2, 0.2, 0.75, 0.5, 0.25, 0.5]);
    }
  });

  it("takes final use as what flows leave, tariffs paid", () => {
    // A spends 30 + 60 on cars and 60 + 30 on food, of which 50 and 15 on inputs.
    const { finalShare, notes } = links(money);
    expect(finalShare[0]).toBeCloseTo(40 / 115, 14);
    expect(finalShare[2]).toBeCloseTo(75 / 115, 14);
    expect(notes).toEqual(["Final use is what the flows leave after inputs."]);
  });

  it("sets negative final use to zero and says so", () => {
    const { finalShare, notes } = links(money.replace("cars,food,A,30", "cars,food,A,80"));
    expect([finalShare[0], finalShare[2]]).toEqual([0, 1]);
    expect(notes[1]).toMatch(/^1 of 4 cells of final use came out negative and were set to zero, up to 13 %/);
  });

  it("adds up final users, and rows over the economies of origin", () => {
    const two = `from,to,e,usd,o\n${stated
      .slice(head.length)
      .trim()
      .split("\n")
      .flatMap((row) => {
        const [from, to, e, usd] = row.split(",");
        return ["A", "B"].map((o) => `${from},${to},${e},${Number(usd) / 2},${o}`);
      })
      .join("\n")}
cars,HH,A,10,A
cars,GOV,A,20,B
food,HH,A,70,A
cars,HH,B,3,A
food,GOV,B,1,A
`;
    const found = links(two, { valueAdded: "VA", final: ["HH", "GOV"], origin: "o" });
    expect([...found.valueAddedShare]).toEqual([0.5, 0.5, 0.6, 0.6]);
    expect([...found.finalShare]).toEqual([0.3, 0.75, 0.7, 0.25]);
    expect(found.notes).toEqual([]);
  });

  it("takes one table of shares for all economies", () => {
    const shares = "from,to,a\nfood,food,0.1\ncars,food,0.3\nfood,cars,0.1\ncars,cars,0.4\n";
    const { economy: _, value: __, ...columns } = spec;
    const found = sectorLinks(readCsv(shares, "t.csv"), { ...columns, share: "a" }, baseline);
    expect([...found.valueAddedShare]).toEqual([0.5, 0.5, 0.6, 0.6]);
  });

  const inShares = { value: undefined, share: "usd", valueAdded: "VA" } as Partial<InputOutputFile>;
  const ones = stated.replaceAll(/,(\d+)\n/g, (_, x) => `,${Number(x) / 100}\n`);
  it.each<[string, string, Partial<InputOutputFile>, RegExp]>([
    [
      "a sector that the flows lack",
      `${money}steel,food,A,1\n`,
      {},
      /data row 9, steel is not a sector of f\.csv/,
    ],
    ["an economy that they lack", `${money}food,food,C,1\n`, {}, /data row 9, C is not an economy of f\.csv/],
    ["value added that is not named", stated, {}, /data row 9, VA is not a sector.*/],
    ["a row twice", `${money}food,food,A,1\n`, {}, /data row 9, food to food, A stands twice/],
    ["a blank", money.replace("A,10", "A,"), {}, /data row 1, the entry is missing/],
    [
      "a negative entry",
      money.replace("A,10", "A,-10"),
      {},
      /food in A buys from food must be 0 or more; received -10/,
    ],
    [
      "a sector without rows",
      stated.replaceAll(/.*,cars,B,.*\n/g, ""),
      { valueAdded: "VA" },
      /cars in B sells in f\.csv but buys nothing/,
    ],
    [
      "inputs beyond output",
      money.replace("A,10", "A,100"),
      {},
      /Inputs leave no value added in food in A: they are 130 of an output of 100/,
    ],
    [
      "no value added",
      stated.replace("VA,food,A,60", "VA,food,A,0"),
      { valueAdded: "VA" },
      /Value added must be above 0; food in A has 0/,
    ],
    ["shares that miss 1", ones, inShares, /Inputs and value added of cars in A add to 0\.5, not to 1/],
    [
      "a label that is a sector",
      money,
      { valueAdded: "food" },
      /food is a sector of the flows and cannot be valueAdded too/,
    ],
    ["an unknown column", money, { user: "buyer" }, /base\.inputOutput\.user: there is no column "buyer"/],
    [
      "no final use",
      `${stated}cars,HH,A,1\n`,
      { valueAdded: "VA", final: "HH" },
      /Nothing is left for final use in B/,
    ],
    ["a filter that keeps nothing", money, { where: "usd > 1000" }, /keeps no row of t\.csv/],
  ])("refuses %s", (_, csv, more, message) => {
    expect(() => links(csv, more)).toThrow(message);
  });
});
