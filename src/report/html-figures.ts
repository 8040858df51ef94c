/**
 * Part 3 of the page without its maps: the scenarios side by side, the flows that change and who gains and loses.
 * @module
 */
import type { BilateralEffect, Brief, BriefScenario, EconomyEffect } from "../contracts/brief.js";
import {
  type ComparisonCell,
  changesNothing,
  comparison,
  effectsOf,
  isEstimated,
  notCostedWords,
  principalEffects,
  sourceName,
} from "./brief-words.js";
import { type PanelRow, panelTable } from "./html-panel.js";
import { html, type Markup } from "./markup.js";
import { type FigureText, formatUsd, percentText, usdText } from "./numbers.js";

/** A letter and a title, as every part names a scenario. */
export function scenarioName(scenario: BriefScenario): Markup {
  return html`<span class="letter">${scenario.id}</span> ${scenario.title}`;
}

function figure(text: FigureText, kind: string, after = ""): Markup {
  return html`<span class="line"><span class="${kind}">${text.central}${after}</span><span class="interval">${text.interval}</span></span>`;
}

function cell(content: ComparisonCell | null, scenario: BriefScenario): Markup {
  if (!scenario.converged) return html`<span class="quiet">not solved</span>`;
  if (content === null) return html`<span class="quiet">–</span>`;
  if (changesNothing(scenario)) return html`<span class="quiet">no change</span>`;
  const side = content.percent.central < 0 ? "loss" : "gain";
  const gdp = content.percentOfGdp;
  return html`${figure(percentText(content.percent), `main ${side}`)}${figure(usdText(content.usdMillion), "more")}${
    gdp === null ? null : figure(percentText(gdp), "more", " of GDP")
  }`;
}

/** Figures as rows, scenarios as columns; on a narrow page each figure's name stands above its cells. */
export function comparisonTable(brief: Brief): Markup {
  const head = brief.scenarios.map((s) => html`<th role="columnheader" scope="col">${scenarioName(s)}</th>`);
  const rows = comparison(brief).map(
    (row) =>
      html`<tr role="row"><th role="rowheader" scope="row">${row.label}<small>${row.note}</small></th>${row.cells.map(
        (content, n) =>
          html`<td role="cell" data-letter="${brief.scenarios[n]!.id}">${cell(content, brief.scenarios[n]!)}</td>`,
      )}</tr>`,
  );
  return html`<table role="table" class="compare" style="--n:${brief.scenarios.length}">
<caption>Changes against the world as it was, in per cent and US dollars, with 90&nbsp;% intervals</caption>
<colgroup><col class="names">${brief.scenarios.map((s) => html`<col class="${changesNothing(s) ? "still" : "moved"}">`)}</colgroup>
<thead role="rowgroup"><tr role="row"><td role="cell"></td>${head}</tr></thead><tbody role="rowgroup">${rows}</tbody></table>`;
}

function bilateralRow(b: BilateralEffect, name: (code: string) => string): PanelRow[] {
  if (b.percent === null) return [];
  const origin = isEstimated(b.origin) ? "estimated" : b.origin;
  return [
    {
      label: `${name(b.exporter)} → ${name(b.importer)}`,
      note: `${formatUsd(b.before)}, ${origin}`,
      value: b.percent,
      text: percentText(b.percent),
      more: usdText(b.usdMillion).central,
    },
  ];
}

/** Flows in groups that each have a scale of their own: the deal, its rivals, the markets given up for it. */
function bilateralPanels(s: BriefScenario, name: (code: string) => string): (Markup | null)[] {
  const { cells } = s.shock;
  const groups = new Map<string, PanelRow[]>();
  for (const b of s.bilateral) {
    const deal = cells.some((c) => c.exporter === b.exporter && c.importer === b.importer);
    const rival = cells.some((c) => c.importer === b.importer);
    const market = cells.some((c) => c.exporter === b.exporter);
    const title = deal
      ? "The trade itself"
      : rival
        ? `What others sell to ${name(b.importer)}`
        : market
          ? `What ${name(b.exporter)} sells to others`
          : "Other flows";
    groups.set(title, [...(groups.get(title) ?? []), ...bilateralRow(b, name)]);
  }
  const fresh = s.bilateral
    .filter((b) => b.percent === null)
    .map((b) => `${name(b.exporter)} → ${name(b.importer)} ${usdText(b.usdMillion).central}`);
  const panels = [...groups].map(([title, rows]) => panelTable({ title, unit: "change in per cent", rows }));
  return [
    ...panels,
    fresh.length === 0 ? null : html`<p class="note">From nothing: ${fresh.join("; ")}.</p>`,
  ];
}

function effectRow(e: EconomyEffect): PanelRow {
  const gdp = e.percentOfGdp === null ? "" : `${percentText(e.percentOfGdp).central} of GDP`;
  return {
    label: e.name,
    note: `${percentText(e.realIncomePercent).central} of goods spending`,
    value: e.usdMillion,
    text: usdText(e.usdMillion),
    more: gdp,
  };
}

function winnersAndLosers(brief: Brief, s: BriefScenario): (Markup | null)[] {
  const unit = "real income, million dollars a year";
  return [
    panelTable({ title: "The parties", unit, rows: principalEffects(brief, s).map(effectRow) }),
    panelTable({ title: "Who gains elsewhere", unit, rows: effectsOf(s, s.gainers).map(effectRow) }),
    panelTable({ title: "Who loses elsewhere", unit, rows: effectsOf(s, s.losers).map(effectRow) }),
  ];
}

/** The scenarios that have something to draw. */
export function drawn(brief: Brief): BriefScenario[] {
  return brief.scenarios.filter((s) => s.converged && !changesNothing(s));
}

/** One column a scenario: flows with intervals, then real income. */
export function chartColumns(brief: Brief, name: (code: string) => string): Markup | null {
  const columns = drawn(brief).map(
    (s) => html`<section class="column"><h4>${scenarioName(s)}</h4>
${bilateralPanels(s, name)}${winnersAndLosers(brief, s)}</section>`,
  );
  if (columns.length === 0) return null;
  return html`<h3>Trade and real income, flow by flow</h3>
<p class="lead">A dot is the central figure, its line the 90&nbsp;% interval. Each panel has its own scale; zero is the heavy line.</p>
<div class="columns" style="--n:${columns.length}">${columns}</div>`;
}

/** What each scenario does and takes for granted. */
export function assumptionColumns(brief: Brief): Markup {
  const columns = brief.scenarios.map(
    (s) =>
      html`<section class="column"><h4>${scenarioName(s)}</h4><p>${s.says}</p><ul>${s.assumptions.map(
        (a) => html`<li>${a.says} <small class="source">${sourceName(brief, a.source)}</small></li>`,
      )}${notCostedWords(s).map((sentence) => html`<li>${sentence}</li>`)}</ul></section>`,
  );
  return html`<h3>What each scenario assumes</h3><div class="columns" style="--n:${columns.length}">${columns}</div>`;
}
