/**
 * What an estimator takes and gives: a design in columns, options, and a fit.
 * @module
 */
import type { Estimate } from "../contracts/estimate.js";

/** A column of the design, named as the user wrote it. */
export interface DesignColumn {
  readonly name: string;
  /** Length nObs, finite. */
  readonly values: Float64Array;
}

/** Levels of a key: codes from 0 to nLevels − 1 (levels without a row are allowed). */
export interface DesignFactor {
  readonly name: string;
  /** Length nObs. */
  readonly codes: Int32Array;
  readonly nLevels: number;
}

/** An absorbed effect: one intercept a level, one slope a level and variable, or both. */
export interface DesignEffect extends DesignFactor {
  readonly slopes?: readonly DesignColumn[];
  /** True: slopes without the intercept (`key[[x]]`). */
  readonly slopesOnly?: boolean;
}

/** One regression, rows with missing cells already left out. */
export interface Design {
  readonly nObs: number;
  /** Length nObs, finite; for PPML >= 0. */
  readonly y: Float64Array;
  /** Regressors in the order written; a constant, where there is one, is a column like the others. */
  readonly x: readonly DesignColumn[];
  readonly effects: readonly DesignEffect[];
  /** Length nObs, finite, >= 0; a row of weight w counts like w rows in sums (n is the number of rows). */
  readonly weights?: Float64Array;
  /** Length nObs, added to the linear index. */
  readonly offset?: Float64Array;
  /** Needed where vcov.kind is "cluster": one to four. */
  readonly clusters?: readonly DesignFactor[];
  /** Data rows of the file, counted from 1 (length nObs). */
  readonly rowNumbers: Int32Array;
  /** Rows left out because a cell was missing. */
  readonly missing: number;
  /** The formula as written, for the Estimate. */
  readonly formula?: string;
}

export type VcovKind = "iid" | "hetero" | "cluster";
/** ppmlhdfe: N/(N−1), Gmin/(Gmin−1). fixest: G/(G−1) a term, times (N−1)/(N−K). none: the bare sandwich. */
export type SmallSample = "ppmlhdfe" | "fixest" | "none";
export interface VcovOptions {
  readonly kind: VcovKind;
  readonly correction: SmallSample;
}

/** Checks for separation, in the order they are made: effect levels with no positive outcome, then the rectifier. */
export type SeparationCheck = "effects" | "rectifier";

/** Keys of a three-way gravity panel (length nObs each, codes from 0). */
export interface BiasKeys {
  readonly exporter: Int32Array;
  readonly importer: Int32Array;
  readonly time: Int32Array;
}

export interface FitProgress {
  readonly stage: "plan" | "separation" | "fit" | "vcov" | "bias" | "bootstrap";
  readonly iteration: number;
  /** How many iterations there will be, where that is known. */
  readonly of?: number;
  readonly deviance: number;
  /** Relative change of the deviance: at the tolerance, the fit ends. */
  readonly change: number;
}

export interface FitOptions {
  readonly vcov: VcovOptions;
  /** Relative residual of the normal equations and relative change of the deviance; default 1e-9. */
  readonly tolerance?: number;
  /** Reweightings; default 200. */
  readonly maxIterations?: number;
  /** Default both; [] checks nothing. */
  readonly separation?: readonly SeparationCheck[];
  /** Weidner and Zylkin (2021), three-way PPML only. */
  readonly biasCorrection?: BiasKeys;
  readonly onProgress?: (progress: FitProgress) => void;
  /** Looked at between and inside solves; throws an InputError `cancelled`. */
  readonly signal?: { readonly aborted: boolean };
  /** Milliseconds from any origin; where given, `timings` is filled. The library reads no clock itself. */
  readonly clock?: () => number;
}

/** Why a row was left out (0: it was used). */
export const ExcludedRow = {
  used: 0,
  singleton: 1,
  separatedLevel: 2,
  separatedRectifier: 3,
  zeroWeight: 4,
} as const;

/** Values of one absorbed effect. */
export interface EffectValues {
  readonly name: string;
  /** Length nLevels; NaN where no row was used. */
  readonly values: Float64Array;
  /** One array a slope variable. */
  readonly slopes: readonly { readonly name: string; readonly values: Float64Array }[];
}

export interface FixedEffects {
  /** Normalised: every effect after the first has mean zero (over levels) in each connected group of levels. */
  readonly effects: readonly EffectValues[];
  /** What is pinned down, in words. */
  readonly normalisation: string;
}

/** An Estimate with what it was made from. All row arrays have length nObs of the design, NaN where a row was left out. */
export interface Fit {
  readonly estimate: Estimate;
  /** Names of the estimated terms (without collinear ones). */
  readonly names: readonly string[];
  readonly coefficients: Float64Array;
  /** k × k, row-major, with the correction. */
  readonly vcov: Float64Array;
  /** Codes of ExcludedRow, length nObs. */
  readonly excluded: Uint8Array;
  /** μ for PPML, the linear index for OLS. */
  readonly fitted: Float64Array;
  /** Linear index with effects and offset. */
  readonly linear: Float64Array;
  /** y − fitted. */
  readonly residuals: Float64Array;
  /** cor(y, μ)², the "pseudo R²" of the Advanced Guide. */
  readonly squaredCorrelation: number;
  /** Largest relative residual of the normal equations over effects and regressors. */
  readonly score: number;
  /** Parameters, effects included, as fixest counts them. */
  readonly nParameters: number;
  /** Clusters used by each key. */
  readonly nClusters: readonly number[];
  /** The absorbed effects, computed when asked. */
  fixedEffects(): FixedEffects;
}
