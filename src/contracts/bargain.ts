/**
 * A question of bargaining, as YAML or a value, and the report that answers it.
 * @module
 */
import { z } from "zod";
import { Day, EconomyCode } from "./codes.js";
import { FlowsFile } from "./scenario.js";

const Codes = z.union([EconomyCode, z.array(EconomyCode).min(1)]);
const rate = z.number().gt(-1, "a tariff is a fraction above -1: 0.1625 is 16.25 %");
const power = z.number().gt(0).lt(1);

/** Whose tariffs are chosen, on whom, how many rates, within which bounds. */
export const PlayerSpec = z.strictObject({
  /** One economy, or the members of a customs union, which set one tariff and share its aim. A bloc's code is its members. */
  economy: Codes,
  name: z.string().min(1).optional(),
  schedule: z.enum(["uniform", "by-partner", "by-sector", "by-partner-and-sector"]).optional(),
  on: z.array(EconomyCode).min(1).optional(),
  except: z.array(EconomyCode).min(1).optional(),
  sectors: z.array(z.string().min(1)).min(1).optional(),
  low: rate.optional(),
  high: z.union([rate, z.record(z.string().min(1), rate)]).optional(),
});
export type PlayerSpec = z.infer<typeof PlayerSpec>;

/** A change of policy on some cells: a tariff, a factor on the trade cost, or an ad valorem equivalent before and after. */
export const BargainChange = z
  .strictObject({
    importer: Codes,
    exporter: Codes,
    sector: z.string().optional(),
    tariff: rate.optional(),
    tau: z.number().positive().optional(),
    ave: z.tuple([rate, rate]).optional(),
  })
  .refine(
    ({ tariff, tau, ave }) => [tariff, tau, ave].filter((x) => x !== undefined).length === 1,
    "a change has exactly one of tariff, tau, ave",
  );
export type BargainChange = z.infer<typeof BargainChange>;

export const BargainMove = z.strictObject({
  title: z.string().min(1),
  by: Codes,
  date: Day.optional(),
  changes: z.array(BargainChange).min(1),
});
export type BargainMove = z.infer<typeof BargainMove>;

const BestReplyAsk = z.strictObject({
  player: PlayerSpec,
  /** By sector: what a dollar of its value added counts for, beside the real income it buys; 1 where absent. */
  lobby: z.record(z.string().min(1), z.number().min(0)).optional(),
});

const NashAsk = z.strictObject({
  players: z.union([
    z.array(PlayerSpec).min(1),
    z.strictObject({ each: PlayerSpec.omit({ economy: true }) }),
  ]),
  probes: z.number().int().min(0).max(50).optional(),
});

const CooperateAsk = z.strictObject({
  players: z.array(PlayerSpec).min(2),
  /** What follows if nothing is agreed: the tariff war among the players, or tariffs as they are. */
  threat: z.enum(["nash", "status-quo"]).default("nash"),
  /** Bargaining power of each player; equal when absent. */
  power: z.array(z.number().positive()).optional(),
  /** Only changes that are reciprocal at old world prices (two players, each scaling all its rates). */
  reciprocity: z.boolean().optional(),
  /** What was agreed, to be set against what could have been. */
  deal: BargainMove.omit({ by: true }).optional(),
});

export const ConcessionSpec = z.union([
  z.strictObject({ tariff: rate, title: z.string().min(1).optional() }),
  z.strictObject({
    /** Trade cost on the member's goods before and after, over that of the base. */
    tau: z.tuple([z.number().positive(), z.number().positive()]),
    title: z.string().min(1).optional(),
    source: z.string().min(1).optional(),
  }),
  z.strictObject({
    /** What the member sold to the entrant before and after, million dollars: the cost follows with theta. */
    flow: z.tuple([z.number().positive(), z.number().positive()]),
    title: z.string().min(1).optional(),
    source: z.string().min(1),
  }),
]);
export type ConcessionSpec = z.infer<typeof ConcessionSpec>;

export const Happened = z.strictObject({
  date: Day,
  what: z.string().min(1),
  /** What of the concession was in force from then on: 0 none, 1 all. */
  part: z.number().min(0).max(1).optional(),
  source: z.string().optional(),
});
export type Happened = z.infer<typeof Happened>;

const AccessionAsk = z.strictObject({
  entrant: EconomyCode,
  /** Members whose trade with the entrant changes: codes, a bloc's code, or WTO for those of the day before entry. */
  members: z.union([z.array(EconomyCode).min(1), z.literal("WTO")]),
  entry: Day,
  veto: EconomyCode,
  /** The base is the world after entry: entry is run backwards. */
  already: z.boolean().default(false),
  /** ln of trade between the entrant and members that entry adds; each is solved. */
  effects: z
    .array(z.strictObject({ value: z.number(), title: z.string().min(1), source: z.string().min(1) }))
    .min(1),
  /** The entrant's mean tariff on members outside and inside: their ratio scales its tariffs on those that pay any. */
  tariffs: z
    .strictObject({
      outside: z.number().positive(),
      inside: z.number().positive(),
      source: z.string().min(1),
    })
    .optional(),
  concession: ConcessionSpec.optional(),
  /** The entrant's part of bargaining power. */
  power: power.default(0.5),
  happened: z.array(Happened).default([]),
});

const ResponseAsk = z.strictObject({ move: BargainMove, answer: PlayerSpec });

const PriceAsk = z.strictObject({
  first: BargainMove,
  second: BargainMove,
  /** Days after the first within which a price is looked for. */
  within: z.number().int().positive().default(730),
  /** What else is known to lie between, for the reader. */
  between: z.array(Happened).default([]),
});

const CredibilityAsk = z.strictObject({
  promise: BargainMove,
  /** What the other side does for it. */
  answer: BargainMove.optional(),
  /** What follows a breach; when absent, things are as they were before the promise. */
  breach: BargainMove.optional(),
});

export const BargainQuestion = z.union([
  z.strictObject({ bestReply: BestReplyAsk }),
  z.strictObject({ nash: NashAsk }),
  z.strictObject({ cooperate: CooperateAsk }),
  z.strictObject({ accession: AccessionAsk }),
  z.strictObject({ response: ResponseAsk }),
  z.strictObject({ price: PriceAsk }),
  z.strictObject({ credibility: CredibilityAsk }),
]);
export type BargainQuestion = z.infer<typeof BargainQuestion>;
export type AccessionAsk = z.infer<typeof AccessionAsk>;
export type CooperateAsk = z.infer<typeof CooperateAsk>;
export type NashAsk = z.infer<typeof NashAsk>;
export type BestReplyAsk = z.infer<typeof BestReplyAsk>;
export type ResponseAsk = z.infer<typeof ResponseAsk>;
export type PriceAsk = z.infer<typeof PriceAsk>;
export type CredibilityAsk = z.infer<typeof CredibilityAsk>;

export const Bargain = z.strictObject({
  title: z.string().min(1),
  base: z.union([z.literal("world-2014"), FlowsFile]),
  model: z.enum(["one-sector", "multi-sector"]).default("one-sector"),
  parameters: z
    .strictObject({
      /** Trade elasticity; by sector for multi-sector. */
      theta: z
        .union([z.number().positive(), z.record(z.string().min(1), z.number().positive())])
        .default(5.03),
      /** Share of value added in output where the base has no input–output table; multi-sector only. */
      valueAdded: z.number().gt(0).max(1).optional(),
      /** Held in units of world output, or removed before anything is played. */
      deficits: z.enum(["additive", "removed"]).default("additive"),
    })
    .prefault({}),
  /** Changes made to the base before the question is asked: what it already contains may be taken out. */
  before: z.array(BargainChange).min(1).optional(),
  question: BargainQuestion,
  checks: z
    .strictObject({
      /** Random deviations of each player that must not pay. */
      deviations: z.number().int().min(0).max(100_000).default(100),
      seed: z.number().int().min(0).default(1),
    })
    .prefault({}),
});
export type Bargain = z.infer<typeof Bargain>;

/** How a column of figures is written. */
export type BargainUnit = "percent" | "rate" | "usd" | "number" | "tiny" | "text";

export interface BargainTable {
  readonly title: string;
  readonly columns: readonly { readonly name: string; readonly unit: BargainUnit }[];
  /** Texts in text columns, numbers or null elsewhere. */
  readonly rows: readonly (readonly (string | number | null)[])[];
  readonly note?: string | undefined;
}

export interface BargainMark {
  readonly x: number;
  readonly y: number;
  readonly label: string;
  /** threat: where nothing is agreed; nash: a Nash point of whichever kind; deal: what happened; other. */
  readonly kind: "threat" | "nash" | "deal" | "other";
}

/** Curves and marked points in a plane. */
export interface BargainPicture {
  readonly title: string;
  readonly x: { readonly name: string; readonly unit: "percent" | "rate" };
  readonly y: { readonly name: string; readonly unit: "percent" | "rate" };
  readonly curves: readonly {
    readonly name: string;
    readonly points: readonly (readonly [number, number])[];
  }[];
  readonly marks: readonly BargainMark[];
  readonly note?: string | undefined;
}

export interface BargainReport {
  readonly kind: "bargain";
  readonly question: string;
  readonly title: string;
  readonly base: string;
  readonly model: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly converged: boolean;
  readonly because: string | null;
  /** What is found, in sentences, the most important first. */
  readonly findings: readonly string[];
  readonly tables: readonly BargainTable[];
  readonly pictures: readonly BargainPicture[];
  /** Single figures by name, for programs. */
  readonly figures: Readonly<Record<string, number | null>>;
  readonly assumptions: readonly { readonly says: string; readonly source: string }[];
  readonly notes: readonly string[];
}
