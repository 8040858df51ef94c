import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Panel } from "../contracts/panel.js";
import { readCsv } from "../formats/read-csv.js";
import { buildDesign, buildDesigns, type DesignOptions } from "./build-design.js";
import { encodeCodes, encodeNumbers, joinCodes } from "./panel/encode-key.js";

const csv = `exporter,importer,year,trade,dist,rta,g
A,B,2000,1,2,0,0.5
A,C,2000,3,4,1,1
B,A,2000,4,0,0,2
B,C,2000,,9,0,3
A,B,2001,1,2,1,4
A,C,2001,3,,1,5
B,A,2002,4,3,0,6
`;
const panel: Panel = readCsv(csv, "t.csv");
const design = (formula: string, options: DesignOptions = {}) => buildDesign(panel, formula, options);
const columns = (formula: string, options: DesignOptions = {}) =>
  Object.fromEntries(design(formula, options).design.x.map((c) => [c.name, [...c.values]]));

describe("buildDesign", () => {
  it("leaves rows with missing cells out, counts them by what is missing, keeps row numbers", () => {
    const { design: d, warnings } = design("trade ~ log(dist) | exporter^year + importer", {
      clusters: ["exporter^importer"],
    });
    expect([...d.rowNumbers]).toEqual([1, 2, 5, 7]);
    expect(d.missing).toBe(3);
    expect(warnings).toEqual([
      "log(dist) has no value in 1 row (first: data row 3); they are left out.",
      "1 row with missing values left out: trade in 1.",
    ]);
    expect(d.effects.map((e) => [e.name, [...e.codes]])).toEqual([
      ["exporter^year", [0, 0, 2, 3]],
      ["importer", [0, 1, 0, 2]],
    ]);
    expect(d.clusters?.map((c) => [c.name, [...c.codes]])).toEqual([["exporter^importer", [0, 1, 0, 2]]]);
  });

  it("names terms as they were written", () => {
    expect(
      Object.keys(
        columns("trade ~ log( g ):rta + I(g * 2) + i(year, ref = 2000) + i(year, rta, 2000) + g^2"),
      ),
    ).toEqual([
      "(Intercept)",
      "log( g ):rta",
      "I(g * 2)",
      "year::2001",
      "year::2002",
      "year::2001:rta",
      "year::2002:rta",
      "g^2",
    ]);
  });

  it("has a constant unless effects or -1 stand for it", () => {
    expect(Object.keys(columns("trade ~ g"))).toEqual(["(Intercept)", "g"]);
    expect(Object.keys(columns("trade ~ g - 1"))).toEqual(["g"]);
    expect(Object.keys(columns("trade ~ g | exporter"))).toEqual(["g"]);
    expect(Object.keys(columns("trade ~ g | exporter[[rta]]"))).toEqual(["(Intercept)", "g"]);
  });

  it("computes what is written", () => {
    const where = "trade IS NOT NULL AND year < 2002";
    expect(columns("trade ~ I(exporter == 'A' & year >= 2001) + sqrt(g) - 1", { where })).toEqual({
      "I(exporter == 'A' & year >= 2001)": [0, 0, 0, 1, 1],
      "sqrt(g)": [0.5, 1, 2, 4, 5].map(Math.sqrt),
    });
    expect(columns("trade ~ i(exporter):g + I(importer != 'A') - 1", { where })).toEqual({
      "exporter::A:g": [0.5, 1, 0, 4, 5],
      "exporter::B:g": [0, 0, 2, 0, 0],
      "I(importer != 'A')": [1, 1, 0, 1, 1],
    });
    const d = design("trade ~ g + offset(log(g)) | exporter[rta] + importer[[g]]", {
      weights: "g + 1",
    }).design;
    expect([...d.offset!]).toEqual([0.5, 1, 2, 4, 5, 6].map(Math.log));
    expect([...d.weights!]).toEqual([1.5, 2, 3, 5, 6, 7]);
    expect(d.effects.map((e) => [e.slopesOnly, e.slopes!.map((s) => s.name)])).toEqual([
      [false, ["rta"]],
      [true, ["g"]],
    ]);
  });

  it("looks lags and leads up by unit and time, in the whole file, over gaps", () => {
    const options = { panelId: "exporter^importer,year" };
    expect(columns("g ~ l(g) - 1", { ...options, where: "year = 2001" })).toEqual({ "l(g)": [0.5, 1] });
    expect(columns("g ~ l(g, 2) - 1", { ...options, where: "year = 2002" })).toEqual({ "l(g, 2)": [2] });
    expect(columns("g ~ f(g):rta - 1", { ...options, where: "exporter = 'A'" })).toEqual({
      "f(g):rta": [0, 5],
    });
    expect(columns("g ~ d(g) - 1", options)).toEqual({ "d(g)": [3.5, 4] });
  });

  it("builds every model of a stepwise formula on its own rows", () => {
    const list = buildDesigns(panel, "trade ~ csw(rta, log(dist)) | sw(exporter, importer)");
    expect(list.map((b) => b.design.nObs)).toEqual([6, 4, 6, 4]);
    expect(list.map((b) => b.design.formula)).toEqual([
      "trade ~ rta | exporter",
      "trade ~ rta + log(dist) | exporter",
      "trade ~ rta | importer",
      "trade ~ rta + log(dist) | importer",
    ]);
  });

  it("gives levels their words", () => {
    const built = design("trade ~ g | exporter^year");
    const { codes, words } = built.keyOf("exporter^year", "test");
    expect([...codes].map((c) => words[c])).toEqual([
      "A^2000",
      "A^2000",
      "B^2000",
      "A^2001",
      "A^2001",
      "B^2002",
    ]);
  });

  it.each<[string, string, DesignOptions, RegExp]>([
    ["an unknown column", "trade ~ dits", {}, /no column "dits" in t\.csv/],
    ["text as a number", "trade ~ exporter", {}, /holds text where numbers are needed: data row 1 holds "A"/],
    ["arithmetic on texts", "trade ~ I(exporter + 1)", {}, /Column exporter holds text/],
    ["an empty filter", "trade ~ g", { where: "year = 1900" }, /keeps no row/],
    ["lags without a panel", "trade ~ l(g)", {}, /need a declared panel/],
    [
      "a unit twice at one time",
      "trade ~ l(g)",
      { panelId: "exporter,year" },
      /Data rows 1 and 2 have the same unit/,
    ],
    ["an unknown level", "trade ~ i(year, ref = 1900)", {}, /no row has the level 1900/],
    ["a negative weight", "trade ~ g", { weights: "g - 1" }, /weight is -0\.5 in data row 1/],
    ["five clusters", "trade ~ g", { clusters: ["exporter,importer,year,rta,g"] }, /One to four clusters/],
    ["an infinite value", "trade ~ I(1 / rta)", {}, /infinite in data row 1/],
    ["nothing left", "trade ~ g", { where: "trade IS NULL" }, /Every row has a missing value: trade in 1/],
  ])("refuses %s", (_, formula, options, message) => {
    expect(() => design(formula, options)).toThrow(message);
  });

  it("changes nothing of the panel", () => {
    const before = JSON.stringify(panel, (_, v) => (ArrayBuffer.isView(v) ? [...(v as Float64Array)] : v));
    design("trade ~ log(g) + d(g) | exporter^year", { panelId: "exporter^importer,year", weights: "g" });
    expect(JSON.stringify(panel, (_, v) => (ArrayBuffer.isView(v) ? [...(v as Float64Array)] : v))).toBe(
      before,
    );
  });
});

describe("keys", () => {
  const same = (codes: Int32Array, texts: readonly (string | null)[], nLevels: number): void => {
    const seen = new Map<string, number>();
    const expected = texts.map((t) => {
      if (t === null) return -1;
      if (!seen.has(t)) seen.set(t, seen.size);
      return seen.get(t)!;
    });
    expect([...codes]).toEqual(expected);
    expect(nLevels).toBe(seen.size);
  };

  it("numbers become codes in order of appearance, whatever their range", () => {
    const value = fc.oneof(
      fc.integer(),
      fc.nat(5),
      fc.double({ noDefaultInfinity: true }),
      fc.constant(Number.NaN),
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 3000 }), (values) => {
        const { codes, nLevels } = encodeNumbers(Float64Array.from(values));
        same(
          codes,
          values.map((v) => (Number.isNaN(v) ? null : String(v + 0))),
          nLevels,
        );
      }),
      { numRuns: 60 },
    );
  });

  it("joined keys have a level for each pair that occurs", () => {
    const side = fc.integer({ min: -1, max: 3000 });
    fc.assert(
      fc.property(fc.array(fc.tuple(side, side), { maxLength: 3000 }), (pairs) => {
        const a = encodeCodes(
          Int32Array.from(pairs, (p) => p[0]),
          3001,
        );
        const b = encodeCodes(
          Int32Array.from(pairs, (p) => p[1]),
          3001,
        );
        const { codes, nLevels } = joinCodes(a, b);
        same(
          codes,
          pairs.map(([x, y]) => (x < 0 || y < 0 ? null : `${x},${y}`)),
          nLevels,
        );
      }),
      { numRuns: 60 },
    );
  });
});
