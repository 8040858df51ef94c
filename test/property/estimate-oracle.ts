/**
 * A slow, obvious Poisson regression: every dummy a column, dense normal equations, Newton steps. It shares no code
 * with the product.
 * @module
 */
import type { Design } from "../../src/estimate/index.js";

export interface Oracle {
  /** By regressor; NaN where it was dropped as dependent on earlier columns and dummies. */
  readonly coefficients: number[];
  readonly linear: number[];
  readonly deviance: number;
  /** Covariance of the coefficients: inverse information, and clustered (no correction). */
  readonly iid: number[][];
  readonly clustered: number[][];
}

/** Columns: dummies of all effects (and their slopes), then regressors, so that a dependent regressor is dropped. */
function columnsOf(design: Design, rows: readonly number[]): number[][] {
  const columns: number[][] = [];
  for (const effect of design.effects) {
    for (let level = 0; level < effect.nLevels; level++) {
      const dummy = rows.map((r) => (effect.codes[r] === level ? 1 : 0));
      if (!effect.slopesOnly) columns.push(dummy);
      for (const slope of effect.slopes ?? []) columns.push(dummy.map((d, k) => d * slope.values[rows[k]!]!));
    }
  }
  for (const { values } of design.x) columns.push(rows.map((r) => values[r]!));
  return columns;
}

/** Inverse of a positive semi-definite matrix over its independent columns, by Gauss–Jordan in order. */
function sweep(a: number[][]): { inverse: number[][]; kept: boolean[] } {
  const n = a.length;
  const m = a.map((row) => row.slice());
  const kept: boolean[] = [];
  const scale = a.map((row, i) => row[i]!);
  for (let k = 0; k < n; k++) {
    kept[k] = m[k]![k]! > 1e-10 * scale[k]! && m[k]![k]! > 0;
    if (!kept[k]) continue;
    const pivot = m[k]![k]!;
    for (let j = 0; j < n; j++) if (j !== k) m[k]![j]! /= pivot;
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = m[i]![k]!;
      for (let j = 0; j < n; j++) if (j !== k) m[i]![j]! -= factor * m[k]![j]!;
      m[i]![k] = -factor / pivot;
    }
    m[k]![k] = 1 / pivot;
  }
  const inverse = m.map((row, i) => row.map((v, j) => (kept[i] && kept[j] ? v : 0)));
  return { inverse, kept };
}

function devianceOf(y: readonly number[], weight: readonly number[], eta: readonly number[]): number {
  return y.reduce((s, v, n) => {
    const mu = Math.exp(eta[n]!);
    return s + 2 * weight[n]! * ((v > 0 ? v * (Math.log(v) - eta[n]!) : 0) - (v - mu));
  }, 0);
}

export function densePoisson(design: Design, rows: readonly number[], steps = 60): Oracle {
  const columns = columnsOf(design, rows);
  const p = columns.length;
  const y = rows.map((r) => design.y[r]!);
  const weight = rows.map((r) => design.weights?.[r] ?? 1);
  const offset = rows.map((r) => design.offset?.[r] ?? 0);
  const mean = y.reduce((a, b) => a + b, 0) / y.length;
  let eta = y.map((v) => Math.log((v + mean) / 2));
  let beta: number[] = [];
  let inverse: number[][] = [];
  let kept: boolean[] = [];
  for (let step = 0; step < steps; step++) {
    const mu = eta.map(Math.exp);
    const z = eta.map((e, n) => e - offset[n]! + (y[n]! - mu[n]!) / mu[n]!);
    const w = mu.map((m, n) => m * weight[n]!);
    const a = columns.map((ci) => columns.map((cj) => w.reduce((s, wn, n) => s + wn * ci[n]! * cj[n]!, 0)));
    const right = columns.map((ci) => w.reduce((s, wn, n) => s + wn * ci[n]! * z[n]!, 0));
    ({ inverse, kept } = sweep(a));
    beta = inverse.map((row) => row.reduce((s, v, j) => s + v * right[j]!, 0));
    const next = y.map((_, n) => offset[n]! + columns.reduce((s, c, j) => s + beta[j]! * c[n]!, 0));
    const moved = Math.max(...next.map((v, n) => Math.abs(v - eta[n]!)));
    const from = eta;
    const at = (share: number) => from.map((v, n) => Math.max(-40, v + share * (next[n]! - v)));
    let share = 1;
    while (step > 0 && share > 1e-3 && devianceOf(y, weight, at(share)) > devianceOf(y, weight, from) + 1e-9)
      share /= 2;
    eta = at(share);
    if (moved < 1e-12) break;
  }
  const mu = eta.map(Math.exp);
  const deviance = devianceOf(y, weight, eta);
  const first = p - design.x.length;
  const sums = new Map<number, number[]>();
  const cluster = design.clusters?.[0]?.codes;
  rows.forEach((r, n) => {
    const key = cluster ? cluster[r]! : n;
    const sum = sums.get(key) ?? new Array(p).fill(0);
    for (let j = 0; j < p; j++) sum[j]! += weight[n]! * (y[n]! - mu[n]!) * columns[j]![n]!;
    sums.set(key, sum);
  });
  const influence = [...sums.values()].map((s) =>
    design.x.map((_, i) => inverse[first + i]!.reduce((t, v, j) => t + v * s[j]!, 0)),
  );
  const block = design.x.map((_, i) => design.x.map((__, j) => inverse[first + i]![first + j]!));
  return {
    coefficients: design.x.map((_, i) => (kept[first + i] ? beta[first + i]! : Number.NaN)),
    linear: eta,
    deviance,
    iid: block,
    clustered: block.map((row, i) => row.map((_, j) => influence.reduce((t, v) => t + v[i]! * v[j]!, 0))),
  };
}
