/**
 * Part 4 of the brief in Markdown, and the table that all parts use.
 * @module
 */
import type { Brief, Replacement } from "../contracts/brief.js";
import {
  CONFIDENCE,
  closureWords,
  distributionWords,
  drawsWords,
  isEstimated,
  replacementRows,
  replacementWords,
} from "./brief-words.js";
import { escapeMarkdown } from "./escape.js";
import { formatNumber, formatPlain, formatTiny, formatUsd, formatUsdExact } from "./numbers.js";

const e = escapeMarkdown;

/** A GitHub table; head and cells are Markdown already. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [row(head), row(head.map(() => "---")), ...rows.map(row)];
}

function replacementLines(replacement: Replacement, name: (code: string) => string): string[] {
  const flow = `${name(replacement.exporter)} → ${name(replacement.importer)}`;
  const rows = replacementRows(replacement).map((row) => [
    e(row.scenario),
    e(row.label),
    row.world,
    row.replaced,
  ]);
  return [
    "",
    `### If ${e(flow)} were ${e(formatUsdExact(replacement.usdMillion))} dollars`,
    "",
    e(replacementWords(replacement)),
    ...replacement.says.map(e),
    "",
    ...markdownTable(["Scenario", "Figure", "World as it is", "Cell replaced"], rows),
  ];
}

function solutionLines(brief: Brief): string[] {
  return brief.scenarios
    .filter((s) => s.converged && s.iterations > 0)
    .map(
      (s) =>
        `Scenario ${e(s.id)}: residual ${formatTiny(s.residual)} after ${s.iterations} ${s.iterations === 1 ? "iteration" : "iterations"}.`,
    );
}

/** Part 4. */
export function trustMarkdown(brief: Brief, name: (code: string) => string): string[] {
  const { trust, manifest } = brief;
  const lines = ["## 4. How far to trust it", ""];
  if (trust === null) return [...lines, "Nothing was computed, so there is nothing to trust or doubt."];
  const share = formatNumber(trust.reportedShare * 100);
  lines.push(
    `${share} % of world trade by value stands in cells that a side reported; the rest is estimated.`,
    "",
  );
  const cells = trust.cells.map((cell) => [
    e(`${name(cell.exporter)} → ${name(cell.importer)}`),
    e(formatUsd(cell.usdMillion)),
    isEstimated(cell.origin) ? "**estimated**" : e(cell.origin),
    e(cell.says),
  ]);
  lines.push(...markdownTable(["Exporter → importer", "Base flow", "Origin", ""], cells));
  if (trust.replacement !== null) lines.push(...replacementLines(trust.replacement, name));
  lines.push(
    "",
    "### What the model leaves out",
    "",
    ...trust.leavesOut.map((sentence) => `- ${e(sentence)}`),
  );
  const parameters = trust.parameters.map((p) =>
    [
      p.symbol,
      p.says,
      formatPlain(p.central),
      distributionWords(p),
      `${p.source} (${CONFIDENCE[p.confidence] ?? p.confidence})`,
    ].map(e),
  );
  const head = ["", "Parameter", "Centre", "Distribution", "Source"];
  lines.push("", "### Parameters", "", ...markdownTable(head, parameters), "");
  lines.push(
    ...[trust.measure, closureWords(trust.closure), drawsWords(brief)].map(e),
    ...solutionLines(brief),
    "",
  );
  lines.push(
    e(
      `Gravitas ${manifest.gravitas}, base ${manifest.base}, register of ${manifest.ledger.entries} entries.`,
    ),
  );
  return lines;
}
