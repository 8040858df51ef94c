/** A run of text on a page, in points from the lower left corner. */
export interface PdfItem {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly width: number;
}

interface Line {
  text: string;
  readonly x: number;
  readonly y: number;
  size: number;
  end: number;
}

export interface PdfParagraph {
  readonly text: string;
  readonly size: number;
  readonly page: number;
}

/**
 * Paragraphs of the pages of a PDF: runs joined to lines, lines to paragraphs where no wider gap, other size, indent or
 * short line parts them; words broken at the end of a line made whole; page numbers and lines that head or foot most
 * pages left out.
 */
export function pdfParagraphs(pages: readonly (readonly PdfItem[])[]): PdfParagraph[] {
  const lines = pages.map(linesOf);
  const running = runningLines(lines);
  const out: { text: string; size: number; page: number }[] = [];
  for (const [page, all] of lines.entries()) {
    const kept = all.filter(
      (line) => !running.has(runningKey(line.text)) && !/^[-–—\s\d/]*$/.test(line.text),
    );
    const gap = usualGap(kept);
    const left = Math.min(...kept.map((line) => line.x));
    const right = Math.max(...kept.map((line) => line.end));
    for (const [n, line] of kept.entries()) {
      const before = kept[n - 1];
      const last = out.at(-1);
      const joined =
        last !== undefined &&
        (before === undefined
          ? last.page === page - 1 &&
            Math.abs(last.size - line.size) < 0.6 &&
            /[\p{L}\p{N},;-]$/u.test(last.text)
          : Math.abs(before.size - line.size) < 0.6 &&
            !(before.y - line.y > 1.35 * gap) &&
            !(line.x > left + line.size && before.x <= left + 1) &&
            !(before.end < left + 0.6 * (right - left) && /[.!?:”"]$/.test(before.text)));
      if (joined) last.text = join(last.text, line.text);
      else out.push({ text: line.text, size: line.size, page });
      if (joined && before === undefined) last.page = page;
    }
  }
  return out.map(({ text, size, page }) => ({ text: text.replace(/\s+/g, " ").trim(), size, page }));
}

/** "liberal-" and "isation" are one word; "tariff-" and "Free" are not. */
const join = (before: string, after: string): string =>
  /\p{Ll}-$/u.test(before) && /^\p{Ll}/u.test(after) ? before.slice(0, -1) + after : `${before} ${after}`;

function linesOf(items: readonly PdfItem[]): Line[] {
  const lines: Line[] = [];
  for (const item of items) {
    if (item.text === "") continue;
    const line = lines.at(-1);
    const size = item.size > 0 ? item.size : (line?.size ?? 10);
    const same = line !== undefined && Math.abs(line.y - item.y) < 0.45 * Math.max(size, line.size);
    // A run far to the right on the same height stands in another column.
    if (same && item.x < line.end + 6 * size && item.x > line.end - 2 * size) {
      const apart = item.x > line.end + 0.15 * size && !/\s$/.test(line.text) && !/^\s/.test(item.text);
      line.text += apart ? ` ${item.text}` : item.text;
      line.end = Math.max(line.end, item.x + item.width);
      line.size = Math.max(line.size, size);
    } else if (item.text.trim() !== "")
      lines.push({ text: item.text, x: item.x, y: item.y, size, end: item.x + item.width });
  }
  return lines.map((line) => ({ ...line, text: line.text.trim() }));
}

/** The commonest distance from line to line. */
function usualGap(lines: readonly Line[]): number {
  const gaps = lines
    .slice(1)
    .map((line, n) => lines[n]!.y - line.y)
    .filter((gap) => gap > 0)
    .sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 3)] ?? Number.POSITIVE_INFINITY;
}

const runningKey = (text: string): string => text.replace(/\d+/g, "#");

/** First and last lines that most pages share. */
function runningLines(pages: readonly (readonly Line[])[]): ReadonlySet<string> {
  const count = new Map<string, number>();
  for (const lines of pages)
    for (const key of new Set(
      [...lines.slice(0, 2), ...lines.slice(-2)].map((line) => runningKey(line.text)),
    ))
      count.set(key, (count.get(key) ?? 0) + 1);
  return new Set(
    [...count].filter(([, times]) => times >= 3 && times > 0.5 * pages.length).map(([key]) => key),
  );
}
