/**
 * The tables of docs/studies/wine.md.
 * @module
 */
import type { WineNumbers } from "./compute.js";
import { valueIn, type WineFile } from "./figures.js";
import { digits, percent, signed } from "./words.js";

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** @returns Markdown by name */
export function wineTables(file: WineFile, numbers: WineNumbers): Record<string, string> {
  return {
    limitTable: limitTable(numbers),
    takenTable: takenTable(numbers),
    impliedTable: impliedTable(numbers),
    forecastTable: forecastTable(numbers),
    missTable: missTable(file, numbers),
    figuresTable: figuresTable(file),
  };
}

function limitTable({ limit }: WineNumbers): string {
  return table(
    ["equivalent", ...limit.map(({ ave }) => percent(ave, 0)), "ban"],
    [["left", ...limit.map(({ left }) => percent(left)), "0"]],
  );
}

function takenTable({ taken }: WineNumbers): string {
  const row = (name: string, of: (one: (typeof taken)[number]) => string) => [name, ...taken.map(of)];
  return table(
    ["substitution between wines", ...taken.map(({ sigma }) => digits(sigma))],
    [
      row("Georgian wine exports, both shut out", (one) => signed(one.exportsChange)),
      row("Georgian sales elsewhere", (one) => signed(one.elsewhereChange)),
      row("Georgian producers' surplus, million dollars a year", (one) => `−${digits(-one.producers)}`),
      row("others' sales in Russia", (one) => signed(one.othersChange)),
      row("price of wine to Russians, with what is lost in variety", (one) => signed(one.priceIndex - 1)),
      row("Russian consumers' surplus, million dollars a year", (one) => `−${digits(-one.consumers, 0)}`),
      row("Moldova in Russia, had only Georgia been shut out", (one) => signed(one.moldovaIfGeorgiaShut)),
      row("Georgia in Russia, had only Moldova been shut out", (one) => signed(one.georgiaIfMoldovaShut)),
    ],
  );
}

function impliedTable({ implied }: WineNumbers): string {
  const [first, second] = implied;
  const name = { "one-sector": "one-sector, θ", gsim: "gsim, substitution", smart: "smart, substitution" };
  const rows = first!.rows.map((row, k) => {
    const other = second!.rows[k]!;
    return [
      `${name[row.model]} ${row.elasticity}`,
      percent(row.open),
      percent(other.open),
      percent(row.shut, 0),
      percent(other.shut, 0),
    ];
  });
  const shares = [first!.moldovaShare, second!.moldovaShare].map((share) => percent(share, 0));
  const heads = ["Moldova open", "Moldova shut"].flatMap((state) =>
    shares.map((share) => `${state}; it had ${share}`),
  );
  return table(["equivalent implied", ...heads], rows);
}

const PRIORS = {
  moldova: "the careful: a lifted ban gives back what it gave Moldova, 10 to 12 % for 50",
  share: "the register's default: its share of Russia's market before the ban",
  others: "the modeller: as much against other suppliers as before",
} as const;

function forecastTable({ forecast, dollars }: WineNumbers): string {
  return table(
    ["prior", "million dollars", "smart", "gsim", "Moldova's sales"],
    [
      ...forecast.rows.map((row) => [
        PRIORS[row.id],
        row.prior.map((end) => digits(end, 0)).join(" to "),
        digits(row.smart, 0),
        digits(row.middle, 0),
        signed(row.moldova),
      ]),
      [
        "**what came**",
        "",
        `**${digits(dollars.in2013)}** † in 2013 from June, **${digits(dollars.in2014)}** † in 2014`,
        "",
        "shut from 11 September 2013",
      ],
    ],
  );
}

function missTable(file: WineFile, numbers: WineNumbers): string {
  const { forecast, dollars, bottles, taken, placebo, moldova } = numbers;
  const elsewhereSeen = valueIn(file)("wineUsd2009") / dollars.elsewhere2005;
  const [, share] = forecast.rows;
  return table(
    ["what", "model", "seen", "why"],
    [
      [
        "wine to Russia, 2014, million dollars",
        `${digits(share!.smart, 0)} (smart), ${digits(share!.middle, 0)} (gsim)`,
        `${digits(dollars.in2014)} †`,
        "no quality or price trend in the models; gsim's supply too stiff",
      ],
      [
        "bottles, 2014, of 2005",
        "100 % (the same prior)",
        percent(bottles.ratio2014, 0),
        "a return takes years; others had the shelf",
      ],
      [
        "Moldova, when Georgia returns",
        signed(share!.moldova),
        `pace ${signed(moldova.pace2013)} by 10 September 2013`,
        "Georgia was back for three months only; one figure, perhaps of another scope",
      ],
      [
        "Georgian wine elsewhere after the ban",
        `${signed(taken[0]!.elsewhereChange)} to ${signed(taken[1]!.elsewhereChange)}`,
        `${signed(elsewhereSeen - 1)} † by 2009`,
        "three years, not at once; the world had a crisis in 2009",
      ],
      [
        "bottles to Russia, 2015",
        "no change",
        signed(placebo.fall - 1),
        "no exchange rate and no income in the models",
      ],
    ],
  );
}

function figuresTable({ figures, sources }: WineFile): string {
  return table(
    ["figure", "value", "source", "confidence"],
    Object.values(figures).map(({ value, unit, says, source, confidence, note }) => {
      const { publisher, url } = sources[source]!;
      return [
        note === undefined ? says : `${says}. *${note}*`,
        unit === "share" ? `${digits(100 * value)} %` : `${value} ${unit}`,
        url === null ? publisher : `[${publisher}](${url})`,
        confidence === "memory" ? "memory †" : confidence,
      ];
    }),
  );
}
