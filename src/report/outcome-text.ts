/**
 * An outcome as text, for `gravitas simulate` without flags.
 * @module
 */
import type { Figure, OutcomeJson } from "../contracts/outcome.js";
import { economyName } from "../economies/index.js";
import { closureWords } from "./brief-words.js";
import { oneLine } from "./escape.js";
import {
  formatNumber,
  formatPercent,
  formatTiny,
  formatUsd,
  formatUsdChange,
  joined,
  percentText,
} from "./numbers.js";
import { clip, hanging, type TextColumn, tableRow, wrap } from "./text-layout.js";

type Economy = OutcomeJson["economies"][number];

function percent(figure: Figure): string {
  if (figure.percent === null) return "from nothing";
  const { low = null, high = null } = figure;
  return joined(percentText({ central: figure.percent, low, high }));
}

/** Largest effects first: by dollars where they are known, else by per cent of real income. */
function mostAffected(economies: readonly Economy[], top: number): Economy[] {
  const size = (e: Economy): number => Math.abs(e.welfare.usdMillion);
  const share = (e: Economy): number => Math.abs(e.realIncome.percent ?? 0);
  return [...economies].sort((a, b) => size(b) - size(a) || share(b) - share(a)).slice(0, top);
}

function economyTable(outcome: OutcomeJson, width: number, top: number): string[] {
  const ranged = outcome.economies.some((e) => e.realIncome.low !== undefined);
  const columns: TextColumn[] = [
    { width: Math.min(26, width - 58) },
    { width: ranged ? 28 : 10, align: ranged ? "left" : "right" },
    { width: 16, align: "right" },
    { width: 10, align: "right" },
    { width: 10, align: "right" },
  ];
  if (ranged) columns.splice(3);
  const head = ["Economy", "Real income", "Welfare, $", "Exports", "Imports"].map((text) => [text]);
  const rows = mostAffected(outcome.economies, top).map((e) => [
    [clip(oneLine(economyName(e.economy)), columns[0]!.width)],
    [percent(e.realIncome)],
    [formatUsdChange(e.welfare.usdMillion)],
    [formatPercent(e.exports.percent ?? Number.NaN)],
    [formatPercent(e.imports.percent ?? Number.NaN)],
  ]);
  const left = outcome.economies.length - rows.length;
  return [
    ...tableRow(head, columns),
    "─".repeat(
      Math.min(
        width,
        columns.reduce((sum, c) => sum + c.width + 2, -2),
      ),
    ),
    ...rows.flatMap((row) => tableRow(row, columns)),
    ...(left > 0 ? [`… and ${left} more: see --json or --csv.`] : []),
  ];
}

function flowLines(outcome: OutcomeJson, width: number, top: number): string[] {
  const changed = outcome.flows
    .filter((f) => f.before !== f.after)
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
    .slice(0, top);
  if (changed.length === 0) return [];
  const columns: TextColumn[] = [
    { width: Math.min(36, width - 44) },
    { width: 14, align: "right" },
    { width: 14, align: "right" },
    { width: 10, align: "right" },
  ];
  const rows = changed.map((f) => {
    const sector = f.sector === undefined ? "" : `, ${oneLine(f.sector)}`;
    const name = `${economyName(f.exporter)} → ${economyName(f.importer)}${sector}`;
    const change = f.before === 0 ? "new" : formatPercent((f.after / f.before - 1) * 100);
    return [[clip(oneLine(name), columns[0]!.width)], [formatUsd(f.before)], [formatUsd(f.after)], [change]];
  });
  const head = [["Flows that change most"], ["before, $"], ["after, $"], ["change"]];
  return ["", ...tableRow(head, columns), ...rows.flatMap((row) => tableRow(row, columns))];
}

function listed(title: string, sentences: readonly string[], width: number): string[] {
  if (sentences.length === 0) return [];
  return ["", title, ...sentences.flatMap((s) => hanging("  • ", oneLine(s), width))];
}

function parameterLine(outcome: OutcomeJson): string {
  const shown = Object.entries(outcome.parameters).map(
    ([name, value]) =>
      `${oneLine(name)} ${typeof value === "number" ? formatNumber(value) : oneLine(JSON.stringify(value) ?? "")}`,
  );
  return shown.length === 0 ? "" : `Parameters: ${shown.join(", ")}.`;
}

/**
 * Model, closure and residual, the economies most affected, the flows that change, assumptions and warnings.
 * @param options width: columns of the page, at least 60; top: how many economies and flows to list;
 *   title: the scenario's title, shown first
 */
export function outcomeToText(
  outcome: OutcomeJson,
  options: { width: number; top: number; title?: string },
): string {
  const width = Math.max(60, Math.floor(options.width) || 80);
  const lines = options.title === undefined ? [] : [...wrap(oneLine(options.title), width), ""];
  lines.push(
    ...wrap(
      `Model ${oneLine(outcome.model)} on ${oneLine(outcome.base)}. ${closureWords(outcome.closure)}`,
      width,
    ),
  );
  lines.push(...wrap(parameterLine(outcome), width).filter((line) => line !== ""));
  if (outcome.converged) {
    lines.push(`Residual ${formatTiny(outcome.residual)} after ${outcome.iterations} iterations.`, "");
    lines.push(...economyTable(outcome, width, options.top), ...flowLines(outcome, width, options.top));
    if (Math.abs(outcome.budgetGap) > 1e-9)
      lines.push(
        "",
        ...wrap(
          `World spending differs from world income by ${formatPercent(outcome.budgetGap * 100)}.`,
          width,
        ),
      );
  } else {
    const reason = oneLine(outcome.because ?? "the model found no solution").replace(/\.$/, "");
    lines.push(
      "",
      ...wrap(
        `No figures: ${reason} (residual ${formatTiny(outcome.residual)} after ${outcome.iterations} iterations).`,
        width,
      ),
    );
  }
  lines.push(
    ...listed(
      "Assumptions",
      outcome.assumptions.map((a) => `${a.says} [${a.source}]`),
      width,
    ),
  );
  lines.push(...listed("Warnings", outcome.warnings, width));
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}
