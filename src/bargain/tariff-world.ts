/**
 * What a bargain needs of a model: tariffs in, real incomes out, and their derivatives by one adjoint solve.
 * @module
 */
import type { Baseline } from "../contracts/baseline.js";

/**
 * Derivatives of Σ_j a_j objective_j by u = ln(1 + t), cell by cell [sector][exporter][importer]:
 *   d/du = pull − push / (1 + t),
 * with pull and push that hold a cell's own tariff fixed within: where only one rate is chosen, the best is
 * 1 + t = push / pull, and for cells that share a rate Σ push / Σ pull.
 */
export interface Slopes {
  readonly pull: Float64Array;
  readonly push: Float64Array;
}

/** A world whose tariffs may be set. Buffers belong to it: copy what must last. */
export interface TariffWorld {
  readonly baseline: Baseline;
  readonly n: number;
  readonly sectors: number;
  /** (S) Trade elasticities. */
  readonly theta: Float64Array;
  /** [sector][exporter][importer] Tariffs of the next solve, fractions; the caller writes them. */
  readonly tariffs: Float64Array;
  /** Same layout: trade cost over that of the base (iceberg); 1 in the base. The caller writes them. */
  readonly costs: Float64Array;
  /** (n) ln of real income over the base's, after the last solve. */
  readonly realIncome: Float64Array;
  /** (n) ln of what governments are taken to want; real income unless lobby weights are given. */
  readonly objective: Float64Array;
  /** (n) Final spending in the base, million dollars: what a per cent of real income is of. */
  readonly spendingBefore: Float64Array;
  /** (n) ln of wages over the base's, world output (value added) unchanged. */
  readonly logWage: Float64Array;
  /** Largest relative excess demand of the last solve. */
  readonly residual: number;
  /** Why the last solve found nothing; null where it did. */
  readonly because: string | null;
  /** Solves the equilibrium at `tariffs` and `costs`, from the last solution. False: see `because`. */
  solve(): boolean;
  /** Starts the next solve from the base. */
  forget(): void;
  /**
   * Fills the columns of `importers` at the last solution.
   * @param weights a (n)
   * @returns false where the linear system is singular
   */
  slopesInto(weights: Float64Array, importers: readonly number[], out: Slopes): boolean;
  /** Value before tariff at the last solution. */
  flow(sector: number, exporter: number, importer: number): number;
  /** Price at the exporter's border over the base's, world output (value added) unchanged, at the last solution. */
  price(sector: number, exporter: number): number;
  /** A second world in the same state, with buffers of its own. */
  clone(): TariffWorld;
}

export function emptySlopes({ tariffs }: TariffWorld): Slopes {
  return { pull: new Float64Array(tariffs.length), push: new Float64Array(tariffs.length) };
}
