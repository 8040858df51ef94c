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
 * Model: g_ij = D_ij^−1.14 · exp(0.52 border + 0.33 language + 0.84 colonial + 0.28 agreement).
 * @param agreements n × n, as `agreementTable` gives it: >= 0 where an agreement links the two
 * @returns Float64Array (n × n), dimensionless, symmetric, 0 on the diagonal
 */
export function gravityPrior(world: PackedWorld, agreements: Int16Array): Float64Array {
  const n = world.economies.length;
  const bonus = new Float64Array(n * n);
  addTo(bonus, n, world.borders, gravityCoefficients.contiguity);
  addTo(bonus, n, world.languages, gravityCoefficients.language);
  addTo(bonus, n, world.colonial, gravityCoefficients.colonial);
  const squared = squaredDistances(world);
  const prior = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const c = i * n + j;
      const linked = agreements[c] >= 0 ? gravityCoefficients.agreement : 0;
      const ln = 0.5 * gravityCoefficients.distance * Math.log(squared[c]) + bonus[c] + linked;
      prior[c] = prior[j * n + i] = Math.exp(ln);
    }
  }
  return prior;
}

/** Adds to the upper triangle. */
function addTo(bonus: Float64Array, n: number, pairs: readonly Pair[], value: number): void {
  for (const [i, j] of pairs) bonus[i * n + j] += value;
}

/**
 * Squares of distances in km (upper triangle), spread out: D² = d² + r_i² + r_j² with d the great circle and
 * r = ⅔ √(area/π) the mean distance of points from the middle of a disk, so that neighbouring capitals are not at
 * distance zero.
 * Source: Head and Mayer (2002), "Illusory Border Effects", for the radius.
 */
function squaredDistances(world: PackedWorld): Float64Array {
  const n = world.economies.length;
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  const z = new Float64Array(n);
  const spread = new Float64Array(n);
  world.economies.forEach(({ place: [latitude, longitude], area }, i) => {
    const phi = (latitude * Math.PI) / 180;
    const lambda = (longitude * Math.PI) / 180;
    x[i] = Math.cos(phi) * Math.cos(lambda);
    y[i] = Math.cos(phi) * Math.sin(lambda);
    z[i] = Math.sin(phi);
    spread[i] = ((4 / 9) * Math.max(area, 1)) / Math.PI;
  });
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const chord = Math.sqrt((x[i] - x[j]) ** 2 + (y[i] - y[j]) ** 2 + (z[i] - z[j]) ** 2);
      const d = 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, chord / 2));
      out[i * n + j] = d * d + spread[i] + spread[j];
    }
  }
  return out;
}
