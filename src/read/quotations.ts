import type { Quotation } from "./text-types.js";

const curly: Readonly<Record<string, string>> = { "“": "”", "«": "»", "„": "“" };

/** Quotations of a paragraph's text, in order; a mark without its partner is none. Marks are not part of them. */
function inParagraph(text: string, offset: number, out: Quotation[]): void {
  let open = -1;
  let closer = "";
  for (let n = 0; n < text.length; n++) {
    const c = text[n]!;
    if (open < 0) {
      if (c in curly) closer = curly[c]!;
      else if (c === '"' && !/[\p{L}\p{N}]/u.test(text[n - 1] ?? " ")) closer = '"';
      else if (c === "‘" && /\p{L}/u.test(text[n + 1] ?? "")) closer = "’";
      else continue;
      open = n + 1;
    } else if (c === closer) {
      // An apostrophe inside a quotation in single marks is followed by a letter.
      if (closer === "’" && /\p{L}/u.test(text[n + 1] ?? "")) continue;
      if (n > open) out.push({ start: offset + open, end: offset + n });
      open = -1;
    }
  }
  // A quotation that runs on into the next paragraph has no closing mark here.
  if (open >= 0 && closer === "”" && text.length - open > 3)
    out.push({ start: offset + open, end: offset + text.length });
}

/** All quotations of a text, paragraph by paragraph, in order. */
export function quotationsOf(text: string): Quotation[] {
  const out: Quotation[] = [];
  for (const line of text.matchAll(/[^\n]+/g)) inParagraph(line[0], line.index, out);
  return out;
}
