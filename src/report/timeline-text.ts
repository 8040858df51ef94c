import type { Timeline, TimelineGroup, TimelineItem } from "../contracts/timeline.js";
import { economyName } from "../economies/index.js";
import { oneLine } from "./escape.js";
import { formatDate } from "./numbers.js";
import { hanging, paint } from "./text-layout.js";

/** Headings of the rows, in the words of both the terminal and the page. */
export const TIMELINE_GROUPS: Readonly<Record<TimelineGroup, string>> = {
  events: "Events",
  relations: "Relations",
  recognition: "Who recognises what",
  memberships: "Memberships",
  agreements: "Agreements and preferences",
  tariffs: "Duties",
  bans: "Bans and admissions",
  conditions: "Conditions of access",
  pending: "Drafts, never in force",
};

/** "3 May 2006 – June 2013", or "since 3 May 2006" where no end is known. */
export function spanWords({ since, until }: Pick<TimelineItem, "since" | "until">): string {
  return until === null ? `since ${formatDate(since)}` : `${formatDate(since)} – ${formatDate(until)}`;
}

/** Share of the span that has passed on a day, 0 to 1. */
export function placeOf(day: string, { from, to }: Pick<Timeline, "from" | "to">): number {
  const at = (text: string) => Date.parse(`${text}T00:00:00Z`);
  return Math.min(1, Math.max(0, (at(day) - at(from)) / (at(to) - at(from))));
}

/**
 * A timeline for a terminal: a bar of years above each item, `█` in force, `░` perhaps (only month or year is known),
 * `◆` a moment, `›` no end known.
 */
export function timelineToText(shown: Timeline, options: { width?: number; colour?: boolean } = {}): string {
  const width = Math.max(48, Math.min(options.width ?? 80, 120));
  const style = paint(options.colour ?? false);
  const cells = Math.min(48, width - 40);
  const [a, b] = shown.between;
  const lines = [
    style.bold(
      `${economyName(a)} and ${economyName(b)}, ${formatDate(shown.from)} to ${formatDate(shown.to)}`,
    ),
    ...(shown.view === null ? [] : [`Disputed statuses as ${economyName(shown.view)} sees them.`]),
    ...(shown.knownOn === null ? [] : [`What was known on ${formatDate(shown.knownOn)}.`]),
    style.dim("█ in force   ░ perhaps: the day is not known   ◆ a moment   › no end known"),
  ];
  let group: TimelineGroup | null = null;
  for (const item of shown.items) {
    if (item.group !== group) {
      group = item.group;
      lines.push("", style.bold(TIMELINE_GROUPS[group]), style.dim(ruler(shown, cells)));
    }
    lines.push(`${style.accent(bar(item, shown, cells))} ${spanWords(item)}`);
    lines.push(...hanging("  ", oneLine(item.label), width));
    lines.push(
      ...hanging("    ", [item.entry, ...flagsOf(item)].map(oneLine).join(" · "), width).map(style.dim),
    );
  }
  if (shown.items.length === 0) lines.push("", "The register knows nothing between the two in these years.");
  return `${lines.join("\n")}\n`;
}

/** Who says so: the layer when it is somebody's own, whose view it is, the first source, whether it was looked up. */
export function flagsOf(item: TimelineItem): string[] {
  const [source] = item.sources;
  return [
    item.layer === "embedded" ? "" : `layer ${item.layer}`,
    item.accordingTo === null ? "" : `according to ${economyName(item.accordingTo)}`,
    item.confidence === "memory" ? "unconfirmed" : (source?.publisher ?? ""),
  ].filter((flag) => flag !== "");
}

/** Years under the bars: as many as have room, each where it begins. */
function ruler(shown: Timeline, cells: number): string {
  const first = Number(shown.from.slice(0, 4));
  const last = Number(shown.to.slice(0, 4));
  const row = new Array<string>(cells).fill(" ");
  let free = 0;
  for (let year = first; year <= last; year++) {
    const at = Math.floor(placeOf(`${year}-01-01`, shown) * cells);
    if (at < free || at + 4 > cells || (year % 5 !== 0 && last - first > 10 && year !== first)) continue;
    [...String(year)].forEach((digit, n) => {
      row[at + n] = digit;
    });
    free = at + 5;
  }
  return row.join("");
}

function bar(item: TimelineItem, shown: Timeline, cells: number): string {
  const at = (day: string) => Math.min(cells - 1, Math.floor(placeOf(day, shown) * cells));
  if (item.mark) {
    const day = at(item.starts[0]);
    return `${"·".repeat(day)}◆${"·".repeat(cells - 1 - day)}`;
  }
  const [first, sure] = item.starts.map(at) as [number, number];
  const [ending, over] = (item.ends?.map(at) as [number, number] | undefined) ?? [cells, cells];
  return Array.from({ length: cells }, (_, n) => {
    if (n < first || n > over || (n === over && over > first)) return "·";
    if (item.ends === null && n === cells - 1) return "›";
    return n < sure || (n > ending && n <= over) ? "░" : "█";
  }).join("");
}
