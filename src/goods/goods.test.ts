import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HsCode } from "../contracts/codes.js";
import { chapters, describeHs, findGoods, goodsKinds, goodsNamed, hsOf } from "./index.js";

describe("hsOf", () => {
  it.each([
    [["wine"], ["2204"]],
    [["wines"], ["2204"]],
    [["mineral water"], ["2201"]],
    [["citrus"], ["0805"]],
    [["steel"], ["72"]],
    [["cars"], ["8703"]],
    [["poultry"], ["0207"]],
    [["dairy"], ["04"]],
    [["soybeans"], ["1201"]],
    [["flat-rolled steel"], ["72"]],
    [["cheese", "dairy products"], ["04"]],
    [["all"], []],
    [["moonbeams"], []],
  ])("%j falls under %j", (words, codes) => {
    expect(hsOf(words)).toEqual(codes);
  });
  it("gives codes of the contract for every word it knows, leading zeros kept", () => {
    for (const kind of goodsKinds)
      for (const word of kind.words)
        for (const code of hsOf([word])) expect(HsCode.safeParse(code).success).toBe(true);
  });
});

describe("findGoods", () => {
  it("takes the longest name and tells the country from the bird", () => {
    expect(findGoods("crude palm oil and turkey from Turkey").map((g) => g.word)).toEqual([
      "crude palm oil",
      "turkey",
    ]);
  });
  it("stays inside any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const { start, end } of findGoods(text))
          expect(0 <= start && start < end && end <= text.length).toBe(true);
      }),
    );
  });
});

describe("describeHs", () => {
  it("labels 96 chapters, headings and what lies below", () => {
    expect(chapters).toHaveLength(96);
    expect(describeHs("04")).toBe("Dairy products, eggs, honey");
    expect(describeHs("2204")).toBe("Wine");
    expect(describeHs("220421")).toBe("part of: Wine");
    expect(describeHs("77")).toBe("HS 77");
  });
  it("knows every chapter that words point to", () => {
    const known = new Set(chapters.map(([code]) => code));
    for (const kind of goodsKinds) for (const code of kind.hs) expect(known.has(code.slice(0, 2))).toBe(true);
    expect(goodsNamed("whiskies")?.hs ?? ["2208"]).toEqual(["2208"]);
  });
});

describe("chapters", () => {
  /** One common good a chapter; chapter 77 is kept empty by the Harmonized System. */
  const common: Readonly<Record<string, string>> = {
    "01": "cattle",
    "02": "meat",
    "03": "fish",
    "04": "milk",
    "05": "feathers",
    "06": "flowers",
    "07": "tomatoes",
    "08": "bananas",
    "09": "coffee",
    "10": "wheat",
    "11": "flour",
    "12": "soybeans",
    "13": "gum arabic",
    "14": "bamboo",
    "15": "palm oil",
    "16": "sausages",
    "17": "sugar",
    "18": "cocoa",
    "19": "pasta",
    "20": "jam",
    "21": "sauces",
    "22": "wine",
    "23": "animal feed",
    "24": "tobacco",
    "25": "cement",
    "26": "iron ore",
    "27": "coal",
    "28": "ammonia",
    "29": "methanol",
    "30": "medicines",
    "31": "fertilisers",
    "32": "paint",
    "33": "perfume",
    "34": "soap",
    "35": "glue",
    "36": "fireworks",
    "37": "photographic film",
    "38": "biodiesel",
    "39": "plastics",
    "40": "tyres",
    "41": "leather",
    "42": "handbags",
    "43": "furs",
    "44": "timber",
    "45": "cork",
    "46": "baskets",
    "47": "wood pulp",
    "48": "paper",
    "49": "books",
    "50": "silk",
    "51": "wool",
    "52": "cotton",
    "53": "jute",
    "54": "synthetic yarn",
    "55": "polyester fibre",
    "56": "ropes",
    "57": "carpets",
    "58": "lace",
    "59": "tyre cord",
    "60": "knitted fabrics",
    "61": "t-shirts",
    "62": "shirts",
    "63": "blankets",
    "64": "shoes",
    "65": "hats",
    "66": "umbrellas",
    "67": "wigs",
    "68": "stone slabs",
    "69": "ceramics",
    "70": "glass",
    "71": "gold",
    "72": "steel",
    "73": "steel pipes",
    "74": "copper",
    "75": "nickel",
    "76": "aluminium",
    "78": "refined lead",
    "79": "zinc",
    "80": "tin",
    "81": "cobalt",
    "82": "knives",
    "83": "padlocks",
    "84": "machinery",
    "85": "mobile phones",
    "86": "locomotives",
    "87": "cars",
    "88": "aircraft",
    "89": "ships",
    "90": "medical devices",
    "91": "watches",
    "92": "pianos",
    "93": "weapons",
    "94": "furniture",
    "95": "toys",
    "96": "pens",
    "97": "antiques",
  };
  it("has a common good for each of the 96 in use", () => {
    expect(chapters.map(([chapter]) => chapter).filter((chapter) => !(chapter in common))).toEqual([]);
  });
  it.each(Object.entries(common))("%s holds %s", (chapter, word) => {
    expect(hsOf([word]).some((code) => code.startsWith(chapter))).toBe(true);
  });
});
