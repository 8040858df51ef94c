/**
 * Trade in rows as Gravitas keeps it, whoever published it, and the report of how it came to be.
 * @module
 */
import { z } from "zod";

export const DatasetName = z.enum(["baci", "comtrade", "itpd", "wits", "tradeprod", "panel"]);
export type DatasetName = z.infer<typeof DatasetName>;

/** How a row came to be known, by the code that stands in `origin`. */
export const tradeOrigins = [
  /** Given by a data set that does not say who reported. */
  "observed",
  "exporter",
  "importer",
  "both",
  /** The publisher took it from the partner's report. */
  "mirror",
  /** A zero that the publisher's source reported, or that the publisher put where nothing was known. */
  "zero-reported",
  "zero-unknown",
  /** Sales to oneself, of the publisher or computed here as output less exports. */
  "domestic",
  "domestic-computed",
  /** A zero that Gravitas put where the file had no row. */
  "zero-added",
] as const;
export type TradeOrigin = (typeof tradeOrigins)[number];

/**
 * Rows of trade in columns of length n; money in million current US dollars, quantities in metric tons, NaN where not
 * known. `exporter`, `importer` and `sector` count into the label lists that go with the rows.
 */
export interface TradeRows {
  readonly n: number;
  readonly year: Int32Array;
  readonly exporter: Int32Array;
  readonly importer: Int32Array;
  readonly sector: Int32Array;
  readonly value: Float64Array;
  /** At the exporter's border. */
  readonly fob: Float64Array;
  /** At the importer's border, with insurance and freight. */
  readonly cif: Float64Array;
  readonly tons: Float64Array;
  /** Index into `tradeOrigins`. */
  readonly origin: Uint8Array;
}

/** Labels of the rows: ISO alpha-3 (or a former state's code), and goods codes or industries. */
export interface TradeLabels {
  readonly economies: readonly string[];
  readonly sectors: readonly string[];
}

/** The column names of a trade file that Gravitas writes. */
export const tradeColumns = {
  year: "year",
  exporter: "exporter",
  importer: "importer",
  sector: "sector",
  value: "usd_million",
  fob: "fob_usd_million",
  cif: "cif_usd_million",
  tons: "tons",
  origin: "origin",
} as const;

/** Which optional columns the rows have. */
export interface TradeLayout {
  readonly sector: boolean;
  /** `fob` and `cif`, kept apart. */
  readonly sides: boolean;
  readonly tons: boolean;
  readonly origin: boolean;
}

/** Rows that were not taken over, of one kind. */
export interface LeftOut {
  readonly reason: LeftOutReason;
  /** What stood in the cell. */
  readonly text: string;
  readonly rows: number;
  /** What they carry, million dollars. */
  readonly usdMillion: number;
  /** The first of their row numbers (data rows from 1), with the file's name where there are several. */
  readonly first: readonly string[];
}

export const leftOutReasons = {
  "unknown-exporter": "exporter that no code list has",
  "unknown-importer": "importer that no code list has",
  "unknown-goods": "goods code that no chapter has",
  "no-year": "no year",
  "no-value": "no value",
  "no-economy": "areas that are no economy",
  total: "totals over partners",
  flow: "other flows (re-exports and the like)",
  breakdown: "parts of a row that stands whole elsewhere",
  own: "trade of an economy with itself (re-imports)",
  twice: "a cell that an earlier row has",
  asked: "left out as asked",
  balance: "cells that not every year has",
} as const;
export type LeftOutReason = keyof typeof leftOutReasons;

/** What `gravitas data import` did; ready for JSON. */
export interface ImportReport {
  readonly dataset: DatasetName;
  readonly title: string;
  readonly documentation: string;
  readonly files: readonly { readonly name: string; readonly rows: number }[];
  readonly out: string | null;
  /** Unit of the values in the file, and dollars in one of it. */
  readonly unit: { readonly inFile: string; readonly dollars: number; readonly toldBy: string };
  readonly valuation: "fob" | "cif" | "as reported" | "not stated";
  /** Year of the Harmonized System, null where goods are not in it or nobody says. */
  readonly hsVintage: number | null;
  readonly rowsRead: number;
  readonly rowsWritten: number;
  readonly usdMillion: number;
  readonly years: {
    readonly first: number | null;
    readonly last: number | null;
    readonly missing: readonly number[];
  };
  readonly economies: number;
  readonly sectors: number;
  /** Rows whose goods code got its leading zero back. */
  readonly zerosRestored: number;
  readonly leftOut: readonly LeftOut[];
  /** Share in value of what is not known (not of totals and parts), 0 to 1. */
  readonly unknownShare: number;
  /** What was done to the rows beyond reading them. */
  readonly steps: readonly string[];
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
}
