/**
 * Anderson acceleration of a fixed point.
 * @module
 */
import { factorDense, solveFactored } from "./solve-dense.js";

export interface Anderson {
  /**
   * Takes the point x (n) and its step f = g(x) − x (n), and writes the accelerated next point. `out` may be x itself.
   * Without history this is x + f.
   */
  nextInto(x: Float64Array, f: Float64Array, out: Float64Array): void;
  /** Forgets the history: after a jump, or when the last step was refused. */
  reset(): void;
}

/**
 * Anderson mixing (type II) of the last `depth` steps, with no allocation after the call.
 *
 * Minimises |f − ΔF γ|² over γ by normal equations with a relative ridge of 1e-14, and goes to
 * x + f − (ΔX + ΔF) γ. Memory 2·depth·n.
 * Source: Walker and Ni (2011), SIAM J. Numer. Anal. 49(4), Algorithm AA.
 */
export function anderson(n: number, depth: number): Anderson {
  const deltaX = Array.from({ length: depth }, () => new Float64Array(n));
  const deltaF = Array.from({ length: depth }, () => new Float64Array(n));
  const lastX = new Float64Array(n);
  const lastF = new Float64Array(n);
  const gram = new Float64Array(depth * depth);
  const small = Array.from({ length: depth + 1 }, (_, k) => new Float64Array(k * k));
  const gamma = Array.from({ length: depth + 1 }, (_, k) => new Float64Array(k));
  const pivots = Array.from({ length: depth + 1 }, (_, k) => new Int32Array(k));
  let held = 0;
  let slot = 0;
  let started = false;

  const remember = (x: Float64Array, f: Float64Array): void => {
    const dx = deltaX[slot];
    const df = deltaF[slot];
    for (let i = 0; i < n; i++) {
      dx[i] = x[i] - lastX[i];
      df[i] = f[i] - lastF[i];
    }
    held = Math.min(held + 1, depth);
    for (let k = 0; k < held; k++) {
      let sum = 0;
      const other = deltaF[k];
      for (let i = 0; i < n; i++) sum += df[i] * other[i];
      gram[slot * depth + k] = sum;
      gram[k * depth + slot] = sum;
    }
    slot = (slot + 1) % depth;
  };

  /** γ into gamma[held]; false where the normal equations are singular. */
  const weights = (f: Float64Array): boolean => {
    const a = small[held];
    const b = gamma[held];
    for (let k = 0; k < held; k++) {
      let sum = 0;
      const df = deltaF[k];
      for (let i = 0; i < n; i++) sum += df[i] * f[i];
      // Each ΔF is scaled to length one: steps shrink by orders of magnitude as the iteration converges.
      const scale = Math.sqrt(gram[k * depth + k]);
      if (scale === 0) return false;
      b[k] = sum / scale;
      for (let l = 0; l < held; l++) {
        a[k * held + l] = gram[k * depth + l] / (scale * Math.sqrt(gram[l * depth + l]));
      }
      a[k * held + k] += 1e-14;
    }
    if (!factorDense(a, pivots[held])) return false;
    solveFactored(a, pivots[held], b);
    for (let k = 0; k < held; k++) b[k] /= Math.sqrt(gram[k * depth + k]);
    return true;
  };

  const reset = (): void => {
    held = 0;
    slot = 0;
    started = false;
  };

  const nextInto = (x: Float64Array, f: Float64Array, out: Float64Array): void => {
    if (started && depth > 0) remember(x, f);
    lastX.set(x);
    lastF.set(f);
    started = true;
    for (let i = 0; i < n; i++) out[i] = lastX[i] + lastF[i];
    if (held === 0) return;
    if (!weights(f)) {
      reset();
      return;
    }
    const b = gamma[held];
    for (let k = 0; k < held; k++) {
      const g = b[k];
      const dx = deltaX[k];
      const df = deltaF[k];
      for (let i = 0; i < n; i++) out[i] -= g * (dx[i] + df[i]);
    }
  };

  return { nextInto, reset };
}
