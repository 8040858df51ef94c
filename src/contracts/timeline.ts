/**
 * Timeline: everything that a register knows between two economies over a span of years, in rows, each item with its
 * dates as exact as they are known and the entry that says so.
 * @module
 */
import { z } from "zod";
import { Confidence, Day, Direction, EconomyCode, PartialDate, Source } from "./codes.js";

/** In the order in which they are told. */
export const TimelineGroup = z.enum([
  "events",
  "relations",
  "recognition",
  "memberships",
  "agreements",
  "tariffs",
  "bans",
  "conditions",
  "pending",
]);
export type TimelineGroup = z.infer<typeof TimelineGroup>;

export const TimelineItem = z.strictObject({
  entry: z.string(),
  group: TimelineGroup,
  /** A mark is of a moment (a statement, a break of relations); a band lasts. */
  mark: z.boolean(),
  /** A few words: whose it is, and what. */
  label: z.string(),
  says: z.string(),
  by: z.array(EconomyCode),
  towards: z.array(EconomyCode),
  goods: z.array(z.string()),
  direction: Direction,
  since: PartialDate,
  until: PartialDate.nullable(),
  /** First and last day that the start can mean; the same for the end, null where none is known. */
  starts: z.tuple([Day, Day]),
  ends: z.tuple([Day, Day]).nullable(),
  accordingTo: EconomyCode.nullable(),
  confidence: Confidence,
  sources: z.array(Source),
  note: z.string(),
  /** The ledger that says so: "embedded", or a file's name. */
  layer: z.string(),
});
export type TimelineItem = z.infer<typeof TimelineItem>;

export const Timeline = z.strictObject({
  between: z.tuple([EconomyCode, EconomyCode]),
  from: Day,
  /** Half-open: the last day is the one before. */
  to: Day,
  view: EconomyCode.nullable(),
  knownOn: Day.nullable(),
  items: z.array(TimelineItem),
});
export type Timeline = z.infer<typeof Timeline>;
