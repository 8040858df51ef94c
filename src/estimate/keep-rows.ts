/**
 * Rows that can tell something: iterated exclusion of separated levels and of singletons.
 * @module
 */
import { type Design, ExcludedRow } from "./design.js";

/**
 * Marks rows with weight 0, rows in effect levels without a positive outcome (PPML: such a level's effect would be
 * minus infinity) and singletons (a level with one row fits it exactly), each round after round until nothing moves.
 *
 * @param excluded codes of ExcludedRow (nObs); rows marked already stay out; marked in place
 * Note: a zero alone in its level counts as separated, not as a singleton; a singleton says nothing about others, so
 * that levels which its exclusion leaves without a positive outcome were separated from the start.
 * Source: Correia (2015) on singletons; Correia, Guimarães and Zylkin (2020), Stata Journal 20(1), on levels.
 */
export function keepRows(design: Design, excluded: Uint8Array, separatedLevels: boolean): void {
  const { nObs, y, weights, effects } = design;
  for (let n = 0; n < nObs; n++) {
    if (excluded[n] === ExcludedRow.used && weights && weights[n] === 0) excluded[n] = ExcludedRow.zeroWeight;
  }
  const factors = effects.filter((e) => !e.slopesOnly);
  const counts = factors.map((f) => new Int32Array(f.nLevels));
  const positives = factors.map((f) => new Int32Array(f.nLevels));
  for (const [k, { codes }] of factors.entries()) {
    const rows = counts[k];
    const positive = positives[k];
    for (let n = 0; n < nObs; n++) {
      if (excluded[n] !== 0) continue;
      rows[codes[n]]++;
      if (y[n] > 0) positive[codes[n]]++;
    }
  }
  const leave = (n: number, code: number): void => {
    excluded[n] = code;
    for (let k = 0; k < factors.length; k++) {
      const level = factors[k].codes[n];
      counts[k][level]--;
      if (y[n] > 0) positives[k][level]--;
    }
  };
  let again = true;
  while (again) {
    again = false;
    for (let k = 0; k < factors.length; k++) {
      const { codes } = factors[k];
      const rows = counts[k];
      const positive = positives[k];
      for (let n = 0; n < nObs; n++) {
        if (excluded[n] !== 0) continue;
        const level = codes[n];
        if (rows[level] > 1 && positive[level] > 0) continue;
        if (separatedLevels && positive[level] === 0) leave(n, ExcludedRow.separatedLevel);
        else if (rows[level] === 1) leave(n, ExcludedRow.singleton);
        else continue;
        again = factors.length > 1;
      }
    }
  }
}

/** Rows still used, in order; null where that is all of them. */
export function usedRows(excluded: Uint8Array): Int32Array | null {
  let used = 0;
  for (const code of excluded) if (code === ExcludedRow.used) used++;
  if (used === excluded.length) return null;
  const rows = new Int32Array(used);
  for (let n = 0, at = 0; n < excluded.length; n++) if (excluded[n] === ExcludedRow.used) rows[at++] = n;
  return rows;
}
