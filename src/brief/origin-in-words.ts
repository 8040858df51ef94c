import { type Baseline, CellOrigin } from "../contracts/baseline.js";

const words: Readonly<Record<number, string>> = {
  [CellOrigin.imputed]: "imputed",
  [CellOrigin.exporter]: "reported by the exporter",
  [CellOrigin.importer]: "reported by the importer",
  [CellOrigin.both]: "reported by both sides",
  [CellOrigin.domestic]: "output less exports",
  [CellOrigin.replaced]: "put in from another source",
  [CellOrigin.observed]: "given",
};

/** How a cell of a baseline is known, in words. */
export function originInWords(baseline: Baseline, exporter: string, importer: string): string {
  const n = baseline.economies.length;
  const cell = baseline.economies.indexOf(exporter) * n + baseline.economies.indexOf(importer);
  return words[baseline.origin[cell]!] ?? "unknown";
}
