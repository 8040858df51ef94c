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
import { baselineText, checkBaseline, thetaText } from "./estimate-baseline.js";
import { checkFiles, fileContents } from "./estimate-files.js";
import { baselineOptions, fileOptions, optionTypes, specOf, usage } from "./estimate-options.js";
import { separatedRows, writerFor } from "./estimate-output.js";
import { progressOn } from "./estimate-progress.js";
import { exactly } from "./options.js";

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: optionTypes,
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const [file, formula] = exactly(positionals, ["DATA", "FORMULA"], usage) as [string, string];
  const writers = (values.out ?? []).map(writerFor);
  const spec = specOf(formula, values);
  const baseline = baselineOptions(values);
  if (baseline) checkBaseline(baseline);
  const files = fileOptions(values);
  checkFiles(files);
  const words = wordsOf([formula, ...Object.values(values).filter((v) => typeof v === "string")]);
  const { panel, fits, readSeconds } = await readAndFit(file, words, spec, values);
  const estimates = fits.map(({ estimate }) =>
    estimate.timings ? { ...estimate, timings: { readSeconds, ...estimate.timings, threads: 1 } } : estimate,
  );
  const context: EstimateContext = { source: panel.source, where: values.where };
  const solved = estimates.every(({ converged }) => converged);
  const world = baseline && solved ? baselineText(fits, baseline) : null;
  const theta = values.theta !== undefined && solved ? fits.map((fit) => thetaText(fit, values.theta!)) : [];
  const contents = solved ? await fileContents(fits, files) : [];
  holdSignals(() => {
    for (const write of writers) write(estimates, context);
    for (const { path, content } of contents) writeOutput(path, content);
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

function exitCode(estimates: readonly Estimate[]): number {
  const failed = estimates.filter((e) => !e.converged);
  for (const { because, formula } of failed) {
    process.stderr.write(`gravitas: no result for ${formula}: ${because ?? "the fit did not converge"}\n`);
  }
  return failed.length > 0 ? 3 : 0;
}
