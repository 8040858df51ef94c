/**
 * Estimate: a fitted gravity regression, as `--json` prints it.
 * @module
 */
import { z } from "zod";

export const Term = z.strictObject({
  name: z.string(),
  estimate: z.number(),
  se: z.number(),
  z: z.number(),
  p: z.number(),
  low: z.number(),
  high: z.number(),
});

const ChiSquare = z.strictObject({
  chiSquare: z.number(),
  df: z.number().int(),
  /** Null where nothing could be tested. */
  p: z.number().nullable(),
});

const Test = ChiSquare.extend({
  /** As asked: `rta = 0, log(dist) = -1`. */
  test: z.string(),
  combinations: z
    .array(z.strictObject({ estimate: z.number(), se: z.number(), equals: z.number() }))
    .readonly(),
});

export const Estimate = z.strictObject({
  estimator: z.enum(["ppml", "ols"]),
  formula: z.string(),
  n: z.number().int(),
  excluded: z.strictObject({
    missing: z.number().int(),
    singleton: z.number().int(),
    separated: z.number().int(),
  }),
  /** Data rows of the file, counted from 1. */
  separatedRows: z.array(z.number().int()),
  terms: z.array(Term),
  collinear: z.array(z.strictObject({ name: z.string(), because: z.string() })),
  vcov: z.strictObject({
    kind: z.string(),
    clusters: z.array(z.string()),
    correction: z.string(),
    /** Groups that each cluster key has in the rows used. */
    groups: z.array(z.number().int()).optional(),
  }),
  deviance: z.number(),
  logLikelihood: z.number(),
  /** McFadden's 1 − ln L / ln L₀ for PPML, R² for OLS. */
  pseudoR2: z.number(),
  /** cor(y, fitted)², the "pseudo R²" of the Advanced Guide to Trade Policy Analysis. */
  squaredCorrelation: z.number().optional(),
  /** Absorbed effects and how many levels the rows used have. */
  effects: z.array(z.strictObject({ name: z.string(), levels: z.number().int() })).optional(),
  /** Covariance of the terms, in their order; where asked for. */
  covariance: z
    .strictObject({
      names: z.array(z.string()).readonly(),
      matrix: z.array(z.array(z.number()).readonly()).readonly(),
    })
    .optional(),
  /** Wald tests as asked for, each of all its restrictions at once. */
  tests: z.array(Test).readonly().optional(),
  /** RESET: the squared linear index added to the regressors. */
  reset: ChiSquare.optional(),
  bootstrap: z
    .strictObject({
      draws: z.number().int(),
      seed: z.number().int(),
      /** What was resampled. */
      cluster: z.string(),
      groups: z.number().int(),
      terms: z
        .array(
          z.strictObject({
            name: z.string(),
            se: z.number().nullable(),
            low: z.number().nullable(),
            high: z.number().nullable(),
            /** Draws that gave the term no estimate. */
            failures: z.number().int(),
          }),
        )
        .readonly(),
    })
    .optional(),
  iterations: z.number().int(),
  converged: z.boolean(),
  because: z.string().optional(),
  warnings: z.array(z.string()),
  timings: z.record(z.string(), z.number()).optional(),
  biasCorrection: z
    .strictObject({
      method: z.string(),
      terms: z
        .array(
          z.strictObject({
            name: z.string(),
            estimate: z.number(),
            bias: z.number(),
            corrected: z.number(),
            /** Null (NaN in memory) where it was not formed. */
            se: z.number().or(z.nan()).nullable(),
          }),
        )
        .readonly(),
      nEconomies: z.number().int(),
      nPairs: z.number().int(),
    })
    .optional(),
});
export type Estimate = z.infer<typeof Estimate>;

/** As `--json` prints it: a fit that did not converge has no figures. */
export const EstimateJson = Estimate.extend({
  deviance: z.number().nullable(),
  logLikelihood: z.number().nullable(),
  pseudoR2: z.number().nullable(),
});
export type EstimateJson = z.infer<typeof EstimateJson>;
