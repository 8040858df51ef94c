/**
 * Market: trade in one kind of goods or several (lines), as partial models see it. Each line stands alone.
 * @module
 */
import { z } from "zod";

/**
 * Flows are in million current US dollars at the exporter's price, before the importer's tariff; partial models take
 * them for quantities too, world prices in the base being 1. Cell (l, i, j) stands at (l·I + i)·J + j, with I exporters
 * and J importers.
 */
export interface Market {
  /** Id of the baseline or data set. */
  readonly id: string;
  readonly title: string;
  readonly year: number;
  /** Codes in the order of rows (I) and columns (J). A market of one importer leaves its own sales out. */
  readonly exporters: readonly string[];
  readonly importers: readonly string[];
  /** HS codes, tariff lines or sectors, one name each. */
  readonly lines: readonly string[];
  /** [line][exporter][importer], finite, >= 0. */
  readonly flows: Float64Array;
  /** [line][exporter][importer], applied ad valorem tariff as a fraction, > -1. */
  readonly tariffs: Float64Array;
  /** What a reader must know of the data. */
  readonly notes: readonly string[];
}

/** What a tariff-rate quota says: up to `volume` pays `inQuota`, more pays `overQuota`. */
export interface QuotaTerms {
  /** Imports in million dollars at base world prices, >= 0. */
  readonly volume: number;
  /** Fractions, inQuota <= overQuota. */
  readonly inQuota: number;
  readonly overQuota: number;
}

/**
 * Who holds the licences that exporters share: in proportion to what each ships after the shock, to what it shipped in
 * the base, or shares by exporter that add to 1. Licences trade freely, so this decides who earns the rent and not what
 * is shipped; quotas that may not be traded are several quotas of one exporter each.
 */
export type QuotaAllocation = "shipments" | "history" | Readonly<Record<string, number>>;

/** A tariff-rate quota on a line, in force after the shock. */
export interface TariffRateQuota extends QuotaTerms {
  /** Needed where the market has several. */
  readonly importer?: string;
  readonly line?: string;
  /** Codes of the exporters that share it. Their tariff is the quota's: no tariff cell may name them. */
  readonly exporters: readonly string[] | "all";
  /** Default "shipments". */
  readonly allocation?: QuotaAllocation;
  /** Share of the rent that stays in the importing economy, 0 to 1; default 1 (importers hold or buy the licences). */
  readonly rentAtHome?: number;
  /**
   * The quota in force in the base, where there was one. The market's tariff of its members must then be what the last
   * unit pays: inQuota plus the premium. `premium` (per unit of value) is needed only when the quota is just filled.
   */
  readonly before?: QuotaTerms & { readonly premium?: number };
}

/** Which rate the last unit pays: the quota is not filled, just filled, or exceeded. */
export const QuotaRegime = z.enum(["in-quota", "binding", "over-quota"]);
export type QuotaRegime = z.infer<typeof QuotaRegime>;
