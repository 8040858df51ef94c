/**
 * The bias correction of a three-way fit, checked and named.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import type { Arranged } from "./arrange.js";
import { cancellation } from "./cancellation.js";
import type { BiasKeys, Design, FitOptions } from "./design.js";
import { mostEffects } from "./three-way-covariance.js";
import { weidnerZylkin } from "./weidner-zylkin.js";

export interface CorrectedTerm {
  readonly name: string;
  readonly estimate: number;
  readonly bias: number;
  readonly corrected: number;
  /** Corrected, clustered by directed pair; NaN where it was not formed. */
  readonly se: number;
}

export interface BiasCorrection {
  readonly method: string;
  readonly terms: readonly CorrectedTerm[];
  readonly nEconomies: number;
  readonly nPairs: number;
}

export interface CorrectionInput {
  readonly design: Design;
  readonly keys: BiasKeys;
  readonly arranged: Arranged;
  readonly mu: Float64Array;
  readonly reduced: Float64Array;
  readonly bread: Float64Array;
  readonly names: readonly string[];
  /** In the user's units. */
  readonly coefficients: Float64Array;
  readonly options: Pick<FitOptions, "onProgress" | "signal">;
}

/** @throws {InputError} `bias-effects` where the absorbed effects are not exporter-time, importer-time and pair */
export function biasCorrection(input: CorrectionInput): { value: BiasCorrection; warnings: string[] } {
  const { design, keys, arranged, mu, reduced, bread, names, coefficients } = input;
  const { row, y, scale, weights } = arranged;
  requireThreeWay(design, keys);
  if (weights) {
    throw new InputError(
      "bias-weights",
      "The bias correction of Weidner and Zylkin is for fits without weights.",
      {
        hint: "Leave the weights out.",
      },
    );
  }
  const k = names.length;
  const take = (codes: Int32Array): Int32Array => row.map((r) => codes[r]);
  const exporter = take(keys.exporter);
  const importer = take(keys.importer);
  const cancel = cancellation(input.options);
  const onStep = (share: number): void => {
    cancel?.();
    const iteration = Math.floor(100 * share);
    input.options.onProgress?.({ stage: "bias", iteration, of: 100, deviance: 0, change: 0 });
  };
  const time = take(keys.time);
  const result = weidnerZylkin({ exporter, importer, time, y, mu, reduced, k, bread }, onStep);
  const warnings: string[] = [];
  if (!result.vcov) {
    warnings.push(
      `Corrected standard errors were not formed: there are more than ${mostEffects} exporter-time and more than ${mostEffects} importer-time effects, or one economy alone.`,
    );
  }
  const terms = names.map((name, j) => {
    const bias = result.bias[j] / scale[j];
    const se = result.vcov ? Math.sqrt(result.vcov[j * k + j]) / scale[j] : Number.NaN;
    return { name, estimate: coefficients[j], bias, corrected: coefficients[j] - bias, se };
  });
  const { nEconomies, nPairs } = result;
  return { value: { method: "Weidner and Zylkin (2021)", terms, nEconomies, nPairs }, warnings };
}

function requireThreeWay({ effects, nObs }: Design, { exporter, importer, time }: BiasKeys): void {
  const wanted = [
    ["exporter-time", exporter, time],
    ["importer-time", importer, time],
    ["exporter-importer", exporter, importer],
  ] as const;
  for (const [name, a, b] of wanted) {
    const found = effects.some((e) => !e.slopes?.length && samePartition(e.codes, a, b, nObs));
    if (found && effects.length === 3) continue;
    throw new InputError(
      "bias-effects",
      `The bias correction needs exactly the effects exporter-time, importer-time and exporter-importer; ${name} ${found ? "is there, with others" : "is not there"}.`,
      {
        received: effects.map((e) => e.name),
        hint: "Write | exporter^year + importer^year + exporter^importer.",
      },
    );
  }
}

/** Whether codes are one to one with the joined key (a, b). */
function samePartition(codes: Int32Array, a: Int32Array, b: Int32Array, n: number): boolean {
  const forward = new Map<string, number>();
  const backward = new Map<number, string>();
  for (let r = 0; r < n; r++) {
    const key = `${a[r]} ${b[r]}`;
    if ((forward.get(key) ?? codes[r]) !== codes[r] || (backward.get(codes[r]) ?? key) !== key) return false;
    forward.set(key, codes[r]);
    backward.set(codes[r], key);
  }
  return true;
}
