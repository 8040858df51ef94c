/**
 * Ad valorem equivalents (AVE) of sanitary, technical and other non-tariff measures, and costs of origin, that the
 * literature states, each with its source and how sure it is. None is a default of any model.
 * @module
 */
import type { Confidence } from "../contracts/codes.js";
import { InputError } from "../contracts/errors.js";

export interface MeasureEquivalent {
  readonly id: string;
  /** Over which goods and economies it is a mean. */
  readonly says: string;
  /** Fraction of the price. */
  readonly ave: number;
  readonly source: string;
  /** "memory": the figure was not looked up again; an output that uses it says so. */
  readonly confidence: Confidence;
}

const kee =
  "Kee, Nicita and Olarreaga (2009), «Estimating Trade Restrictiveness Indices», Economic Journal 119, 172–199";
const note = "the paper was found, these means were not in what could be read";

export const measureEquivalents: readonly MeasureEquivalent[] = [
  {
    id: "ntb-all",
    says: "Core non-tariff barriers, mean over all lines of 78 economies.",
    ave: 0.12,
    source: `${kee}; ${note}`,
    confidence: "memory",
  },
  {
    id: "ntb-where-present",
    says: "Core non-tariff barriers, mean over the lines that have one.",
    ave: 0.45,
    source: `${kee}; ${note}`,
    confidence: "memory",
  },
  {
    id: "ntb-farm",
    says: "Core non-tariff barriers on farm goods.",
    ave: 0.27,
    source: `${kee}; ${note}`,
    confidence: "memory",
  },
  {
    id: "ntb-manufactures",
    says: "Core non-tariff barriers on manufactures.",
    ave: 0.1,
    source: `${kee}; ${note}`,
    confidence: "memory",
  },
  {
    id: "origin-nafta",
    says: "Rules of origin of NAFTA, for Mexican exports to the United States.",
    ave: 0.06,
    source: "Anson, Cadot and others (2005), Review of International Economics 13(3)",
    confidence: "memory",
  },
  {
    id: "origin-cotonou",
    says: "Margin from which preferences are used: the fixed cost of proving origin, exports of the ACP states to the EU.",
    ave: 0.04,
    source: "Francois, Hoekman and Manchin (2006), World Bank Economic Review 20(2)",
    confidence: "memory",
  },
];

/**
 * An equivalent by its id.
 *
 * @throws {InputError} `measure-equivalent` an id that is none
 */
export function measureEquivalent(id: string): MeasureEquivalent {
  const found = measureEquivalents.find((one) => one.id === id);
  if (found !== undefined) return found;
  throw new InputError("measure-equivalent", `There is no equivalent ${JSON.stringify(id)}.`, {
    place: { field: "id" },
    received: id,
    hint: `There are ${measureEquivalents.map((one) => one.id).join(", ")}.`,
  });
}

/** τ̂ of a measure whose equivalent goes from `before` to `after`: (1 + after)/(1 + before). */
export function costFactor(before: number, after: number): number {
  if (before > -1 && after > -1 && Number.isFinite(before) && Number.isFinite(after))
    return (1 + after) / (1 + before);
  throw new InputError("ave-range", `Equivalents must lie above -1; received ${before} and ${after}.`, {
    received: [before, after],
    hint: "0.27 is 27 %. A ban is no equivalent: write it as a ban.",
  });
}
