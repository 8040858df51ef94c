/**
 * The answer to: what could they agree on, and what does each get?
 * @module
 */
import type { BargainMark, BargainPicture, CooperateAsk } from "../contracts/bargain.js";
import { type Agreement, nashBargain } from "./cooperate.js";
import { nash } from "./nash.js";
import { type Player, payoff, ratesOf, setRates } from "./player.js";
import { reciprocalPath } from "./reciprocal-cuts.js";
import { reciprocity, snapshot } from "./reciprocity.js";
import { applyMove } from "./response.js";
import { type Answer, moveOf, playerOf, signedPercent, type Table } from "./table-game.js";
import type { TariffWorld } from "./tariff-world.js";

interface Threat {
  readonly name: string;
  readonly payoffs: readonly number[];
  readonly rates: readonly Float64Array[];
}

export function answerCooperate(table: Table, ask: CooperateAsk): Answer {
  const { world } = table;
  const players = ask.players.map((spec) => playerOf(table, spec));
  const given = world.tariffs.slice();
  world.solve();
  const start = players.map((player) => payoff(player, world));
  const threat = threatOf(world, players, ask);
  if (typeof threat === "string") return failed(threat);
  const before = snapshot(world);
  const reciprocal =
    ask.reciprocity && players.length === 2
      ? reciprocalPath(world, players as [Player, Player], { power: powers(ask, 2) as [number, number] })
      : null;
  const agreed = nashBargain(world, players, {
    threat: threat.payoffs,
    power: ask.power,
    start: threat.rates,
  });
  if (!agreed.converged) return failed(agreed.because ?? "The bargain did not settle.");
  const trade = players.map((player) => reciprocity(world, before, snapshot(world), player.members[0]!));
  const settled = world.tariffs.slice();
  const frontier = players.length === 2 ? frontierOf(world, players, threat.payoffs, agreed) : [];
  const deal = ask.deal ? dealOf(table, players, given, ask) : null;
  world.tariffs.set(settled);
  world.solve();
  const gains = agreed.payoffs.map((u, p) => percent(u, threat.payoffs[p]!));
  return {
    question: "cooperation",
    converged: true,
    because: null,
    findings: [
      `Against ${threat.name}, the Nash bargain gives ${players.map(({ name }, p) => `${name} ${signedPercent(gains[p]!)}`).join(" and ")}.`,
      ...(reciprocal
        ? [
            reciprocal.best
              ? `By reciprocal cuts alone they get ${players.map(({ name }, p) => `${name} ${signedPercent(percent(reciprocal.best!.payoffs[p]!, threat.payoffs[p]!))}`).join(" and ")}.`
              : "No reciprocal cut leaves both better off.",
          ]
        : []),
    ],
    tables: [
      {
        title: "The bargain",
        columns: [
          { name: "player", unit: "text" },
          { name: "tariff at the threat point", unit: "rate" },
          { name: "agreed", unit: "rate" },
          { name: "gain over the threat", unit: "percent" },
          { name: "against tariffs in force", unit: "percent" },
        ],
        rows: players.map(({ name }, p) => [
          name,
          meanOf(threat.rates[p]!),
          meanOf(agreed.rates[p]!),
          gains[p]!,
          percent(agreed.payoffs[p]!, start[p]!),
        ]),
        note: `Plain means of rates; below zero is a subsidy. First-order conditions hold to ${agreed.firstOrder.toExponential(1).replace("-", "−")}.`,
      },
      {
        title: "Reciprocity of the bargain, from the threat point",
        columns: [
          { name: "player", unit: "text" },
          { name: "imports, dollars", unit: "usd" },
          { name: "exports, dollars", unit: "usd" },
          { name: "gap, dollars", unit: "usd" },
          { name: "terms of trade", unit: "percent" },
        ],
        rows: players.map(({ name }, p) => [
          name,
          trade[p]!.imports,
          trade[p]!.exports,
          trade[p]!.gap,
          100 * Math.expm1(trade[p]!.termsOfTrade),
        ]),
        note: "Changes at old world prices. A gap of zero is reciprocity in the sense of Bagwell and Staiger; with more goods than economies it need not leave the terms of trade as they were.",
      },
    ],
    pictures:
      players.length === 2
        ? [
            picture(
              players,
              threat,
              agreed,
              frontier,
              start,
              deal,
              reciprocal?.best?.payoffs ?? null,
              ask.deal?.title,
            ),
          ]
        : [],
    figures: {
      firstOrder: agreed.firstOrder,
      ...Object.fromEntries(players.map(({ name }, p) => [`${name}.gainPercent`, gains[p]!])),
      ...Object.fromEntries(players.map(({ name }, p) => [`${name}.mean`, meanOf(agreed.rates[p]!)])),
    },
    notes: [],
  };
}

const percent = (u: number, from: number): number => 100 * Math.expm1(u - from);
const meanOf = (rates: ArrayLike<number>): number =>
  Array.from(rates).reduce((sum, t) => sum + t, 0) / rates.length;
const powers = (ask: CooperateAsk, count: number): number[] =>
  ask.power ?? Array.from({ length: count }, () => 1);

function failed(because: string): Answer {
  return {
    question: "cooperation",
    converged: false,
    because,
    findings: [],
    tables: [],
    pictures: [],
    figures: {},
    notes: [],
  };
}

/** Leaves the world at the threat point; a sentence where there is none. */
function threatOf(world: TariffWorld, players: readonly Player[], ask: CooperateAsk): Threat | string {
  const rates = players.map(({ controls }) => ratesOf(world, controls));
  if (ask.threat === "status-quo") {
    return { name: "the tariffs in force", payoffs: players.map((player) => payoff(player, world)), rates };
  }
  const war = nash(world, players, { probes: 0 });
  if (!war.converged) return war.because ?? "The tariff war that was to be the threat point was not found.";
  world.solve();
  return {
    name: "a tariff war",
    payoffs: war.players.map((p) => p.payoff),
    rates: war.players.map((p) => p.rates),
  };
}

/** Payoffs of two players along the part of the frontier that leaves both above the threat: bargains of other powers. */
function frontierOf(
  world: TariffWorld,
  players: readonly Player[],
  threat: readonly number[],
  from: Agreement,
): [number, number][] {
  const points: [number, number][] = [[from.payoffs[0]!, from.payoffs[1]!]];
  for (const side of [0, 1] as const) {
    let start = from.rates;
    for (const power of [0.7, 0.85, 0.95, 0.99]) {
      const powers = side === 0 ? [power, 1 - power] : [1 - power, power];
      const found = nashBargain(world, players, { threat, power: powers, start, tolerance: 1e-6 });
      if (!found.converged) break;
      points.push([found.payoffs[0]!, found.payoffs[1]!]);
      start = found.rates;
    }
  }
  return points.sort((a, b) => a[0] - b[0]);
}

function dealOf(
  table: Table,
  players: readonly Player[],
  given: Float64Array,
  ask: CooperateAsk,
): number[] | null {
  const { world } = table;
  const costs = world.costs.slice();
  world.tariffs.set(given);
  applyMove(world, moveOf(table, { ...ask.deal!, by: ask.players[0]!.economy }));
  const solved = world.solve();
  const payoffs = solved ? players.map((player) => payoff(player, world)) : null;
  world.costs.set(costs);
  return payoffs;
}

function picture(
  players: readonly Player[],
  threat: Threat,
  agreed: Agreement,
  frontier: readonly (readonly [number, number])[],
  start: readonly number[],
  deal: readonly number[] | null,
  reciprocal: readonly number[] | null,
  dealTitle: string | undefined,
): BargainPicture {
  const at = (payoffs: readonly number[]): { x: number; y: number } => ({
    x: percent(payoffs[0]!, threat.payoffs[0]!),
    y: percent(payoffs[1]!, threat.payoffs[1]!),
  });
  const marks: BargainMark[] = [
    { ...at(threat.payoffs), label: `threat: ${threat.name}`, kind: "threat" },
    { ...at(agreed.payoffs), label: "Nash bargain", kind: "nash" },
    ...(reciprocal ? [{ ...at(reciprocal), label: "reciprocal cuts", kind: "other" as const }] : []),
    ...(start.some((u, p) => Math.abs(u - threat.payoffs[p]!) > 1e-9)
      ? [{ ...at(start), label: "tariffs in force", kind: "other" as const }]
      : []),
    ...(deal ? [{ ...at(deal), label: dealTitle ?? "the deal", kind: "deal" as const }] : []),
  ];
  return {
    title: "What they can reach together",
    x: { name: `${players[0]!.name}: real income against the threat point`, unit: "percent" },
    y: { name: `${players[1]!.name}: real income against the threat point`, unit: "percent" },
    note: "The frontier is shown as far as both stay above the threat point: bargains of unequal power, 0.01 to 0.99.",
    curves: [{ name: "frontier", points: frontier.map((p) => [at(p).x, at(p).y] as const) }],
    marks,
  };
}

/** Sets the rates agreed, for callers that go on from there. */
export function setAgreed(world: TariffWorld, players: readonly Player[], { rates }: Agreement): void {
  players.forEach(({ controls }, p) => {
    setRates(world, controls, rates[p]!);
  });
}
