/**
 * SectorTariffs: one tariff a sector, out of the duties on its goods. Rates are fractions.
 * @module
 */
export interface SectorTariff {
  readonly sector: string;
  readonly lines: number;
  /** By the method asked for. */
  readonly rate: number;
  readonly lowest: number;
  readonly highest: number;
  readonly simple: number;
  /** Null without imports. */
  readonly tradeWeighted: number | null;
}

export interface SectorTariffs {
  readonly sectors: readonly SectorTariff[];
  /** The choice of the method, in a sentence. */
  readonly says: string;
  readonly warnings: readonly string[];
}
