/** `gravitas estimate`: a table and a formula in, gravity regressions out. @module */
import { parseArgs } from "node:util";
import { InputError } from "../contracts/errors.js";
import type { Estimate } from "../contracts/estimate.js";
import type { Panel } from "../contracts/panel.js";
import { estimatePanel, type PanelFit, type PanelSpec } from "../estimate/index.js";
import { holdSignals } from "../node/hold-signals.js";
import { readTable } from "../node/read-table.js";
import { writeOutput } from "../node/write-output.js";
import { type EstimateContext, estimatesToJson, estimatesToText } from "../report/index.js";
import { type BaselineOptions, baselineText, checkBaseline, thetaText } from "./estimate-baseline.js";
import { separatedRows, writerFor } from "./estimate-output.js";
import { progressOn } from "./estimate-progress.js";
import { exactly, numberOption } from "./options.js";

const usage = `usage: gravitas estimate DATA "FORMULA" [OPTIONS]

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
  --separated              list the separated rows
  --json                   the Estimate as JSON (a list of them for several models)
  --timings                with --json: seconds to read, plan, fit and form standard errors
  --out FILE               table as .md, .tex, .html, .json or .txt; may be given more than once
  --baseline FILE          fitted flows as .json or .csv, for the base of a scenario; one row a pair, so of one year:
  --baseline-where "..."   which rows: year = 2006; --baseline-keys exporter,importer where effects do not show them
  --reference CODE         economy whose inward resistance is 1 in the baseline
  --theta TERM             trade elasticity from the coefficient of TERM, for example "log(1 + tariff)"
  --progress               progress on stderr even where that is no terminal
`;

const choices = {
  family: ["poisson", "ols"],
  vcov: ["iid", "hetero"],
  correction: ["ppmlhdfe", "fixest", "none"],
  bias: ["weidner-zylkin"],
} as const;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
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
      separated: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      timings: { type: "boolean", default: false },
      out: { type: "string", multiple: true, default: [] },
      baseline: { type: "string" },
      "baseline-where": { type: "string" },
      "baseline-keys": { type: "string" },
      reference: { type: "string" },
      theta: { type: "string" },
      progress: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const [file, formula] = exactly(positionals, ["DATA", "FORMULA"], usage) as [string, string];
  const writers = values.out.map(writerFor);
  const spec = specOf(formula, values);
  const baseline = baselineOptions(values);
  if (baseline) checkBaseline(baseline);
  const words = wordsOf([formula, ...Object.values(values).filter((v) => typeof v === "string")]);
  const { panel, fits, readSeconds } = await readAndFit(file, words, spec, values);
  const estimates = fits.map(({ estimate }) =>
    estimate.timings ? { ...estimate, timings: { readSeconds, ...estimate.timings, threads: 1 } } : estimate,
  );
  const context: EstimateContext = { source: panel.source, where: values.where };
  const solved = estimates.every(({ converged }) => converged);
  const world = baseline && solved ? baselineText(fits, baseline) : null;
  const theta = values.theta !== undefined && solved ? fits.map((fit) => thetaText(fit, values.theta!)) : [];
  holdSignals(() => {
    for (const write of writers) write(estimates, context);
    if (world) writeOutput(baseline!.path, world.text);
  });
  for (const note of world?.notes ?? []) process.stderr.write(`gravitas: ${note}\n`);
  if (values.json) process.stdout.write(estimatesToJson(estimates));
  else {
    process.stdout.write(estimatesToText(estimates, { ...context, width: process.stdout.columns ?? 100 }));
    if (theta.length > 0) process.stdout.write(`\n${theta.join("")}`);
    if (values.separated) process.stdout.write(separatedRows(panel, fits));
  }
  return exitCode(estimates);
}

interface Fitted {
  readonly panel: Panel;
  readonly fits: readonly PanelFit[];
  readonly readSeconds: number;
}

/** Reads the columns that may be named, and all of them where that was too few. */
async function readAndFit(
  file: string,
  words: readonly string[],
  spec: PanelSpec,
  { progress: asked, timings }: { readonly progress: boolean; readonly timings: boolean },
): Promise<Fitted> {
  const progress = progressOn(asked, spec.tolerance ?? 1e-9);
  const attempt = async (columns: readonly string[] | undefined): Promise<Fitted> => {
    const start = performance.now();
    const panel = await readTable(file, columns ? { columns } : {});
    const readSeconds = (performance.now() - start) / 1000;
    const fits = estimatePanel(panel, {
      ...spec,
      onProgress: progress.report,
      ...(timings ? { clock: () => performance.now() } : {}),
    });
    return { panel, fits, readSeconds };
  };
  try {
    if (file === "-") return await attempt(undefined);
    return await attempt(words).catch((error: unknown) => {
      // The nearest of all names is the answer, also of those that were not read.
      if (error instanceof InputError && error.code === "unknown-column") return attempt(undefined);
      throw error;
    });
  } finally {
    progress.clear();
  }
}

/** Everything in the options that may be the name of a column: a Parquet file need not be read further. */
function wordsOf(texts: readonly string[]): string[] {
  const word = /`([^`]+)`|"([^"]+)"|([\p{L}_.][\p{L}\p{N}_.]*)/gu;
  return texts.flatMap((text) =>
    [...text.matchAll(word)].flatMap((m) => [m[1], m[2], m[3]].filter((w) => w !== undefined)),
  );
}

interface Options {
  readonly [name: string]: string | boolean | string[] | undefined;
}

function specOf(formula: string, values: Options): PanelSpec {
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

function baselineOptions(values: Options): BaselineOptions | null {
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

function exitCode(estimates: readonly Estimate[]): number {
  const failed = estimates.filter((e) => !e.converged);
  for (const { because, formula } of failed) {
    process.stderr.write(`gravitas: no result for ${formula}: ${because ?? "the fit did not converge"}\n`);
  }
  return failed.length > 0 ? 3 : 0;
}
