/**
 * World: what the embedded world says of itself, ready for JSON: its page, an economy's sheet, its checks.
 * Money in million current US dollars; shares and tariffs are fractions unless the name says otherwise.
 * @module
 */
import type { BaselineSource } from "./baseline.js";

export interface CustomsSource {
  readonly title: string;
  readonly publisher: string;
  readonly date: string | null;
  readonly url: string | null;
}

/** A flow by customs, kept beside the world. */
export interface CustomsFigure {
  readonly exporter: string;
  readonly importer: string;
  readonly year: number;
  readonly usdMillion: number;
  readonly source: CustomsSource;
  readonly note: string;
}

/** An economy's totals by customs. */
export interface CustomsTotal {
  readonly economy: string;
  readonly year: number;
  readonly exports: number;
  readonly imports: number;
  readonly source: CustomsSource;
  readonly note: string;
}

/** Share of some goods in a flow, by value. */
export interface CustomsShare {
  readonly exporter: string;
  readonly importer: string;
  readonly year: number;
  readonly hs: readonly string[];
  readonly goods: string;
  /** Above 0, at most 1. */
  readonly value: number;
  readonly source: CustomsSource;
  readonly note: string;
}

/** Why the world's figure and customs' differ: what is established and what is not, in sentences. */
export interface CustomsExplanation {
  readonly exporter: string;
  readonly importer: string;
  readonly established: readonly string[];
  readonly notEstablished: readonly string[];
  readonly sources: readonly CustomsSource[];
}

export interface Customs {
  readonly figures: readonly CustomsFigure[];
  readonly totals: readonly CustomsTotal[];
  readonly shares: readonly CustomsShare[];
  readonly explanations: readonly CustomsExplanation[];
}

/** `mfn`: the importer's rate for all; `agreement`: free between parties; `assumed`: no rate was found. */
export interface TariffBasis {
  readonly basis: "mfn" | "agreement" | "assumed" | "domestic";
  /** Fraction. */
  readonly rate: number;
  /** Id and name of the agreement, of several the one with the fewest parties. */
  readonly agreement: string | null;
  readonly name: string | null;
  /** Since when the agreement is in force; null where no source tells, or without one. */
  readonly since: string | null;
  readonly confidence: string | null;
  /** What the rate would be without the agreement: the importer's MFN rate, its year, source key and confidence. */
  readonly mfn: {
    readonly rate: number;
    readonly year: number;
    readonly source: string;
    readonly confidence: string;
  };
}

/** Why balancing moved a cell; the line (row or column) that pulled most. */
export type MoveReason =
  /** One side lists the flow; the other's list does not, and so says that it is smaller: the target lies between. */
  | "partner_silent"
  /** A side's figure is more than the partner's whole exports or imports. */
  | "beyond_partner_total"
  /** Reports for the exporter add to more than its exports. */
  | "exporter_over_full"
  | "importer_over_full"
  /** Reports and bounds for the exporter leave part of its exports without a place, so all that is reported grows. */
  | "exporter_under_full"
  | "importer_under_full"
  /** Reports leave less (or more) to unlisted partners than these partners' own totals ask. */
  | "exporter_crowded"
  | "importer_crowded";

/** The reasons in words. */
export const moveReasonSays: Readonly<Record<MoveReason, string>> = {
  partner_silent: "the partner's list does not name the flow, so it must be smaller there",
  beyond_partner_total: "a side's figure is more than the partner's whole trade",
  exporter_over_full: "reports for the exporter add to more than its exports",
  importer_over_full: "reports for the importer add to more than its imports",
  exporter_under_full: "bounds on the exporter's other partners leave exports without a place",
  importer_under_full: "bounds on the importer's other partners leave imports without a source",
  exporter_crowded: "reports leave the exporter's other partners less or more than their totals ask",
  importer_crowded: "reports leave the importer's other partners less or more than their totals ask",
};

export interface ReportedCell {
  readonly exporter: string;
  readonly importer: string;
  readonly reportedBy: "exporter" | "importer" | "both";
  /** Million dollars by each side's list (its share times its total); null where the list does not name the partner. */
  readonly byExporter: number | null;
  readonly byImporter: number | null;
  /** What was reported: the geometric mean of both sides' figures, or the one side's. */
  readonly reported: number;
  /** What balancing aimed at: as reported, but for the other side's bound. */
  readonly target: number;
  readonly value: number;
  /** value / reported. */
  readonly moved: number;
  /** Null when it moved by 1 % or less. */
  readonly because: MoveReason | null;
}

export interface FoldResult {
  /** Cells withheld. */
  readonly cells: number;
  /** Pearson correlation of ln(balanced) with ln(reported), and of the levels. */
  readonly logCorrelation: number;
  readonly levelCorrelation: number;
  /** Median of |balanced − reported| / reported. */
  readonly medianError: number;
  /** Median of ln(balanced / reported): below zero, for lists name partners that are larger than gravity says. */
  readonly medianLogError: number;
  /** Standard deviation of ln(balanced / reported). */
  readonly logSpread: number;
  readonly converged: boolean;
}

export interface WorldCheck {
  readonly id: string;
  readonly economies: number;
  /** Million dollars: trade between economies, domestic sales. */
  readonly trade: number;
  readonly domesticSales: number;
  /** Factor on all imports that makes them add to exports. */
  readonly importScale: number;
  /** Totals met: largest relative gap, and where. */
  readonly margins: {
    readonly tolerance: number;
    readonly largestGap: number;
    readonly at: string;
    readonly met: boolean;
  };
  /** Cells and share of world trade (without domestic sales) by how they are known. */
  readonly cells: Readonly<
    Record<"exporter" | "importer" | "both" | "imputed", { readonly cells: number; readonly share: number }>
  >;
  /** Share of world trade in cells that a list names. */
  readonly reportedShare: number;
  /** What the two sides say of the flows that both list. */
  readonly twoSides: {
    readonly cells: number;
    /** Median of |ln(exporter's / importer's)|, and its root mean square. */
    readonly medianGap: number;
    readonly rootMeanSquare: number;
    readonly beyondTenPercent: number;
    readonly beyondFactorTwo: number;
  };
  /** Reported cells that balancing moved by more than 1 %, the largest first, and how many by each reason. */
  readonly moved: readonly ReportedCell[];
  readonly movedBecause: Readonly<Record<MoveReason, number>>;
  readonly movedBeyondTenPercent: number;
  readonly holdOut: {
    readonly seed: number;
    readonly folds: readonly FoldResult[];
    /** Means over the folds. */
    readonly logCorrelation: number;
    readonly levelCorrelation: number;
    readonly medianError: number;
    readonly medianLogError: number;
    readonly logSpread: number;
  };
}

/** How a cell is known, in a word. */
export type OriginWord = "imputed" | "exporter" | "importer" | "both" | "domestic" | "replaced" | "observed";

export interface PartnerLine {
  readonly economy: string;
  readonly name: string;
  readonly usdMillion: number;
  /** Of the economy's exports or imports, 0 to 1. */
  readonly share: number;
  readonly origin: OriginWord;
  /** Value over what was reported, or over the prior. */
  readonly moved: number;
  readonly tariff: TariffBasis;
}

/** A figure in million dollars and its year. */
export interface DatedFigure {
  readonly usdMillion: number;
  readonly year: number;
}

/** What the world knows of one economy. */
export interface EconomySheet {
  readonly code: string;
  readonly name: string;
  readonly gdp: DatedFigure;
  /** The Factbook's figures. */
  readonly exports: DatedFigure;
  readonly imports: DatedFigure;
  /** Imports in the world, rescaled to world exports. */
  readonly importsInWorld: number;
  /** Shares in GDP; `given` is false where the world's shares stand in. */
  readonly agriculture: number;
  readonly industry: number;
  readonly sectorsGiven: boolean;
  readonly kappa: number;
  readonly g: number;
  readonly goodsValueAdded: number;
  readonly domesticSales: number;
  /** Whether domestic sales stand at the floor, so that part of exports is re-exports. */
  readonly floored: boolean;
  readonly mfnPercent: number;
  readonly mfnYear: number;
  readonly mfnSource: string;
  readonly mfnConfidence: string;
  readonly agreements: readonly { readonly id: string; readonly name: string }[];
  /** Leading partners, largest first. */
  readonly exportPartners: readonly PartnerLine[];
  readonly importPartners: readonly PartnerLine[];
  /** Years of the Factbook's lists, null where it has none. */
  readonly exportListYear: number | null;
  readonly importListYear: number | null;
  readonly customs: { readonly totals: readonly CustomsTotal[]; readonly flows: readonly CustomsFigure[] };
  /** Notes of the Factbook. */
  readonly notes: readonly string[];
  readonly sources: readonly string[];
}

/** The world in a page. */
export interface WorldSummary {
  readonly id: string;
  readonly title: string;
  readonly year: number;
  readonly day: string;
  readonly economies: readonly {
    readonly code: string;
    readonly name: string;
    readonly gdp: number;
    readonly exports: number;
    readonly imports: number;
    readonly domesticSales: number;
    readonly mfnPercent: number;
  }[];
  readonly leftOut: readonly { readonly code: string; readonly name: string; readonly because: string }[];
  readonly sources: readonly BaselineSource[];
  readonly notes: readonly string[];
}
