/**
 * From an optimum to a Fit: standard errors, tests, the table's values.
 * @module
 */
import type { Estimate } from "../contracts/estimate.js";
import { chiSquareTail, choleskyInOrder, studentCritical, studentTwoSided } from "../kernel/index.js";
import type { Arranged } from "./arrange.js";
import { biasCorrection } from "./bias-correction.js";
import { countParameters } from "./count-parameters.js";
import { type Design, type DesignFactor, ExcludedRow, type Fit, type FitOptions } from "./design.js";
import { gramOf } from "./find-collinear.js";
import { recoverEffects } from "./recover-effects.js";
import { vcov } from "./vcov.js";

export interface Optimum {
  readonly family: "ppml" | "ols";
  readonly design: Design;
  readonly options: FitOptions;
  readonly arranged: Arranged;
  readonly excluded: Uint8Array;
  /** Indices of the estimated regressors in design.x, in order. */
  readonly columns: readonly number[];
  readonly collinear: readonly { readonly name: string; readonly because: string }[];
  /** Visiting order: regressors with the effects out at the final weights (n × k). */
  readonly reduced: Float64Array;
  /** Visiting order: weight · μ for PPML, weight for OLS. */
  readonly work: Float64Array;
  /** Coefficients on the scaled regressors. */
  readonly b: Float64Array;
  /** Visiting order. */
  readonly linear: Float64Array;
  readonly fitted: Float64Array;
  readonly deviance: number;
  readonly logLikelihood: number;
  /** 1 − ll/ll₀ for PPML, R² for OLS. */
  readonly pseudoR2: number;
  readonly iterations: number;
  readonly converged: boolean;
  readonly because?: string;
  readonly score: number;
  readonly warnings: readonly string[];
}

/** Terms, covariance and the rest of the Fit; the arrays go back to the design's row order. */
export function finishFit(optimum: Optimum): Fit {
  const { design, options, arranged, columns, reduced, work, b, excluded } = optimum;
  const k = columns.length;
  const { row, weights, scale, y } = arranged;
  const n = row.length;
  const inRows = (factor: DesignFactor): DesignFactor => {
    const codes = new Int32Array(n);
    for (let r = 0; r < n; r++) codes[r] = factor.codes[row[r]];
    return { name: factor.name, nLevels: factor.nLevels, codes };
  };
  const clusters = options.vcov.kind === "cluster" ? (design.clusters ?? []).map(inRows) : [];
  const effects = design.effects.map((e) => ({
    ...inRows(e),
    nSlopes: e.slopes?.length ?? 0,
    slopesOnly: e.slopesOnly ?? false,
  }));
  const score = new Float64Array(n);
  let squares = 0;
  for (let r = 0; r < n; r++) {
    const residual = y[r] - optimum.fitted[r];
    const weight = weights ? weights[r] : 1;
    score[r] = weight * residual;
    squares += weight * residual * residual;
  }
  const nParameters = countParameters(k, effects, []);
  const bread = choleskyInOrder(gramOf(reduced, work, k), k, 1e-14).inverse();
  const covariance = vcov(
    {
      bread,
      reduced,
      k,
      scale,
      score,
      clusters,
      dispersion: optimum.family === "ols" ? squares / (n - 1) : 1,
      nParameters: countParameters(k, effects, clusters),
    },
    options.vcov,
  );
  const coefficients = new Float64Array(k);
  const { matrix } = covariance;
  for (let i = 0; i < k; i++) coefficients[i] = b[i] / scale[i];
  const names = columns.map((c) => design.x[c].name);
  const freedom =
    optimum.family === "ppml"
      ? Number.POSITIVE_INFINITY
      : clusters.length > 0
        ? Math.min(...covariance.nClusters) - 1
        : n - nParameters;
  const warnings = [...optimum.warnings, ...covariance.warnings];
  if (n <= nParameters && optimum.family === "ols") {
    warnings.push(`There are ${nParameters} parameters and ${n} rows: the fit is exact and says nothing.`);
  }
  const keys = optimum.family === "ppml" ? options.biasCorrection : undefined;
  const correction = keys
    ? biasCorrection({
        design,
        keys,
        arranged,
        mu: optimum.fitted,
        reduced,
        bread,
        names,
        coefficients,
        options,
      })
    : undefined;
  if (correction) warnings.push(...correction.warnings);
  const back = (values: Float64Array): Float64Array => {
    const out = new Float64Array(design.nObs).fill(Number.NaN);
    for (let r = 0; r < n; r++) out[row[r]] = values[r];
    return out;
  };
  const fitted = back(optimum.fitted);
  const separatedRows = rowsWith(design, excluded, [
    ExcludedRow.separatedLevel,
    ExcludedRow.separatedRectifier,
  ]);
  const estimate: Estimate = {
    estimator: optimum.family,
    formula: design.formula ?? "",
    n,
    excluded: {
      missing: design.missing,
      singleton: rowsWith(design, excluded, [ExcludedRow.singleton]).length,
      separated: separatedRows.length,
    },
    separatedRows,
    terms: names.map((name, j) => termOf(name, coefficients[j], Math.sqrt(matrix[j * k + j]), freedom)),
    collinear: optimum.collinear.map((c) => ({ ...c })),
    vcov: {
      kind: options.vcov.kind,
      clusters: clusters.map((c) => c.name),
      correction: covariance.correction,
    },
    deviance: optimum.deviance,
    logLikelihood: optimum.logLikelihood,
    pseudoR2: optimum.pseudoR2,
    iterations: optimum.iterations,
    converged: optimum.converged,
    ...(optimum.because === undefined ? {} : { because: optimum.because }),
    warnings,
    ...(correction ? { biasCorrection: correction.value } : {}),
  };
  return {
    estimate,
    names,
    coefficients,
    vcov: matrix,
    excluded,
    fitted,
    linear: back(optimum.linear),
    residuals: fitted.map((v, r) => design.y[r] - v),
    squaredCorrelation: squaredCorrelation(y, optimum.fitted, weights),
    score: optimum.score,
    nParameters,
    nClusters: covariance.nClusters,
    fixedEffects: () => recoverEffects(design, arranged, optimum.linear, b),
  };
}

function termOf(name: string, estimate: number, se: number, freedom: number): Estimate["terms"][number] {
  const z = estimate / se;
  const normal = !Number.isFinite(freedom);
  const critical = normal ? 1.959963984540054 : freedom > 0 ? studentCritical(0.05, freedom) : Number.NaN;
  const p = normal ? chiSquareTail(z * z, 1) : freedom > 0 ? studentTwoSided(z, freedom) : Number.NaN;
  return { name, estimate, se, z, p, low: estimate - critical * se, high: estimate + critical * se };
}

function rowsWith(design: Design, excluded: Uint8Array, codes: readonly number[]): number[] {
  const rows: number[] = [];
  for (let n = 0; n < excluded.length; n++) if (codes.includes(excluded[n])) rows.push(design.rowNumbers[n]);
  return rows;
}

/** cor(y, fitted)², weighted where weights are given. */
function squaredCorrelation(y: Float64Array, fitted: Float64Array, weights: Float64Array | null): number {
  let total = 0;
  let meanY = 0;
  let meanF = 0;
  for (let n = 0; n < y.length; n++) {
    const w = weights ? weights[n] : 1;
    total += w;
    meanY += w * y[n];
    meanF += w * fitted[n];
  }
  meanY /= total;
  meanF /= total;
  let yy = 0;
  let ff = 0;
  let yf = 0;
  for (let n = 0; n < y.length; n++) {
    const w = weights ? weights[n] : 1;
    const dy = y[n] - meanY;
    const df = fitted[n] - meanF;
    yy += w * dy * dy;
    ff += w * df * df;
    yf += w * dy * df;
  }
  return yy > 0 && ff > 0 ? (yf * yf) / (yy * ff) : Number.NaN;
}
