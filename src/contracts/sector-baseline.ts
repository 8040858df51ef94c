/**
 * A world of several sectors that buy from one another.
 * @module
 */
import type { Baseline } from "./baseline.js";

/**
 * A Baseline whose sectors use each other's goods. Cell (s, j) of a [sector][economy] array stands at s·n + j, cell
 * (k, s, j) of [using sector][supplying sector][economy] at (k·S + s)·n + j.
 *
 * With X value before tariff: output Y_sj = Σ_i X_s,ji, spending E_sj = Σ_i (1 + t_s,ij) X_s,ij, revenue
 * T_j = Σ_si t_s,ij X_s,ij, value added VA_j = Σ_s B_sj Y_sj, deficit D_j = imports less exports before tariff, final
 * spending I_j = VA_j + T_j + D_j. The world is at rest where E_sj = α_sj I_j + Σ_k γ_ksj (1 − B_kj) Y_kj. Deficits and
 * value added are not given apart: they follow from the flows, so that they cannot contradict them.
 */
export interface SectorBaseline extends Baseline {
  /** (S) Whether the sector's goods cross borders; where false, all flows off the diagonal are zero. */
  readonly traded: readonly boolean[];
  /** (S) Trade elasticity of each sector, > 0. */
  readonly theta: Float64Array;
  /** B, [sector][economy]: share of value added in gross output, in (0, 1]. */
  readonly valueAddedShare: Float64Array;
  /** γ, [using sector][supplying sector][economy]: share in what the using sector spends on inputs; adds to 1 over suppliers. */
  readonly inputShare: Float64Array;
  /** α, [sector][economy]: share in final spending; adds to 1 over sectors. */
  readonly finalShare: Float64Array;
}

/** What an input–output table says of a Baseline's sectors, and what had to be assumed about it. */
export interface SectorLinks extends Pick<SectorBaseline, "valueAddedShare" | "inputShare" | "finalShare"> {
  /** The table, for messages and assumptions. */
  readonly source: string;
  /** Sentences: what the table did not say, cells that were set to zero. */
  readonly notes: readonly string[];
}
