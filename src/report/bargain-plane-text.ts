/**
 * Curves and marked points in a plane of characters, for a terminal.
 * @module
 */
import type { BargainPicture } from "../contracts/bargain.js";
import { axisText, letteredMarks, pictureRange } from "./bargain-words.js";
import { oneLine } from "./escape.js";
import { hanging, type Paint, pad, textWidth, wrap } from "./text-layout.js";

const strokes = ["·", "+", "×", "∘"];
const height = 15;

/** The plane with its axes, then a key to curves and letters. At most `width` columns. */
export function planeLines(picture: BargainPicture, width: number, paint: Paint): string[] {
  const { x, y } = pictureRange(picture);
  const ends = [axisText(y[1], picture.y.unit), axisText(y[0], picture.y.unit)];
  const margin = Math.max(...ends.map(textWidth));
  const columns = Math.min(64, width - margin - 2);
  const grid = Array.from({ length: height }, () => new Array<string>(columns).fill(" "));
  const place = (px: number, py: number): readonly [number, number] => [
    Math.round(((px - x[0]) / (x[1] - x[0])) * (columns - 1)),
    Math.round(((y[1] - py) / (y[1] - y[0])) * (height - 1)),
  ];
  const put = (px: number, py: number, character: string): void => {
    const [column, row] = place(px, py);
    if (grid[row]?.[column] !== undefined) grid[row][column] = character;
  };
  const zero = place(0, 0);
  if (x[0] < 0 && x[1] > 0) for (const row of grid) row[zero[0]] = "╎";
  if (y[0] < 0 && y[1] > 0) grid[zero[1]]!.fill("╌");
  picture.curves.forEach(({ points }, k) => {
    points.slice(1).forEach((to, n) => {
      const from = points[n]!;
      const steps = 2 * columns;
      for (let s = 0; s <= steps; s++) {
        const w = s / steps;
        put(from[0] + w * (to[0] - from[0]), from[1] + w * (to[1] - from[1]), strokes[k % strokes.length]!);
      }
    });
  });
  const lettered = letteredMarks(picture);
  for (const { letter, mark } of [...lettered].reverse()) put(mark.x, mark.y, letter);
  const lines = wrap(oneLine(picture.title), width).map(paint.bold);
  lines.push(paint.dim(`↑ ${oneLine(picture.y.name)}`));
  grid.forEach((row, r) => {
    const label = r === 0 ? ends[0]! : r === height - 1 ? ends[1]! : "";
    lines.push(`${paint.dim(`${pad(label, margin, "right")} │`)}${row.join("").trimEnd()}`);
  });
  lines.push(paint.dim(`${" ".repeat(margin)} └${"─".repeat(columns)}`));
  const [left, right] = [axisText(x[0], picture.x.unit), axisText(x[1], picture.x.unit)];
  lines.push(paint.dim(`${" ".repeat(margin + 2)}${left}${pad(right, columns - textWidth(left), "right")}`));
  lines.push(paint.dim(pad(`${oneLine(picture.x.name)} →`, margin + 2 + columns, "right").slice(0, width)));
  picture.curves.forEach(({ name }, k) => {
    lines.push(...hanging(`  ${strokes[k % strokes.length]!.repeat(2)} `, oneLine(name), width));
  });
  for (const { letter, says } of lettered) lines.push(...hanging(`  ${letter}  `, oneLine(says), width));
  return lines;
}
