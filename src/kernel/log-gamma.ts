/**
 * Logarithm of the gamma function.
 * @module
 */

/**
 * ln Γ(x) for x > 0.
 *
 * Method: Stirling's series to x⁻¹³ for x >= 10, the recurrence Γ(x + 1) = x Γ(x) below; relative error about 1e-15
 * away from the roots at 1 and 2.
 * Source: Abramowitz and Stegun (1964), 6.1.15 and 6.1.41.
 */
export function logGamma(x: number): number {
  let shift = 1;
  let z = x;
  while (z < 10) shift *= z++;
  const r = 1 / (z * z);
  const series =
    (1 / 12 +
      r * (-1 / 360 + r * (1 / 1260 + r * (-1 / 1680 + r * (1 / 1188 + r * (-691 / 360360 + r / 156)))))) /
    z;
  return (z - 0.5) * Math.log(z) - z + 0.9189385332046727 + series - Math.log(shift);
}
