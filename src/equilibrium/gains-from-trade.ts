/**
 * The gains from trade by a formula: from shares of spending and elasticities alone.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import { factorDense, solveFactored } from "../kernel/solve-dense.js";

/** What the formula needs of one economy. Arrays over its sectors (S). */
export interface GainsInputs {
  /** λ: share of the sector's spending (tariffs included) that falls on own goods, in [0, 1]; 1 where it is not traded. */
  readonly ownShare: ArrayLike<number>;
  /** θ > 0, by sector or one for all. */
  readonly theta: ArrayLike<number> | number;
  /** α: shares of final spending, adding to 1; may be left out with one sector. */
  readonly finalShare?: ArrayLike<number>;
  /** B: share of value added in output, in (0, 1]; left out: no intermediate inputs. */
  readonly valueAddedShare?: ArrayLike<number>;
  /** γ, [using sector][supplying sector] (S·S), adding to 1 over suppliers; needed where some B is below 1. */
  readonly inputShare?: ArrayLike<number>;
  /** Tariff revenue over value added in the base, which ends with trade; default 0, as in the published formula. */
  readonly revenue?: number;
}

/**
 * What part of its real income an economy would lose if it traded with nobody.
 *
 * One sector:            G = 1 − λ^(1/θ)
 * Many, with inputs:     G = 1 − Π_s Π_k λ_k^(α_s a_sk / θ_k) / (1 + revenue),  a = (I − (1 − B)γ)^(−1)
 * Without inputs a is the identity. Exact for trade that balances, in every model of the class (Armington, Eaton–Kortum,
 * Krugman; Melitz with Pareto), whatever the rest of the world does.
 * @returns G as a fraction; 1 where a good that is used has no own supplier
 * @throws {InputError} a share out of range, shares that do not add to 1, theta <= 0
 * Source: Arkolakis, Costinot and Rodríguez-Clare (2012), Amer. Econ. Rev. 102(1); Costinot and Rodríguez-Clare (2014),
 *   Handbook of International Economics 4.
 * Checked against: the solvers, all trade banned (1e-8); figures on 44 economies of 2010.
 */
export function gainsFromTrade(inputs: GainsInputs): number {
  const S = inputs.ownShare.length;
  const theta = typeof inputs.theta === "number" ? new Float64Array(S).fill(inputs.theta) : inputs.theta;
  const finalShare = inputs.finalShare ?? (S === 1 ? [1] : []);
  check(inputs, theta, finalShare);
  const { ownShare, revenue = 0 } = inputs;
  // Log of each sector's price in terms of the wage, autarky over now: (I − (1 − B)γ) p = −log λ / θ.
  const price = new Float64Array(S);
  for (let s = 0; s < S; s++) price[s] = -Math.log(ownShare[s]) / theta[s];
  solveInputs(inputs, S, price);
  let [index, all] = [0, 0];
  for (let s = 0; s < S; s++) all += finalShare[s];
  for (let s = 0; s < S; s++) if (finalShare[s] > 0) index += (finalShare[s] / all) * price[s];
  return 1 - Math.exp(-index) / (1 + revenue);
}

/** Adds what dearer inputs do to prices. A sector without own supplier makes dear all that need it. */
function solveInputs({ valueAddedShare, inputShare }: GainsInputs, S: number, price: Float64Array): void {
  if (valueAddedShare === undefined || inputShare === undefined) return;
  // Shares from tables of six digits are divided by their sum, as the solver does.
  const sum = Float64Array.from({ length: S }, (_, k) => {
    let total = 0;
    for (let s = 0; s < S; s++) total += inputShare[k * S + s];
    return total > 0 ? total : 1;
  });
  const used = (k: number, s: number) => ((1 - valueAddedShare[k]) * inputShare[k * S + s]) / sum[k];
  for (let round = 0; round < S; round++) {
    for (let k = 0; k < S; k++) {
      for (let s = 0; s < S; s++)
        if (price[s] === Number.POSITIVE_INFINITY && used(k, s) > 0) price[k] = price[s];
    }
  }
  const kept = Array.from({ length: S }, (_, s) => s).filter((s) => Number.isFinite(price[s]));
  const m = kept.length;
  const matrix = new Float64Array(m * m);
  const right = Float64Array.from(kept, (s) => price[s]);
  const pivots = new Int32Array(m);
  kept.forEach((k, a) => {
    kept.forEach((s, b) => {
      matrix[a * m + b] = (a === b ? 1 : 0) - used(k, s);
    });
  });
  factorDense(matrix, pivots);
  solveFactored(matrix, pivots, right);
  kept.forEach((s, a) => {
    price[s] = right[a];
  });
}

function check(inputs: GainsInputs, theta: ArrayLike<number>, finalShare: ArrayLike<number>): void {
  const { ownShare, valueAddedShare, inputShare, revenue = 0 } = inputs;
  const S = ownShare.length;
  if (S === 0) throw lengthError("ownShare", "at least one", 0);
  const lengths: [string, ArrayLike<number> | undefined, number][] = [
    ["theta", theta, S],
    ["finalShare", finalShare, S],
    ["valueAddedShare", valueAddedShare, S],
    ["inputShare", inputShare, S * S],
  ];
  for (const [field, list, want] of lengths)
    if (list !== undefined && list.length !== want) throw lengthError(field, String(want), list.length);
  const within = (field: string, list: ArrayLike<number>, ok: (x: number) => boolean, must: string) => {
    for (let k = 0; k < list.length; k++) if (!ok(list[k])) throw rangeError(`${field}[${k}]`, must, list[k]);
  };
  within("ownShare", ownShare, (x) => x >= 0 && x <= 1 + 1e-12, "from 0 to 1");
  within("theta", theta, (x) => x > 0 && Number.isFinite(x), "positive");
  within("finalShare", finalShare, (x) => x >= 0 && x <= 1 + 1e-5, "from 0 to 1");
  within("valueAddedShare", valueAddedShare ?? [], (x) => x > 0 && x <= 1, "above 0 and at most 1");
  if (!(revenue > -1 && Number.isFinite(revenue))) throw rangeError("revenue", "above -1", revenue);
  let sum = 0;
  for (let s = 0; s < S; s++) sum += finalShare[s];
  if (!(Math.abs(sum - 1) <= 1e-5)) throw rangeError("finalShare", "shares that add to 1", sum);
  for (let k = 0; k < S; k++) {
    if (valueAddedShare === undefined || valueAddedShare[k] === 1) continue;
    let inputsSum = 0;
    for (let s = 0; s < S; s++) inputsSum += inputShare === undefined ? 0 : inputShare[k * S + s];
    if (!(Math.abs(inputsSum - 1) <= 1e-5))
      throw rangeError(`inputShare of sector ${k}`, "shares that add to 1", inputsSum);
  }
}

function lengthError(field: string, want: string, received: number): InputError {
  return new InputError("gains-shape", `${field} needs ${want} entries; received ${received}.`, {
    place: { field },
    received,
    hint: "One entry for each sector; inputShare has one for each pair of them.",
  });
}

function rangeError(field: string, must: string, received: number): InputError {
  return new InputError("gains-range", `${field} must be ${must}; received ${received}.`, {
    place: { field },
    received,
    hint: "Shares are fractions of spending, tariffs included.",
  });
}
