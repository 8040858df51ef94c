/**
 * Regressions as an HTML page that needs nothing else.
 * @module
 */
import type { Estimate } from "../contracts/estimate.js";
import { type EstimateContext, estimateSheet } from "./estimate-sheet.js";
import { html, Markup } from "./markup.js";

const style = new Markup(`<style>
:root{color-scheme:light dark}
body{margin:2rem auto;max-width:64rem;padding:0 1rem;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;font-variant-numeric:tabular-nums lining-nums}
h1{font-size:1.25rem;line-height:1.3;margin:0}
.scroll{overflow-x:auto;margin:1.25rem 0}
table{border-collapse:collapse;min-width:100%}
th,td{padding:.2rem .6rem;text-align:right;font-weight:400;white-space:nowrap}
th:first-child{text-align:left;padding-left:0}
thead th{border-bottom:1px solid;font-size:.875rem}
tbody+tbody tr:first-child>*{border-top:1px solid}
td.wide{text-align:left;white-space:normal}
p{margin:.4rem 0;max-width:48rem;font-size:.875rem}
</style>`);

export function estimatesToHtml(estimates: readonly Estimate[], context: EstimateContext): string {
  const sheet = estimateSheet(estimates, context);
  const width = sheet.head.length;
  const row = (cells: readonly string[]): Markup =>
    html`<tr><th scope="row">${cells[0]!}</th>${cells.slice(1).map((cell) => html`<td>${cell}</td>`)}</tr>\n`;
  const fact = (cells: readonly string[]): Markup =>
    cells.length === width
      ? row(cells)
      : html`<tr><th scope="row">${cells[0]!}</th><td class="wide" colspan="${width - 1}">${cells[1]!}</td></tr>\n`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${sheet.title}</title>
${style}
</head>
<body>
<h1>${sheet.title}</h1>
<p>${sheet.subtitle}</p>
<div class="scroll">
<table>
<thead><tr>${sheet.head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>
${sheet.body.map(row)}</tbody>
<tbody>
${sheet.facts.map(fact)}</tbody>
</table>
</div>
${sheet.notes.map((note) => html`<p>${note}</p>\n`)}</body>
</html>
`;
  return page.text;
}
