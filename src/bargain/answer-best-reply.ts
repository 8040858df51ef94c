/**
 * The answer to: which tariffs serve a government best, others' given?
 * @module
 */
import type { BargainTable, BestReplyAsk } from "../contracts/bargain.js";
import { bestReply } from "./best-reply.js";
import { type Player, payoff, ratesOf, setRates } from "./player.js";
import type { PlayerPoint } from "./solve-game.js";
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
import { type PlayerCheck, verify } from "./verify.js";

export function answerBestReply(table: Table, ask: BestReplyAsk): Answer {
  const { world, ask: file } = table;
  const player = playerOf(table, ask.player);
  world.solve();
  const before = world.realIncome.slice();
  const start = payoff(player, world);
  const rates = ratesOf(world, player.controls);
  const curve = uniformCurve(world, player);
  const point = bestReply(world, player);
  if (!point.converged) {
    return {
      question: "best reply",
      converged: false,
      because: point.because,
      findings: [],
      tables: [],
      pictures: [],
      figures: {},
      notes: [],
    };
  }
  const own = point.players[0]!;
  const checks = verify(world, [player], file.checks);
  const gain = 100 * Math.expm1(own.payoff - start);
  const mean = meanRate(world, own);
  return {
    question: "best reply",
    converged: true,
    because: null,
    findings: [
      `The best tariffs for ${player.name} ${own.rates.length > 1 ? `average ${ratePercent(mean)} (${ratePercent(Math.min(...own.rates))} to ${ratePercent(Math.max(...own.rates))})` : `are ${ratePercent(mean)} on all that it sets`} and change its ${ask.lobby ? "weighted objective" : "real income"} by ${signedPercent(gain)}, the tariffs of others as they are.`,
    ],
    tables: [
      ratesTable(table, own, rates),
      incomeTable(table, before, player.members),
      checksTable(checks, point.firstOrder),
    ],
    pictures: [
      {
        title: `${player.name}: ${ask.lobby ? "weighted objective" : "real income"} by one tariff on all of them`,
        x: { name: "tariff", unit: "rate" },
        y: { name: "change from the tariffs in force", unit: "percent" },
        curves: [
          { name: player.name, points: curve.map(([t, u]) => [t, 100 * Math.expm1(u - start)] as const) },
        ],
        marks: [{ x: mean, y: gain, label: "best schedule, at its mean", kind: "nash" }],
      },
    ],
    figures: {
      mean,
      gainPercent: gain,
      firstOrder: point.firstOrder,
      curvature: checks[0]!.curvature,
      bestDeviation: checks[0]!.bestDeviation,
    },
    notes: [],
  };
}

/** Payoff at one tariff on everything that the player sets. */
function uniformCurve(world: TariffWorld, player: Player): (readonly [number, number])[] {
  const given = world.tariffs.slice();
  const { controls } = asUniform(player);
  const [low, high] = [Math.max(controls[0]!.low, -0.3), Math.min(controls[0]!.high, 1.5)];
  const points: (readonly [number, number])[] = [];
  for (let k = 0; k <= 36; k++) {
    const t = low + ((high - low) * k) / 36;
    setRates(world, controls, [t]);
    if (world.solve()) points.push([t, payoff(player, world)]);
    else world.forget();
  }
  world.tariffs.set(given);
  world.solve();
  return points;
}

/** Mean of the rates, weighted by what each falls on. */
export function meanRate(world: TariffWorld, { player, rates }: PlayerPoint): number {
  let [paid, value] = [0, 0];
  player.controls.forEach(({ cells }, c) => {
    for (const k of cells) {
      const flow = flowAt(world, k);
      value += flow;
      paid += flow * rates[c]!;
    }
  });
  return value > 0 ? paid / value : 0;
}

export function flowAt(world: TariffWorld, k: number): number {
  const { n } = world;
  return world.flow(Math.floor(k / (n * n)), Math.floor(k / n) % n, k % n);
}

/** The rates on the largest flows. */
export function ratesTable(
  { world, nameOf }: Table,
  { player, rates, bound }: PlayerPoint,
  before: ArrayLike<number>,
): BargainTable {
  const rows = player.controls
    .map(({ label, cells }, c) => ({
      c,
      label,
      flow: [...cells].reduce((sum, k) => sum + flowAt(world, k), 0),
    }))
    .sort((a, b) => b.flow - a.flow);
  return {
    title: `Tariffs: ${player.name}`,
    columns: [
      { name: "on", unit: "text" },
      { name: "before", unit: "rate" },
      { name: "after", unit: "rate" },
      { name: "imports after, million", unit: "number" },
      { name: "bound", unit: "text" },
    ],
    rows: rows
      .slice(0, 15)
      .map(({ c, label, flow }) => [
        labelWords(label, world, nameOf),
        before[c]!,
        rates[c]!,
        flow,
        bound[c] === 1 ? "at its ceiling" : bound[c] === -1 ? "at its floor" : "",
      ]),
    note: rows.length > 15 ? `The 15 largest of ${rows.length}.` : undefined,
  };
}

/** "China", "China, steel", "all": codes of the base become names. */
function labelWords(label: string, { baseline }: TariffWorld, nameOf: Table["nameOf"]): string {
  const [code = "", ...rest] = label.split(" ");
  if (!baseline.economies.includes(code)) return label;
  return rest.length === 0 ? nameOf(code) : `${nameOf(code)}, ${rest.join(" ")}`;
}

export function checksTable(
  checks: readonly PlayerCheck[],
  firstOrder: number,
  players = checks.length,
): BargainTable {
  return {
    title: "Checks",
    columns: [
      { name: "player", unit: "text" },
      { name: "largest curvature", unit: "number" },
      { name: "random deviations", unit: "number" },
      { name: "best of them, ln", unit: "tiny" },
    ],
    rows: checks.map(({ name, curvature, deviations, bestDeviation }) => [
      name,
      curvature,
      deviations,
      deviations > 0 ? bestDeviation : null,
    ]),
    note: `First-order conditions hold to ${firstOrder.toExponential(1).replace("-", "−")} for every rate. Curvature below zero is a maximum; a best deviation above rounding (1e−12) would be a gain that was missed.${checks.length < players ? ` The ${checks.length} largest of ${players} players.` : ""}`,
  };
}
