/**
 * The options of `gravitas estimate`: their types, their help, and what they ask for.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { FitQuestions, PanelSpec } from "../estimate/index.js";
import type { BaselineOptions } from "./estimate-baseline.js";
import type { FileOptions } from "./estimate-files.js";
import { numberOption } from "./options.js";

export const usage = `usage: gravitas estimate DATA "FORMULA" [OPTIONS]

Gravity regressions with absorbed effects (docs/estimate.md). DATA is Parquet, Stata .dta (113 to 119) or CSV, each
also gzipped, or - for standard input. FORMULA is for example
  "trade ~ rta + log(dist) | exporter^year + importer^year + exporter^importer"

  --family poisson|ols     Poisson pseudo-maximum likelihood (PPML, the default) or least squares
  --where "FILTER"         rows to use: year >= 1986 AND exporter <> importer
  --cluster KEY,KEY        cluster standard errors, one to four keys: exporter^importer,year
  --vcov iid|hetero        without clusters: hetero (the default) or iid
  --correction NAME        small-sample convention: ppmlhdfe (the default), fixest or none
  --weights COLUMN         weights, zero or more
  --panel KEY,TIME         unit and time, for lags and leads: exporter^importer,year
  --bias weidner-zylkin    bias correction of three-way PPML; --bias-keys exporter,importer,year names the keys
  --tolerance X            default 1e-9
  --test "RESTRICTIONS"    Wald test, as often as you like: "rta = 0, log(dist) = -1" tests both at once
  --reset                  RESET, the test of the functional form
  --bootstrap N            N draws of clusters: standard errors and percentiles; --seed S (default 1);
                           --bootstrap-by KEY names what is drawn, else the one key of --cluster
  --covariance             with --json: the covariance matrix of the terms
  --separated              list the separated rows
  --json                   the Estimate as JSON (a list of them for several models)
  --timings                with --json: seconds to read, plan, fit and form standard errors
  --out FILE               table as .md, .tex, .html, .json or .txt; may be given more than once
  --fitted FILE            fitted values and residuals of each row, .csv, .parquet or .json
  --effects FILE           the absorbed effects, level by level, .csv, .parquet or .json
  --predict DATA           predictions for the rows of a second file, written to --predictions FILE
  --baseline FILE          fitted flows as .json or .csv, for the base of a scenario; one row a pair, so of one year:
  --baseline-where "..."   which rows: year = 2006; --baseline-keys exporter,importer where effects do not show them
  --reference CODE         economy whose inward resistance is 1 in the baseline
  --theta TERM             trade elasticity from the coefficient of TERM, for example "log(1 + tariff)"
  --progress               progress on stderr even where that is no terminal
`;

export const optionTypes = {
  family: { type: "string" },
  where: { type: "string" },
  cluster: { type: "string" },
  vcov: { type: "string" },
  correction: { type: "string" },
  weights: { type: "string" },
  panel: { type: "string" },
  bias: { type: "string" },
  "bias-keys": { type: "string" },
  tolerance: { type: "string" },
  test: { type: "string", multiple: true },
  reset: { type: "boolean", default: false },
  bootstrap: { type: "string" },
  "bootstrap-by": { type: "string" },
  seed: { type: "string" },
  covariance: { type: "boolean", default: false },
  separated: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  timings: { type: "boolean", default: false },
  out: { type: "string", multiple: true },
  fitted: { type: "string" },
  effects: { type: "string" },
  predict: { type: "string" },
  predictions: { type: "string" },
  baseline: { type: "string" },
  "baseline-where": { type: "string" },
  "baseline-keys": { type: "string" },
  reference: { type: "string" },
  theta: { type: "string" },
  progress: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

const choices = {
  family: ["poisson", "ols"],
  vcov: ["iid", "hetero"],
  correction: ["ppmlhdfe", "fixest", "none"],
  bias: ["weidner-zylkin"],
} as const;

export interface Options {
  readonly [name: string]: string | boolean | string[] | undefined;
}

export function specOf(formula: string, values: Options): PanelSpec {
  const text = (name: string): string | undefined => values[name] as string | undefined;
  const cluster = text("cluster");
  const tolerance = text("tolerance");
  const vcov = choice("vcov", values);
  if (cluster !== undefined && vcov !== undefined) {
    throw new InputError("option-value", `--cluster and --vcov ${vcov} exclude each other.`, {
      place: { field: "--vcov" },
      hint: "Leave one out.",
    });
  }
  const family = choice("family", values);
  const correction = choice("correction", values);
  const biasKeys = text("bias-keys");
  const bias = choice("bias", values) !== undefined || biasKeys !== undefined;
  return {
    formula,
    ...(family ? { family } : {}),
    ...(vcov ? { vcov } : {}),
    ...(correction ? { correction } : {}),
    ...(text("where") === undefined ? {} : { where: text("where")! }),
    ...(text("weights") === undefined ? {} : { weights: text("weights")! }),
    ...(text("panel") === undefined ? {} : { panelId: text("panel")! }),
    ...(cluster === undefined ? {} : { clusters: [cluster] }),
    ...questionsOf(values),
    ...(bias ? { bias: biasKeys === undefined ? {} : { keys: biasKeys } } : {}),
    ...(tolerance === undefined
      ? {}
      : {
          tolerance: numberOption(tolerance, {
            option: "--tolerance",
            expected: "a number above 0 and below 1",
            accepts: (x) => x > 0 && x < 1,
            hint: "For example 1e-9.",
          }),
        }),
  };
}

function questionsOf(values: Options): FitQuestions {
  const { bootstrap: draws, "bootstrap-by": by, seed } = values;
  for (const [name, value] of Object.entries({ "bootstrap-by": by, seed })) {
    if (value === undefined || draws !== undefined) continue;
    throw new InputError("option-value", `--${name} belongs to --bootstrap, which is not there.`, {
      place: { field: `--${name}` },
      hint: "For example --bootstrap 199.",
    });
  }
  const whole = (option: string, text: string, least: number): number =>
    numberOption(text, {
      option,
      expected: `a whole number from ${least} up`,
      accepts: (x) => Number.isSafeInteger(x) && x >= least,
      hint: "For example --bootstrap 199 --seed 7.",
    });
  return {
    tests: (values.test ?? []) as string[],
    reset: values.reset === true,
    covariance: values.covariance === true,
    ...(draws === undefined
      ? {}
      : {
          bootstrap: {
            draws: whole("--bootstrap", draws as string, 2),
            seed: seed === undefined ? 1 : whole("--seed", seed as string, 0),
            ...(by === undefined ? {} : { by: by as string }),
          },
        }),
  };
}

export function fileOptions(values: Options): FileOptions {
  const text = (name: string): string | undefined => values[name] as string | undefined;
  return {
    fitted: text("fitted"),
    effects: text("effects"),
    predict: text("predict"),
    predictions: text("predictions"),
  };
}

export function baselineOptions(values: Options): BaselineOptions | null {
  const text = (name: string): string | undefined => values[name] as string | undefined;
  const path = text("baseline");
  if (path === undefined) return null;
  return {
    path,
    where: text("baseline-where"),
    keys: text("baseline-keys"),
    reference: text("reference"),
    theta: text("theta"),
  };
}

function choice<K extends keyof typeof choices>(
  name: K,
  values: Options,
): (typeof choices)[K][number] | undefined {
  const value = values[name];
  if (value === undefined) return undefined;
  const found = choices[name].find((option) => option === value);
  if (found !== undefined) return found as (typeof choices)[K][number];
  throw new InputError(
    "option-value",
    `--${name} must be ${choices[name].join(", ")}; received ${JSON.stringify(value)}.`,
    { place: { field: `--${name}` }, received: value, hint: "See gravitas estimate --help." },
  );
}
