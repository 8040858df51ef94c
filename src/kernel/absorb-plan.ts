/**
 * The order in which rows are visited and the unknowns of weighted least squares on absorbed effects.
 * @module
 */

/** Unknowns that a row selects: one a level, times `multiplier` where the block is a slope. */
export interface AbsorbBlock {
  /** Length nObs, 0 to nLevels − 1. */
  readonly codes: Int32Array;
  readonly nLevels: number;
  /** Length nObs; absent for an intercept. */
  readonly multiplier?: Float64Array;
}

/** Rows in visiting order; arrays that passes read are in that order ("sorted"). */
export interface AbsorbPlan {
  readonly nObs: number;
  /** Row of the caller at each position; null where the rows came in order. */
  readonly order: Int32Array | null;
  /** Index of the block whose intercepts are eliminated in closed form; −1: none. */
  readonly eliminated: number;
  /** Rows of group g: starts[g] to starts[g + 1] − 1. Without an eliminated block, runs of rows for the cache only. */
  readonly starts: Int32Array;
  /** Level of the eliminated block for each group. */
  readonly groupLevel: Int32Array;
  readonly largestGroup: number;
  /** Blocks left to iterate on, by their index. */
  readonly rest: readonly number[];
  /** Unknown of each row and remaining block, row-major (nObs × rest.length). */
  readonly unknowns: Int32Array;
  /** Multipliers beside `unknowns`; null where all are 1. */
  readonly multipliers: Float64Array | null;
  /** First unknown of each remaining block, then their number. */
  readonly offsets: Int32Array;
  readonly nUnknowns: number;
}

const runLength = 512;

/**
 * Plans the absorption of blocks: the intercept block with most levels is eliminated exactly, rows are visited group
 * by group of it (a counting sort where they do not come so), all other blocks are iterated on.
 *
 * Time and memory: linear in rows times blocks.
 */
export function planAbsorption(nObs: number, blocks: readonly AbsorbBlock[]): AbsorbPlan {
  let eliminated = -1;
  blocks.forEach((block, k) => {
    if (!block.multiplier && (eliminated < 0 || block.nLevels > blocks[eliminated].nLevels)) eliminated = k;
  });
  const groups = eliminated < 0 ? runsOf(nObs) : groupsOf(nObs, blocks[eliminated]);
  const { order, starts, groupLevel } = groups;
  const rest = blocks.map((_, k) => k).filter((k) => k !== eliminated);
  const offsets = new Int32Array(rest.length + 1);
  rest.forEach((k, q) => {
    offsets[q + 1] = offsets[q] + blocks[k].nLevels;
  });
  const width = rest.length;
  const unknowns = new Int32Array(nObs * width);
  const sloped = rest.some((k) => blocks[k].multiplier);
  const multipliers = sloped ? new Float64Array(nObs * width).fill(1) : null;
  rest.forEach((k, q) => {
    const { codes, multiplier } = blocks[k];
    for (let n = 0; n < nObs; n++) {
      const row = order ? order[n] : n;
      unknowns[n * width + q] = offsets[q] + codes[row];
      if (multiplier && multipliers) multipliers[n * width + q] = multiplier[row];
    }
  });
  let largestGroup = 0;
  for (let g = 0; g + 1 < starts.length; g++)
    largestGroup = Math.max(largestGroup, starts[g + 1] - starts[g]);
  const nUnknowns = offsets[width];
  return {
    nObs,
    order,
    eliminated,
    starts,
    groupLevel,
    largestGroup,
    rest,
    unknowns,
    multipliers,
    offsets,
    nUnknowns,
  };
}

interface Groups {
  readonly order: Int32Array | null;
  readonly starts: Int32Array;
  readonly groupLevel: Int32Array;
}

function runsOf(nObs: number): Groups {
  const n = Math.ceil(nObs / runLength);
  const starts = Int32Array.from({ length: n + 1 }, (_, g) => Math.min(nObs, g * runLength));
  return { order: null, starts, groupLevel: new Int32Array(n) };
}

function groupsOf(nObs: number, { codes, nLevels }: AbsorbBlock): Groups {
  const count = new Int32Array(nLevels);
  let contiguous = true;
  let runs = 0;
  for (let n = 0; n < nObs; n++) {
    const level = codes[n];
    if (n === 0 || codes[n - 1] !== level) {
      if (count[level] > 0) contiguous = false;
      runs++;
    }
    count[level]++;
  }
  if (contiguous) {
    const starts = new Int32Array(runs + 1);
    const groupLevel = new Int32Array(runs);
    let g = 0;
    for (let n = 0; n < nObs; n++) {
      if (n > 0 && codes[n - 1] === codes[n]) continue;
      starts[g] = n;
      groupLevel[g++] = codes[n];
    }
    starts[runs] = nObs;
    return { order: null, starts, groupLevel };
  }
  const used: number[] = [];
  const place = new Int32Array(nLevels);
  const starts: number[] = [];
  let at = 0;
  for (let level = 0; level < nLevels; level++) {
    place[level] = at;
    if (count[level] === 0) continue;
    used.push(level);
    starts.push(at);
    at += count[level];
  }
  starts.push(at);
  const order = new Int32Array(nObs);
  for (let n = 0; n < nObs; n++) order[place[codes[n]]++] = n;
  return { order, starts: Int32Array.from(starts), groupLevel: Int32Array.from(used) };
}

/** A column in visiting order (a copy). */
export function sortColumn(plan: AbsorbPlan, column: Float64Array): Float64Array {
  const { order } = plan;
  if (!order) return column.slice();
  const out = new Float64Array(order.length);
  for (let n = 0; n < order.length; n++) out[n] = column[order[n]];
  return out;
}

/** A sorted column back in the caller's order (a copy). */
export function unsortColumn(plan: AbsorbPlan, column: Float64Array): Float64Array {
  const { order } = plan;
  if (!order) return column.slice();
  const out = new Float64Array(order.length);
  for (let n = 0; n < order.length; n++) out[order[n]] = column[n];
  return out;
}
