/**
 * One line in one market: what is created, what is diverted, at which prices and quota premiums.
 * @module
 */
import { bracketedRoot } from "../kernel/index.js";
import type { Source } from "./partial-sources.js";
import { bindingGap, type LineQuota, settlePremiums } from "./smart-premiums.js";
import {
  createdShare,
  type DemandForm,
  type DiversionForm,
  divertInto,
  shareLost,
} from "./smart-response.js";
import { jointPrices, offered, publishedPrice } from "./smart-supply.js";

export interface LineRules {
  /** In absolute value, >= 0. */
  readonly importDemand: number;
  readonly substitution: number;
  readonly diversion: DiversionForm;
  readonly demand: DemandForm;
  /** What moves world prices where export supply is finite: creation alone (published), or all that is shipped. */
  readonly supply: "creation" | "joint";
}

/** Columns over the sources of the line (K), million dollars at base world prices. */
export interface LineSolution {
  readonly creation: Float64Array;
  readonly diversion: Float64Array;
  /** What arrives. */
  readonly quantity: Float64Array;
  /** What would be bought at base prices with lifted bans lifted; the base of responses. */
  readonly reference: Float64Array;
  /** World price after over before. */
  readonly price: Float64Array;
  /** Consumer price over that in the reference, as demand sees it; Infinity where shut. */
  readonly consumerPrice: Float64Array;
  /** Part of diversion that answers prices, the rest being what lifted bans draw. */
  readonly priceDiversion: Float64Array;
  /** Tariff after, premium included. */
  readonly tariff: Float64Array;
  readonly premiums: Float64Array;
  readonly residual: number;
  readonly iterations: number;
  readonly because: string | null;
}

const supplyTolerance = 1e-12;

/**
 * Solves a line.
 *
 * @param sources those of one line and importer (K), at least one
 * @param supply  export supply elasticity by source (K), > 0, Infinity allowed
 * Method: quotas by settlePremiums, joint supply by jointPrices, the rest in closed form.
 */
export function solveLine(
  sources: readonly Source[],
  supply: Float64Array,
  rules: LineRules,
  quotas: readonly LineQuota[],
): LineSolution {
  const count = sources.length;
  const column = () => new Float64Array(count);
  const { reference, drawn } = liftBans(sources, rules);
  const [creation, priceDiversion, quantity, consumerPrice, inverse] = [
    column(),
    column(),
    column(),
    column(),
    column(),
  ];
  const price = column().fill(1);
  const tariff = Float64Array.from(sources, (source) => source.tariffAfter);
  const order = Uint32Array.from({ length: count }, (_, k) => k);
  const finite = Array.from({ length: count }, (_, k) => k).filter(
    (k) => supply[k] < Number.POSITIVE_INFINITY && sources[k].state !== "shut" && reference[k] > 0,
  );
  const joint = rules.supply === "joint" && finite.length > 0;
  let [iterations, supplyResidual] = [0, 0];

  const wedge = (k: number): number => ((1 + tariff[k]) / (1 + sources[k].tariffBefore)) * sources[k].iceberg;

  /** Consumer prices, and quantities that answer them. */
  const respond = (): void => {
    for (let k = 0; k < count; k++) {
      if (sources[k].state === "shut") inverse[k] = 0;
      else inverse[k] = 1 / (wedge(k) * (joint ? Math.max(price[k], 1e-100) : 1));
    }
    divertInto(reference, inverse, rules.substitution, rules.diversion, order, priceDiversion);
    for (let k = 0; k < count; k++) {
      const left = reference[k] + Math.min(priceDiversion[k], 0);
      const shut = sources[k].state === "shut";
      const cost = wedge(k);
      const paid = rules.demand === "linear" ? cost + price[k] - 1 : cost * price[k];
      consumerPrice[k] = shut ? Number.POSITIVE_INFINITY : paid;
      const wanted = shut ? -left : reference[k] * createdShare(paid, rules.importDemand, rules.demand);
      creation[k] = Math.max(wanted, -left);
      quantity[k] = shut ? 0 : Math.max(reference[k] + creation[k] + priceDiversion[k], 0);
    }
  };

  /** What is shipped less what is supplied, relative to base sales. */
  const excessOf = (k: number): number =>
    (sources[k].iceberg * quantity[k]) / reference[k] - offered(price[k], supply[k], rules.demand);

  const solve = (): boolean => {
    if (joint) {
      const stop = { tolerance: supplyTolerance, answers: rules.importDemand + rules.substitution };
      const solved = jointPrices(
        { price, free: finite, supply, form: rules.demand, respond, excessOf },
        stop,
      );
      iterations += solved.iterations;
      supplyResidual = solved.residual;
      return supplyResidual <= supplyTolerance;
    }
    for (const k of finite)
      price[k] = publishedPrice(wedge(k), sources[k].iceberg, rules.importDemand, supply[k], rules.demand);
    respond();
    return true;
  };

  let failed = false;
  const importsAt = (q: number, premium: number): number => {
    const { members, inQuota, volume } = quotas[q];
    // Nothing more can be learnt: say that the quota is met, so that the search ends.
    if (failed) return volume;
    for (const k of members) tariff[k] = inQuota + premium;
    failed = !solve();
    return members.reduce((sum, k) => sum + quantity[k], 0);
  };
  for (const { members, inQuota } of quotas) for (const k of members) tariff[k] = inQuota;
  // Premiums cannot be had to more digits than the quantities that they are to move.
  const premiumTolerance = joint ? 1e-10 : 1e-13;
  const { premiums, rounds, change } = settlePremiums(quotas, importsAt, premiumTolerance);
  failed ||= !solve();
  for (let k = 0; k < count; k++) {
    // What a lifted ban brings is created, but for what it draws from others.
    if (sources[k].state === "reopened") creation[k] += reference[k] - drawn[k];
  }
  return {
    creation,
    diversion: priceDiversion.map((answer, k) => answer + drawn[k]),
    quantity,
    reference,
    price,
    consumerPrice,
    priceDiversion,
    tariff,
    premiums,
    residual: Math.max(joint ? supplyResidual : 0, bindingGap(quotas, premiums, quantity)),
    iterations: iterations + rounds,
    because: failed
      ? `No convergence: world prices leave a relative excess demand of ${supplyResidual.toExponential(1)} after ${iterations} steps.`
      : change > premiumTolerance
        ? `No convergence: quota premiums still move by ${change.toExponential(1)} after ${rounds} rounds.`
        : null,
  };
}

/**
 * The market with its lifted bans lifted, at base costs: the reverse of shutting those flows. The others' trade O' in it
 * is such that shutting the prior R again would bring back the base: O = O' + R φ(E_s O' / (O' + R)).
 */
function liftBans(
  sources: readonly Source[],
  { substitution, diversion }: LineRules,
): { reference: Float64Array; drawn: Float64Array } {
  let [others, lifted] = [0, 0];
  for (const { state, value } of sources) {
    if (state === "reopened") lifted += value;
    else others += value;
  }
  const reference = Float64Array.from(sources, (source) => source.value);
  const drawn = new Float64Array(sources.length);
  if (lifted === 0 || others === 0 || substitution === 0) return { reference, drawn };
  const kept = bracketedRoot(
    (o) => o + lifted * shareLost((substitution * o) / (o + lifted), diversion) - others,
    0,
    others,
  );
  sources.forEach(({ state, value }, k) => {
    if (state === "reopened") drawn[k] = (value / lifted) * (others - kept);
    else {
      drawn[k] = -(value / others) * (others - kept);
      reference[k] = Math.max(value + drawn[k], 0);
    }
  });
  return { reference, drawn };
}
