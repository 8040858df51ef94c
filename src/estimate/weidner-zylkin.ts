/**
 * Bias of three-way PPML and standard errors that take it into account.
 * @module
 */
import { pairHessian, pseudoInverse } from "./pair-hessian.js";
import { correctedCovariance } from "./three-way-covariance.js";
import { sandwich } from "./vcov.js";

export interface ThreeWay {
  /** Rows in any one order; codes from 0. */
  readonly exporter: Int32Array;
  readonly importer: Int32Array;
  readonly time: Int32Array;
  readonly y: Float64Array;
  readonly mu: Float64Array;
  /** Regressors with the three effects out, weights μ (n × k). */
  readonly reduced: Float64Array;
  readonly k: number;
  /** Inverse of Σ μ x̃ x̃' (k × k). */
  readonly bread: Float64Array;
}

export interface ThreeWayBias {
  /** To be subtracted from the coefficients (k). */
  readonly bias: Float64Array;
  /** Corrected covariance, clustered by directed pair; undefined where there are too many effects. */
  readonly vcov: Float64Array | undefined;
  readonly nEconomies: number;
  readonly nPairs: number;
}

/**
 * With θ = μ_ijt/Σ_t μ_ijt, S = y − μ and H̄ = μ_ij.(diag θ − θθ'), per directed pair:
 * bias = N/(N−1) (Σ μ x̃x̃')⁻¹ (B + D),
 * B = −Σ_i tr(H_i⁺ Σ_j H̄ x̃ S') + ½ Σ_i tr(H_i⁺ G_i H_i⁺ Σ_j S S'), H_i = Σ_j H̄, G_i = −Σ_j (H̄ diag x̃ + its
 * transpose), and D the same with exporters and importers exchanged. In the covariance S S' becomes
 * (I − H̄ (x̃ V x̃' + d V_FE d'))⁻¹ S S', V_FE a generalised inverse of the effects' information, times n/(n−1).
 *
 * The factors are those of the authors' program; trade with oneself should not be in the data.
 * Time: pairs · T³, and what correctedCovariance takes.
 * @param onStep told the share of the covariance that is done; may throw, to cancel
 * Source: Weidner and Zylkin (2021), J. International Economics 132, Proposition 4 and section 3.4;
 * ppml_fe_bias (T. Zylkin).
 */
export function weidnerZylkin(data: ThreeWay, onStep?: (share: number) => void): ThreeWayBias {
  const { k, bread } = data;
  const pairs = pairsOf(data);
  const nExporters = levels(data.exporter);
  const nImporters = levels(data.importer);
  const nEconomies = Math.max(nExporters, nImporters);
  const total = new Float64Array(k);
  addSide(data, pairs, data.exporter, nExporters, total);
  addSide(data, pairs, data.importer, nImporters, total);
  const bias = new Float64Array(k);
  const factor = nEconomies / (nEconomies - 1);
  for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) bias[i] += factor * bread[i * k + j] * total[j];
  const vcov = nExporters < 2 || nImporters < 2 ? undefined : correctedCovariance(data, pairs, onStep);
  return { bias, vcov, nEconomies, nPairs: pairs.length };
}

function levels(codes: Int32Array): number {
  return new Set(codes).size;
}

/** Rows of each directed pair. */
function pairsOf({ exporter, importer }: ThreeWay): number[][] {
  const index = new Map<string, number[]>();
  for (let n = 0; n < exporter.length; n++) {
    const key = `${exporter[n]} ${importer[n]}`;
    const rows = index.get(key);
    if (rows) rows.push(n);
    else index.set(key, [n]);
  }
  return [...index.values()];
}

/** Adds B (or D) for the economies of one side. */
function addSide(
  data: ThreeWay,
  pairs: readonly (readonly number[])[],
  side: Int32Array,
  nLevels: number,
  total: Float64Array,
): void {
  const { time, y, mu, reduced, k } = data;
  const nTimes = time.reduce((a, b) => Math.max(a, b), 0) + 1;
  const size = nTimes * nTimes;
  const own = new Map<number, readonly (readonly number[])[]>();
  for (const rows of pairs) own.set(side[rows[0]], [...(own.get(side[rows[0]]) ?? []), rows]);
  if (own.size !== nLevels) throw new RangeError("codes of one side do not match its levels");
  for (const group of own.values()) {
    const h = new Float64Array(size);
    const ss = new Float64Array(size);
    const hxs = Array.from({ length: k }, () => new Float64Array(size));
    const g = Array.from({ length: k }, () => new Float64Array(size));
    for (const rows of group) {
      const m = rows.length;
      const hessian = pairHessian(data.mu, rows);
      for (let a = 0; a < m; a++) {
        const at = time[rows[a]] * nTimes;
        for (let b = 0; b < m; b++) {
          const cell = at + time[rows[b]];
          h[cell] += hessian[a * m + b];
          ss[cell] += (y[rows[a]] - mu[rows[a]]) * (y[rows[b]] - mu[rows[b]]);
          for (let j = 0; j < k; j++) {
            g[j][cell] -= hessian[a * m + b] * (reduced[rows[b] * k + j] + reduced[rows[a] * k + j]);
          }
        }
      }
      for (let j = 0; j < k; j++) addProduct(data, rows, hessian, j, nTimes, hxs[j]);
    }
    const inverse = pseudoInverse(h, nTimes);
    for (let j = 0; j < k; j++) {
      total[j] +=
        -traceOf(inverse, hxs[j], nTimes) + 0.5 * traceOf(sandwich(inverse, g[j], nTimes), ss, nTimes);
    }
  }
}

/** Adds H̄ x̃ S' of a pair, column j, into a T × T matrix. */
function addProduct(
  { time, y, mu, reduced, k }: ThreeWay,
  rows: readonly number[],
  hessian: Float64Array,
  j: number,
  nTimes: number,
  out: Float64Array,
): void {
  const m = rows.length;
  for (let a = 0; a < m; a++) {
    let value = 0;
    for (let b = 0; b < m; b++) value += hessian[a * m + b] * reduced[rows[b] * k + j];
    for (let b = 0; b < m; b++)
      out[time[rows[a]] * nTimes + time[rows[b]]] += value * (y[rows[b]] - mu[rows[b]]);
  }
}

function traceOf(a: Float64Array, b: Float64Array, n: number): number {
  let trace = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) trace += a[i * n + j] * b[j * n + i];
  return trace;
}
