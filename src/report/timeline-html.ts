/**
 * A timeline as one page: a band for what lasts, a mark for a moment, ends that are not known to the day drawn as
 * fading. No script, no network, light and dark, narrow and wide.
 * @module
 */
import type { Timeline, TimelineGroup, TimelineItem } from "../contracts/timeline.js";
import { economyName } from "../economies/index.js";
import { safeUrl } from "./escape.js";
import { style } from "./html-style.js";
import { html, Markup } from "./markup.js";
import { formatDate } from "./numbers.js";
import { flagsOf, placeOf, spanWords, TIMELINE_GROUPS } from "./timeline-text.js";

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

const own = `
.tl{margin-top:clamp(1.5rem,3vw,2.5rem)}.tl h2{font-size:1.125rem;font-weight:650}
.tl li,.tl .axis{display:grid;grid-template-columns:minmax(15rem,2fr) 3fr;gap:0 1.5rem;align-items:center}
.tl li{padding:.4rem 0;border-top:1px solid var(--rule)}
.tl .what{font-size:.875rem;line-height:1.35}.tl .what small{display:block;color:var(--soft);font-size:.75rem}
.tl svg{display:block;width:100%;height:1.5rem}
.tl .axis svg{height:1.1rem}.tl .axis text{fill:var(--soft);font-size:.75rem}
.tl .axis{position:sticky;top:0;background:var(--ground);padding:.2rem 0;z-index:1}
.tl line{stroke:var(--rule)}.restrictive{fill:var(--l3);color:var(--l3)}.liberalising{fill:var(--g3);color:var(--g3)}.neutral{fill:var(--faint);color:var(--faint)}
.key{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin-top:1.25rem;font-size:.8125rem;color:var(--soft)}
.key i{display:inline-block;width:1.75rem;height:.7rem;margin-right:.45rem;background:currentColor;vertical-align:-.05rem}
.key span{color:var(--soft)}.key .fade{background:linear-gradient(90deg,transparent,currentColor)}.key .dot{width:.7rem;transform:rotate(45deg) scale(.8)}
@media (max-width:700px){.tl li,.tl .axis{grid-template-columns:1fr}.tl .axis>span{display:none}.tl li svg{margin-top:.25rem}}
`;

const percent = (share: number): string => `${+(100 * share).toFixed(3)}%`;

/** Years that have room for a label, with a line each in every row. */
function years({ from, to }: Timeline): number[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  const step = last - first > 12 ? 5 : last - first > 5 ? 2 : 1;
  return Array.from({ length: last - first + 1 }, (_, n) => first + n).filter(
    (year) => year % step === 0 && `${year}-01-01` >= from && `${year}-01-01` < to,
  );
}

function grid(shown: Timeline): Markup[] {
  return years(shown).map((year) => {
    const x = percent(placeOf(`${year}-01-01`, shown));
    return html`<line x1="${x}" x2="${x}" y1="0" y2="100%"/>`;
  });
}

function axis(shown: Timeline): Markup {
  const labels = years(shown).map((year) => {
    const x = placeOf(`${year}-01-01`, shown);
    // Near the edge a label would be cut: it stands before its line.
    return html`<text x="${percent(x)}" y="75%" text-anchor="${x > 0.85 ? "end" : "start"}">${year}</text>`;
  });
  return html`<div class="axis" aria-hidden="true"><span></span><svg>${labels}</svg></div>`;
}

function picture(item: TimelineItem, shown: Timeline): Markup {
  const at = (day: string) => placeOf(day, shown);
  const title = html`<title>${spanWords(item)}: ${item.says}</title>`;
  const drawn = item.mark ? mark(at(item.starts[0])) : band(item, at);
  return html`<svg role="img" class="${item.direction}">${title}${grid(shown)}${drawn}</svg>`;
}

const mark = (x: number): Markup =>
  html`<svg x="${percent(x)}" y="50%" width="1" height="1" overflow="visible"><path d="M0-7 7 0 0 7-7 0Z"/></svg>`;

/** Solid where it was in force for certain; fading in and out over the days that its dates leave open. */
function band(item: TimelineItem, at: (day: string) => number): Markup[] {
  const [first, sure] = [at(item.starts[0]), at(item.starts[1])];
  const [ending, over] = item.ends === null ? [1, 1] : [at(item.ends[0]), at(item.ends[1])];
  const box = (from: number, to: number, fill: string | null): Markup =>
    html`<rect x="${percent(from)}" width="${percent(to - from)}" y="20%" height="60%"${
      fill === null ? null : html` fill="url(#${fill})"`
    }/>`;
  // What is short must still be seen: a sliver at least.
  const solid = Math.max(ending - sure, item.starts[0] === item.starts[1] ? 0.0025 : 0);
  return [
    ...(sure > first ? [box(first, sure, `in-${item.direction}`)] : []),
    ...(solid > 0 ? [box(sure, Math.min(1, sure + solid), null)] : []),
    ...(over > ending && ending >= sure ? [box(ending, over, `out-${item.direction}`)] : []),
  ];
}

/** Fades for each direction, referred to by every band of the page. */
function fades(): Markup {
  const one = (direction: string, kind: "in" | "out"): Markup => {
    const [from, to] = kind === "in" ? ["0", "1"] : ["1", "0"];
    return html`<linearGradient id="${kind}-${direction}" class="${direction}"><stop offset="0" stop-color="currentColor" stop-opacity="${from}"/><stop offset="1" stop-color="currentColor" stop-opacity="${to}"/></linearGradient>`;
  };
  const all = ["restrictive", "liberalising", "neutral"].flatMap((d) => [one(d, "in"), one(d, "out")]);
  return html`<svg width="0" height="0" aria-hidden="true" style="position:absolute"><defs>${all}</defs></svg>`;
}

function row(item: TimelineItem, shown: Timeline): Markup {
  const [source] = item.sources;
  const url = source === undefined ? null : safeUrl(source.url);
  const by =
    source === undefined || item.confidence === "memory"
      ? null
      : url === null
        ? html`${source.title}, ${source.publisher}`
        : html`<a href="${url}" rel="noreferrer">${source.title}, ${source.publisher}</a>`;
  const flags = flagsOf(item).filter((flag) => flag !== source?.publisher);
  const said = [spanWords(item), item.entry, ...flags].join(" · ");
  return html`<li id="${item.entry}"><div class="what">${item.label}<small>${said}</small>${by === null ? null : html`<small>${by}</small>`}</div>${picture(item, shown)}</li>`;
}

function part(group: TimelineGroup, shown: Timeline): Markup | null {
  const items = shown.items.filter((item) => item.group === group);
  if (items.length === 0) return null;
  return html`<section class="tl" aria-labelledby="g-${group}"><h2 id="g-${group}">${TIMELINE_GROUPS[group]}</h2>${axis(shown)}<ul>${items.map((item) => row(item, shown))}</ul></section>`;
}

/** The timeline as an HTML document; every name, sentence and address in it is escaped. */
export function timelineToHtml(shown: Timeline): string {
  const [a, b] = shown.between.map(economyName) as [string, string];
  const title = `${a} and ${b}`;
  const groups = [...new Set(shown.items.map((item) => item.group))];
  const told = [
    `${formatDate(shown.from)} to ${formatDate(shown.to)}`,
    `${shown.items.length} entries`,
    shown.view === null ? "" : `disputed statuses as ${economyName(shown.view)} sees them`,
    shown.knownOn === null ? "" : `what was known on ${formatDate(shown.knownOn)}`,
  ].filter((text) => text !== "");
  const key = html`<p class="key"><span><i class="restrictive"></i>restrictive</span><span><i class="liberalising"></i>liberalising</span><span><i class="neutral"></i>neutral</span><span><i class="fade neutral"></i>day not known</span><span><i class="dot neutral"></i>a moment</span></p>`;
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${new Markup(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer"><title>${title}: timeline</title><style>${new Markup(style + own)}</style></head>
<body>${fades()}<header class="masthead"><p class="kicker">Gravitas timeline</p><h1>${title}</h1><p class="dateline">${told.join(" · ")}</p>${key}</header>
<main>${groups.map((group) => part(group, shown))}</main></body></html>
`;
  return page.text;
}
