/**
 * A partial outcome as text, for `gravitas simulate` without flags.
 * @module
 */
import type { PartialOutcomeJson } from "../contracts/outcome.js";
import { economyName } from "../economies/index.js";
import { oneLine } from "./escape.js";
import {
  formatPercent,
  formatRate,
  formatTiny,
  formatUsd,
  formatUsdChange,
  percentText,
  usdText,
} from "./numbers.js";
import { parameterWords, uncertaintyWords } from "./parameter-words.js";
import { clip, hanging, type TextColumn, tableRow, wrap } from "./text-layout.js";
import { tornadoLines } from "./tornado-text.js";

export { partialToCsv } from "./partial-csv.js";

type Economy = PartialOutcomeJson["economies"][number];
type Flow = PartialOutcomeJson["flows"][number];

const name = (code: string, width: number): string => clip(oneLine(economyName(code)), width);

const amount = (x: number | undefined): string => (x === undefined ? "" : formatUsdChange(x));

interface Range {
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

/** " [+1.2 to +3.4]" after an amount, where draws were made. */
function amountRange(central: number | undefined, { low, high }: Range = {}): string {
  if (central === undefined || low === undefined || high === undefined) return "";
  const { interval } = usdText({ central, low, high });
  return interval === null ? "" : ` ${interval}`;
}

/** The same of a change in per cent. */
function percentRange(central: number, { low, high }: Range): string {
  return low === undefined || high === undefined ? "" : (percentText({ central, low, high }).interval ?? "");
}

const change = (figure: { before: number; after: number } | undefined): number | undefined =>
  figure === undefined ? undefined : figure.after - figure.before;

/** A table with its first column as wide as the page leaves; a rule under the head. */
function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widths: readonly number[],
  page: number,
): string[] {
  const taken = widths.reduce((sum, w) => sum + w + 2, 0);
  const columns: TextColumn[] = [
    { width: Math.max(12, Math.min(36, page - taken)) },
    ...widths.map((width): TextColumn => ({ width, align: "right" })),
  ];
  const rule = "─".repeat(
    Math.min(
      page,
      columns.reduce((sum, c) => sum + c.width + 2, -2),
    ),
  );
  const shown = (cells: readonly string[]) =>
    tableRow(
      cells.map((cell, c) => [c === 0 ? clip(cell, columns[0]!.width) : cell]),
      columns,
    );
  return [...shown(head), rule, ...rows.flatMap(shown)];
}

/** The market of one importer: what happens to it, in a few lines. */
function marketLines(economy: Economy, width: number): string[] {
  const { imports, tariffRevenue, quotaRent, welfare } = economy;
  const sentences = [
    `${oneLine(economyName(economy.economy))} imports ${formatUsd(imports!.before)} dollars before, ${formatUsd(imports!.after)} after: trade creation ${amount(economy.creation)}${amountRange(economy.creation, economy.ranges?.creation)}, trade diversion ${amount(economy.diversion)} in sum over exporters.`,
    `Tariff revenue ${amount(change(tariffRevenue))}, consumer surplus ${amount(economy.consumerSurplus)}${amountRange(economy.consumerSurplus, economy.ranges?.consumerSurplus)}${quotaRent ? `, quota rent kept ${amount(change(quotaRent))}` : ""}: welfare ${amount(welfare.usdMillion)}${amountRange(welfare.usdMillion, welfare)} dollars.`,
    ...(welfare.onCreation === undefined
      ? []
      : [`On creation alone, as WITS reports it: ${amount(welfare.onCreation)}.`]),
  ];
  return sentences.flatMap((sentence) => wrap(sentence, width));
}

function economyLines(economies: readonly Economy[], width: number, top: number): string[] {
  const size = (e: Economy) => Math.abs(e.welfare.usdMillion);
  const shown = [...economies].sort((a, b) => size(b) - size(a)).slice(0, top);
  const ranged = shown.some((e) => e.welfare.low !== undefined);
  const rows = shown.map((e) => [
    name(e.economy, 36),
    e.producerPrice?.percent === undefined || e.producerPrice.percent === null
      ? ""
      : formatPercent(e.producerPrice.percent),
    amount(e.producerSurplus),
    amount(e.consumerSurplus),
    amount(change(e.tariffRevenue)),
    amount(e.welfare.usdMillion),
    ...(ranged ? [amountRange(e.welfare.usdMillion, e.welfare).trim()] : []),
  ]);
  const left = economies.length - shown.length;
  return [
    ...table(
      [
        "Economy",
        "Price",
        "Producers",
        "Consumers",
        "Revenue",
        "Sum, $",
        ...(ranged ? ["90 % interval"] : []),
      ],
      rows,
      ranged ? [9, 13, 13, 13, 13, 20] : [9, 14, 14, 14, 14],
      width,
    ),
    ...(left > 0 ? [`… and ${left} more: see --json or --csv.`] : []),
  ];
}

function flowLines(flows: readonly Flow[], width: number, top: number): string[] {
  const changed = flows
    .filter((f) => f.before !== f.after)
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
    .slice(0, top);
  if (changed.length === 0) return [];
  const ranged = changed.some((f) => f.low !== undefined);
  const rows = changed.map((f) => [
    `${oneLine(economyName(f.exporter))} → ${oneLine(economyName(f.importer))}${f.sector === undefined ? "" : `, ${oneLine(f.sector)}`}`,
    formatUsd(f.before),
    amount(f.creation),
    amount(f.diversion),
    f.before === 0 ? "new" : formatPercent((f.after / f.before - 1) * 100),
    ...(ranged ? [f.before === 0 ? "" : percentRange((f.after / f.before - 1) * 100, f)] : []),
  ]);
  return [
    "",
    ...table(
      [
        "Flows that change most",
        "before, $",
        "created",
        "diverted",
        "change",
        ...(ranged ? ["90 % interval"] : []),
      ],
      rows,
      ranged ? [12, 13, 13, 8, 18] : [13, 13, 13, 9],
      width,
    ),
  ];
}

function quotaLines(quotas: PartialOutcomeJson["quotas"], width: number): string[] {
  const says = {
    "in-quota": "is not filled",
    binding: "is just filled",
    "over-quota": "is exceeded",
  } as const;
  return quotas.flatMap((quota) =>
    wrap(
      `The quota of ${formatUsd(quota.volume)} on ${oneLine(quota.line)} in ${oneLine(economyName(quota.importer))} ${says[quota.regime]}: its members sell ${formatUsd(quota.imports)}; a licence is worth ${formatRate(quota.premium)} of the value, ${formatUsd(quota.rent)} in all.`,
      width,
    ),
  );
}

function listed(title: string, sentences: readonly string[], width: number): string[] {
  if (sentences.length === 0) return [];
  return ["", title, ...sentences.flatMap((s) => hanging("  • ", oneLine(s), width))];
}

/**
 * The market, the economies that win and lose most, the flows that change, quotas, assumptions and warnings.
 *
 * @param options width: columns of the page, at least 60; top: how many economies and flows to list;
 *   title: the scenario's title, shown first
 */
export function partialToText(
  outcome: PartialOutcomeJson,
  options: { readonly width: number; readonly top: number; readonly title?: string },
): string {
  const width = Math.max(60, Math.floor(options.width) || 80);
  const lines = options.title === undefined ? [] : [...wrap(oneLine(options.title), width), ""];
  const scope = outcome.model === "smart" ? "one importer's market" : "all markets of one kind of goods";
  lines.push(
    ...wrap(
      `Model ${outcome.model} on ${oneLine(outcome.base)}: ${scope}, in partial equilibrium; incomes and other goods do not move.`,
      width,
    ),
    ...wrap(parameterWords(outcome.parameters), width).filter((line) => line !== ""),
  );
  if (outcome.converged) {
    lines.push(`Residual ${formatTiny(outcome.residual)}.`);
    lines.push(...wrap(uncertaintyWords(outcome), width).filter((line) => line !== ""), "");
    if (outcome.model === "smart")
      lines.push(
        ...outcome.economies.filter((e) => e.imports !== undefined).flatMap((e) => marketLines(e, width)),
      );
    else lines.push(...economyLines(outcome.economies, width, options.top));
    lines.push(...flowLines(outcome.flows, width, options.top));
    lines.push(...tornadoLines(outcome.uncertainty?.tornado ?? [], width));
    if (outcome.quotas.length > 0) lines.push("", ...quotaLines(outcome.quotas, width));
  } else {
    const reason = oneLine(outcome.because ?? "the model found no solution").replace(/\.$/, "");
    lines.push("", ...wrap(`No figures: ${reason} (residual ${formatTiny(outcome.residual)}).`, width));
  }
  lines.push(
    ...listed(
      "Assumptions",
      outcome.assumptions.map((a) => `${a.says} [${a.source}]`),
      width,
    ),
    ...listed("Warnings", outcome.warnings, width),
  );
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}
