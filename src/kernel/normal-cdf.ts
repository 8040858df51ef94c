/**
 * Distribution function of the standard normal.
 * @module
 */

/**
 * Φ(x), to about 15 digits, relative in the lower tail.
 *
 * Method: Taylor series of the density about 0 for |x| < 1.5 (all terms of one sign in the form below), else the continued
 * fraction of Mills' ratio from the far end. Some hundred operations a call: for ends of intervals, not for hot loops.
 * Source: Abramowitz and Stegun (1964), 26.2.11 and 26.2.14.
 */
export function normalCdf(x: number): number {
  const density = Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  if (Math.abs(x) < 1.5) {
    let term = x;
    let sum = x;
    for (let k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
      term *= (x * x) / k;
      sum += term;
    }
    return 0.5 + density * sum;
  }
  let tail = 0;
  for (let k = 400; k >= 1; k--) tail = k / (Math.abs(x) + tail);
  const upper = density / (Math.abs(x) + tail);
  return x < 0 ? upper : 1 - upper;
}
