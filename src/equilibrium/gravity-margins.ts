/**
 * What a baseline says of trade costs, output and expenditure.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";
import { InputError } from "../contracts/errors.js";
import { checkBaseline } from "./check-one-sector.js";
import type { GravityMargins } from "./multilateral-resistance.js";

/**
 * Output, expenditure (at exporters' prices) and trade costs of a baseline, ready for multilateralResistance.
 *
 * Flows alone do not tell trade costs from resistances. Unless `costs` are given, they are those of Head and Ries: the
 * same both ways and none at home, t_ij^(−θ) = √(X_ij X_ji / (X_ii X_jj)). Gravity with these costs reproduces the sum
 * of flows by row and column; each flow only where trade is balanced pair by pair up to a factor for each economy.
 * @param options costs: t^(−θ) from an estimate, [exporter][importer]
 * @throws {InputError} several sectors, or an economy without domestic sales where costs are not given
 * Source: Head and Ries (2001), Am. Econ. Rev. 91(4); Novy (2013), Economic Inquiry 51(1).
 */
export function gravityMargins(
  baseline: Baseline,
  options: { readonly costs?: Float64Array } = {},
): GravityMargins {
  checkBaseline(baseline);
  const { flows, economies } = baseline;
  const n = economies.length;
  const output = new Float64Array(n);
  const expenditure = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      output[i] += flows[i * n + j];
      expenditure[j] += flows[i * n + j];
    }
  }
  return { output, expenditure, costs: options.costs ?? headRies(baseline) };
}

function headRies({ flows, economies, id }: Baseline): Float64Array {
  const n = economies.length;
  const closed = economies.findIndex((_, i) => flows[i * n + i] === 0);
  if (closed >= 0) {
    throw new InputError(
      "domestic-sales",
      `Trade costs can be read off flows only where domestic sales are known; ${economies[closed]} has none in ${id}.`,
      { received: economies[closed], hint: "Give costs from an estimate, t^(−θ) for each pair." },
    );
  }
  const root = economies.map((_, i) => Math.sqrt(flows[i * n + i]));
  return Float64Array.from(flows, (x, k) => {
    const [i, j] = [Math.floor(k / n), k % n];
    return i === j ? 1 : Math.sqrt(x * flows[j * n + i]) / (root[i] * root[j]);
  });
}
