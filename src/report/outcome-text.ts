/**
 * An outcome as text, for `gravitas simulate` without flags.
 * @module
 */
import type { Figure, OutcomeJson } from "../contracts/outcome.js";
import { economyName } from "../economies/index.js";
import { closureWords } from "./brief-words.js";
import { oneLine } from "./escape.js";
import {
  type FigureText,
  formatNumber,
  formatPercent,
  formatTiny,
  formatUsd,
  formatUsdChange,
  percentText,
} from "./numbers.js";
import { parameterWords, uncertaintyWords } from "./parameter-words.js";
import { clip, hanging, type TextColumn, tableRow, wrap } from "./text-layout.js";
import { tornadoLines } from "./tornado-text.js";

type Economy = OutcomeJson["economies"][number];

function percent(figure: Figure): FigureText {
  if (figure.percent === null) return { central: "from nothing", interval: null };
  const { low = null, high = null } = figure;
  return percentText({ central: figure.percent, low, high });
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
    { width: 12, align: "right" },
    ...(ranged ? [{ width: 22 }] : []),
    { width: 16, align: "right" },
    { width: 10, align: "right" },
    { width: 10, align: "right" },
  ];
  const head = [
    "Economy",
    "Real income",
    ...(ranged ? ["90 % interval"] : []),
    "Welfare, $",
    "Exports",
    "Imports",
  ];
  const rows = mostAffected(outcome.economies, top).map((e) => {
    const { central, interval } = percent(e.realIncome);
    return [
      clip(oneLine(economyName(e.economy)), columns[0]!.width),
      central,
      ...(ranged ? [interval ?? ""] : []),
      formatUsdChange(e.welfare.usdMillion),
      formatPercent(e.exports.percent ?? Number.NaN),
      formatPercent(e.imports.percent ?? Number.NaN),
    ];
  });
  // As many columns as the page holds, the last ones left out first.
  const total = (): number => columns.reduce((sum, c) => sum + c.width + 2, -2);
  while (total() > width) columns.pop();
  const line = (row: readonly string[]): string[] =>
    tableRow(
      row.slice(0, columns.length).map((text) => [text]),
      columns,
    );
  const left = outcome.economies.length - rows.length;
  return [
    ...line(head),
    "─".repeat(total()),
    ...rows.flatMap(line),
    ...(left > 0 ? [`… and ${left} more: see --json or --csv.`] : []),
  ];
}

/** How far chance moves the interval of the economy most affected; nothing where it cannot be told. */
function samplingWords(outcome: OutcomeJson): string {
  const [first] = mostAffected(outcome.economies, 1);
  const { lowError, highError } = first?.realIncome ?? {};
  if (!first || lowError === undefined || highError === undefined) return "";
  const name = oneLine(economyName(first.economy));
  return `Sampling error of the ends of ${name}'s interval: ${formatNumber(lowError)} and ${formatNumber(highError)} points.`;
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
    const name =
      f.exporter === f.importer
        ? `${economyName(f.exporter)}, sales at home${sector}`
        : `${economyName(f.exporter)} → ${economyName(f.importer)}${sector}`;
    const change = f.before === 0 ? "new" : formatPercent((f.after / f.before - 1) * 100);
    return [[clip(oneLine(name), columns[0]!.width)], [formatUsd(f.before)], [formatUsd(f.after)], [change]];
  });
  const head = [["Flows that change most"], ["before, $"], ["after, $"], ["change"]];
  return ["", ...tableRow(head, columns), ...rows.flatMap((row) => tableRow(row, columns))];
}

/** A titled list of sentences; nothing where there are none. */
export function listed(title: string, sentences: readonly string[], width: number): string[] {
  if (sentences.length === 0) return [];
  return ["", title, ...sentences.flatMap((s) => hanging("  • ", oneLine(s), width))];
}

const EXPERIMENTS: Readonly<Record<string, string>> = {
  partial: "Partial experiment: trade costs change, prices, output and expenditure do not.",
  conditional:
    "Conditional general equilibrium: multilateral resistances follow trade costs, output and expenditure do not.",
  full: "Full-endowment general equilibrium.",
};

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
  const { experiment, parameters, converged } = outcome;
  const says = [
    experiment === undefined ? "" : EXPERIMENTS[experiment]!,
    parameterWords(parameters),
    converged ? uncertaintyWords(outcome) : "",
    converged ? samplingWords(outcome) : "",
  ];
  lines.push(...says.flatMap((text) => wrap(text, width)).filter((line) => line !== ""));
  if (outcome.converged) {
    lines.push(`Residual ${formatTiny(outcome.residual)} after ${outcome.iterations} iterations.`, "");
    lines.push(...economyTable(outcome, width, options.top), ...flowLines(outcome, width, options.top));
    lines.push(...tornadoLines(outcome.uncertainty?.tornado ?? [], width));
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
