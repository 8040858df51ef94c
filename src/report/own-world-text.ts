/**
 * The checks of a world of one's own for people.
 * @module
 */
import type { OwnWorldCheck } from "../contracts/world-file.js";
import { economyName } from "../economies/index.js";
import { plainText } from "./escape.js";
import { wrap } from "./text-layout.js";

const count = (n: number): string => n.toLocaleString("en");
const money = (usdMillion: number): string =>
  Math.abs(usdMillion) >= 1000 ? count(Math.round(usdMillion)) : String(Number(usdMillion.toPrecision(4)));
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Totals, deficits, how cells are known, and what to look at. */
export function ownWorldCheckToText(check: OwnWorldCheck, { width }: { readonly width: number }): string {
  const { margins, deficits } = check;
  const line = (label: string, text: string): string[] =>
    wrap(text, width - 16).map((part, k) => `${(k === 0 ? label : "").padEnd(16)}${part}`);
  const known = Object.entries(check.cells)
    .filter(([, { cells }]) => cells > 0)
    .map(
      ([name, { cells, share }]) =>
        `${cellWords[name] ?? name} ${count(cells)} cell${cells === 1 ? "" : "s"} (${percent(share)} of trade)`,
    );
  const looks = [
    ...(check.leftOut.length > 0
      ? [
          `${check.leftOut.length} economies of the trade file have no GDP and are left out, with ${percent(check.leftOutShare)} of trade: ${check.leftOut
            .slice(0, 8)
            .map(({ economy, usdMillion }) => `${economy} ${money(usdMillion)}`)
            .join(", ")}.`,
        ]
      : []),
    ...(check.exportsAboveGdp.length > 0
      ? [
          `Exports exceed GDP in ${check.exportsAboveGdp.slice(0, 12).join(", ")}: entrepôts, or a unit that is wrong.`,
        ]
      : []),
    ...check.empty.slice(0, 8).map((text) => `${text}.`),
    ...check.notes,
  ];
  const beside = check.besideWorld2014;
  return `${[
    `${plainText(check.id)}${check.year === null ? "" : `, ${check.year}`}: ${check.economies} economies, ${check.sectors} sector${check.sectors === 1 ? "" : "s"}`,
    "",
    ...line(
      "trade",
      `${money(check.trade)} million US dollars between economies, ${money(check.domesticSales)} at home`,
    ),
    ...line(
      "totals",
      `${margins.met ? "met" : "not met"}: largest gap to the file ${margins.largestGap.toExponential(1)}${margins.at === "" ? "" : ` (${margins.at})`}`,
    ),
    ...line(
      "deficits",
      `${deficits.met ? "add to zero" : `add to ${deficits.sum.toExponential(1)} of trade`}; largest ${deficits.largest
        .slice(0, 3)
        .map(
          ({ economy, usdMillion, shareOfGdp }) =>
            `${economyName(economy)} ${money(usdMillion)}${shareOfGdp === null ? "" : ` (${percent(shareOfGdp)} of GDP)`}`,
        )
        .join(", ")}`,
    ),
    ...line("cells", known.join(", ")),
    ...(beside.medianRatio === null
      ? []
      : line(
          "beside 2014",
          `exports are ${Number(beside.medianRatio.toPrecision(3))} times those of world-2014 (median of ${beside.economies} economies)`,
        )),
    ...(looks.length > 0 ? ["", "To look at"] : []),
    ...looks.flatMap((text) => wrap(plainText(text), width - 2).map((part) => `  ${part}`)),
  ].join("\n")}\n`;
}

const cellWords: Readonly<Record<string, string>> = {
  observed: "given in",
  exporter: "reported by the exporter in",
  importer: "reported by the importer in",
  both: "reported by both in",
};
