/**
 * The answers to: how may a move be answered, can one move be the price of another, and does a promise keep itself?
 * @module
 */
import type { BargainMove, CredibilityAsk, PriceAsk, ResponseAsk } from "../contracts/bargain.js";
import { InputError } from "../contracts/errors.js";
import { leastPatience } from "./credibility.js";
import { payoff } from "./player.js";
import { applyMove, canBePrice, type DatedMove, type Move, respond } from "./response.js";
import {
  type Answer,
  dollars,
  moveOf,
  playerOf,
  ratePercent,
  signedPercent,
  type Table,
} from "./table-game.js";

export function answerResponse(table: Table, ask: ResponseAsk): Answer {
  const { world } = table;
  const move = moveOf(table, ask.move);
  const answerer = playerOf(table, ask.answer);
  const found = respond(world, move, answerer);
  const [who, other] = [move.by.name, answerer.name];
  return {
    question: "response",
    converged: true,
    because: null,
    findings: [
      `${ask.move.title} changes real income by ${signedPercent(found.mover)} for ${who} and ${signedPercent(found.answerer)} for ${other}.`,
      ...found.answers.map(({ kind, says, rates, because }) =>
        rates === null
          ? `${heading(kind)}: none; ${because}.`
          : `${heading(kind)} (${says}): tariffs of ${other} at ${range(rates)}.`,
      ),
    ],
    tables: [
      {
        title: "The move and its answers, against before",
        columns: [
          { name: "", unit: "text" },
          { name: `tariff of ${other}, mean`, unit: "rate" },
          { name: who, unit: "percent" },
          { name: other, unit: "percent" },
        ],
        rows: [
          ["The move alone", null, found.mover, found.answerer],
          ...found.answers.map((a) => [
            heading(a.kind),
            a.rates ? mean(a.rates) : null,
            a.rates ? a.mover : null,
            a.rates ? a.answerer : null,
          ]),
        ],
        note: `By the move alone the imports of ${other} change by ${dollars(found.reciprocity.imports)} and its exports by ${dollars(found.reciprocity.exports)} at old world prices. Means are over rates.`,
      },
    ],
    pictures: [],
    figures: Object.fromEntries(
      found.answers.flatMap((a) => [
        [`${a.kind}: mean`, a.rates ? mean(a.rates) : null],
        [`${a.kind}: mover`, a.rates ? a.mover : null],
        [`${a.kind}: answerer`, a.rates ? a.answerer : null],
      ]),
    ),
    notes: [],
  };
}

const headings = {
  equivalent: "Equivalent answer",
  reciprocal: "Reciprocal answer",
  restoring: "Answer that restores",
  best: "Best reply",
} as const;
const heading = (kind: keyof typeof headings): string => headings[kind];
const mean = (rates: Float64Array): number => rates.reduce((sum, t) => sum + t, 0) / rates.length;
const range = (rates: Float64Array): string =>
  rates.length === 1
    ? ratePercent(rates[0]!)
    : `${ratePercent(Math.min(...rates))} to ${ratePercent(Math.max(...rates))}`;

export function answerPrice(table: Table, ask: PriceAsk): Answer {
  const [first, second] = [dated(table, ask.first), dated(table, ask.second)];
  const found = canBePrice(table.world, first, second, ask.within);
  return {
    question: "price",
    converged: true,
    because: null,
    findings: [
      `"${second.name}" ${found.verdict === "can be" ? "can be" : "cannot be"} the price of "${first.name}"${found.verdict === "can be" ? " by date and size; that it was is another question" : `: ${found.verdict}`}.`,
      ...found.says,
      ...ask.between.map(({ date, what }) => `Between them, ${date}: ${what}`),
    ],
    tables: [
      {
        title: "What each move is worth to each side, per cent of real income",
        columns: [
          { name: "move", unit: "text" },
          { name: first.by.name, unit: "percent" },
          { name: second.by.name, unit: "percent" },
        ],
        rows: [
          [`${first.name} (${first.date})`, found.first.maker, found.first.other],
          [`${second.name} (${second.date})`, found.second.other, found.second.maker],
          ["both", found.both.first, found.both.second],
        ],
      },
    ],
    pictures: [],
    figures: { days: found.daysBetween, bothFirst: found.both.first, bothSecond: found.both.second },
    notes: ["Dates come from whoever asks; sizes from the model."],
  };
}

function dated(table: Table, move: BargainMove): DatedMove {
  if (move.date !== undefined) return { ...moveOf(table, move), date: move.date };
  throw new InputError("move-date", `A move that may be a price needs its date; "${move.title}" has none.`, {
    place: { field: "question.price" },
    received: move,
    hint: "Write date: YYYY-MM-DD.",
  });
}

export function answerCredibility(table: Table, ask: CredibilityAsk): Answer {
  const { world } = table;
  const promise = moveOf(table, ask.promise);
  const answer = ask.answer ? moveOf(table, ask.answer) : null;
  const breach = ask.breach ? moveOf(table, ask.breach) : null;
  const other = answer?.by ?? otherSide(table, promise);
  const given = { tariffs: world.tariffs.slice(), costs: world.costs.slice() };
  const at = (moves: readonly (Move | null)[]): readonly [number, number] => {
    world.tariffs.set(given.tariffs);
    world.costs.set(given.costs);
    for (const move of moves) if (move) applyMove(world, move);
    world.solve();
    return [payoff(promise.by, world), payoff(other, world)];
  };
  const now = at([]);
  const states = {
    kept: at([promise, answer]),
    promiserBreaks: at([answer]),
    otherBreaks: at([promise]),
    reversed: at([breach]),
  };
  at([]);
  const gain = (state: readonly [number, number], side: 0 | 1): number =>
    100 * Math.expm1(state[side] - now[side]);
  const names = [promise.by.name, other.name] as const;
  const patience = ([0, 1] as const).map((side) =>
    leastPatience({
      keep: gain(states.kept, side),
      cheat: gain(side === 0 ? states.promiserBreaks : states.otherBreaks, side),
      punished: gain(states.reversed, side),
    }),
  );
  const row = (name: string, state: readonly [number, number]) => [name, gain(state, 0), gain(state, 1)];
  return {
    question: "credibility",
    converged: true,
    because: null,
    findings: names.map((name, side) => `${name}: ${patience[side]!.says}`),
    tables: [
      {
        title: `Stakes of the promise: ${promise.name}`,
        columns: [
          { name: "", unit: "text" },
          { name: names[0], unit: "percent" },
          { name: names[1], unit: "percent" },
        ],
        rows: [
          row(answer ? `kept, and answered (${answer.name})` : "kept", states.kept),
          ...(answer ? [row(`not kept, but answered by ${names[1]}`, states.promiserBreaks)] : []),
          ...(answer ? [row(`kept, but not answered by ${names[1]}`, states.otherBreaks)] : []),
          row("not kept: as things are", now),
          ...(breach ? [row(`reversed: ${breach.name}`, states.reversed)] : []),
        ],
        note: "Real income against things as they are.",
      },
      {
        title: "Least patience that keeps it",
        columns: [
          { name: "side", unit: "text" },
          { name: "discount factor a period", unit: "number" },
          { name: "gained once by breaking", unit: "percent" },
          { name: "lost in each period after", unit: "percent" },
        ],
        rows: names.map((name, side) => {
          const p = patience[side]!;
          return [name, p.least, p.temptation, p.lossAfter];
        }),
        note: "A breach is met by reversal for ever. A period is the time that it takes to notice and answer.",
      },
    ],
    pictures: [],
    figures: {
      leastPatience: patience[0]!.least,
      leastPatienceOther: patience[1]!.least,
      keptPromiser: gain(states.kept, 0),
      keptOther: gain(states.kept, 1),
    },
    notes: [],
  };
}

/** Whose goods the promise is about, where it is not answered by a move. */
function otherSide({ world, nameOf }: Table, promise: Move): Move["by"] {
  const exporters = [...new Set(promise.cells.map(({ cell }) => Math.floor(cell / world.n) % world.n))];
  return {
    name: exporters.map((i) => nameOf(world.baseline.economies[i]!)).join(" and "),
    members: exporters,
    controls: [],
  };
}
