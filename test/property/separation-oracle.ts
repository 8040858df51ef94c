/**
 * Separated rows by an exact linear programme in fractions of whole numbers: slow, and it shares no code with the
 * product. max Σ s, 0 <= s <= 1, s <= z where y = 0, z = 0 where y > 0, through its dual.
 * @module
 */
import type { Design } from "../../src/estimate/index.js";

type Fraction = readonly [bigint, bigint];
const zero: Fraction = [0n, 1n];
const one: Fraction = [1n, 1n];
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));
function fraction(a: bigint, b: bigint): Fraction {
  const g = gcd(a, b) * (b < 0n ? -1n : 1n);
  return [a / g, b / g];
}
const minus = (a: Fraction, b: Fraction): Fraction => fraction(a[0] * b[1] - b[0] * a[1], a[1] * b[1]);
const times = (a: Fraction, b: Fraction): Fraction => fraction(a[0] * b[0], a[1] * b[1]);
const over = (a: Fraction, b: Fraction): Fraction => fraction(a[0] * b[1], a[1] * b[0]);

/** Makes column c of row r a unit column. */
function pivot(rows: Fraction[][], r: number, c: number): void {
  const by = rows[r]![c]!;
  rows[r] = rows[r]!.map((v) => over(v, by));
  rows.forEach((row, k) => {
    const factor = row[c]!;
    if (k === r || factor[0] === 0n) return;
    rows[k] = row.map((v, j) => minus(v, times(factor, rows[r]![j]!)));
  });
}

/** Reduces rows in the columns below `width`; returns the pivots' columns, one a leading row. */
function reduce(rows: Fraction[][], width: number): number[] {
  const pivots: number[] = [];
  for (let c = 0; c < width; c++) {
    const r = rows.findIndex((row, k) => k >= pivots.length && row[c]![0] !== 0n);
    if (r < 0) continue;
    const at = pivots.length;
    [rows[at], rows[r]] = [rows[r]!, rows[at]!];
    pivot(rows, at, c);
    pivots.push(c);
  }
  return pivots;
}

/** Rows of the design (regressors whole numbers) that are separated, ascending. */
export function separatedByProgramme({ nObs, y, x, effects }: Design): number[] {
  const cells = (n: number): Fraction[] => [
    ...x.map(({ values }): Fraction => [BigInt(values[n]!), 1n]),
    ...effects.flatMap(({ codes, nLevels }) =>
      Array.from({ length: nLevels }, (_, level): Fraction => [codes[n] === level ? 1n : 0n, 1n]),
    ),
  ];
  const all = Array.from({ length: nObs }, (_, n) => n);
  const positive = all.filter((n) => y[n]! > 0).map(cells);
  const zeros = all.filter((n) => y[n]! === 0);
  const width = positive[0]!.length;
  const pivots = reduce(positive, width);
  const free = Array.from({ length: width }, (_, c) => c).filter((c) => !pivots.includes(c));
  // Coordinates along directions on which no row with y > 0 moves.
  const d = zeros.map((n) => {
    const row = cells(n);
    return free.map((c) => pivots.reduce((v, p, k) => minus(v, times(row[p]!, positive[k]![c]!)), row[c]!));
  });
  return programme(d).map((r) => zeros[r]!);
}

/**
 * The dual, min Σ v, D'λ = 0, λ + v − u = 1, all >= 0, by the simplex method with Bland's rule from v = 1 and λ = 0.
 * At the optimum v is 1 where z is positive and 0 where it is not.
 */
function programme(d: readonly (readonly Fraction[])[]): number[] {
  const n = d.length;
  const q = d[0]?.length ?? 0;
  const width = 3 * n;
  const minusOne: Fraction = [-1n, 1n];
  const blank = (): Fraction[] => Array.from({ length: width + q + 1 }, () => zero);
  // Columns: λ, v, u, artificial variables of D'λ = 0 (at zero from the start), right side.
  const rows = [
    ...d.map((_, r) => {
      const row = blank();
      row[r] = one;
      row[n + r] = one;
      row[2 * n + r] = minusOne;
      row[width + q] = one;
      return row;
    }),
    ...Array.from({ length: q }, (_, m) => {
      const row = blank();
      d.forEach((own, r) => {
        row[r] = own[m]!;
      });
      row[width + m] = one;
      return row;
    }),
  ];
  const basis = rows.map((_, k) => (k < n ? n + k : width + k - n));
  simplex(rows, basis, (c) => (c >= n && c < 2 * n ? one : zero), width);
  return basis.flatMap((c, r) => (c >= n && c < 2 * n && rows[r]!.at(-1)![0] > 0n ? [c - n] : []));
}

function simplex(
  rows: Fraction[][],
  basis: number[],
  cost: (column: number) => Fraction,
  width: number,
): void {
  for (;;) {
    const entering = Array.from({ length: width }, (_, c) => c).find((c) => {
      if (basis.includes(c)) return false;
      return basis.reduce((sum, b, r) => minus(sum, times(cost(b), rows[r]![c]!)), cost(c))[0] < 0n;
    });
    if (entering === undefined) return;
    let leaving = -1;
    let best: Fraction = zero;
    rows.forEach((row, r) => {
      if (row[entering]![0] <= 0n) {
        // An artificial variable at zero must not grow again.
        if (!(basis[r]! >= width && row.at(-1)![0] === 0n && row[entering]![0] < 0n)) return;
      }
      const ratio = over(row.at(-1)!, row[entering]!);
      const gap = leaving < 0 ? -1n : minus(ratio, best)[0];
      if (gap > 0n || (gap === 0n && basis[r]! > basis[leaving]!)) return;
      leaving = r;
      best = ratio;
    });
    if (leaving < 0) throw new RangeError("unbounded, which Σ v >= 0 cannot be");
    pivot(rows, leaving, entering);
    basis[leaving] = entering;
  }
}
