/**
 * Dot and whisker, as a table whose middle column is drawn: real text at every width, numbers beside their marks.
 * Plot's SVG has a fixed width in pixels and needs a document; this needs neither and can be read aloud.
 * @module
 */
import type { Ranged } from "../contracts/brief.js";
import { html, type Markup } from "./markup.js";
import { niceStep, ticksBetween } from "./nice-ticks.js";
import { type FigureText, MINUS } from "./numbers.js";

export interface PanelRow {
  readonly label: string;
  /** A smaller line under the label: base flow and where it comes from. */
  readonly note: string;
  readonly value: Ranged;
  readonly text: FigureText;
  /** A further figure of the same row, in words. */
  readonly more: string;
}

export interface Panel {
  readonly title: string;
  /** "per cent", "million dollars". */
  readonly unit: string;
  readonly rows: readonly PanelRow[];
}

interface Scale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

/** Zero is always on the scale; a tenth of air beside the marks. */
function scaleOf(rows: readonly PanelRow[]): Scale {
  const ends = rows.flatMap(({ value: v }) => [v.central, v.low ?? v.central, v.high ?? v.central]);
  const [least, most] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const size = most - least || 1;
  const [low, high] = [least - size * 0.06, most + size * 0.06];
  return { low, high, ticks: ticksBetween(low, high, niceStep(size)) };
}

const place = (x: number, { low, high }: Scale): string =>
  `${(((x - low) / (high - low)) * 100).toFixed(2)}%`;

function tickText(x: number): string {
  const text = String(Number(Math.abs(x).toPrecision(3)));
  return x === 0 || text === "0" ? "0" : `${x < 0 ? MINUS : "+"}${text}`;
}

function marks({ value }: PanelRow, scale: Scale): Markup {
  const side = value.central > 0 ? "gain" : value.central < 0 ? "loss" : "none";
  const lines = scale.ticks.map(
    (t) => html`<i class="${t === 0 ? "zero" : "tick"}" style="left:${place(t, scale)}"></i>`,
  );
  const { low, high } = value;
  const whisker =
    low === null || high === null || low === high
      ? null
      : html`<i class="whisker ${side}" style="left:${place(low, scale)};right:calc(100% - ${place(high, scale)})"></i>`;
  return html`${lines}${whisker}<i class="dot ${side}" style="left:${place(value.central, scale)}"></i>`;
}

function row(r: PanelRow, scale: Scale): Markup {
  return html`<tr role="row"><th role="rowheader" scope="row">${r.label}<small>${r.note}</small></th>
<td role="cell" class="plot"><span aria-hidden="true">${marks(r, scale)}</span></td>
<td role="cell" class="value"><span><b>${r.text.central}</b></span> <span class="range">${r.text.interval}</span><small>${r.more}</small></td></tr>`;
}

/** A titled table with its own scale, or nothing when there are no rows. */
export function panelTable(panel: Panel): Markup | null {
  if (panel.rows.length === 0) return null;
  const scale = scaleOf(panel.rows);
  const ticks = scale.ticks.map((t) => html`<i style="left:${place(t, scale)}">${tickText(t)}</i>`);
  return html`<table role="table" class="panel"><caption>${panel.title}, <span class="unit">${panel.unit}</span></caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col"><span class="hidden">Name</span></th>
<th role="columnheader" scope="col" class="axis"><span class="hidden">Chart</span><span aria-hidden="true">${ticks}</span></th>
<th role="columnheader" scope="col"><span class="hidden">Central figure and 90 % interval</span></th></tr></thead>
<tbody role="rowgroup">${panel.rows.map((r) => row(r, scale))}</tbody></table>`;
}
