import { describe, expect, it } from "vitest";
import { hsVintage, restoreHs } from "./restore-hs.js";

describe("restoreHs", () => {
  it("puts lost zeros back", () => {
    expect(restoreHs("10121")).toMatchObject({ code: "010121", restored: true, digits: 6 });
    expect(restoreHs("010121")).toMatchObject({ code: "010121", restored: false });
    expect(restoreHs("220421")).toMatchObject({ code: "220421", restored: false });
    expect(restoreHs("401")).toMatchObject({ code: "0401", digits: 4 });
    expect(restoreHs("4")).toMatchObject({ code: "04", digits: 2 });
    expect(restoreHs("TOTAL")).toMatchObject({ digits: 0 });
    expect(restoreHs("9999AA")).toMatchObject({ code: "999999", unspecified: true });
  });
  it("refuses what no chapter has", () => {
    for (const text of ["770000", "000100", "0", "wine", "2204.21", "2204210000", ""])
      expect(restoreHs(text)).toBeNull();
  });
  it("names vintages", () => {
    expect(["H4", "HS17", "2022", "h0", "2010", "S4"].map(hsVintage)).toEqual([
      2012,
      2017,
      2022,
      1992,
      null,
      null,
    ]);
  });
});
