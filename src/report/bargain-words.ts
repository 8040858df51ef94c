/**
 * The words of a bargain that its text, Markdown and HTML share.
 * @module
 */
import type { BargainMark, BargainPicture, BargainReport, BargainUnit } from "../contracts/bargain.js";
import {
  formatNumber,
  formatPercent,
  formatPlain,
  formatRate,
  formatTiny,
  formatUsdChange,
  NOT_AVAILABLE,
} from "./numbers.js";

/** A cell of a table as text; nothing where there is no figure. */
export function bargainCell(value: string | number | null, unit: BargainUnit): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (!Number.isFinite(value)) return NOT_AVAILABLE;
  if (unit === "percent") return formatPercent(value);
  if (unit === "rate") return formatRate(value);
  if (unit === "usd") return formatUsdChange(value);
  if (unit === "tiny") return formatTiny(value);
  return Number.isInteger(value) && Math.abs(value) < 1e4
    ? formatPlain(value)
    : formatNumber(value, { digits: Math.abs(value) < 10 ? 3 : 4 });
}

/** A place on an axis, in its unit. */
export function axisText(value: number, unit: "percent" | "rate"): string {
  return unit === "percent" ? formatPercent(value) : formatRate(value);
}

/** A letter for each mark of a picture, in the order of the key: marks at one place share one. */
export function letteredMarks(
  picture: BargainPicture,
): readonly { readonly letter: string; readonly mark: BargainMark; readonly says: string }[] {
  const { marks, x, y } = picture;
  const places: BargainMark[] = [];
  return marks.map((mark) => {
    let at = places.findIndex((other) => near(other.x, mark.x) && near(other.y, mark.y));
    if (at < 0) at = places.push(mark) - 1;
    return {
      letter: String.fromCharCode(65 + at),
      mark,
      says: `${mark.label} (${axisText(mark.x, x.unit)}, ${axisText(mark.y, y.unit)})`,
    };
  });
}

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * (1 + Math.abs(a) + Math.abs(b));

/** Ends of both axes: all that is drawn, zero where it is near, and a little air. */
export function pictureRange(picture: BargainPicture): {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
} {
  const points = [
    ...picture.curves.flatMap(({ points: p }) => p),
    ...picture.marks.map(({ x, y }) => [x, y] as const),
  ].filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
  const range = (place: 0 | 1): readonly [number, number] => {
    const values = points.map((p) => p[place]);
    let [low, high] = [Math.min(...values), Math.max(...values)];
    const span = high - low || Math.abs(high) || 1;
    if (low > 0 && low < 0.4 * span) low = 0;
    if (high < 0 && high > -0.4 * span) high = 0;
    return [low === 0 ? 0 : low - 0.06 * span, high + 0.06 * span];
  };
  return points.length === 0 ? { x: [0, 1], y: [0, 1] } : { x: range(0), y: range(1) };
}

/** What was asked, of which world, by which model, on one line. */
export function bargainDateline({ question, base, model, parameters }: BargainReport): string {
  const { theta, deficits } = parameters;
  return [
    question,
    `base ${base}`,
    `model ${model}`,
    `θ ${typeof theta === "number" ? formatPlain(theta) : theta}`,
    deficits === "removed" ? "deficits removed first" : "deficits held",
  ].join(" · ");
}
