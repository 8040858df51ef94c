/**
 * A move and its status in plain words, for people.
 * @module
 */
import type { Direction, Instrument, MoveStatus } from "../contracts/codes.js";
import type { Move } from "../contracts/reading.js";
import { economyName } from "../economies/index.js";

type Phrases = Readonly<Record<Direction, string>>;

const phrases = (liberalising: string, restrictive: string, neutral: string): Phrases => ({
  liberalising,
  restrictive,
  neutral,
});

/** What the acting side does, by instrument and direction. */
const PHRASES: Readonly<Record<Instrument, Phrases>> = {
  tariff: phrases("cuts its tariff", "raises its tariff", "changes its tariff"),
  quota: phrases("widens its quota", "sets a quota", "changes its quota"),
  tariff_quota: phrases(
    "widens its tariff-rate quota",
    "narrows its tariff-rate quota",
    "sets a tariff-rate quota",
  ),
  import_ban: phrases("lifts its import ban", "bans imports", "changes its import ban"),
  export_ban: phrases("lifts its export ban", "bans exports", "changes its export ban"),
  licensing: phrases("eases its licensing", "requires licences", "changes its licensing"),
  sps: phrases("eases its sanitary rules", "tightens its sanitary rules", "changes its sanitary rules"),
  tbt: phrases("eases its technical rules", "tightens its technical rules", "changes its technical rules"),
  trade_remedy: phrases("drops trade remedies", "imposes trade remedies", "reviews trade remedies"),
  subsidy: phrases("cuts its subsidies", "subsidises its producers", "changes its subsidies"),
  trade_agreement: phrases(
    "makes a trade agreement",
    "suspends or leaves a trade agreement",
    "talks of a trade agreement",
  ),
  accession: phrases(
    "clears the way into an organisation",
    "bars the way into an organisation",
    "speaks of accession",
  ),
  market_access: phrases("opens its market", "closes its market", "changes access to its market"),
  sanctions: phrases("eases sanctions", "imposes sanctions", "keeps or reviews sanctions"),
  diplomatic_relations: phrases("mends relations", "cuts or lowers relations", "changes relations"),
  meeting: phrases("meets", "refuses to meet", "meets"),
  mediation: phrases("helps to mediate", "stops mediating", "mediates"),
  recognition: phrases("recognises", "denies recognition", "speaks of recognition"),
  transit: phrases("opens transit", "shuts transit", "changes transit"),
  other: phrases("acts in favour of trade", "acts against trade", "acts otherwise"),
};

const STATUS: Readonly<Record<MoveStatus, string>> = {
  in_force: "done",
  announced: "decided, not yet in force",
  ready: "ready, not decided",
  proposed: "proposed, not decided",
  conditional: "on a condition",
  threatened: "threatened, not decided",
  demanded: "demanded of the other side",
  withdrawn: "given up",
};

function sides(codes: readonly string[]): string {
  const names = codes.map((code) => (code === "all" ? "everybody" : economyName(code)));
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function rateInWords({ from, to, unit }: NonNullable<Move["rate"]>): string {
  const amount = (x: number): string => (unit === "percent" ? `${x} %` : `${x} ${unit}`);
  if (from !== null && to !== null) return ` from ${amount(from)} to ${amount(to)}`;
  if (to !== null) return ` to ${amount(to)}`;
  return from === null ? "" : ` from ${amount(from)}`;
}

/** "Russia → Georgia: opens its market (all goods)". Goods are the report's own words: escape before showing. */
export function moveInWords(
  move: Pick<Move, "by" | "towards" | "instrument" | "direction" | "goods" | "rate">,
): string {
  const who = move.towards.length === 0 ? sides([move.by]) : `${sides([move.by])} → ${sides(move.towards)}`;
  const rate = move.rate === null ? "" : rateInWords(move.rate);
  const goods =
    move.goods.length === 0 ? "" : ` (${move.goods.map((g) => (g === "all" ? "all goods" : g)).join(", ")})`;
  return `${who}: ${PHRASES[move.instrument][move.direction]}${rate}${goods}`;
}

/** "ready, not decided"; a conditional move names its condition: "only if they ask for it". */
export function statusInWords(move: Pick<Move, "status" | "condition">): string {
  if (move.condition === null) return STATUS[move.status];
  const bare = move.condition.replace(/^(only )?(if|on condition that|provided that|provided)\s+/i, "");
  const led = /^(unless|until|till|while|once|when|as long as|before|after|only|without)\b/i.test(bare);
  const condition = led ? bare : `if ${bare}`;
  return move.status === "conditional"
    ? led
      ? condition
      : `only ${condition}`
    : `${STATUS[move.status]}, ${condition}`;
}
