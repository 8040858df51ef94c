/**
 * A bargain for a terminal: the findings first, then tables, pictures and what they rest on.
 * @module
 */
import type { BargainReport, BargainTable } from "../contracts/bargain.js";
import { planeLines } from "./bargain-plane-text.js";
import { bargainCell, bargainDateline } from "./bargain-words.js";
import { oneLine } from "./escape.js";
import { hanging, type Paint, paint, type TextColumn, tableRow, textWidth, wrap } from "./text-layout.js";

/** Narrowest that a column of words becomes, and where even that is too much. */
const least = [12, 3];

/**
 * @param options width: columns of the page, at least 60
 */
export function bargainToText(
  report: BargainReport,
  options: { readonly width: number; readonly colour?: boolean },
): string {
  const width = Math.max(60, Math.min(100, Math.floor(options.width) || 80));
  const style = paint(options.colour === true);
  const lines = wrap(oneLine(report.title), width).map(style.bold);
  lines.push(...wrap(oneLine(bargainDateline(report)), width).map(style.dim), "");
  if (!report.converged)
    lines.push(...hanging("! ", unbroken(report.because ?? "No answer was found."), width));
  for (const finding of report.findings)
    lines.push(...hanging("  ", unbroken(finding), width).map(style.accent));
  for (const table of report.tables) lines.push("", ...tableLines(table, width, style));
  for (const picture of report.pictures) {
    lines.push("", ...planeLines(picture, width, style));
    if (picture.note !== undefined) lines.push(...noteLines(picture.note, width, style));
  }
  const listed = (title: string, items: readonly string[]): void => {
    if (items.length === 0) return;
    lines.push("", style.bold(title));
    for (const item of items) lines.push(...hanging("  • ", unbroken(item), width));
  };
  listed(
    "What it rests on",
    report.assumptions.map(({ says, source }) => `${says} [${source}]`),
  );
  listed("Mind", report.notes);
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

/** A sentence on one line, its numbers kept with their per cent. */
const unbroken = (text: string): string => oneLine(text).replaceAll(" %", "\u00a0%");

const noteLines = (note: string, width: number, style: Paint): string[] =>
  hanging("  ", unbroken(note), width).map(style.dim);

function tableLines({ title, columns, rows, note }: BargainTable, width: number, style: Paint): string[] {
  const cells = rows.map((row) => row.map((value, c) => unbroken(bargainCell(value, columns[c]!.unit))));
  const widths = widthsOf(
    columns.map(({ name, unit }, c) => ({
      head: unbroken(name),
      words: unit === "text",
      cells: cells.map((row) => row[c] ?? ""),
    })),
    width,
  );
  const shape = columns.map(
    ({ unit }, c): TextColumn => ({ width: widths[c]!, align: unit === "text" ? "left" : "right" }),
  );
  const heads = columns.map(({ name }, c) => wrap(unbroken(name), widths[c]!));
  const deep = Math.max(...heads.map((lines) => lines.length));
  const head = heads.map((lines) => [...new Array<string>(deep - lines.length).fill(""), ...lines]);
  return [
    ...wrap(unbroken(title), width).map(style.bold),
    ...tableRow(head, shape).map(style.dim),
    style.dim("─".repeat(widths.reduce((sum, w) => sum + w + 2, -2))),
    ...cells.flatMap((row) =>
      tableRow(
        row.map((cell, c) => wrap(cell, widths[c]!)),
        shape,
      ),
    ),
    ...(note === undefined ? [] : noteLines(note, width, style)),
  ];
}

interface Column {
  readonly head: string;
  readonly words: boolean;
  readonly cells: readonly string[];
}

/** Figures take what they need; words share the rest, the widest giving way first. */
function widthsOf(columns: readonly Column[], page: number): number[] {
  const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(textWidth));
  const widths = columns.map(({ head, words, cells }) =>
    words
      ? Math.max(widest(cells), Math.min(textWidth(head), 24), 3)
      : Math.max(widest(cells), widest(head.split(" ")), Math.min(textWidth(head), 12)),
  );
  const taken = () => widths.reduce((sum, w) => sum + w + 2, -2);
  for (const narrowest of least) {
    while (taken() > page) {
      let most = -1;
      columns.forEach(({ words }, c) => {
        if (words && widths[c]! > narrowest && (most < 0 || widths[c]! > widths[most]!)) most = c;
      });
      if (most < 0) break;
      widths[most]!--;
    }
  }
  return widths;
}
