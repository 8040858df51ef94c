/**
 * Separation decided exactly on small panels, where the rectifier does not settle.
 * @module
 */
import { nearestResidual } from "../kernel/index.js";
import type { Rectified, RectifierProblem } from "./rectifier.js";

const independent = 1e-9;
const zero = 1e-8;

/**
 * Finds the separated rows with a certificate either way; undefined where the panel is too large, or rounding leaves it
 * open.
 *
 * Method: let D hold the rows with y = 0, what rows with y > 0 say taken out of them (Gram and Schmidt, twice). Weights
 * 1 + w, w >= 0, that make Σ (1 + w) d vanish prove that nothing is separated (Stiemke's lemma). The shortest such sum
 * ρ, where it does not vanish, has D ρ >= 0 and, with w D ρ = 0, Σ D ρ = ‖ρ‖² > 0: it is itself the direction that
 * separates. Its rows are taken out, and the rest is looked at again.
 * @param mostWork multiplications that it may cost
 */
export function exactSeparation(
  { plan, y, x, k, onPass }: RectifierProblem,
  mostWork: number,
): Rectified | undefined {
  const n = y.length;
  const { nUnknowns, eliminated, starts, unknowns, multipliers, rest } = plan;
  const nGroups = eliminated < 0 ? 0 : starts.length - 1;
  const p = k + nUnknowns + nGroups;
  if (2 * n * p * Math.min(n, p) > mostWork) return undefined;
  const row = new Float64Array(p);
  const width = rest.length;
  const fill = (r: number, g: number): void => {
    row.fill(0);
    for (let j = 0; j < k; j++) row[j] = x[r * k + j];
    for (let q = 0; q < width; q++)
      row[k + unknowns[r * width + q]] += multipliers ? multipliers[r * width + q] : 1;
    if (nGroups > 0) row[k + nUnknowns + g] = 1;
  };
  const positive = new Basis(p);
  const zeros: number[] = [];
  const groupOf: number[] = [];
  for (let g = 0; g + 1 < starts.length; g++) {
    onPass?.();
    for (let r = starts[g]; r < starts[g + 1]; r++) {
      fill(r, g);
      if (y[r] > 0) positive.add(row);
      else {
        zeros.push(r);
        groupOf.push(g);
      }
    }
  }
  const left: Float64Array[] = [];
  const kept: number[] = [];
  const span = new Basis(p);
  zeros.forEach((r, at) => {
    onPass?.();
    fill(r, groupOf[at]);
    if (!positive.takeOut(row)) return;
    const length = Math.sqrt(row.reduce((sum, v) => sum + v * v, 0));
    left.push(row.map((v) => v / length));
    kept.push(r);
    span.add(left.at(-1)!.slice());
  });
  return peel(
    left.map((v) => span.coordinates(v)),
    kept,
    span.size,
    n,
  );
}

/** Takes out the rows of one separating direction after another until the rest is proved to have none. */
function peel(rows: Float64Array[], names: number[], q: number, n: number): Rectified | undefined {
  const separated = new Uint8Array(n);
  let count = 0;
  let left = rows.map((d, at) => ({ d, name: names[at] }));
  for (let iterations = 1; ; iterations++) {
    if (left.length === 0) return { separated, count, certified: true, iterations };
    const d = new Float64Array(left.length * q);
    left.forEach((one, at) => {
      d.set(one.d, at * q);
    });
    const { residual, settled } = nearestResidual(d, left.length, q);
    const length = Math.sqrt(residual.reduce((sum, v) => sum + v * v, 0));
    if (!settled) return undefined;
    if (length <= zero) return { separated, count, certified: true, iterations };
    const z = left.map((one) => one.d.reduce((sum, v, m) => sum + v * residual[m], 0) / length);
    if (z.some((v) => v < -zero) || !z.some((v) => v > zero)) return undefined;
    left.forEach(({ name }, at) => {
      if (z[at] <= zero) return;
      separated[name] = 1;
      count++;
    });
    left = left.filter((_, at) => z[at] <= zero);
  }
}

/** Orthonormal rows that span all that were added. */
class Basis {
  private readonly rows: Float64Array[] = [];
  private readonly length: number;

  constructor(length: number) {
    this.length = length;
  }

  get size(): number {
    return this.rows.length;
  }

  /** The row becomes what the basis does not span; false where that is nothing. */
  takeOut(row: Float64Array): boolean {
    const before = Math.sqrt(product(row, row));
    for (let round = 0; round < 2; round++) {
      for (const own of this.rows) {
        const share = product(own, row);
        for (let m = 0; m < this.length; m++) row[m] -= share * own[m];
      }
    }
    return Math.sqrt(product(row, row)) > independent * before;
  }

  add(row: Float64Array): void {
    if (this.rows.length >= this.length || !this.takeOut(row)) return;
    const length = Math.sqrt(product(row, row));
    this.rows.push(row.map((v) => v / length));
  }

  coordinates(row: Float64Array): Float64Array {
    return Float64Array.from(this.rows, (own) => product(own, row));
  }
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let m = 0; m < a.length; m++) sum += a[m] * b[m];
  return sum;
}
