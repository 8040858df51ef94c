/**
 * Multilateral resistances in levels.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import { resistanceSolver } from "./resistance-solver.js";
import { wagePoint, wageSystem } from "./wage-equations.js";

export interface GravityMargins {
  /** t_ij^(1−σ) = t_ij^(−θ), [exporter][importer], >= 0 and finite; zero: no trade whatever the prices. */
  readonly costs: Float64Array;
  /** Y and E (n), >= 0, in any unit: each counts as a share of its own sum. */
  readonly output: Float64Array;
  readonly expenditure: Float64Array;
}

export interface ResistanceOptions {
  /** Trade elasticity, > 0: σ − 1 of an Armington model, the shape of Eaton and Kortum's. */
  readonly theta: number;
  /** Place of the importer whose P is 1; default 0. */
  readonly reference?: number;
  /** Largest relative gap of a row of flows to its output, in (0, 1); default 1e-13. */
  readonly tolerance?: number;
  readonly maxIterations?: number;
}

export interface MultilateralResistance {
  readonly converged: boolean;
  readonly because: string | null;
  readonly residual: number;
  readonly iterations: number;
  /** P, the resistance that an importer meets on average (n); NaN-free: 1 where nothing is spent. Empty on failure. */
  readonly inward: Float64Array;
  /** Π, the resistance that an exporter meets on average (n); 1 where nothing is made. Empty on failure. */
  readonly outward: Float64Array;
}

/**
 * Solves for the two resistances of structural gravity:
 *
 *   P_j^(−θ) = Σ_i (t_ij/Π_i)^(−θ) Y_i/Σ Y;  Π_i^(−θ) = Σ_j (t_ij/P_j)^(−θ) E_j/Σ E
 *
 * so that X_ij = Y_i E_j / ΣE · (t_ij/(Π_i P_j))^(−θ) adds up to output and (where ΣY = ΣE) to expenditure.
 * Only P·Π is determined: the reference importer's P is 1. Factory-gate prices are in proportion to
 * (Y_i/ΣY)^(−1/θ) / Π_i, preferences apart, hence their changes at given Y to 1/Π̂_i.
 * Software that leaves the division by ΣY and ΣE out has another Π: its Π^(−θ) is this one's times ΣE.
 * @throws {InputError} arrays that do not fit, a number out of range, a reference that is no place
 * Method: resistanceSolver; the columns hold by construction, `residual` is of the rows.
 * Source: Anderson and van Wincoop (2003), Am. Econ. Rev. 93(1), equations (9) to (12).
 * Checked against: gegravity's resistances (30 economies, 1e-10), the Advanced Guide's (69 economies).
 */
export function multilateralResistance(
  margins: GravityMargins,
  options: ResistanceOptions,
): MultilateralResistance {
  const { costs, output, expenditure } = margins;
  const { theta, reference = 0, tolerance = 1e-13, maxIterations = 1000 } = options;
  const n = output.length;
  check(margins, options);
  const system = wageSystem(n, { simd: false });
  const [made, spent] = [total(output), total(expenditure)];
  const share = expenditure.map((e) => e / spent);
  for (let i = 0; i < n; i++) {
    system.output[i] = output[i] / made;
    for (let j = 0; j < n; j++) {
      // A market of nothing or a maker of nothing is left out, so that its prices stand in no sum.
      const cost = output[i] > 0 && share[j] > 0 ? costs[i * n + j] * system.output[i] : 0;
      if (i === j) system.own[i] = cost;
      else system.kernel[i * n + j] = cost;
    }
  }
  system.deficit = share.map((e, i) => e - system.output[i]);
  system.theta = theta;
  const point = wagePoint(n);
  const solver = resistanceSolver(n, point);
  const converged = solver.solve(system, { tolerance, maxIterations, start: null });
  const { iterations } = solver;
  const { residual, power, priceSum } = point;
  if (!(converged && priceSum[reference] > 0)) {
    const because = converged
      ? `The reference importer, place ${reference}, buys nothing.`
      : `No flows at these trade costs add up to both output and expenditure: a row is off by ${residual.toExponential(1)} after ${iterations} iterations.`;
    return { converged: false, because, residual, iterations, inward: empty(), outward: empty() };
  }
  const unit = priceSum[reference];
  return {
    converged,
    because: null,
    residual,
    iterations,
    inward: priceSum.map((s) => (s > 0 ? (s / unit) ** (-1 / theta) : 1)),
    outward: power.map((x, i) => (output[i] > 0 ? (x / unit) ** (1 / theta) : 1)),
  };
}

const empty = (): Float64Array => new Float64Array(0);
const total = (column: Float64Array): number => column.reduce((sum, x) => sum + x, 0);

function check({ costs, output, expenditure }: GravityMargins, options: ResistanceOptions): void {
  const n = output.length;
  const { theta, reference = 0, tolerance = 1e-13 } = options;
  const refuse = (field: string, must: string, received: unknown): InputError =>
    new InputError("resistance-range", `${field} must be ${must}; received ${String(received)}.`, {
      place: { field },
      received,
      hint: "Trade costs are given as t^(−θ), exporters in rows, importers in columns.",
    });
  if (n === 0 || costs.length !== n * n) throw refuse("costs", `${n} × ${n} numbers`, costs.length);
  if (expenditure.length !== n) throw refuse("expenditure", `${n} numbers`, expenditure.length);
  if (!(theta > 0 && Number.isFinite(theta))) throw refuse("theta", "positive", theta);
  if (!(reference in output)) throw refuse("reference", `a place below ${n}`, reference);
  if (!(tolerance > 0 && tolerance < 1)) throw refuse("tolerance", "in (0, 1)", tolerance);
  for (const [field, column] of Object.entries({ costs, output, expenditure })) {
    const wrong = column.find((x) => !(x >= 0 && Number.isFinite(x)));
    if (wrong !== undefined) throw refuse(field, "numbers of at least 0", wrong);
    if (!column.some((x) => x > 0)) throw refuse(field, "positive somewhere", 0);
  }
}
