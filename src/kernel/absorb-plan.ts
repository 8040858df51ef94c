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
  /** Level of its block that each unknown stands for; levels are numbered anew in the order of visits, unused ones left out. */
  readonly levelOf: Int32Array;
  readonly nUnknowns: number;
  /** 1 for groups whose rows step through the unknowns of two remaining blocks one by one, as years of a pair do. */
  readonly straight: Uint8Array;
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
  const width = rest.length;
  const offsets = new Int32Array(width + 1);
  const unknowns = new Int32Array(nObs * width);
  const levels: Int32Array[] = [];
  const sloped = rest.some((k) => blocks[k].multiplier);
  const multipliers = sloped ? new Float64Array(nObs * width).fill(1) : null;
  rest.forEach((k, q) => {
    const { codes, multiplier, nLevels } = blocks[k];
    const number = new Int32Array(nLevels).fill(-1);
    const level = new Int32Array(nLevels);
    let used = 0;
    for (let n = 0; n < nObs; n++) {
      const row = order ? order[n] : n;
      const code = codes[row];
      if (number[code] < 0) {
        level[used] = code;
        number[code] = used++;
      }
      unknowns[n * width + q] = offsets[q] + number[code];
      if (multiplier && multipliers) multipliers[n * width + q] = multiplier[row];
    }
    offsets[q + 1] = offsets[q] + used;
    levels.push(level.subarray(0, used));
  });
  const levelOf = new Int32Array(offsets[width]);
  levels.forEach((level, q) => {
    levelOf.set(level, offsets[q]);
  });
  const straight = straightGroups(starts, unknowns, width === 2 && !sloped);
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
    levelOf,
    nUnknowns,
    straight,
  };
}

function straightGroups(starts: Int32Array, unknowns: Int32Array, possible: boolean): Uint8Array {
  const straight = new Uint8Array(starts.length - 1);
  if (!possible) return straight;
  for (let g = 0; g < straight.length; g++) {
    let steps = true;
    for (let n = starts[g] + 1; n < starts[g + 1] && steps; n++) {
      steps = unknowns[2 * n] === unknowns[2 * n - 2] + 1 && unknowns[2 * n + 1] === unknowns[2 * n - 1] + 1;
    }
    straight[g] = steps ? 1 : 0;
  }
  return straight;
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
