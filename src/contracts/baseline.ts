/**
 * Baseline: a world at rest, in columns, from which a model starts.
 * @module
 */

/** How a cell of the flows came to be known. Bit 1: the exporter reported it; bit 2: the importer did. */
export const CellOrigin = {
  imputed: 0,
  exporter: 1,
  importer: 2,
  both: 3,
  /** Sales to oneself: goods output less exports. */
  domestic: 4,
  /** Put in by the user or from customs figures kept beside the world. */
  replaced: 5,
  /** Given by a data set that states every cell. */
  observed: 6,
} as const;
export type CellOrigin = (typeof CellOrigin)[keyof typeof CellOrigin];

export interface BaselineSource {
  readonly title: string;
  readonly publisher: string;
  readonly date: string | null;
  readonly url: string | null;
  readonly licence: string | null;
}

/**
 * Flows are in million current US dollars at the exporter's price, before the importer's tariff:
 * output Y_i = Σ_j X_ij, expenditure E_j = Σ_i (1 + t_ij) X_ij, deficit D_j = E_j − Y_j − Σ_i t_ij X_ij.
 * Row = exporter, column = importer: cell (s, i, j) stands at (s·n + i)·n + j.
 */
export interface Baseline {
  readonly id: string;
  readonly title: string;
  readonly year: number;
  /** Codes, in the order of rows and columns (n). */
  readonly economies: readonly string[];
  /** One name a sector; one-sector worlds have ["goods"]. */
  readonly sectors: readonly string[];
  /** [sector][exporter][importer], finite, >= 0, domestic sales included. */
  readonly flows: Float64Array;
  /** [sector][exporter][importer], applied ad valorem tariff as a fraction, > -1; zero on the diagonal. */
  readonly tariffs: Float64Array;
  /** [sector][exporter][importer], codes of CellOrigin. */
  readonly origin: Uint8Array;
  /** [sector][exporter][importer]: value over what was reported (or the prior) before balancing; 1 where untouched. */
  readonly moved: Float64Array;
  /** GDP in million current US dollars, per economy; NaN where not known. */
  readonly gdp: Float64Array;
  readonly sources: readonly BaselineSource[];
  /** What a reader must know: approximations, floors, economies left out. */
  readonly notes: readonly string[];
}
