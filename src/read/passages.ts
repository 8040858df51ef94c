import type { Span } from "../contracts/reading.js";

/** Finds words in a text. */
export interface Passages {
  /** Where `words` stand first at or after `from`; null where they do not. */
  find(words: string, from?: number): Span | null;
  /** The text with nothing left that hides or reorders, for sending. */
  readonly visible: string;
}

const SAME: Readonly<Record<string, string>> = {
  "“": '"',
  "”": '"',
  "„": '"',
  "«": '"',
  "»": '"',
  "‘": "'",
  "’": "'",
  "`": "'",
  "–": "-",
  "—": "-",
  "‑": "-",
  "−": "-",
};

const invisible = /[\p{Cf}\p{Cc}]/u;

/** A text with marks in one form and white space in single blanks; `at[n]` is where character n stood. */
function levelled(text: string): { text: string; at: number[] } {
  let out = "";
  const at: number[] = [];
  for (let n = 0; n < text.length; n++) {
    const c = text[n]!;
    if (/\s/.test(c)) {
      if (out !== "" && !out.endsWith(" ")) {
        out += " ";
        at.push(n);
      }
      continue;
    }
    if (invisible.test(c)) continue;
    const same = c === "…" ? "..." : (SAME[c] ?? c);
    for (const part of same) {
      out += part;
      at.push(n);
    }
  }
  return { text: out, at };
}

/**
 * Finds passages that somebody copied out of `text`. What copying changes is allowed for (the form of quotation marks
 * and dashes, white space, a full stop at the end); words are not. Spans are always of the text as it is.
 */
export function passagesOf(text: string): Passages {
  const level = levelled(text);
  // Offsets into the levelled text by offsets into the text, for `from`.
  const levelAt = (offset: number): number => {
    let low = 0;
    let high = level.at.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (level.at[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const visible = [...text].filter((c) => c === "\n" || c === "\t" || !invisible.test(c)).join("");
  return {
    visible,
    find(words, from = 0) {
      const exact = words.trim() === "" ? -1 : text.indexOf(words, from);
      if (exact >= 0) return [exact, exact + words.length];
      const wanted = levelled(words).text.trim();
      for (const form of [wanted, wanted.replace(/^["']+|["'.,;:]+$/g, "")]) {
        const found = /[\p{L}\p{N}]/u.test(form) ? level.text.indexOf(form, levelAt(from)) : -1;
        if (found >= 0) return [level.at[found]!, level.at[found + form.length - 1]! + 1];
      }
      return null;
    },
  };
}
