/**
 * Passes over the rows of an absorption plan: each visits every row once, group by group, so that the eliminated
 * effect costs nothing extra. In matrix words: D has one column an unknown, P one a level of the eliminated effect,
 * W is diagonal with the weights, M = I − P (P'WP)⁻¹ P'W takes weighted group means out.
 * @module
 */
import type { AbsorbPlan } from "./absorb-plan.js";
import { emptyForest, type Forest, factorForest, hangOn } from "./forest-preconditioner.js";

/** Weights in visiting order, with what passes need of them. */
export interface AbsorbWeights {
  /** Length nObs, >= 0. */
  readonly w: Float64Array;
  /** One over the sum of weights of each group; 0 where there is no eliminated effect or no weight. */
  readonly groupInverse: Float64Array;
  /** Preconditioner of D'WMD. */
  readonly forest: Forest;
}

/**
 * Group sums and the preconditioner of weights w.
 *
 * @param into arrays to reuse, from an earlier call on the same plan; its tree is kept unless `replant`
 */
export function prepareWeights(
  plan: AbsorbPlan,
  w: Float64Array,
  into?: AbsorbWeights,
  replant = false,
): AbsorbWeights {
  const { starts, unknowns, multipliers, nUnknowns, eliminated } = plan;
  const width = plan.rest.length;
  const nGroups = starts.length - 1;
  const groupInverse = into?.groupInverse ?? new Float64Array(nGroups);
  const forest = into?.forest ?? emptyForest(nUnknowns);
  for (let g = 0; g < nGroups; g++) {
    let sum = 0;
    for (let n = starts[g]; n < starts[g + 1]; n++) sum += w[n];
    groupInverse[g] = eliminated < 0 || !(sum > 0) ? 0 : 1 / sum;
  }
  const weights = { w, groupInverse, forest };
  if (width > 1 && (!into || replant)) plant(plan, weights);
  const { parent, coupling, diagonal } = forest;
  diagonal.fill(0);
  coupling.fill(0);
  const two = width === 2 && !multipliers;
  const three = width === 3 && !multipliers;
  for (let g = 0; g < nGroups; g++) {
    for (let n = starts[g]; n < starts[g + 1]; n++) {
      const share = shareOf(w[n], groupInverse[g]);
      if (two) {
        const u1 = unknowns[2 * n];
        const u2 = unknowns[2 * n + 1];
        diagonal[u1] += share;
        diagonal[u2] += share;
        if (parent[u1] === u2) coupling[u1] += share;
        else if (parent[u2] === u1) coupling[u2] += share;
        continue;
      }
      if (three) {
        const [u1, u2, u3] = [unknowns[3 * n], unknowns[3 * n + 1], unknowns[3 * n + 2]];
        diagonal[u1] += share;
        diagonal[u2] += share;
        diagonal[u3] += share;
        if (parent[u1] === u2 || parent[u1] === u3) coupling[u1] += share;
        if (parent[u2] === u1 || parent[u2] === u3) coupling[u2] += share;
        if (parent[u3] === u1 || parent[u3] === u2) coupling[u3] += share;
        continue;
      }
      const last = (n + 1) * width;
      for (let p = n * width; p < last; p++) {
        const u = unknowns[p];
        const m = multipliers ? share * multipliers[p] : share;
        diagonal[u] += multipliers ? m * multipliers[p] : m;
        const up = parent[u];
        if (up < 0) continue;
        for (let q = n * width; q < last; q++) {
          if (unknowns[q] === up && q !== p) coupling[u] += multipliers ? m * multipliers[q] : m;
        }
      }
    }
  }
  factorForest(forest);
  return weights;
}

/** Weight that a row keeps once its group's mean is out; rounding must not leave a tiny negative. */
function shareOf(w: number, inverse: number): number {
  return Math.max(0, w * (1 - w * inverse));
}

/** Finds for each unknown the partner that shares its heaviest row. */
function plant(plan: AbsorbPlan, { w, groupInverse, forest }: AbsorbWeights): void {
  const { starts, unknowns, multipliers, nUnknowns } = plan;
  const width = plan.rest.length;
  const best = new Float64Array(nUnknowns);
  const partner = new Int32Array(nUnknowns).fill(-1);
  for (let g = 0; g + 1 < starts.length; g++) {
    for (let n = starts[g]; n < starts[g + 1]; n++) {
      const share = shareOf(w[n], groupInverse[g]);
      for (let p = n * width; p < (n + 1) * width; p++) {
        for (let q = n * width; q < (n + 1) * width; q++) {
          const strength = multipliers ? Math.abs(share * multipliers[p] * multipliers[q]) : share;
          if (p === q || !(strength > best[unknowns[p]])) continue;
          best[unknowns[p]] = strength;
          partner[unknowns[p]] = unknowns[q];
        }
      }
    }
  }
  hangOn(forest, partner);
}

/**
 * V becomes M V, in place, and out = D'WM V, for c columns side by side.
 *
 * @param v   row-major (nObs × c), sorted
 * @param out one array of nUnknowns a column, overwritten
 */
export function gatherInto(
  plan: AbsorbPlan,
  weights: AbsorbWeights,
  v: Float64Array,
  out: readonly Float64Array[],
): void {
  const { starts, unknowns, multipliers } = plan;
  const { w, groupInverse } = weights;
  const width = plan.rest.length;
  const c = out.length;
  for (const column of out) column.fill(0);
  for (let g = 0; g + 1 < starts.length; g++) {
    const first = starts[g];
    const last = starts[g + 1];
    for (let j = 0; j < c; j++) {
      const column = out[j];
      let mean = 0;
      for (let n = first; n < last; n++) mean += w[n] * v[n * c + j];
      mean *= groupInverse[g];
      for (let n = first; n < last; n++) {
        const value = v[n * c + j] - mean;
        v[n * c + j] = value;
        const t = w[n] * value;
        for (let q = n * width; q < (n + 1) * width; q++) {
          column[unknowns[q]] += multipliers ? t * multipliers[q] : t;
        }
      }
    }
  }
}

/**
 * V becomes M (V − D a), in place: what is left of columns once the effects with coefficients a, and the eliminated
 * effect at its best, are taken out.
 *
 * @param a one array of nUnknowns a column
 * @param v row-major (nObs × c), sorted
 */
export function residualInto(
  plan: AbsorbPlan,
  weights: AbsorbWeights,
  a: readonly Float64Array[],
  v: Float64Array,
): void {
  const { starts, unknowns, multipliers } = plan;
  const { w, groupInverse } = weights;
  const width = plan.rest.length;
  const c = a.length;
  for (let g = 0; g + 1 < starts.length; g++) {
    const first = starts[g];
    const last = starts[g + 1];
    for (let j = 0; j < c; j++) {
      const column = a[j];
      let mean = 0;
      for (let n = first; n < last; n++) {
        let value = v[n * c + j];
        for (let q = n * width; q < (n + 1) * width; q++) {
          value -= multipliers ? multipliers[q] * column[unknowns[q]] : column[unknowns[q]];
        }
        v[n * c + j] = value;
        mean += w[n] * value;
      }
      mean *= groupInverse[g];
      for (let n = first; n < last; n++) v[n * c + j] -= mean;
    }
  }
}

/**
 * out = D'WMD a for several columns: the normal equations' matrix, never formed.
 *
 * Plain version: v[n] = Σ_q a[u(n,q)]; v −= weighted group mean; out[u(n,q)] += w[n] v[n]. Columns are arrays of
 * their own and take turns within a group, whose rows stay in the cache: three cost little more than one.
 * @param a       one array of nUnknowns a column
 * @param out     the same, overwritten
 * @param scratch at least largestGroup
 */
export function applyInto(
  plan: AbsorbPlan,
  { w, groupInverse }: AbsorbWeights,
  a: readonly Float64Array[],
  out: readonly Float64Array[],
  scratch: Float64Array,
): void {
  const { starts, unknowns, straight, multipliers, rest } = plan;
  const two = rest.length === 2 && !multipliers;
  const three = rest.length === 3 && !multipliers;
  for (const column of out) column.fill(0);
  for (let g = 0; g + 1 < starts.length; g++) {
    const first = starts[g];
    const last = starts[g + 1];
    const inverse = groupInverse[g];
    for (let j = 0; j < a.length; j++) {
      if (straight[g] === 1) {
        const u1 = unknowns[2 * first];
        const u2 = unknowns[2 * first + 1];
        straightGroup(u1, u2, first, last, w, inverse, a[j], out[j], scratch);
      } else if (two) pairGroup(unknowns, first, last, w, inverse, a[j], out[j], scratch);
      else if (three) tripleGroup(unknowns, first, last, w, inverse, a[j], out[j], scratch);
      else anyGroup(plan, first, last, w, inverse, a[j], out[j], scratch);
    }
  }
}

/** Adds D' values over the rows of group g; values[0] belongs to its first row. */
export function scatterGroup(
  { starts, unknowns, straight, multipliers, rest }: AbsorbPlan,
  g: number,
  values: Float64Array,
  out: Float64Array,
): void {
  const first = starts[g];
  const size = starts[g + 1] - first;
  const width = rest.length;
  if (straight[g] === 1) {
    const u1 = unknowns[2 * first];
    const u2 = unknowns[2 * first + 1];
    for (let s = 0; s < size; s++) {
      out[u1 + s] += values[s];
      out[u2 + s] += values[s];
    }
    return;
  }
  for (let s = 0, q = first * width; s < size; s++) {
    for (let end = q + width; q < end; q++)
      out[unknowns[q]] += multipliers ? values[s] * multipliers[q] : values[s];
  }
}

/** A group that steps through both unknowns one by one, as the years of a pair do: no index is read. */
function straightGroup(
  u1: number,
  u2: number,
  first: number,
  last: number,
  w: Float64Array,
  inverse: number,
  a: Float64Array,
  out: Float64Array,
  scratch: Float64Array,
): void {
  const size = last - first;
  let mean = 0;
  for (let s = 0; s < size; s++) {
    const value = a[u1 + s] + a[u2 + s];
    scratch[s] = value;
    mean += w[first + s] * value;
  }
  mean *= inverse;
  for (let s = 0; s < size; s++) {
    const t = w[first + s] * (scratch[s] - mean);
    out[u1 + s] += t;
    out[u2 + s] += t;
  }
}

/** Two blocks of intercepts: the gravity panel's exporter-year and importer-year. */
function pairGroup(
  unknowns: Int32Array,
  first: number,
  last: number,
  w: Float64Array,
  inverse: number,
  a: Float64Array,
  out: Float64Array,
  scratch: Float64Array,
): void {
  let mean = 0;
  for (let n = first, s = 0; n < last; n++, s++) {
    const value = a[unknowns[2 * n]] + a[unknowns[2 * n + 1]];
    scratch[s] = value;
    mean += w[n] * value;
  }
  mean *= inverse;
  for (let n = first, s = 0; n < last; n++, s++) {
    const t = w[n] * (scratch[s] - mean);
    out[unknowns[2 * n]] += t;
    out[unknowns[2 * n + 1]] += t;
  }
}

/** Three blocks of intercepts: four effects in all. */
function tripleGroup(
  unknowns: Int32Array,
  first: number,
  last: number,
  w: Float64Array,
  inverse: number,
  a: Float64Array,
  out: Float64Array,
  scratch: Float64Array,
): void {
  let mean = 0;
  for (let n = first, s = 0, q = 3 * first; n < last; n++, s++, q += 3) {
    const value = a[unknowns[q]] + a[unknowns[q + 1]] + a[unknowns[q + 2]];
    scratch[s] = value;
    mean += w[n] * value;
  }
  mean *= inverse;
  for (let n = first, s = 0, q = 3 * first; n < last; n++, s++, q += 3) {
    const t = w[n] * (scratch[s] - mean);
    out[unknowns[q]] += t;
    out[unknowns[q + 1]] += t;
    out[unknowns[q + 2]] += t;
  }
}

function anyGroup(
  { unknowns, multipliers, rest }: AbsorbPlan,
  first: number,
  last: number,
  w: Float64Array,
  inverse: number,
  a: Float64Array,
  out: Float64Array,
  scratch: Float64Array,
): void {
  const width = rest.length;
  let mean = 0;
  for (let n = first, s = 0; n < last; n++, s++) {
    let value = 0;
    for (let q = n * width; q < (n + 1) * width; q++) {
      value += multipliers ? multipliers[q] * a[unknowns[q]] : a[unknowns[q]];
    }
    scratch[s] = value;
    mean += w[n] * value;
  }
  mean *= inverse;
  for (let n = first, s = 0; n < last; n++, s++) {
    const t = w[n] * (scratch[s] - mean);
    for (let q = n * width; q < (n + 1) * width; q++) {
      out[unknowns[q]] += multipliers ? t * multipliers[q] : t;
    }
  }
}
