/**
 * A world of one's own as a JSON file: what `gravitas world build` writes and a scenario names as its base.
 * @module
 */
import { z } from "zod";

const figures = z.array(z.number());
const matrix = z.array(z.array(figures));

/** Money in million current US dollars; matrices are [sector][exporter][importer]. */
export const WorldFileJson = z.strictObject({
  format: z.literal("gravitas-world"),
  version: z.literal(1),
  id: z.string().min(1),
  title: z.string(),
  year: z.number().int().nullable(),
  economies: z.array(z.string().min(1)).min(1),
  sectors: z.array(z.string().min(1)).min(1),
  /** Null where not known. */
  gdp: z.array(z.number().nullable()),
  flows: matrix,
  /** Fractions; null where all are zero. */
  tariffs: matrix.nullable(),
  /** Codes of CellOrigin, a digit each: [sector][exporter], one text of all importers. */
  origin: z.array(z.array(z.string().regex(/^[0-6]+$/))),
  /** Exports and imports of each economy as the trade file has them, over all sectors, within the world. */
  totals: z.strictObject({ exports: figures, imports: figures }),
  /** Economies of the trade file that the world lacks, with what they trade. */
  leftOut: z.array(z.strictObject({ economy: z.string(), usdMillion: z.number(), because: z.string() })),
  /** Economies whose domestic sales stand at the floor. */
  floored: z.array(z.string()),
  sources: z.array(
    z.strictObject({
      title: z.string().min(1),
      publisher: z.string().min(1),
      date: z.string().nullable(),
      url: z.string().nullable(),
      licence: z.string().nullable(),
    }),
  ),
  notes: z.array(z.string()),
});
export type WorldFileJson = z.infer<typeof WorldFileJson>;

/** Checks of a world of one's own; ready for JSON. Money in million current US dollars. */
export interface OwnWorldCheck {
  readonly id: string;
  readonly year: number | null;
  readonly economies: number;
  readonly sectors: number;
  readonly trade: number;
  readonly domesticSales: number;
  /** Exports and imports of each economy against the trade file: largest relative gap, and where. */
  readonly margins: {
    readonly tolerance: number;
    readonly largestGap: number;
    readonly at: string;
    readonly met: boolean;
  };
  /** Deficits add to zero: their sum over world trade; the largest of them. */
  readonly deficits: {
    readonly sum: number;
    readonly met: boolean;
    readonly largest: readonly {
      readonly economy: string;
      readonly usdMillion: number;
      readonly shareOfGdp: number | null;
    }[];
  };
  /** Cells and share of world trade (without domestic sales) by how they are known. */
  readonly cells: Readonly<Record<string, { readonly cells: number; readonly share: number }>>;
  /** Share of world exports of economies that were left out. */
  readonly leftOutShare: number;
  readonly leftOut: WorldFileJson["leftOut"];
  readonly floored: readonly string[];
  /** Exports above GDP: entrepôts, or a unit that is wrong. */
  readonly exportsAboveGdp: readonly string[];
  /** Economies without exports, imports or domestic sales, with what they lack. */
  readonly empty: readonly string[];
  /** Exports beside those of world-2014: economies in both, median of the ratio. */
  readonly besideWorld2014: { readonly economies: number; readonly medianRatio: number | null };
  readonly notes: readonly string[];
}
