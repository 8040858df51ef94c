/**
 * A move, its answers, and whether one move can be the price of another.
 * @module
 */
import { bracketedRoot } from "../kernel/bracketed-root.js";
import { bestReply } from "./best-reply.js";
import { type Player, payoff, ratesOf } from "./player.js";
import { scaleCut } from "./reciprocal-cuts.js";
import { type Reciprocity, reciprocity, type Snapshot, snapshot } from "./reciprocity.js";
import type { TariffWorld } from "./tariff-world.js";

/** A change of policy on cells of the world. */
export interface Move {
  readonly name: string;
  /** Who makes it. */
  readonly by: Player;
  readonly cells: readonly {
    /** Place in [sector][exporter][importer]. */
    readonly cell: number;
    /** The tariff after; absent: unchanged. */
    readonly tariff?: number | undefined;
    /** Factor on the trade cost; absent: unchanged. */
    readonly cost?: number | undefined;
  }[];
}

export function applyMove(world: TariffWorld, move: Move): void {
  for (const { cell, tariff, cost } of move.cells) {
    if (tariff !== undefined) world.tariffs[cell] = tariff;
    if (cost !== undefined) world.costs[cell] *= cost;
  }
}

/** One way to answer a move by the answering player's controls. */
export interface Answer {
  readonly kind: "equivalent" | "reciprocal" | "restoring" | "best";
  readonly says: string;
  /** Rates of its controls; null where there is no such answer. */
  readonly rates: Float64Array | null;
  readonly because: string | null;
  /** Change of each side's real income from before the move, per cent. */
  readonly mover: number;
  readonly answerer: number;
}

export interface Responses {
  /** Of the move alone, per cent. */
  readonly mover: number;
  readonly answerer: number;
  /** Of the answerer's trade, by the move alone. */
  readonly reciprocity: Reciprocity;
  readonly answers: readonly Answer[];
}

/**
 * Four answers to a move: the one that takes as much of the mover's sales to the answerer as the move took of the
 * answerer's to the mover, as arbitrators of the WTO count it; the one that makes the answerer's whole change of trade
 * reciprocal, imports against exports, at old world prices; the one that brings its real income back to what it was; and
 * its best reply. The first three scale all its controls' 1 + t by one power. The world is left as it was.
 *
 * Source: Understanding on Dispute Settlement, article 22.4, for equivalence; Bagwell and Staiger (1999), Am. Econ. Rev.
 * 89(1), for reciprocity.
 */
export function respond(world: TariffWorld, move: Move, answerer: Player): Responses {
  const given = { tariffs: world.tariffs.slice(), costs: world.costs.slice() };
  world.solve();
  const before = snapshot(world);
  const start = { mover: payoff(move.by, world), answerer: payoff(answerer, world) };
  const rates = ratesOf(world, answerer.controls);
  const change = () => ({
    mover: 100 * Math.expm1(payoff(move.by, world) - start.mover),
    answerer: 100 * Math.expm1(payoff(answerer, world) - start.answerer),
  });
  applyMove(world, move);
  world.solve();
  const movedTariffs = world.tariffs.slice();
  const alone = change();
  const member = answerer.members[0]!;
  const trade = reciprocity(world, before, snapshot(world), member);
  const scaled = (
    kind: "equivalent" | "reciprocal" | "restoring",
    says: string,
    gap: () => number,
  ): Answer => {
    const at = (cut: number): number => {
      scaleCut(world, answerer, rates, cut);
      return world.solve() ? gap() : Number.NaN;
    };
    // Where it has no tariff, 1 + t cannot be scaled: all its rates are raised by one amount instead.
    const flat = rates.every((rate) => rate === 0);
    const base = flat ? rates.map(() => 0.01) : rates;
    const go = (cut: number): number => {
      if (!flat) return at(cut);
      scaleCut(world, answerer, base, cut);
      return world.solve() ? gap() : Number.NaN;
    };
    const range = bracket(go, flat ? 100 : 8);
    if (range === null) {
      world.tariffs.set(movedTariffs);
      world.solve();
      return {
        kind,
        says,
        rates: null,
        because: "no common change of the tariffs that it may set does that",
        ...alone,
      };
    }
    go(bracketedRoot(go, ...range));
    return { kind, says, rates: ratesOf(world, answerer.controls), because: null, ...change() };
  };
  const moved = snapshot(world);
  const lost =
    sales(world, before, moved, answerer, move.by) - sales(world, before, before, answerer, move.by);
  const sold = sales(world, before, moved, move.by, answerer);
  const answers = [
    scaled(
      "equivalent",
      "its purchases from the mover change by as much as the move changed its sales to the mover, at old prices",
      () => sales(world, before, snapshot(world), move.by, answerer) - sold - lost,
    ),
    scaled(
      "reciprocal",
      "imports and exports change by as much at old world prices",
      () => reciprocity(world, before, snapshot(world), member).gap,
    ),
    scaled(
      "restoring",
      "real income is back where it was before the move",
      () => payoff(answerer, world) - start.answerer,
    ),
    bestAnswer(),
  ];
  world.tariffs.set(given.tariffs);
  world.costs.set(given.costs);
  world.solve();
  return { ...alone, reciprocity: trade, answers };

  function bestAnswer(): Answer {
    world.tariffs.set(movedTariffs);
    world.solve();
    const point = bestReply(world, answerer);
    return {
      kind: "best",
      says: "its real income is highest, the move given",
      rates: point.converged ? point.players[0]!.rates : null,
      because: point.because,
      ...change(),
    };
  }
}

/** What sellers sell to buyers at the prices of `old`, million dollars. */
function sales(
  { n, sectors }: Pick<TariffWorld, "n" | "sectors">,
  old: Snapshot,
  now: Snapshot,
  sellers: Player,
  buyers: Player,
): number {
  let sum = 0;
  for (let s = 0; s < sectors; s++) {
    for (const i of sellers.members) {
      const price = old.prices[s * n + i]! / now.prices[s * n + i]!;
      for (const j of buyers.members) if (i !== j) sum += now.flows[(s * n + i) * n + j]! * price;
    }
  }
  return sum;
}

/** The nearest change of sign on either side of no change. */
function bracket(f: (cut: number) => number, reach: number): [number, number] | null {
  const here = f(0);
  if (here === 0) return [0, 0];
  let [below, above] = [here, here];
  let last = 0;
  for (let step = 1 / 64; step <= reach; step *= 1.6) {
    const up = f(step);
    if (up * above <= 0) return [last, step];
    const down = f(-step);
    if (down * below <= 0) return [-step, -last];
    if (Number.isFinite(up)) above = up;
    if (Number.isFinite(down)) below = down;
    last = step;
  }
  return null;
}

export interface DatedMove extends Move {
  /** YYYY-MM-DD. */
  readonly date: string;
}

export interface Price {
  readonly verdict: "can be" | "not by its size" | "not by its date";
  /** Per cent of real income, of each maker, by each move alone and by both. */
  readonly first: { readonly maker: number; readonly other: number };
  readonly second: { readonly maker: number; readonly other: number };
  readonly both: { readonly first: number; readonly second: number };
  readonly daysBetween: number;
  readonly says: readonly string[];
}

/**
 * Whether the second move can be the price of the first: it came after it (or on the day) and within `within` days; both
 * makers are no worse off by the two together; and each move is worth something to the other side. That it can be is no
 * evidence that it was.
 */
export function canBePrice(world: TariffWorld, first: DatedMove, second: DatedMove, within: number): Price {
  const given = { tariffs: world.tariffs.slice(), costs: world.costs.slice() };
  const value = (moves: readonly Move[]) => {
    world.tariffs.set(given.tariffs);
    world.costs.set(given.costs);
    for (const move of moves) applyMove(world, move);
    world.solve();
    return { first: payoff(first.by, world), second: payoff(second.by, world) };
  };
  const none = value([]);
  const percent = (moves: readonly Move[]) => {
    const now = value(moves);
    return {
      first: 100 * Math.expm1(now.first - none.first),
      second: 100 * Math.expm1(now.second - none.second),
    };
  };
  const [one, two, both] = [percent([first]), percent([second]), percent([first, second])];
  value([]);
  const days = Math.round((Date.parse(second.date) - Date.parse(first.date)) / 86_400_000);
  const timed = days >= 0 && days <= within;
  const sized = both.first >= 0 && both.second >= 0 && one.second > 0 && two.first > 0;
  const [before, after] = [`"${first.name}"`, `"${second.name}"`];
  const says = [
    `${after} came ${Math.abs(days)} days ${days < 0 ? "before" : "after"} ${before}${
      timed ? "." : `; a price is looked for in the ${within} days after.`
    }`,
    one.first >= 0
      ? `${before} cost its maker nothing (${first.by.name} ${signed(one.first)}): it needed no price in these terms.`
      : `${before} cost its maker real income (${first.by.name} ${signed(one.first)}) and gave ${second.by.name} ${signed(one.second)}.`,
    two.second >= 0
      ? `${after} cost its maker nothing (${second.by.name} ${signed(two.second)}) and gave ${first.by.name} ${signed(two.first)}.`
      : `${after} cost its maker real income (${second.by.name} ${signed(two.second)}) and gave ${first.by.name} ${signed(two.first)}.`,
  ];
  return {
    verdict: !timed ? "not by its date" : sized ? "can be" : "not by its size",
    first: { maker: one.first, other: one.second },
    second: { maker: two.second, other: two.first },
    both,
    daysBetween: days,
    says,
  };
}

function signed(percent: number): string {
  const digits = Math.abs(percent) < 0.1 ? percent.toPrecision(2) : percent.toFixed(2);
  return `${percent < 0 ? "−" : "+"}${digits.replace("-", "")} %`;
}
