/**
 * Laying out plain text in columns: widths, wrapping, padding, tables, and the few styles of a terminal.
 * @module
 */

/** Columns that a text takes in a terminal: combining marks none, East Asian wide characters and emoji two. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue;
    width += isWide(character.codePointAt(0)!) ? 2 : 1;
  }
  return width;
}

function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  );
}

/** The word in pieces of at most `width` columns, so that a long address or an unbroken script cannot run over. */
function pieces(word: string, width: number): string[] {
  if (textWidth(word) <= width) return [word];
  const out: string[] = [];
  let piece = "";
  for (const character of word) {
    if (piece !== "" && textWidth(piece + character) > width) {
      out.push(piece);
      piece = "";
    }
    piece += character;
  }
  return [...out, piece];
}

/** Lines of at most `width` columns, broken at spaces (not at no-break spaces). Never empty. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/[ \n\t]+/).filter((w) => w !== "")) {
    for (const piece of pieces(word, Math.max(1, width))) {
      if (line === "") line = piece;
      else if (textWidth(line) + 1 + textWidth(piece) <= width) line += ` ${piece}`;
      else {
        lines.push(line);
        line = piece;
      }
    }
  }
  return [...lines, line];
}

/** A paragraph whose first line starts with `first` and whose others are led by as many spaces. */
export function hanging(first: string, text: string, width: number): string[] {
  const lead = textWidth(first);
  return wrap(text, width - lead).map((line, n) => (n === 0 ? first : " ".repeat(lead)) + line);
}

export function pad(text: string, width: number, align: "left" | "right" = "left"): string {
  const gap = " ".repeat(Math.max(0, width - textWidth(text)));
  return align === "left" ? text + gap : gap + text;
}

/** The text cut to `width` columns, with an ellipsis where it was cut. */
export function clip(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let out = "";
  for (const character of text) {
    if (textWidth(out + character) > width - 1) break;
    out += character;
  }
  return `${out.trimEnd()}…`;
}

export interface TextColumn {
  readonly width: number;
  readonly align?: "left" | "right";
}

/** One row of a table whose cells are lists of lines; two spaces between columns, none at the end of a line. */
export function tableRow(cells: readonly (readonly string[])[], columns: readonly TextColumn[]): string[] {
  const height = Math.max(1, ...cells.map((cell) => cell.length));
  return Array.from({ length: height }, (_, n) =>
    columns
      .map((column, c) => pad(cells[c]?.[n] ?? "", column.width, column.align))
      .join("  ")
      .trimEnd(),
  );
}

/** Styles of a terminal; each returns its text unchanged when colour is off. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly accent: (text: string) => string;
}

const style =
  (on: boolean, open: number, close: number) =>
  (text: string): string =>
    on && text !== "" ? `\u001b[${open}m${text}\u001b[${close}m` : text;

/** Bold, dim and one accent (cyan, legible on light and dark grounds). */
export function paint(colour: boolean): Paint {
  return { bold: style(colour, 1, 22), dim: style(colour, 2, 22), accent: style(colour, 36, 39) };
}
