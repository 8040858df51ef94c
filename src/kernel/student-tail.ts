/**
 * Student's t distribution.
 * @module
 */
import { logGamma } from "./log-gamma.js";

/**
 * P(|T| > t) for T with df > 0 degrees of freedom: the regularised incomplete beta I_x(df/2, 1/2), x = df/(df + t²).
 *
 * Method: Lentz's continued fraction on the side where it converges fast; relative error about 1e-13.
 * Source: Abramowitz and Stegun (1964), 26.5.8 and 26.7.1.
 */
export function studentTwoSided(t: number, df: number): number {
  const t2 = t * t;
  if (!(t2 > 0)) return 1;
  const x = df / (df + t2);
  const a = df / 2;
  const front = Math.exp(
    logGamma(a + 0.5) - logGamma(a) - logGamma(0.5) + a * Math.log(x) + 0.5 * Math.log(t2 / (df + t2)),
  );
  if (x < (a + 1) / (a + 2.5)) return (front * betaFraction(a, 0.5, x)) / a;
  return Math.max(0, 1 - (front * betaFraction(0.5, a, t2 / (df + t2))) / 0.5);
}

/** The t above which a share p/2 lies: |T| exceeds it with probability p. */
export function studentCritical(p: number, df: number): number {
  let low = 0;
  let high = 2;
  while (studentTwoSided(high, df) > p) high *= 2;
  for (let n = 0; n < 200 && high - low > 1e-15 * high; n++) {
    const middle = (low + high) / 2;
    if (studentTwoSided(middle, df) > p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function betaFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  const away = (v: number): number => (Math.abs(v) < tiny ? tiny : v);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return h;
}
