import { describe, expect, it } from "vitest";
import { economies, statisticalArea, statisticalNumber } from "./index.js";

describe("codes of trade statistics", () => {
  it.each([
    ["842", "USA"],
    ["840", "USA"],
    ["251", "FRA"],
    ["250", "FRA"],
    ["699", "IND"],
    ["579", "NOR"],
    ["757", "CHE"],
    ["381", "ITA"],
    ["490", "TWN"],
    ["4", "AFG"],
    ["008", "ALB"],
    ["268", "GEO"],
    ["GEO", "GEO"],
    ["ROM", "ROU"],
    ["KSV", "XKX"],
    ["Russian Federation", "RUS"],
    ["Korea, Rep.", "KOR"],
    ["Congo", "COG"],
    ["Türkiye", "TUR"],
    ["Other Asia, nes", "TWN"],
  ])("%s is %s", (text, code) => {
    expect(statisticalArea(text)).toMatchObject({ kind: "economy", code });
  });

  it.each(["0", "899", "837", "97", "WLD", "World", "EUN", "Areas, nes"])("%s is no economy", (text) => {
    expect(statisticalArea(text)).toMatchObject({ kind: "none", code: "" });
  });

  it.each([
    ["58", "BLX"],
    ["891", "SCG"],
    ["SUN", "SUN"],
    ["200", "CSK"],
  ])("%s is the former %s", (text, code) => {
    expect(statisticalArea(text)).toMatchObject({ kind: "former", code });
  });

  it("does not guess", () => {
    for (const text of ["998", "ZZZ", "Russian", "Kremlin", "", "Ruritania", "geo"])
      expect(statisticalArea(text)).toBeNull();
  });

  it("knows every ISO number, and the number that Comtrade writes", () => {
    // 492 is Monaco's, whose trade is France's; statistics use the number for parts of Europe.
    const numbered = economies.filter((e) => e.numeric && e.kind === "economy" && e.code !== "MCO");
    expect(numbered.length).toBeGreaterThan(240);
    for (const { code, numeric } of numbered) {
      expect(statisticalArea(numeric!)?.code, numeric!).toBe(code);
      expect(statisticalArea(String(statisticalNumber(code)))?.code).toBe(code);
    }
    expect(["FRA", "USA", "TWN", "GEO"].map(statisticalNumber)).toEqual([251, 842, 490, 268]);
  });
});
