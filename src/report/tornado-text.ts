/**
 * Which parameter moves an answer most, as text.
 * @module
 */
import type { Tornado } from "../contracts/outcome.js";
import { economyName } from "../economies/index.js";
import { oneLine } from "./escape.js";
import { formatPercent, formatPlain, formatUsd, NOT_AVAILABLE } from "./numbers.js";
import { parameterName } from "./parameter-words.js";
import { clip, type TextColumn, tableRow, wrap } from "./text-layout.js";

const longestBar = 16;

/** One table a figure: parameter, its ends, the figure there, a bar, and its share of the variance. */
export function tornadoLines(tornadoes: readonly Tornado[], width: number): string[] {
  return tornadoes.flatMap((tornado) => {
    const longest = Math.max(...tornado.bars.map((bar) => bar.swing ?? 0));
    if (!(longest > 0)) return [];
    const show = (x: number | null): string =>
      x === null ? NOT_AVAILABLE : tornado.unit === "per cent" ? formatPercent(x) : formatUsd(x);
    const columns: TextColumn[] = [
      { width: 20 },
      { width: 16, align: "right" },
      { width: Math.min(30, width - 60), align: "right" },
      { width: longestBar },
    ];
    const rows = tornado.bars.map((bar) => [
      [clip(parameterName(bar.parameter), 20)],
      [`${formatPlain(bar.from)} to ${formatPlain(bar.to)}`],
      [`${show(bar.atFrom)} to ${show(bar.atTo)}`],
      ["█".repeat(Math.round((longestBar * (bar.swing ?? 0)) / longest)) || (bar.swing === null ? "" : "▏")],
    ]);
    return [
      "",
      ...wrap(
        `What moves ${figureName(tornado.figure)} most, each parameter between its 5 % and 95 % quantiles${varianceWords(tornado)}:`,
        width,
      ),
      ...rows.flatMap((row) => tableRow(row, columns)),
    ];
  });
}

/** The shares of variance that are told, largest first. */
function varianceWords({ bars }: Tornado): string {
  const told = bars
    .flatMap((bar) => (bar.firstOrder === null ? [] : [{ ...bar, firstOrder: bar.firstOrder }]))
    .filter((bar) => bar.firstOrder >= 0.01)
    .sort((a, b) => b.firstOrder - a.firstOrder)
    .slice(0, 3);
  if (told.length === 0 || bars.length < 2) return "";
  const shares = told.map((bar) => `${parameterName(bar.parameter)} ${Math.round(100 * bar.firstOrder)} %`);
  return ` (share of the variance by itself: ${shares.join(", ")})`;
}

const FIGURES: Readonly<Record<string, string>> = {
  realIncomePercent: "the real income of",
  welfare: "the welfare of",
  exports: "the exports of",
  imports: "the imports of",
  revenue: "the tariff revenue of",
};

function figureName(figure: string): string {
  const [of = "", first = "", second = "", ...sector] = figure.split(".");
  if (of === "flow") {
    const inSector = sector.length === 0 ? "" : `, ${sector.join(".")}`;
    return oneLine(`${economyName(first)} → ${economyName(second)}${inSector}`);
  }
  return oneLine(`${FIGURES[of] ?? of} ${economyName(first)}`);
}
