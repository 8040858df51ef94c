/**
 * From a panel and a formula to fitted regressions.
 * @module
 */
import { DataError, InputError } from "../contracts/errors.js";
import type { Panel } from "../contracts/panel.js";
import { askFit, bootstrapKey, type FitQuestions, parseTests } from "./ask-fit.js";
import { biasKeys } from "./bias-keys.js";
import { type BuiltDesign, buildDesigns, type DesignOptions } from "./build-design.js";
import type { Design, DesignEffect, Fit, FitOptions, SmallSample, VcovKind } from "./design.js";
import { ols as olsDesign } from "./ols.js";
import { ppml as ppmlDesign } from "./ppml.js";

/** A regression in words. */
export interface PanelSpec
  extends DesignOptions,
    FitQuestions,
    Pick<FitOptions, "tolerance" | "maxIterations" | "separation" | "onProgress" | "signal" | "clock"> {
  /** `trade ~ rta + log(dist) | exporter^year + importer^year`; see docs/estimate.md. */
  readonly formula: string;
  /** Default: clustered where `clusters` are given, else heteroskedasticity-robust. */
  readonly vcov?: VcovKind;
  /** Small-sample convention of the standard errors; default ppmlhdfe's. */
  readonly correction?: SmallSample;
  /** Weidner and Zylkin's (2021) correction; `keys` (exporter,importer,time) where the effects do not show them. */
  readonly bias?: { readonly keys?: string };
}

/** A Fit with the design that it was made from. */
export interface PanelFit extends Fit {
  readonly built: BuiltDesign;
}

/**
 * Estimates every model that the formula stands for (one without `sw()` and its like).
 *
 * @returns one fit a model, in the order of `buildDesigns`; warnings on missing rows come first
 * @throws {InputError|DataError} whatever `buildDesigns` and the estimators throw; `bias-keys`; `saturated`;
 * `test-syntax`, `test-term`, `bootstrap-by`, before anything is fitted
 */
export function estimatePanel(panel: Panel, spec: PanelSpec): PanelFit[] {
  const family = spec.family ?? "poisson";
  if (spec.bias && family === "ols") {
    throw new InputError("bias-family", "The bias correction is for PPML; received family ols.", {
      place: { field: "--bias" },
      hint: "Leave out --bias or --family ols.",
    });
  }
  const clock = spec.clock;
  const start = clock ? clock() : 0;
  const designs = buildDesigns(panel, spec.formula, { ...spec, family });
  const designSeconds = clock ? (clock() - start) / 1000 / designs.length : null;
  const tests = parseTests(spec.tests ?? [], designs);
  const keys = designs.map((built) => bootstrapKey(spec, built));
  return designs.map((built, k) => {
    const options = fitOptions(spec, built);
    const fit = inPlace(panel, () =>
      family === "ols" ? olsDesign(built.design, options) : ppmlDesign(built.design, options),
    );
    refuseSaturated(panel, built, fit);
    if (!fit.estimate.converged) return withContext(fit, built, designSeconds);
    const { design } = built;
    const asked = askFit({ fit, design, options, questions: spec, tests, key: keys[k]! });
    const warnings = [...fit.estimate.warnings, ...asked.warnings];
    const answered: Fit = { ...fit, estimate: { ...fit.estimate, ...asked, warnings } };
    return withContext(answered, built, designSeconds);
  });
}

/** The estimators know no file: their errors get it here. */
function inPlace<T>(panel: Panel, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof DataError) || error.place?.file !== undefined) throw error;
    const { code, message, received, hint, place } = error;
    throw new DataError(code, message, {
      place: { ...place, file: panel.source },
      received,
      ...(hint === undefined ? {} : { hint }),
      cause: error,
    });
  }
}

/** @throws {DataError} `saturated` where effects and terms fit every row exactly, so that nothing can be learnt from them */
function refuseSaturated(panel: Panel, { design }: BuiltDesign, { estimate, nParameters }: Fit): void {
  const { n, deviance } = estimate;
  if (design.x.length === 0 || nParameters < n) return;
  const size = design.y.reduce((sum, y) => sum + Math.abs(y), 0);
  if (deviance > 1e-6 * size) return;
  throw new DataError(
    "saturated",
    `There are as many effects and terms as rows, or more: ${nParameters} for ${n} rows used, so that they fit exactly.`,
    { place: { file: panel.source }, hint: "Absorb fewer effects, or bring more rows." },
  );
}

/** Where every term went, a reader must not take the empty table for a mistake of the program. */
function nothingEstimated({ design }: BuiltDesign, { estimate }: Fit): string[] {
  if (design.x.length === 0 || estimate.terms.length > 0 || !estimate.converged) return [];
  return ["No term is left to estimate: the absorbed effects alone were fitted."];
}

function fitOptions(spec: PanelSpec, built: BuiltDesign): FitOptions {
  const clustered = (built.design.clusters ?? []).length > 0;
  const kind = spec.vcov ?? (clustered ? "cluster" : "hetero");
  return {
    vcov: { kind, correction: spec.correction ?? "ppmlhdfe" },
    ...(spec.bias ? { biasCorrection: biasKeys(built, spec.bias.keys, spec.panelId) } : {}),
    ...defined(spec, ["tolerance", "maxIterations", "separation", "onProgress", "signal", "clock"]),
  };
}

/** The fields that are there, so that a field left out stays left out. */
function defined<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Partial<Pick<T, K>> {
  const out: Partial<Pick<T, K>> = {};
  for (const key of keys) if (from[key] !== undefined) out[key] = from[key];
  return out;
}

function withContext(fit: Fit, built: BuiltDesign, designSeconds: number | null): PanelFit {
  const { estimate } = fit;
  const used = fit.excluded;
  const timings = estimate.timings;
  return {
    ...fit,
    built,
    estimate: {
      ...estimate,
      warnings: [...built.warnings, ...estimate.warnings, ...nothingEstimated(built, fit)],
      vcov: { ...estimate.vcov, ...(fit.nClusters.length > 0 ? { groups: [...fit.nClusters] } : {}) },
      squaredCorrelation: fit.squaredCorrelation,
      effects: built.design.effects.map((effect) => ({
        name: effect.name + slopesText(effect),
        levels: countLevels(effect.codes, effect.nLevels, used),
      })),
      ...(timings && designSeconds !== null ? { timings: allTimings(timings, designSeconds) } : {}),
    },
  };
}

/** `planSeconds` from columns to a design in memory order; `fitSeconds` all from columns to standard errors. */
function allTimings(laps: Readonly<Record<string, number>>, designSeconds: number): Record<string, number> {
  const total = Object.values(laps).reduce((sum, seconds) => sum + seconds, designSeconds);
  return { ...laps, planSeconds: (laps.planSeconds ?? 0) + designSeconds, fitSeconds: total };
}

/** `[x]` with intercepts, `[[x]]` without. */
function slopesText({ slopes = [], slopesOnly }: DesignEffect): string {
  if (slopes.length === 0) return "";
  const names = slopes.map((slope) => slope.name).join(", ");
  return slopesOnly ? `[[${names}]]` : `[${names}]`;
}

function countLevels(codes: Int32Array, nLevels: number, excluded: Uint8Array): number {
  const seen = new Uint8Array(nLevels);
  let count = 0;
  for (let n = 0; n < codes.length; n++) {
    const code = codes[n]!;
    if (excluded[n] || seen[code]) continue;
    seen[code] = 1;
    count++;
  }
  return count;
}

/**
 * Poisson pseudo-maximum likelihood, of a formula on a panel or of a design that is already made.
 *
 * @throws {InputError} `several-models` where the formula stands for more than one (use `estimatePanel`)
 * @example ppml(panel, { formula: "trade ~ rta | exporter^year + importer^year", clusters: ["exporter^importer"] })
 */
export function ppml(panel: Panel, spec: PanelSpec): PanelFit;
export function ppml(design: Design, options: FitOptions): Fit;
export function ppml(data: Panel | Design, spec: PanelSpec | FitOptions): Fit {
  return "columns" in data
    ? single(estimatePanel(data, { ...(spec as PanelSpec), family: "poisson" }))
    : ppmlDesign(data, spec as FitOptions);
}

/** Least squares, of a formula on a panel or of a design; see `ppml`. */
export function ols(panel: Panel, spec: PanelSpec): PanelFit;
export function ols(design: Design, options: FitOptions): Fit;
export function ols(data: Panel | Design, spec: PanelSpec | FitOptions): Fit {
  return "columns" in data
    ? single(estimatePanel(data, { ...(spec as PanelSpec), family: "ols" }))
    : olsDesign(data, spec as FitOptions);
}

function single(fits: readonly PanelFit[]): PanelFit {
  if (fits.length === 1) return fits[0]!;
  throw new InputError("several-models", `One model is needed; this formula stands for ${fits.length}.`, {
    place: { field: "formula" },
    hint: "Use estimatePanel.",
  });
}
