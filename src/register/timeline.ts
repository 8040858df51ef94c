import { firstDay, isCalendarDay } from "../contracts/codes.js";
import { InputError } from "../contracts/errors.js";
import type { Effect, LedgerEntry } from "../contracts/ledger.js";
import { type Timeline, TimelineGroup, type TimelineItem } from "../contracts/timeline.js";
import { economyName, requireEconomy } from "../economies/index.js";
import { isAmong } from "./coverage.js";
import { visible } from "./question.js";
import { LEDGER_DAYS } from "./require-query.js";
import { lastDay } from "./valid-on.js";

export interface TimelineQuery {
  /** Code or name of an economy. */
  readonly a: string;
  readonly b: string;
  /** First day and the day after the last, YYYY-MM-DD; default the days for which the ledger was gathered. */
  readonly from?: string | null;
  readonly to?: string | null;
  readonly view?: string | null;
  readonly knownOn?: string | null;
  /** By id, the layer that says so; default "embedded". */
  readonly layerOf?: ReadonlyMap<string, string>;
}

const ORDER = TimelineGroup.options;

/**
 * All that the ledger knows between two economies over a span, in either direction, with whom each recognises and the
 * views of others on territories that one of the two holds to be its own.
 * @throws {InputError} unknown_economy, same_economy, day, date-range
 */
export function timeline(entries: readonly LedgerEntry[], query: TimelineQuery): Timeline {
  const a = requireEconomy(query.a, "the first economy").code;
  const b = requireEconomy(query.b, "the second economy").code;
  if (a === b) {
    throw new InputError("same_economy", `a timeline is between two economies; received ${a} twice.`, {
      received: [query.a, query.b],
      hint: "For example: RUS GEO.",
    });
  }
  const from = dayOr(query.from, LEDGER_DAYS[0], "from");
  const to = dayOr(query.to, "2017-01-01", "to");
  if (to <= from) {
    throw new InputError("date-range", `the end must come after the start; received ${from} to ${to}.`, {
      place: { field: "to" },
      received: [from, to],
      hint: "Both are days, YYYY-MM-DD; the second does not belong to the span.",
    });
  }
  const view = query.view ? requireEconomy(query.view, "view").code : null;
  const knownOn = query.knownOn ? dayOr(query.knownOn, "", "known-on") : null;
  const seen = visible(entries, { view, knownOn });
  const lands = territoriesOf(seen, [a, b]);
  const items = seen
    .filter((entry) => isBetween(entry, a, b, lands))
    .filter(({ valid: [since, until] }) => firstDay(since) < to && (until === null || lastDay(until) > from))
    .map((entry) => itemFrom(entry, knownOn, query.layerOf))
    .sort(byGroupAndDate);
  return { between: [a, b], from, to, view, knownOn, items };
}

function dayOr(text: string | null | undefined, otherwise: string, field: string): string {
  if (text === null || text === undefined) return otherwise;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && isCalendarDay(text)) return text;
  throw new InputError("day", `a day must be written YYYY-MM-DD; received ${JSON.stringify(text)}.`, {
    place: { field },
    received: text,
    hint: "For example 2006-03-27.",
  });
}

/** Territories that one of the two holds to be its own. */
function territoriesOf(entries: readonly LedgerEntry[], two: readonly string[]): Set<string> {
  const own = entries.flatMap((entry) =>
    entry.effect?.type === "recognition" && two.some((code) => isPartOf(entry, code)) ? entry.towards : [],
  );
  return new Set(own);
}

const isPartOf = ({ effect }: LedgerEntry, code: string): boolean =>
  effect?.type === "recognition" && effect.status === `part of ${code}`;

function isBetween(entry: LedgerEntry, a: string, b: string, lands: ReadonlySet<string>): boolean {
  const on = firstDay(entry.valid[0]);
  const among = (code: string, list: readonly string[]) => isAmong(code, list, on);
  if (entry.kind === "recognition" || entry.according_to !== null) {
    return entry.towards.some((code) => lands.has(code) || code === a || code === b);
  }
  if (entry.effect?.type === "member") return entry.by.includes(a) || entry.by.includes(b);
  const forth = among(a, entry.by) && among(b, entry.towards);
  const back = among(b, entry.by) && among(a, entry.towards);
  // A statement of one of them to an organisation is about the other when it is one of the few told.
  const ofRecord = entry.kind === "statement" && (entry.by.includes(a) || entry.by.includes(b));
  const toBoth = entry.towards.includes(a) && entry.towards.includes(b);
  return forth || back || ofRecord || toBoth;
}

function groupOf({ kind, effect, instrument }: LedgerEntry): TimelineGroup {
  if (kind === "draft") return "pending";
  if (effect?.type === "recognition" || kind === "recognition") return "recognition";
  if (effect?.type === "relations") return "relations";
  if (kind === "conflict" || kind === "statement" || kind === "institution") return "events";
  if (effect?.type === "member" || kind === "membership") return "memberships";
  if (kind === "agreement" || effect?.type === "customs_union") return "agreements";
  if (effect?.type === "tariff") return effect.basis === "preference" ? "agreements" : "tariffs";
  if (effect?.type === "ban" || effect?.type === "admission") return "bans";
  return kind === "diplomatic" || instrument === "diplomatic_relations" ? "relations" : "conditions";
}

/** A statement is of the day it was made; a war of weeks is a point among decades. */
function isMoment({ kind, valid: [since, until] }: LedgerEntry): boolean {
  if (kind === "statement") return true;
  const length =
    until === null ? Number.POSITIVE_INFINITY : Date.parse(lastDay(until)) - Date.parse(firstDay(since));
  return length < 120 * 86_400_000;
}

function itemFrom(
  entry: LedgerEntry,
  knownOn: string | null,
  layerOf: ReadonlyMap<string, string> | undefined,
): TimelineItem {
  const [since, end] = entry.valid;
  // An end that nobody could foresee by then is not told.
  const until = end !== null && knownOn !== null && firstDay(end) > knownOn ? null : end;
  const group = groupOf(entry);
  return {
    entry: entry.id,
    group,
    mark: group === "events" && isMoment(entry),
    label: labelOf(entry),
    says: entry.summary,
    by: [...entry.by],
    towards: [...entry.towards],
    goods: [...entry.goods],
    direction: entry.direction,
    since,
    until,
    starts: [firstDay(since), lastDay(since)],
    ends: until === null ? null : [firstDay(until), lastDay(until)],
    accordingTo: entry.according_to,
    confidence: entry.confidence,
    sources: [...entry.sources],
    note: entry.note,
    layer: layerOf?.get(entry.id) ?? "embedded",
  };
}

/** "Russia: mineral water", "Georgia, Russia: free trade", "Russia: independent (Abkhazia, South Ossetia)". */
function labelOf(entry: LedgerEntry): string {
  const names = (codes: readonly string[]): string =>
    codes.length > 3
      ? `${codes.length} economies`
      : codes.map((code) => (code === "all" ? "everybody" : economyName(code))).join(", ");
  // Without an effect the instrument alone says little: the entry's own sentence does.
  return entry.effect === null ? entry.summary : `${names(entry.by)}: ${whatIs(entry.effect, entry, names)}`;
}

function whatIs(
  effect: Effect,
  { goods, towards }: LedgerEntry,
  names: (codes: readonly string[]) => string,
): string {
  const some = goods.filter((word) => word !== "all").join(", ");
  switch (effect.type) {
    case "ban":
      return `no ${effect.flow}s of ${some === "" ? "anything" : some}`;
    case "admission":
      return `${some === "" ? "goods" : some} admitted again`;
    case "tariff": {
      const rate = `${+(100 * effect.rate).toPrecision(4)} %`;
      const basis = { mfn: "MFN duty", bound: "bound duty", preference: "preference" }[effect.basis];
      return `${basis} ${rate}${some === "" ? "" : ` on ${some}`}`;
    }
    case "member":
      return `in ${/^[a-z]/.test(effect.of) ? effect.of : `the ${effect.of}`}`;
    case "customs_union":
      return effect.name;
    case "recognition":
      return `${names(towards)} ${effect.status.replace(/[A-Z]{3}/, (code) => economyName(code))}`;
    case "relations":
      return {
        full: "relations",
        severed: "relations severed",
        protecting_power: "protecting power",
        talks: "talks",
      }[effect.level];
    case "quota":
      return `quota of ${effect.volume} ${effect.unit}${some === "" ? "" : `, ${some}`}`;
    case "mfn_withheld":
      return "no MFN treatment";
    case "ave":
      return `cost worth ${+(100 * effect.ave).toPrecision(3)} %`;
  }
}

function byGroupAndDate(a: TimelineItem, b: TimelineItem): number {
  return (
    ORDER.indexOf(a.group) - ORDER.indexOf(b.group) ||
    a.starts[0].localeCompare(b.starts[0]) ||
    a.entry.localeCompare(b.entry)
  );
}
