/**
 * Sobol points: evenly spread where random ones clump.
 * @module
 */

/**
 * Direction numbers, one dimension from the second on: [degree and inner coefficients of a primitive polynomial over two
 * elements, then the first odd numbers m_1, m_2, …]. The leading entries of Joe and Kuo's table new-joe-kuo-6 (search
 * criterion D(6)); https://web.maths.unsw.edu.au/~fkuo/sobol/ (2010).
 */
const table: readonly (readonly [number, number, ...number[]])[] = [
  [1, 0, 1],
  [2, 1, 1, 3],
  [3, 1, 1, 3, 1],
  [3, 2, 1, 1, 1],
  [4, 1, 1, 1, 3, 3],
  [4, 4, 1, 3, 5, 13],
  [5, 2, 1, 1, 5, 5, 17],
  [5, 4, 1, 1, 5, 5, 5],
  [5, 7, 1, 1, 7, 11, 19],
  [5, 11, 1, 1, 5, 1, 1],
  [5, 13, 1, 1, 1, 3, 11],
  [5, 14, 1, 3, 5, 5, 31],
  [6, 1, 1, 3, 3, 9, 7, 49],
  [6, 13, 1, 1, 1, 15, 21, 21],
  [6, 16, 1, 3, 1, 13, 27, 49],
  [6, 19, 1, 1, 1, 15, 7, 5],
  [6, 22, 1, 3, 1, 15, 13, 25],
  [6, 25, 1, 1, 5, 5, 19, 61],
  [7, 1, 1, 3, 7, 11, 23, 15, 103],
  [7, 4, 1, 3, 7, 13, 13, 15, 69],
  [7, 7, 1, 1, 3, 13, 7, 35, 63],
  [7, 8, 1, 3, 5, 9, 1, 25, 53],
  [7, 14, 1, 3, 1, 13, 9, 35, 107],
  [7, 19, 1, 3, 1, 5, 27, 61, 31],
  [7, 21, 1, 1, 5, 11, 19, 41, 61],
  [7, 28, 1, 3, 5, 3, 3, 13, 69],
  [7, 31, 1, 1, 7, 13, 1, 19, 1],
  [7, 32, 1, 3, 7, 5, 13, 19, 59],
  [7, 37, 1, 1, 3, 9, 25, 29, 41],
  [7, 41, 1, 3, 5, 13, 23, 1, 55],
  [7, 42, 1, 3, 7, 3, 13, 59, 17],
  [7, 50, 1, 3, 1, 3, 5, 53, 69],
  [7, 55, 1, 1, 5, 5, 23, 33, 13],
  [7, 56, 1, 1, 7, 7, 1, 61, 123],
  [7, 59, 1, 1, 7, 9, 13, 61, 49],
  [7, 62, 1, 3, 3, 5, 3, 55, 33],
  [8, 14, 1, 3, 1, 15, 31, 13, 49, 245],
  [8, 21, 1, 3, 5, 15, 31, 59, 63, 97],
  [8, 22, 1, 3, 1, 11, 11, 11, 77, 249],
];

/** How many dimensions there are direction numbers for. */
export const sobolDimensions = table.length + 1;

const bits = 32;

/**
 * One coordinate of the Sobol sequence, in the order of Gray's code: the first 2^k points are the same set as in
 * natural order, and each dimension puts exactly one of them into each interval [m/2^k, (m + 1)/2^k).
 *
 * @param dimension 0 to sobolDimensions − 1; the pairs of early dimensions are the best spread
 * @returns point number (0 to 2³² − 1) to its 32 binary digits after the point, as a number of 0 to 2³² − 1; number 0 is
 *   the origin. A digital shift is an exclusive or of these digits
 * Source: Sobol (1967), USSR Comput. Math. Math. Phys. 7(4); Antonov and Saleev (1979) for Gray's code; Joe and Kuo
 *   (2008), SIAM J. Sci. Comput. 30(5), for the direction numbers.
 * Checked against: the points of SciPy 1.17 (scipy.stats.qmc.Sobol) in 40 dimensions.
 */
export function sobol(dimension: number): (index: number) => number {
  const directions = directionNumbers(dimension);
  return (index) => {
    let gray = (index ^ (index >>> 1)) >>> 0;
    let x = 0;
    for (let k = 0; gray !== 0; k++, gray >>>= 1) if (gray & 1) x ^= directions[k];
    return x >>> 0;
  };
}

function directionNumbers(dimension: number): Uint32Array {
  const out = new Uint32Array(bits);
  if (dimension === 0) {
    for (let k = 0; k < bits; k++) out[k] = 2 ** (bits - 1 - k);
    return out;
  }
  const [degree, inner, ...first] = table[dimension - 1];
  for (let k = 0; k < bits; k++) {
    if (k < degree) {
      out[k] = first[k] * 2 ** (bits - 1 - k);
      continue;
    }
    out[k] = out[k - degree] ^ (out[k - degree] >>> degree);
    for (let l = 1; l < degree; l++) if ((inner >>> (degree - 1 - l)) & 1) out[k] ^= out[k - l];
  }
  return out;
}
