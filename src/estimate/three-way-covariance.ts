/**
 * The clustered covariance of three-way PPML with what the effects' estimation takes from the residuals put back.
 * @module
 */
import { factorDense, invertSemidefinite, solveFactored } from "../kernel/index.js";
import { pairHessian, pseudoInverse } from "./pair-hessian.js";
import { sandwich } from "./vcov.js";
import type { ThreeWay } from "./weidner-zylkin.js";

/** Most effects on the smaller of the two sides: two matrices of this size squared are held. */
export const mostEffects = 6500;

/** One side's effects by time, those of a level in a row. */
interface Side {
  /** Unknown of each row. */
  readonly of: Int32Array;
  /** Where the unknowns of each level begin; one more at the end. */
  readonly starts: readonly number[];
  readonly levelOf: Int32Array;
}

type Rows = readonly number[];

/**
 * Let W̄ be the information of the exporter-time and importer-time effects with the pair effects taken out: blocks A for
 * the levels of one side, C for those of the other, B between them. With S = C − B'A⁺B, F = A⁺B and G = F S⁻,
 *   W̄⁻ = [A⁺ + G F', −G; −G', S⁻],
 * of which only the cells of each pair are formed. W̄ is singular, but the result is the same for every generalised
 * inverse: a pair's score lies in the range of its H̄.
 *
 * Time: about 2 q³ multiplications, q the effects of the smaller side; memory 2 q² doubles.
 * @param onStep told the share that is done; may throw, to cancel
 * @returns k × k on the scaled regressors; undefined where q is above mostEffects
 */
export function correctedCovariance(
  data: ThreeWay,
  pairs: readonly Rows[],
  onStep?: (share: number) => void,
): Float64Array | undefined {
  const exporters = sideOf(data.exporter, data.time);
  const importers = sideOf(data.importer, data.time);
  const count = ({ starts }: Side): number => starts.at(-1)!;
  const [outer, inner] =
    count(exporters) >= count(importers) ? [exporters, importers] : [importers, exporters];
  const q = count(inner);
  if (q > mostEffects) return undefined;
  const byLevel: Rows[][] = outer.starts.slice(1).map(() => []);
  for (const rows of pairs) byLevel[outer.levelOf[rows[0]]].push(rows);
  const s = new Float64Array(q * q);
  const scale = new Float64Array(q);
  for (const rows of pairs) {
    const h = pairHessian(data.mu, rows);
    const m = rows.length;
    for (let a = 0; a < m; a++) {
      for (let b = 0; b < m; b++) s[inner.of[rows[a]] * q + inner.of[rows[b]]] += h[a * m + b];
      scale[inner.of[rows[a]]] += h[a * m + a];
    }
  }
  byLevel.forEach((own, level) => {
    onStep?.((0.25 * level) / byLevel.length);
    const { b, f, size } = blockOf(data, own, outer, level, inner);
    takeOut(s, q, b, f, size);
  });
  invertSemidefinite(s, q, 1e-9, scale, (done) => onStep?.(0.25 + (0.25 * done) / (3 * q)));
  const { k, bread } = data;
  const meat = new Float64Array(k * k);
  byLevel.forEach((own, level) => {
    onStep?.(0.5 + (0.5 * level) / byLevel.length);
    const block = blockOf(data, own, outer, level, inner);
    const g = times(block.f, s, block.size, q);
    const ii = addOuter(block.inverse, g, block.f, block.size, q);
    const first = outer.starts[level];
    for (const rows of own) {
      const leverage = (a: number, b: number): number => {
        const [oa, ob] = [outer.of[rows[a]] - first, outer.of[rows[b]] - first];
        const [ja, jb] = [inner.of[rows[a]], inner.of[rows[b]]];
        return ii[oa * block.size + ob] - g[oa * q + jb] - g[ob * q + ja] + s[ja * q + jb];
      };
      addPair(data, rows, leverage, meat);
    }
  });
  const factor = pairs.length / (pairs.length - 1);
  return sandwich(bread, meat, k).map((v) => v * factor);
}

function sideOf(codes: Int32Array, time: Int32Array): Side {
  const levels = [...new Set(codes)].sort((a, b) => a - b);
  const place = new Map(levels.map((code, level) => [code, level]));
  const levelOf = codes.map((code) => place.get(code)!);
  const times: Set<number>[] = levels.map(() => new Set());
  codes.forEach((_, n) => {
    times[levelOf[n]].add(time[n]);
  });
  const starts = [0];
  const unknown = times.map((own) => {
    const from = starts.at(-1)!;
    starts.push(from + own.size);
    return new Map([...own].sort((a, b) => a - b).map((t, at) => [t, from + at]));
  });
  return { of: levelOf.map((level, n) => unknown[level].get(time[n])!), starts, levelOf };
}

/** B of one level (size × q), its A⁺ and F = A⁺ B. */
function blockOf(
  { mu }: ThreeWay,
  own: readonly Rows[],
  outer: Side,
  level: number,
  inner: Side,
): { b: Float64Array; f: Float64Array; inverse: Float64Array; size: number } {
  const first = outer.starts[level];
  const size = outer.starts[level + 1] - first;
  const q = inner.starts.at(-1)!;
  const block = new Float64Array(size * size);
  const b = new Float64Array(size * q);
  for (const rows of own) {
    const h = pairHessian(mu, rows);
    const m = rows.length;
    for (let x = 0; x < m; x++) {
      const at = outer.of[rows[x]] - first;
      for (let y = 0; y < m; y++) {
        block[at * size + outer.of[rows[y]] - first] += h[x * m + y];
        b[at * q + inner.of[rows[y]]] += h[x * m + y];
      }
    }
  }
  const inverse = pseudoInverse(block, size);
  return { b, f: times(inverse, b, size, q), inverse, size };
}

/** S −= B'F, the lower triangle. */
function takeOut(s: Float64Array, q: number, b: Float64Array, f: Float64Array, size: number): void {
  for (let t = 0; t < size; t += 4) {
    const left = Math.min(4, size - t);
    const [r0, r1, r2, r3] = [0, 1, 2, 3].map((more) => (t + Math.min(more, left - 1)) * q);
    for (let u = 0; u < q; u++) {
      const b0 = b[r0 + u];
      const b1 = left > 1 ? b[r1 + u] : 0;
      const b2 = left > 2 ? b[r2 + u] : 0;
      const b3 = left > 3 ? b[r3 + u] : 0;
      if (b0 === 0 && b1 === 0 && b2 === 0 && b3 === 0) continue;
      const row = u * q;
      for (let v = 0; v <= u; v++)
        s[row + v] -= b0 * f[r0 + v] + b1 * f[r1 + v] + b2 * f[r2 + v] + b3 * f[r3 + v];
    }
  }
}

/** X Y for X (size × inner) and Y (inner × q), inner told by the length of X. */
function times(x: Float64Array, y: Float64Array, size: number, q: number): Float64Array {
  const inner = x.length / size;
  const out = new Float64Array(size * q);
  for (let u = 0; u < inner; u += 4) {
    const left = Math.min(4, inner - u);
    const [r0, r1, r2, r3] = [0, 1, 2, 3].map((more) => (u + Math.min(more, left - 1)) * q);
    for (let t = 0; t < size; t++) {
      const at = t * inner + u;
      const x0 = x[at];
      const x1 = left > 1 ? x[at + 1] : 0;
      const x2 = left > 2 ? x[at + 2] : 0;
      const x3 = left > 3 ? x[at + 3] : 0;
      const row = t * q;
      for (let v = 0; v < q; v++)
        out[row + v] += x0 * y[r0 + v] + x1 * y[r1 + v] + x2 * y[r2 + v] + x3 * y[r3 + v];
    }
  }
  return out;
}

/** A + G F' (size × size). */
function addOuter(a: Float64Array, g: Float64Array, f: Float64Array, size: number, q: number): Float64Array {
  const out = a.slice();
  for (let x = 0; x < size; x++) {
    for (let y = 0; y < size; y++) {
      let sum = 0;
      for (let v = 0; v < q; v++) sum += g[x * q + v] * f[y * q + v];
      out[x * size + y] += sum;
    }
  }
  return out;
}

/** Adds what a pair says: with Q of its effects and coefficients, s becomes (I − H̄ Q)⁻¹ s on one side. */
function addPair(
  data: ThreeWay,
  rows: Rows,
  leverage: (a: number, b: number) => number,
  meat: Float64Array,
): void {
  const { k, bread, reduced, y, mu } = data;
  const m = rows.length;
  const q = new Float64Array(m * m);
  for (let a = 0; a < m; a++) {
    for (let b = 0; b < m; b++) {
      let value = leverage(a, b);
      for (let i = 0; i < k; i++) {
        for (let j = 0; j < k; j++)
          value += reduced[rows[a] * k + i] * bread[i * k + j] * reduced[rows[b] * k + j];
      }
      q[a * m + b] = value;
    }
  }
  const s = Float64Array.from(rows, (n) => y[n] - mu[n]);
  addPairMeat(data, rows, s, inflate(pairHessian(mu, rows), q, s), meat);
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
