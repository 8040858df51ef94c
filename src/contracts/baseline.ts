/**
 * Baseline: a world at rest, in columns, from which a model starts.
 * @module
 */
import { z } from "zod";

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

const codes = z.array(z.string().min(1)).min(1);
const source = z.strictObject({
  title: z.string().min(1),
  publisher: z.string().min(1),
  date: z.string().nullable(),
  url: z.string().nullable(),
  licence: z.string().nullable(),
});

/** The same as a schema, for values that come from elsewhere: shapes, ranges, and that no cell is missing. */
export const Baseline: z.ZodType<Baseline> = z
  .strictObject({
    id: z.string().min(1),
    title: z.string(),
    year: z.union([z.number().int(), z.nan()]),
    economies: codes,
    sectors: codes,
    flows: z.instanceof(Float64Array),
    tariffs: z.instanceof(Float64Array),
    origin: z.instanceof(Uint8Array),
    moved: z.instanceof(Float64Array),
    gdp: z.instanceof(Float64Array),
    sources: z.array(source),
    notes: z.array(z.string()),
  })
  .check(({ value, issues }) => {
    const n = value.economies.length;
    const cells = value.sectors.length * n * n;
    const wrong = (path: string, message: string): void => {
      issues.push({ code: "custom", path: [path], message, input: value });
    };
    if (new Set(value.economies).size !== n) wrong("economies", "an economy stands twice");
    for (const field of ["flows", "tariffs", "origin", "moved"] as const) {
      if (value[field].length !== cells)
        wrong(field, `expected ${cells} cells; received ${value[field].length}`);
    }
    if (value.gdp.length !== n) wrong("gdp", `expected ${n} figures; received ${value.gdp.length}`);
    if (value.flows.some((x) => !(x >= 0 && x < Number.POSITIVE_INFINITY)))
      wrong("flows", "a flow is negative or missing");
    if (value.tariffs.some((x) => !(x > -1))) wrong("tariffs", "a tariff is at or below -100 %, or missing");
  });
