/**
 * Regressions as a Markdown table.
 * @module
 */
import type { Estimate } from "../contracts/estimate.js";
import { escapeMarkdown } from "./escape.js";
import { type EstimateContext, estimateSheet } from "./estimate-sheet.js";

export function estimatesToMarkdown(estimates: readonly Estimate[], context: EstimateContext): string {
  const sheet = estimateSheet(estimates, context);
  const row = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(" | ")} |`;
  const width = sheet.head.length;
  const several = estimates.length > 1;
  const rule = `| --- |${" ---: |".repeat(width - 1)}`;
  const table = [...sheet.body, ...(several ? sheet.facts : [])];
  const lines = [
    `## ${escapeMarkdown(sheet.title)}`,
    "",
    escapeMarkdown(sheet.subtitle),
    "",
    ...(table.length > 0 ? [row(sheet.head), rule, ...table.map(row), ""] : []),
    ...(several
      ? []
      : sheet.facts.map(([name, value]) => `- ${escapeMarkdown(name!)}: ${escapeMarkdown(value!)}`)),
    ...(several ? [] : [""]),
    ...sheet.notes.flatMap((note) => [escapeMarkdown(note), ""]),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}
