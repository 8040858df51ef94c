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
 * Note: levels with no positive outcome go before singletons, so that every row separated by an effect is reported as
 * separated, also where it is alone in its level.
 * Source: Correia (2015) on singletons; Correia, Guimarães and Zylkin (2020), Stata Journal 20(1), on levels.
 */
export function keepRows(design: Design, excluded: Uint8Array, separatedLevels: boolean): void {
  const { nObs, y, weights, effects } = design;
  for (let n = 0; n < nObs; n++) {
    if (excluded[n] === ExcludedRow.used && weights && weights[n] === 0) excluded[n] = ExcludedRow.zeroWeight;
  }
  const factors = effects.filter((e) => !e.slopesOnly);
  const counts = factors.map((f) => new Int32Array(f.nLevels));
  for (let again = true; again && separatedLevels; ) {
    again = false;
    for (const [k, { codes }] of factors.entries()) {
      const positive = counts[k].fill(0);
      for (let n = 0; n < nObs; n++) if (excluded[n] === 0 && y[n] > 0) positive[codes[n]]++;
      for (let n = 0; n < nObs; n++) {
        if (excluded[n] !== 0 || positive[codes[n]] > 0) continue;
        excluded[n] = ExcludedRow.separatedLevel;
        again = factors.length > 1;
      }
    }
  }
  for (let again = true; again; ) {
    again = false;
    for (const [k, { codes }] of factors.entries()) {
      const rows = counts[k].fill(0);
      for (let n = 0; n < nObs; n++) if (excluded[n] === 0) rows[codes[n]]++;
      for (let n = 0; n < nObs; n++) {
        if (excluded[n] !== 0 || rows[codes[n]] > 1) continue;
        excluded[n] = ExcludedRow.singleton;
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
