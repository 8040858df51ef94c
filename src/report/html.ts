/**
 * The brief as one self-contained page: no script, no network, light and dark, narrow and wide, on paper.
 * @module
 */
import type { Brief, BriefScenario } from "../contracts/brief.js";
import { changesNothing, dateline, nameIn, principalEffects, principalEstimated } from "./brief-words.js";
import { assumptionColumns, chartColumns, comparisonTable, scenarioName } from "./html-figures.js";
import { maps } from "./html-map.js";
import { whatWasInForce, whatWasSaid } from "./html-parts.js";
import { style } from "./html-style.js";
import { trustPart } from "./html-trust.js";
import { html, Markup } from "./markup.js";
import { formatDate, percentText, usdText } from "./numbers.js";

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

function incomes(brief: Brief, scenario: BriefScenario): Markup {
  const items = principalEffects(brief, scenario).map((e) => {
    const { central, interval } = percentText(e.realIncomePercent);
    return html`<div><dt>${e.name}</dt><dd>${central} <small>${interval}</small></dd></div>`;
  });
  return html`<p class="of">Real income</p><dl>${items}</dl>`;
}

function answerColumn(brief: Brief, scenario: BriefScenario): Markup {
  const title = html`<h2>${scenarioName(scenario)}</h2>`;
  if (!scenario.converged)
    return html`<section>${title}<p class="big quiet">no answer</p><p>${scenario.because ?? "the model found no solution"}</p></section>`;
  if (changesNothing(scenario))
    return html`<section>${title}<p class="big quiet">no change</p><p class="of">${scenario.says}</p></section>`;
  const [first] = scenario.figures;
  if (first === undefined) return html`<section>${title}${incomes(brief, scenario)}</section>`;
  const { central, interval } = percentText(first.percent);
  const side = first.percent.central < 0 ? "loss" : "gain";
  const dollars = usdText(first.usdMillion);
  return html`<section>${title}<p class="of">${first.label}</p><p class="big ${side}">${central}</p>
<p class="range">${interval}</p><p class="range">${dollars.central} dollars ${dollars.interval}</p>${incomes(brief, scenario)}</section>`;
}

function masthead(brief: Brief): Markup {
  const estimated = principalEstimated(brief);
  const answers =
    brief.scenarios.length === 0
      ? html`<p class="lead">Nothing was computed: no move in the text can be costed.</p>`
      : html`<div class="answers" style="--n:${brief.scenarios.length}">${brief.scenarios.map((s) => answerColumn(brief, s))}</div>`;
  return html`<header class="masthead"><p class="kicker">Gravitas brief</p><h1>${brief.title}</h1><p class="dateline">${dateline(brief)}</p>
${answers}${estimated === null ? null : html`<p class="note"><span class="flag">estimated</span> ${estimated}</p>`}
${brief.notes.map((note) => html`<p class="notice">${note}</p>`)}</header>`;
}

function part(number: number, id: string, title: string, content: Markup): Markup {
  return html`<section class="part" aria-labelledby="${id}"><h2 id="${id}"><span class="number">${number}</span> ${title}</h2>${content}</section>`;
}

function whatItWouldDo(brief: Brief, name: (code: string) => string): Markup {
  if (brief.scenarios.length === 0)
    return html`<p>Nothing was computed: no move in the text can be costed.</p>`;
  return html`${comparisonTable(brief)}${maps(brief, name)}${chartColumns(brief, name)}${assumptionColumns(brief)}`;
}

function colophon(brief: Brief): Markup {
  const { gravitas, base, ledger, seed, input } = brief.manifest;
  const made = [
    `Gravitas ${gravitas}`,
    `base ${base}`,
    `register of ${ledger.entries} entries (${ledger.sha256.slice(0, 12)})`,
    seed === null ? "" : `seed ${seed}`,
    input === null ? "" : `text ${input.slice(0, 12)}`,
  ];
  return html`<footer class="colophon"><p>${made.filter((text) => text !== "").join(" · ")}</p>
<p>Shapes: Natural Earth, public domain. Places of small economies: world-countries by Mohammed Le Doze, ODbL 1.0.</p></footer>`;
}

/** The whole brief as an HTML document. The text of the report and every name, title and address in it are escaped. */
export function briefToHtml(brief: Brief): string {
  const name = nameIn(brief);
  const day = brief.on === null ? "" : ` on ${formatDate(brief.on)}`;
  const parts: [string, string, Markup][] = [
    ["said", "What was said", whatWasSaid(brief, name)],
    ["in-force", `What was in force${day}`, whatWasInForce(brief, name)],
    ["would-do", "What it would do", whatItWouldDo(brief, name)],
    ["trust", "How far to trust it", trustPart(brief, name)],
  ];
  const links = parts.map(
    ([id, title], n) => html`<li><a href="#${id}"><span class="number">${n + 1}</span> ${title}</a></li>`,
  );
  const body = parts.map(([id, title, content], n) => part(n + 1, id, title, content));
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${new Markup(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer"><title>${brief.title}</title><style>${new Markup(style)}</style></head>
<body>${masthead(brief)}<nav aria-label="Parts"><ol>${links}</ol></nav><main>${body}</main>${colophon(brief)}</body></html>
`;
  return page.text;
}
