/**
 * Maps of real income: one a scenario that changes something, with one scale for all, and the Black Sea enlarged
 * where contested territories matter to the brief. Shapes are projected beforehand.
 * @module
 */
import type { Brief, BriefScenario, EconomyEffect } from "../contracts/brief.js";
import { economyName, territories } from "../economies/index.js";
import { drawn, scenarioName } from "./html-figures.js";
import type { MapShapes } from "./map-shapes.js";
import { html, type Markup } from "./markup.js";
import { formatNumber, joined, MINUS, percentText } from "./numbers.js";
import { blackSeaShapes, worldShapes } from "./shapes.generated.js";

/** Classes on each side of zero; each reaches ten times as far as the one before. */
const SIDES = 4;

/** Lower edges of the classes in per cent, smallest first; the last holds the largest effect. */
function edgesOf(scenarios: readonly BriefScenario[]): number[] {
  const sizes = scenarios.flatMap((s) => s.effects.map((e) => Math.abs(e.realIncomePercent.central)));
  const top = Math.floor(Math.log10(Math.max(1e-9, ...sizes)));
  return Array.from({ length: SIDES }, (_, n) => 10 ** (top - SIDES + 1 + n));
}

/** "g1" … "g4" for gains, "l1" … "l4" for losses, "zero" between the smallest edges. */
function classOf(percent: number, edges: readonly number[]): string {
  const step = edges.filter((edge) => Math.abs(percent) >= edge).length;
  return step === 0 ? "zero" : `${percent > 0 ? "g" : "l"}${step}`;
}

interface MapData {
  readonly effects: ReadonlyMap<string, EconomyEffect>;
  readonly edges: readonly number[];
  readonly name: (code: string) => string;
  readonly view: string | null;
}

const TERRITORY: Readonly<Record<string, { name: string; of: Readonly<Record<string, string>> }>> = {
  XAB: { name: "Abkhazia", of: { GEO: "GEO" } },
  XSO: { name: "South Ossetia", of: { GEO: "GEO" } },
  crimea: { name: "Crimea", of: { RUS: "RUS", UKR: "UKR" } },
};

function fill(code: string, data: MapData): string {
  const effect = data.effects.get(code);
  return effect === undefined ? "missing" : classOf(effect.realIncomePercent.central, data.edges);
}

function tip(code: string, fallback: string, data: MapData): string {
  const effect = data.effects.get(code);
  if (effect === undefined) return `${code === "-" ? fallback : data.name(code)}: no figure`;
  return `${effect.name}: ${joined(percentText(effect.realIncomePercent))}`;
}

function contestedShape(id: string, [code]: readonly [string, string], data: MapData): Markup {
  const territory = TERRITORY[code]!;
  const owner = data.view === null ? undefined : territory.of[data.view];
  const look = owner === undefined ? "contested" : fill(owner, data);
  return html`<use href="#${id}-c-${code}" class="${look} dashed"><title>${territory.name}: contested, schematic outline</title></use>`;
}

/** Moves of names that would stand on each other. */
const NUDGE: Readonly<Record<string, readonly [number, number]>> = {
  GEO: [8, 14],
  ARM: [-8, 10],
  UKR: [0, 8],
};

function labels(shapes: MapShapes, data: MapData): Markup[] {
  return shapes.labels.map(([code, x, y]) => {
    const territory = TERRITORY[code];
    const look = territory === undefined ? "name" : "contested-name";
    const [dx, dy] = NUDGE[code] ?? [0, 0];
    return html`<text class="${look}" x="${x + dx}" y="${y + dy}">${territory?.name ?? data.name(code)}</text>`;
  });
}

function drawing(id: string, shapes: MapShapes, data: MapData, title: string): Markup {
  const areas = shapes.shapes.map(
    ([code, name], n) =>
      html`<use href="#${id}-${n}" class="${fill(code, data)}"><title>${tip(code, name, data)}</title></use>`,
  );
  const points = shapes.points
    .filter(([code]) => data.effects.has(code))
    .map(
      ([code, x, y]) =>
        html`<path class="ring" d="M${x},${y}h0"/><path class="point ${fill(code, data)}" d="M${x},${y}h0"><title>${tip(code, code, data)}</title></path>`,
    );
  return html`<svg viewBox="0 0 ${shapes.width} ${shapes.height}" role="img" aria-label="${title}">
<g class="areas">${areas}</g><g>${shapes.contested.map((c) => contestedShape(id, c, data))}</g><g>${points}</g>
<g class="labels" aria-hidden="true">${labels(shapes, data)}</g></svg>`;
}

function definitions(id: string, shapes: MapShapes): Markup {
  return html`${shapes.shapes.map(([, , d], n) => html`<path id="${id}-${n}" d="${d}"/>`)}${shapes.contested.map(
    ([code, d]) => html`<path id="${id}-c-${code}" d="${d}"/>`,
  )}`;
}

/** One bar of classes, largest loss to largest gain, with the edges below; then what has no colour. */
function legend(edges: readonly number[]): Markup {
  const indices = edges.map((_, n) => n);
  const looks = [...indices.map((n) => `l${SIDES - n}`), "zero", ...indices.map((n) => `g${n + 1}`)];
  const bar = looks.map((look, n) => html`<rect class="${look}" x="${n * 20}" width="20" height="12"/>`);
  const text = (edge: number): string => formatNumber(edge, { digits: 1 });
  // The innermost edges are named once, below the class between them.
  const named = indices.slice(1).flatMap((n): [string, string, number][] => [
    [MINUS, text(edges[n]!), SIDES - n],
    ["+", text(edges[n]!), SIDES + 1 + n],
  ]);
  const places: [string, string, number][] = [...named, ["±", text(edges[0]!), SIDES + 0.5]];
  const ticks = places
    .sort((a, b) => a[2] - b[2])
    .map(
      ([sign, words, at]) =>
        html`<li style="left:${((at / looks.length) * 100).toFixed(2)}%"><span class="sign">${sign}</span>${words}</li>`,
    );
  const swatch = (look: string, words: string): Markup =>
    html`<li><svg class="swatch" viewBox="0 0 20 12" aria-hidden="true"><rect class="${look}" width="20" height="12"/></svg>${words}</li>`;
  return html`<div class="legend"><div class="steps"><p><span>loses</span><span>per cent</span><span>gains</span></p>
<svg viewBox="0 0 ${looks.length * 20} 12" preserveAspectRatio="none" aria-hidden="true">${bar}</svg><ol aria-label="Edges of the classes in per cent">${ticks}</ol></div>
<ul>${swatch("missing", "no figure")}${swatch("contested dashed", "contested")}</ul></div>`;
}

/** Whether the enlarged Black Sea belongs on the page. */
function needsBlackSea(brief: Brief): boolean {
  const codes = [
    brief.principal?.exporter,
    brief.principal?.importer,
    ...brief.moves.flatMap((m) => [m.by, ...m.towards]),
  ];
  const near = ["GEO", "UKR", "XAB", "XSO"].some((code) => codes.includes(code));
  return near || (brief.regime?.territories.length ?? 0) > 0;
}

/** Who says what of the territories: as the regime tells it, else as the table of economies does. */
function whoSaysWhat(brief: Brief): string[] {
  const told = brief.regime?.territories ?? [];
  // The first word of each side, the nearest sides only: part 2 has them all.
  const first = told.filter((item, n) => told.findIndex((o) => o.accordingTo === item.accordingTo) === n);
  const regime = first
    .slice(0, 2)
    .map(
      (item) =>
        `${item.accordingTo === null ? "" : `According to ${economyName(item.accordingTo)}: `}${item.says.replace(/\.$/, "")}.`,
    );
  const more = first.length > 2 ? ["What others say stands in part 2."] : [];
  const others = territories.filter((t) =>
    t.territory === null ? t.name === "Crimea" : told.length === 0 && /^X[AS]/.test(t.territory),
  );
  const views = others.map(
    (t) =>
      `${t.name}: ${t.views
        .slice(0, 3)
        .map((v) => `${v.says} (${economyName(v.accordingTo)})`)
        .join("; ")}.`,
  );
  return [...regime, ...more, ...views];
}

function territoryNote(brief: Brief): Markup {
  const view = brief.regime?.view ?? null;
  const shown =
    view === null
      ? "No viewpoint was asked for, so they are hatched and dashed, and carry nobody’s colour."
      : `They are shown as ${economyName(view)} sees them.`;
  return html`<p class="note">Abkhazia, South Ossetia and Crimea are contested; outlines of the first two are schematic, drawn for this page. ${shown} ${whoSaysWhat(brief).join(" ")} Lines on these maps are not an opinion on any boundary or on the status of any territory.</p>`;
}

/** Hatching for what has no figure and for what is contested; one definition for all maps of the page. */
const PATTERNS = html`<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="ground" width="5" height="5"/><path class="line" d="M0 0V5"/></pattern>
<pattern id="contested" width="3" height="3" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect class="ground" width="3" height="3"/><path class="line" d="M0 0V3"/></pattern>`;

/** The maps, their legend and what must be said of them; nothing when no scenario changes anything. */
export function maps(brief: Brief, name: (code: string) => string): Markup | null {
  const scenarios = drawn(brief);
  if (scenarios.length === 0) return null;
  const edges = edgesOf(scenarios);
  const near = needsBlackSea(brief);
  const figures = scenarios.map((s) => {
    const effects = new Map(s.effects.map((e) => [e.economy, e]));
    const data: MapData = { effects, edges, name, view: brief.regime?.view ?? null };
    const title = `Map of changes in real income, scenario ${s.id}: ${s.title}`;
    const inset = near
      ? html`<div class="inset">${drawing("b", blackSeaShapes, data, `${title}; Black Sea and Caucasus, enlarged`)}<small>Black Sea and Caucasus, enlarged</small></div>`
      : null;
    return html`<figure><figcaption>${scenarioName(s)}</figcaption>${drawing("w", worldShapes, data, title)}${inset}</figure>`;
  });
  return html`<h3>Real income, economy by economy</h3>
<p class="lead">Change of real income in per cent of spending on goods. Each step of the scale is ten times the one before. Circles are economies too small to be seen.</p>
<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false"><defs>${PATTERNS}${definitions("w", worldShapes)}${near ? definitions("b", blackSeaShapes) : null}</defs></svg>
${legend(edges)}<div class="maps" style="--n:${figures.length}">${figures}</div>${territoryNote(brief)}`;
}
