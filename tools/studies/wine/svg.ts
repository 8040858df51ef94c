/**
 * The few marks that the charts of the study are made of, as SVG text.
 * @module
 */
export const INK = "#222";
export const QUIET = "#6b6b6b";
export const WINE = "#8a1c3b";
export const STONE = "#b9b4ac";

const n = (x: number): string => String(Number(x.toFixed(1)));
const escaped = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

export interface TextStyle {
  readonly anchor?: "start" | "middle" | "end";
  readonly fill?: string;
  readonly size?: number;
  readonly bold?: boolean;
  /** A rim of white, so that lines behind stay behind; default true. */
  readonly rim?: boolean;
}

export function text(x: number, y: number, words: string, style: TextStyle = {}): string {
  const { anchor = "start", fill = INK, size = 13, bold = false, rim = true } = style;
  const weight = bold ? ' font-weight="600"' : "";
  const edge = rim ? ' stroke="#fff" stroke-width="4" paint-order="stroke" stroke-linejoin="round"' : "";
  return `<text x="${n(x)}" y="${n(y)}" text-anchor="${anchor}" fill="${fill}" font-size="${size}"${weight}${edge}>${escaped(words)}</text>`;
}

export const bar = (x: number, y: number, width: number, height: number, fill: string): string =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(Math.max(0, width))}" height="${n(Math.max(0, height))}" fill="${fill}"/>`;

export const line = (x1: number, y1: number, x2: number, y2: number, stroke: string, dash = ""): string =>
  `<line x1="${n(x1)}" y1="${n(y1)}" x2="${n(x2)}" y2="${n(y2)}" stroke="${stroke}"${dash === "" ? "" : ` stroke-dasharray="${dash}"`}/>`;

export const dot = (x: number, y: number, fill: string): string =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="5" fill="${fill}"/>`;

/** A chart on white, with its title and what its figures are. */
export function chart(
  size: { width: number; height: number },
  title: string,
  about: string,
  marks: readonly string[],
): string {
  const { width, height } = size;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="system-ui, 'Segoe UI', Helvetica, Arial, sans-serif">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    text(20, 28, title, { size: 16, bold: true }),
    text(20, 48, about, { fill: QUIET }),
    ...marks,
    "</svg>",
    "",
  ].join("\n");
}
