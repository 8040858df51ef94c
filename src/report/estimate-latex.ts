/**
 * Regressions as a LaTeX table (booktabs).
 * @module
 */
import type { Estimate } from "../contracts/estimate.js";
import { type EstimateContext, estimateSheet } from "./estimate-sheet.js";

const special: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "&": "\\&",
  "%": "\\%",
  $: "\\$",
  "#": "\\#",
  _: "\\_",
  "{": "\\{",
  "}": "\\}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "$<$",
  ">": "$>$",
  "|": "$|$",
  "\u2212": "$-$",
  "²": "$^2$",
  "…": "\\dots{}",
};

const escapeLatex = (text: string): string =>
  text.replace(/[\\&%$#_{}~^<>|\u2212²…]/g, (letter) => special[letter]!);

/** Needs `\usepackage{booktabs}`; compiles with any engine that reads UTF-8. */
export function estimatesToLatex(estimates: readonly Estimate[], context: EstimateContext): string {
  const sheet = estimateSheet(estimates, context);
  const width = sheet.head.length;
  const row = (cells: readonly string[]): string => `${cells.map(escapeLatex).join(" & ")} \\\\`;
  const fact = (cells: readonly string[]): string =>
    cells.length === width || width < 3
      ? row(cells)
      : `${escapeLatex(cells[0]!)} & \\multicolumn{${width - 1}}{p{0.62\\textwidth}}{${escapeLatex(cells[1]!)}} \\\\`;
  const lines = [
    "% \\usepackage{booktabs}",
    "\\begin{table}",
    "\\centering",
    `\\caption{${escapeLatex(sheet.title)}}`,
    `\\begin{tabular}{l${"r".repeat(width - 1)}}`,
    "\\toprule",
    row(sheet.head),
    "\\midrule",
    ...sheet.body.map(row),
    ...(sheet.body.length > 0 ? ["\\midrule"] : []),
    ...sheet.facts.map(fact),
    "\\bottomrule",
    "\\end{tabular}",
    "",
    "\\begin{minipage}{\\linewidth}\\footnotesize",
    ...[sheet.subtitle, ...sheet.notes].map((note) => `${escapeLatex(note)}\\par`),
    "\\end{minipage}",
    "\\end{table}",
  ];
  return `${lines.join("\n")}\n`;
}
