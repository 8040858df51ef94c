/**
 * Covariance matrices: inverse information, heteroskedastic, clustered one- to four-way.
 * @module
 */
import { symmetricEigen } from "../kernel/index.js";
import type { DesignFactor, VcovOptions } from "./design.js";
import { type Levels, usedLevelsOf } from "./used-levels-of.js";

export interface VcovProblem {
  /** Inverse of X̃'WX̃ (k × k). */
  readonly bread: Float64Array;
  /** Regressors with the effects out, scaled (n × k, row-major). */
  readonly reduced: Float64Array;
  readonly k: number;
  /** What the regressors were divided by; the covariance is of coefficients on them as they were. */
  readonly scale: Float64Array;
  /** weight · (y − fitted), length n. */
  readonly score: Float64Array;
  /** Clusters in the rows' order: codes of length n. */
  readonly clusters: readonly DesignFactor[];
  /** Dispersion for "iid": 1 for PPML, SSR/(N − 1) for OLS. */
  readonly dispersion: number;
  /** Parameters that count, by fixest's rule. */
  readonly nParameters: number;
}

export interface Vcov {
  readonly matrix: Float64Array;
  /** Levels used by each cluster key. */
  readonly nClusters: readonly number[];
  readonly correction: string;
  readonly warnings: readonly string[];
}

/**
 * V = c · B (Σ_S ±M_S) B, B the bread, M_S the sum over cells of the keys in S of (Σ x̃ s)(Σ x̃ s)', signs by inclusion
 * and exclusion; a sum of several keys with a negative eigenvalue has that set to 0, in the units of the data, on which
 * the result depends.
 *
 * c: none 1; ppmlhdfe N/(N−1) for rows, Gmin/(Gmin−1) for clusters, 1 for iid; fixest the same times (N−1)/(N−K).
 * Source: Cameron, Gelbach and Miller (2011), J. Business & Economic Statistics 29(2), eq. 2.3 to 2.13.
 */
export function vcov(problem: VcovProblem, { kind, correction }: VcovOptions): Vcov {
  const { bread, k, scale, score, dispersion, nParameters, clusters } = problem;
  const n = score.length;
  const parameters = correction === "fixest" ? (n - 1) / (n - nParameters) : 1;
  const unscaled = (matrix: Float64Array, factor: number): Float64Array =>
    matrix.map((v, at) => (v * factor) / (scale[Math.floor(at / k)] * scale[at % k]));
  if (kind === "iid") {
    return {
      matrix: unscaled(bread, dispersion * parameters),
      nClusters: [],
      correction: words(kind, correction),
      warnings: [],
    };
  }
  const keys = kind === "hetero" ? [] : clusters;
  const { meat, nClusters } =
    keys.length === 0 ? { meat: rowMeat(problem), nClusters: [] } : cellMeat(problem, keys);
  const fewest = keys.length === 0 ? n : Math.min(...nClusters);
  const factor = correction === "none" ? 1 : (fewest / (fewest - 1)) * parameters;
  let matrix = unscaled(sandwich(bread, meat, k), factor);
  const warnings: string[] = [];
  if (keys.length > 1) {
    const fixed = positive(matrix, k);
    if (fixed) {
      matrix = fixed;
      warnings.push(
        "The multiway covariance had a negative eigenvalue, set to 0 (Cameron, Gelbach and Miller 2011).",
      );
    }
  }
  if (keys.length > 0 && fewest < 2)
    warnings.push("A cluster key has a single level: no standard error exists.");
  return { matrix, nClusters, correction: words(kind, correction), warnings };
}

function words(kind: string, correction: string): string {
  if (correction === "none") return "none";
  const base = kind === "iid" ? "" : kind === "hetero" ? "N/(N-1)" : "Gmin/(Gmin-1)";
  if (correction === "ppmlhdfe") return `ppmlhdfe: ${base === "" ? "none for iid" : base}`;
  return `fixest: ${base === "" ? "" : `${base} times `}(N-1)/(N-K)`;
}

function rowMeat({ reduced, k, score }: VcovProblem): Float64Array {
  const meat = new Float64Array(k * k);
  for (let n = 0; n < score.length; n++) {
    const s = score[n] * score[n];
    for (let i = 0; i < k; i++)
      for (let j = 0; j <= i; j++) meat[i * k + j] += s * reduced[n * k + i] * reduced[n * k + j];
  }
  return mirror(meat, k);
}

function cellMeat(
  problem: VcovProblem,
  keys: readonly DesignFactor[],
): { meat: Float64Array; nClusters: number[] } {
  const { k } = problem;
  const meat = new Float64Array(k * k);
  const nClusters: number[] = [];
  for (let subset = 1; subset < 1 << keys.length; subset++) {
    const chosen = keys.filter((_, q) => (subset >> q) & 1);
    const cells = chosen.slice(1).reduce<Levels>((cell, key) => cross(cell, key), usedLevelsOf(chosen[0]));
    if (chosen.length === 1) nClusters.push(cells.nLevels);
    const sign = chosen.length % 2 === 1 ? 1 : -1;
    addCells(problem, cells, sign, meat);
  }
  return { meat: mirror(meat, k), nClusters };
}

/** Levels of two keys together, numbered as they come. */
function cross(a: Levels, b: Levels): Levels {
  const index = new Map<number, number>();
  const codes = a.codes.map((code, n) => {
    const key = code * b.nLevels + b.codes[n];
    const known = index.get(key);
    if (known !== undefined) return known;
    index.set(key, index.size);
    return index.size - 1;
  });
  return { codes, nLevels: index.size };
}

function addCells({ reduced, k, score }: VcovProblem, cells: Levels, sign: number, meat: Float64Array): void {
  const sums = new Float64Array(cells.nLevels * k);
  for (let n = 0; n < score.length; n++) {
    const at = cells.codes[n] * k;
    for (let j = 0; j < k; j++) sums[at + j] += score[n] * reduced[n * k + j];
  }
  for (let at = 0; at < sums.length; at += k) {
    for (let i = 0; i < k; i++)
      for (let j = 0; j <= i; j++) meat[i * k + j] += sign * sums[at + i] * sums[at + j];
  }
}

function mirror(matrix: Float64Array, k: number): Float64Array {
  for (let i = 0; i < k; i++) for (let j = 0; j < i; j++) matrix[j * k + i] = matrix[i * k + j];
  return matrix;
}

/** B M B for symmetric B and M. */
export function sandwich(bread: Float64Array, meat: Float64Array, k: number): Float64Array {
  const half = new Float64Array(k * k);
  const out = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++)
      for (let m = 0; m < k; m++) half[i * k + j] += bread[i * k + m] * meat[m * k + j];
  }
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++)
      for (let m = 0; m < k; m++) out[i * k + j] += half[i * k + m] * bread[m * k + j];
  }
  return out;
}

/** The matrix with negative eigenvalues set to 0; undefined where there are none. */
function positive(matrix: Float64Array, k: number): Float64Array | undefined {
  const { values, vectors } = symmetricEigen(matrix, k);
  if (!values.some((v) => v < 0)) return undefined;
  const out = new Float64Array(k * k);
  for (let m = 0; m < k; m++) {
    if (!(values[m] > 0)) continue;
    for (let i = 0; i < k; i++) {
      for (let j = 0; j < k; j++) out[i * k + j] += values[m] * vectors[i * k + m] * vectors[j * k + m];
    }
  }
  return out;
}
