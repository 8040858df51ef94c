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
 * @param agreement n × n, 1 where a free-trade agreement or customs union links the two
 * @returns Float64Array (n × n), dimensionless, symmetric, 0 on the diagonal
 */
export function gravityPrior(world: PackedWorld, agreement: Uint8Array): Float64Array {
  const n = world.economies.length;
  const logDistance = logDistances(world);
  const ln = new Float64Array(n * n);
  for (let c = 0; c < n * n; c++) {
    ln[c] =
      gravityCoefficients.distance * logDistance[c] +
      (agreement[c] === 1 ? gravityCoefficients.agreement : 0);
  }
  addTo(ln, n, world.borders, gravityCoefficients.contiguity);
  addTo(ln, n, world.languages, gravityCoefficients.language);
  addTo(ln, n, world.colonial, gravityCoefficients.colonial);
  for (let c = 0; c < n * n; c++) ln[c] = c % (n + 1) === 0 ? 0 : Math.exp(ln[c]);
  return ln;
}

function addTo(ln: Float64Array, n: number, pairs: readonly Pair[], value: number): void {
  for (const [i, j] of pairs) {
    ln[i * n + j] += value;
    ln[j * n + i] += value;
  }
}

/**
 * ln of the distance in km between two economies, spread out: D² = d² + r_i² + r_j² with d the great circle and
 * r = ⅔ √(area/π) the mean distance of points from the middle of a disk, so that neighbouring capitals are not at
 * distance zero.
 * Source: Head and Mayer (2002), "Illusory Border Effects", for the radius.
 */
function logDistances(world: PackedWorld): Float64Array {
  const n = world.economies.length;
  const xyz = world.economies.map(({ place: [latitude, longitude] }) => {
    const phi = (latitude * Math.PI) / 180;
    const lambda = (longitude * Math.PI) / 180;
    return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)] as const;
  });
  const spread = world.economies.map(({ area }) => ((4 / 9) * Math.max(area, 1)) / Math.PI);
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const a = xyz[i];
      const b = xyz[j];
      const chord = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
      const d = 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, chord / 2));
      out[i * n + j] = out[j * n + i] = 0.5 * Math.log(d * d + spread[i] + spread[j]);
    }
  }
  return out;
}
