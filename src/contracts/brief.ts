/**
 * Brief: everything that `gravitas brief` says, as one value. Renderers show it and compute nothing.
 * @module
 */
import { z } from "zod";
import { Day, Direction, EconomyCode, HsCode, Instrument, MoveStatus } from "./codes.js";
import { Correction } from "./correction.js";
import { LedgerEntry } from "./ledger.js";
import { Manifest } from "./manifest.js";
import { Reading, Span, Speaker } from "./reading.js";
import { Regime } from "./regime.js";
import { Distribution, Scenario } from "./scenario.js";
import { Assumption, Closure, Shock } from "./shock.js";

/** A number with the 5 % and 95 % quantiles of its draws; both null where none were made. */
export const Ranged = z.strictObject({
  central: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type Ranged = z.infer<typeof Ranged>;

/** One thing said, however often the report repeats it. */
export const Said = z.strictObject({
  statements: z.array(z.string()).min(1),
  times: z.number().int().min(1),
  speaker: Speaker,
  verb: z.string(),
  /** The quote, verbatim, or null for reported speech. */
  quote: z.string().nullable(),
  gist: z.string(),
  spans: z.array(Span),
});
export type Said = z.infer<typeof Said>;

/** How a move stands to an entry of the register. */
export const MoveMatch = z.strictObject({
  relation: z.enum(["repeats", "lifts", "extends", "contradicts", "answers"]),
  entry: z.string(),
  /** "bans what entry rus-geo-wine-ban-2006 already banned". */
  says: z.string(),
});
export type MoveMatch = z.infer<typeof MoveMatch>;

/** What the dates say of a move that is said to answer something. */
export const Reciprocity = z.strictObject({
  verdict: z.enum(["claimed", "consistent in time", "impossible"]),
  /** The move or the entry that it is said to answer; null where it is only words. */
  cause: z.string().nullable(),
  /** Dates as exact as they are known. */
  causeOn: z.string().nullable(),
  answerOn: z.string().nullable(),
  says: z.string(),
});
export type Reciprocity = z.infer<typeof Reciprocity>;

/** A move in plain words. */
export const MoveSaid = z.strictObject({
  move: z.string(),
  by: EconomyCode,
  towards: z.array(EconomyCode),
  instrument: Instrument,
  direction: Direction,
  status: MoveStatus,
  /** "Russia → Georgia: opens its market (all goods)". */
  says: z.string(),
  /** "ready, not decided", and what the text says that it answers. */
  statusSays: z.string(),
  /** How the move is costed ("scenarios a, b"), or why it is not. */
  costed: z.string(),
  /** Entries of the register that it repeats, lifts, extends, contradicts or answers. */
  matches: z.array(MoveMatch).default([]),
  /** Why there are none, where there are none. */
  noMatch: z.string().nullable().default(null),
  /** Null where the report does not say that it answers anything. */
  reciprocity: Reciprocity.nullable().default(null),
});
export type MoveSaid = z.infer<typeof MoveSaid>;

/** A change against no change: level before, after, the difference, and the change in per cent. */
export const BriefFigure = z.strictObject({
  id: z.string(),
  label: z.string(),
  /** Million current US dollars. */
  before: z.number(),
  after: z.number(),
  percent: Ranged,
  usdMillion: Ranged,
});
export type BriefFigure = z.infer<typeof BriefFigure>;

/** Welfare of one economy: real income in per cent of goods expenditure, equivalent variation in dollars and of GDP. */
export const EconomyEffect = z.strictObject({
  economy: EconomyCode,
  name: z.string(),
  realIncomePercent: Ranged,
  usdMillion: Ranged,
  percentOfGdp: Ranged.nullable(),
});
export type EconomyEffect = z.infer<typeof EconomyEffect>;

export const BilateralEffect = z.strictObject({
  exporter: EconomyCode,
  importer: EconomyCode,
  before: z.number(),
  after: z.number(),
  /** Null where the flow is zero before. */
  percent: Ranged.nullable(),
  usdMillion: Ranged,
  /** How the base flow is known, in words: "reported by the exporter", "imputed". */
  origin: z.string(),
});
export type BilateralEffect = z.infer<typeof BilateralEffect>;

export const BriefScenario = z.strictObject({
  /** "a", "b", "c" … */
  id: z.string(),
  title: z.string(),
  /** One sentence on what is done to trade costs and why. */
  says: z.string(),
  /** Move ids that it costs. */
  moves: z.array(z.string()),
  /** What `gravitas simulate` runs to the same figures, as YAML. */
  scenario: Scenario,
  shock: Shock,
  assumptions: z.array(Assumption),
  converged: z.boolean(),
  because: z.string().nullable(),
  residual: z.number(),
  iterations: z.number().int(),
  drawsFailed: z.number().int(),
  /** Exports of the exporter to the importer, its exports in all, the importer's imports in all, tariff revenue. */
  figures: z.array(BriefFigure),
  /** The two principals first, then all economies by size of the effect in dollars. */
  effects: z.array(EconomyEffect),
  /** Codes: who gains and who loses most elsewhere (the principals aside), in dollars. */
  gainers: z.array(EconomyCode),
  losers: z.array(EconomyCode),
  /** The importer's suppliers and the exporter's markets that change most. */
  bilateral: z.array(BilateralEffect),
});
export type BriefScenario = z.infer<typeof BriefScenario>;

/** A parameter as it was used: centre, distribution, where it comes from. */
export const ParameterUsed = z.strictObject({
  id: z.string(),
  symbol: z.string(),
  says: z.string(),
  central: z.number(),
  distribution: Distribution,
  source: z.string(),
  confidence: z.string(),
});
export type ParameterUsed = z.infer<typeof ParameterUsed>;

export const CellTrust = z.strictObject({
  exporter: EconomyCode,
  importer: EconomyCode,
  usdMillion: z.number(),
  origin: z.string(),
  /** Balancing's factor on what was reported, in per cent. */
  movedPercent: z.number(),
  says: z.string(),
});

/** The same scenarios with a cell of the world replaced by another source's figure. */
export const Replacement = z.strictObject({
  exporter: EconomyCode,
  importer: EconomyCode,
  worldUsdMillion: z.number(),
  usdMillion: z.number(),
  source: z.string(),
  /** What each source says, and why they may differ. */
  says: z.array(z.string()),
  /** Per scenario id: the headline figures with the world as it is and with the cell replaced. */
  changes: z.array(
    z.strictObject({
      scenario: z.string(),
      figure: z.string(),
      label: z.string(),
      unit: z.enum(["percent", "usdMillion"]),
      world: z.number(),
      replaced: z.number(),
    }),
  ),
});
export type Replacement = z.infer<typeof Replacement>;

export const Trust = z.strictObject({
  /** Share of world trade in cells that a side reported, 0 to 1. */
  reportedShare: z.number(),
  cells: z.array(CellTrust),
  replacement: Replacement.nullable(),
  /** What the model leaves out. */
  leavesOut: z.array(z.string()),
  parameters: z.array(ParameterUsed),
  closure: Closure,
  draws: z.number().int(),
  seed: z.number().int(),
  /** How welfare is measured, in a sentence. */
  measure: z.string(),
});
export type Trust = z.infer<typeof Trust>;

export const Brief = z.strictObject({
  manifest: Manifest,
  title: z.string(),
  /** The day that the brief speaks of. */
  on: Day.nullable(),
  onBecause: z.string().nullable(),
  reading: Reading,
  said: z.array(Said),
  moves: z.array(MoveSaid),
  /** The trade that the principal move is about; null when no move can be costed. */
  principal: z
    .strictObject({
      move: z.string(),
      importer: EconomyCode,
      exporter: EconomyCode,
      goods: z.array(z.string()),
      hs: z.array(HsCode),
      because: z.string(),
    })
    .nullable(),
  regime: Regime.nullable(),
  /** "There is little tariff left to cut …": what an expert reads out of the regime for this promise. */
  findings: z.array(z.string()),
  scenarios: z.array(BriefScenario),
  trust: Trust.nullable(),
  /** Sentences for the reader when parts are missing: no move, no date, economies outside the world. */
  notes: z.array(z.string()),
  /** What the user corrected in the reading; absent where nothing was. */
  corrections: z.array(Correction).optional(),
  /** Ledger entries named anywhere in the brief, by id. */
  entries: z.record(z.string(), LedgerEntry),
});
export type Brief = z.infer<typeof Brief>;
