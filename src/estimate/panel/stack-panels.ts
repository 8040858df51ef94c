/**
 * Two panels one below the other.
 * @module
 */
import { DataError } from "../../contracts/errors.js";
import type { Column, Panel } from "../../contracts/panel.js";

/** Column that tells the two apart: 0 above, 1 below. */
export const partColumn = ".part_of_two";

/**
 * The named columns of both, the second panel's rows after the first's; messages speak of the second.
 * @throws {DataError} `column-type` where a column is text in one and numbers in the other
 */
export function stackPanels(above: Panel, below: Panel, names: ReadonlySet<string>): Panel {
  const nObs = above.nObs + below.nObs;
  const columns = above.columns.flatMap((a): Column[] => {
    const b = below.columns.find((column) => column.name === a.name);
    if (!names.has(a.name) || !b) return [];
    if (a.type === "text" && b.type === "text") {
      const place = new Map(a.levels.map((level, code) => [level, code]));
      const levels = [...a.levels];
      const moved = b.levels.map((level) => {
        const known = place.get(level);
        if (known !== undefined) return known;
        levels.push(level);
        return levels.length - 1;
      });
      const codes = new Int32Array(nObs);
      codes.set(a.codes);
      for (let n = 0; n < below.nObs; n++) codes[above.nObs + n] = b.codes[n]! < 0 ? -1 : moved[b.codes[n]!]!;
      return [{ type: "text", name: a.name, codes, levels }];
    }
    if (a.type !== "number" || b.type !== "number") {
      throw new DataError(
        "column-type",
        `Column ${a.name} holds ${b.type === "text" ? "text" : "numbers"} here, but ${a.type === "text" ? "text" : "numbers"} in ${above.source}.`,
        { place: { file: below.source }, hint: "Give both files the same columns." },
      );
    }
    const values = new Float64Array(nObs);
    values.set(a.values);
    values.set(b.values, above.nObs);
    const missing = new Uint8Array(nObs);
    missing.set(a.missing);
    missing.set(b.missing, above.nObs);
    const labels = a.labels ?? b.labels;
    return [{ type: "number", name: a.name, values, missing, ...(labels ? { labels } : {}) }];
  });
  const values = new Float64Array(nObs).fill(1, above.nObs);
  const part: Column = { type: "number", name: partColumn, values, missing: new Uint8Array(nObs) };
  return { source: below.source, nObs, columns: [...columns, part] };
}
