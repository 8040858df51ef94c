/**
 * Upper tail of the gamma and chi-square distributions.
 * @module
 */
import { logGamma } from "./log-gamma.js";

/**
 * Q(a, x) = Γ(a, x)/Γ(a), for a > 0 and x >= 0.
 *
 * Method: power series for x < a + 1, Lentz's continued fraction above; relative error about 1e-14.
 * Source: Abramowitz and Stegun (1964), 6.5.29 and 6.5.31.
 */
export function gammaTail(a: number, x: number): number {
  if (!(x > 0)) return 1;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < 10_000 && Math.abs(term) > 1e-17 * sum; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return Math.max(0, 1 - front * sum);
  }
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < 10_000; n++) {
    const an = -n * (n - a);
    b += 2;
    d = an * d + b;
    if (Math.abs(d) < tiny) d = tiny;
    c = b + an / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    const factor = c * d;
    h *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return front * h;
}

/** P(χ² > x) with `df` degrees of freedom. */
export function chiSquareTail(x: number, df: number): number {
  return gammaTail(df / 2, x / 2);
}
