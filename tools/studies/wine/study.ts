import { wineCharts } from "./charts.js";
import { computeWine } from "./compute.js";
import { wineFile } from "./figures.js";
import { winePage } from "./page.js";

/** The study: its figures, its numbers, and the files of docs/studies/ that they make. */
export function wineStudy() {
  const file = wineFile();
  const numbers = computeWine(file);
  const files: Readonly<Record<string, string>> = {
    "wine.md": winePage(file, numbers),
    ...wineCharts(file, numbers),
  };
  return { file, numbers, files };
}
