/**
 * Fills a table to given margins, as near to its targets as their weights demand.
 * @module
 */

/** Row = exporter i, column = importer j; cell (i, j) at i·n + j. */
export interface BalanceProblem {
  readonly n: number;
  /** n × n, >= 0; zero cells stay zero (the diagonal). Same unit as the margins. */
  readonly target: Float64Array;
  /** n × n, > 0: how costly it is to move a cell away from its target, relative to an imputed one. */
  readonly weight: Float64Array;
  /** n × n, > 0; Infinity where nothing is known. A cell does not pass it. */
  readonly cap: Float64Array;
  readonly rows: Float64Array;
  readonly columns: Float64Array;
}

export interface Multipliers {
  /** Per row and per column (n), dimensionless. */
  readonly alpha: Float64Array;
  readonly beta: Float64Array;
}

export interface BalanceResult extends Multipliers {
  readonly flows: Float64Array;
  /** Largest relative gap of a margin. */
  readonly gap: number;
  readonly steps: number;
  readonly converged: boolean;
}

const TOLERANCE = 1e-11;
const MAX_STEPS = 200;

/** One cell of the solution: min(cap, t·exp((α + β)/w)). */
export function balancedCell(target: number, weight: number, cap: number, lambda: number): number {
  return Math.min(cap, target * Math.exp(lambda / weight));
}

/**
 * Balances a table by weighted cross-entropy.
 *
 * Model: minimise Σ w_ij (x_ij ln(x_ij/t_ij) − x_ij + t_ij) subject to Σ_j x_ij = R_i, Σ_i x_ij = C_j and
 * x_ij <= c_ij; the optimum is x_ij = min(c_ij, t_ij exp((α_i + β_j)/w_ij)).
 * @param start multipliers to start from (n each); zero when absent
 * @returns flows, multipliers, largest relative gap of a margin; `converged` is false when the caps leave no table
 * Method: alternating root finding of each α_i and β_j, then damped Newton steps on the convex dual (Schur
 * complement, Cholesky), O(n³) each; stops at a relative gap of 1e-11.
 * Source: Golan, Judge and Miller (1996), Maximum Entropy Econometrics, for the criterion; with equal weights and
 * no caps it is the RAS method of Stone (1961).
 */
export function balance(problem: BalanceProblem, start?: Multipliers): BalanceResult {
  const { n } = problem;
  const alpha = start ? Float64Array.from(start.alpha) : new Float64Array(n);
  const beta = start ? Float64Array.from(start.beta) : new Float64Array(n);
  const flows = new Float64Array(n * n);
  for (let sweep = 0; sweep < (start ? 2 : 12); sweep++) {
    for (let i = 0; i < n; i++) solveLine(problem, alpha, beta, i, true);
    for (let j = 0; j < n; j++) solveLine(problem, beta, alpha, j, false);
  }
  let steps = 0;
  let gap = fill(problem, alpha, beta, flows).gap;
  while (gap > TOLERANCE && steps < MAX_STEPS) {
    steps++;
    if (!newtonStep(problem, alpha, beta)) {
      for (let i = 0; i < n; i++) solveLine(problem, alpha, beta, i, true);
    }
    for (let j = 0; j < n; j++) solveLine(problem, beta, alpha, j, false);
    const now = fill(problem, alpha, beta, flows).gap;
    if (steps > 20 && now > 0.5 * gap && now < 1e-10) {
      gap = now;
      break;
    }
    gap = now;
  }
  return { flows, alpha, beta, gap, steps, converged: gap <= 1e-9 };
}

interface Filled {
  readonly rowSums: Float64Array;
  readonly columnSums: Float64Array;
  readonly gap: number;
}

/** Flows, their sums and the largest relative gap at (α, β). */
function fill(p: BalanceProblem, alpha: Float64Array, beta: Float64Array, flows: Float64Array): Filled {
  const { n } = p;
  const rowSums = new Float64Array(n);
  const columnSums = new Float64Array(n);
  for (let i = 0, c = 0; i < n; i++) {
    for (let j = 0; j < n; j++, c++) {
      const t = p.target[c];
      if (t === 0) continue;
      const x = balancedCell(t, p.weight[c], p.cap[c], alpha[i] + beta[j]);
      flows[c] = x;
      rowSums[i] += x;
      columnSums[j] += x;
    }
  }
  let gap = 0;
  for (let i = 0; i < n; i++) {
    gap = Math.max(gap, relativeGap(rowSums[i], p.rows[i]), relativeGap(columnSums[i], p.columns[i]));
  }
  return { rowSums, columnSums, gap };
}

function relativeGap(sum: number, margin: number): number {
  return margin > 0 ? Math.abs(sum - margin) / margin : sum;
}

/** Sets the multiplier of one row (or column) so that its margin is met, the others held. */
function solveLine(
  p: BalanceProblem,
  own: Float64Array,
  other: Float64Array,
  line: number,
  isRow: boolean,
): void {
  const { n } = p;
  const margin = isRow ? p.rows[line] : p.columns[line];
  if (margin <= 0) return;
  let a = own[line];
  for (let iteration = 0; iteration < 100; iteration++) {
    let sum = 0;
    let slope = 0;
    for (let k = 0; k < n; k++) {
      const c = isRow ? line * n + k : k * n + line;
      const t = p.target[c];
      if (t === 0) continue;
      const x = t * Math.exp((a + other[k]) / p.weight[c]);
      if (x < p.cap[c]) {
        sum += x;
        slope += x / p.weight[c];
      } else sum += p.cap[c];
    }
    const off = Math.log(margin / sum);
    if (Math.abs(off) < 1e-15) break;
    if (slope === 0) {
      if (off > 0) break; // every cell at its cap: no room
      a -= 1;
      continue;
    }
    // Newton on ln Σ x, which is near linear in α
    const step = (off * sum) / slope;
    a += Math.max(-8, Math.min(8, step));
    if (Math.abs(step) < 1e-14 * (1 + Math.abs(a))) break;
  }
  own[line] = a;
}

/** A damped Newton step on the dual; false when no step lowers it. */
function newtonStep(p: BalanceProblem, alpha: Float64Array, beta: Float64Array): boolean {
  const { n } = p;
  const rowGap = Float64Array.from(p.rows);
  const columnGap = Float64Array.from(p.columns);
  const rowSlope = new Float64Array(n);
  const columnSlope = new Float64Array(n);
  const slopes = new Float64Array(n * n);
  for (let i = 0, c = 0; i < n; i++) {
    for (let j = 0; j < n; j++, c++) {
      const t = p.target[c];
      if (t === 0) continue;
      const x = balancedCell(t, p.weight[c], p.cap[c], alpha[i] + beta[j]);
      rowGap[i] -= x;
      columnGap[j] -= x;
      if (x < p.cap[c]) {
        const h = x / p.weight[c];
        slopes[c] = h;
        rowSlope[i] += h;
        columnSlope[j] += h;
      }
    }
  }
  const step = solveSaddle(n, slopes, rowSlope, columnSlope, rowGap, columnGap);
  let largest = 0;
  for (const value of step) largest = Math.max(largest, Math.abs(value));
  let damp = Math.min(1, 30 / largest);
  const before = dual(p, alpha, beta);
  const nextAlpha = new Float64Array(n);
  const nextBeta = new Float64Array(n);
  for (let attempt = 0; attempt < 12; attempt++, damp /= 2) {
    for (let i = 0; i < n; i++) {
      nextAlpha[i] = alpha[i] + damp * step[i];
      nextBeta[i] = beta[i] + damp * step[n + i];
    }
    const after = dual(p, nextAlpha, nextBeta);
    if (after <= before + 1e-13 * Math.abs(before)) {
      alpha.set(nextAlpha);
      beta.set(nextBeta);
      return true;
    }
  }
  return false;
}

/** The dual to minimise: Σ w x (uncapped; linear beyond the cap) − Σ α R − Σ β C. */
function dual(p: BalanceProblem, alpha: Float64Array, beta: Float64Array): number {
  const { n } = p;
  let value = 0;
  for (let i = 0, c = 0; i < n; i++) {
    value -= alpha[i] * p.rows[i] + beta[i] * p.columns[i];
    for (let j = 0; j < n; j++, c++) {
      const t = p.target[c];
      if (t === 0) continue;
      const w = p.weight[c];
      const cap = p.cap[c];
      const lambda = alpha[i] + beta[j];
      const x = t * Math.exp(lambda / w);
      value += x < cap ? w * x : w * cap + cap * (lambda - w * Math.log(cap / t));
    }
  }
  return value;
}

/** Solves [diag(r) S; Sᵀ diag(c)] (δα, δβ) = (gr, gc) with δβ of the last column held at 0. */
function solveSaddle(
  n: number,
  slopes: Float64Array,
  rowSlope: Float64Array,
  columnSlope: Float64Array,
  rowGap: Float64Array,
  columnGap: Float64Array,
): Float64Array {
  const m = n - 1;
  const schur = new Float64Array(m * m);
  const right = new Float64Array(m);
  const inverse = rowSlope.map((r) => (r > 0 ? 1 / r : 0));
  for (let j = 0; j < m; j++) {
    schur[j * m + j] = columnSlope[j] * (1 + 1e-13) + 1e-300;
    right[j] = columnGap[j];
  }
  for (let i = 0; i < n; i++) {
    const w = inverse[i];
    if (w === 0) continue;
    const row = slopes.subarray(i * n, i * n + n);
    for (let j = 0; j < m; j++) {
      const s = row[j] * w;
      if (s === 0) continue;
      right[j] -= s * rowGap[i];
      for (let k = 0; k <= j; k++) schur[j * m + k] -= s * row[k];
    }
  }
  choleskySolve(m, schur, right);
  const step = new Float64Array(2 * n);
  for (let j = 0; j < m; j++) step[n + j] = right[j];
  for (let i = 0; i < n; i++) {
    let rest = rowGap[i];
    for (let j = 0; j < m; j++) rest -= slopes[i * n + j] * right[j];
    step[i] = rest * inverse[i];
  }
  return step;
}

/** In place: lower triangle of a, right side b becomes the solution. A pivot that vanishes leaves its unknown at 0. */
function choleskySolve(m: number, a: Float64Array, b: Float64Array): void {
  const diagonal = Float64Array.from({ length: m }, (_, j) => a[j * m + j]);
  for (let j = 0; j < m; j++) {
    let pivot = a[j * m + j];
    for (let k = 0; k < j; k++) pivot -= a[j * m + k] ** 2;
    const root = pivot > 1e-14 * diagonal[j] ? Math.sqrt(pivot) : Number.POSITIVE_INFINITY;
    a[j * m + j] = root;
    for (let i = j + 1; i < m; i++) {
      let sum = a[i * m + j];
      for (let k = 0; k < j; k++) sum -= a[i * m + k] * a[j * m + k];
      a[i * m + j] = root === Number.POSITIVE_INFINITY ? 0 : sum / root;
    }
  }
  for (let i = 0; i < m; i++) {
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= a[i * m + k] * b[k];
    b[i] = a[i * m + i] === Number.POSITIVE_INFINITY ? 0 : sum / a[i * m + i];
  }
  for (let i = m - 1; i >= 0; i--) {
    let sum = b[i];
    for (let k = i + 1; k < m; k++) sum -= a[k * m + i] * b[k];
    b[i] = a[i * m + i] === Number.POSITIVE_INFINITY ? 0 : sum / a[i * m + i];
  }
}
