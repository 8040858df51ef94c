/**
 * Part 4 of the page: where the numbers come from, what another source would change, what is left out.
 * @module
 */
import type { Brief, Replacement, Trust } from "../contracts/brief.js";
import {
  CONFIDENCE,
  closureWords,
  distributionWords,
  drawsWords,
  failedDraws,
  isEstimated,
  replacementRows,
  replacementWords,
} from "./brief-words.js";
import { html, type Markup } from "./markup.js";
import { formatNumber, formatPlain, formatTiny, formatUsd, formatUsdExact } from "./numbers.js";

/** A small table; on a narrow page each row becomes a block with its headings repeated. */
function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly (string | Markup)[])[],
): Markup {
  const heads = head.map((text) => html`<th role="columnheader" scope="col">${text}</th>`);
  const body = rows.map(
    (cells) =>
      html`<tr role="row">${cells.map((content, n) => html`<td role="cell" data-head="${head[n]!}">${content}</td>`)}</tr>`,
  );
  return html`<table role="table" class="plain"><caption>${caption}</caption><thead role="rowgroup"><tr role="row">${heads}</tr></thead><tbody role="rowgroup">${body}</tbody></table>`;
}

function cells(trust: Trust, name: (code: string) => string): Markup {
  const rows = trust.cells.map((cell) => [
    `${name(cell.exporter)} → ${name(cell.importer)}`,
    formatUsd(cell.usdMillion),
    isEstimated(cell.origin) ? html`<span class="flag">estimated</span> nobody reported it` : cell.origin,
    cell.says,
  ]);
  return table(
    "Flows that the answer rests on",
    ["Exporter → importer", "US dollars", "Origin", "What is known"],
    rows,
  );
}

function replacement(r: Replacement, name: (code: string) => string): Markup {
  const rows = replacementRows(r).map((row) => [row.scenario, row.label, row.world, row.replaced]);
  const title = `If ${name(r.exporter)} → ${name(r.importer)} were ${formatUsdExact(r.usdMillion)} dollars`;
  return html`<h3>${title}</h3><p>${replacementWords(r)} ${r.says.join(" ")}</p>
${table("The same scenarios, solved again", ["Scenario", "Figure", "World as it is", "Cell replaced"], rows)}`;
}

function parameters(trust: Trust): Markup {
  const rows = trust.parameters.map((p) => [
    html`<b>${p.symbol}</b> ${p.says}`,
    formatPlain(p.central),
    distributionWords(p),
    html`${p.source} <small class="source">${CONFIDENCE[p.confidence] ?? p.confidence}</small>`,
  ]);
  return table("Parameters", ["Parameter", "Centre", "Distribution", "Source"], rows);
}

function solutions(brief: Brief): string {
  return brief.scenarios
    .filter((s) => s.converged && s.iterations > 0)
    .map(
      (s) =>
        `Scenario ${s.id}: residual ${formatTiny(s.residual)} after ${s.iterations} ${s.iterations === 1 ? "iteration" : "iterations"}.`,
    )
    .join(" ");
}

/** Part 4. */
export function trustPart(brief: Brief, name: (code: string) => string): Markup {
  const { trust } = brief;
  if (trust === null) return html`<p>Nothing was computed, so there is nothing to trust or doubt.</p>`;
  const share = formatNumber(trust.reportedShare * 100);
  const width = Math.min(100, Math.max(0, trust.reportedShare * 100)).toFixed(1);
  return html`<p class="lead"><b>${share} %</b> of world trade by value stands in cells that a side reported; the rest is estimated.</p>
<div class="share" role="img" aria-label="${share} % reported, the rest estimated"><i style="width:${width}%"></i></div>
${cells(trust, name)}${trust.replacement === null ? null : replacement(trust.replacement, name)}
<h3>What the model leaves out</h3><ul class="leaves">${trust.leavesOut.map((sentence) => html`<li>${sentence}</li>`)}</ul>
${parameters(trust)}<p class="note">${[trust.measure, closureWords(trust.closure), drawsWords(brief), ...failedDraws(brief), solutions(brief)].join(" ")}</p>`;
}
