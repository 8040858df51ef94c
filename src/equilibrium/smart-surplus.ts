/**
 * What a change of price takes from consumers.
 * @module
 */
import { bracketedRoot } from "../kernel/index.js";
import type { DemandForm } from "./smart-response.js";

/**
 * Consumer surplus lost per dollar of base spending on a source when its price rises from 1 to `price` (negative: won when
 * it falls): the area left of what is bought of it on the way,
 *   f(z) − lost g(z)/g(price),  f creation's demand, g(z) = z − 1 for a fall, 1 − 1/z for a rise
 * which is how diversion answers the own price in the model. With linear demand a fall gives the trapezoid, half of the
 * change of price times trade before and after. Where nothing is bought any more, the area ends.
 *
 * @param price consumer price after over before; Infinity for a source that is shut
 * @param lost  share of base trade that went to other sources (negative: came from them)
 * @returns Infinity where a ban takes goods of which the last unit has no highest price
 */
export function surplusLost(price: number, lost: number, importDemand: number, form: DemandForm): number {
  const rise = price - 1;
  if (rise === 0) return 0;
  if (rise < 0) return ownArea(rise, importDemand, form) - 0.5 * lost * rise;
  const pull = lost / (1 - 1 / price);
  const end = Math.min(rise, pull > 0 ? crossing(pull, importDemand, form) : Number.POSITIVE_INFINITY);
  const own = ownArea(pull > 0 ? end : rise, importDemand, form);
  if (lost === 0 || own === Number.POSITIVE_INFINITY) return own;
  return own - pull * (end - Math.log1p(end));
}

/** Area left of creation's demand over a rise of price, to where that demand ends. */
function ownArea(rise: number, importDemand: number, form: DemandForm): number {
  if (form === "linear") {
    const y = importDemand === 0 ? rise : Math.min(rise, 1 / importDemand);
    return y * (1 - 0.5 * importDemand * y);
  }
  const power = 1 - importDemand;
  if (rise === Number.POSITIVE_INFINITY) return power < 0 ? -1 / power : rise;
  const log = Math.log1p(rise);
  return power === 0 ? log : Math.expm1(power * log) / power;
}

/** The rise y > 0 at which all that creation leaves has been diverted: f(1 + y) = pull · y/(1 + y). */
function crossing(pull: number, importDemand: number, form: DemandForm): number {
  const e = importDemand;
  if (e === 0) return pull > 1 ? 1 / (pull - 1) : Number.POSITIVE_INFINITY;
  if (form === "linear") {
    // e y² + (e + pull − 1) y − 1 = 0, by the form that does not cancel.
    const b = e + pull - 1;
    const root = Math.sqrt(b * b + 4 * e);
    return b > 0 ? 2 / (b + root) : (root - b) / (2 * e);
  }
  const left = (y: number) => Math.exp(-e * Math.log1p(y)) - (pull * y) / (1 + y);
  let high = 1;
  while (left(high) > 0 && high < 1e300) high *= 16;
  return left(high) > 0 ? Number.POSITIVE_INFINITY : bracketedRoot(left, 0, high);
}
