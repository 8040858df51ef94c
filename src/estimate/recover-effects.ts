/**
 * Values of the absorbed effects.
 * @module
 */
import { absorbColumns, prepareWeights } from "../kernel/index.js";
import type { Arranged } from "./arrange.js";
import type { Design, EffectValues, FixedEffects } from "./design.js";

/**
 * Solves index − offset − x b = Σ effects for the effects, exactly consistent by construction, then normalises.
 *
 * Gravity's effects are determined up to shifts: each effect after the first gets mean zero over the levels of every
 * group of levels that rows connect to the first one, and the first takes the shift up. With two effects that pins
 * everything; with three or more the rest is the solution nearest to zero.
 */
export function recoverEffects(
  design: Design,
  arranged: Arranged,
  linear: Float64Array,
  b: Float64Array,
): FixedEffects {
  const { plan, blockOf, x, k, offset, centre, scale, row } = arranged;
  const n = plan.nObs;
  const left = new Float64Array(n);
  let shift = 0;
  for (let j = 0; j < k; j++) shift += (b[j] * centre[j]) / scale[j];
  for (let r = 0; r < n; r++) {
    let value = linear[r] - (offset ? offset[r] : 0) - shift;
    for (let j = 0; j < k; j++) value -= b[j] * x[r * k + j];
    left[r] = value;
  }
  const target = left.slice();
  const start = new Float64Array(plan.nUnknowns);
  const weights = prepareWeights(plan, new Float64Array(n).fill(1));
  absorbColumns(plan, weights, left, 1, { tolerance: 1e-13, coefficients: [start], maxPasses: 5000 });
  const { starts, unknowns, multipliers, rest } = plan;
  const width = rest.length;
  const values = design.effects.map(
    (e): { name: string; values: Float64Array; slopes: { name: string; values: Float64Array }[] } => ({
      name: e.name,
      values: new Float64Array(e.nLevels).fill(Number.NaN),
      slopes: (e.slopes ?? []).map((s) => ({
        name: s.name,
        values: new Float64Array(e.nLevels).fill(Number.NaN),
      })),
    }),
  );
  if (plan.eliminated >= 0) {
    const own = values[blockOf[plan.eliminated].effect].values;
    for (let g = 0; g + 1 < starts.length; g++) {
      let mean = 0;
      for (let r = starts[g]; r < starts[g + 1]; r++) {
        let value = target[r];
        for (let q = r * width; q < (r + 1) * width; q++)
          value -= (multipliers ? multipliers[q] : 1) * start[unknowns[q]];
        mean += value;
      }
      own[plan.groupLevel[g]] = mean / (starts[g + 1] - starts[g]);
    }
  }
  rest.forEach((block, q) => {
    const { effect, slope } = blockOf[block];
    if (slope >= 0) return;
    for (let r = 0; r < n; r++) {
      const u = unknowns[r * width + q];
      values[effect].values[plan.levelOf[u]] = start[u];
    }
  });
  slopesInto(design, arranged, start, values);
  const normalisation = normalise(design, values, row);
  return { effects: values as readonly EffectValues[], normalisation };
}

type Values = { name: string; values: Float64Array; slopes: { name: string; values: Float64Array }[] }[];

/** Slopes in the user's units: undoes the centring and scaling of the slope variables, level by level. */
function slopesInto(
  design: Design,
  { plan, blockOf, blocks, row }: Arranged,
  start: Float64Array,
  values: Values,
): void {
  plan.rest.forEach((block, q) => {
    const { effect, slope } = blockOf[block];
    if (slope < 0) return;
    const { codes, slopes = [], slopesOnly } = design.effects[effect];
    const raw = slopes[slope].values;
    const { multiplier } = blocks[block];
    if (!multiplier) return;
    const { nLevels } = design.effects[effect];
    const sums = Array.from({ length: 3 }, () => new Float64Array(nLevels));
    let own = 0;
    let scaled = 0;
    for (let r = 0; r < row.length; r++) {
      const level = codes[row[r]];
      sums[0][level]++;
      sums[1][level] += raw[row[r]];
    }
    const position = plan.order;
    for (let r = 0; r < row.length; r++) {
      const level = codes[row[r]];
      const centred = slopesOnly ? raw[row[r]] : raw[row[r]] - sums[1][level] / sums[0][level];
      own += centred * centred;
      scaled += multiplier[position ? position[r] : r] ** 2;
    }
    const unit = scaled > 0 ? Math.sqrt(own / scaled) : 1;
    for (let u = plan.offsets[q]; u < plan.offsets[q + 1]; u++) {
      const level = plan.levelOf[u];
      const value = start[u] / unit;
      values[effect].slopes[slope].values[level] = value;
      if (!slopesOnly) values[effect].values[level] -= (value * sums[1][level]) / sums[0][level];
    }
  });
}

/** Mean zero for every intercept effect after the first, within levels connected through rows. */
function normalise(design: Design, values: Values, row: Int32Array): string {
  const intercepts = design.effects.map((_, k) => k).filter((k) => !design.effects[k].slopesOnly);
  if (intercepts.length < 2) return "none needed: a single effect is determined";
  const [first, ...others] = intercepts;
  const base = design.effects[first];
  for (const other of others) {
    const factor = design.effects[other];
    const group = connect(base.codes, base.nLevels, factor.codes, factor.nLevels, row);
    const sum = new Map<number, { total: number; count: number }>();
    const own = values[other].values;
    for (let level = 0; level < factor.nLevels; level++) {
      if (Number.isNaN(own[level])) continue;
      const at = sum.get(group[base.nLevels + level]) ?? { total: 0, count: 0 };
      at.total += own[level];
      at.count++;
      sum.set(group[base.nLevels + level], at);
    }
    const mean = (g: number): number => {
      const at = sum.get(g);
      return at ? at.total / at.count : 0;
    };
    for (let level = 0; level < factor.nLevels; level++) own[level] -= mean(group[base.nLevels + level]);
    for (let level = 0; level < base.nLevels; level++) values[first].values[level] += mean(group[level]);
  }
  const rest = others.map((k) => design.effects[k].name).join(", ");
  return `${rest}: mean zero over levels in each group of levels that rows connect with ${base.name}`;
}

/** Connected components of the bipartite graph of two factors (union–find with path halving). */
function connect(a: Int32Array, nA: number, b: Int32Array, nB: number, row: Int32Array): Int32Array {
  const parent = Int32Array.from({ length: nA + nB }, (_, v) => v);
  const find = (start: number): number => {
    let v = start;
    while (parent[v] !== v) {
      parent[v] = parent[parent[v]];
      v = parent[v];
    }
    return v;
  };
  for (let r = 0; r < row.length; r++) {
    const p = find(a[row[r]]);
    const q = find(nA + b[row[r]]);
    if (p !== q) parent[p] = q;
  }
  return parent.map((_, v) => find(v));
}
