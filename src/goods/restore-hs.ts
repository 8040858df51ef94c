import { chapters } from "./chapters.js";

/** A code of the Harmonized System as a file wrote it, put right. */
export interface RestoredHs {
  /** Two, four or six digits; "TOTAL" for all goods together. */
  readonly code: string;
  readonly digits: 0 | 2 | 4 | 6;
  /** The file had lost the leading zero. */
  readonly restored: boolean;
  /** Goods that no heading names: chapter 99 and 9999AA ("not specified according to kind"), chapter 98, national uses. */
  readonly unspecified: boolean;
}

const known: ReadonlySet<string> = new Set(chapters.map(([chapter]) => chapter));

/**
 * Puts back the leading zero that a spreadsheet or a program took: 1, 3 and 5 digits are 2, 4 and 6. Null where the
 * chapter does not exist (00, 77) or the text is no code: this looks at chapters, not at each vintage's subheadings.
 *
 * Source: CEPII's description of BACI warns of the lost zero; UN Comtrade writes TOTAL, and 9999AA or 999999.
 */
export function restoreHs(text: string): RestoredHs | null {
  const cell = text.trim();
  if (cell === "TOTAL") return { code: cell, digits: 0, restored: false, unspecified: false };
  if (cell === "9999AA") return { code: "999999", digits: 6, restored: false, unspecified: true };
  if (!/^\d{1,6}$/.test(cell)) return null;
  const restored = cell.length % 2 === 1;
  const code = restored ? `0${cell}` : cell;
  const chapter = code.slice(0, 2);
  const unspecified = chapter === "98" || chapter === "99";
  if (!unspecified && !known.has(chapter)) return null;
  return { code, digits: code.length as 2 | 4 | 6, restored, unspecified };
}

/** Years of the vintages, by the letter codes of UN Comtrade (H0 to H6) and the file names of BACI (HS92 to HS22). */
const vintages: Readonly<Record<string, number>> = {
  H0: 1992,
  H1: 1996,
  H2: 2002,
  H3: 2007,
  H4: 2012,
  H5: 2017,
  H6: 2022,
  HS92: 1992,
  HS96: 1996,
  HS02: 2002,
  HS07: 2007,
  HS12: 2012,
  HS17: 2017,
  HS22: 2022,
};

/** The vintage that "H4", "HS12" or "2012" names, or null. */
export function hsVintage(text: string): number | null {
  const cell = text.trim().toUpperCase();
  const named = Object.hasOwn(vintages, cell) ? vintages[cell] : undefined;
  if (named !== undefined) return named;
  return Object.values(vintages).includes(Number(cell)) ? Number(cell) : null;
}
