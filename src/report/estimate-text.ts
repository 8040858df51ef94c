/**
 * Regressions as text for a terminal.
 * @module
 */
import type { Estimate } from "../contracts/estimate.js";
import { type EstimateContext, estimateSheet, type Sheet } from "./estimate-sheet.js";
import { hanging, type TextColumn, tableRow, textWidth, wrap } from "./text-layout.js";

/** A table with aligned decimal points, then what was left out, how the errors were computed, and warnings. */
export function estimatesToText(
  estimates: readonly Estimate[],
  context: EstimateContext & { readonly width: number },
): string {
  const sheet = narrowed(estimateSheet(estimates, context), context.width);
  const several = estimates.length > 1;
  const table = [...alignPoints(sheet.body), ...(several ? sheet.facts : [])];
  const columns: TextColumn[] = sheet.head.map((head, c) => ({
    width: Math.max(textWidth(head), ...table.map((row) => textWidth(row[c] ?? ""))),
    align: c === 0 ? "left" : "right",
  }));
  const width = columns.reduce((sum, c) => sum + c.width + 2, -2);
  const line = (cells: readonly string[]): string[] =>
    tableRow(
      cells.map((cell) => [cell]),
      columns,
    );
  const label = Math.max(0, ...sheet.facts.map(([name]) => textWidth(name!)));
  const lines = [
    ...wrap(sheet.title, context.width),
    ...wrap(sheet.subtitle, context.width),
    "",
    ...(sheet.body.length > 0 ? [...line(sheet.head), "─".repeat(width)] : []),
    ...table.slice(0, sheet.body.length).flatMap(line),
    ...(several
      ? ["─".repeat(width), ...table.slice(sheet.body.length).flatMap(line)]
      : [
          ...(sheet.body.length > 0 ? ["─".repeat(width)] : []),
          ...sheet.facts.flatMap(([name, value]) =>
            hanging(`${name!.padEnd(label)}  `, value!, context.width),
          ),
        ]),
    ...(sheet.notes.length > 0 ? [""] : []),
    ...sheet.notes.flatMap((note) => hanging("", note, context.width)),
  ];
  return `${lines.join("\n")}\n`;
}

/** Without the last column of one regression, per cent, where the terminal has no room for it. */
function narrowed(sheet: Sheet, width: number): Sheet {
  const { head, body } = sheet;
  if (!head.at(-1)?.includes("%") || head.length < 8) return sheet;
  const rows = [head, ...alignPoints(body)];
  const needed = head.reduce(
    (sum, _, c) => sum + 2 + Math.max(...rows.map((row) => textWidth(row[c] ?? ""))),
    -2,
  );
  if (needed <= width) return sheet;
  return { ...sheet, head: head.slice(0, -1), body: body.map((row) => row.slice(0, -1)) };
}

/** Pads numbers on the right so that, in each column, the points stand below each other. */
function alignPoints(rows: readonly (readonly string[])[]): string[][] {
  const after = (cell: string): number => {
    const match = /^[(<]?[−+]?[\d,]+(\.\d+)?(e[−+]?\d+)?\)?$/.exec(cell);
    if (!match) return 0;
    const point = cell.search(/[.e)]|$/);
    return cell.length - point;
  };
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widest = Array.from({ length: columns }, (_, c) =>
    c === 0 ? 0 : Math.max(0, ...rows.map((row) => after(row[c] ?? ""))),
  );
  const isNumber = (cell: string): boolean => /\d/.test(cell);
  return rows.map((row) =>
    row.map((cell, c) => (c === 0 || !isNumber(cell) ? cell : cell + " ".repeat(widest[c]! - after(cell)))),
  );
}
