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
  for (let g = 0; g < nGroups; g++) {
    for (let n = starts[g]; n < starts[g + 1]; n++) {
      const share = shareOf(w[n], groupInverse[g]);
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
 * out = D'WM V for c columns side by side.
 *
 * @param v   row-major (nObs × c), sorted
 * @param out nUnknowns × c, overwritten
 */
export function gatherInto(
  plan: AbsorbPlan,
  weights: AbsorbWeights,
  v: Float64Array,
  c: number,
  out: Float64Array,
): void {
  const { starts, unknowns, multipliers } = plan;
  const { w, groupInverse } = weights;
  const width = plan.rest.length;
  const mean = new Float64Array(c);
  out.fill(0);
  for (let g = 0; g + 1 < starts.length; g++) {
    const first = starts[g];
    const last = starts[g + 1];
    mean.fill(0);
    for (let n = first; n < last; n++) for (let j = 0; j < c; j++) mean[j] += w[n] * v[n * c + j];
    for (let j = 0; j < c; j++) mean[j] *= groupInverse[g];
    for (let n = first; n < last; n++) {
      for (let q = n * width; q < (n + 1) * width; q++) {
        const m = multipliers ? w[n] * multipliers[q] : w[n];
        const u = unknowns[q] * c;
        for (let j = 0; j < c; j++) out[u + j] += m * (v[n * c + j] - mean[j]);
      }
    }
  }
}

/**
 * V becomes M (V − D a), in place: what is left of c columns once the effects with coefficients a, and the eliminated
 * effect at its best, are taken out.
 */
export function residualInto(
  plan: AbsorbPlan,
  weights: AbsorbWeights,
  a: Float64Array,
  c: number,
  v: Float64Array,
): void {
  const { starts, unknowns, multipliers } = plan;
  const { w, groupInverse } = weights;
  const width = plan.rest.length;
  const mean = new Float64Array(c);
  for (let g = 0; g + 1 < starts.length; g++) {
    const first = starts[g];
    const last = starts[g + 1];
    mean.fill(0);
    for (let n = first; n < last; n++) {
      for (let q = n * width; q < (n + 1) * width; q++) {
        const m = multipliers ? multipliers[q] : 1;
        const u = unknowns[q] * c;
        for (let j = 0; j < c; j++) v[n * c + j] -= m * a[u + j];
      }
      for (let j = 0; j < c; j++) mean[j] += w[n] * v[n * c + j];
    }
    for (let j = 0; j < c; j++) mean[j] *= groupInverse[g];
    for (let n = first; n < last; n++) for (let j = 0; j < c; j++) v[n * c + j] -= mean[j];
  }
}

/**
 * out = D'WMD a for c columns side by side: the normal equations' matrix, never formed.
 *
 * Plain version: v[n] = Σ_q a[u(n,q)]; v −= weighted group mean; out[u(n,q)] += w[n] v[n].
 * @param a       nUnknowns × c
 * @param out     nUnknowns × c, overwritten
 * @param scratch at least largestGroup × c
 */
export function applyInto(
  plan: AbsorbPlan,
  weights: AbsorbWeights,
  a: Float64Array,
  c: number,
  out: Float64Array,
  scratch: Float64Array,
): void {
  if (plan.rest.length === 2 && !plan.multipliers) applyPair(plan, weights, a, c, out, scratch);
  else applyAny(plan, weights, a, c, out, scratch);
}

/** Two blocks of intercepts: the gravity panel's exporter-year and importer-year. */
function applyPair(
  { starts, unknowns }: AbsorbPlan,
  { w, groupInverse }: AbsorbWeights,
  a: Float64Array,
  c: number,
  out: Float64Array,
  scratch: Float64Array,
): void {
  const mean = new Float64Array(c);
  out.fill(0);
  for (let g = 0; g + 1 < starts.length; g++) {
    const first = starts[g];
    const last = starts[g + 1];
    mean.fill(0);
    for (let n = first, s = 0; n < last; n++) {
      const u1 = unknowns[2 * n] * c;
      const u2 = unknowns[2 * n + 1] * c;
      const weight = w[n];
      for (let j = 0; j < c; j++, s++) {
        const value = a[u1 + j] + a[u2 + j];
        scratch[s] = value;
        mean[j] += weight * value;
      }
    }
    const inverse = groupInverse[g];
    for (let j = 0; j < c; j++) mean[j] *= inverse;
    for (let n = first, s = 0; n < last; n++) {
      const u1 = unknowns[2 * n] * c;
      const u2 = unknowns[2 * n + 1] * c;
      const weight = w[n];
      for (let j = 0; j < c; j++, s++) {
        const t = weight * (scratch[s] - mean[j]);
        out[u1 + j] += t;
        out[u2 + j] += t;
      }
    }
  }
}

function applyAny(
  { starts, unknowns, multipliers, rest }: AbsorbPlan,
  { w, groupInverse }: AbsorbWeights,
  a: Float64Array,
  c: number,
  out: Float64Array,
  scratch: Float64Array,
): void {
  const width = rest.length;
  const mean = new Float64Array(c);
  out.fill(0);
  for (let g = 0; g + 1 < starts.length; g++) {
    const first = starts[g];
    const last = starts[g + 1];
    mean.fill(0);
    for (let n = first, s = 0; n < last; n++, s += c) {
      for (let j = 0; j < c; j++) {
        let value = 0;
        for (let q = n * width; q < (n + 1) * width; q++) {
          value += multipliers ? multipliers[q] * a[unknowns[q] * c + j] : a[unknowns[q] * c + j];
        }
        scratch[s + j] = value;
        mean[j] += w[n] * value;
      }
    }
    for (let j = 0; j < c; j++) mean[j] *= groupInverse[g];
    for (let n = first, s = 0; n < last; n++, s += c) {
      for (let j = 0; j < c; j++) {
        const t = w[n] * (scratch[s + j] - mean[j]);
        for (let q = n * width; q < (n + 1) * width; q++) {
          out[unknowns[q] * c + j] += multipliers ? t * multipliers[q] : t;
        }
      }
    }
  }
}
