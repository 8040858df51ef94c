/**
 * How the moves of a report stand to what the register knows.
 * @module
 */
import type { MoveMatch } from "../contracts/brief.js";
import { firstDay } from "../contracts/codes.js";
import type { LedgerEntry } from "../contracts/ledger.js";
import type { Move, Reading } from "../contracts/reading.js";
import { entriesBetween, validOn } from "../register/index.js";

export interface MatchedMove {
  readonly move: string;
  readonly matches: readonly MoveMatch[];
  /** Why there are none, where there are none. */
  readonly noMatch: string | null;
}

type Relation = MoveMatch["relation"];
interface Found {
  readonly relation: Relation;
  readonly entry: LedgerEntry;
  readonly says: string;
}

const SHUTS: readonly string[] = ["import_ban", "export_ban", "sps", "sanctions", "licensing"];
const SAYS_NO_BAN =
  /\b(no|not|never|without)\b[^.;]{0,40}\b(bans?|banned|embargo(es)?|restrict\w+|barriers?)\b/i;

/**
 * Each move with the entries that it repeats ("bans what entry … already banned"), lifts, extends, contradicts or
 * answers, or the reason that there are none. Entries not known by the day do not count: nothing is read backwards.
 * @param on the report's day, YYYY-MM-DD; null: nothing can be matched
 */
export function matchMoves(
  reading: Reading,
  ledger: readonly LedgerEntry[],
  on: string | null,
): MatchedMove[] {
  return reading.moves.map((move) => {
    if (on === null) return none(move, "the report's day is not known");
    if (move.towards.length === 0) return none(move, "the text does not say whom it is towards");
    const found = move.towards.flatMap((towards) => matchOne(move, towards, ledger, on));
    const said = reading.statements
      .filter((s) => s.speaker.economy === move.by && SAYS_NO_BAN.test(s.quote ?? s.gist))
      .flatMap(() => move.towards.flatMap((t) => standing(move, t, ledger, on)));
    const all = unique([...found, ...answered(move, reading, ledger, on), ...said]);
    if (all.length > 0) return { move: move.id, matches: all, noMatch: null };
    const known = move.towards.some((t) => entriesBetween(ledger, move.by, t, on).length > 0);
    return none(
      move,
      known
        ? `no entry on ${move.instrument.replace(/_/g, " ")}${goodsWords(move)} by that day`
        : "the register has no entries between these economies by that day",
    );
  });
}

const none = (move: Move, noMatch: string): MatchedMove => ({ move: move.id, matches: [], noMatch });
const goodsWords = ({ goods }: Move): string =>
  goods.length === 0 || goods.includes("all") ? "" : ` of ${goods.slice(0, 3).join(", ")}`;

function unique(found: readonly Found[]): MoveMatch[] {
  const seen = new Set<string>();
  return found.flatMap(({ relation, entry, says }) => {
    const key = `${relation} ${entry.id}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ relation, entry: entry.id, says }];
  });
}

function matchOne(move: Move, towards: string, ledger: readonly LedgerEntry[], on: string): Found[] {
  // A demand is for the other side's act.
  const [by, to] = move.status === "demanded" ? [towards, move.by] : [move.by, towards];
  if (by === "all") return [];
  const near = entriesBetween(ledger, by, to, on);
  const opens = effectiveDirection(move) === "liberalising";
  if (move.direction === "neutral") return sameAct(move, near, on);
  if (move.instrument === "market_access") return opens ? opening(move, near, on) : [];
  if (SHUTS.includes(move.instrument)) return opens ? liftings(move, near, on) : bans(move, near, on);
  if (move.instrument === "tariff" || move.instrument === "trade_agreement")
    return opens ? preferences(near, on) : preferencesEnded(near, on);
  if (move.instrument === "accession") return accessions(near, opens, on);
  if (move.instrument === "diplomatic_relations") return relations(near, opens, on);
  return sameAct(move, near, on);
}

/** A move taken back, an objection given up say, does the opposite of what it did. */
function effectiveDirection({ direction, status }: Move): Move["direction"] {
  if (status !== "withdrawn" || direction === "neutral") return direction;
  return direction === "liberalising" ? "restrictive" : "liberalising";
}

const stands = (entry: LedgerEntry, on: string): boolean =>
  validOn(entry, on) !== "no" && entry.kind !== "draft";
const id = (entry: LedgerEntry): string => `entry ${entry.id}`;

/** Bans that stand, without what has been admitted again since. */
function bansOf(near: readonly LedgerEntry[], on: string): LedgerEntry[] {
  return near.filter((e) => e.effect?.type === "ban" && stands(e, on));
}

function admissionsOf(near: readonly LedgerEntry[], on: string): LedgerEntry[] {
  return near.filter((e) => e.effect?.type === "admission" && stands(e, on));
}

/** Whether the goods of a move are those of an entry: all of them, some, or none. */
function overlap(move: Move, entry: LedgerEntry): "all" | "some" | "none" {
  if (entry.goods.includes("all")) return "all";
  if (move.goods.includes("all") || (move.goods.length === 0 && move.hs.length === 0)) return "some";
  const same = (code: string): boolean => entry.hs.some((other) => code.startsWith(other));
  const inside = (code: string): boolean => entry.hs.some((other) => other.startsWith(code));
  if (move.hs.length > 0 && entry.hs.length > 0) {
    if (move.hs.every(same)) return "all";
    return move.hs.some((code) => same(code) || inside(code)) ? "some" : "none";
  }
  const shared = move.goods.filter((word) => entry.goods.includes(word));
  return shared.length === 0 ? "none" : shared.length === move.goods.length ? "all" : "some";
}

function bans(move: Move, near: readonly LedgerEntry[], on: string): Found[] {
  return bansOf(near, on).flatMap((entry): Found[] => {
    const how = overlap(move, entry);
    const admitted = admissionsOf(near, on).some(
      (a) =>
        a.effect?.type === "admission" && a.effect.lifts.includes(entry.id) && overlap(move, a) === "all",
    );
    if (how === "all" && !admitted)
      return [{ relation: "repeats", entry, says: `bans what ${id(entry)} already banned` }];
    if (how === "some")
      return [
        {
          relation: "extends",
          entry,
          says: `goes beyond ${id(entry)}, which bans ${entry.goods.join(", ")}`,
        },
      ];
    return [];
  });
}

function liftings(move: Move, near: readonly LedgerEntry[], on: string): Found[] {
  const admissions = admissionsOf(near, on).filter((entry) => overlap(move, entry) !== "none");
  const done = new Set(
    admissions
      .filter((entry) => overlap(move, entry) === "all")
      .flatMap((e) => (e.effect?.type === "admission" ? e.effect.lifts : [])),
  );
  return [
    ...admissions.map((entry): Found => {
      const words = entry.goods.includes("all") ? "goods" : entry.goods.join(", ");
      return { relation: "repeats", entry, says: `${id(entry)} already admitted ${words} again` };
    }),
    ...bansOf(near, on)
      .filter((entry) => overlap(move, entry) !== "none" && !done.has(entry.id))
      .map((entry): Found => {
        const part = overlap(move, entry) === "some" ? "part of " : "";
        return { relation: "lifts", entry, says: `lifts ${part}the ban of ${id(entry)}` };
      }),
  ];
}

/** A market opened: what was admitted already, or beyond that and against what is still shut. */
function opening(move: Move, near: readonly LedgerEntry[], on: string): Found[] {
  const admitted = admissionsOf(near, on).filter(
    (e) => overlap(move, e) !== "none" && e.according_to === null,
  );
  return [
    ...admitted.map(
      (entry): Found => ({
        relation: "extends",
        entry,
        says: `goes beyond ${id(entry)}, which admitted ${entry.goods.join(", ")} again`,
      }),
    ),
    ...(move.status === "in_force" ? [] : bansOf(near, on))
      .filter((entry) => overlap(move, entry) !== "none")
      .map(
        (entry): Found => ({
          relation: "lifts",
          entry,
          says: `could lift what is left of ${id(entry)} (${entry.goods.join(", ")})`,
        }),
      ),
  ];
}

const isPreference = ({ effect }: LedgerEntry): boolean =>
  (effect?.type === "tariff" && effect.basis === "preference") || effect?.type === "customs_union";

function preferences(near: readonly LedgerEntry[], on: string): Found[] {
  return near
    .filter((entry) => isPreference(entry) && stands(entry, on))
    .map((entry) => ({
      relation: "repeats",
      entry,
      says: `${id(entry)} already leaves a preferential duty`,
    }));
}

function preferencesEnded(near: readonly LedgerEntry[], on: string): Found[] {
  const drafts = near.filter((entry) => entry.kind === "draft" && validOn(entry, on) !== "no");
  return [
    ...drafts.map(
      (entry): Found => ({ relation: "repeats", entry, says: `is what the draft of ${id(entry)} would do` }),
    ),
    ...near
      .filter((entry) => isPreference(entry) && stands(entry, on) && entry.according_to === null)
      .map(
        (entry): Found => ({
          relation: "contradicts",
          entry,
          says: `raises duties while ${id(entry)}, a preference, stands`,
        }),
      ),
  ];
}

function accessions(near: readonly LedgerEntry[], opens: boolean, on: string): Found[] {
  return near
    .filter(
      (entry) =>
        entry.instrument === "accession" && entry.effect?.type !== "member" && validOn(entry, on) !== "no",
    )
    .flatMap((entry): Found[] => {
      if (entry.direction === "restrictive")
        return [
          opens
            ? { relation: "lifts", entry, says: `withdraws the objection of ${id(entry)}` }
            : { relation: "repeats", entry, says: `repeats the objection of ${id(entry)}` },
        ];
      if (entry.direction === "neutral") return [];
      return [
        opens
          ? { relation: "repeats", entry, says: `${id(entry)} already gave that consent` }
          : { relation: "contradicts", entry, says: `objects while the consent of ${id(entry)} stands` },
      ];
    });
}

function relations(near: readonly LedgerEntry[], opens: boolean, on: string): Found[] {
  return near
    .filter((entry) => entry.effect?.type === "relations" && stands(entry, on))
    .flatMap((entry): Found[] => {
      const level = entry.effect?.type === "relations" ? entry.effect.level : null;
      if (level === "severed")
        return [
          opens
            ? { relation: "lifts", entry, says: `ends the break of ${id(entry)}` }
            : { relation: "repeats", entry, says: `relations are broken already: ${id(entry)}` },
        ];
      if (level === "talks" && opens)
        return [{ relation: "extends", entry, says: `goes beyond the talks of ${id(entry)}` }];
      return [];
    });
}

/** The same instrument by the same side: what the register has of it. */
function sameAct(move: Move, near: readonly LedgerEntry[], on: string): Found[] {
  if (move.instrument === "other" || move.instrument === "meeting") return [];
  return near
    .filter((e) => e.instrument === move.instrument && stands(e, on) && e.direction === move.direction)
    .filter((entry) => overlap(move, entry) !== "none" || entry.goods.length === 0)
    .map((entry) => ({ relation: "repeats", entry, says: `${id(entry)} already has it` }));
}

/** What the report says that the move answers, where the register has it: the latest act of the other side in kind. */
function answered(move: Move, reading: Reading, ledger: readonly LedgerEntry[], on: string): Found[] {
  const entry = causeOf(move, reading, ledger, on);
  return entry === null ? [] : [{ relation: "answers", entry, says: `is said to answer ${id(entry)}` }];
}

/** The entry that a move is said to answer, by its words or by the move that they name; null where none can be told. */
export function causeOf(
  move: Move,
  reading: Reading,
  ledger: readonly LedgerEntry[],
  on: string,
): LedgerEntry | null {
  if (move.inResponseTo === null) return null;
  const cause = reading.moves.find((other) => other.id === move.inResponseTo);
  const words = cause === undefined ? keywords(move.inResponseTo) : [];
  const found = move.towards.flatMap((other) =>
    entriesBetween(ledger, other, move.by, on).filter((entry) => {
      if (entry.effect?.type === "tariff" && entry.effect.basis !== "preference") return false;
      if (cause !== undefined)
        return (
          cause.by === other &&
          entry.instrument === cause.instrument &&
          entry.direction === effectiveDirection(cause) &&
          overlap(cause, entry) !== "none"
        );
      const text = new Set(keywords(`${entry.summary} ${entry.goods.join(" ")}`));
      return words.filter((word) => text.has(word)).length >= 2;
    }),
  );
  return found.sort((a, b) => firstDay(b.valid[0]).localeCompare(firstDay(a.valid[0])))[0] ?? null;
}

const COMMON = new Set("the and that with from their its for into which over said this have were".split(" "));

function keywords(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}]{3,}/gu) ?? [];
  return [...new Set(words.filter((word) => !COMMON.has(word)).map((word) => word.replace(/(ed|s)$/, "")))];
}

/** Bans that stand although the actor says that there are none. */
function standing(move: Move, towards: string, ledger: readonly LedgerEntry[], on: string): Found[] {
  return bansOf(entriesBetween(ledger, move.by, towards, on), on).map((entry) => ({
    relation: "contradicts",
    entry,
    says: `says that there is no ban while ${id(entry)} stands`,
  }));
}
