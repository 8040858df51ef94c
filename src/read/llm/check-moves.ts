import { firstDay } from "../../contracts/codes.js";
import type { Move, Period } from "../../contracts/reading.js";
import { hsOf } from "../../goods/index.js";
import { goodsMeasures } from "../actions.js";
import { AnsweredMove } from "./answer-shape.js";
import { type Checker, itemsOf, shown } from "./check-items.js";

interface Kept {
  readonly answered: AnsweredMove;
  readonly move: Move;
}

/** The moves of an answer that the text bears out, in its order, with ids and HS codes of our own. */
export function checkMoves(checker: Checker, list: unknown): Move[] {
  const items = itemsOf(checker, list, {
    noun: "move",
    shape: AnsweredMove,
    mayBeEmpty: ["rate", "condition", "inResponseTo", "when", "confidence"],
  });
  const kept: Kept[] = [];
  for (const answered of items) {
    const move = checkMove(checker, answered);
    if (move === null) continue;
    const twin = kept.find((other) => sameMove(other.move, move));
    if (twin !== undefined) checker.drop(`move ${answered.id}`, `it is move ${twin.answered.id} again`);
    else kept.push({ answered, move });
  }
  kept.sort((a, b) => a.move.evidence[0]![0] - b.move.evidence[0]![0]);
  const all = new Set(items.map(({ id }) => id));
  const ids = new Map<string, string>();
  for (const [n, { answered }] of kept.entries())
    if (!ids.has(answered.id)) ids.set(answered.id, `m${n + 1}`);
  return kept.map(({ answered, move }, n) => ({
    ...move,
    id: `m${n + 1}`,
    inResponseTo: cause(checker, answered, { ids, all, own: `m${n + 1}` }),
  }));
}

const sameMove = (a: Move, b: Move): boolean =>
  JSON.stringify([a.by, a.towards, a.instrument, a.goods, a.direction, a.status, a.evidence]) ===
  JSON.stringify([b.by, b.towards, b.instrument, b.goods, b.direction, b.status, b.evidence]);

function checkMove(checker: Checker, answered: AnsweredMove): Move | null {
  const what = `move ${answered.id}`;
  const [by] = checker.economies([answered.by], `${what}, by`);
  if (by === undefined || by === "all") return checker.drop(what, "nobody that the text names makes it");
  const towards = checker
    .economies(answered.towards, `${what}, towards`)
    .filter((code, _, codes) => code !== by && (code !== "all" || codes.length === 1));
  if (towards.length === 0 && answered.towards.length > 0)
    return checker.drop(what, "none of those that it is said to be towards remains");
  const evidence = checker.evidence(answered.evidence, what);
  if (evidence.length === 0) return checker.drop(what, "no evidence remains");
  const goods = goodsOf(checker, answered, what);
  if (goods === null) return null;
  return {
    id: "",
    by,
    towards,
    instrument: answered.instrument,
    goods,
    hs: hsOf(goods),
    rate: rateOf(checker, answered.rate, `${what}, rate`),
    direction: answered.direction,
    status: answered.status,
    condition: held(checker, answered.condition, `${what}, condition`),
    inResponseTo: null,
    when: periodOf(checker, answered.when, `${what}, when`),
    evidence,
    confidence: confidenceOf(checker, answered.confidence, `${what}, confidence`),
  };
}

function goodsOf(checker: Checker, answered: AnsweredMove, what: string): string[] | null {
  const said = [...new Set(answered.goods.map((word) => word.trim().toLowerCase()))].filter((w) => w !== "");
  const goods = said.filter((word) => word === "all" || checker.holds(word, `${what}, goods`));
  if (said.length > 0 && goods.length === 0)
    return checker.drop(what, "the text names none of the goods that it is said to fall on");
  // "All" beside goods by name says nothing more.
  const named = goods.length > 1 ? goods.filter((word) => word !== "all") : goods;
  return named.length === 0 && goodsMeasures.has(answered.instrument) ? ["all"] : named;
}

function rateOf(checker: Checker, rate: AnsweredMove["rate"], what: string): Move["rate"] {
  if (rate === null || (rate.from === null && rate.to === null)) return null;
  const unit = /^(?:%|per ?cent|percentage)$/i.test(rate.unit.trim()) ? "percent" : rate.unit.trim();
  for (const value of [rate.from, rate.to]) {
    if (value === null) continue;
    if (value < 0 || (unit === "percent" && value > 3000))
      return checker.drop(what, `${value} ${unit} is no rate`);
    if (!checker.grounds.writes(value)) return checker.drop(what, `the text does not write ${value}`);
  }
  return { from: rate.from, to: rate.to, unit };
}

/** Words that the text bears out, else null. */
export function held(checker: Checker, words: string | null, what: string): string | null {
  const bare = words?.trim() ?? "";
  return bare !== "" && checker.holds(bare, what) ? bare : null;
}

/** A period whose ends are in order and in times that a report may speak of, else null. */
export function periodOf(checker: Checker, when: Period | null, what: string): Period | null {
  if (when === null || (when.from === null && when.to === null)) return null;
  for (const date of [when.from, when.to])
    if (date !== null && (date < "1800" || date >= "2101"))
      return checker.drop(what, `${date} is far from any report's time`);
  if (when.from !== null && when.to !== null && firstDay(when.from) > firstDay(when.to))
    return checker.drop(what, `it ends (${when.to}) before it begins (${when.from})`);
  return { from: when.from, to: when.to };
}

function confidenceOf(checker: Checker, confidence: number, what: string): number {
  if (confidence >= 0 && confidence <= 1) return confidence;
  checker.drop(what, `${confidence} lies outside 0 to 1; 0.5 is taken`);
  return 0.5;
}

function cause(
  checker: Checker,
  { id, inResponseTo }: AnsweredMove,
  known: {
    readonly ids: ReadonlyMap<string, string>;
    readonly all: ReadonlySet<string>;
    readonly own: string;
  },
): string | null {
  if (inResponseTo === null) return null;
  const what = `move ${id}, inResponseTo`;
  const move = known.ids.get(inResponseTo);
  if (move === known.own) return checker.drop(what, "a move answers nothing by answering itself");
  if (move !== undefined) return move;
  if (known.all.has(inResponseTo)) return checker.drop(what, `move ${inResponseTo} was dropped`);
  if (/^[a-z]{1,5}[-_]?\d+$/i.test(inResponseTo)) return checker.drop(what, `there is no ${inResponseTo}`);
  if (inResponseTo.length > 200)
    return checker.drop(what, `a few words are asked for: ${shown(inResponseTo)}`);
  return held(checker, inResponseTo, what);
}
