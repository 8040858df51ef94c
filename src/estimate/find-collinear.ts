/**
 * Regressors that others, or the absorbed effects, already say.
 * @module
 */
import { absorbColumns, choleskyInOrder, groupNorms, prepareWeights } from "../kernel/index.js";
import type { Arranged } from "./arrange.js";

/** A pivot below this share of a column's own sum of squares counts as zero. */
export const collinearShare = 1e-12;

export interface CollinearColumn {
  /** Position among the columns given. */
  readonly column: number;
  /** Positions of the columns that it combines; none: the effects alone. */
  readonly combines: readonly number[];
}

export interface Independence {
  readonly collinear: readonly CollinearColumn[];
  /** Columns with the effects partly out (n × k). */
  readonly reduced: Float64Array;
  readonly passes: number;
}

/**
 * Takes the effects out of all columns with equal weights (the span does not depend on weights), roughly at first and
 * to 1e-10 only where something comes out small, and reads dependence off a Cholesky factor in order.
 */
export function findCollinear(arranged: Arranged, onPass?: () => void): Independence {
  const { plan, x, k, weights } = arranged;
  const n = plan.nObs;
  const w = prepareWeights(plan, weights ?? new Float64Array(n).fill(1));
  const reduced = x.slice();
  const norm = groupNorms(plan, w, reduced, k);
  const scale = new Float64Array(k);
  for (let r = 0; r < n; r++) for (let j = 0; j < k; j++) scale[j] += w.w[r] * x[r * k + j] ** 2;
  let passes = 0;
  for (const tolerance of [1e-3, 1e-11]) {
    passes += absorbColumns(plan, w, reduced, k, { tolerance, norm, onPass }).passes;
    const gram = gramOf(reduced, w.w, k);
    const rough = choleskyInOrder(gram, k, tolerance === 1e-3 ? 1e-2 : collinearShare, scale);
    if (tolerance === 1e-3 && rough.dependent.includes(1)) continue;
    const collinear: CollinearColumn[] = [];
    for (let column = 0; column < k; column++) {
      if (!rough.dependent[column]) continue;
      const share = rough.combination(column);
      const combines = [...share.keys()].filter(
        (j) => j < column && share[j] ** 2 * gram[j * k + j] > 1e-8 * scale[column],
      );
      collinear.push({ column, combines });
    }
    return { collinear, reduced, passes };
  }
  return { collinear: [], reduced, passes };
}

/** X'WX (k × k) of row-major columns. */
export function gramOf(x: Float64Array, w: Float64Array, k: number): Float64Array {
  const gram = new Float64Array(k * k);
  for (let n = 0, at = 0; n < w.length; n++, at += k) {
    for (let i = 0; i < k; i++) {
      const t = w[n] * x[at + i];
      for (let j = 0; j <= i; j++) gram[i * k + j] += t * x[at + j];
    }
  }
  for (let i = 0; i < k; i++) for (let j = 0; j < i; j++) gram[j * k + i] = gram[i * k + j];
  return gram;
}

/** The chosen columns of a row-major matrix with k columns. */
export function keepColumns(x: Float64Array, k: number, kept: readonly number[]): Float64Array {
  if (kept.length === k) return x;
  const rows = k === 0 ? 0 : x.length / k;
  const out = new Float64Array(rows * kept.length);
  for (let n = 0; n < rows; n++) {
    for (let j = 0; j < kept.length; j++) out[n * kept.length + j] = x[n * k + kept[j]];
  }
  return out;
}
