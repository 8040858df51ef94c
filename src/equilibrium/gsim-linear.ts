/**
 * The global simulation model as published: one linear system in the exporters' prices.
 * @module
 */
import { factorDense, solveFactored } from "../kernel/index.js";
import type { GsimSolution, GsimSystem } from "./gsim-system.js";

/**
 * Market clearing in relative changes, for each exporter r with importers v:
 *   E_x p_r = Σ_v φ_rv [N_rr (p_r + T_rv) + Σ_s N_rs (p_s + T_sv)],  φ share of v in r's sales, T = T1/T0 − 1
 *   N_rr = −θ_rv E_m − (1 − θ_rv) E_s,  N_rs = θ_sv (E_s − E_m)      (E_m in absolute value)
 * which is E_s times the own relative price and E_m times the composite's, P_v = Σ_s θ_sv (p_s + T_sv).
 * A cost factor adds τ̂ − 1 to T and to what is shipped. Exporters that sell nothing or supply without limit keep p = 0.
 *
 * @param system without shut or reopened sources
 * Method: dense elimination, I³/3.
 * Source: Francois and Hall (2003), Global Simulation Analysis of Industry-Level Trade Policy, version 3.0.
 * Checked against: the published prices of its 4 × 4 example
 */
export function solveGsimLinear(system: GsimSystem): GsimSolution {
  const { K, I, J, exporter, importer, value, theta, iceberg, tariffBefore, tariffAfter } = system;
  const { sales, demand, substitution, supply } = system;
  const wedge = Float64Array.from(
    { length: K },
    (_, k) => (iceberg[k] * (1 + tariffAfter[k])) / (1 + tariffBefore[k]) - 1,
  );
  const shares = new Float64Array(J * I);
  const uses = new Float64Array(I * J);
  const pushed = new Float64Array(J);
  for (let k = 0; k < K; k++) {
    shares[importer[k] * I + exporter[k]] += theta[k];
    uses[exporter[k] * J + importer[k]] += value[k] / sales[exporter[k]];
    pushed[importer[k]] += theta[k] * wedge[k];
  }
  const fixed = (i: number) => sales[i] === 0 || supply[i] === Number.POSITIVE_INFINITY;
  const matrix = new Float64Array(I * I);
  const right = new Float64Array(I);
  for (let k = 0; k < K; k++) {
    const [i, j] = [exporter[k], importer[k]];
    if (fixed(i)) continue;
    const use = value[k] / sales[i];
    matrix[i * I + i] += use * substitution[j];
    const own = -substitution[j] * wedge[k] + (substitution[j] - demand[j]) * pushed[j];
    right[i] += use * (own + iceberg[k] - 1);
  }
  for (let i = 0; i < I; i++) {
    matrix[i * I + i] += fixed(i) ? 1 : supply[i];
    if (fixed(i)) continue;
    for (let j = 0; j < J; j++) {
      const pull = uses[i * J + j] * (substitution[j] - demand[j]);
      if (pull === 0) continue;
      for (let s = 0; s < I; s++) matrix[i * I + s] -= pull * shares[j * I + s];
    }
  }
  const kept = matrix.slice();
  const price = right.slice();
  const pivots = new Int32Array(I);
  const solved = factorDense(matrix, pivots);
  if (solved) solveFactored(matrix, pivots, price);
  const failed = !solved || price.some((p) => !Number.isFinite(p));
  let residual = 0;
  for (let i = 0; i < I && !failed; i++) {
    let sum = -right[i];
    for (let s = 0; s < I; s++) sum += kept[i * I + s] * price[s];
    residual = Math.max(residual, Math.abs(sum));
  }
  const composite = pushed.slice();
  for (let k = 0; k < K; k++) composite[importer[k]] += theta[k] * price[exporter[k]];
  const quantity = Float64Array.from({ length: K }, (_, k) => {
    const j = importer[k];
    const own = -substitution[j] * (price[exporter[k]] + wedge[k]);
    return own + (substitution[j] - demand[j]) * composite[j];
  });
  return {
    price,
    quantity,
    composite,
    residual,
    iterations: 1,
    because: failed
      ? "No solution: the linear system is singular. Neither demand nor supply answers the price of some exporter."
      : null,
  };
}
