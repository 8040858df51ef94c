/**
 * What gravity says of two economies' trade before anything is reported.
 * @module
 */
import type { PackedWorld, Pair } from "./packed-world.js";

/**
 * Coefficients of the prior on ln trade. Head and Mayer (2014), "Gravity Equations", Handbook of International
 * Economics 4, table 4, medians of structural estimates. Language, colonial tie and agreement were read in a
 * source that quotes them; distance and contiguity are from memory of the table.
 */
export const gravityCoefficients = {
  distance: -1.14,
  contiguity: 0.52,
  language: 0.33,
  colonial: 0.84,
  agreement: 0.28,
} as const;

const EARTH_RADIUS_KM = 6371;

/**
 * Prior of bilateral trade up to a factor for each exporter and importer.
 *
 * Model: g_ij = D_ij^−1.14 · exp(0.52 border + 0.33 language + 0.84 colonial + 0.28 agreement), with
 * D² = d² + r_i² + r_j², d the great circle in km and r = ⅔ √(area/π), so that neighbouring capitals are not at
 * distance zero (Head and Mayer 2002, "Illusory Border Effects", for r).
 * @param agreements n × n, as `agreementTable` gives it: >= 0 where an agreement links the two
 * @returns Float64Array (n × n), dimensionless, symmetric, 0 on the diagonal
 */
export function gravityPrior(world: PackedWorld, agreements: Int16Array): Float64Array {
  const n = world.economies.length;
  const { x, y, z, spread } = places(world);
  const prior = new Float64Array(n * n);
  addTo(prior, n, world.borders, gravityCoefficients.contiguity);
  addTo(prior, n, world.languages, gravityCoefficients.language);
  addTo(prior, n, world.colonial, gravityCoefficients.colonial);
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const c = i * n + j;
      const chord = Math.sqrt((x[i] - x[j]) ** 2 + (y[i] - y[j]) ** 2 + (z[i] - z[j]) ** 2);
      const d = 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, chord / 2));
      const linked = agreements[c] >= 0 ? gravityCoefficients.agreement : 0;
      const distance = 0.5 * Math.log(d * d + spread[i] + spread[j]);
      prior[c] = prior[j * n + i] = Math.exp(gravityCoefficients.distance * distance + prior[c] + linked);
    }
  }
  return prior;
}

/** Adds to the upper triangle. */
function addTo(upper: Float64Array, n: number, pairs: readonly Pair[], value: number): void {
  for (const [i, j] of pairs) upper[i * n + j] += value;
}

/** Points on the unit sphere, and the squared mean distance in km of points from the middle of a disk of the area. */
function places(world: PackedWorld): Record<"x" | "y" | "z" | "spread", Float64Array> {
  const n = world.economies.length;
  const [x, y, z, spread] = [1, 2, 3, 4].map(() => new Float64Array(n));
  world.economies.forEach(({ place: [latitude, longitude], area }, i) => {
    const phi = (latitude * Math.PI) / 180;
    const lambda = (longitude * Math.PI) / 180;
    x[i] = Math.cos(phi) * Math.cos(lambda);
    y[i] = Math.cos(phi) * Math.sin(lambda);
    z[i] = Math.sin(phi);
    spread[i] = ((4 / 9) * Math.max(area, 1)) / Math.PI;
  });
  return { x, y, z, spread };
}
