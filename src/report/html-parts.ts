/**
 * Parts 1 and 2 of the page: what was said, beside the marked report; what was in force, each line with its sources.
 * @module
 */
import type { Brief } from "../contracts/brief.js";
import { registerWords, speakerWords, spoken } from "./brief-words.js";
import { safeUrl } from "./escape.js";
import { markedReport } from "./html-report.js";
import { html, type Markup } from "./markup.js";
import { formatDate } from "./numbers.js";
import {
  HISTORY,
  marksOf,
  overriddenWords,
  type RegimeLine,
  regimeLines,
  type SourceOf,
  sourceWords,
} from "./regime-lines.js";

function statements(brief: Brief, name: (code: string) => string): Markup {
  if (brief.said.length === 0) return html`<p>No statement was found in the text.</p>`;
  const items = brief.said.map(
    (s, n) =>
      html`<li id="said-${n + 1}"><span class="tag">${s.statements[0]!}</span><div><p>${spoken(
        s,
      )}</p><small>${speakerWords(s.speaker, name)}${s.times > 1 ? html` <b class="times">×${s.times}</b>` : null}</small></div></li>`,
  );
  return html`<h3>Statements</h3><ol class="tagged said">${items}</ol>`;
}

function moves(brief: Brief): Markup {
  if (brief.moves.length === 0) return html`<p>No move was found in the text.</p>`;
  const items = brief.moves.map(
    (
      m,
      n,
    ) => html`<li id="move-${n + 1}"><span class="tag move ${m.direction}">${m.move}</span><div><p>${m.says}</p>
<small><b>${m.statusSays}</b> · ${m.costed}</small>${registerWords(m).map((words) => html`<br><small>${words}</small>`)}</div></li>`,
  );
  return html`<h3>Moves</h3><ol class="tagged">${items}</ol>`;
}

/** Part 1. */
export function whatWasSaid(brief: Brief, name: (code: string) => string): Markup {
  const dated =
    brief.on === null || brief.onBecause === null
      ? null
      : html`<p class="note">Dated ${formatDate(brief.on)}: ${brief.onBecause}.</p>`;
  return html`<div class="two"><div>${markedReport(brief, name)}${dated}
<p class="note key"><mark class="liberalising">opens</mark> <mark class="restrictive">closes</mark> <mark class="neutral">neither</mark> <span class="said">said by somebody</span></p></div>
<div>${moves(brief)}${statements(brief, name)}</div></div>`;
}

function sourceItem(source: SourceOf): Markup {
  const url = safeUrl(source.url);
  const words = sourceWords(source);
  return url === null
    ? html`<li>${words}</li>`
    : html`<li><a href="${url}" rel="noopener noreferrer">${words}</a></li>`;
}

function regimeItem(line: RegimeLine): Markup {
  const whose = line.whose === null ? null : html`<b>According to ${line.whose}:</b> `;
  return html`<li><p class="when">${line.when}</p><div><p>${whose}${line.says} ${marksOf(line).map(
    (mark) => html`<span class="flag">${mark}</span> `,
  )}</p>${line.note === "" ? null : html`<p class="aside">${line.note}</p>`}<ul class="sources" aria-label="Sources">${line.sources.map(sourceItem)}</ul></div></li>`;
}

/** Part 2: what follows first, then the register's lines by group. */
export function whatWasInForce(brief: Brief, name: (code: string) => string): Markup {
  if (brief.regime === null)
    return html`<p>The register was not asked: no move names two economies and a day.</p>`;
  const lines = regimeLines(brief, name);
  const list = (group: string): Markup =>
    html`<ol class="timeline">${lines.filter((line) => line.group === group).map(regimeItem)}</ol>`;
  const groups = [...new Set(lines.map((line) => line.group))].map((group) => {
    const content = list(group);
    if (group !== HISTORY) return html`<section class="group"><h3>${group}</h3>${content}</section>`;
    const count = lines.filter((line) => line.group === HISTORY).length;
    return html`<details class="fold"><summary>${HISTORY}, part of the story <small>${count}</small></summary>${content}</details>`;
  });
  const findings = brief.findings.map((sentence) => html`<p>${sentence}</p>`);
  const overridden = overriddenWords(brief).map((sentence) => html`<li>${sentence}</li>`);
  const warnings = brief.regime.warnings.map((sentence) => html`<li>${sentence}</li>`);
  return html`${findings.length === 0 ? null : html`<div class="findings">${findings}</div>`}${groups}${
    overridden.length === 0
      ? null
      : html`<details class="fold"><summary>What gave way to what <small>${overridden.length}</small></summary><ul class="note">${overridden}</ul></details>`
  }${warnings.length === 0 ? null : html`<ul class="note">${warnings}</ul>`}`;
}
