/**
 * The parameters of a brief: centres, spreads and where they come from.
 * @module
 */
import type { ParameterUsed } from "../contracts/brief.js";
import type { Distribution } from "../contracts/scenario.js";
import { central } from "../scenario/index.js";

export interface ThetaChoice {
  readonly median: number;
  /** Log standard deviation; 0 fixes θ. */
  readonly sdLog: number;
}

export const defaultTheta: ThetaChoice = { median: 5.03, sdLog: 0.4 };
export const defaultCut = 0.9;

/** Sources: docs/parameters.md. */
export const kappa: Distribution = { normal: { mean: 2.74, sd: 0.35, min: 2.3, max: 3.2 } };
export const g: Distribution = { triangular: [0.55, 0.7, 0.85] };

export function thetaDistribution({ median, sdLog }: ThetaChoice): Distribution {
  return sdLog === 0 ? median : { lognormal: { median, sdLog } };
}

/** The size of a cut is as uncertain as half of itself either way: 0.90 is drawn between 0.85 and 0.95. */
export function cutDistribution(cut: number): Distribution {
  const size = 1 - cut;
  return size === 0 ? cut : { triangular: [1 - 1.5 * size, cut, 1 - 0.5 * size] };
}

/** A distribution in words. */
export function inWords(distribution: Distribution): string {
  const show = (x: number): string => String(+x.toPrecision(4));
  if (typeof distribution === "number") return `fixed at ${show(distribution)}`;
  if ("lognormal" in distribution) {
    const { median, sdLog } = distribution.lognormal;
    return `lognormal, median ${show(median)}, log s.d. ${show(sdLog)}`;
  }
  if ("normal" in distribution) {
    const { mean, sd, min, max } = distribution.normal;
    const bounds =
      min === undefined && max === undefined
        ? ""
        : `, kept within ${show(min ?? -Infinity)} to ${show(max ?? Infinity)}`;
    return `normal, mean ${show(mean)}, s.d. ${show(sd)}${bounds}`;
  }
  if ("uniform" in distribution)
    return `uniform from ${show(distribution.uniform[0])} to ${show(distribution.uniform[1])}`;
  const [low, mode, high] = distribution.triangular;
  return `triangular from ${show(low)} over ${show(mode)} to ${show(high)}`;
}

/** What a brief used, for its last part. `cut` is null when no scenario changes a non-tariff cost. */
export function parametersUsed(theta: ThetaChoice, cut: number | null): ParameterUsed[] {
  const custom = theta.median !== defaultTheta.median || theta.sdLog !== defaultTheta.sdLog;
  const of = (
    id: string,
    symbol: string,
    says: string,
    d: Distribution,
    source: string,
    confidence: string,
  ): ParameterUsed => ({
    id,
    symbol,
    says,
    central: central(d),
    distribution: d,
    source,
    confidence,
  });
  return [
    of(
      "theta",
      "θ",
      "Trade elasticity: how strongly trade answers to its cost.",
      thetaDistribution(theta),
      custom
        ? "chosen by the user"
        : "Head and Mayer 2014, table 5: median of 435 structural estimates from tariffs or freight (5.03); the log s.d. of 0.4 covers 2.3 to 11 and with it Simonovska and Waugh's 4 and Bajzik et al.'s corrected 1.5 to 4.1 in part",
      custom
        ? "the user's"
        : "the median from memory of the table; the preferred value of about 5 read at second hand",
    ),
    ...(cut === null
      ? []
      : [
          of(
            "tau",
            "τ̂",
            "Factor on the non-tariff trade cost of the goods concerned.",
            cutDistribution(cut),
            "assumed: a cut of 5 to 15 points spans about a fifth to a half of the 27 % that Kee, Nicita and Olarreaga 2009 are remembered to give for non-tariff barriers in agriculture",
            "assumed",
          ),
        ]),
    of(
      "kappa",
      "κ",
      "Gross output over value added in goods; it sets how much each economy sells to itself.",
      kappa,
      "computed from the input–output tables of Caliendo and Parro 2015 (1993): world 2.74, s.d. over economies 0.35",
      "medium",
    ),
    of(
      "g",
      "g",
      "Part of the Factbook's industry that makes goods (the rest is construction and utilities).",
      g,
      "from memory of national accounts: 0.55 to 0.85; no source at hand",
      "memory",
    ),
  ];
}
