/**
 * Parameters of a regression with absorbed effects.
 * @module
 */
import type { DesignFactor } from "./design.js";

export interface CountedEffect extends DesignFactor {
  readonly nSlopes: number;
  readonly slopesOnly: boolean;
}

/** K = k + Σ levels − (effects − 1), slopes counted by level; redundancies beyond one an effect are not looked for. */
export function countParameters(
  nRegressors: number,
  effects: readonly CountedEffect[],
  nestedIn: readonly DesignFactor[],
): number {
  let total = nRegressors;
  let intercepts = 0;
  for (const effect of effects) {
    const used = usedLevels(effect);
    total += used * effect.nSlopes;
    if (effect.slopesOnly) continue;
    intercepts++;
    const nested = nestedIn.some((cluster) => isNested(effect, cluster));
    total += nested ? 1 : used;
  }
  return total - Math.max(0, intercepts - 1);
}

/** Levels with a row. */
export function usedLevels({ codes, nLevels }: DesignFactor): number {
  const seen = new Uint8Array(nLevels);
  let used = 0;
  for (const code of codes) {
    if (!seen[code]) used++;
    seen[code] = 1;
  }
  return used;
}

/** Whether each level of the effect lies in one cluster. */
function isNested(effect: DesignFactor, cluster: DesignFactor): boolean {
  const owner = new Int32Array(effect.nLevels).fill(-1);
  for (let n = 0; n < effect.codes.length; n++) {
    const level = effect.codes[n];
    if (owner[level] < 0) owner[level] = cluster.codes[n];
    else if (owner[level] !== cluster.codes[n]) return false;
  }
  return true;
}
