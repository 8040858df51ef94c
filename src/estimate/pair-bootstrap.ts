/**
 * Standard errors by resampling clusters, such as pairs of countries.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import { quantile, seededRandom } from "../kernel/index.js";
import type { Design, DesignFactor, FitOptions } from "./design.js";
import { ols } from "./ols.js";
import { ppml } from "./ppml.js";

export interface BootstrapOptions {
  readonly family: "ppml" | "ols";
  /** Resampled with replacement, all rows of one together. */
  readonly cluster: DesignFactor;
  /** At least 2. */
  readonly draws: number;
  readonly seed: number;
  readonly fit?: Omit<FitOptions, "vcov" | "biasCorrection" | "clock">;
  /** Called after each draw with its number, from 1. */
  readonly onDraw?: (draw: number) => void;
}

export interface BootstrapTerm {
  readonly name: string;
  /** One a draw; NaN where the draw gave the term no estimate. */
  readonly estimates: Float64Array;
  readonly se: number;
  /** 2.5 % and 97.5 % quantiles. */
  readonly low: number;
  readonly high: number;
  readonly failures: number;
}

/**
 * Fits again on draws of clusters; a cluster drawn m times counts m times (as a weight, which gives the estimates
 * that m copies would).
 *
 * @throws {InputError} `bootstrap` for fewer than two draws or clusters
 * Source: Cameron, Gelbach and Miller (2008), pairs cluster bootstrap.
 */
export function pairBootstrap(design: Design, options: BootstrapOptions): BootstrapTerm[] {
  const { cluster, draws, seed, family } = options;
  if (!(Number.isInteger(draws) && draws >= 2) || cluster.nLevels < 2) {
    throw new InputError(
      "bootstrap",
      `A bootstrap needs two draws and two clusters; received ${draws} and ${cluster.nLevels}.`,
      {
        received: { draws, clusters: cluster.nLevels },
        hint: "Ask for 200 draws or more.",
      },
    );
  }
  const random = seededRandom(seed, "pair-bootstrap");
  const estimates = design.x.map(() => new Float64Array(draws).fill(Number.NaN));
  const weights = new Float64Array(design.nObs);
  for (let draw = 0; draw < draws; draw++) {
    const times = new Int32Array(cluster.nLevels);
    for (let c = 0; c < cluster.nLevels; c++) times[Math.floor(random.uniform() * cluster.nLevels)]++;
    for (let n = 0; n < design.nObs; n++) {
      weights[n] = times[cluster.codes[n]] * (design.weights ? design.weights[n] : 1);
    }
    const fit = (family === "ppml" ? ppml : ols)(
      { ...design, weights },
      { ...options.fit, vcov: { kind: "iid", correction: "none" } },
    );
    options.onDraw?.(draw + 1);
    if (!fit.estimate.converged) continue;
    design.x.forEach(({ name }, j) => {
      const at = fit.names.indexOf(name);
      if (at >= 0) estimates[j][draw] = fit.coefficients[at];
    });
  }
  return design.x.map(({ name }, j) => summary(name, estimates[j]));
}

function summary(name: string, estimates: Float64Array): BootstrapTerm {
  const found = estimates.filter((v) => !Number.isNaN(v)).sort();
  const mean = found.reduce((a, b) => a + b, 0) / found.length;
  const variance = found.reduce((a, b) => a + (b - mean) ** 2, 0) / (found.length - 1);
  const enough = found.length > 1;
  return {
    name,
    estimates,
    se: enough ? Math.sqrt(variance) : Number.NaN,
    low: enough ? quantile(found, 0.025) : Number.NaN,
    high: enough ? quantile(found, 0.975) : Number.NaN,
    failures: estimates.length - found.length,
  };
}
