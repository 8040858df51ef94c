/**
 * What a user may ask of a fit beyond its table: tests, RESET, intervals by resampling, the covariance.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { Estimate } from "../contracts/estimate.js";
import type { BuiltDesign } from "./build-design.js";
import type { Design, DesignFactor, Fit, FitOptions } from "./design.js";
import { usedRows } from "./keep-rows.js";
import { pairBootstrap } from "./pair-bootstrap.js";
import { parseTest } from "./parse-test.js";
import { resetTest } from "./reset-test.js";
import { subsetDesign } from "./subset-design.js";
import { usedLevelsOf } from "./used-levels-of.js";
import { type LinearRestriction, type WaldTest, wald } from "./wald.js";

export interface FitQuestions {
  /** Wald tests, each of one or more restrictions together: `rta = 0, log(dist) = -1`. */
  readonly tests?: readonly string[];
  /** RESET, the test of the functional form. */
  readonly reset?: boolean;
  /** Resampling of clusters; `by` is a key, default the only key of `clusters`. */
  readonly bootstrap?: { readonly draws: number; readonly seed: number; readonly by?: string };
  /** The covariance matrix in the Estimate. */
  readonly covariance?: boolean;
}

export interface ParsedTest {
  readonly test: string;
  readonly restrictions: readonly LinearRestriction[];
}

/**
 * Reads all tests before anything is fitted; a term need only be in one of the models.
 * @throws {InputError} `test-syntax`, `test-term`
 */
export function parseTests(tests: readonly string[], designs: readonly BuiltDesign[]): ParsedTest[] {
  const names = [...new Set(designs.flatMap(({ design }) => design.x.map(({ name }) => name)))];
  return tests.map((test) => ({ test, restrictions: parseTest(test, names) }));
}

/** @throws {InputError} `bootstrap-by` where no key, or more than one, could be meant */
export function bootstrapKey({ bootstrap }: FitQuestions, built: BuiltDesign): DesignFactor | null {
  if (!bootstrap) return null;
  if (bootstrap.by !== undefined) return built.keyOf(bootstrap.by, "--bootstrap-by");
  const clusters = built.design.clusters ?? [];
  if (clusters.length === 1) return clusters[0]!;
  throw new InputError(
    "bootstrap-by",
    `A bootstrap resamples one key; ${clusters.length === 0 ? "none is" : `${clusters.length} are`} named.`,
    {
      place: { field: "--bootstrap" },
      hint: "Name it: --bootstrap-by exporter^importer.",
    },
  );
}

export interface Asked {
  readonly fit: Fit;
  readonly design: Design;
  readonly options: FitOptions;
  readonly questions: FitQuestions;
  readonly tests: readonly ParsedTest[];
  readonly key: DesignFactor | null;
}

type Answers = Pick<Estimate, "tests" | "reset" | "bootstrap" | "covariance"> & {
  readonly warnings: string[];
};

/** Answers for a fit that converged; what cannot be answered is a warning. */
export function askFit({ fit, design, options, questions, tests, key }: Asked): Answers {
  const warnings: string[] = [];
  const made = tests.flatMap(({ test, restrictions }) => {
    const lacking = new Set(
      restrictions.flatMap((r) => Object.keys(r.weights)).filter((name) => !fit.names.includes(name)),
    );
    if (lacking.size === 0) return [{ test, ...withoutNaN(wald(fit, restrictions)) }];
    // A term of another model is no news; one of this model without an estimate is.
    const own = [...lacking].filter((name) => design.x.some((x) => x.name === name));
    if (own.length > 0) warnings.push(`Not tested: ${test}; ${own.join(", ")} has no estimate.`);
    return [];
  });
  const { biasCorrection: _, clock: __, ...again } = options;
  return {
    ...(tests.length > 0 ? { tests: made } : {}),
    ...(questions.reset ? { reset: resetOf(design, fit, again, warnings) } : {}),
    ...(key && questions.bootstrap
      ? { bootstrap: bootstrapOf(fit, design, again, questions.bootstrap, key) }
      : {}),
    ...(questions.covariance ? { covariance: covarianceOf(fit) } : {}),
    warnings,
  };
}

function withoutNaN(test: WaldTest): Omit<WaldTest, "p"> & { readonly p: number | null } {
  return { ...test, p: Number.isNaN(test.p) ? null : test.p };
}

function resetOf(
  design: Design,
  fit: Fit,
  options: FitOptions,
  warnings: string[],
): NonNullable<Estimate["reset"]> {
  try {
    const { chiSquare, df, p } = withoutNaN(resetTest(design, fit, options));
    return { chiSquare, df, p };
  } catch (error) {
    if (!(error instanceof InputError) || error.code !== "wald-term") throw error;
    warnings.push(
      "RESET was not made: the squared linear index says nothing that the terms and effects do not.",
    );
    return { chiSquare: 0, df: 0, p: null };
  }
}

function bootstrapOf(
  fit: Fit,
  design: Design,
  { tolerance, maxIterations, separation, signal, onProgress }: FitOptions,
  { draws, seed }: NonNullable<FitQuestions["bootstrap"]>,
  key: DesignFactor,
): NonNullable<Estimate["bootstrap"]> {
  const rows = usedRows(fit.excluded);
  const used = rows ? subsetDesign(design, rows) : design;
  // Levels that no row used would be drawn for nothing.
  const own = usedLevelsOf(rows ? { ...key, codes: rows.map((row) => key.codes[row]!) } : key);
  const cluster = { name: key.name, ...own };
  const terms = pairBootstrap(used, {
    family: fit.estimate.estimator,
    cluster,
    draws,
    seed,
    fit: {
      ...(tolerance === undefined ? {} : { tolerance }),
      ...(maxIterations === undefined ? {} : { maxIterations }),
      ...(separation === undefined ? {} : { separation }),
      ...(signal === undefined ? {} : { signal }),
    },
    ...(onProgress
      ? {
          onDraw: (draw) =>
            onProgress({ stage: "bootstrap", iteration: draw, of: draws, deviance: 0, change: 0 }),
        }
      : {}),
  });
  const number = (x: number): number | null => (Number.isFinite(x) ? x : null);
  return {
    draws,
    seed,
    cluster: key.name,
    groups: cluster.nLevels,
    terms: terms
      .filter(({ name }) => fit.names.includes(name))
      .map(({ name, se, low, high, failures }) => ({
        name,
        se: number(se),
        low: number(low),
        high: number(high),
        failures,
      })),
  };
}

function covarianceOf({ names, vcov }: Fit): NonNullable<Estimate["covariance"]> {
  const k = names.length;
  return { names, matrix: names.map((_, i) => Array.from(vcov.subarray(i * k, (i + 1) * k))) };
}
