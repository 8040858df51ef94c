/**
 * The embedded world as plain text, for `gravitas world`.
 * @module
 */
import {
  type EconomySheet,
  type MoveReason,
  moveReasonSays,
  type PartnerLine,
  type WorldCheck,
  type WorldSummary,
} from "../contracts/world.js";
import { economyName } from "../economies/index.js";
import { oneLine } from "./escape.js";
import { formatNumber, formatPercent, formatRate, formatUsd } from "./numbers.js";
import { clip, hanging, type TextColumn, tableRow, wrap } from "./text-layout.js";

interface TextOptions {
  /** Columns of the page. */
  readonly width: number;
}

/** The world in a page: totals, notes, sources, its largest economies, and what is left out. */
export function worldToText(summary: WorldSummary, { width }: TextOptions): string {
  const total = (pick: (economy: WorldSummary["economies"][number]) => number): number =>
    summary.economies.reduce((sum, economy) => sum + pick(economy), 0);
  const lines = [
    `${summary.title} (${summary.id}): ${summary.economies.length} economies, goods, tariffs of ${summary.day}`,
    `Exports $${formatUsd(total((e) => e.exports))}, domestic sales $${formatUsd(total((e) => e.domesticSales))}, GDP $${formatUsd(total((e) => e.gdp))}`,
    "",
    ...economyTable(summary, width),
    "",
    ...hanging("All: ", summary.economies.map(({ code }) => code).join(" "), width),
    "",
    "What to know",
    ...summary.notes.flatMap((note) => hanging("  - ", oneLine(note), width)),
    "",
    "Sources",
    ...summary.sources.flatMap(({ title, publisher, licence }) =>
      hanging("  - ", oneLine(`${title}; ${publisher}${licence === null ? "" : ` (${licence})`}`), width),
    ),
    "",
    ...wrap(
      `${summary.leftOut.length} pages of the Factbook are left out; --json says why. More: gravitas world --economy GEO, gravitas world --check.`,
      width,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function economyTable(summary: WorldSummary, width: number): string[] {
  const columns: TextColumn[] = [
    { width: Math.max(12, Math.min(26, width - 62)) },
    ...Array.from({ length: 4 }, (): TextColumn => ({ width: 13, align: "right" })),
    { width: 8, align: "right" },
  ];
  const rows = [...summary.economies]
    .sort((a, b) => b.exports - a.exports)
    .slice(0, 15)
    .map((e) => [
      [clip(oneLine(e.name), columns[0].width)],
      [formatUsd(e.gdp)],
      [formatUsd(e.exports)],
      [formatUsd(e.imports)],
      [formatUsd(e.domesticSales)],
      [formatRate(e.mfnPercent / 100)],
    ]);
  const head = ["Largest exporters", "GDP, $", "Exports", "Imports", "Domestic", "MFN"].map((text) => [text]);
  return [head, ...rows].flatMap((row) => tableRow(row, columns));
}

/** The sheet of one economy. */
export function economySheetToText(sheet: EconomySheet, { width }: TextOptions): string {
  const floor = sheet.floored ? ", at the floor: part of its exports is re-exports" : "";
  const year = (figure: { year: number }): string => (figure.year === 2014 ? "" : ` (${figure.year})`);
  const imports = formatUsd(sheet.importsInWorld);
  const mfn =
    sheet.mfnSource === "assumed"
      ? `${formatRate(sheet.mfnPercent / 100)}, assumed: no rate was found, the mean of the others`
      : `${formatRate(sheet.mfnPercent / 100)}, simple mean, ${sheet.mfnYear} (confidence: ${sheet.mfnConfidence})`;
  const facts: [string, string][] = [
    ["GDP", `$${formatUsd(sheet.gdp.usdMillion)}${year(sheet.gdp)}`],
    ["Exports", `$${formatUsd(sheet.exports.usdMillion)}${year(sheet.exports)}`],
    [
      "Imports",
      `$${formatUsd(sheet.imports.usdMillion)}${year(sheet.imports)}; $${imports} in the world, whose imports are scaled to its exports`,
    ],
    [
      "Goods",
      `value added $${formatUsd(sheet.goodsValueAdded)} = GDP × (${formatRate(sheet.agriculture)} + ${sheet.g} × ${formatRate(sheet.industry)})${sheet.sectorsGiven ? "" : ", the world's shares"}`,
    ],
    ["Domestic", `sales of $${formatUsd(sheet.domesticSales)} (κ = ${sheet.kappa}${floor})`],
    ["MFN tariff", mfn],
    ["Free trade", sheet.agreements.map(({ name }) => oneLine(name)).join("; ") || "no agreement found"],
  ];
  const lines = [
    `${sheet.name} (${sheet.code}) in world-2014`,
    ...facts.flatMap(([label, text]) => hanging(`  ${label.padEnd(12)}`, text, width)),
    "",
    ...partnerTable(sheet, "exports", width),
    "",
    ...partnerTable(sheet, "imports", width),
    ...customsLines(sheet, width),
    ...sheet.notes.flatMap((note) => hanging("Factbook: ", oneLine(note), width)),
  ];
  return `${lines.join("\n")}\n`;
}

function partnerTable(sheet: EconomySheet, side: "exports" | "imports", width: number): string[] {
  const lines = side === "exports" ? sheet.exportPartners : sheet.importPartners;
  const columns: TextColumn[] = [
    { width: 24 },
    { width: 13, align: "right" },
    { width: 8, align: "right" },
    { width: 38 },
    { width: Math.max(12, Math.min(30, width - 91)) },
  ];
  const title = side === "exports" ? "Exports to" : "Imports from";
  const head = [title, "$", "share", "how it is known", "tariff"].map((text) => [text]);
  const rows = lines.map((line) => [
    [clip(oneLine(line.name), 24)],
    [formatUsd(line.usdMillion)],
    [formatRate(Number(line.share.toFixed(3)))],
    [originWords(line)],
    [tariffWords(line)],
  ]);
  return [head, ...rows].flatMap((row) => tableRow(row, columns));
}

function originWords({ origin, moved }: PartnerLine): string {
  const words = {
    imputed: "imputed from gravity",
    exporter: "reported by exporter",
    importer: "reported by importer",
    both: "reported by both",
    domestic: "domestic",
    replaced: "replaced",
    observed: "observed",
  }[origin];
  return origin === "imputed" || Math.abs(moved - 1) < 5e-4
    ? words
    : `${words}, moved ${formatPercent(100 * (moved - 1))}`;
}

function tariffWords({ tariff }: PartnerLine): string {
  if (tariff.basis === "agreement") return `0 (${oneLine(tariff.agreement ?? "")})`;
  return `${formatRate(tariff.rate)} ${tariff.basis === "assumed" ? "assumed" : "MFN"}`;
}

function customsLines({ customs }: EconomySheet, width: number): string[] {
  if (customs.flows.length === 0 && customs.totals.length === 0) return [];
  return [
    "",
    "By customs, not in the world",
    ...customs.totals.flatMap((total) =>
      hanging(
        "  - ",
        oneLine(
          `${total.year}: exports $${formatUsd(total.exports)}, imports $${formatUsd(total.imports)}. ${total.note} ${total.source.title}; ${total.source.publisher}, ${total.source.date ?? "no date"}.`,
        ),
        width,
      ),
    ),
    ...customs.flows.flatMap((flow) =>
      hanging(
        "  - ",
        oneLine(
          `${economyName(flow.exporter)} to ${economyName(flow.importer)}, ${flow.year}: $${formatUsd(flow.usdMillion)}. ${flow.note} ${flow.source.title}; ${flow.source.publisher}, ${flow.source.date ?? "no date"}.`,
        ),
        width,
      ),
    ),
  ];
}

/** The checks of the world, with how many cells moved by reason and then each of them, the largest first. */
export function worldCheckToText(check: WorldCheck, { width }: TextOptions): string {
  const { margins, cells, twoSides, holdOut } = check;
  const share = (name: keyof WorldCheck["cells"]): string =>
    `${cells[name].cells} cells, ${formatRate(Number(cells[name].share.toFixed(3)))}`;
  const lines = [
    `Checks of ${check.id}: ${check.economies} economies, trade of $${formatUsd(check.trade)}, domestic sales of $${formatUsd(check.domesticSales)}`,
    "",
    ...hanging(
      "Totals    ",
      `${margins.met ? "met" : "NOT MET"}: largest relative gap ${margins.largestGap.toExponential(1)} (${margins.at}), to be within ${margins.tolerance.toExponential(0)}. Imports are multiplied by ${check.importScale.toFixed(4)}, exports kept.`,
      width,
    ),
    ...hanging(
      "Reported  ",
      `${formatRate(Number(check.reportedShare.toFixed(3)))} of world trade is in cells that a list names: by both sides ${share("both")}; by the exporter ${share("exporter")}; by the importer ${share("importer")}; imputed ${share("imputed")}.`,
      width,
    ),
    ...hanging(
      "Two sides ",
      `of ${twoSides.cells} flows that both list, ${twoSides.beyondTenPercent} differ by more than 10 % and ${twoSides.beyondFactorTwo} by more than a factor of 2 (median gap ${formatRate(Number((Math.exp(twoSides.medianGap) - 1).toFixed(3)))}).`,
      width,
    ),
    ...hanging(
      "Held out  ",
      `a random tenth of the reported cells at a time, ten folds (seed ${holdOut.seed}): correlation ${holdOut.logCorrelation.toFixed(3)} in logs, ${holdOut.levelCorrelation.toFixed(3)} in levels; median error ${formatRate(Number(holdOut.medianError.toFixed(3)))}; median ratio ${Math.exp(holdOut.medianLogError).toFixed(2)} (lists name partners that are larger than gravity says).`,
      width,
    ),
    ...foldTable(check),
    "",
    ...movedLines(check, width),
  ];
  return `${lines.join("\n")}\n`;
}

function foldTable({ holdOut }: WorldCheck): string[] {
  const columns: TextColumn[] = [
    { width: 10 },
    ...Array.from({ length: 4 }, (): TextColumn => ({ width: 12, align: "right" })),
  ];
  const head = ["", "cells", "corr. logs", "corr. levels", "median error"].map((text) => [text]);
  const rows = holdOut.folds.map((fold, k) => [
    [`  fold ${k + 1}`],
    [String(fold.cells)],
    [fold.logCorrelation.toFixed(3)],
    [fold.levelCorrelation.toFixed(3)],
    [fold.converged ? formatRate(Number(fold.medianError.toFixed(3))) : "no solution"],
  ]);
  return [head, ...rows].flatMap((row) => tableRow(row, columns));
}

function movedLines(check: WorldCheck, width: number): string[] {
  const counts = (Object.keys(moveReasonSays) as MoveReason[])
    .map((reason) => [reason, check.movedBecause[reason]] as const)
    .filter(([, count]) => count > 0)
    .sort((a, b) => b[1] - a[1]);
  const columns: TextColumn[] = [
    { width: 12 },
    { width: 10, align: "right" },
    { width: 10, align: "right" },
    { width: 10, align: "right" },
    { width: 9, align: "right" },
    { width: 22 },
  ];
  const figure = (value: number | null): string => (value === null ? "" : formatNumber(value));
  const head = ["  flow", "exporter's", "importer's", "balanced", "moved", "why"].map((text) => [text]);
  const rows = check.moved.map((cell) => [
    [`  ${cell.exporter}→${cell.importer}`],
    [figure(cell.byExporter)],
    [figure(cell.byImporter)],
    [formatNumber(cell.value)],
    [formatPercent(100 * (cell.moved - 1))],
    [(cell.because ?? "").replaceAll("_", " ")],
  ]);
  return [
    ...hanging(
      "Moved     ",
      `${check.moved.length} reported cells differ from what was reported (of two sides the geometric mean) by more than 1 %, ${check.movedBeyondTenPercent} of them by more than 10 %:`,
      width,
    ),
    ...counts.flatMap(([reason, count]) =>
      hanging(
        `  ${String(count).padStart(5)}   `,
        `${reason.replaceAll("_", " ")}: ${moveReasonSays[reason]}`,
        width,
      ),
    ),
    "",
    "All of them, in million dollars, the largest first",
    ...[head, ...rows].flatMap((row) => tableRow(row, columns)),
  ];
}
