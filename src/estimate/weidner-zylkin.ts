/**
 * Bias of three-way PPML and standard errors that take it into account.
 * @module
 */
import { choleskyInOrder, factorDense, solveFactored, symmetricEigen } from "../kernel/index.js";
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
  /** Corrected covariance, clustered by directed pair; undefined where the effects are too many to invert densely. */
  readonly vcov: Float64Array | undefined;
  readonly nEconomies: number;
  readonly nPairs: number;
}

/** Most exporter-year and importer-year effects for which the corrected covariance is formed (a dense inverse). */
export const mostEffects = 4000;

/**
 * With θ = μ_ijt/Σ_t μ_ijt, S = y − μ and H̄ = μ_ij.(diag θ − θθ'), per directed pair:
 * bias = N/(N−1) (Σ μ x̃x̃')⁻¹ (B + D),
 * B = −Σ_i tr(H_i⁺ Σ_j H̄ x̃ S') + ½ Σ_i tr(H_i⁺ G_i H_i⁺ Σ_j S S'), H_i = Σ_j H̄, G_i = −Σ_j (H̄ diag x̃ + its
 * transpose), and D the same with exporters and importers exchanged. In the covariance S S' becomes
 * (I − H̄ (x̃ V x̃' + d V_FE d'))⁻¹ S S', V_FE a generalised inverse of the effects' information, times n/(n−1).
 *
 * The factors are those of the authors' program; trade with oneself should not be in the data.
 * Time: (pairs · T³ + (2NT)³); memory (2NT)² doubles.
 * Source: Weidner and Zylkin (2021), J. International Economics 132, Proposition 4 and section 3.4;
 * ppml_fe_bias (T. Zylkin).
 */
export function weidnerZylkin(data: ThreeWay): ThreeWayBias {
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
  const vcov = correctedVcov(data, pairs, nExporters, nImporters);
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

/** H̄ of a pair over its own rows (m × m). */
function pairHessian({ mu }: ThreeWay, rows: readonly number[]): Float64Array {
  const m = rows.length;
  let sum = 0;
  for (const n of rows) sum += mu[n];
  const h = new Float64Array(m * m);
  for (let a = 0; a < m; a++) {
    for (let b = 0; b < m; b++)
      h[a * m + b] = (a === b ? mu[rows[a]] : 0) - (mu[rows[a]] * mu[rows[b]]) / sum;
  }
  return h;
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
      const hessian = pairHessian(data, rows);
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

function pseudoInverse(matrix: Float64Array, n: number): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, n);
  const least = 1e-10 * values.reduce((a, b) => Math.max(a, b), 0);
  const out = new Float64Array(n * n);
  for (let m = 0; m < n; m++) {
    if (!(values[m] > least)) continue;
    for (let i = 0; i < n; i++) {
      const t = vectors[i * n + m] / values[m];
      for (let j = 0; j < n; j++) out[i * n + j] += t * vectors[j * n + m];
    }
  }
  return out;
}

/** Unknowns of a row among exporter-time and importer-time effects, numbered as they come. */
function effectsOf({ exporter, importer, time }: ThreeWay): {
  it: Int32Array;
  jt: Int32Array;
  count: number;
} {
  const number = (codes: Int32Array, from: number): { out: Int32Array; next: number } => {
    const index = new Map<string, number>();
    const out = codes.map((code, n) => {
      const key = `${code} ${time[n]}`;
      const known = index.get(key) ?? from + index.size;
      index.set(key, known);
      return known;
    });
    return { out, next: from + index.size };
  };
  const it = number(exporter, 0);
  const jt = number(importer, it.next);
  return { it: it.out, jt: jt.out, count: jt.next };
}

function correctedVcov(
  data: ThreeWay,
  pairs: readonly (readonly number[])[],
  nExporters: number,
  nImporters: number,
): Float64Array | undefined {
  const { k, bread, reduced, y, mu } = data;
  const { it, jt, count } = effectsOf(data);
  if (count > mostEffects || nExporters < 2 || nImporters < 2) return undefined;
  const information = new Float64Array(count * count);
  for (const rows of pairs) {
    const m = rows.length;
    const h = pairHessian(data, rows);
    for (let a = 0; a < m; a++) {
      for (let b = 0; b < m; b++) {
        const value = h[a * m + b];
        information[it[rows[a]] * count + it[rows[b]]] += value;
        information[it[rows[a]] * count + jt[rows[b]]] += value;
        information[jt[rows[a]] * count + it[rows[b]]] += value;
        information[jt[rows[a]] * count + jt[rows[b]]] += value;
      }
    }
  }
  const inverse = choleskyInOrder(information, count, 1e-9).inverse();
  const meat = new Float64Array(k * k);
  for (const rows of pairs) {
    const m = rows.length;
    const h = pairHessian(data, rows);
    const leverage = new Float64Array(m * m);
    for (let a = 0; a < m; a++) {
      for (let b = 0; b < m; b++) {
        const [ia, ja, ib, jb] = [it[rows[a]], jt[rows[a]], it[rows[b]], jt[rows[b]]];
        let value =
          inverse[ia * count + ib] +
          inverse[ia * count + jb] +
          inverse[ja * count + ib] +
          inverse[ja * count + jb];
        for (let i = 0; i < k; i++) {
          for (let j = 0; j < k; j++)
            value += reduced[rows[a] * k + i] * bread[i * k + j] * reduced[rows[b] * k + j];
        }
        leverage[a * m + b] = value;
      }
    }
    const s = Float64Array.from(rows, (n) => y[n] - mu[n]);
    addPairMeat(data, rows, s, inflate(h, leverage, s), meat);
  }
  const scale = pairs.length / (pairs.length - 1);
  return sandwich(bread, meat, k).map((v) => v * scale);
}

/** (I − H̄ Q)⁻¹ s by elimination with partial pivoting. */
function inflate(h: Float64Array, q: Float64Array, s: Float64Array): Float64Array {
  const m = s.length;
  const a = new Float64Array(m * m);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) {
      let sum = i === j ? 1 : 0;
      for (let l = 0; l < m; l++) sum -= h[i * m + l] * q[l * m + j];
      a[i * m + j] = sum;
    }
  }
  const out = s.slice();
  const pivots = new Int32Array(m);
  if (!factorDense(a, pivots)) return s;
  solveFactored(a, pivots, out);
  return out;
}

/** Adds the symmetric part of (x̃'ŝ)(x̃'s)'. */
function addPairMeat(
  { reduced, k }: ThreeWay,
  rows: readonly number[],
  s: Float64Array,
  inflated: Float64Array,
  meat: Float64Array,
): void {
  const plain = new Float64Array(k);
  const more = new Float64Array(k);
  rows.forEach((n, a) => {
    for (let j = 0; j < k; j++) {
      plain[j] += reduced[n * k + j] * s[a];
      more[j] += reduced[n * k + j] * inflated[a];
    }
  });
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) meat[i * k + j] += 0.5 * (more[i] * plain[j] + plain[i] * more[j]);
  }
}
