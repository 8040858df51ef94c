/**
 * A bargain as one self-contained page: no script, no network, light and dark, narrow and wide.
 * @module
 */
import type { BargainReport, BargainTable } from "../contracts/bargain.js";
import { bargainCell, bargainDateline } from "./bargain-words.js";
import { style } from "./html-style.js";
import { html, Markup } from "./markup.js";
import { pictureFigure, planeStyle } from "./plane-svg.js";

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

const own = `
.bargain h1{max-width:32ch}.bargain .findings{margin:2rem 0 0}
.sheets{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,34rem),1fr));gap:2.5rem clamp(2rem,4vw,4rem);margin-top:2.5rem;align-items:start}
.sheet{min-width:0}.sheet .scroll{overflow-x:auto}
.sheet caption{font-size:1.0625rem;font-weight:650;color:var(--ink)}
.sheet th,.sheet td{padding:.3rem 0 .3rem 1.1rem;text-align:right;vertical-align:top;border-bottom:1px solid var(--rule)}
.sheet thead th{vertical-align:bottom;font-size:.8125rem;font-weight:400;color:var(--soft);border-bottom:1px solid var(--strong);line-height:1.3}
.sheet .words{text-align:left}.sheet tr>:first-child{padding-left:0}.sheet tbody th{font-weight:400}
.sheet td{white-space:nowrap}.sheet td.words{white-space:normal}
.plane-figure{min-width:0}.plane-figure figcaption{font-size:1.0625rem}
.plane-figure ul{margin-top:.5rem;font-size:.875rem}.plane-figure li{display:flex;gap:.7rem;align-items:center;padding:.1rem 0}.plane-figure li svg{flex:none;width:34px}
@media (max-width:600px){.plane-figure>svg text{font-size:20px}}
.rests li{padding:.25rem 0;max-width:52rem}.rests small{color:var(--soft)}
`;

function sheet({ title, columns, rows, note }: BargainTable): Markup {
  const words = (c: number) => (columns[c]!.unit === "text" ? "words" : "figure");
  const head = columns.map(({ name }, c) => html`<th scope="col" class="${words(c)}">${name}</th>`);
  const body = rows.map((row) => {
    const cells = row.map((value, c) => {
      const text = bargainCell(value, columns[c]!.unit).replaceAll(" %", "\u00a0%");
      return c === 0
        ? html`<th scope="row" class="${words(c)}">${text}</th>`
        : html`<td class="${words(c)}">${text}</td>`;
    });
    return html`<tr>${cells}</tr>`;
  });
  return html`<section class="sheet"><div class="scroll"><table><caption>${title}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>${note === undefined ? null : html`<p class="note">${note}</p>`}</section>`;
}

/** The report as an HTML document; every name and sentence in it is escaped. */
export function bargainToHtml(report: BargainReport): string {
  const { title, findings, tables, pictures, assumptions, notes } = report;
  const failed = report.converged
    ? null
    : html`<p class="notice">${report.because ?? "No answer was found."}</p>`;
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${new Markup(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer"><title>${title}</title><style>${new Markup(style + planeStyle + own)}</style></head>
<body class="bargain"><header class="masthead"><p class="kicker">Gravitas bargain</p><h1>${title}</h1><p class="dateline">${bargainDateline(report)}</p>${failed}
${findings.length === 0 ? null : html`<div class="findings">${findings.map((sentence) => html`<p>${sentence.replaceAll(" %", "\u00a0%")}</p>`)}</div>`}</header>
<main><div class="sheets">${pictures.map(pictureFigure)}${tables.map(sheet)}</div>
<section class="part rests"><h2>What it rests on</h2><ul>${assumptions.map(
    ({ says, source }) => html`<li>${says} <small>${source}</small></li>`,
  )}</ul>${notes.length === 0 ? null : html`<h3>Mind</h3><ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>`}</section></main></body></html>
`;
  return page.text;
}
