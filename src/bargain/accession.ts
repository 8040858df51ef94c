/**
 * Entry to an agreement that each member may veto: what it is worth, what consent costs, and who has power.
 * @module
 */
import { bracketedRoot } from "../kernel/bracketed-root.js";
import type { TariffWorld } from "./tariff-world.js";

/** A concession of the entrant on one member's goods, from nothing (0) to all of it (1). */
export type Concession =
  | {
      readonly kind: "tariff";
      /** What its tariff on the member's goods goes to; from what it is inside. */
      readonly to: number;
    }
  | {
      readonly kind: "non-tariff";
      /** Trade cost on the member's goods before, over that of the base; and after (1: the base's). */
      readonly from: number;
      readonly to: number;
    };

export interface AccessionQuestion {
  /** Places. */
  readonly entrant: number;
  readonly members: readonly number[];
  /** Member whose consent is asked, and what is offered to it; null: nothing but money. */
  readonly veto: number;
  readonly concession: Concession | null;
  /** ln of trade between the entrant and each member, both ways, that entry adds at given prices. */
  readonly effect: number;
  /** The entrant's tariff on members outside over that in the base (1 + t is not meant: 0.10 over 0.08 is 1.25). */
  readonly tariffFactorOutside: number;
  /** Whether the base is the world after entry, so that entry is run backwards. */
  readonly already: boolean;
  /** The entrant's bargaining power, in (0, 1); default 0.5. */
  readonly power?: number | undefined;
  /** Points of the concession's curve; default 20. */
  readonly steps?: number | undefined;
}

/** Real income at a situation over that outside, at base dollars. */
export interface EntryValue {
  readonly economy: number;
  readonly percent: number;
  /** Million dollars a year: base spending times the change of real income. */
  readonly usdMillion: number;
}

export interface ConcessionPoint {
  /** 0 nothing, 1 all of the concession. */
  readonly part: number;
  /** Per cent of real income over that outside (no entry, no concession). */
  readonly entrant: number;
  readonly member: number;
}

export interface ConcessionTerms {
  readonly curve: readonly ConcessionPoint[];
  /** Least part at which the member is no worse off than outside; null: not even all of it. */
  readonly least: number | null;
  /** Largest part at which the entrant is no worse off than outside; null: not even with none. */
  readonly most: number | null;
  /** Part that maximises the product of gains; null where no part leaves both better off. */
  readonly nash: ConcessionPoint | null;
  /** What all of the concession does by itself, to each, million dollars a year. */
  readonly worth: { readonly entrant: number; readonly member: number };
}

export interface MoneyTerms {
  /** Million dollars a year from entrant to member: least that buys consent, most that is paid, Nash's point. */
  readonly least: number;
  readonly most: number;
  /** Null where the range is empty. */
  readonly nash: number | null;
}

export interface Accession {
  readonly converged: boolean;
  readonly because: string | null;
  readonly entrant: EntryValue;
  /** All members, by what entry is worth to them, least first. */
  readonly members: readonly EntryValue[];
  readonly veto: EntryValue;
  readonly concession: ConcessionTerms | null;
  readonly money: MoneyTerms;
}

/**
 * Solves the world outside (no entry), inside (entry, no concession), and along the concession.
 *
 * Outside, trade costs between the entrant and members are higher by exp(effect/θ) and the entrant's tariffs on members
 * that pay any by the factor given; where the base is not yet the world inside, the same is taken away from it to get
 * inside. The world is left as it was. The concession is made only with entry. Disagreement is outside, for both.
 * The Nash points maximise (entrant's gain)^power (member's gain)^(1 − power), gains in dollars of real income a year.
 * Source: Nash (1950); membership effects as cited by whoever gives `effect`.
 */
export function accession(world: TariffWorld, question: AccessionQuestion): Accession {
  const { entrant, members, veto, power = 0.5, steps = 20 } = question;
  const given = { tariffs: world.tariffs.slice(), costs: world.costs.slice() };
  const set = situation(world, question);
  const solveAt = (inside: boolean, part: number): Float64Array | null => {
    set(inside, part);
    return world.solve() ? world.realIncome.slice() : null;
  };
  const outside = solveAt(false, 0);
  const inside = outside && solveAt(true, 0);
  const restore = (): void => {
    world.tariffs.set(given.tariffs);
    world.costs.set(given.costs);
    world.forget();
    world.solve();
  };
  if (!outside || !inside) {
    const because = `The world ${outside ? "inside" : "outside"} has no solution: ${world.because}.`;
    restore();
    return {
      ...nothing(question),
      because,
    };
  }
  const usd = (j: number, now: Float64Array): number =>
    world.spendingBefore[j] * (Math.exp(now[j]) - Math.exp(outside[j]));
  const percent = (j: number, now: Float64Array): number => 100 * Math.expm1(now[j] - outside[j]);
  const value = (j: number): EntryValue => ({
    economy: j,
    percent: percent(j, inside),
    usdMillion: usd(j, inside),
  });
  const own = value(entrant);
  const theirs = value(veto);
  const at = (part: number): ConcessionPoint => {
    const now = solveAt(true, part);
    return now
      ? { part, entrant: percent(entrant, now), member: percent(veto, now) }
      : { part, entrant: Number.NaN, member: Number.NaN };
  };
  const full = question.concession ? solveAt(true, 1) : null;
  const terms = full ? concessionTerms(at, steps, power) : null;
  restore();
  return {
    converged: true,
    because: null,
    entrant: own,
    members: members.map(value).sort((a, b) => a.percent - b.percent),
    veto: theirs,
    concession:
      terms && full
        ? {
            ...terms,
            worth: {
              entrant: usd(entrant, full) - own.usdMillion,
              member: usd(veto, full) - theirs.usdMillion,
            },
          }
        : null,
    money: moneyTerms(own.usdMillion, theirs.usdMillion, power),
  };
}

/** Writes tariffs and costs of a situation into the world. */
function situation(world: TariffWorld, question: AccessionQuestion) {
  const { n, sectors, theta } = world;
  const { entrant: a, members, veto, concession, effect, tariffFactorOutside, already } = question;
  const tariffs = world.tariffs.slice();
  const costs = world.costs.slice();
  return (inside: boolean, part: number): void => {
    world.tariffs.set(tariffs);
    world.costs.set(costs);
    for (let s = 0; s < sectors; s++) {
      const apart = inside === already ? 1 : Math.exp((inside ? -effect : effect) / theta[s]);
      const factor = inside === already ? 1 : inside ? 1 / tariffFactorOutside : tariffFactorOutside;
      for (const j of members) {
        const buys = (s * n + j) * n + a;
        const sells = (s * n + a) * n + j;
        world.costs[buys] *= apart;
        world.costs[sells] *= apart;
        world.tariffs[buys] *= factor;
      }
      if (concession === null) continue;
      const cell = (s * n + veto) * n + a;
      if (concession.kind === "tariff") {
        const rate = world.tariffs[cell];
        world.tariffs[cell] = (1 + rate) * ((1 + concession.to) / (1 + rate)) ** part - 1;
      } else world.costs[cell] *= concession.from * (concession.to / concession.from) ** part;
    }
  };
}

function concessionTerms(
  at: (part: number) => ConcessionPoint,
  steps: number,
  power: number,
): Omit<ConcessionTerms, "worth"> {
  const curve = Array.from({ length: steps + 1 }, (_, k) => at(k / steps)).filter(
    ({ entrant, member }) => Number.isFinite(entrant) && Number.isFinite(member),
  );
  const crossing = (side: "entrant" | "member", from: number, to: number): number =>
    bracketedRoot((part) => at(part)[side], from, to);
  const consents = curve.findIndex(({ member }) => member >= 0);
  const least =
    consents < 0
      ? null
      : consents === 0
        ? 0
        : crossing("member", curve[consents - 1]!.part, curve[consents]!.part);
  let lastPaid = -1;
  curve.forEach(({ entrant }, k) => {
    if (entrant >= 0) lastPaid = k;
  });
  const most =
    lastPaid < 0
      ? null
      : lastPaid === curve.length - 1
        ? 1
        : crossing("entrant", curve[lastPaid]!.part, curve[lastPaid + 1]!.part);
  const product = ({ entrant, member }: ConcessionPoint): number =>
    entrant > 0 && member > 0
      ? power * Math.log(entrant) + (1 - power) * Math.log(member)
      : Number.NEGATIVE_INFINITY;
  const top = curve.reduce((best, point) => (product(point) > product(best) ? point : best), curve[0]!);
  return {
    curve,
    least,
    most,
    nash: product(top) === Number.NEGATIVE_INFINITY ? null : refine(at, product, top, 1 / steps),
  };
}

/** The largest product between a point's neighbours; the point itself at an end of the range where that is best. */
function refine(
  at: (part: number) => ConcessionPoint,
  product: (point: ConcessionPoint) => number,
  top: ConcessionPoint,
  width: number,
): ConcessionPoint {
  let [low, high] = [Math.max(0, top.part - width), Math.min(1, top.part + width)];
  const golden = (Math.sqrt(5) - 1) / 2;
  while (high - low > 1e-4) {
    const [a, b] = [high - golden * (high - low), low + golden * (high - low)];
    if (product(at(a)) > product(at(b))) high = b;
    else low = a;
  }
  const found = at((low + high) / 2);
  return product(found) > product(top) ? found : top;
}

/** Money that could change hands each year, transfers taken as they are (no change of prices by them). */
function moneyTerms(entrant: number, member: number, power: number): MoneyTerms {
  const least = Math.max(0, -member);
  const most = Math.max(0, entrant);
  const surplus = entrant + member;
  // (s_A − x)^a (s_V + x)^(1 − a) is largest where the entrant keeps its part of the joint surplus.
  const nash = entrant - power * surplus;
  return { least, most, nash: surplus > 0 && entrant > 0 ? Math.max(least, nash) : null };
}

function nothing({ entrant, veto }: AccessionQuestion): Accession {
  const none = (economy: number): EntryValue => ({ economy, percent: Number.NaN, usdMillion: Number.NaN });
  return {
    converged: false,
    because: null,
    entrant: none(entrant),
    members: [],
    veto: none(veto),
    concession: null,
    money: { least: Number.NaN, most: Number.NaN, nash: null },
  };
}
