/**
 * Whether a promise keeps itself.
 * @module
 */

/** What one side gets each period, in any one unit: all keep; it alone breaks; once trust is gone. */
export interface StagePayoffs {
  readonly keep: number;
  readonly cheat: number;
  readonly punished: number;
}

export interface Patience {
  /**
   * Least discount factor a period at which keeping is an equilibrium of the repeated game with reversion to `punished`
   * for ever: 0 where breaking does not pay even once; null where no patience suffices.
   */
  readonly least: number | null;
  /** What breaking gains in the period that it is done, and what it loses in each that follows. */
  readonly temptation: number;
  readonly lossAfter: number;
  readonly says: string;
}

/**
 * Keeping pays where keep/(1 − δ) ≥ cheat + δ punished/(1 − δ), that is δ ≥ (cheat − keep)/(cheat − punished).
 * Source: Friedman (1971), Rev. Econ. Stud. 38(1); Dixit (1987) for tariffs.
 */
export function leastPatience({ keep, cheat, punished }: StagePayoffs): Patience {
  const temptation = cheat - keep;
  const lossAfter = keep - punished;
  if (temptation <= 0) {
    return {
      least: 0,
      temptation,
      lossAfter,
      says: "Keeping serves it even once: the promise needs no patience.",
    };
  }
  if (lossAfter <= 0) {
    return {
      least: null,
      temptation,
      lossAfter,
      says: "What follows a breach is no worse for it than keeping: no patience makes the promise credible.",
    };
  }
  const least = temptation / (temptation + lossAfter);
  return {
    least,
    temptation,
    lossAfter,
    says: `Breaking gains once and loses in every period after: kept where next period counts for at least ${least.toFixed(3)} of this one.`,
  };
}
