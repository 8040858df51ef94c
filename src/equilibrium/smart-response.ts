/**
 * How buyers of one line in one market respond to relative prices: creation and diversion.
 * @module
 */

/** How much trade may leave a source: see divertInto. */
export type DiversionForm = "capped" | "bounded";
export type DemandForm = "linear" | "constant-elasticity";

/**
 * The share of a source's trade that leaves it, when the pull on it is `pull`: no more than all of it (capped), or ever
 * nearer to all (bounded).
 */
export function shareLost(pull: number, form: DiversionForm): number {
  return form === "capped" ? Math.min(pull, 1) : pull / (1 + pull);
}

/**
 * What moves between sources when their relative prices change.
 *
 * With ρ consumer price after over before, M trade at base prices, S its sum:
 *   pull on k      L_k = Σ_i M_i E_s (1 − ρ_i/ρ_k)⁺
 *   k loses        M_k φ(L_k / S), with φ(x) = min(x, 1) capped, x/(1 + x) bounded
 *   of which to i  in proportion to M_i E_s (1 − ρ_i/ρ_k)⁺
 * For a preferred group A and a rest B this is E_s |r| A B / (A + B), at most B (WITS), or
 * E_s |r| A B / (A + B + A E_s |r|) (Laird and Yeats), shared pro rata on both sides. Sums to zero by construction, does
 * not depend on the order of sources, nor on a change of price that is common to all.
 * @param trade   M >= 0 (K), million dollars at base prices
 * @param inverse 1/ρ >= 0 (K); 0 where the source is shut
 * @param order   indices 0..K-1 (K), sorted in place from the cheapest
 * @param out     filled with gain less loss (K), million dollars
 * Method: sorted prefix sums, K log K.
 */
export function divertInto(
  trade: Float64Array,
  inverse: Float64Array,
  substitution: number,
  form: DiversionForm,
  order: Uint32Array,
  out: Float64Array,
): void {
  order.sort((a, b) => inverse[b] - inverse[a]);
  let size = 0;
  for (let k = 0; k < trade.length; k++) size += trade[k];
  out.fill(0);
  const last = trade.length - 1;
  if (last < 1 || size === 0 || inverse[order[0]] === inverse[order[last]]) return;
  // Losses: from the cheapest up, Σ M and Σ M ρ of what is strictly cheaper. out[k] holds w_k = loss / pull.
  let [sum, weighted] = [0, 0];
  for (let first = 0; first <= last; ) {
    const price = inverse[order[first]];
    let next = first;
    let [tieSum, tieWeighted] = [0, 0];
    for (; next <= last && (next === first || inverse[order[next]] === price); next++) {
      const k = order[next];
      const pull = Math.max(substitution * (sum - weighted * price), 0);
      out[k] = form === "capped" ? trade[k] / Math.max(size, pull) : trade[k] / (size + pull);
      tieSum += trade[k];
      if (price > 0) tieWeighted += trade[k] / price;
    }
    sum += tieSum;
    weighted += tieWeighted;
    first = next;
  }
  settle(trade, inverse, substitution, order, out);
}

/** Turns w_k into gains less losses: a second pass from the dearest down, and the first pass's sums again. */
function settle(
  trade: Float64Array,
  inverse: Float64Array,
  substitution: number,
  order: Uint32Array,
  out: Float64Array,
): void {
  const last = trade.length - 1;
  const gain = new Float64Array(trade.length);
  let [sum, weighted] = [0, 0];
  for (let first = last; first >= 0; ) {
    const price = inverse[order[first]];
    let next = first;
    let [tieSum, tieWeighted] = [0, 0];
    for (; next >= 0 && (next === first || inverse[order[next]] === price); next--) {
      const k = order[next];
      if (price > 0) gain[k] = trade[k] * substitution * Math.max(sum - weighted / price, 0);
      tieSum += out[k];
      tieWeighted += out[k] * price;
    }
    sum += tieSum;
    weighted += tieWeighted;
    first = next;
  }
  [sum, weighted] = [0, 0];
  for (let first = 0; first <= last; ) {
    const price = inverse[order[first]];
    let next = first;
    let [tieSum, tieWeighted] = [0, 0];
    for (; next <= last && (next === first || inverse[order[next]] === price); next++) {
      const k = order[next];
      out[k] = gain[k] - Math.min(out[k] * Math.max(substitution * (sum - weighted * price), 0), trade[k]);
      tieSum += trade[k];
      if (price > 0) tieWeighted += trade[k] / price;
    }
    sum += tieSum;
    weighted += tieWeighted;
    first = next;
  }
}

/**
 * Relative change of what is bought of a source when its consumer price goes from 1 to `price`, others' unchanged.
 *
 * linear: −E_m (price − 1); constant elasticity: price^(−E_m) − 1.
 */
export function createdShare(price: number, importDemand: number, form: DemandForm): number {
  return form === "linear" ? -importDemand * (price - 1) : price ** -importDemand - 1;
}
