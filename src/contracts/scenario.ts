/**
 * Scenario: a question to a model, as YAML or a value. Unknown fields are refused.
 * @module
 */
import { z } from "zod";
import { Day, EconomyCode, HsCode } from "./codes.js";

const positive = z.number().positive();

/** A parameter: a fixed number or a distribution that draws are taken from. */
export const Distribution = z.union([
  z.number(),
  z.strictObject({ lognormal: z.strictObject({ median: positive, sdLog: positive }) }),
  z.strictObject({
    normal: z.strictObject({
      mean: z.number(),
      sd: positive,
      min: z.number().optional(),
      max: z.number().optional(),
    }),
  }),
  z.strictObject({ uniform: z.tuple([z.number(), z.number()]) }),
  z.strictObject({ triangular: z.tuple([z.number(), z.number(), z.number()]) }),
]);
export type Distribution = z.infer<typeof Distribution>;

/** Effects estimated together: a normal vector, its mean and covariance in the order of the names. */
export const JointNormal = z.strictObject({
  names: z.array(z.string().min(1)).min(1),
  mean: z.array(z.number()),
  covariance: z.array(z.array(z.number())),
});
export type JointNormal = z.infer<typeof JointNormal>;

/** One trade elasticity for all sectors, or one for each sector of the base; each a number or a distribution. */
export const Theta = z.union([
  ...Distribution.options,
  z.strictObject({ bySector: z.record(z.string().min(1), Distribution) }),
]);
export type Theta = z.infer<typeof Theta>;

/** An elasticity of a partial model, in absolute value: one for all, or by name and for all others. */
const PartialElasticity = z.union([
  ...Distribution.options,
  z.strictObject({ by: z.record(z.string().min(1), Distribution), other: Distribution.optional() }),
]);
export type PartialElasticity = z.infer<typeof PartialElasticity>;

/** Supply may be infinitely elastic. */
const infinite = z.literal("infinite");
const SupplyElasticity = z.union([
  infinite,
  ...Distribution.options,
  z.strictObject({
    by: z.record(z.string().min(1), z.union([infinite, Distribution])),
    other: z.union([infinite, Distribution]).optional(),
  }),
]);
export type SupplyElasticity = z.infer<typeof SupplyElasticity>;

const quotaTerms = {
  /** Million dollars at base world prices. */
  volume: z.number().min(0),
  /** Tariffs as fractions, inQuota <= overQuota. */
  inQuota: z.number().gt(-1),
  overQuota: z.number().gt(-1),
};

/** A tariff-rate quota of smart, in force after the shock. */
export const QuotaShock = z.strictObject({
  ...quotaTerms,
  /** The sector of the base that it is on; needed where there are several. */
  sector: z.string().min(1).optional(),
  importer: EconomyCode,
  exporters: z.union([z.literal("all"), z.array(EconomyCode).min(1)]),
  /** Who holds licences; "shipments" when absent. */
  allocation: z
    .union([z.enum(["shipments", "history"]), z.record(EconomyCode, z.number().min(0).max(1))])
    .optional(),
  /** Share of the rent that stays in the importing economy; 1 when absent. */
  rentAtHome: z.number().min(0).max(1).optional(),
  /** The quota in force in the base; `premium` where it is just filled. */
  before: z.strictObject({ ...quotaTerms, premium: z.number().min(0).optional() }).optional(),
});
export type QuotaShock = z.infer<typeof QuotaShock>;

/** How deficits and expenditure follow income; see docs/models. */
export const Deficits = z.enum(["additive", "multiplicative", "multiplicative-rescaled", "removed"]);
export type Deficits = z.infer<typeof Deficits>;

/** One label of a column, or several that are added up. */
const Labels = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

/** What sectors buy from one another: a long table, one row a supplier, user and economy. Columns by name. */
export const InputOutputFile = z
  .strictObject({
    file: z.string().min(1),
    /** The sector that sells, and the one that buys: labels of the flows' sectors. */
    supplier: z.string().min(1),
    user: z.string().min(1),
    /** The economy of the user; without it one table holds for all. */
    economy: z.string().min(1).optional(),
    /** The economy of the supplier, where the table tells it: rows are added up over it. */
    origin: z.string().min(1).optional(),
    /** Money, or share of the user's output (of final spending for final users). */
    value: z.string().min(1).optional(),
    share: z.string().min(1).optional(),
    /** Labels in `supplier` that are value added; without them it is what output leaves after inputs. */
    valueAdded: Labels.optional(),
    /** Labels in `user` that are final use; without them it is what the flows leave after inputs. */
    final: Labels.optional(),
    where: z.string().optional(),
  })
  .refine(
    ({ value, share }) => (value === undefined) !== (share === undefined),
    "an input-output table has exactly one of value, share",
  );
export type InputOutputFile = z.infer<typeof InputOutputFile>;

export const FlowsFile = z.strictObject({
  flows: z.string().min(1),
  exporter: z.string().min(1),
  importer: z.string().min(1),
  value: z.string().min(1),
  sector: z.string().min(1).optional(),
  /** A column of applied tariffs as fractions. */
  tariff: z.string().min(1).optional(),
  where: z.string().optional(),
  /** Of multi-sector. */
  inputOutput: InputOutputFile.optional(),
});
export type FlowsFile = z.infer<typeof FlowsFile>;

/** A world of one's own that `gravitas world build` wrote. */
export const WorldFile = z.strictObject({
  world: z.string().min(1),
  /** Of multi-sector. */
  inputOutput: InputOutputFile.optional(),
});
export type WorldFile = z.infer<typeof WorldFile>;

/** Economies on one side of a shock: a code, a list, or `all`. EUU stands for its members of the day. */
const Side = z.union([EconomyCode, z.array(EconomyCode).min(1)]);
const Goods = z.union([z.literal("all"), z.array(HsCode).min(1)]);

/**
 * What a flow would be without its ban: `priorFlow` in million dollars; `prior.share`, its share of the importer's imports
 * before the ban; or `prior.gravity`, what gravity makes of the world's other flows. The first two with their source.
 */
export const Unban = z
  .strictObject({
    priorFlow: positive.optional(),
    source: z.string().min(1).optional(),
    prior: z
      .strictObject({
        gravity: z.literal(true).optional(),
        share: z.number().gt(0).lt(1).optional(),
        source: z.string().min(1).optional(),
      })
      .optional(),
  })
  .refine(
    ({ priorFlow, source, prior }) =>
      prior === undefined
        ? priorFlow !== undefined && source !== undefined
        : priorFlow === undefined &&
          source === undefined &&
          (prior.gravity
            ? prior.share === undefined
            : prior.share !== undefined && prior.source !== undefined),
    "an unban says what the flow would be: { priorFlow, source }, { prior: { share, source } } or { prior: { gravity: true } }",
  );
export type Unban = z.infer<typeof Unban>;

const Texts = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

/** An ad valorem equivalent: a fraction above −1, or a distribution of one. */
const Ave = Distribution.refine(
  (ave) => typeof ave !== "number" || ave > -1,
  "an ad valorem equivalent must be above -1 (-100 %)",
);

export const CellShock = z
  .strictObject({
    importer: Side,
    exporter: Side,
    goods: Goods.default("all"),
    sector: z.string().optional(),
    /** Factor on the iceberg trade cost: 0.9 is a tenth off. */
    tau: Distribution.optional(),
    /** Non-tariff cost before and after, as ad valorem equivalents; either may be a distribution. */
    ave: z.tuple([Ave, Ave]).optional(),
    /**
     * The tariff after, as a fraction, or as law writes it ("15 %, at least 0.40 EUR/kg"). The tariff before is the
     * baseline's.
     */
    tariff: z
      .union([
        z.number().gt(-1, "a tariff below -100 % would pay the buyer more than the price"),
        z.string().min(1),
      ])
      .optional(),
    /** Of a tariff in money: the customs value ("3.25 USD/l"), one for each unit, and exchange rates ("1 EUR = 1.33 USD"). */
    unitValue: Texts.optional(),
    exchange: Texts.optional(),
    /** Of a seasonal tariff: the day that it is taken on. */
    on: Day.optional(),
    /** The flow is shut. */
    ban: z.literal(true).optional(),
    /** The flow is opened again; what it would be must be named. */
    unban: Unban.optional(),
    /** Share of the goods named in the flow, 0 to 1, and where it comes from; needed when goods are not all. */
    share: z.strictObject({ value: z.number().gt(0).max(1), source: z.string().min(1) }).optional(),
    /** Why: the id of a move in the reading, or words. */
    because: z.string().optional(),
  })
  .refine(
    (s) => [s.tau, s.ave, s.tariff, s.ban, s.unban].filter((x) => x !== undefined).length === 1,
    "a shock has exactly one of tau, ave, tariff, ban, unban",
  )
  .refine(
    (s) =>
      typeof s.tariff === "string" || [s.unitValue, s.exchange, s.on].every((field) => field === undefined),
    "unitValue, exchange and on belong to a tariff as law writes it, in quotes",
  );
export type CellShock = z.infer<typeof CellShock>;

/**
 * A column of the flows file, read on every row that has a number in it: `partial`, an effect β with τ̂^(−θ) = exp(β);
 * `tau`, the factor τ̂ itself; `tariff`, the tariff after as a fraction.
 */
export const ColumnShock = z.strictObject({
  column: z.string().min(1),
  as: z.enum(["partial", "tau", "tariff"]),
  /** Of partial: multiplies the column (an estimate times a dummy), a number or the name of one of `parameters.effects`. */
  times: z.union([z.number(), z.string().min(1)]).optional(),
  because: z.string().optional(),
});
export type ColumnShock = z.infer<typeof ColumnShock>;

export const ModelName = z.enum(["one-sector", "smart", "gsim", "multi-sector"]);
export type ModelName = z.infer<typeof ModelName>;

export const Scenario = z.strictObject({
  title: z.string().min(1),
  base: z.union([z.literal("world-2014"), FlowsFile, WorldFile]),
  /** One model, or several side by side on what they share. */
  model: z.union([ModelName, z.array(ModelName).min(1)]).default("one-sector"),
  parameters: z
    .strictObject({
      /** By sector for multi-sector only. */
      theta: Theta.default({ lognormal: { median: 5.03, sdLog: 0.4 } }),
      /** Share of value added in output, the rest being inputs bought in the proportions of spending; 1 when absent. Of multi-sector. */
      valueAdded: z.number().gt(0).max(1).optional(),
      /** Gross output over value added in goods, and the part of industry that makes goods; of world-2014 only. */
      kappa: Distribution.optional(),
      g: Distribution.optional(),
      deficits: Deficits.default("additive"),
      numeraire: z.string().optional(),
      /** What may follow trade costs; "full" when absent. Of one-sector. */
      experiment: z.enum(["partial", "conditional", "full"]).optional(),
      /** What θ is taken to be; it names figures and changes none of them. Of one-sector. */
      reading: z.enum(["armington", "eaton-kortum"]).optional(),
      /**
       * Elasticities of smart and gsim, in absolute value; assumed where absent. By name: smart's demand and substitution
       * by sector, gsim's by importer, supply by exporter.
       */
      partial: z
        .strictObject({
          importDemand: PartialElasticity.optional(),
          substitution: PartialElasticity.optional(),
          exportSupply: SupplyElasticity.optional(),
        })
        .optional(),
      /** Estimated effects that column shocks multiply, drawn together. */
      effects: JointNormal.optional(),
    })
    .prefault({}),
  shocks: z.array(z.union([CellShock, ColumnShock])),
  /** Tariff-rate quotas after the shock. Of smart. */
  quotas: z.array(QuotaShock).optional(),
  uncertainty: z
    .strictObject({
      draws: z.number().int().min(0).max(100_000),
      seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
      /** How draws are spread; "random" when absent. */
      method: z.enum(["random", "antithetic", "sobol"]).optional(),
      /** Independent shifts of the Sobol points; 8 when absent. */
      shifts: z.number().int().min(8).max(1000).optional(),
    })
    .optional(),
});
export type Scenario = z.infer<typeof Scenario>;
