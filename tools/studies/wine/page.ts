/**
 * docs/studies/wine.md out of its text (data/studies/wine.md) and the numbers.
 * @module
 */
import { readFileSync } from "node:fs";
import type { WineNumbers } from "./compute.js";
import { valueIn, type WineFile } from "./figures.js";
import { wineTables } from "./tables.js";
import { digits, percent, points, ranged, signed } from "./words.js";

const template = new URL("../../../data/studies/wine.md", import.meta.url);

/** @throws where the text names a number that is not there, or a number is not named */
export function winePage(file: WineFile, numbers: WineNumbers): string {
  const words: Readonly<Record<string, string>> = {
    ...marked(wordsOf(file, numbers)),
    ...wineTables(file, numbers),
  };
  const used = new Set<string>();
  const page = readFileSync(template, "utf8").replace(/\{\{(\w+)\}\}/g, (_, key: string) => {
    const word = words[key];
    if (word === undefined) throw new Error(`wine.md: no number ${key}`);
    used.add(key);
    return word;
  });
  const idle = Object.keys(words).filter((key) => !used.has(key));
  if (idle.length > 0) throw new Error(`wine.md does not use ${idle.join(", ")}`);
  return `<!-- Made by tools/studies/wine/write.ts from data/studies/. Change those, not this. -->\n\n${page}`;
}

/** What rests on a figure that is from memory. */
const FROM_MEMORY = [
  "usd2005",
  "usd2013",
  "usd2014",
  "usdRatio",
  "price2005",
  "price2014",
  "priceTimes",
  "all183",
  "elsewhere2005",
  "elsewhere2014",
  "elsewhereSeen",
  "wine2007",
  "wineInGain",
  "moldovaFall",
];

const marked = (words: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(words).map(([key, word]) => [key, FROM_MEMORY.includes(key) ? `${word} †` : word]),
  );

function wordsOf(file: WineFile, numbers: WineNumbers): Record<string, string> {
  return {
    ...seenWords(file, numbers),
    ...takenWords(file, numbers),
    ...impliedWords(numbers),
    ...forecastWords(file, numbers),
    ...placeboWords(file, numbers),
  };
}

function seenWords(file: WineFile, { bottles, dollars, markets }: WineNumbers): Record<string, string> {
  const f = valueIn(file);
  const all = Object.values(file.figures);
  return {
    figureCount: String(all.length),
    memoryCount: String(all.filter(({ confidence }) => confidence === "memory").length),
    bottles2005: digits(bottles.in2005),
    bottles2013: digits(bottles.in2013),
    bottles2014: digits(bottles.in2014),
    bottles2015: digits(bottles.in2015),
    ratio2013: points(bottles.ratio2013),
    ratio2014: points(bottles.ratio2014),
    ratio2015: points(bottles.in2015 / bottles.in2005),
    usd2005: digits(dollars.in2005),
    usd2013: digits(dollars.in2013),
    usd2014: digits(dollars.in2014),
    usdRatio: digits(dollars.ratio2014),
    price2005: digits(dollars.price2005, 2),
    price2014: digits(dollars.price2014, 2),
    priceTimes: digits(dollars.price2014 / dollars.price2005),
    all183: digits(dollars.all2014, 0),
    elsewhere2005: digits(dollars.elsewhere2005),
    elsewhere2014: digits(dollars.elsewhere2014, 0),
    ...Object.fromEntries(
      ["2005", "2012", "2013", "2014", "2015"].map((y) => [`all${y}`, String(f(`all${y}`))]),
    ),
    gain: digits(dollars.gain),
    wineInGain: percent(dollars.wineInGain, 0),
    total2005: digits(markets.total2005, 0),
    total2005high: digits(markets.total2005high, 0),
    sigmaLow: String(f("sigmaLow")),
    supply: String(f("supply")),
    demand: String(f("wineDemand")),
    theta: String(f("theta")),
    thetaFood: String(f("thetaFood")),
  };
}

function takenWords(file: WineFile, { dollars, taken, economy }: WineNumbers): Record<string, string> {
  const f = valueIn(file);
  const [first, second] = economy.runs;
  return {
    feb2006: String(f("feb2006")),
    apr2006: String(f("apr2006")),
    jun2006: String(f("jun2006")),
    wine2007: String(f("wineUsd2007")),
    wine2009: String(f("wineUsd2009")),
    elsewhereSeen: percent(f("wineUsd2009") / dollars.elsewhere2005 - 1, 0),
    elsewhereModel: ranged(
      taken.map((row) => row.elsewhereChange),
      0,
    ),
    producersLow: digits(-taken[1]!.producers, 0),
    producersHigh: digits(-taken[0]!.producers, 0),
    worldFlow: digits(economy.flow, 0),
    realLoss: percent(-first!.georgia, 2),
    realLossFood: percent(-second!.georgia, 2),
    lossUsd: digits(-first!.welfare.usdMillion, 0),
    lossUsdFood: digits(-second!.welfare.usdMillion, 0),
  };
}

function impliedWords({ implied, moldova }: WineNumbers): Record<string, string> {
  const span = (model: string, pick: "open" | "shut") =>
    ranged(
      rows.filter((row) => row.model === model).map((row) => row[pick]),
      0,
    );
  const rows = implied.flatMap((base) => base.rows);
  const end = (pick: "open" | "shut", of: (...numbers: number[]) => number) =>
    percent(of(...rows.map((row) => row[pick])), 0);
  return {
    oneOpen: span("one-sector", "open"),
    oneShut: span("one-sector", "shut"),
    gsimOpen: span("gsim", "open"),
    gsimShut: span("gsim", "shut"),
    openLow: end("open", Math.min),
    openHigh: end("open", Math.max),
    shutLow: end("shut", Math.min),
    shutHigh: end("shut", Math.max),
    moldovaRatio: percent(moldova.shareRatio, 0),
    moldovaDollar: percent(moldova.dollarRatio, 0),
    moldovaAve: percent(moldova.ave, 0),
    moldovaAveFood: percent(moldova.aveFood, 0),
    moldovaHelped: percent(moldova.aveHelped, 0),
    moldovaHelpedFood: percent(moldova.aveHelpedFood, 0),
    moldovaPace: percent(moldova.pace2013, 0),
  };
}

function forecastWords(file: WineFile, numbers: WineNumbers): Record<string, string> {
  const { forecast, economy, bottles, dollars, markets } = numbers;
  const euros = valueIn(file)("market2014");
  const shares = [markets.total2005, markets.total2005high].map((total) => dollars.in2005 / total);
  const [careful, share] = forecast.rows;
  return {
    market2014: String(euros),
    euroShare: shares.map((share) => digits(share * euros, 0)).join(" to "),
    smartShare: digits(share!.smart, 0),
    smartMiss: percent(-share!.smartMiss2014, 0),
    bottleMiss: percent(1 / bottles.ratio2014 - 1, 0),
    gsimMiss: percent(-share!.miss2014, 0),
    moldovaMiss: percent(-careful!.smartMiss2014, 0),
    moldovaLoss: percent(-share!.moldova, 0),
    georgiaGain: percent(forecast.georgiaAfterMoldovaShut, 0),
    gravity: digits(economy.gravity, 0),
    gravityReached: percent(economy.reached, 0),
    gravityAve2012: percent(economy.ave2012, 0),
    gravityAve2014: percent(economy.ave2014, 0),
  };
}

function placeboWords(file: WineFile, { placebo }: WineNumbers): Record<string, string> {
  const f = valueIn(file);
  return {
    fall2015: percent(1 - placebo.fall, 0),
    falseAve: percent(placebo.falseAve, 0),
    falseAveFood: percent(placebo.falseAveFood, 0),
    rouble: percent(placebo.rouble - 1, 0),
    hryvnia: percent(f("hryvnia2015") / f("hryvnia2014") - 1, 0),
    passed: percent(placebo.passed - 1, 0),
    surveyFall: `${signed(placebo.wineAtSurvey - 1)}`,
    marketFall: percent(1 - placebo.market),
    byMarket: percent(placebo.byMarket, 0),
    relative: percent(placebo.relative, 0),
    needed: digits(placebo.needed),
    ukraineFall: percent(-f("ukraineFall2015"), 0),
    russiaFall: percent(-f("russiaFall2015"), 0),
    allFall: percent(1 - placebo.all, 0),
    moldovaFall: percent(1 - placebo.moldovaAll, 0),
  };
}
