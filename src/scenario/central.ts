/**
 * The centre of a distribution: its median, the value at which the central solution is computed.
 * @module
 */
import type { Distribution } from "../contracts/scenario.js";

/** The median; of a triangular distribution the mode, which is what its author means by the middle. */
export function central(distribution: Distribution): number {
  if (typeof distribution === "number") return distribution;
  if ("lognormal" in distribution) return distribution.lognormal.median;
  if ("normal" in distribution) return distribution.normal.mean;
  if ("uniform" in distribution) return (distribution.uniform[0] + distribution.uniform[1]) / 2;
  return distribution.triangular[1];
}
