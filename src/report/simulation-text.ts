/**
 * Several models side by side, as text and CSV.
 * @module
 */
import type { SharedFigure, SimulationJson } from "../contracts/simulation.js";
import { economyName } from "../economies/index.js";
import { csvCell, oneLine } from "./escape.js";
import { formatPercent, formatTiny, formatUsdChange, percentText, usdText } from "./numbers.js";
import { listed } from "./outcome-text.js";
import { parameterWords, uncertaintyWords } from "./parameter-words.js";
import { clip, type TextColumn, tableRow, wrap } from "./text-layout.js";

const WORDS: Readonly<Record<SharedFigure["of"], string>> = {
  flow: "",
  exports: "exports",
  imports: "imports",
  tariffRevenue: "tariff revenue",
  realIncome: "real income",
  welfare: "welfare",
};

function figureName({ of, exporter = "", importer = "", economy = "" }: SharedFigure): string {
  if (of === "flow") return oneLine(`${economyName(exporter)} → ${economyName(importer)}`);
  return oneLine(`${economyName(economy)}, ${WORDS[of]}`);
}

function intervalText({ values, intervals, unit }: SharedFigure, k: number): string {
  const [central, range] = [values[k] ?? null, intervals?.[k] ?? null];
  if (central === null || range === null) return "";
  const figure = { central, low: range[0], high: range[1] };
  return (unit === "per cent" ? percentText(figure) : usdText(figure)).interval ?? "";
}

/**
 * One column a model, one row a figure that they share; then each model's parameters, assumptions and warnings.
 * @param options width: columns of the page, at least 60
 */
export function simulationToText(
  { outcomes, refused, sideBySide, notes = [] }: SimulationJson,
  options: { width: number; title?: string },
): string {
  const width = Math.max(60, Math.floor(options.width) || 80);
  // Room for an interval where there is any.
  const across = outcomes.length < 4 && sideBySide.some(({ intervals }) => intervals) ? 22 : 16;
  const columns: TextColumn[] = [
    { width: Math.max(20, Math.min(38, width - (across + 2) * outcomes.length)) },
    ...outcomes.map((): TextColumn => ({ width: across, align: "right" })),
  ];
  const show = (value: number | null, unit: SharedFigure["unit"]): string =>
    value === null ? "" : unit === "per cent" ? formatPercent(value) : formatUsdChange(value);
  const rows = sideBySide.flatMap((figure) => [
    [
      [clip(figureName(figure), columns[0]!.width)],
      ...figure.values.map((value) => [show(value, figure.unit)]),
    ],
    ...(figure.intervals ? [[[""], ...figure.values.map((_, k) => [intervalText(figure, k)])]] : []),
  ]);
  const lines = options.title === undefined ? [] : [...wrap(oneLine(options.title), width), ""];
  lines.push(
    ...tableRow([["Change"], ...outcomes.map(({ model }) => [oneLine(model)])], columns),
    "─".repeat(columns.reduce((sum, c) => sum + c.width + 2, -2)),
    ...rows.flatMap((row) => tableRow(row, columns)),
    "",
    ...wrap(
      "Trade and real income in per cent, tariff revenue and welfare in dollars. Welfare is the equivalent variation in general equilibrium; surpluses, revenue and rent of the market in partial equilibrium.",
      width,
    ),
  );
  lines.push(...notes.flatMap((note) => wrap(oneLine(note), width)));
  for (const outcome of outcomes) {
    const state = outcome.converged
      ? `residual ${formatTiny(outcome.residual)}`
      : `no figures: ${oneLine(outcome.because ?? "the model found no solution")}`;
    lines.push("", ...wrap(`${oneLine(outcome.model)} on ${oneLine(outcome.base)}: ${state}`, width));
    lines.push(...wrap(parameterWords(outcome.parameters), width).filter((line) => line !== ""));
    lines.push(...wrap(uncertaintyWords(outcome), width).filter((line) => line !== ""));
    const says = outcome.assumptions.map((a) => `${a.says} [${a.source}]`);
    lines.push(...listed("Assumptions", says, width).slice(1));
    lines.push(...listed("Warnings", outcome.warnings, width).slice(1));
  }
  for (const { model, because } of refused)
    lines.push("", ...wrap(`${model} was not run: ${oneLine(because)}`, width));
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

/** The figures that models share as CSV (RFC 4180): one row a figure, one column a model. */
export function simulationToCsv({ outcomes, sideBySide }: SimulationJson): string {
  const head = ["figure", "exporter", "importer", "economy", "unit", ...outcomes.map(({ model }) => model)];
  const rows = sideBySide.map(({ of, exporter, importer, economy, unit, values }) => [
    of,
    exporter,
    importer,
    economy,
    unit,
    ...values,
  ]);
  return [head, ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}
