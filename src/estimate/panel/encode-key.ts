/**
 * Keys as dense whole numbers: one column, or several joined.
 * @module
 */

/** Codes 0 … nLevels − 1 in order of appearance, −1 where a part is missing. */
export interface Codes {
  readonly codes: Int32Array;
  readonly nLevels: number;
}

/** Tables of up to this many cells a row are cheaper than hashing. */
const tablePerRow = 8;
const smallTable = 1 << 20;

/** Numbers to codes; NaN is missing. Whole numbers in a narrow range go through a table, others are hashed. */
export function encodeNumbers(values: Float64Array): Codes {
  let [low, high, whole] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, true];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
    if (!Number.isInteger(value)) whole = false;
  }
  const range = high - low + 1;
  if (!(range > 0)) return { codes: new Int32Array(values.length).fill(-1), nLevels: 0 };
  return whole && fitsTable(range, values.length)
    ? byTable(values, low, range)
    : byHash(values.length, (n) => values[n]!, Number.isNaN);
}

/** Codes of a dictionary (−1 missing) made dense over the rows given. */
export function encodeCodes(codes: Int32Array, nLevels: number): Codes {
  return byTable(codes, 0, Math.max(1, nLevels));
}

/** Two keys as one: a level for each pair that occurs. */
export function joinCodes(a: Codes, b: Codes): Codes {
  const n = a.codes.length;
  const cells = a.nLevels * b.nLevels;
  const pair = (k: number): number => {
    const [i, j] = [a.codes[k]!, b.codes[k]!];
    return i < 0 || j < 0 ? -1 : i * b.nLevels + j;
  };
  if (!fitsTable(cells, n)) return byHash(n, pair, (value) => value < 0);
  const table = new Int32Array(cells).fill(-1);
  const codes = new Int32Array(n);
  let nLevels = 0;
  for (let k = 0; k < n; k++) {
    const [i, j] = [a.codes[k]!, b.codes[k]!];
    if (i < 0 || j < 0) {
      codes[k] = -1;
      continue;
    }
    const cell = i * b.nLevels + j;
    if (table[cell]! < 0) table[cell] = nLevels++;
    codes[k] = table[cell]!;
  }
  return { codes, nLevels };
}

const fitsTable = (cells: number, rows: number): boolean => cells <= Math.max(smallTable, tablePerRow * rows);

/** `low` is the smallest value; NaN and what is below it are missing. */
function byTable(values: Float64Array | Int32Array, low: number, range: number): Codes {
  const table = new Int32Array(range).fill(-1);
  const codes = new Int32Array(values.length);
  let nLevels = 0;
  for (let n = 0; n < values.length; n++) {
    const cell = values[n]! - low;
    if (!(cell >= 0)) {
      codes[n] = -1;
      continue;
    }
    if (table[cell]! < 0) table[cell] = nLevels++;
    codes[n] = table[cell]!;
  }
  return { codes, nLevels };
}

/** Open addressing on the bits of the double; the table doubles when half full. */
function byHash(n: number, value: (row: number) => number, missing: (value: number) => boolean): Codes {
  const bits = new Float64Array(1);
  const words = new Int32Array(bits.buffer);
  const hash = (key: number): number => {
    bits[0] = key;
    let h = Math.imul(words[0]!, 0x9e3779b1) ^ Math.imul(words[1]!, 0x85ebca6b);
    h ^= h >>> 15;
    h = Math.imul(h, 0x2c1b3c6d);
    return h ^ (h >>> 13);
  };
  let mask = 1023;
  let slots = new Int32Array(mask + 1).fill(-1);
  let keys = new Float64Array(mask + 1);
  let nLevels = 0;
  const grow = (): void => {
    mask = mask * 2 + 1;
    const larger = new Float64Array(mask + 1);
    larger.set(keys);
    keys = larger;
    slots = new Int32Array(mask + 1).fill(-1);
    for (let level = 0; level < nLevels; level++) {
      let slot = hash(keys[level]!) & mask;
      while (slots[slot]! >= 0) slot = (slot + 1) & mask;
      slots[slot] = level;
    }
  };
  const codes = new Int32Array(n);
  for (let row = 0; row < n; row++) {
    // −0 and 0 are one key.
    const key = value(row) + 0;
    if (missing(key)) {
      codes[row] = -1;
      continue;
    }
    let slot = hash(key) & mask;
    while (slots[slot]! >= 0 && keys[slots[slot]!] !== key) slot = (slot + 1) & mask;
    if (slots[slot]! < 0) {
      slots[slot] = nLevels;
      keys[nLevels++] = key;
      codes[row] = nLevels - 1;
      if (nLevels * 2 > mask) grow();
    } else codes[row] = slots[slot]!;
  }
  return { codes, nLevels };
}
