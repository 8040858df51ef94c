/**
 * A zero between two points.
 * @module
 */

/**
 * A zero of a continuous function between two points where its signs differ, to the last bits of x.
 *
 * @param f    continuous on [low, high]; f(low) and f(high) of different sign, or one of them zero
 * @returns x with f(x) = 0, or the better of two neighbours between which f changes sign
 * Method: Chandrupatla's choice between inverse quadratic interpolation and bisection; at most 200 evaluations. Exact
 *   after one step where f is linear.
 * Source: Chandrupatla (1997), Advances in Engineering Software 28(3).
 */
export function bracketedRoot(f: (x: number) => number, low: number, high: number): number {
  let [a, b] = [high, low];
  let [fa, fb] = [f(a), f(b)];
  if (fa === 0) return a;
  if (fb === 0) return b;
  let [c, fc] = [a, fa];
  let t = fa / (fa - fb);
  for (let k = 0; k < 200; k++) {
    const x = a + t * (b - a);
    const fx = f(x);
    if (Math.sign(fx) === Math.sign(fa)) [c, fc] = [a, fa];
    else [c, b, fc, fb] = [b, a, fb, fa];
    [a, fa] = [x, fx];
    const [best, fbest] = Math.abs(fa) < Math.abs(fb) ? [a, fa] : [b, fb];
    const width = Math.abs(b - a);
    const least = Number.EPSILON * Math.abs(best) + Number.MIN_VALUE;
    if (fbest === 0 || width <= 2 * least) return best;
    const xi = (a - b) / (c - b);
    const phi = (fa - fb) / (fc - fb);
    const inverse = phi ** 2 < xi && (1 - phi) ** 2 < 1 - xi;
    t = inverse
      ? (fa / (fb - fa)) * (fc / (fb - fc)) + ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb))
      : 0.5;
    const edge = least / width;
    t = Math.min(Math.max(t, edge), 1 - edge);
  }
  return Math.abs(fa) < Math.abs(fb) ? a : b;
}
