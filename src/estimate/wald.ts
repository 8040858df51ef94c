/**
 * Wald tests of linear combinations of coefficients.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import { chiSquareTail, choleskyInOrder } from "../kernel/index.js";
import type { Fit } from "./design.js";

/** Σ weights[name] · b[name] = equals (default 0). */
export interface LinearRestriction {
  readonly weights: Readonly<Record<string, number>>;
  readonly equals?: number;
}

export interface WaldTest {
  readonly combinations: readonly {
    readonly estimate: number;
    readonly se: number;
    readonly equals: number;
  }[];
  readonly chiSquare: number;
  /** Restrictions that are independent of one another. */
  readonly df: number;
  readonly p: number;
}

/**
 * Tests restrictions jointly: (Rb − r)' (R V R')⁻¹ (Rb − r), chi-square under the null.
 *
 * @throws {InputError} `wald-term` for a term that the fit does not have (collinear ones have no estimate)
 */
export function wald(fit: Fit, restrictions: readonly LinearRestriction[]): WaldTest {
  const { names, coefficients, vcov } = fit;
  const k = names.length;
  const q = restrictions.length;
  if (q === 0) {
    throw new InputError("wald-empty", "A Wald test needs a restriction; none came.", {
      hint: "Write for instance [{ weights: { rta: 1 } }].",
    });
  }
  const rows = restrictions.map(({ weights }) => {
    const row = new Float64Array(k);
    for (const [name, weight] of Object.entries(weights)) row[indexOf(fit, name)] = weight;
    return row;
  });
  const covariance = new Float64Array(q * q);
  for (let a = 0; a < q; a++) {
    for (let b = 0; b < q; b++) {
      for (let i = 0; i < k; i++) {
        for (let j = 0; j < k; j++) covariance[a * q + b] += rows[a][i] * vcov[i * k + j] * rows[b][j];
      }
    }
  }
  const gap = new Float64Array(q);
  const combinations = rows.map((row, a) => {
    const estimate = row.reduce((sum, weight, i) => sum + weight * coefficients[i], 0);
    const equals = restrictions[a].equals ?? 0;
    gap[a] = estimate - equals;
    return { estimate, se: Math.sqrt(covariance[a * q + a]), equals };
  });
  const factor = choleskyInOrder(covariance, q, 1e-12);
  const solved = gap.slice();
  factor.solve(solved);
  let chiSquare = 0;
  for (let a = 0; a < q; a++) chiSquare += gap[a] * solved[a];
  const df = factor.dependent.reduce((count, dependent) => count - dependent, q);
  return { combinations, chiSquare, df, p: df > 0 ? chiSquareTail(chiSquare, df) : Number.NaN };
}

function indexOf({ names, estimate }: Fit, name: string): number {
  const at = names.indexOf(name);
  if (at >= 0) return at;
  const collinear = estimate.collinear.find((c) => c.name === name);
  throw new InputError(
    "wald-term",
    `A tested term must have an estimate; "${name}" has none${collinear ? ` (${collinear.because})` : ""}.`,
    {
      received: name,
      hint: `The terms are ${names.join(", ")}.`,
    },
  );
}
