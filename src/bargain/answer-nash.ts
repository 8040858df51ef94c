/**
 * The answer to: where does a tariff war end?
 * @module
 */
import type { BargainPicture, NashAsk } from "../contracts/bargain.js";
import { checksTable, meanRate, ratesTable } from "./answer-best-reply.js";
import { bestReply } from "./best-reply.js";
import { type Nash, nash } from "./nash.js";
import { type Player, payoff, ratesOf, setRates } from "./player.js";
import { solveGame } from "./solve-game.js";
import {
  type Answer,
  asUniform,
  incomeTable,
  playerOf,
  ratePercent,
  signedPercent,
  type Table,
} from "./table-game.js";
import type { TariffWorld } from "./tariff-world.js";
import { verify } from "./verify.js";

/** Points of a curve of best replies, less one. */
const steps = 9;
/** Players of which more than the first-order conditions are checked: these cost a solve each. */
const most = 4;
/** Players that a table lists. */
const listed = 25;

export function playersOf(table: Table, ask: NashAsk["players"]): Player[] {
  if (Array.isArray(ask)) return ask.map((spec) => playerOf(table, spec));
  const { economies } = table.world.baseline;
  return economies.map((economy) => playerOf(table, { ...ask.each, economy }));
}

export function answerNash(table: Table, ask: NashAsk): Answer {
  const { world, ask: file } = table;
  const players = playersOf(table, ask.players);
  world.solve();
  const before = world.realIncome.slice();
  const starts = players.map((player) => payoff(player, world));
  const rates = players.map(({ controls }) => ratesOf(world, controls));
  const given = world.tariffs.slice();
  const found = nash(world, players, { probes: ask.probes, seed: file.checks.seed });
  if (!found.converged) {
    return {
      question: "nash",
      converged: false,
      because: found.because,
      findings: [],
      tables: [startsTable(found)],
      pictures: [],
      figures: {},
      notes: [],
    };
  }
  const checked = largest(world, players, most);
  const checks = verify(world, checked, file.checks);
  const gains = found.players.map((own, p) => 100 * Math.expm1(own.payoff - starts[p]!));
  const means = found.players.map((own) => meanRate(world, own));
  const hurt = gains.filter((g) => g < 0).length;
  const tables = [
    warTable(world, found, means, gains),
    ...(players.length <= 3 ? found.players.map((own, p) => ratesTable(table, own, rates[p]!)) : []),
    incomeTable(
      table,
      before,
      largest(world, players, most).flatMap((p) => [...p.members]),
    ),
    startsTable(found),
    checksTable(checks, found.firstOrder, players.length),
  ];
  const settled = world.tariffs.slice();
  const pictures = players.length === 2 ? [replyCurves(world, players as [Player, Player], given)] : [];
  world.tariffs.set(settled);
  world.solve();
  return {
    question: "nash",
    converged: true,
    because: null,
    findings: [
      players.length <= 4
        ? `The war ends at ${found.players.map((own, p) => `${ratePercent(means[p]!)} (${own.player.name}, ${signedPercent(gains[p]!)})`).join(" and ")}.`
        : `The war of ${players.length} ends at tariffs of ${ratePercent(Math.min(...means))} to ${ratePercent(Math.max(...means))}, ${ratePercent(means.reduce((a, b) => a + b, 0) / means.length)} on average; ${hurt} of ${players.length} are worse off.`,
      uniqueSays(found),
    ],
    tables,
    pictures,
    figures: {
      firstOrder: found.firstOrder,
      ...Object.fromEntries(
        players.slice(0, 12).flatMap(({ name }, p) => [
          [`${name}.mean`, means[p]!],
          [`${name}.gainPercent`, gains[p]!],
        ]),
      ),
    },
    notes: [],
  };
}

/** The players that spend most, in their order; all where there are no more. */
function largest(world: TariffWorld, players: readonly Player[], count: number): readonly Player[] {
  if (players.length <= count) return players;
  const size = ({ members }: Player): number => members.reduce((sum, j) => sum + world.spendingBefore[j]!, 0);
  return [...players].sort((a, b) => size(b) - size(a)).slice(0, count);
}

function uniqueSays({ unique, starts }: Nash): string {
  if (unique === null) return "Whether there are other equilibria was not probed.";
  const arrived = starts.filter(({ converged }) => converged).length;
  return unique
    ? `${arrived} of ${starts.length} starts ended there, none elsewhere: no sign of another equilibrium.`
    : `Starts ended at different points: there is more than one equilibrium, and this is the one reached from ${starts[0]!.from}.`;
}

function warTable(
  world: TariffWorld,
  { players, closedForm }: Nash,
  means: readonly number[],
  gains: readonly number[],
) {
  const shown = new Set(
    largest(
      world,
      players.map(({ player }) => player),
      listed,
    ),
  );
  const notes = [
    ...(closedForm
      ? [
          "Closed form: one tariff an importer, by the formula of Lashkaripour (2021), without bounds; a check from outside.",
        ]
      : []),
    ...(shown.size < players.length ? [`The ${shown.size} largest of ${players.length}.`] : []),
  ];
  return {
    title: "Players",
    columns: [
      { name: "player", unit: "text" as const },
      { name: "mean tariff", unit: "rate" as const },
      { name: "lowest", unit: "rate" as const },
      { name: "highest", unit: "rate" as const },
      ...(closedForm ? [{ name: "closed form", unit: "rate" as const }] : []),
      { name: "real income", unit: "percent" as const },
    ],
    rows: players.flatMap(({ player, rates }, p) =>
      shown.has(player)
        ? [
            [
              player.name,
              means[p]!,
              Math.min(...rates),
              Math.max(...rates),
              ...(closedForm ? [closedForm[p]!] : []),
              gains[p]!,
            ],
          ]
        : [],
    ),
    note: notes.length > 0 ? notes.join(" ") : undefined,
  };
}

function startsTable({ starts }: Nash) {
  return {
    title: "Starts",
    columns: [
      { name: "from", unit: "text" as const },
      { name: "arrived", unit: "text" as const },
      { name: "apart from the first", unit: "tiny" as const },
    ],
    rows: starts.map(({ from, converged, apart }) => [from, converged ? "yes" : "no", apart]),
  };
}

/** Each side's best single tariff against the other's, and where the two curves meet. */
function replyCurves(
  world: TariffWorld,
  players: readonly [Player, Player],
  given: Float64Array,
): BargainPicture {
  const [one, two] = players.map(asUniform) as [Player, Player];
  world.tariffs.set(given);
  world.forget();
  const meet = solveGame(world, [one, two], {});
  const [a, b] = meet.players.map(({ rates }) => rates[0]!) as [number, number];
  const top = (x: number, { controls }: Player): number => Math.min(controls[0]!.high, Math.max(2 * x, 0.2));
  const replies = (mover: Player, fixed: Player, to: number): [number, number][] => {
    const points: [number, number][] = [];
    for (let k = 0; k <= steps; k++) {
      const t = (to * k) / steps;
      world.tariffs.set(given);
      setRates(world, fixed.controls, [t]);
      const last = points.at(-1);
      if (last) setRates(world, mover.controls, [last[1]]);
      const point = bestReply(world, mover);
      if (point.converged) points.push([t, point.players[0]!.rates[0]!]);
      else world.forget();
    }
    return points;
  };
  const ofTwo = replies(two, one, top(a, one));
  const ofOne = replies(one, two, top(b, two));
  return {
    title: "Best replies, one tariff each on all that it sets",
    x: { name: `tariff of ${one.name}`, unit: "rate" },
    y: { name: `tariff of ${two.name}`, unit: "rate" },
    curves: [
      { name: `best reply of ${one.name}`, points: ofOne.map(([t, reply]) => [reply, t] as const) },
      { name: `best reply of ${two.name}`, points: ofTwo },
    ],
    marks: meet.converged ? [{ x: a, y: b, label: "Nash", kind: "nash" }] : [],
    note: "With one rate each; the schedules in the tables may have more.",
  };
}
