/**
 * A design's used rows, arranged for the kernel.
 * @module
 */
import { type AbsorbBlock, type AbsorbPlan, planAbsorption } from "../kernel/index.js";
import type { Design } from "./design.js";
import { usedRows } from "./keep-rows.js";

/** Which block of the plan is what of the design. */
export interface BlockOf {
  readonly effect: number;
  /** Index of the slope variable; −1 for the intercept. */
  readonly slope: number;
}

export interface Arranged {
  readonly plan: AbsorbPlan;
  readonly blocks: readonly AbsorbBlock[];
  readonly blockOf: readonly BlockOf[];
  /** Row of the design at each visiting position. */
  readonly row: Int32Array;
  readonly y: Float64Array;
  readonly weights: Float64Array | null;
  readonly offset: Float64Array | null;
  /** Row-major (n × k): (x − centre) / scale. */
  readonly x: Float64Array;
  readonly k: number;
  readonly centre: Float64Array;
  readonly scale: Float64Array;
}

/**
 * Takes the used rows in the visiting order of a plan. Regressors are brought to unit spread, and centred where some
 * effect can take up the shift, which changes no coefficient but keeps the sums well conditioned (a year near 2000).
 *
 * @param columns indices of the regressors to take
 */
export function arrange(design: Design, excluded: Uint8Array, columns: readonly number[]): Arranged {
  const rows = usedRows(excluded);
  const n = rows ? rows.length : design.nObs;
  const take = (values: Float64Array): Float64Array => {
    if (!rows) return values;
    const out = new Float64Array(n);
    for (let r = 0; r < n; r++) out[r] = values[rows[r]];
    return out;
  };
  const { blocks, blockOf } = blocksOf(design, rows, take);
  const plan = planAbsorption(n, blocks);
  const { order } = plan;
  const row = new Int32Array(n);
  for (let r = 0; r < n; r++) {
    const position = order ? order[r] : r;
    row[r] = rows ? rows[position] : position;
  }
  const pick = (values: Float64Array): Float64Array => {
    const out = new Float64Array(n);
    for (let r = 0; r < n; r++) out[r] = values[row[r]];
    return out;
  };
  const k = columns.length;
  const x = new Float64Array(n * k);
  const centre = new Float64Array(k);
  const scale = new Float64Array(k);
  const hasIntercept = plan.eliminated >= 0;
  columns.forEach((column, j) => {
    const { values } = design.x[column];
    let mean = 0;
    for (let r = 0; r < n; r++) mean += values[row[r]];
    mean /= n;
    let spread = 0;
    for (let r = 0; r < n; r++) spread += (values[row[r]] - mean) ** 2;
    spread = Math.sqrt(spread / n);
    centre[j] = hasIntercept ? mean : 0;
    // A constant column has no spread: its own size will do.
    scale[j] = spread > 1e-12 * Math.abs(mean) ? spread : Math.abs(mean) || 1;
    const constant = hasIntercept && !(spread > 1e-12 * Math.abs(mean));
    for (let r = 0; r < n; r++) x[r * k + j] = constant ? 0 : (values[row[r]] - centre[j]) / scale[j];
  });
  return {
    plan,
    blocks,
    blockOf,
    row,
    y: pick(design.y),
    weights: design.weights ? pick(design.weights) : null,
    offset: design.offset ? pick(design.offset) : null,
    x,
    k,
    centre,
    scale,
  };
}

/** Intercepts and slopes as blocks; a slope variable beside its intercept is centred within levels, which spans the same. */
function blocksOf(
  design: Design,
  rows: Int32Array | null,
  take: (values: Float64Array) => Float64Array,
): { blocks: AbsorbBlock[]; blockOf: BlockOf[] } {
  const blocks: AbsorbBlock[] = [];
  const blockOf: BlockOf[] = [];
  design.effects.forEach(({ codes: all, nLevels, slopes = [], slopesOnly }, effect) => {
    let codes = all;
    if (rows) {
      codes = new Int32Array(rows.length);
      for (let r = 0; r < rows.length; r++) codes[r] = all[rows[r]];
    }
    if (!slopesOnly) {
      blocks.push({ codes, nLevels });
      blockOf.push({ effect, slope: -1 });
    }
    slopes.forEach(({ values }, slope) => {
      const multiplier = scaledSlope(take(values), codes, nLevels, !slopesOnly);
      blocks.push({ codes, nLevels, multiplier });
      blockOf.push({ effect, slope });
    });
  });
  return { blocks, blockOf };
}

function scaledSlope(
  values: Float64Array,
  codes: Int32Array,
  nLevels: number,
  centred: boolean,
): Float64Array {
  const sum = new Float64Array(nLevels);
  const count = new Float64Array(nLevels);
  for (let n = 0; n < codes.length; n++) {
    sum[codes[n]] += values[n];
    count[codes[n]]++;
  }
  let square = 0;
  const out = values.map((v, n) => {
    const d = centred ? v - sum[codes[n]] / count[codes[n]] : v;
    square += d * d;
    return d;
  });
  const scale = Math.sqrt(square / codes.length) || 1;
  return out.map((d) => d / scale);
}
