/**
 * Curves and marked points in a plane as SVG: letters beside the marks, their words in the key. Text is text, colours are
 * those of the page where there is one.
 * @module
 */
import type { BargainMark, BargainPicture } from "../contracts/bargain.js";
import { axisText, letteredMarks, pictureRange } from "./bargain-words.js";
import { oneLine } from "./escape.js";
import { html, Markup } from "./markup.js";
import { niceStep, ticksBetween } from "./nice-ticks.js";
import { wrap } from "./text-layout.js";

const size = { width: 720, height: 460 };
/** Characters of a line of the key. */
const keyWidth = 84;
const edge = { left: 78, right: 24, top: 40, bottom: 56 };

/** Rules for the parts of a plane; on a page the variables are the page's. */
export const planeStyle = `
.plane text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;fill:var(--soft);font-variant-numeric:tabular-nums lining-nums}
.plane .name{fill:var(--ink)}.plane .grid{stroke:var(--rule);stroke-width:1}.plane .origin{stroke:var(--soft);stroke-width:1}
.plane .curve{fill:none;stroke-width:2.25;stroke-linejoin:round;stroke-linecap:round}
.plane .c0{stroke:var(--gain)}.plane .c1{stroke:var(--loss);stroke-dasharray:7 4}.plane .c2{stroke:var(--soft);stroke-dasharray:2 4}
.plane .threat{fill:var(--ground);stroke:var(--ink);stroke-width:2}.plane .nash{fill:var(--ink);stroke:var(--ground);stroke-width:1.5}
.plane .deal{fill:var(--loss);stroke:var(--ground);stroke-width:1.5}.plane .other{fill:var(--soft);stroke:var(--ground);stroke-width:1.5}
.plane .letter{fill:var(--ink);font-weight:700;paint-order:stroke;stroke:var(--ground);stroke-width:4px;stroke-linejoin:round}
`;

/** Colours for a picture by itself. */
const alone = `
svg{--ink:#15191d;--soft:#4d555c;--ground:#fff;--rule:#d9dcda;--gain:#0a5a8c;--loss:#9a4504}
@media (prefers-color-scheme:dark){svg{--ink:#eceeee;--soft:#b3babf;--ground:#14171a;--rule:#343a3f;--gain:#7cc4f0;--loss:#f6a85c}}
`;

/** The picture with its key inside, as a file of its own. */
export function pictureToSvg(picture: BargainPicture): string {
  const entries = [
    ...picture.curves.map(({ name }, k) => ({
      sign: html`<path class="curve c${k % 3}" d="M0-5H34"/>`,
      says: name,
    })),
    ...letteredMarks(picture).map(({ letter, mark, says }) => ({
      sign: html`${symbol(mark, 8, -5)}<text class="letter" x="22">${letter}</text>`,
      says,
    })),
  ];
  let down = size.height + 50;
  const rows = entries.map(({ sign, says }) => {
    const lines = wrap(oneLine(says), keyWidth);
    const words = lines.map((line, k) => html`<text class="name" x="46" y="${18 * k}">${line}</text>`);
    const row = html`<g transform="translate(${edge.left} ${down})">${sign}${words}</g>`;
    down += 26 + 18 * (lines.length - 1);
    return row;
  });
  const height = down - 10;
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${height}" width="${size.width}" height="${height}" class="plane" role="img"><title>${picture.title}</title><style>${new Markup(alone + planeStyle)}</style><rect width="100%" height="100%" style="fill:var(--ground)"/><text class="letter" x="${edge.left}" y="22" style="font-size:15px">${picture.title}</text><g transform="translate(0 26)">${plot(picture)}</g>${rows}</svg>
`.text;
}

/** The picture and its key as a figure of a page that carries planeStyle. */
export function pictureFigure(picture: BargainPicture): Markup {
  const swatch = (k: number): Markup =>
    html`<svg class="plane" viewBox="0 0 34 10" width="34" height="10" aria-hidden="true"><path class="curve c${k % 3}" d="M1 5H33"/></svg>`;
  const keys = [
    ...picture.curves.map(({ name }, k) => html`<li>${swatch(k)}<span>${name}</span></li>`),
    ...letteredMarks(picture).map(
      ({ letter, mark, says }) =>
        html`<li><svg class="plane" viewBox="0 0 34 18" width="34" height="18" aria-hidden="true">${symbol(mark, 9, 9)}<text class="letter" x="21" y="14">${letter}</text></svg><span>${says}</span></li>`,
    ),
  ];
  return html`<figure class="plane-figure"><figcaption>${picture.title}</figcaption><svg class="plane" viewBox="0 0 ${size.width} ${size.height}" role="img"><title>${picture.title}</title>${plot(picture)}</svg><ul>${keys}</ul>${picture.note === undefined ? null : html`<p class="note">${picture.note}</p>`}</figure>`;
}

function plot(picture: BargainPicture): Markup {
  const range = pictureRange(picture);
  const across = (x: number): number =>
    edge.left + ((x - range.x[0]) / (range.x[1] - range.x[0])) * (size.width - edge.left - edge.right);
  const down = (y: number): number =>
    edge.top + ((range.y[1] - y) / (range.y[1] - range.y[0])) * (size.height - edge.top - edge.bottom);
  const [bottom, right] = [size.height - edge.bottom, size.width - edge.right];
  const line = (t: number) => (t === 0 ? "origin" : "grid");
  const vertical = ticksBetween(...range.x, niceStep(range.x[1] - range.x[0], 5)).map(
    (t) =>
      html`<path class="${line(near(t))}" d="M${point(across(t))} ${edge.top}V${bottom}"/><text x="${point(across(t))}" y="${bottom + 19}" text-anchor="middle">${axisText(near(t), picture.x.unit)}</text>`,
  );
  const level = ticksBetween(...range.y, niceStep(range.y[1] - range.y[0], 5)).map(
    (t) =>
      html`<path class="${line(near(t))}" d="M${edge.left} ${point(down(t))}H${right}"/><text x="${edge.left - 8}" y="${point(down(t) + 4)}" text-anchor="end">${axisText(near(t), picture.y.unit)}</text>`,
  );
  const curves = picture.curves.map(({ points }, k) => {
    const path = points.map(([x, y]) => `${point(across(x))} ${point(down(y))}`).join("L");
    return path === "" ? null : html`<path class="curve c${k % 3}" d="M${path}"/>`;
  });
  const marks = placed(
    letteredMarks(picture).map(({ letter, mark }) => ({ letter, mark, x: across(mark.x), y: down(mark.y) })),
  );
  return html`${vertical}${level}<text class="name" x="${edge.left}" y="${edge.top - 14}">↑ ${picture.y.name}</text><text class="name" x="${right}" y="${bottom + 42}" text-anchor="end">${picture.x.name} →</text>${curves}${marks}`;
}

const point = (x: number): number => Math.round(10 * x) / 10;
/** Rounding of a multiple of a step: 0.30000000000000004 is 0.3, −1e−17 is 0. */
const near = (x: number): number => Number(x.toPrecision(10)) + 0 || 0;

/** Symbols, and beside each its letter where none stands yet. */
function placed(marks: readonly { letter: string; mark: BargainMark; x: number; y: number }[]): Markup[] {
  const taken: [number, number][] = marks.map(({ x, y }) => [x, y]);
  const seen = new Set<string>();
  return marks.map(({ letter, mark, x, y }) => {
    const sign = symbol(mark, point(x), point(y));
    if (seen.has(letter)) return sign;
    seen.add(letter);
    const spots = [
      [14, -10],
      [14, 16],
      [-16, -10],
      [-16, 16],
      [0, -18],
      [0, 24],
      [28, 4],
      [-30, 4],
    ].map(([dx, dy]): [number, number] => [x + dx!, y + dy! - 4]);
    const free = (at: readonly [number, number]): number =>
      Math.min(
        ...taken.filter(([a, b]) => a !== x || b !== y).map(([a, b]) => Math.hypot(a - at[0], b - at[1])),
        30,
      );
    const best = spots.reduce((a, b) => (free(b) > free(a) + 1 ? b : a));
    taken.push(best);
    return html`${sign}<text class="letter" x="${point(best[0])}" y="${point(best[1] + 5)}" text-anchor="middle">${letter}</text>`;
  });
}

function symbol({ kind }: BargainMark, x: number, y: number): Markup {
  if (kind === "deal") return html`<path class="deal" d="M${x} ${y - 8}l8 8-8 8-8-8z"/>`;
  if (kind === "other") return html`<path class="other" d="M${x - 5} ${y - 5}h10v10h-10z"/>`;
  return html`<circle class="${kind}" cx="${x}" cy="${y}" r="6"/>`;
}
