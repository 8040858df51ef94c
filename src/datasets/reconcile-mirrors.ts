/**
 * What exporters and importers report of one flow becomes one figure.
 * @module
 */
import { InputError } from "../contracts/errors.js";
import { counted } from "./counted.js";
import { originCode } from "./trade-sink.js";
import { TradeTable } from "./trade-table.js";

/** Whose figure stands where both report. */
export const mirrorRules = ["importer", "exporter", "mean", "larger"] as const;
export type MirrorRule = (typeof mirrorRules)[number];

/**
 * The least part of imports at CIF that is freight and insurance, as a factor on FOB: the International Monetary Fund's
 * Direction of Trade Statistics took 1.10, and 1.06 since 2018 (both from memory).
 */
export const defaultCifFactor = 1.06;

/**
 * One row a cell, its value at FOB: the exporter's figure, or the importer's (its own FOB figure where it gives one, else
 * CIF over `cifFactor`). The columns `fob` and `cif` keep what each side reported.
 *
 * @returns the table, and sentences on what was done
 * @throws {InputError} `no-mirrors` where rows do not say who reported them
 */
export function reconcileMirrors(
  table: TradeTable,
  options: { readonly rule: MirrorRule; readonly cifFactor: number },
): { readonly table: TradeTable; readonly steps: string[] } {
  const { rule, cifFactor } = options;
  const known = new Set(table.origin.subarray(0, table.n));
  if (!known.has(originCode.exporter) && !known.has(originCode.importer)) {
    throw new InputError("no-mirrors", "Mirror flows need rows that say who reported them; these do not.", {
      place: { field: "--mirror" },
      hint: "UN Comtrade and WITS do; BACI has reconciled its flows already.",
    });
  }
  const out = new TradeTable();
  for (const label of table.economies.list) out.economies.of(label);
  for (const label of table.sectors.list) out.sectors.of(label);
  const ratios: number[] = [];
  let [both, exporterOnly, importerOnly] = [0, 0, 0];
  for (let k = 0; k < table.n; k++) {
    const [year, i, j, s] = [table.year[k]!, table.exporter[k]!, table.importer[k]!, table.sector[k]!];
    const other = table.find(1 - table.side[k]!, year, i, j, s);
    if (table.side[k] === 1 && other >= 0) continue;
    const [e, m] = table.side[k] === 0 ? [k, other] : [-1, k];
    const exported = e < 0 ? Number.NaN : table.fob[e]!;
    const cif = m < 0 ? Number.NaN : table.cif[m]!;
    const given = m < 0 ? Number.NaN : table.fob[m]!;
    const imported = Number.isNaN(given) ? cif / cifFactor : given;
    if (e >= 0 && m >= 0) {
      both++;
      if (exported > 0 && cif > 0) ratios.push(cif / exported);
    } else if (e >= 0) exporterOnly++;
    else importerOnly++;
    out.add({
      year,
      exporter: i,
      importer: j,
      sector: s,
      side: 0,
      value: chosen(rule, exported, imported),
      fob: Number.isNaN(exported) ? given : exported,
      cif,
      tons: e >= 0 && !Number.isNaN(table.tons[e]!) ? table.tons[e]! : m >= 0 ? table.tons[m]! : Number.NaN,
      origin: e < 0 ? originCode.importer : m < 0 ? originCode.exporter : originCode.both,
    });
  }
  ratios.sort((a, b) => a - b);
  const spread =
    ratios.length === 0
      ? ""
      : ` Imports over exports of the same cell: median ${ratios[ratios.length >> 1]!.toFixed(3)}, middle half ${ratios[ratios.length >> 2]!.toFixed(3)} to ${ratios[(3 * ratios.length) >> 2]!.toFixed(3)}.`;
  return {
    table: out,
    steps: [
      `Mirror flows: ${counted(both, "cell")} reported by both sides, ${exporterOnly} by the exporter only, ${importerOnly} by the importer only; where both report, ${said[rule]}. Values are at FOB; imports at CIF were divided by ${cifFactor}.${spread}`,
    ],
  };
}

const said: Readonly<Record<MirrorRule, string>> = {
  importer: "the importer's figure stands",
  exporter: "the exporter's figure stands",
  mean: "their mean stands",
  larger: "the larger stands",
};

function chosen(rule: MirrorRule, exported: number, imported: number): number {
  if (Number.isNaN(exported)) return imported;
  if (Number.isNaN(imported)) return exported;
  if (rule === "mean") return (exported + imported) / 2;
  if (rule === "larger") return Math.max(exported, imported);
  return rule === "exporter" ? exported : imported;
}
