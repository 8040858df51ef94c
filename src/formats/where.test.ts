import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Panel } from "../contracts/panel.js";
import { readCsv } from "./read-csv.js";
import { parseWhere, selectRows } from "./where.js";

const panel = readCsv("year,exporter,importer,v\n2000,A,B,1\n2000,A,A,\n2001,B,A,3\n2002,B,B,4\n", "t.csv");
const rows = (where: string): number[] => [...selectRows(panel, parseWhere(where))];

describe("where", () => {
  it.each([
    ["year = 2000", [0, 1]],
    ["year <> 2000 AND exporter <> importer", [2]],
    ["year BETWEEN 2001 AND 2002", [2, 3]],
    ["year NOT IN (2000, 2001)", [3]],
    ["exporter = 'B' OR v = 1", [0, 2, 3]],
    ["NOT (exporter = 'B')", [0, 1]],
    ["v IS NULL", [1]],
    ["v IS NOT NULL and year >= 2000", [0, 2, 3]],
    ['"year" == 2000 AND "exporter" != "importer"', [0]],
    // Unknown, as in SQL: neither a comparison with NULL nor its negation keeps a row.
    ["v > 0", [0, 2, 3]],
    ["NOT v > 0", []],
    ["v > 0 OR year = 2000", [0, 1, 2, 3]],
    ["year=2000 or year=2001 and exporter='B'", [0, 1, 2]],
  ])("%s", (where, expected) => expect(rows(where)).toEqual(expected));

  it.each([
    ["year =", /expected a column, a number or a quoted text at character 7; received "the end"/],
    ["yaer = 2000", /no column "yaer"/],
    ["year = '2000'", /number is compared with a text/],
    ["year = 2000 year", /expected AND, OR or the end/],
    ["year = 2000; DROP TABLE x", /character 12/],
    ["(year = 2000", /expected \)/],
    ["year IN (importer)", /expected a number or a quoted text/],
  ])("refuses %s", (where, message) => expect(() => rows(where)).toThrow(message));

  it("never fails but with an InputError", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          parseWhere(text);
        } catch (error) {
          expect((error as Error).name).toBe("InputError");
        }
      }),
    );
  });
});

describe("a number with value labels", () => {
  const panel: Panel = {
    source: "t.dta",
    nObs: 3,
    columns: [
      {
        type: "number",
        name: "status",
        values: Float64Array.of(0, 1, 7),
        missing: new Uint8Array(3),
        labels: new Map([
          [0, "outside"],
          [1, "member"],
        ]),
      },
    ],
  };

  it.each([
    ["status = 'member'", [1]],
    ["status IN ('member', 'outside')", [0, 1]],
    ["status <> 'member'", [0]],
    ["status >= 1", [1, 2]],
  ])("%s", (where, rows) => {
    expect([...selectRows(panel, parseWhere(where))]).toEqual(rows);
  });
});
