import type { SectorTariffs } from "../contracts/sector-tariffs.js";
import { formatRate } from "./numbers.js";
import { clip, type TextColumn, tableRow, wrap } from "./text-layout.js";

const COLUMNS: readonly TextColumn[] = [
  { width: 26 },
  { width: 5, align: "right" },
  { width: 8, align: "right" },
  { width: 16, align: "right" },
  { width: 7, align: "right" },
  { width: 8, align: "right" },
];

/** One row a sector, in 80 columns: the rate by the method asked for, and between what and beside what it stands. */
export function sectorTariffsToText({ sectors, says }: SectorTariffs): string {
  const row = (cells: readonly string[]) =>
    tableRow(
      cells.map((cell) => [cell]),
      COLUMNS,
    );
  const rows = sectors.flatMap((s) =>
    row([
      clip(s.sector, 26),
      String(s.lines),
      formatRate(s.rate),
      s.lowest === s.highest
        ? "all the same"
        : `${formatRate(s.lowest).replace(/\s%$/, "")}–${formatRate(s.highest)}`,
      formatRate(s.simple),
      s.tradeWeighted === null ? "–" : formatRate(s.tradeWeighted),
    ]),
  );
  const head = row(["sector", "lines", "tariff", "lowest, highest", "simple", "weighted"]);
  return [...wrap(says, 80), "", ...head, ...rows, ""].join("\n");
}
