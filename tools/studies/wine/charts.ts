/**
 * The charts of docs/studies/wine.md.
 * @module
 */
import type { WineNumbers } from "./compute.js";
import { valueIn, type WineFile } from "./figures.js";
import { bar, chart, dot, INK, line, QUIET, STONE, text, WINE } from "./svg.js";

const WIDTH = 720;
const one = (x: number): string => String(Number(x.toFixed(1)));
const whole = (x: number): string => String(Math.round(x));

/** @returns SVG text by file name */
export function wineCharts(file: WineFile, numbers: WineNumbers): Readonly<Record<string, string>> {
  return {
    "wine-bottles.svg": bottlesChart(numbers),
    "wine-exports.svg": exportsChart(file, numbers),
    "wine-forecast.svg": forecastChart(numbers),
    "wine-placebo.svg": placeboChart(numbers),
  };
}

function bottlesChart({ bottles }: WineNumbers): string {
  const years = Array.from({ length: 11 }, (_, k) => 2005 + k);
  const known: Readonly<Record<number, number>> = {
    2005: bottles.in2005,
    2013: bottles.in2013,
    2014: bottles.in2014,
    2015: bottles.in2015,
  };
  const [left, step, base, scale] = [40, 60, 310, 4];
  const marks = years.flatMap((year, k) => {
    const middle = left + (k + 0.5) * step;
    const value = known[year];
    const label = text(middle, base + 20, String(year), { anchor: "middle" });
    if (year === 2006) return [label, text(middle, base - 8, "to March", { anchor: "middle", fill: QUIET })];
    if (value === undefined) return [label, text(middle, base - 8, "0", { anchor: "middle", fill: QUIET })];
    const top = base - value * scale;
    return [
      label,
      bar(middle - 20, top, 40, base - top, WINE),
      text(middle, top - 8, one(value), { anchor: "middle", bold: true }),
    ];
  });
  const level = base - bottles.in2005 * scale;
  return chart({ width: WIDTH, height: 370 }, "Georgian wine in Russia", "million bottles a year", [
    line(left + step, level, left + 11 * step, level, QUIET, "4 4"),
    text(left + 1.2 * step, level - 8, "as many as in 2005", { fill: QUIET }),
    ...marks,
    line(left, base, left + 11 * step, base, INK),
    text(left + 1.5 * step, base + 40, "banned 27 March 2006 to June 2013, duty 0 throughout", {
      fill: WINE,
    }),
    text(left + 8.5 * step, base + 40, "from June", { anchor: "middle", fill: QUIET }),
    text(left + 10.5 * step, base + 40, "rouble", { anchor: "middle", fill: QUIET }),
  ]);
}

function exportsChart(file: WineFile, { dollars }: WineNumbers): string {
  const f = valueIn(file);
  const years = Array.from({ length: 12 }, (_, k) => 2005 + k);
  const wine: Readonly<Record<number, number>> = {
    2005: dollars.in2005,
    2013: dollars.in2013,
    2014: dollars.in2014,
  };
  const [left, step, base, scale] = [30, 55, 330, 0.9];
  const marks = years.flatMap((year, k) => {
    const middle = left + (k + 0.5) * step;
    const all = f(`all${year}`);
    const top = base - all * scale;
    const part = wine[year];
    const drawn = [
      text(middle, base + 20, String(year), { anchor: "middle" }),
      bar(middle - 23, top, 46, base - top, STONE),
      text(middle, top - 8, one(all), { anchor: "middle" }),
    ];
    if (part === undefined) return drawn;
    return [
      ...drawn,
      bar(middle - 23, base - part * scale, 46, part * scale, WINE),
      text(middle, base - part * scale + 18, one(part), {
        anchor: "middle",
        fill: "#fff",
        bold: true,
        rim: false,
      }),
    ];
  });
  return chart(
    { width: WIDTH, height: 385 },
    "All Georgian exports to Russia, and the wine in them",
    "million current dollars",
    [
      ...marks,
      line(left, base, left + 12 * step, base, INK),
      bar(left, base + 34, 12, 12, WINE),
      text(
        left + 18,
        base + 45,
        "wine, computed from totals from memory; none 2007 to 2012; not known 2006, 2015 and 2016",
        { fill: QUIET },
      ),
    ],
  );
}

const PRIORS = {
  moldova: "as little as Moldova regained",
  share: "its share of 2005",
  others: "as much against the others as in 2005",
} as const;

function forecastChart({ forecast, dollars }: WineNumbers): string {
  const [left, top, row] = [270, 108, 52];
  const x = (million: number) => left + million * 1.15;
  const bottom = top + 3 * row;
  const marks = forecast.rows.flatMap(({ id, smartRange, sold, smart, middle }, k) => {
    const y = top + k * row + 14;
    return [
      text(left - 14, y + 14, PRIORS[id], { anchor: "end" }),
      `<g stroke-width="3">${line(x(smartRange[0]), y, x(smartRange[1]), y, STONE)}${line(x(sold[0]), y + 18, x(sold[1]), y + 18, WINE)}</g>`,
      dot(x(smart), y, STONE),
      dot(x(middle), y + 18, WINE),
      text(x(smartRange[1]) + 8, y + 4, `smart ${whole(smart)}`, { fill: QUIET }),
      text(x(sold[1]) + 8, y + 22, `gsim ${whole(middle)}`, { fill: WINE }),
    ];
  });
  const [first, second] = [x(dollars.in2013), x(dollars.in2014)];
  return chart(
    { width: WIDTH, height: 370 },
    "What the models would have said in 2012, and what came",
    "Georgian wine to Russia, million dollars; by what one took for the flow without a ban",
    [
      line(first, top - 6, first, bottom + 12, INK, "5 4"),
      line(second, top - 6, second, bottom + 12, INK, "5 4"),
      text(first + 6, top - 14, `2013 from June: ${one(dollars.in2013)}`, { anchor: "end", bold: true }),
      text(second - 6, top - 14, `2014: ${one(dollars.in2014)}`, { bold: true }),
      ...marks,
      line(x(0), bottom + 12, x(350), bottom + 12, INK),
      ...[0, 100, 200, 300].map((at) =>
        text(x(at), bottom + 30, String(at), { anchor: "middle", fill: QUIET }),
      ),
      text(
        20,
        bottom + 60,
        "Dots: the middle of the prior. Bars: its range, by how large one takes the market to be (345 to 414",
        { fill: QUIET, size: 12 },
      ),
      text(
        20,
        bottom + 77,
        "million dollars in 2005, 337 to 404 in 2012). What came rests on totals of all markets from memory.",
        { fill: QUIET, size: 12 },
      ),
    ],
  );
}

function placeboChart({ placebo }: WineNumbers): string {
  const rows: readonly (readonly [string, number, string])[] = [
    ["Georgian wine to Russia, bottles", placebo.fall, WINE],
    ["Russia’s imports of still wine, litres", placebo.market, STONE],
    ["all Georgian exports to Russia, dollars", placebo.all, STONE],
    ["all Moldovan exports to Russia, dollars (memory)", placebo.moldovaAll, STONE],
    ["what a rouble buys in dollars", 1 / placebo.rouble, STONE],
  ];
  const [left, top, row, scale] = [350, 76, 36, 290];
  const marks = rows.flatMap(([name, value, fill], k) => {
    const y = top + k * row;
    return [
      text(left - 12, y + 17, name, { anchor: "end" }),
      bar(left, y, value * scale, 24, fill),
      text(left + value * scale + 8, y + 17, `${whole(100 * value)} %`, { bold: k === 0 }),
    ];
  });
  const bottom = top + rows.length * row;
  return chart(
    { width: WIDTH, height: 300 },
    "2015: the rouble fell and no measure changed",
    "2015 as per cent of 2014",
    [
      ...marks,
      line(left + scale, top - 6, left + scale, bottom, QUIET, "4 4"),
      text(left + scale, bottom + 18, "2014 = 100 %", { anchor: "middle", fill: QUIET }),
    ],
  );
}
