/**
 * How publishers lay out trade data: columns, units, codes. Header names are compared without case, spaces and signs.
 * @module
 */
import type { DatasetName, ImportReport } from "../contracts/dataset.js";

/** A column that holds money, and dollars in one of its units. */
export interface ValueColumn {
  readonly name: string;
  readonly dollars: number;
}

export interface Convention {
  readonly dataset: DatasetName;
  readonly title: string;
  /** Where the publisher says so. */
  readonly documentation: string;
  readonly year: readonly string[];
  /** Either exporter and importer, or reporter, partner and flow. Of several names the first that the file has. */
  readonly exporter: readonly string[];
  readonly importer: readonly string[];
  readonly reporter: readonly string[];
  readonly partner: readonly string[];
  readonly flow: readonly string[];
  readonly sector: readonly string[];
  readonly value: readonly ValueColumn[];
  readonly fob: readonly ValueColumn[];
  readonly cif: readonly ValueColumn[];
  /** Quantity columns, and metric tons in one of their units. */
  readonly tons: readonly { readonly name: string; readonly tons: number }[];
  readonly vintage: readonly string[];
  readonly mirrorFlag: readonly string[];
  readonly zeroFlag: readonly string[];
  /** Columns of a breakdown, and what stands for the whole. */
  readonly whole: Readonly<Record<string, readonly string[]>>;
  readonly hs: boolean;
  readonly valuation: ImportReport["valuation"];
  /** Rows of an economy to itself are its domestic sales; elsewhere they are re-imports. */
  readonly domestic: boolean;
}

const none: Omit<Convention, "dataset" | "title" | "documentation"> = {
  year: ["year"],
  exporter: [],
  importer: [],
  reporter: [],
  partner: [],
  flow: [],
  sector: [],
  value: [],
  fob: [],
  cif: [],
  tons: [],
  vintage: [],
  mirrorFlag: [],
  zeroFlag: [],
  whole: {},
  hs: false,
  valuation: "not stated",
  domestic: false,
};

/**
 * BACI: t year, i exporter, j importer, k product (HS 6 digits; "treat k not as numeric, which would remove the leading
 * zeros"), v thousand current US dollars, q metric tons; flows are free on board, positive ones only.
 */
const baci: Convention = {
  ...none,
  dataset: "baci",
  title: "BACI, CEPII",
  documentation:
    "CEPII, DescriptionBACI, http://www.cepii.fr/DATA_DOWNLOAD/baci/doc/DescriptionBACI.html; Gaulier and Zignago (2010), CEPII Working Paper 2010-23",
  year: ["t", "year"],
  exporter: ["i"],
  importer: ["j"],
  sector: ["k", "hs6"],
  value: [{ name: "v", dollars: 1000 }],
  tons: [{ name: "q", tons: 1 }],
  hs: true,
  valuation: "fob",
};

/**
 * UN Comtrade: one row a reporter, partner, flow and commodity; primaryValue in dollars is FOB for exports (X) and CIF for
 * imports (M). partnerCode 0 is the World; customsCode C00, motCode 0, mosCode 0 and partner2Code 0 are the whole of
 * what other rows break down. The second names are those of the older site and of its API.
 */
const comtrade: Convention = {
  ...none,
  dataset: "comtrade",
  title: "UN Comtrade",
  documentation:
    "UN Comtrade, data items of the API (https://comtradedeveloper.un.org); UN Statistics Division, UN Comtrade Reference Tables, https://unstats.un.org/unsd/tradekb/Knowledgebase/50039/UN-Comtrade-Reference-Tables",
  year: ["refYear", "period", "Year", "yr"],
  reporter: ["reporterCode", "Reporter Code", "rtCode", "reporterISO", "Reporter ISO", "rt3ISO", "Reporter"],
  partner: ["partnerCode", "Partner Code", "ptCode", "partnerISO", "Partner ISO", "pt3ISO", "Partner"],
  flow: ["flowCode", "Trade Flow Code", "rgCode", "Trade Flow", "flowDesc", "rgDesc"],
  sector: ["cmdCode", "Commodity Code"],
  value: [
    { name: "primaryValue", dollars: 1 },
    { name: "Trade Value (US$)", dollars: 1 },
    { name: "TradeValue", dollars: 1 },
  ],
  fob: [
    { name: "fobvalue", dollars: 1 },
    { name: "FOB Trade Value (US$)", dollars: 1 },
  ],
  cif: [
    { name: "cifvalue", dollars: 1 },
    { name: "CIF Trade Value (US$)", dollars: 1 },
  ],
  tons: [
    { name: "netWgt", tons: 0.001 },
    { name: "Netweight (kg)", tons: 0.001 },
    { name: "NetWeight", tons: 0.001 },
  ],
  vintage: ["classificationCode", "Classification", "pfCode"],
  whole: {
    customsCode: ["C00"],
    motCode: ["0"],
    mosCode: ["0"],
    partner2Code: ["0"],
  },
  hs: true,
  valuation: "as reported",
};

/**
 * ITPD-E: ISO letters, industries by number, million current US dollars; flag_mirror 1 where the mirror value is used;
 * flag_zero p positive, r zero in the raw data, u unknown and set to zero. Rows of an economy to itself are domestic trade.
 */
const itpd: Convention = {
  ...none,
  dataset: "itpd",
  title: "ITPD-E, US International Trade Commission",
  documentation:
    "USITC, ITPD-E file format, https://usitc.gov/data/gravity/itpde_guide/file_format, and list of variables, https://www.usitc.gov/data/gravity/gravity_portal_itpd_e_variables.htm",
  exporter: ["exporter_iso3"],
  importer: ["importer_iso3"],
  sector: ["industry_id", "industry_descr", "broad_sector"],
  value: [{ name: "trade", dollars: 1e6 }],
  mirrorFlag: ["flag_mirror"],
  zeroFlag: ["flag_zero"],
  domestic: true,
};

/** WITS: reporter, partner, TradeFlowName, product of a Nomenclature, thousand dollars in a column whose name says so. */
const wits: Convention = {
  ...none,
  dataset: "wits",
  title: "WITS, World Bank",
  documentation:
    "World Bank, WITS User Manual (data retrieval), http://wits.worldbank.org; names of the columns as its bulk and advanced queries write them, the parts in brackets from memory",
  year: ["Year"],
  reporter: ["ReporterISO3", "ReporterCode", "Reporter", "ReporterName"],
  partner: ["PartnerISO3", "PartnerCode", "Partner", "PartnerName"],
  flow: ["TradeFlowName", "TradeFlow", "TradeFlowCode", "Trade Flow"],
  sector: ["ProductCode", "Product Code", "Product"],
  value: [
    { name: "Trade Value in 1000 USD", dollars: 1000 },
    { name: "Trade Value 1000USD", dollars: 1000 },
    { name: "Trade Value (US$ Thousand)", dollars: 1000 },
    { name: "Trade Value (US$)", dollars: 1 },
  ],
  tons: [
    { name: "NetWeight in KGM", tons: 0.001 },
    { name: "Net Weight in KGM", tons: 0.001 },
  ],
  vintage: ["Nomenclature", "NomenCode"],
  hs: true,
  valuation: "as reported",
};

/** TradeProd: ISO letters of origin and destination, industries, thousand dollars, domestic trade on the diagonal. From memory. */
const tradeprod: Convention = {
  ...none,
  dataset: "tradeprod",
  title: "TradeProd, CEPII",
  documentation:
    "CEPII, TradeProd, http://www.cepii.fr (columns and unit from memory: see that the figures are right)",
  exporter: ["iso3_o", "exporter"],
  importer: ["iso3_d", "importer"],
  sector: ["industry", "isic_rev2", "isic"],
  value: [
    { name: "trade", dollars: 1000 },
    { name: "trade_comb", dollars: 1000 },
  ],
  domestic: true,
};

/** Columns of the user's own choice; without one, those of a file that Gravitas wrote. */
const panel: Convention = {
  ...none,
  dataset: "panel",
  title: "a panel of one's own",
  documentation: "docs/data.md",
  exporter: ["exporter", "exporter_iso3", "iso3_o", "iso_o", "origin_iso3"],
  importer: ["importer", "importer_iso3", "iso3_d", "iso_d", "destination_iso3"],
  sector: ["sector", "industry", "product"],
  value: [
    { name: "usd_million", dollars: 1e6 },
    { name: "usd_thousand", dollars: 1000 },
    { name: "usd", dollars: 1 },
  ],
  fob: [
    { name: "fob_usd_million", dollars: 1e6 },
    { name: "fob_usd_thousand", dollars: 1000 },
    { name: "fob_usd", dollars: 1 },
  ],
  cif: [
    { name: "cif_usd_million", dollars: 1e6 },
    { name: "cif_usd_thousand", dollars: 1000 },
    { name: "cif_usd", dollars: 1 },
  ],
  tons: [{ name: "tons", tons: 1 }],
  domestic: true,
};

/** Every convention by the word that `--as` takes. */
export const conventions: Readonly<Record<DatasetName, Convention>> = {
  baci,
  comtrade,
  itpd,
  wits,
  tradeprod,
  panel,
};

/** "1000 US dollars" and the like, for reports. */
export function unitInWords(dollars: number): string {
  if (dollars === 1) return "US dollars";
  if (dollars === 1000) return "thousand US dollars";
  return dollars === 1e6 ? "million US dollars" : `${dollars} US dollars`;
}
